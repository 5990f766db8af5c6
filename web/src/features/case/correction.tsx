// Reporting one's own mistake and giving money back: what is owed, by when, and how to pay it, without a sanction for honesty.
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actHeader, answerOf, api } from '../../kit/api.ts';
import { ConfirmAct } from '../../kit/confirm-act.tsx';
import { useLanguage } from '../../kit/language.ts';
import { fenOfYuan, money, yuan } from '../../kit/money.ts';
import { Section } from '../../kit/page.tsx';
import { dayText } from '../../kit/time.ts';
import { useAct } from '../../kit/use-act.ts';
import type { ShownApplication } from '../../kit/use-application.ts';
import { useKeptText } from '../../kit/use-kept-text.ts';
import { WordsField } from '../../kit/words-field.tsx';
import { useRecoveries } from './queries.ts';

const AWARDED: readonly string[] = ['reserved', 'granted'];

export function Correction({ shown }: { readonly shown: ShownApplication }) {
  const { t } = useTranslation('case');
  const { application } = shown;
  const [isOpen, open] = useState(false);
  const isAwarded = AWARDED.includes(application.state) && shown.claim !== undefined;
  const recoveries = useRecoveries(application.uscc, isAwarded);
  if (!isAwarded) return null;
  const own = (recoveries.data?.items ?? []).filter(({ applicationId }) => applicationId === application.id);
  return (
    <Section id="correction" title={t('correction.title')}>
      <div className="stack">
        {own.map((recovery) => (
          <Owed key={recovery.id} recovery={recovery} />
        ))}
        {isOpen ? (
          <Form shown={shown} />
        ) : (
          <div className="acts">
            <Button onClick={() => open(true)}>{t('correction.start')}</Button>
            <span className="hint">{t('correction.hint')}</span>
          </div>
        )}
      </div>
    </Section>
  );
}

type Recovery = NonNullable<ReturnType<typeof useRecoveries>['data']>['items'][number];

/** What is to be given back, and the words by which the bank's line finds the case. */
function Owed({ recovery }: { readonly recovery: Recovery }) {
  const { t } = useTranslation('case');
  const { language } = useLanguage();
  const owedFen =
    recovery.shares.reduce((sum, { amountFen }) => sum + amountFen, 0) -
    recovery.repayments.reduce((sum, { amountFen }) => sum + amountFen, 0);
  return (
    <dl className="facts">
      <dt>{t('correction.state')}</dt>
      <dd>
        {t(`recovery.${recovery.state}`)} · {recovery.reason}
      </dd>
      {recovery.state === 'receivable' && (
        <>
          <dt>{t('correction.owed')}</dt>
          <dd className="amount">{money(owedFen)}</dd>
          <dt>{t('correction.how')}</dt>
          <dd>{t('correction.howText', { id: recovery.id })}</dd>
        </>
      )}
      {recovery.repayBy !== undefined && (
        <>
          <dt>{t('correction.by')}</dt>
          <dd>{dayText(recovery.repayBy, language)}</dd>
        </>
      )}
    </dl>
  );
}

function Form({ shown: { application, claim } }: { readonly shown: ShownApplication }) {
  const { t } = useTranslation('case');
  const [amount, writeAmount] = useState(() => yuan(claim?.amountFen ?? 0));
  const [reason, write] = useKeptText(`correction/${application.id}`);
  const amountFen = fenOfYuan(amount);
  const isWrong = amountFen === undefined || amountFen <= 0 || amountFen > (claim?.amountFen ?? 0);
  const report = useAct({
    send: (_: void, key) =>
      answerOf(
        api.POST('/api/recoveries/self-corrections', {
          params: { header: actHeader(key) },
          body: { uscc: application.uscc, applicationId: application.id, amountFen: amountFen ?? 0, reason },
        }),
      ),
    changes: ['application', 'recoveries'],
    onDone: () => write(''),
  });
  return (
    <div className="stack">
      <label className="field">
        {t('correction.amount')}
        <input
          className="input"
          inputMode="decimal"
          value={amount}
          aria-invalid={isWrong}
          onChange={({ target }) => writeAmount(target.value)}
        />
        {isWrong && (
          <span className="field-error">
            {t('correction.amountWrong', { most: money(claim?.amountFen ?? 0) })}
          </span>
        )}
      </label>
      <WordsField label={t('correction.reason')} value={reason} lengthMax={1000} onChange={write} />
      <div>
        <ConfirmAct
          label={t('correction.send')}
          says={t('correction.says', { amount: money(amountFen ?? 0) })}
          act={report}
          isDisabled={isWrong || reason.trim() === ''}
        />
      </div>
    </div>
  );
}
