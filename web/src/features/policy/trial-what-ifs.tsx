// What another value of a parameter would come to: a slider over the values that were tried, with the curve behind it.
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '../../kit/chart.tsx';
import { useLanguage } from '../../kit/language.ts';
import { money } from '../../kit/money.ts';
import { Section } from '../../kit/page.tsx';
import { useNames } from '../../kit/reference-data.ts';
import type { TrialReport, TrialWhatIf } from './trial-queries.ts';

interface Point {
  readonly value: string;
  readonly eligible: number;
  readonly unknown: number;
  readonly amountFen: number;
  /** The whole sentence; absent for the value in force. */
  readonly says: string | undefined;
}

export function TrialWhatIfs({ report }: { readonly report: TrialReport }) {
  const { t } = useTranslation('policy');
  return (
    <Section id="what-ifs" title={t('trial.whatIfs')}>
      <p className="hint">{t('trial.whatIfsHint')}</p>
      <div className="policy-what-ifs">
        {report.whatIfs.map((whatIf) => (
          <WhatIf key={`${whatIf.parameter}/${whatIf.district ?? ''}`} whatIf={whatIf} report={report} />
        ))}
      </div>
    </Section>
  );
}

/** Numbers in their order; what is none comes in the order of the trial. */
function usePoints(whatIf: TrialWhatIf, { totals }: TrialReport): Point[] {
  const { pick } = useLanguage();
  const base: Point = { value: whatIf.base, ...totals, says: undefined };
  const tried = whatIf.values.map((each): Point => {
    return { value: each.value, ...each.tally, says: pick(each) };
  });
  return [base, ...tried].sort((a, b) => Number(a.value) - Number(b.value) || 0);
}

interface WhatIfProps {
  readonly whatIf: TrialWhatIf;
  readonly report: TrialReport;
}

function WhatIf({ whatIf, report }: WhatIfProps) {
  const { t } = useTranslation('policy');
  const { pick } = useLanguage();
  const names = useNames();
  const id = useId();
  const points = usePoints(whatIf, report);
  const baseAt = points.findIndex(({ says }) => says === undefined);
  const [chosen, choose] = useState(baseAt);
  const point = points[chosen] ?? points[baseAt];
  const where = whatIf.district === undefined ? '' : ` · ${names.district(whatIf.district)}`;
  const name = pick(whatIf) + where;
  if (!point) return null;
  return (
    <div className="policy-what-if">
      <label htmlFor={id}>
        <strong>{name}</strong> {point.value} {whatIf.unit ?? ''}
        {point.says === undefined && <span className="hint"> {t('trial.valueNow')}</span>}
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={points.length - 1}
        step={1}
        value={chosen}
        aria-valuetext={point.value}
        onChange={({ target }) => choose(Number(target.value))}
      />
      <p role="status">
        {point.says ??
          `${t('trial.eligible')} ${point.eligible.toLocaleString('en-US')} · ${t('trial.cost')} ${money(point.amountFen)}`}
      </p>
      <Curve points={points} chosen={chosen} name={name} />
      <PointTable points={points} chosen={chosen} name={name} />
    </div>
  );
}

interface CurveProps {
  readonly points: readonly Point[];
  readonly chosen: number;
  readonly name: string;
}

function Curve({ points, chosen, name }: CurveProps) {
  const { t } = useTranslation('policy');
  const words = [t('trial.eligible'), t('trial.costYuan')];
  const data = JSON.stringify([
    words,
    points.map((point) => [point.value, point.eligible, Math.round(point.amountFen / 100)]),
  ]);
  const option = useMemo(() => {
    const [[fit = '', cost = ''], rows] = JSON.parse(data) as [string[], [string, number, number][]];
    const mark = (value: number, index: number) => ({ value, symbolSize: index === chosen ? 14 : 6 });
    return {
      color: ['#0b6b3a', '#0a4bb5'],
      legend: { top: 0 },
      tooltip: { trigger: 'axis' },
      grid: { left: 56, right: 76, top: 36, bottom: 32 },
      xAxis: { type: 'category', data: rows.map(([value]) => value) },
      yAxis: [
        { type: 'value', minInterval: 1, scale: true },
        { type: 'value', scale: true, splitLine: { show: false } },
      ],
      series: [
        { name: fit, type: 'line', symbol: 'circle', data: rows.map(([, each], at) => mark(each, at)) },
        {
          name: cost,
          type: 'line',
          symbol: 'circle',
          yAxisIndex: 1,
          data: rows.map(([, , each], at) => mark(each, at)),
        },
      ],
    };
  }, [data, chosen]);
  return <Chart option={option} label={t('trial.whatIfChart', { name })} />;
}

function PointTable({ points, chosen, name }: CurveProps) {
  const { t } = useTranslation('policy');
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label={t('trial.whatIfChart', { name })}>
      <table className="grid">
        <thead>
          <tr>
            <th scope="col" className="number">
              {t('trial.value')}
            </th>
            {(['eligible', 'unknown'] as const).map((part) => (
              <th key={part} scope="col" className="number">
                {t(`trial.${part}`)}
              </th>
            ))}
            <th scope="col" className="number">
              {t('trial.cost')}
            </th>
          </tr>
        </thead>
        <tbody>
          {points.map((point, index) => (
            <tr key={index} {...(index === chosen && { className: 'chosen' })}>
              <td className="number">{point.value}</td>
              <td className="number">{point.eligible.toLocaleString('en-US')}</td>
              <td className="number">{point.unknown.toLocaleString('en-US')}</td>
              <td className="number">{money(point.amountFen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
