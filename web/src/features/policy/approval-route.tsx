// The approval route of a policy: who signed, what is next, and, for who may take it, the form to sign or to send it back.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actHeader, answerOf, api } from '../../kit/api.ts';
import { ConfirmAct } from '../../kit/confirm-act.tsx';
import { useLanguage } from '../../kit/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { money } from '../../kit/money.ts';
import { usePersonName } from '../../kit/person-name.ts';
import { usePerson } from '../../kit/session.ts';
import { dayText, instantText } from '../../kit/time.ts';
import { useAct } from '../../kit/use-act.ts';
import { WordsField } from '../../kit/words-field.tsx';
import { POLICY_QUERIES, useRoute, type PolicyHead, type PolicyRoute } from './queries.ts';

type RouteStep = PolicyRoute['steps'][number];

export function ApprovalRoute({ policy }: { readonly policy: PolicyHead }) {
  return (
    <Loaded query={useRoute(policy.id)} rows={3}>
      {(route) => <ShownRoute policy={policy} route={route} />}
    </Loaded>
  );
}

function ShownRoute({ policy, route }: { readonly policy: PolicyHead; readonly route: PolicyRoute }) {
  const { t } = useTranslation('route');
  const { sub } = usePerson();
  const { expectedYuan, steps, attached, next, rejection, isSubmitted } = route;
  const isAuthor = [policy.draftedBy, policy.submittedBy].includes(sub);
  return (
    <div style={{ display: 'grid', gap: 10, marginTop: 14 }}>
      <h2>{t('title')}</h2>
      <p className="hint">
        {expectedYuan === undefined ? t('noCost') : t('cost', { amount: money(expectedYuan * 100) })}
      </p>
      {rejection && <p role="status">{t('rejected', { ...rejection })}</p>}
      <ol className="timeline">
        {steps.map((step) => (
          <StepLine key={step.position} step={step} isNext={next?.position === step.position} />
        ))}
      </ol>
      {attached.length > 0 && (
        <p className="meta">
          <span>{t('attached')}</span>
          {attached.map(({ kind, reference }) => (
            <span key={`${kind}${reference}`}>
              {t(`opinion.${kind}`)} {reference}
            </span>
          ))}
        </p>
      )}
      {isSubmitted && !next && <p role="status">{t('done')}</p>}
      {next?.mayTake === true && <Sign policy={policy} route={route} />}
      {next?.why && <p className="hint">{t(`why.${next.why}`, { role: next.role })}</p>}
      {isSubmitted && isAuthor && <Recall policy={policy} route={route} />}
    </div>
  );
}

function StepLine({ step, isNext }: { readonly step: RouteStep; readonly isNext: boolean }) {
  const { t } = useTranslation('route');
  const { language, pick } = useLanguage();
  const nameOf = usePersonName();
  const { taken } = step;
  return (
    <li>
      {taken ? (
        <time dateTime={taken.at} title={instantText(taken.at, language)}>
          {dayText(taken.at.slice(0, 10), language)}
        </time>
      ) : (
        <span>{isNext ? t('next') : t('later')}</span>
      )}
      <span className={`dot ${taken ? 'dot-good' : 'dot-now'}`} />
      <div>
        <strong>{pick(step)}</strong>
        <p className="meta">
          <span>{taken ? nameOf(taken.by) : t('for', { role: step.role })}</span>
          {taken?.comment !== undefined && <span>{taken.comment}</span>}
        </p>
      </div>
    </li>
  );
}

interface Writing {
  readonly policy: PolicyHead;
  readonly route: PolicyRoute;
}

const useSign = (id: string, body: Parameters<typeof signBody>[0]) =>
  useAct({
    send: (_: void, key) =>
      answerOf(
        api.POST('/api/policies/{id}/approval', {
          params: { path: { id }, header: actHeader(key) },
          body: signBody(body),
        }),
      ),
    changes: POLICY_QUERIES,
  });

type OpinionKind = PolicyRoute['required'][number];
const signBody = ({
  number,
  position,
  comment,
  references,
}: {
  readonly number: number;
  readonly position: number;
  readonly comment: string;
  readonly references: Readonly<Partial<Record<OpinionKind, string>>>;
}) => ({
  number,
  position,
  comment,
  attachments: (Object.entries(references) as [OpinionKind, string][]).map(([kind, reference]) => ({
    kind,
    reference: reference.trim(),
  })),
});

const useSendBack = (id: string, number: number, position: number, reason: string) =>
  useAct({
    send: (_: void, key) =>
      answerOf(
        api.POST('/api/policies/{id}/rejection', {
          params: { path: { id }, header: actHeader(key) },
          body: { number, position, reason },
        }),
      ),
    changes: POLICY_QUERIES,
  });

function Sign({ policy, route: { number, next, steps } }: Writing) {
  const { t } = useTranslation('route');
  const { pick } = useLanguage();
  const [comment, write] = useState('');
  const [references, attach] = useState<Partial<Record<OpinionKind, string>>>({});
  const position = next?.position ?? 0;
  const missing = next?.missing ?? [];
  const sign = useSign(policy.id, { number, position, comment, references });
  const reject = useSendBack(policy.id, number, position, comment);
  const step = steps[position - 1];
  const isEmpty = comment.trim() === '';
  const isBare = missing.some((kind) => (references[kind] ?? '').trim() === '');
  return (
    <div className="surface" style={{ display: 'grid', gap: 10 }}>
      {missing.map((kind) => (
        <label className="field" key={kind}>
          {t('reference', { opinion: t(`opinion.${kind}`) })}
          <input
            className="input"
            maxLength={300}
            value={references[kind] ?? ''}
            onChange={({ target }) => attach({ ...references, [kind]: target.value })}
          />
        </label>
      ))}
      <WordsField label={t('comment')} value={comment} lengthMax={1000} onChange={write} />
      <div className="acts">
        <ConfirmAct
          label={t('sign')}
          act={sign}
          isPrimary
          isDisabled={isEmpty || isBare}
          says={t('signSays', { number, step: step ? pick(step) : '' })}
        />
        <ConfirmAct
          label={t('reject')}
          act={reject}
          isDanger
          isDisabled={isEmpty}
          says={t('rejectSays', { number })}
        />
        {(isEmpty || isBare) && <span className="hint">{t('needWords')}</span>}
      </div>
    </div>
  );
}

/** The author takes it back to change it; what is under approval is not changed under the signers' hands. */
function Recall({ policy, route: { number, steps } }: Writing) {
  const { t } = useTranslation('route');
  const position = steps.filter(({ taken }) => taken).length + 1;
  const act = useSendBack(policy.id, number, position, t('recalled'));
  return (
    <div className="acts">
      <ConfirmAct label={t('recall')} act={act} says={t('recallSays', { number })} />
    </div>
  );
}
