// The trials of one policy: start one, with other values of its parameters if wanted, and find the earlier ones again.
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { useLanguage } from '../../kit/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Page, Section } from '../../kit/page.tsx';
import { hasRole, usePerson } from '../../kit/session.ts';
import './policy.css';
import { usePolicyHead, useVersions } from './queries.ts';
import { TrialForm } from './trial-form.tsx';
import { useTrials, type Trial } from './trial-queries.ts';

/** Who may start one; the others read. */
const TRIAL_STARTERS = ['staff.*', 'admin'] as const;

export function TrialsPage() {
  const { policyId = '' } = useParams();
  const { t } = useTranslation('policy');
  const { pick } = useLanguage();
  const head = usePolicyHead(policyId).data?.policy;
  const title = head ? pick({ zh: head.titleZh, en: head.titleEn }) : policyId;
  const mayStart = hasRole(usePerson(), ...TRIAL_STARTERS);
  return (
    <Page
      title={t('trial.of', { title })}
      lead={t('trial.lead')}
      isWide
      acts={<Link to={`/policies/${policyId}`}>{title}</Link>}
    >
      {mayStart && (
        <Section id="new-trial" title={t('trial.new')}>
          <Loaded query={useVersions(policyId)}>
            {({ items }) => <TrialForm policyId={policyId} versions={items} />}
          </Loaded>
        </Section>
      )}
      <Section id="trials" title={t('trial.earlier')}>
        <Loaded query={useTrials(policyId)}>
          {(trials) => (trials.length === 0 ? <p>{t('trial.none')}</p> : <Trials trials={trials} />)}
        </Loaded>
      </Section>
    </Page>
  );
}

function Trials({ trials }: { readonly trials: readonly Trial[] }) {
  const { t } = useTranslation('policy');
  const what = useTrialWords();
  const columns: Column<Trial>[] = [
    {
      title: t('trial.what'),
      kind: 'text',
      value: what,
      show: (trial) => <Link to={`/policies/${trial.policyId}/trials/${trial.id}`}>{what(trial)}</Link>,
    },
    { title: t('trial.state'), kind: 'text', value: ({ state }) => t(`trial.state.${state}`) },
    { title: t('trial.eligible'), kind: 'number', value: ({ headline }) => headline?.eligible },
    { title: t('trial.unknown'), kind: 'number', value: ({ headline }) => headline?.unknown },
    {
      title: t('trial.costYuan'),
      kind: 'money',
      value: ({ headline }) => headline?.amountFen,
      hasNoTotal: true,
    },
    { title: t('trial.by'), kind: 'text', value: ({ by }) => by },
    { title: t('trial.when'), kind: 'instant', value: ({ createdAt }) => createdAt },
  ];
  return <DataTable rows={trials} columns={columns} rowKey={({ id }) => id} fileName="trials" />;
}

/** What a trial was about, in a few words. */
export function useTrialWords(): (trial: Trial) => string {
  const { t } = useTranslation('policy');
  return ({ policyVersion, againstVersion }) => {
    const versus = againstVersion === undefined ? '' : ` · ${t('trial.versus', { number: againstVersion })}`;
    if (policyVersion !== undefined) return t('trial.number', { number: policyVersion }) + versus;
    if (againstVersion !== undefined) return t('trial.changed', { number: againstVersion }) + versus;
    return t('trial.draft');
  };
}
