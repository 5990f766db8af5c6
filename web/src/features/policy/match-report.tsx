// Whom a published policy reaches: counts and known amounts by district, as a chart and as the table behind it.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '../../kit/chart.tsx';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { useLanguage } from '../../kit/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Section } from '../../kit/page.tsx';
import { useNames } from '../../kit/reference-data.ts';
import { dayText } from '../../kit/time.ts';
import { useMatchReport, type MatchSlice } from './queries.ts';

interface DistrictRow {
  readonly code: string;
  readonly name: string;
  readonly eligible: number;
  readonly unknown: number;
  readonly ineligible: number;
  readonly amountFen: number;
}

export function MatchReport({ policyId }: { readonly policyId: string }) {
  const { t } = useTranslation('policy');
  return (
    <Section id="report" title={t('report.title')}>
      <Loaded query={useMatchReport(policyId)}>
        {({ items }) => (items.length === 0 ? <p>{t('report.none')}</p> : <Report slices={items} />)}
      </Loaded>
    </Section>
  );
}

/** Slices of the version that was matched last, added up. */
function rowsOf(slices: readonly MatchSlice[], nameOf: (code: string) => string): DistrictRow[] {
  const latest = Math.max(...slices.map(({ policyVersion }) => policyVersion));
  const rows = new Map<string, DistrictRow>();
  for (const { byDistrict } of slices.filter(({ policyVersion }) => policyVersion === latest)) {
    for (const [code, tally] of Object.entries(byDistrict)) {
      const before = rows.get(code);
      rows.set(code, {
        code,
        name: nameOf(code),
        eligible: (before?.eligible ?? 0) + tally.eligible,
        unknown: (before?.unknown ?? 0) + tally.unknown,
        ineligible: (before?.ineligible ?? 0) + tally.ineligible,
        amountFen: (before?.amountFen ?? 0) + tally.amountFen,
      });
    }
  }
  return [...rows.values()].sort((a, b) => b.eligible + b.unknown - a.eligible - a.unknown);
}

function Report({ slices }: { readonly slices: readonly MatchSlice[] }) {
  const { t } = useTranslation('policy');
  const { language } = useLanguage();
  const names = useNames();
  const rows = rowsOf(slices, names.district);
  const columns = useColumns();
  const done = slices.filter(({ state }) => state === 'done').length;
  const opened = slices.reduce((sum, slice) => sum + slice.opened, 0);
  const firms = rows.reduce((sum, row) => sum + row.eligible + row.unknown + row.ineligible, 0);
  return (
    <>
      <p className="meta" role="status">
        <span>{t('report.asOf', { day: dayText(slices[0]?.asOf ?? '2020-01-01', language), firms })}</span>
        {done < slices.length && <span>{t('report.running', { done, all: slices.length })}</span>}
        {opened > 0 && <span>{t('report.opened', { count: opened })}</span>}
      </p>
      <DistrictChart rows={rows} />
      <DataTable rows={rows} columns={columns} rowKey={({ code }) => code} fileName="match-report" />
    </>
  );
}

function DistrictChart({ rows }: { readonly rows: readonly DistrictRow[] }) {
  const { t } = useTranslation('policy');
  const [fits, mayFit] = [t('report.eligible'), t('report.unknown')];
  const data = JSON.stringify(rows.map(({ name, eligible, unknown }) => [name, eligible, unknown]));
  const option = useMemo(() => {
    const shown = JSON.parse(data) as [string, number, number][];
    return {
      color: ['#0b6b3a', '#c98a1b'],
      legend: { top: 0, textStyle: { fontSize: 13 } },
      tooltip: { trigger: 'axis' },
      grid: { left: 48, right: 12, top: 40, bottom: 64 },
      xAxis: { type: 'category', data: shown.map(([name]) => name), axisLabel: { interval: 0, rotate: 30 } },
      yAxis: { type: 'value' },
      series: [
        { name: fits, type: 'bar', stack: 'all', data: shown.map(([, eligible]) => eligible) },
        { name: mayFit, type: 'bar', stack: 'all', data: shown.map(([, , unknown]) => unknown) },
      ],
    };
  }, [data, fits, mayFit]);
  return <Chart option={option} label={t('report.chart')} />;
}

function useColumns(): Column<DistrictRow>[] {
  const { t } = useTranslation('policy');
  return [
    { title: t('report.district'), kind: 'text', value: ({ name }) => name },
    { title: t('report.eligible'), kind: 'number', value: ({ eligible }) => eligible },
    { title: t('report.unknown'), kind: 'number', value: ({ unknown }) => unknown },
    { title: t('report.ineligible'), kind: 'number', value: ({ ineligible }) => ineligible },
    { title: t('report.amount'), kind: 'money', value: ({ amountFen }) => amountFen },
  ];
}
