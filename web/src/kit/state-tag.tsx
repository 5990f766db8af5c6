// A state as a small label: the word carries the meaning, the colour only helps.
import { useTranslation } from 'react-i18next';
import type { kitWords } from './words.ts';

const TONES: Readonly<Record<string, string>> = {
  paid: 'good',
  granted: 'good',
  published: 'good',
  settled: 'good',
  accepted: 'good',
  approved: 'good',
  eligible: 'good',
  refused: 'bad',
  returned: 'bad',
  rejected: 'bad',
  ineligible: 'bad',
  withdrawn: 'still',
  closed: 'still',
  draft: 'still',
  'awaiting-applicant': 'wait',
  'awaiting-data': 'wait',
  queued: 'wait',
  'in-review': 'wait',
  prepared: 'wait',
  requested: 'wait',
  suspended: 'wait',
  unknown: 'wait',
  open: 'wait',
};

type KeyAfter<Prefix extends string> =
  Extract<keyof typeof kitWords, `${Prefix}.${string}`> extends `${Prefix}.${infer Rest}` ? Rest : never;
export type StateName = KeyAfter<'state'>;
export type OutcomeName = KeyAfter<'outcome'>;

export function StateTag({ state }: { readonly state: StateName }) {
  const { t } = useTranslation('kit');
  return <span className={`tag tag-${TONES[state] ?? 'move'}`}>{t(`state.${state}`)}</span>;
}

export function OutcomeTag({ outcome }: { readonly outcome: OutcomeName }) {
  const { t } = useTranslation('kit');
  return <span className={`tag tag-${TONES[outcome] ?? 'move'}`}>{t(`outcome.${outcome}`)}</span>;
}
