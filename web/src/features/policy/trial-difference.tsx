// What one version changes against another: who gains, who loses, how much, by district, with the list of those affected.
import { Button } from 'antd';
import { useMemo } from 'react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Chart } from '../../kit/chart.tsx';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { useLanguage } from '../../kit/language.ts';
import { money } from '../../kit/money.ts';
import { Section } from '../../kit/page.tsx';
import { ProblemView } from '../../kit/problem-view.tsx';
import { saveFile } from '../../kit/save-file.ts';
import { affectedFirms, type Trial, type TrialDifference } from './trial-queries.ts';

interface DifferenceProps {
  readonly trial: Trial;
  readonly difference: TrialDifference;
}

export function TrialDifferenceView({ trial, difference }: DifferenceProps) {
  const { t } = useTranslation('policy');
  return (
    <Section
      id="difference"
      title={`${t('trial.difference')} · ${t('trial.versus', { number: difference.againstVersion })}`}
      acts={<Download trial={trial} difference={difference} />}
    >
      <DifferenceFigures difference={difference} />
      <DifferenceByDistrict difference={difference} />
    </Section>
  );
}

const COUNTED = ['gained', 'lost', 'raised', 'lowered', 'mayGain', 'mayLose'] as const;

/** The sentence and the six counts; also beside the redline, where an approver reads them. */
export function DifferenceFigures({
  difference: { comparison, zh, en },
}: Pick<DifferenceProps, 'difference'>) {
  const { t } = useTranslation('policy');
  const { pick } = useLanguage();
  const { deltaFen } = comparison;
  return (
    <div className="stack">
      <p>{pick({ zh, en })}</p>
      <div className="figures">
        {COUNTED.map((part) => (
          <div key={part}>
            {t(`trial.${part}`)}
            <strong>{comparison[part].toLocaleString('en-US')}</strong>
          </div>
        ))}
        <div>
          {t('trial.delta')}
          <strong>{deltaFen > 0 ? `+${money(deltaFen)}` : money(deltaFen)}</strong>
        </div>
      </div>
    </div>
  );
}

type DistrictDifference = TrialDifference['byDistrict'][number];

export function DifferenceByDistrict({ difference }: Pick<DifferenceProps, 'difference'>) {
  const { t } = useTranslation('policy');
  const { pick } = useLanguage();
  const touched = difference.byDistrict.filter(({ comparison }) =>
    COUNTED.some((part) => comparison[part] > 0),
  );
  const columns: Column<DistrictDifference>[] = [
    { title: t('parameters.district'), kind: 'text', value: pick },
    ...COUNTED.map((part): Column<DistrictDifference> => {
      return { title: t(`trial.${part}`), kind: 'number', value: ({ comparison }) => comparison[part] };
    }),
    { title: t('trial.deltaYuan'), kind: 'money', value: ({ comparison }) => comparison.deltaFen },
  ];
  if (touched.length === 0) return null;
  return (
    <>
      <DifferenceChart districts={touched} />
      <DataTable
        rows={touched}
        columns={columns}
        rowKey={({ code }) => code ?? ''}
        fileName="trial-difference"
      />
    </>
  );
}

function DifferenceChart({ districts }: { readonly districts: readonly DistrictDifference[] }) {
  const { t } = useTranslation('policy');
  const { pick } = useLanguage();
  const data = JSON.stringify([
    [t('trial.gained'), t('trial.raised'), t('trial.lost'), t('trial.lowered')],
    districts.map((each) => [
      pick(each),
      each.comparison.gained,
      each.comparison.raised,
      -each.comparison.lost,
      -each.comparison.lowered,
    ]),
  ]);
  const option = useMemo(() => {
    const [names, rows] = JSON.parse(data) as [string[], [string, ...number[]][]];
    return {
      color: ['#0b6b3a', '#7cc79a', '#b3261e', '#e79b95'],
      legend: { top: 0 },
      tooltip: { trigger: 'axis' },
      grid: { left: 56, right: 16, top: 40, bottom: 56 },
      xAxis: {
        type: 'category',
        data: rows.map(([name]) => name),
        axisLabel: { interval: 0, rotate: 30 },
        axisLine: { onZero: true },
      },
      yAxis: { type: 'value', minInterval: 1 },
      series: names.map((name, index) => ({
        name,
        type: 'bar',
        stack: 'all',
        data: rows.map((row) => row[index + 1]),
      })),
    };
  }, [data]);
  return <Chart option={option} label={t('trial.differenceChart')} />;
}

function Download({ trial, difference: { listed } }: DifferenceProps) {
  const { t } = useTranslation('policy');
  const download = useMutation({
    mutationFn: () => affectedFirms(trial.policyId, trial.id),
    onSuccess: (csv) => saveFile(`${trial.id}-firms.csv`, 'text/csv', csv),
  });
  if (listed === 0) return null;
  return (
    <>
      <Button size="small" loading={download.isPending} onClick={() => download.mutate()}>
        {t('trial.affected', { count: listed })}
      </Button>
      {download.isError && <ProblemView error={download.error} />}
    </>
  );
}

/** The way from the approver's page to everything that the trial found. */
export function WholeTrial({ trial }: Pick<DifferenceProps, 'trial'>) {
  const { t } = useTranslation('policy');
  return <Link to={`/policies/${trial.policyId}/trials/${trial.id}`}>{t('trial.wholeReport')}</Link>;
}
