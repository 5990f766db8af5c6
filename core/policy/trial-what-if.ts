// What-if in a trial: the values to try, asked for and found by themselves, and what each does to every firm.
import { parseDay, type DayText } from '../kernel/day.ts';
import type { Fen } from '../kernel/fen.ts';
import { buildProgram } from '../rules/build-program.ts';
import type { Catalogue } from '../rules/catalogue.ts';
import type { Facts } from '../rules/evaluation.ts';
import { slotOfName, type Program } from '../rules/program.ts';
import { multiply, Rational, rational, roundToWhole, toText } from '../rules/rational.ts';
import type { Formula, ParameterEntry, ParameterSource } from '../rules/rule-document.ts';
import { Run } from '../rules/run.ts';
import type { Value } from '../rules/value.ts';
import { errorsOfChange, type ParameterChange, withParameter } from './change-parameter.ts';
import type { PolicyDocument } from './policy-document.ts';
import type { WhatIf } from './trial.ts';
import { answerOf } from './trial-pass.ts';
import { literalOf, type NextRanks, type RankWatch } from './trial-ranks.ts';
import type { WHAT_IF_ORIGINS } from './trial-report.ts';
import { type TrialComparison, type TrialTally } from './trial-report.ts';
import { amountOf, amountRoots, decider, reaches, rootsOf, type TrialRules } from './trial-rules.ts';
import { compareFirm, countFirm, emptyComparison, emptyTally, addInto } from './trial-tally.ts';

export interface TriedValue extends ParameterChange {
  readonly origin: (typeof WHAT_IF_ORIGINS)[number];
}

/** Values that a sweep tries, over all parameters: a policy with many local values is not worth hours. */
const SWEEP_MAX = 48;

/** The values asked for, then those of the sweep that make sense; each once. */
export function valuesToTry(
  document: PolicyDocument,
  program: Program,
  catalogue: Catalogue,
  day: DayText,
  asked: readonly WhatIf[],
  sweep: { readonly watches: readonly RankWatch[]; readonly ranks: readonly NextRanks[] } | undefined,
): TriedValue[] {
  const wanted = asked.flatMap(({ parameter, district, values }) =>
    values.map((value): TriedValue => ({ parameter, district, value, origin: 'asked' })),
  );
  const swept = sweep ? sweepOf(document, program, day, sweep.watches, sweep.ranks) : [];
  const found: TriedValue[] = [];
  const seen = new Set<string>();
  for (const tried of [...wanted, ...swept]) {
    const key = JSON.stringify([tried.parameter, tried.district ?? '', String(tried.value)]);
    if (seen.has(key) || found.length >= wanted.length + SWEEP_MAX) continue;
    seen.add(key);
    if (tried.origin === 'asked' || isSound(document, tried, catalogue, day)) found.push(tried);
  }
  return found;
}

function isSound(document: PolicyDocument, tried: TriedValue, catalogue: Catalogue, day: DayText): boolean {
  const isPossible = withParameter(document, tried, day) !== undefined;
  return isPossible && errorsOfChange(document, tried, catalogue, day).length === 0;
}

function sweepOf(
  document: PolicyDocument,
  program: Program,
  day: DayText,
  watches: readonly RankWatch[],
  ranks: readonly NextRanks[],
): TriedValue[] {
  const run = new Run(program, {}, { asOfDay: parseDay(day) ?? 0 });
  return document.parameters.flatMap((source) =>
    entriesInForce(source, day).flatMap(({ district }) => {
      const value = valueInForce(run, source.name, district);
      const at = { parameter: source.name, district };
      return [...byAFifth(at, value), ...byRank(at, watches, ranks)];
    }),
  );
}

const entriesInForce = ({ values }: ParameterSource, day: DayText): ParameterEntry[] =>
  values.filter(({ from = '', until = '9999' }) => from <= day && day <= until);

type At = Pick<TriedValue, 'parameter' | 'district'>;

/** The value of a parameter for one district, or for all that have none of their own. */
export function valueInForce(run: Run, parameter: string, district: string | undefined): Value {
  const definition = run.program.definitions.get(slotOfName(parameter));
  if (definition?.kind !== 'parameter') return null;
  const day = run.context.asOfDay;
  const inForce = definition.entries.filter(
    ({ from = -Infinity, until = Infinity }) => from <= day && day <= until,
  );
  const entry =
    inForce.find((each) => each.district === district) ?? inForce.find((each) => each.district === undefined);
  return entry ? run.value(entry.node) : null;
}

