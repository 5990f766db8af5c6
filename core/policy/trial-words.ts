// The sentences of a trial in both languages: what a changed value, or another version, does to firms and money.
import type { Words } from '../rules/rule-document.ts';
import type { TrialComparison } from './trial-report.ts';

/** 1204 → `1,204`. */
export const groupedText = (count: number): string =>
  String(Math.abs(count)).replace(/\B(?=(\d{3})+$)/g, ',');

const sign = (value: number): string => (value > 0 ? '+' : value < 0 ? '−' : '±');

/** To a tenth of the unit, counted in whole tenths. */
function scaledText(amountFen: number, unitYuan: number): string {
  const tenths = Math.round(amountFen / (unitYuan * (YUAN_FEN / 10)));
  const whole = groupedText(Math.trunc(tenths / 10));
  return tenths % 10 === 0 ? whole : `${whole}.${tenths % 10}`;
}

const YUAN_FEN = 100;
const ZH_UNITS = [
  [100_000_000, '亿元'],
  [10_000, '万元'],
  [1, '元'],
] as const;
const EN_UNITS = [
  [1_000_000_000, 'bn'],
  [1_000_000, 'm'],
  [1_000, 'k'],
  [1, ''],
] as const;

/** An amount as people say it: `+810 万元`, `+¥8.1m`; rounded to a tenth of its unit, for sentences only. */
export function moneyWords(amountFen: number, signed = true): Words {
  const sizeFen = Math.abs(amountFen);
  const said = signed ? sign(amountFen) : amountFen < 0 ? '−' : '';
  const unitOf = <T extends readonly (readonly [number, string])[]>(units: T) =>
    units.find(([unit]) => sizeFen >= unit * YUAN_FEN) ?? units.at(-1) ?? ([1, ''] as const);
  const [zhUnit, zh] = unitOf(ZH_UNITS);
  const [enUnit, en] = unitOf(EN_UNITS);
  return {
    zh: `${said}${scaledText(sizeFen, zhUnit)} ${zh}`,
    en: `${said}¥${scaledText(sizeFen, enUnit)}${en}`,
  };
}

const isNone = ({ gained, lost, mayGain, mayLose, raised, lowered }: TrialComparison): boolean =>
  gained + lost + mayGain + mayLose + raised + lowered === 0;

/** `+1,204 firms, +¥8.1m`; firms on both sides are said apart: a net of zero is not "nobody". */
export function comparisonWords(comparison: TrialComparison): Words {
  const { gained, lost, mayGain, mayLose, raised, lowered, gainFen, lossFen, deltaFen } = comparison;
  if (isNone(comparison)) return { zh: '没有企业受影响', en: 'no firm is affected' };
  const parts: Words[] = [];
  const firms = (count: number, mark: string, zh: string, en: string): void => {
    if (count > 0)
      parts.push({
        zh: `${mark}${groupedText(count)} 家${zh}`,
        en: `${mark}${groupedText(count)} firms${en}`,
      });
  };
  firms(gained, '+', '', '');
  firms(lost, '−', '', '');
  firms(mayGain, '+', '可能符合', ' that could be eligible');
  firms(mayLose, '−', '可能符合', ' that could be eligible');
  firms(raised, '', '增加', ' get more');
  firms(lowered, '', '减少', ' get less');
  if (gainFen > 0 && lossFen > 0) {
    const [more, less] = [moneyWords(gainFen), moneyWords(-lossFen)];
    parts.push({ zh: `${more.zh}、${less.zh}`, en: `${more.en} and ${less.en}` });
  } else parts.push(moneyWords(deltaFen));
  return { zh: parts.map(({ zh }) => zh).join('，'), en: parts.map(({ en }) => en).join(', ') };
}

export interface WhatIfSubject {
  readonly parameter: Words;
  readonly district: Words | undefined;
  /** Items that decide together with it and that the trial cannot see. */
  readonly hidden: readonly Words[];
}

/** `limit 300 → 500: +1,204 firms, +¥8.1m`; where nothing shows because an item is not released, it says so. */
export function whatIfWords(
  { parameter, district, hidden }: WhatIfSubject,
  from: string,
  to: string,
  comparison: TrialComparison,
): Words {
  const what = isNone(comparison) && hidden.length > 0 ? hiddenWords(hidden) : comparisonWords(comparison);
  return {
    zh: `${parameter.zh}${district ? `（${district.zh}）` : ''} ${from} → ${to}：${what.zh}`,
    en: `${parameter.en}${district ? ` (${district.en})` : ''} ${from} → ${to}: ${what.en}`,
  };
}

const hiddenWords = (hidden: readonly Words[]): Words => ({
  zh: `在登记库上看不出：取决于未共享的${hidden.map(({ zh }) => `“${zh}”`).join('、')}`,
  en: `cannot be told on the register: ${hidden.map(({ en }) => `"${en}"`).join(', ')} decides and is not released`,
});
