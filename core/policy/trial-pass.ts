// One reading of a part of the register in a trial: what its firms add to the counts. Parts are kept and added up, so that a
// trial that was killed goes on where it was.
import type { Catalogue, CatalogueItem } from '../rules/catalogue.ts';
import type { Facts } from '../rules/evaluation.ts';
import type { Program } from '../rules/program.ts';
import { type NextRanks, noRanks, noteRank, mergeRanks, type RankWatch, watchesOf } from './trial-ranks.ts';
import type { TrialComparison, TrialTally } from './trial-report.ts';
import { amountRoots, itemsUnder, trialRules, truthsOf, type TrialRules } from './trial-rules.ts';
import {
  addGroups,
  addInto,
  barOf,
  type ByCode,
  compareFirm,
  countFirm,
  emptyBar,
  emptyComparison,
  emptyTally,
  type FirmAnswer,
  type HistogramBar,
  tallyAt,
  UNKNOWN_CODE,
} from './trial-tally.ts';

export interface ConditionCount {
  holds: number;
  fails: number;
  unknown: number;
  failsAlone: number;
}
const noCount = (): ConditionCount => ({ holds: 0, fails: 0, unknown: 0, failsAlone: 0 });

/** A firm for which two versions differ. */
export interface AffectedFirm {
  readonly uscc: string;
  readonly district: string;
  readonly before: FirmAnswer;
  readonly after: FirmAnswer;
}

export interface DifferencePart {
  readonly before: TrialTally;
  readonly comparison: TrialComparison;
  readonly byDistrict: ByCode<TrialComparison>;
  readonly affected: AffectedFirm[];
  /** Affected firms beyond those listed. */
  leftOut: number;
}

/** What one part of the register adds; every number can be added up. */
export interface BasePart {
  firms: number;
  notComputable: number;
  readonly totals: TrialTally;
  readonly byDistrict: ByCode<TrialTally>;
  readonly bySize: ByCode<TrialTally>;
  readonly bySector: ByCode<TrialTally>;
  readonly conditions: readonly ConditionCount[];
  readonly missing: Record<string, number>;
  readonly histogram: ByCode<HistogramBar>;
  readonly ranks: readonly NextRanks[];
  readonly difference?: DifferencePart;
}

/** Everything that a pass needs to know beforehand. */
export interface TrialPlan {
  readonly program: Program;
  readonly asOfDay: number;
  readonly rules: TrialRules;
  /** The other version, with the day its rules are read for. */
  readonly against?: TrialRules;
  readonly watches: readonly RankWatch[];
  readonly district: CatalogueItem | undefined;
  readonly size: CatalogueItem | undefined;
  readonly sector: CatalogueItem | undefined;
  /** Keys of all items that are read: no other column is needed. */
  readonly keys: ReadonlySet<string>;
}

export interface OtherVersion {
  readonly program: Program;
  readonly asOfDay: number;
}

export function planTrial(
  program: Program,
  asOfDay: number,
  catalogue: Catalogue,
  other?: OtherVersion,
): TrialPlan {
  const byRole = (role: CatalogueItem['role']) => catalogue.items.find((item) => item.role === role);
  const [district, size, sector] = [byRole('district'), byRole('size-class'), byRole('sector')];
  const roles = [district, size, sector].flatMap((item) => item?.key ?? []);
  return {
    program,
    asOfDay,
    rules: trialRules(program, asOfDay),
    ...(other && { against: trialRules(other.program, other.asOfDay) }),
    watches: watchesOf(program, asOfDay),
    district,
    size,
    sector,
    keys: new Set([...program.items.keys(), ...(other?.program.items.keys() ?? []), ...roles]),
  };
}

export const emptyBasePart = (plan: Pick<TrialPlan, 'program' | 'watches' | 'against'>): BasePart => ({
  firms: 0,
  notComputable: 0,
  totals: emptyTally(),
  byDistrict: {},
  bySize: {},
  bySector: {},
  conditions: plan.program.conditions.map(noCount),
  missing: {},
  histogram: {},
  ranks: plan.watches.map(noRanks),
  ...(plan.against && {
    difference: {
      before: emptyTally(),
      comparison: emptyComparison(),
      byDistrict: {},
      affected: [],
      leftOut: 0,
    },
  }),
});

/** Firms listed one by one, over the whole register. */
export const AFFECTED_MAX = 100_000;

const codeOf = (facts: Facts, item: CatalogueItem | undefined): string => {
  const value = item === undefined ? undefined : facts[item.key];
  return typeof value === 'string' ? value : UNKNOWN_CODE;
};

/** The answer of one version's rules for a firm; the amount is asked for only where it can count. */
export function answerOf(rules: TrialRules, facts: Facts): FirmAnswer {
  const eligible = rules.decide(facts);
  return { eligible, amountFen: eligible === false ? null : rules.amountFen(facts) };
}