function byAFifth(at: At, value: Value): TriedValue[] {
  if (!(value instanceof Rational) || value.n === 0n) return [];
  const moved = (fifths: bigint): Formula => {
    const exact = multiply(value, rational(fifths, 5n));
    return toText(value.d === 1n ? rational(roundToWhole(exact, 'half-even')) : exact);
  };
  const values = [
    { ...at, value: moved(4n), origin: 'minus-fifth' as const },
    { ...at, value: moved(6n), origin: 'plus-fifth' as const },
  ];
  return values.filter((tried) => tried.value !== toText(value));
}

/** Of all items that the parameter is compared with, the nearest change. */
function byRank(at: At, watches: readonly RankWatch[], ranks: readonly NextRanks[]): TriedValue[] {
  const own = watches.flatMap((watch, index) => {
    const found = ranks[index];
    const isHere = watch.parameter === at.parameter && watch.district === at.district;
    return isHere && found ? [{ watch, found }] : [];
  });
  const nearest = (side: keyof NextRanks) =>
    own
      .flatMap(({ watch, found }) => {
        const to = found[side];
        return to === null ? [] : [{ watch, to, step: Math.abs(to - watch.threshold) }];
      })
      .sort((a, b) => a.step - b.step)[0];
  const [down, up] = [nearest('down'), nearest('up')];
  return [
    ...(down ? [{ ...at, value: literalOf(down.watch.item, down.to), origin: 'next-down' as const }] : []),
    ...(up ? [{ ...at, value: literalOf(up.watch.item, up.to), origin: 'next-up' as const }] : []),
  ];
}

export interface ValueCount {
  readonly tally: TrialTally;
  readonly comparison: TrialComparison;
}
const emptyCount = (): ValueCount => ({ tally: emptyTally(), comparison: emptyComparison() });

/** One count for each value, in their order. */
export interface WhatIfPart {
  firms: number;
  readonly values: readonly ValueCount[];
}
export const emptyWhatIfPart = (values: number): WhatIfPart => ({
  firms: 0,
  values: Array.from({ length: values }, emptyCount),
});
export function addWhatIfPart(into: WhatIfPart, from: WhatIfPart): void {
  into.firms += from.firms;
  into.values.forEach((count, index) => {
    const { tally, comparison } = from.values[index] ?? emptyCount();
    addInto(count.tally, tally);
    addInto(count.comparison, comparison);
  });
}

/** The rules with one value changed: what the parameter has no part in is taken from the base, computed once a firm. */
function changedRules(
  document: PolicyDocument,
  tried: TriedValue,
  catalogue: Catalogue,
  day: DayText,
  base: TrialRules,
): TrialRules {
  const changed = withParameter(document, tried, day);
  const program = changed && buildProgram(changed, catalogue).program;
  if (!program) throw new Error('assertion failed: the value was checked before');
  const slot = slotOfName(tried.parameter);
  const asOfDay = parseDay(day) ?? 0;
  const inConditions = reaches(program, rootsOf(program.conditions), slot);
  return {
    decide: inConditions ? decider(program, asOfDay) : base.decide,
    amountFen: reaches(program, amountRoots(program), slot) ? amountOf(program, asOfDay) : base.amountFen,
  };
}

/** Remembers the last firm's answers. */
function remembering(rules: TrialRules): TrialRules {
  let decidedFor: Facts | undefined;
  let eligible: boolean | null = null;
  let computedFor: Facts | undefined;
  let amountFen: Fen | null = null;
  return {
    decide(facts) {
      if (facts !== decidedFor) [decidedFor, eligible] = [facts, rules.decide(facts)];
      return eligible;
    },
    amountFen(facts) {
      if (facts !== computedFor) [computedFor, amountFen] = [facts, rules.amountFen(facts)];
      return amountFen;
    },
  };
}

/** Returns the function that adds one firm to a part. */
export function whatIfCounter(
  document: PolicyDocument,
  catalogue: Catalogue,
  day: DayText,
  base: TrialRules,
  tried: readonly TriedValue[],
  part: WhatIfPart,
): (facts: Facts) => void {
  const shared = remembering(base);
  const variants = tried.map((each) => changedRules(document, each, catalogue, day, shared));
  return (facts) => {
    part.firms += 1;
    const before = answerOf(shared, facts);
    variants.forEach((rules, index) => {
      const count = part.values[index];
      if (!count) return;
      const after = answerOf(rules, facts);
      countFirm(count.tally, after);
      compareFirm(count.comparison, before, after);
    });
  };
}
