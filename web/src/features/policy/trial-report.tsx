// What a trial came to on the whole register: totals, groups, conditions, amounts, and the data that is missing.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '../../kit/chart.tsx';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { useLanguage } from '../../kit/language.ts';
import { largeMoney, money, yuan } from '../../kit/money.ts';
import { Section } from '../../kit/page.tsx';
import { useNames } from '../../kit/reference-data.ts';
import { dayText } from '../../kit/time.ts';
import type { TrialGroup, TrialReport } from './trial-queries.ts';

interface ReportProps {
  readonly report: TrialReport;
}

/** Everything behind the totals. */
export function TrialReportView({ report }: ReportProps) {
  return (
    <>
      <Groups report={report} />
      <Conditions report={report} />
      <Amounts report={report} />
      {report.missing.length > 0 && <Missing report={report} />}
    </>
  );
}

export function TrialTotals({ report: { totals, firms, day, asOf } }: ReportProps) {
  const { t } = useTranslation('policy');
  const { language } = useLanguage();
  const counted = (count: number) => count.toLocaleString('en-US');
  return (
    <section className="surface hero" aria-label={t('trial.cost')}>
      <div className="figures">
        {(['eligible', 'unknown', 'ineligible'] as const).map((part) => (
          <div key={part}>
            {t(`trial.${part}`)}
            <strong>{counted(totals[part])}</strong>
          </div>
        ))}
        <div>
          {t('trial.cost')}
          <strong title={money(totals.amountFen)}>{largeMoney(totals.amountFen, language)}</strong>
        </div>
        <div>
          {t('trial.possible')}
          <strong title={money(totals.possibleFen)}>{largeMoney(totals.possibleFen, language)}</strong>
        </div>
      </div>
      {totals.amountUnknown > 0 && <p>{t('trial.amountUnknown', { count: totals.amountUnknown })}</p>}
      <p className="hint">
        {t('trial.asOf', {
          firms: counted(firms),
          day: dayText(day, language),
          asOf: dayText(asOf, language),
        })}
        {' · '}
        {t('trial.basis')}
      </p>
    </section>
  );
}

const GROUPINGS = ['byDistrict', 'bySize', 'bySector'] as const;

function Groups({ report }: ReportProps) {
  const { t } = useTranslation('policy');
  const given = GROUPINGS.filter((grouping) => report[grouping].length > 0);
  const [chosen, choose] = useState<(typeof GROUPINGS)[number]>('byDistrict');
  const columns = useGroupColumns();
  return (
    <Section
      id="groups"
      title={t('trial.groups')}
      acts={
        <span className="acts" role="group" aria-label={t('trial.groups')}>
          {given.map((grouping) => (
            <button
              key={grouping}
              type="button"
              className="policy-choice"
              aria-pressed={grouping === chosen}
              onClick={() => choose(grouping)}
            >
              {t(`trial.${grouping}`)}
            </button>
          ))}
        </span>
      }
    >
      <GroupChart groups={report[chosen]} />
      <DataTable
        rows={report[chosen]}
        columns={columns}
        rowKey={({ code }) => code ?? ''}
        fileName={`trial-${chosen}`}
      />
    </Section>
  );
}

const byWeight = (a: TrialGroup, b: TrialGroup): number =>
  b.tally.amountFen - a.tally.amountFen || b.tally.eligible - a.tally.eligible;
/** More bars than this cannot be read; the table has them all. */
const BARS_MAX = 20;

function GroupChart({ groups }: { readonly groups: readonly TrialGroup[] }) {
  const { t } = useTranslation('policy');
  const { pick } = useLanguage();
  const names = [t('trial.eligible'), t('trial.unknown'), t('trial.costYuan')];
  const data = JSON.stringify([
    names,
    [...groups]
      .sort(byWeight)
      .slice(0, BARS_MAX)
      .map((group) => [
        pick(group),
        group.tally.eligible,
        group.tally.unknown,
        Math.round(group.tally.amountFen / 100),
      ]),
  ]);
  const option = useMemo(() => {
    const [[fit = '', may = '', cost = ''], rows] = JSON.parse(data) as [
      string[],
      [string, number, number, number][],
    ];
    return {
      color: ['#0b6b3a', '#c98a1b', '#0a4bb5'],
      legend: { top: 0, textStyle: { fontSize: 13 } },
      tooltip: { trigger: 'axis' },
      grid: { left: 56, right: 76, top: 40, bottom: 64 },
      xAxis: {
        type: 'category',
        data: rows.map(([name]) => name),
        axisLabel: { interval: 0, rotate: 30, width: 90, overflow: 'truncate' },
      },
      yAxis: [
        { type: 'value', minInterval: 1 },
        { type: 'value', splitLine: { show: false } },
      ],
      series: [
        { name: fit, type: 'bar', stack: 'all', data: rows.map(([, each]) => each) },
        { name: may, type: 'bar', stack: 'all', data: rows.map(([, , each]) => each) },
        { name: cost, type: 'line', yAxisIndex: 1, data: rows.map(([, , , each]) => each) },
      ],
    };
  }, [data]);
  return <Chart option={option} label={t('trial.groupChart')} />;
}

