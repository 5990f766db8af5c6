// Starting a trial: which version, compared with which, and a slider for each number among its parameters.
import { Button } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useLanguage } from '../../kit/language.ts';
import { ProblemView } from '../../kit/problem-view.tsx';
import { useNames } from '../../kit/reference-data.ts';
import { useAct } from '../../kit/use-act.ts';
import type { PolicyVersion } from './queries.ts';
import { startTrial, type TrialRequest } from './trial-queries.ts';

interface TrialFormProps {
  readonly policyId: string;
  readonly versions: readonly PolicyVersion[];
}

interface Dial {
  /** `parameter/value` by their places in the document. */
  readonly key: string;
  readonly parameter: number;
  readonly entry: number;
  readonly label: string;
  readonly unit: string;
  readonly base: number;
}

export function TrialForm({ policyId, versions }: TrialFormProps) {
  const { t } = useTranslation('policy');
  const navigate = useNavigate();
  const last = versions.at(-1)?.number ?? 1;
  const [number, choose] = useState(last);
  const [against, compare] = useState<number>();
  const [moved, move] = useState<Readonly<Record<string, number>>>({});
  const document = versions.find((version) => version.number === number)?.document;
  const dials = useDials(document);
  const changes = dials.filter(({ key, base }) => moved[key] !== undefined && moved[key] !== base);
  const start = useAct({
    send: (request: TrialRequest, key) => startTrial(policyId, request, key),
    changes: ['trials'],
    onDone: ({ trial }) => void navigate(`/policies/${policyId}/trials/${trial.id}`),
  });
  const request = (): TrialRequest => {
    if (changes.length > 0 && document)
      return { document: withValues(document, changes, moved), againstVersion: against ?? number };
    return { policyVersion: number, ...(against !== undefined && { againstVersion: against }) };
  };
  return (
    <div className="stack">
      <Versions
        versions={versions}
        number={number}
        against={against}
        onNumber={(chosen) => {
          choose(chosen);
          move({});
        }}
        onAgainst={compare}
      />
      <fieldset className="policy-dials">
        <legend>{t('trial.sliders')}</legend>
        {dials.length === 0 && <p className="hint">{t('trial.noParameters')}</p>}
        {dials.length > 0 && <p className="hint">{t('trial.slidersHint')}</p>}
        {dials.map((dial) => (
          <DialRow
            key={dial.key}
            dial={dial}
            value={moved[dial.key] ?? dial.base}
            onMove={(value) => move({ ...moved, [dial.key]: value })}
          />
        ))}
      </fieldset>
      <div className="acts">
        <Button type="primary" loading={start.isPending} onClick={() => start.mutate(request())}>
          {changes.length > 0 ? t('trial.startChanged', { count: changes.length }) : t('trial.start')}
        </Button>
        {changes.length > 0 && <Button onClick={() => move({})}>{t('trial.reset')}</Button>}
      </div>
      {start.isError && <ProblemView error={start.error} />}
    </div>
  );
}

interface VersionsProps {
  readonly versions: readonly PolicyVersion[];
  readonly number: number;
  readonly against: number | undefined;
  readonly onNumber: (number: number) => void;
  readonly onAgainst: (number: number | undefined) => void;
}

function Versions({ versions, number, against, onNumber, onAgainst }: VersionsProps) {
  const { t } = useTranslation('policy');
  const options = versions.map((version) => (
    <option key={version.number} value={version.number}>
      {t('trial.number', { number: version.number })}
    </option>
  ));
  return (
    <div className="field-row">
      <label className="field">
        {t('trial.version')}
        <select className="input" value={number} onChange={({ target }) => onNumber(Number(target.value))}>
          {options}
        </select>
      </label>
      <label className="field">
        {t('trial.against')}
        <select
          className="input"
          value={against ?? ''}
          onChange={({ target }) => onAgainst(target.value === '' ? undefined : Number(target.value))}
        >
          <option value="">{t('trial.againstNone')}</option>
          {options}
        </select>
      </label>
    </div>
  );
}

/** Each value of a parameter that is a number; a formula stays as it is. */
function useDials(document: PolicyVersion['document'] | undefined): Dial[] {
  const { pick } = useLanguage();
  const names = useNames();
  return (document?.parameters ?? []).flatMap((each, parameter) =>
    each.values.flatMap((value, entry): Dial[] => {
      const base = Number(value.value);
      if (typeof value.value === 'boolean' || String(value.value).trim() === '' || !Number.isFinite(base))
        return [];
      const where = value.district === undefined ? '' : ` · ${names.district(value.district)}`;
      const since = value.from === undefined ? '' : ` · ${value.from}`;
      return [
        {
          key: `${parameter}/${entry}`,
          parameter,
          entry,
          label: pick(each) + where + since,
          unit: each.unit ?? '',
          base,
        },
      ];
    }),
  );
}

function withValues(
  document: PolicyVersion['document'],
  changes: readonly Dial[],
  moved: Readonly<Record<string, number>>,
): Record<string, unknown> {
  return {
    ...document,
    parameters: document.parameters?.map((each, parameter) => ({
      ...each,
      values: each.values.map((value, entry) => {
        const change = changes.find((dial) => dial.parameter === parameter && dial.entry === entry);
        return change ? { ...value, value: moved[change.key] ?? change.base } : value;
      }),
    })),
  };
}

/** 1, 2 or 5 times a power of ten, about a hundredth of the scale. */
function stepOf(base: number): number {
  const rough = Math.abs(base) / 50 || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((times) => times * power).find((step) => step >= rough) ?? rough;
}

/** Steps of a hundredth of a number are no binary fractions. */
const rounded = (value: number): number => Number(value.toPrecision(10));

interface DialRowProps {
  readonly dial: Dial;
  readonly value: number;
  readonly onMove: (value: number) => void;
}

function DialRow({ dial: { label, unit, base }, value, onMove }: DialRowProps) {
  const { t } = useTranslation('policy');
  const id = useId();
  const step = rounded(stepOf(base));
  const max = rounded(base === 0 ? step * 100 : Math.abs(base) * 2);
  const min = base < 0 ? -max : 0;
  return (
    <div className="policy-dial">
      <label htmlFor={id}>
        {label} {unit !== '' && <span className="hint">{unit}</span>}
      </label>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        onChange={({ target }) => onMove(nearBase(Number(target.value), base, step))}
      />
      <input
        className="input amount"
        inputMode="decimal"
        aria-label={`${label} · ${t('trial.value')}`}
        value={value}
        onChange={({ target }) => {
          const typed = Number(target.value);
          if (target.value.trim() !== '' && Number.isFinite(typed)) onMove(typed);
        }}
      />
      <span className="hint">{t('trial.base', { value: base })}</span>
    </div>
  );
}

/** The value in force is always on the scale, although steps may pass it by. */
const nearBase = (value: number, base: number, step: number): number =>
  Math.abs(value - base) < step / 2 ? base : rounded(value);
