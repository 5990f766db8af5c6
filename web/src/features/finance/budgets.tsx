// Every budget with its four accounts, the requests that wait for a second person, and the form to ask for more or less.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { budgetPath } from '../../kit/case-path.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { Page, Section } from '../../kit/page.tsx';
import { hasRole, usePerson } from '../../kit/session.ts';
import { BudgetForm } from './budget-form.tsx';
import { BudgetRequests } from './budget-requests.tsx';
import { useBudgets, useMoneyNames, type Budget } from './queries.ts';

const ACCOUNTS = ['appropriated', 'available', 'held', 'inTransit', 'paid'] as const;

export function Budgets() {
  const { t } = useTranslation('finance');
  const query = useBudgets();
  const columns = useColumns();
  const mayAsk = hasRole(usePerson(), 'finance.maker');
  return (
    <Page
      title={t('budgets.title')}
      lead={t('budgets.lead')}
      isWide
      acts={mayAsk && <BudgetForm model={query.data?.[0]} />}
    >
      <BudgetRequests />
      <Section id="budgets" title={t('budgets.table')}>
        <Loaded query={query} rows={8}>
          {(budgets) => (
            <DataTable rows={budgets} columns={columns} rowKey={({ id }) => id} fileName="budgets" />
          )}
        </Loaded>
      </Section>
    </Page>
  );
}

function useColumns(): Column<Budget>[] {
  const { t } = useTranslation('finance');
  const names = useMoneyNames();
  return [
    {
      title: t('budgets.policy'),
      kind: 'text',
      value: ({ policyId }) => names.policy(policyId),
      show: ({ id, policyId }) => <Link to={budgetPath(id)}>{names.policy(policyId)}</Link>,
    },
    { title: t('budgets.source'), kind: 'text', value: ({ source }) => names.source(source) },
    ...ACCOUNTS.map((account): Column<Budget> => ({
      title: t(`budgets.${account}`),
      kind: 'money',
      value: (budget) => budget[account],
    })),
    {
      title: t('budgets.used'),
      kind: 'number',
      value: (budget) => usedPercent(budget),
      show: (budget) => `${usedPercent(budget)}%`,
    },
    { title: t('budgets.quota'), kind: 'text', value: ({ quotaNumber }) => quotaNumber },
  ];
}

const usedPercent = ({ appropriated, available }: Budget): number =>
  appropriated === 0 ? 0 : Math.round(((appropriated - available) * 1000) / appropriated) / 10;
