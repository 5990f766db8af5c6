// One application from click to money: where it stands and who acts next, what to do, every step to the second, and why.
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Decision } from '../../kit/decision.tsx';
import { useLanguage } from '../../kit/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { money } from '../../kit/money.ts';
import { NextStep } from '../../kit/next-step.tsx';
import { Page } from '../../kit/page.tsx';
import { useNames } from '../../kit/reference-data.ts';
import { StateTag } from '../../kit/state-tag.tsx';
import { dayText } from '../../kit/time.ts';
import { useApplication, type ShownApplication } from '../../kit/use-application.ts';
import { Acts } from './acts.tsx';
import { Appeals } from './appeals.tsx';
import { Correction } from './correction.tsx';
import { Dispute } from './dispute.tsx';
import { Payment } from './payment.tsx';
import { usePolicy, useIsOwner } from './queries.ts';
import { Rating } from './rating.tsx';
import { Timeline } from './timeline.tsx';
import { WaitsForYou } from './waits-for-you.tsx';

export function ApplicationPage() {
  const { policyId = '', uscc = '', period = '' } = useParams();
  const { t } = useTranslation('case');
  const { pick } = useLanguage();
  const query = useApplication(`${policyId}.${uscc}.${period}`);
  const policy = usePolicy(policyId);
  const title = policy.data ? pick(policy.data.document.title) : t('title');
  return (
    <Page
      title={title}
      titleText={`${title} · ${t('title')}`}
      lead={query.data && `${query.data.application.enterpriseName} · ${uscc}`}
    >
      <Loaded query={query} rows={8}>
        {(shown) => <Case shown={shown} conditions={policy.data?.conditions} />}
      </Loaded>
    </Page>
  );
}

interface CaseProps {
  readonly shown: ShownApplication;
  readonly conditions: Parameters<typeof Decision>[0]['words'];
}

function Case({ shown, conditions }: CaseProps) {
  const { application } = shown;
  const isOwner = useIsOwner(application.uscc);
  return (
    <>
      <Standing shown={shown} />
      <WaitsForYou shown={shown} isOwner={isOwner} />
      {isOwner && <Rating shown={shown} />}
      <Timeline shown={shown} />
      <Decision
        shown={shown}
        words={conditions}
        {...(isOwner && {
          disputing: (item: string) => (
            <Dispute
              id={application.id}
              item={item}
              standing={shown.disputes.find((each) => each.item === item)}
            />
          ),
        })}
      />
      <Payment shown={shown} />
      <Appeals shown={shown} isOwner={isOwner} />
      {isOwner && <Correction shown={shown} />}
      <Acts shown={shown} isOwner={isOwner} />
    </>
  );
}

/** Where it stands in one figure, with who acts next, by when, and the bank line to expect. */
function Standing({ shown }: { readonly shown: ShownApplication }) {
  const { t } = useTranslation('case');
  const { application, state } = shown;
  return (
    <section className="surface hero stack" aria-label={t('title')} aria-live="polite">
      <p className="figures" style={{ alignItems: 'center' }}>
        {application.amountFen !== undefined && application.state !== 'refused' && (
          <span className="figure">{money(application.amountFen)}</span>
        )}
        <StateTag state={state} />
      </p>
      <Why shown={shown} />
      <Declared shown={shown} />
      <NextStep shown={shown} />
    </section>
  );
}

/** How many of an own list the department knew. */
function Declared({ shown: { application, decision } }: { readonly shown: ShownApplication }) {
  const { t } = useTranslation('case');
  const { declared } = application;
  const found = declared && decision?.facts?.[declared.item];
  if (!declared || !Array.isArray(found)) return null;
  return <p>{t('declared', { declared: declared.count, found: found.length })}</p>;
}

/** What the state alone does not say. */
function Why({ shown: { application, queue } }: { readonly shown: ShownApplication }) {
  const { t } = useTranslation('case');
  const { language } = useLanguage();
  const names = useNames();
  const items = [...new Set((application.missing ?? []).map(names.item))].join(
    language === 'zh' ? '、' : ', ',
  );
  switch (application.state) {
    case 'awaiting-data':
    case 'awaiting-applicant':
      return items === '' ? null : <p>{t('missing', { items })}</p>;
    case 'queued':
      return <p>{t('queued', { place: queue?.position ?? 1 })}</p>;
    case 'in-publicity':
      return application.publicUntil === undefined ? null : (
        <p>{t('publicUntil', { day: dayText(application.publicUntil, language) })}</p>
      );
    case 'refused':
      return <p>{t(application.blockedBy === undefined ? 'refused' : 'refusedEarlier')}</p>;
    default:
      return null;
  }
}
