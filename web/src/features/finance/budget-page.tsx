// One budget: its accounts, how its money went down over time, and every entry with the case it was made for.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Chart } from '../../kit/chart.tsx';
import { useLanguage } from '../../kit/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { money, yuan } from '../../kit/money.ts';
import { Page, Section } from '../../kit/page.tsx';
import { hasRole, LEDGER_VIEWERS, usePerson } from '../../kit/session.ts';
import { dayText } from '../../kit/time.ts';
import { balancesOf, forecast, WINDOW_DAYS } from './budget-forecast.ts';
import { BudgetForm } from './budget-form.tsx';
import { EntriesTable } from './entries-table.tsx';
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
            <Loaded query={useEntries(`budget:${id}`)}>
              {(entries) => (budget ? <BurnDown budget={budget} entries={entries} /> : null)}
            </Loaded>
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
  const { language } = useLanguage();
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
        <span className={budget.status === 'open' ? 'tag tag-good' : 'tag tag-still'}>
          {t(budget.status === 'open' ? 'budget.open' : 'budget.closed')}
        </span>
        {budget.payBy !== undefined && (
          <span>{t('budget.payBy', { day: dayText(budget.payBy, language) })}</span>
        )}
        <span>
          {t('budgets.year')} {budget.fiscalYear}
        </span>
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

function BurnDown({
  budget,
  entries,
}: {
  readonly budget: Budget;
  readonly entries: readonly LedgerEntry[];
}) {
  const { t } = useTranslation('finance');
  const { language } = useLanguage();
  const [nowMs] = useState(() => Date.now());
  const ahead = useMemo(() => forecast(entries, budget.available, nowMs), [entries, budget.available, nowMs]);
  const [left, expected] = [t('budget.left'), t('budget.expected')];
  const option = useMemo(() => {
    const points = balancesOf(entries).map(([at, fen]) => [Date.parse(at), fen / 100]);
    const now = [nowMs, budget.available / 100];
    // As far ahead as behind: a line of years would press what happened into nothing.
    const horizonMs = nowMs + Math.max(nowMs - (points[0]?.[0] ?? nowMs), 60_000);
    const end = ahead.endsAtMs === undefined ? undefined : Math.min(ahead.endsAtMs, horizonMs);
    const share =
      end === undefined || ahead.endsAtMs === undefined ? 0 : (end - nowMs) / (ahead.endsAtMs - nowMs);
    return {
      color: ['#0a4bb5', '#8a5200'],
      tooltip: { trigger: 'axis' },
      legend: { top: 0 },
      grid: { left: 110, right: 24, top: 40, bottom: 32 },
      xAxis: { type: 'time' },
      yAxis: { type: 'value', min: 0 },
      series: [
        { name: left, type: 'line', step: 'end', areaStyle: { opacity: 0.12 }, data: [...points, now] },
        ...(end === undefined
          ? []
          : [
              {
                name: expected,
                type: 'line',
                lineStyle: { type: 'dashed' },
                data: [now, [end, (budget.available / 100) * (1 - share)]],
              },
            ]),
      ],
    };
  }, [entries, ahead, budget.available, left, expected, nowMs]);
  return (
    <>
      <p>
        {ahead.endsAtMs === undefined
          ? t('budget.noEnd')
          : t('budget.ends', {
              day: dayText(new Date(ahead.endsAtMs).toISOString().slice(0, 10), language),
              rate: yuan(ahead.perDayFen),
            })}
      </p>
      <p className="hint">{t('budget.method', { days: WINDOW_DAYS })}</p>
      <Chart option={option} label={t('budget.burnDownLabel')} />
    </>
  );
}
