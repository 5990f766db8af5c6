// One application from click to money: where it stands, every step to the second, and why it was decided so.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { actHeader, answerOf, api, newActKey } from '../../kit/api.ts';
import { useLanguage } from '../../kit/language.ts';
import { Decision } from '../../kit/decision.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { money } from '../../kit/money.ts';
import { Page } from '../../kit/page.tsx';
import { ProblemView } from '../../kit/problem-view.tsx';
import { useNames } from '../../kit/reference-data.ts';
import { StateTag } from '../../kit/state-tag.tsx';
import { dayText } from '../../kit/time.ts';
import { Payment } from './payment.tsx';
import { useApplication, useIsOwner, usePolicy, type ShownApplication } from './queries.ts';
import { Timeline } from './timeline.tsx';

export function ApplicationPage() {
  const { policyId = '', uscc = '', period = '' } = useParams();
  const { t } = useTranslation('claim');
  const { pick } = useLanguage();
  const query = useApplication(`${policyId}.${uscc}.${period}`);
  const policy = usePolicy(policyId);
  const title = policy.data ? pick(policy.data.document.title) : t('case.title');
  return (
    <Page
      title={title}
      titleText={`${title} · ${t('case.title')}`}
      lead={query.data && `${query.data.application.enterpriseName} · ${uscc}`}
    >
      <Loaded query={query} rows={8}>
        {(shown) => (
          <>
            <Standing shown={shown} />
            <Timeline shown={shown} />
            <Decision shown={shown} words={policy.data?.conditions} />
            <Payment shown={shown} />
            <Acts shown={shown} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** Where it stands in one figure and one sentence, with what comes next and who does it. */
function Standing({ shown }: { readonly shown: ShownApplication }) {
  const { t } = useTranslation('claim');
  const { application, state } = shown;
  return (
    <section className="surface hero" aria-label={t('case.title')} aria-live="polite">
      <p className="figures" style={{ alignItems: 'center' }}>
        {application.amountFen !== undefined && application.state !== 'refused' && (
          <span className="figure">{money(application.amountFen)}</span>
        )}
        <StateTag state={state} />
      </p>
      <Next shown={shown} />
    </section>
  );
}

function Next({ shown: { application } }: { readonly shown: ShownApplication }) {
  const { t } = useTranslation('claim');
  const { language } = useLanguage();
  const names = useNames();
  const separator = language === 'zh' ? '、' : ', ';
  const missing = application.missing ?? [];
  const items = [...new Set(missing.map(names.item))].join(separator);
  switch (application.state) {
    case 'awaiting-data': {
      const departments = missing.map((key) => names.department(names.departmentOf(key) ?? key));
      return <p>{t('case.awaitingData', { departments: [...new Set(departments)].join(separator) })}</p>;
    }
    case 'awaiting-applicant':
      return (
        <p>
          {t('case.awaitingApplicant')} {t('case.missing', { items })}
        </p>
      );
    case 'queued':
      return <p>{t('case.queued')}</p>;
    case 'in-publicity':
      return application.publicUntil === undefined ? null : (
        <p>{t('case.publicUntil', { day: dayText(application.publicUntil, language) })}</p>
      );
    case 'refused':
      return application.blockedBy === undefined ? null : <p>{t('case.refusedEarlier')}</p>;
    default:
      return null;
  }
}

const CLOSED: readonly string[] = ['reserved', 'granted', 'refused', 'withdrawn'];

function Acts({ shown }: { readonly shown: ShownApplication }) {
  const { t } = useTranslation('claim');
  const isOwner = useIsOwner(shown.application.uscc);
  return (
    <div className="acts">
      {shown.decision && (
        <>
          <Button onClick={() => void downloadReceipt(shown.application.id)}>{t('case.receipt')}</Button>
          <span className="hint">{t('case.receiptHint')}</span>
        </>
      )}
      {isOwner && !CLOSED.includes(shown.application.state) && <Withdraw id={shown.application.id} />}
    </div>
  );
}

/** The receipt as the API gives it, saved as a file. */
async function downloadReceipt(id: string): Promise<void> {
  const receipt = await answerOf(api.GET('/api/applications/{id}/receipt', { params: { path: { id } } }));
  const { saveFile } = await import('../../kit/save-file.ts');
  saveFile(`${id}.receipt.json`, 'application/json', JSON.stringify(receipt, undefined, 2));
}

function Withdraw({ id }: { readonly id: string }) {
  const { t } = useTranslation('claim');
  const { t: kit } = useTranslation('kit');
  const [isAsking, ask] = useState(false);
  const queries = useQueryClient();
  const key = useRef(newActKey());
  const withdraw = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/api/applications/{id}/withdrawal', {
          params: { path: { id }, header: actHeader(key.current) },
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: ['application', id] }),
    onSuccess: () => {
      ask(false);
      void queries.invalidateQueries({ queryKey: ['matches'] });
    },
  });
  return (
    <>
      <Button danger onClick={() => ask(true)}>
        {t('case.withdraw')}
      </Button>
      <Modal
        open={isAsking}
        title={t('case.withdraw')}
        okText={t('case.withdrawYes')}
        cancelText={kit('cancel')}
        okButtonProps={{ danger: true, loading: withdraw.isPending }}
        onOk={() => withdraw.mutate()}
        onCancel={() => ask(false)}
      >
        <p>{t('case.withdrawAsk')}</p>
        {withdraw.isError && <ProblemView error={withdraw.error} />}
      </Modal>
    </>
  );
}
