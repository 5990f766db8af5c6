// One policy on the desk: where it stands, the acts that this person may do next, what changed, and whom it reaches.
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useLanguage } from '../../kit/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Page, Section } from '../../kit/page.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { hasRole, usePerson } from '../../kit/session.ts';
import { MatchedFirms } from './matched-firms.tsx';
import { MatchReport } from './match-report.tsx';
import { PolicyActs } from './policy-acts.tsx';
import {
  usePolicyHead,
  useVersions,
  type PolicyHead,
  type PolicyVersion,
  type ShownPolicy,
} from './queries.ts';
import { RedlineView } from './redline-view.tsx';
import { DifferenceByDistrict, DifferenceFigures, WholeTrial } from './trial-difference.tsx';
import { TrialProgress } from './trial-progress.tsx';
import { useDifference } from './trial-queries.ts';

export function PolicyPage() {
  const { policyId = '' } = useParams();
  const { t } = useTranslation('policy');
  const { pick } = useLanguage();
  const query = usePolicyHead(policyId);
  const head = query.data?.policy;
  const mayList = hasRole(usePerson(), 'staff.*', 'auditor', 'admin');
  return (
    <Page
      title={head ? pick({ zh: head.titleZh, en: head.titleEn }) : t('list.title')}
      lead={<code>{policyId}</code>}
      isWide
      acts={
        <>
          <Link to={`/policies/${policyId}/trials`}>{t('trial.open')}</Link>
          {head && head.inForce > 0 && <Link to={`/library/${policyId}`}>{t('desk.publicPage')}</Link>}
        </>
      }
    >
      <Loaded query={query} rows={8}>
        {(shown) => (
          <>
            <Standing shown={shown} />
            <Changes policy={shown.policy} />
            <MatchReport policyId={policyId} />
            {shown.policy.inForce > 0 && mayList && <MatchedFirms policyId={policyId} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Standing({ shown: { policy, hash } }: { readonly shown: ShownPolicy }) {
  const { t } = useTranslation('policy');
  return (
    <section className="surface hero" aria-label={t('list.state')}>
      <p className="meta">
        <StateTag state={policy.state} />
        <span>{policy.inForce === 0 ? t('desk.notYet') : t('desk.inForce', { number: policy.inForce })}</span>
        <span>
          {t('list.version')} {policy.latest}
        </span>
        <span>
          {t('list.draftedBy')} {policy.draftedBy}
        </span>
        <span title={hash}>
          {t('desk.hash')} <code>{hash.slice(0, 12)}</code>
        </span>
      </p>
      <PolicyActs policy={policy} />
    </section>
  );
}

function Changes({ policy }: { readonly policy: PolicyHead }) {
  const { t } = useTranslation('policy');
  return (
    <Loaded query={useVersions(policy.id)} rows={6}>
      {({ items }) => (
        <div className={items.length > 1 ? 'editor' : 'stack'}>
          <Section id="changes" title={t('desk.redline')}>
            <LastChange versions={items} />
          </Section>
          {items.length > 1 && <Effect policy={policy} />}
        </div>
      )}
    </Loaded>
  );
}

/** What the amendment does to enterprises, beside the words that do it: an approver reads both. */
function Effect({ policy: { id, latest, inForce, submittedBy } }: { readonly policy: PolicyHead }) {
  const { t } = useTranslation('policy');
  const isAwaited = latest > inForce && submittedBy !== undefined;
  return (
    <Section id="effect" title={t('trial.difference')}>
      <Loaded query={useDifference(id, latest, isAwaited)}>
        {(shown) => {
          if (shown === null)
            return <p className="hint">{t(isAwaited ? 'trial.starting' : 'trial.differenceWaits')}</p>;
          const { trial, report } = shown;
          if (!report?.difference) return <TrialProgress trial={trial} />;
          return (
            <div className="stack">
              <DifferenceFigures difference={report.difference} />
              <DifferenceByDistrict difference={report.difference} />
              <WholeTrial trial={trial} />
            </div>
          );
        }}
      </Loaded>
    </Section>
  );
}

function LastChange({ versions }: { readonly versions: readonly PolicyVersion[] }) {
  const { t } = useTranslation('policy');
  const last = versions.at(-1);
  const before = versions.at(-2);
  if (!last) return null;
  return (
    <>
      <p className="hint">
        {before ? t('desk.redlineOf', { before: before.number, after: last.number }) : t('desk.redlineFirst')}
      </p>
      <RedlineView before={before?.document} after={last.document} />
    </>
  );
}
