// One budget: its accounts, how its money went down over time, and every entry with the case it was made for.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Chart } from '../../kit/chart.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { money } from '../../kit/money.ts';
import { Page, Section } from '../../kit/page.tsx';
import { hasRole, LEDGER_VIEWERS, usePerson } from '../../kit/session.ts';
import { clockText } from '../../kit/time.ts';
import { BudgetForm } from './budget-form.tsx';
import { EntriesTable, transferRows } from './entries-table.tsx';
import { OrdersTable } from './orders-table.tsx';
import { useBudgets, useEntries, useMoneyNames, type Budget, type LedgerEntry } from './queries.ts';

const ACCOUNTS = ['appropriated', 'available', 'held', 'inTransit', 'paid'] as const;

export function BudgetPage() {
  const { policyId = '', source = '' } = useParams();
  const { t } = useTranslation('finance');
  const names = useMoneyNames();
  const person = usePerson();
  const query = useBudgets();
  const id = `${policyId}.${source}`;
  const budget = query.data?.find((each) => each.id === id);
  return (
    <Page
      title={names.policy(policyId)}
      titleText={t('budget.title')}
      lead={names.source(source)}
      isWide
      acts={hasRole(person, 'finance.maker') && budget && <BudgetForm model={budget} />}
    >
      <Loaded query={query}>{() => budget && <Accounts budget={budget} />}</Loaded>
      {hasRole(person, ...LEDGER_VIEWERS) && (
        <>
          <Section id="burn-down" title={t('budget.burnDown')}>
            <Loaded query={useEntries(`budget:${id}`)}>{(entries) => <BurnDown entries={entries} />}</Loaded>
          </Section>
          <Section id="entries" title={t('budget.entries')}>
            <EntriesTable subject={`budget:${id}`} />
          </Section>
        </>
      )}
      <Section id="orders" title={t('budget.orders')}>
        <OrdersTable which={{ policyId }} />
      </Section>
    </Page>
  );
}

function Accounts({ budget }: { readonly budget: Budget }) {
  const { t } = useTranslation('finance');
  return (
    <section className="surface hero" aria-label={t('budget.title')}>
      <div className="figures">
        {ACCOUNTS.map((account) => (
          <div key={account}>
            <span className="hint">{t(`budgets.${account}`)}</span>
            <strong>{money(budget[account])}</strong>
          </div>
        ))}
      </div>
      <p className="meta" style={{ marginTop: 8 }}>
        <span>
          {t('budgets.quota')} {budget.quotaNumber}
        </span>
        <span>
          {t('budgets.unit')} {budget.budgetUnit}
        </span>
        <span>
          {t('budget.payer')} {budget.payer.name} <code>{budget.payer.account}</code>
        </span>
      </p>
    </section>
  );
}

/** What each kind of transfer does to what is available. */
const SIGNS: Readonly<Record<string, number>> = { fund: 1, cut: -1, reserve: -1, void: 1 };

/** The balance after each entry, in yuan. */
function balancesOf(entries: readonly LedgerEntry[]): (readonly [string, number])[] {
  let fen = 0;
  return entries.map((entry) => {
    for (const { kind, amountFen } of transferRows([entry])) fen += (SIGNS[kind] ?? 0) * amountFen;
    return [clockText(entry.at), fen / 100] as const;
  });
}

function BurnDown({ entries }: { readonly entries: readonly LedgerEntry[] }) {
  const { t } = useTranslation('finance');
  const left = t('budget.left');
  const option = useMemo(() => {
    const points = balancesOf(entries);
    return {
      color: ['#0a4bb5'],
      tooltip: { trigger: 'axis' },
      grid: { left: 110, right: 24, top: 40, bottom: 32 },
      xAxis: { type: 'category', data: points.map(([at]) => at) },
      yAxis: { type: 'value', name: left },
      series: [
        {
          name: left,
          type: 'line',
          step: 'end',
          areaStyle: { opacity: 0.12 },
          data: points.map(([, y]) => y),
        },
      ],
    };
  }, [entries, left]);
  return <Chart option={option} label={t('budget.burnDownLabel')} />;
}