/** Returns the function that adds one firm to a part. */
export function baseCounter(plan: TrialPlan, part: BasePart): (facts: Facts, uscc: string) => void {
  const { program } = plan;
  const truthsFor = truthsOf(program, plan.asOfDay);
  const reads = program.conditions.map(({ node }) => itemsUnder(program, [node]));
  const list = program.lines ? [program.lines.list.key] : [];
  const amountReads = [...new Set([...itemsUnder(program, amountRoots(program)), ...list])];
  return (facts, uscc) => {
    part.firms += 1;
    const truths = truthsFor(facts);
    const answer = answerOf(plan.rules, facts);
    const district = codeOf(facts, plan.district);
    countFirm(part.totals, answer);
    countFirm(tallyAt(part.byDistrict, district, emptyTally), answer);
    if (plan.size) countFirm(tallyAt(part.bySize, codeOf(facts, plan.size), emptyTally), answer);
    if (plan.sector) countFirm(tallyAt(part.bySector, codeOf(facts, plan.sector), emptyTally), answer);
    countConditions(part.conditions, truths);
    if (answer.eligible !== false && needsMore(answer))
      countMissing(part, facts, reads, truths, answer, amountReads);
    if (answer.eligible === true && answer.amountFen !== null) {
      const bar = tallyAt(part.histogram, String(barOf(answer.amountFen)), emptyBar);
      addInto(bar, { firms: 1, amountFen: answer.amountFen });
    }
    plan.watches.forEach((watch, index) => {
      const ranks = part.ranks[index];
      if (ranks) noteRank(ranks, watch, facts, truths, district === UNKNOWN_CODE ? undefined : district);
    });
    if (plan.against && part.difference)
      countDifference(part.difference, answerOf(plan.against, facts), answer, district, uscc);
  };
}

const needsMore = ({ eligible, amountFen }: FirmAnswer): boolean => eligible === null || amountFen === null;

function countConditions(counts: readonly ConditionCount[], truths: readonly (boolean | null)[]): void {
  let failed = 0;
  let alone: ConditionCount | undefined;
  counts.forEach((count, index) => {
    const truth = truths[index] ?? null;
    if (truth === true) count.holds += 1;
    else if (truth === null) count.unknown += 1;
    else {
      count.fails += 1;
      failed += 1;
      alone = count;
    }
  });
  if (failed === 1 && alone) alone.failsAlone += 1;
}

/** Items that stand between the firm and an answer; with none, the rules cannot be computed for it. */
function countMissing(
  part: BasePart,
  facts: Facts,
  reads: readonly (readonly string[])[],
  truths: readonly (boolean | null)[],
  { amountFen }: FirmAnswer,
  amountReads: readonly string[],
): void {
  const keys = new Set<string>();
  const note = (key: string): void => {
    if ((facts[key] ?? null) === null) keys.add(key);
  };
  reads.forEach((items, index) => {
    if (truths[index] === null) items.forEach(note);
  });
  if (amountFen === null) amountReads.forEach(note);
  if (keys.size === 0) part.notComputable += 1;
  for (const key of keys) part.missing[key] = (part.missing[key] ?? 0) + 1;
}

function countDifference(
  part: DifferencePart,
  before: FirmAnswer,
  after: FirmAnswer,
  district: string,
  uscc: string,
): void {
  countFirm(part.before, before);
  compareFirm(tallyAt(part.byDistrict, district, emptyComparison), before, after);
  if (!compareFirm(part.comparison, before, after)) return;
  if (part.affected.length < AFFECTED_MAX) part.affected.push({ uscc, district, before, after });
  else part.leftOut += 1;
}

/** Adds a part to the sum of those before. */
export function addBasePart(into: BasePart, from: BasePart): void {
  into.firms += from.firms;
  into.notComputable += from.notComputable;
  addInto(into.totals, from.totals);
  addGroups(into.byDistrict, from.byDistrict, emptyTally);
  addGroups(into.bySize, from.bySize, emptyTally);
  addGroups(into.bySector, from.bySector, emptyTally);
  into.conditions.forEach((count, index) => addInto(count, from.conditions[index] ?? noCount()));
  addInto(into.missing, from.missing);
  addGroups(into.histogram, from.histogram, emptyBar);
  into.ranks.forEach((ranks, index) => mergeRanks(ranks, from.ranks[index] ?? noRanks()));
  if (into.difference && from.difference) addDifference(into.difference, from.difference);
}

function addDifference(into: DifferencePart, from: DifferencePart): void {
  addInto(into.before, from.before);
  addInto(into.comparison, from.comparison);
  addGroups(into.byDistrict, from.byDistrict, emptyComparison);
  const room = Math.max(0, AFFECTED_MAX - into.affected.length);
  for (const firm of from.affected.slice(0, room)) into.affected.push(firm);
  into.leftOut += from.leftOut + Math.max(0, from.affected.length - room);
}
