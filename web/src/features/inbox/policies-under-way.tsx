// Policies whose latest version is not in force yet, with who acts next.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { useLanguage } from '../../kit/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Section } from '../../kit/page.tsx';
import { ageText } from '../../kit/time.ts';
import { usePolicyHeads, type PolicyHead } from './queries.ts';

type Step = 'submit' | 'approve' | 'publish';
const OWNERS: Readonly<Record<Step, string>> = {
  submit: 'staff.drafter',
  approve: 'staff.approver',
  publish: 'staff.approver',
};

const stepOf = (policy: PolicyHead): Step =>
  policy.submittedBy === undefined ? 'submit' : policy.approvedBy === undefined ? 'approve' : 'publish';

export function PoliciesUnderWay() {
  const { t } = useTranslation('inbox');
  const { language, pick } = useLanguage();
  const columns: Column<PolicyHead>[] = [
    {
      title: t('column.policy'),
      kind: 'text',
      value: ({ titleZh, titleEn }) => pick({ zh: titleZh, en: titleEn }),
      show: ({ id, titleZh, titleEn }) => (
        <Link to={`/policies/${id}`}>{pick({ zh: titleZh, en: titleEn })}</Link>
      ),
    },
    { title: t('column.next'), kind: 'text', value: (policy) => t(`next.${stepOf(policy)}`) },
    { title: t('column.owner'), kind: 'text', value: (policy) => OWNERS[stepOf(policy)] },
    {
      title: t('column.age'),
      kind: 'instant',
      value: ({ changedAt }) => changedAt,
      show: ({ changedAt }) => ageText(changedAt, language),
    },
  ];
  return (
    <Section id="policies" title={t('policies.title')}>
      <Loaded query={usePolicyHeads()} rows={3}>
        {(policies) => {
          const waiting = policies.filter(
            ({ latest, inForce, state }) => latest !== inForce && state !== 'closed',
          );
          if (waiting.length === 0) return <p>{t('empty')}</p>;
          return (
            <DataTable
              rows={waiting}
              columns={columns}
              rowKey={({ id }) => id}
              fileName="policies-under-way"
            />
          );
        }}
      </Loaded>
    </Section>
  );
}
