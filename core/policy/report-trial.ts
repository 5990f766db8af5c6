// From the sums of a trial to the report that people read: codes become words, values become sentences.
import { fen } from '../kernel/fen.ts';
import { parseDay, type DayText } from '../kernel/day.ts';
import type { Catalogue, CatalogueItem } from '../rules/catalogue.ts';
import type { Words } from '../rules/rule-document.ts';
import { type Program, slotOfName } from '../rules/program.ts';
import { Run } from '../rules/run.ts';
import { valueText } from '../rules/value.ts';
import type { PolicyDocument } from './policy-document.ts';
import type { BasePart, DifferencePart, TrialPlan } from './trial-pass.ts';
import type { TrialDifference, TrialGroup, TrialReport, TrialTally, TrialWhatIf } from './trial-report.ts';
import { amountRoots, itemsUnder, reaches } from './trial-rules.ts';
import { barFrom, type ByCode, UNKNOWN_CODE } from './trial-tally.ts';
import { type TriedValue, valueInForce, type WhatIfPart } from './trial-what-if.ts';
import { comparisonWords, whatIfWords } from './trial-words.ts';

export interface TrialSums {
  readonly base: BasePart;
  readonly tried: readonly TriedValue[];
  readonly whatIfs: WhatIfPart;
}

export interface TrialSubject {
  readonly document: PolicyDocument;
  readonly hash: string;
  readonly day: DayText;
  readonly asOf: DayText;
  readonly catalogue: Catalogue;
  readonly plan: TrialPlan;
  readonly against?: { readonly version: number; readonly hash: string };
}

const UNKNOWN_WORDS: Words = { zh: '未知', en: 'unknown' };

export function reportTrial(subject: TrialSubject, { base, tried, whatIfs }: TrialSums): TrialReport {
  const { document, hash, day, asOf, plan, against } = subject;
  return {
    policyId: document.id,
    hash,
    day,
    asOf,
    firms: base.firms,
    totals: base.totals,
    notComputable: base.notComputable,
    byDistrict: groupsOf(plan.district, base.byDistrict),
    bySize: groupsOf(plan.size, base.bySize),
    bySector: groupsOf(plan.sector, base.bySector),
    conditions: plan.program.conditions.map(({ name, zh, en }, index) => ({
      name,
      zh,
      en,
      ...(base.conditions[index] ?? { holds: 0, fails: 0, unknown: 0, failsAlone: 0 }),
    })),
    missing: missingOf(subject.catalogue, base.missing),
    histogram: histogramOf(base),
    whatIfs: whatIfsOf(subject, tried, whatIfs),
    ...(against &&
      base.difference && { difference: differenceOf(plan, against, base.totals, base.difference) }),
  };
}

/** In the order of the catalogue's values; the unknown come last. */
function inOrder<T>(
  item: CatalogueItem | undefined,
  groups: ByCode<T>,
): (Words & { readonly code: string | null; readonly counted: T })[] {
  const known = (item?.values ?? []).flatMap(({ code, zh, en }) => {
    const counted = Object.hasOwn(groups, code) ? groups[code] : undefined;
    return counted === undefined ? [] : [{ code, zh, en, counted }];
  });
  const listed = new Set((item?.values ?? []).map(({ code }) => code));
  const others = Object.entries(groups)
    .filter(([code]) => code !== UNKNOWN_CODE && !listed.has(code))
    .map(([code, counted]) => ({ code, zh: code, en: code, counted }));
  const unknown = groups[UNKNOWN_CODE];
  return [
    ...known,
    ...others,
    ...(unknown === undefined ? [] : [{ code: null, ...UNKNOWN_WORDS, counted: unknown }]),
  ];
}

const groupsOf = (item: CatalogueItem | undefined, groups: ByCode<TrialTally>): TrialGroup[] =>
  item === undefined
    ? []
    : inOrder(item, groups).map(({ code, zh, en, counted }) => ({ code, zh, en, tally: counted }));

function missingOf(catalogue: Catalogue, missing: Readonly<Record<string, number>>): TrialReport['missing'] {
  const items = catalogue.items.filter(({ key }) => Object.hasOwn(missing, key));
  return items
    .map(({ key, zh, en, department, released }) => ({
      item: key,
      zh,
      en,
      department,
      released,
      firms: missing[key] ?? 0,
    }))
    .sort((a, b) => b.firms - a.firms);
}

/** From the first bar that has firms to the last, without gaps. */
function histogramOf({ histogram }: BasePart): TrialReport['histogram'] {
  const bars = Object.keys(histogram).map(Number);
  if (bars.length === 0) return [];
  const first = Math.min(...bars);
  return Array.from({ length: Math.max(...bars) - first + 1 }, (_, index) => {
    const { firms = 0, amountFen = fen(0) } = histogram[String(first + index)] ?? {};
    return { fromFen: barFrom(first + index), untilFen: barFrom(first + index + 1), firms, amountFen };
  });
}

function whatIfsOf(
  { document, day, plan }: TrialSubject,
  tried: readonly TriedValue[],
  part: WhatIfPart,
): TrialWhatIf[] {
  const run = new Run(plan.program, {}, { asOfDay: parseDay(day) ?? 0 });
  const found = new Map<string, TrialWhatIf>();
  tried.forEach(({ parameter, district, value, origin }, index) => {
    const source = document.parameters.find(({ name }) => name === parameter);
    const count = part.values[index];
    if (!source || !count) return;
    const key = JSON.stringify([parameter, district ?? '']);
    const base = valueText(valueInForce(run, parameter, district)) ?? '';
    const group = found.get(key) ?? {
      parameter,
      zh: source.zh,
      en: source.en,
      ...(source.unit !== undefined && { unit: source.unit }),
      ...(district !== undefined && { district }),
      base,
      hidden: hiddenWith(plan.program, parameter),
      values: [],
    };
    found.set(key, group);
    const place = district === undefined ? undefined : wordsOfCode(plan.district, district);
    const words = whatIfWords(
      { parameter: source, district: place, hidden: group.hidden },
      base,
      String(value),
      count.comparison,
    );
    group.values.push({ value: String(value), origin, ...count, ...words });
  });
  return [...found.values()];
}

function hiddenWith(program: Program, parameter: string): TrialWhatIf['hidden'] {
  const slot = slotOfName(parameter);
  const rules = [...program.conditions.map(({ node }) => [node]), amountRoots(program)];
  const roots = rules.filter((each) => reaches(program, each, slot)).flat();
  return itemsUnder(program, roots).flatMap((key) => {
    const item = program.items.get(key);
    return item && (!item.released || item.type === 'list') ? [{ item: key, zh: item.zh, en: item.en }] : [];
  });
}

function wordsOfCode(item: CatalogueItem | undefined, code: string): Words {
  const { zh, en } = item?.values?.find((value) => value.code === code) ?? { zh: code, en: code };
  return { zh, en };
}

function differenceOf(
  plan: TrialPlan,
  against: NonNullable<TrialSubject['against']>,
  after: TrialTally,
  { before, comparison, byDistrict, affected, leftOut }: DifferencePart,
): TrialDifference {
  const what = comparisonWords(comparison);
  return {
    againstVersion: against.version,
    againstHash: against.hash,
    before,
    after,
    comparison,
    byDistrict: inOrder(plan.district, byDistrict).map(({ code, zh, en, counted }) => ({
      code,
      zh,
      en,
      comparison: counted,
    })),
    listed: affected.length,
    leftOut,
    zh: `与第 ${against.version} 版相比：${what.zh}`,
    en: `Against version ${against.version}: ${what.en}`,
  };
}
