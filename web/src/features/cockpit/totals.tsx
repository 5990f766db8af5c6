// Totals by policy, district or day: a chart of the money, and the table behind it.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '../../kit/chart.tsx';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { useLanguage } from '../../kit/language.ts';
import type { NamedTotal } from './queries.ts';

interface TotalsProps {
  readonly rows: readonly NamedTotal[];
  readonly nameOf: (id: string) => string;
}

/** A bar is read from its axis; more than these are in the table. */
const BARS_MAX = 14;
const NAME_MAX = 12;
const short = (name: string): string => (name.length > NAME_MAX ? `${name.slice(0, NAME_MAX - 1)}…` : name);

interface ChartProps extends TotalsProps {
  readonly label: string;
  /** Days stand side by side, names lie beneath each other. */
  readonly isUpright?: boolean;
  readonly ink?: string;
}

export function TotalsChart({ rows, nameOf, label, isUpright = false, ink = '#1b2330' }: ChartProps) {
  const { t } = useTranslation('cockpit');
  const { language } = useLanguage();
  const [unit, divisor] = language === 'zh' ? [t('unit'), 1_000_000] : [t('unit'), 100_000];
  const shown = isUpright ? rows.slice(-31) : rows.slice(0, BARS_MAX);
  const names = shown.map(({ id }) => (isUpright ? id.slice(5) : short(nameOf(id))));
  const amounts = shown.map(({ paidFen }) => Math.round((paidFen / divisor) * 100) / 100);
  const facts = JSON.stringify([names, amounts, unit]);
  const option = useMemo(() => {
    const [categories, data, name] = JSON.parse(facts) as [string[], number[], string];
    const category = {
      type: 'category',
      data: isUpright ? categories : [...categories].reverse(),
      axisLabel: { color: ink },
    };
    const value = { type: 'value', name, nameTextStyle: { color: ink }, axisLabel: { color: ink } };
    return {
      color: ['#2f7be5'],
      tooltip: { trigger: 'axis' },
      grid: isUpright
        ? { left: 64, right: 16, top: 34, bottom: 28 }
        : { left: 150, right: 48, top: 12, bottom: 28 },
      xAxis: isUpright ? category : { ...value, name: '' },
      yAxis: isUpright ? value : category,
      series: [
        {
          type: 'bar',
          name,
          data: isUpright ? data : [...data].reverse(),
          barMaxWidth: 26,
          label: isUpright ? { show: false } : { show: true, position: 'right', color: ink },
        },
      ],
    };
  }, [facts, isUpright, ink]);
  return rows.length === 0 ? <p className="hint">{t('nothing')}</p> : <Chart option={option} label={label} />;
}

interface TableProps extends TotalsProps {
  /** What a row is. */
  readonly first: string;
  readonly fileName: string;
}

export function TotalsTable({ rows, nameOf, first, fileName }: TableProps) {
  const { t } = useTranslation('cockpit');
  const columns: Column<NamedTotal>[] = [
    { title: first, kind: 'text', value: ({ id }) => nameOf(id) },
    { title: t('figure.paid'), kind: 'money', value: ({ paidFen }) => paidFen },
    { title: t('figure.served'), kind: 'number', value: ({ served }) => served },
    { title: t('figure.applied'), kind: 'number', value: ({ applied }) => applied },
    { title: t('figure.accepted'), kind: 'number', value: ({ accepted }) => accepted },
    { title: t('figure.refused'), kind: 'number', value: ({ refused }) => refused },
    { title: t('figure.returned'), kind: 'number', value: ({ returned }) => returned },
  ];
  return (
    <details>
      <summary>{t('table')}</summary>
      <DataTable rows={rows} columns={columns} rowKey={({ id }) => id} fileName={fileName} />
    </details>
  );
}
