// Policies whose latest version is not in force yet, with who acts next; what waits for the reader comes first.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { useLanguage } from '../../kit/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Section } from '../../kit/page.tsx';
import { hasRole, usePerson, type Person } from '../../kit/session.ts';
import { ageText } from '../../kit/time.ts';
import { usePolicyHeads, type PolicyHead } from './queries.ts';

interface Waiting {
  readonly role: string;
  /** Words of a step of the approval route; the steps before and after it have words of their own. */
  readonly step: 'submit' | 'publish' | { readonly zh: string; readonly en: string };
  readonly isMine: boolean;
}

/** Whose turn it is; a person who had a hand in the version takes no further step of its route. */
function waitingFor(policy: PolicyHead, person: Person): Waiting {
  const { approval, draftedBy, submittedBy } = policy;
  const mine = (role: string) => hasRole(person, role);
  if (!approval) return { role: 'staff.drafter', step: 'submit', isMine: mine('staff.drafter') };
  const step = approval.steps[approval.taken.length];
  if (!step) return { role: 'staff.approver', step: 'publish', isMine: mine('staff.approver') };
  const hands = [draftedBy, submittedBy, ...approval.taken.map(({ by }) => by)];
  return { role: step.role, step, isMine: mine(step.role) && !hands.includes(person.sub) };
}

export function PoliciesUnderWay() {
  const { t } = useTranslation('inbox');
  const { language, pick } = useLanguage();
  const person = usePerson();
  const columns: Column<PolicyHead>[] = [
    {
      title: t('column.policy'),
      kind: 'text',
      value: ({ titleZh, titleEn }) => pick({ zh: titleZh, en: titleEn }),
      show: ({ id, titleZh, titleEn }) => (
        <Link to={`/policies/${id}`}>{pick({ zh: titleZh, en: titleEn })}</Link>
      ),
    },
    {
      title: t('column.next'),
      kind: 'text',
      value: (policy) => {
        const { step } = waitingFor(policy, person);
        return typeof step === 'string' ? t(`next.${step}`) : pick(step);
      },
    },
    {
      title: t('column.owner'),
      kind: 'text',
      value: (policy) => waitingFor(policy, person).role,
      show: (policy) => {
        const { role, isMine } = waitingFor(policy, person);
        if (!isMine) return role;
        return (
          <Link to={`/policies/${policy.id}`} className="tag tag-wait">
            {t('next.yours')}
          </Link>
        );
      },
    },
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
          const rank = (policy: PolicyHead) => (waitingFor(policy, person).isMine ? 0 : 1);
          return (
            <DataTable
              rows={waiting.toSorted((a, b) => rank(a) - rank(b))}
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