function useGroupColumns(): Column<TrialGroup>[] {
  const { t } = useTranslation('policy');
  const { pick } = useLanguage();
  return [
    { title: t('trial.group'), kind: 'text', value: pick },
    { title: t('trial.eligible'), kind: 'number', value: ({ tally }) => tally.eligible },
    { title: t('trial.unknown'), kind: 'number', value: ({ tally }) => tally.unknown },
    { title: t('trial.ineligible'), kind: 'number', value: ({ tally }) => tally.ineligible },
    { title: t('trial.costYuan'), kind: 'money', value: ({ tally }) => tally.amountFen },
    { title: t('trial.possibleYuan'), kind: 'money', value: ({ tally }) => tally.possibleFen },
  ];
}

function Conditions({ report }: ReportProps) {
  const { t } = useTranslation('policy');
  const { pick } = useLanguage();
  const columns: Column<TrialReport['conditions'][number]>[] = [
    { title: t('trial.condition'), kind: 'text', value: pick },
    { title: t('trial.holds'), kind: 'number', value: ({ holds }) => holds },
    { title: t('trial.fails'), kind: 'number', value: ({ fails }) => fails },
    { title: t('trial.notKnown'), kind: 'number', value: ({ unknown }) => unknown },
    { title: t('trial.failsAlone'), kind: 'number', value: ({ failsAlone }) => failsAlone },
  ];
  return (
    <Section id="trial-conditions" title={t('trial.conditions')}>
      <DataTable
        rows={report.conditions}
        columns={columns}
        rowKey={({ name }) => name}
        fileName="trial-conditions"
      />
    </Section>
  );
}

type Band = TrialReport['histogram'][number];
const bandText = ({ fromFen, untilFen }: Band): string => `${yuan(fromFen)} – ${yuan(untilFen)}`;

function Amounts({ report: { histogram } }: ReportProps) {
  const { t } = useTranslation('policy');
  const name = t('trial.firms');
  const data = JSON.stringify(histogram.map((band) => [bandText(band), band.firms]));
  const option = useMemo(() => {
    const rows = JSON.parse(data) as [string, number][];
    return {
      color: ['#0a4bb5'],
      tooltip: { trigger: 'axis' },
      grid: { left: 56, right: 16, top: 16, bottom: 76 },
      xAxis: { type: 'category', data: rows.map(([band]) => band), axisLabel: { rotate: 30 } },
      yAxis: { type: 'value', minInterval: 1 },
      series: [{ name, type: 'bar', data: rows.map(([, firms]) => firms) }],
    };
  }, [data, name]);
  if (histogram.length === 0) return null;
  const columns: Column<Band>[] = [
    { title: t('trial.band'), kind: 'text', value: bandText },
    { title: t('trial.firms'), kind: 'number', value: ({ firms }) => firms },
    { title: t('trial.costYuan'), kind: 'money', value: ({ amountFen }) => amountFen },
  ];
  return (
    <Section id="trial-amounts" title={t('trial.amounts')}>
      <Chart option={option} label={t('trial.amountChart')} />
      <DataTable
        rows={histogram}
        columns={columns}
        rowKey={({ fromFen }) => String(fromFen)}
        fileName="trial-amounts"
      />
    </Section>
  );
}

function Missing({ report }: ReportProps) {
  const { t } = useTranslation('policy');
  const { pick } = useLanguage();
  const names = useNames();
  const columns: Column<TrialReport['missing'][number]>[] = [
    { title: t('trial.item'), kind: 'text', value: (item) => pick(item).replaceAll('_', ' ') },
    { title: t('trial.department'), kind: 'text', value: ({ department }) => names.department(department) },
    { title: t('trial.released'), kind: 'text', value: ({ released }) => t(`truth.${released}`) },
    { title: t('trial.firms'), kind: 'number', value: ({ firms }) => firms },
  ];
  return (
    <Section id="trial-missing" title={t('trial.missing')}>
      <DataTable
        rows={report.missing}
        columns={columns}
        rowKey={({ item }) => item}
        fileName="trial-missing"
      />
    </Section>
  );
}
