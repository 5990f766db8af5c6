// The policy desk's list: every policy with its state, and the way to a new one for those who may draft.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { useLanguage } from '../../kit/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Page } from '../../kit/page.tsx';
import { hasRole, usePerson } from '../../kit/session.ts';
import { StateTag } from '../../kit/state-tag.tsx';
import { usePolicies, type PolicyHead } from './queries.ts';

export function Policies() {
  const { t } = useTranslation('policy');
  const person = usePerson();
  const columns = useColumns();
  const mayDraft = hasRole(person, 'staff.drafter', 'admin');
  return (
    <Page
      title={t('list.title')}
      lead={t('list.lead')}
      isWide
      acts={
        mayDraft && (
          <Link className="button-link button-link-primary" to="/policies/new">
            {t('list.new')}
          </Link>
        )
      }
    >
      <div className="surface">
        <Loaded query={usePolicies()} rows={8}>
          {(policies) => (
            <DataTable rows={policies} columns={columns} rowKey={({ id }) => id} fileName="policies" />
          )}
        </Loaded>
      </div>
    </Page>
  );
}

function useColumns(): Column<PolicyHead>[] {
  const { t } = useTranslation('policy');
  const { t: kit } = useTranslation('kit');
  const { pick } = useLanguage();
  const titleOf = ({ titleZh, titleEn }: PolicyHead) => pick({ zh: titleZh, en: titleEn });
  return [
    {
      title: t('list.name'),
      kind: 'text',
      value: (policy) => `${titleOf(policy)} ${policy.id}`,
      show: (policy) => (
        <>
          <Link to={`/policies/${policy.id}`}>{titleOf(policy)}</Link>
          <br />
          <code className="hint">{policy.id}</code>
        </>
      ),
    },
    {
      title: t('list.state'),
      kind: 'text',
      value: ({ state }) => kit(`state.${state}`),
      show: (policy) => (
        <>
          <StateTag state={policy.state} /> {policy.state === 'published' && <Pending policy={policy} />}
        </>
      ),
    },
    { title: t('list.mode'), kind: 'text', value: ({ mode }) => kit(`mode.${mode}`) },
    { title: t('list.version'), kind: 'number', value: ({ latest }) => latest },
    {
      title: t('list.inForce'),
      kind: 'number',
      value: ({ inForce }) => (inForce === 0 ? undefined : inForce),
    },
    { title: t('list.draftedBy'), kind: 'text', value: ({ draftedBy }) => draftedBy },
    { title: t('list.changed'), kind: 'instant', value: ({ changedAt }) => changedAt },
  ];
}

/** An amendment on its way while the old version stays in force. */
function Pending({ policy }: { readonly policy: PolicyHead }) {
  const { t } = useTranslation('policy');
  if (policy.latest === policy.inForce) return null;
  const step =
    policy.approval === undefined
      ? 'submit'
      : policy.approval.taken.length < policy.approval.steps.length
        ? 'approve'
        : 'publish';
  return (
    <span className="tag tag-wait">
      {t('desk.pending', { latest: policy.latest, step: t(`desk.step.${step}`) })}
    </span>
  );
}
