// The ledger browser: accounts, their entries, the cases behind them; and the proof that the journal gives the same balances.
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { useLanguage } from '../../kit/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { money, yuan } from '../../kit/money.ts';
import { Page, Section } from '../../kit/page.tsx';
import { ProblemView } from '../../kit/problem-view.tsx';
import { EntriesTable } from './entries-table.tsx';
import { useBudgets, useMoneyNames, useVerification, type Budget, type Verification } from './queries.ts';

const ACCOUNTS = ['available', 'held', 'inTransit', 'paid'] as const;

export function Ledger() {
  const { t } = useTranslation('finance');
  const [address] = useSearchParams();
  const subject = address.get('subject') ?? '';
  return (
    <Page title={t('ledger.title')} lead={t('ledger.lead')} isWide>
      <Verify />
      <Accounts />
      <Section id="entries" title={`${t('budget.entries')}${subject === '' ? '' : ` · ${subject}`}`}>
        {subject === '' ? <p className="hint">{t('ledger.choose')}</p> : <EntriesTable subject={subject} />}
      </Section>
    </Page>
  );
}

function Accounts() {
  const { t } = useTranslation('finance');
  const columns = useColumns();
  return (
    <Section id="accounts" title={t('ledger.accounts')}>
      <Loaded query={useBudgets()} rows={6}>
        {(budgets) => (
          <DataTable rows={budgets} columns={columns} rowKey={({ id }) => id} fileName="accounts" />
        )}
      </Loaded>
    </Section>
  );
}

function useColumns(): Column<Budget>[] {
  const { t } = useTranslation('finance');
  const names = useMoneyNames();
  const [, setAddress] = useSearchParams();
  const open = (id: string) =>
    setAddress((before) => {
      before.set('subject', `budget:${id}`);
      return before;
    });
  return [
    {
      title: t('ledger.subject'),
      kind: 'text',
      value: ({ id, policyId, source }) => `${names.policy(policyId)} · ${names.source(source)} ${id}`,
      show: ({ id, policyId, source }) => (
        <Button type="link" size="small" onClick={() => open(id)}>
          {names.policy(policyId)} · {names.source(source)}
        </Button>
      ),
    },
    ...ACCOUNTS.map((account): Column<Budget> => ({
      title: t(`budgets.${account}`),
      kind: 'money',
      value: (budget) => budget[account],
    })),
    {
      title: t('budgets.receivable'),
      kind: 'money',
      value: ({ receivable }) => receivable ?? 0,
    },
    {
      title: t('budget.orders'),
      kind: 'text',
      isAct: true,
      value: () => undefined,
      show: ({ policyId }) => <Link to={`/orders?policy=${policyId}`}>{t('ledger.orders')}</Link>,
    },
  ];
}

function Verify() {
  const { t } = useTranslation('finance');
  const [isAsked, ask] = useState(false);
  const query = useVerification(isAsked);
  return (
    <section className="surface acts" aria-label={t('ledger.verify')}>
      <Button loading={query.isFetching} onClick={() => (isAsked ? void query.refetch() : ask(true))}>
        {t('ledger.verify')}
      </Button>
      <span className="hint">{t('ledger.verifyHint')}</span>
      {query.isError && <ProblemView error={query.error} />}
      {query.data && <Verdict verification={query.data} />}
    </section>
  );
}

function Verdict({ verification }: { readonly verification: Verification }) {
  const { t } = useTranslation('finance');
  const { pick } = useLanguage();
  const { verified, budgets, transfers, paidFen, wrong, problems, chains, anchors } = verification;
  const entries = chains.reduce((sum, chain) => sum + chain.entries, 0);
  return (
    <Alert
      type={verified ? 'success' : 'error'}
      showIcon
      role="status"
      title={t(verified ? 'ledger.balanced' : 'ledger.wrong')}
      description={
        <>
          <p>{t('ledger.verified', { budgets, transfers, paid: yuan(paidFen) })}</p>
          <p>{t('ledger.chained', { entries, anchors })}</p>
          <ul className="plain">
            {wrong.map(({ budgetId, account, storedFen, journalFen }) => (
              <li key={`${budgetId}${account}`}>
                {t('ledger.difference', {
                  account: `${budgetId} ${account}`,
                  stored: money(storedFen),
                  journal: money(journalFen),
                })}
              </li>
            ))}
            {problems.map((problem) => (
              <li key={`${problem.code}${problem.entry}`}>
                {pick(problem)} <code>{problem.entry}</code>
              </li>
            ))}
          </ul>
        </>
      }
    />
  );
}
