// Totals by policy, district or day: a chart of the money, and the table behind it, loaded when it is asked for.
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '../../kit/chart.tsx';
import { useLanguage } from '../../kit/language.ts';
import type { NamedTotal } from './queries.ts';

export interface TotalsProps {
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
  /** On a dark ground, read from afar. */
  readonly isOnWall?: boolean;
}
const DESK = { ink: '#1b2330', grid: '#e3e8f0', fontSize: 12 };
const WALL = { ink: '#dfe9ff', grid: '#24447f', fontSize: 17 };
/** Narrower than this it is held in a hand. */
const WALL_FROM_PX = 900;

export function TotalsChart({ rows, nameOf, label, isUpright = false, isOnWall = false }: ChartProps) {
  const { t } = useTranslation('cockpit');
  const { language } = useLanguage();
  const [unit, divisor] = language === 'zh' ? [t('unit'), 1_000_000] : [t('unit'), 100_000];
  const shown = isUpright ? rows.slice(-31) : rows.slice(0, BARS_MAX);
  const names = shown.map(({ id }) => (isUpright ? id.slice(5) : short(nameOf(id))));
  const amounts = shown.map(({ paidFen }) => Math.round((paidFen / divisor) * 100) / 100);
  const facts = JSON.stringify([names, amounts, unit]);
  const option = useMemo(() => {
    const [categories, data, name] = JSON.parse(facts) as [string[], number[], string];
    const look = isOnWall ? WALL : DESK;
    const fontSize = isOnWall && window.innerWidth >= WALL_FROM_PX ? WALL.fontSize : DESK.fontSize;
    const text = { color: look.ink, fontSize };
    const category = {
      type: 'category',
      data: isUpright ? categories : [...categories].reverse(),
      axisLabel: text,
    };
    const value = {
      type: 'value',
      name,
      nameTextStyle: text,
      axisLabel: { ...text, hideOverlap: true },
      splitLine: { lineStyle: { color: look.grid } },
      splitNumber: 4,
    };
    return {
      color: ['#2f7be5'],
      tooltip: { trigger: 'axis' },
      grid: isUpright
        ? { left: 72, right: 16, top: 40, bottom: 34 }
        : { left: fontSize * 12 + 6, right: 64, top: 12, bottom: 34 },
      xAxis: isUpright ? category : { ...value, name: '' },
      yAxis: isUpright ? value : category,
      series: [
        {
          type: 'bar',
          name,
          data: isUpright ? data : [...data].reverse(),
          barMaxWidth: 26,
          label: isUpright ? { show: false } : { show: true, position: 'right', ...text },
        },
      ],
    };
  }, [facts, isUpright, isOnWall]);
  return rows.length === 0 ? <p className="hint">{t('nothing')}</p> : <Chart option={option} label={label} />;
}

export interface TableProps extends TotalsProps {
  /** What a row is. */
  readonly first: string;
  readonly fileName: string;
}

const Table = lazy(async () => ({ default: (await import('./totals-table.tsx')).TotalsTable }));

/** Leaders open the cockpit on a phone: the table is some hundred KB that most of them never need. */
export function TableBehind(props: TableProps) {
  const { t } = useTranslation('cockpit');
  const [isOpened, opened] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => opened((before) => before || currentTarget.open)}>
      <summary>{t('table')}</summary>
      {isOpened && (
        <Suspense>
          <Table {...props} />
        </Suspense>
      )}
    </details>
  );
}
