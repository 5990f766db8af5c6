// One slice of a run of matching: a policy version against a part of the register, its counts kept as the run's report.
import * as z from 'zod';
import { addFen, ZERO_FEN } from '../kernel/fen.ts';
import { daySchema, fenSchema, instantSchema } from '../kernel/schema.ts';
import type { RowAnswer } from './answer-row.ts';

export const matchTallySchema = z.strictObject({
  eligible: z.int(),
  /** Items are missing that only departments know: the firm may fit. */
  unknown: z.int(),
  ineligible: z.int(),
  /** Firms for which the rules have no answer, such as a table without a row for them. */
  notComputable: z.int(),
  /** Awards that could be computed, of eligible firms. */
  amountFen: fenSchema,
});
export type MatchTally = z.infer<typeof matchTallySchema>;

/** How the answers came about. */
export const matchWorkSchema = z.strictObject({
  /** Firms that the columns ruled out. */
  byColumns: z.int(),
  /** Firms that were looked at one by one. */
  byRow: z.int(),
  /** Released items of the policy that are no columns, fetched for those firms. */
  besideColumns: z.array(z.string()),
  /** Firms whose rows were read from the register because they changed since the columns were built. */
  changed: z.int(),
  /** When the oldest of the columns were built. */
  builtAt: instantSchema.optional(),
});
export type MatchWork = z.infer<typeof matchWorkSchema>;

export const matchSliceSchema = z.strictObject({
  /** `policy@version.slice`. */
  id: z.string(),
  version: z.int(),
  policyId: z.string(),
  policyVersion: z.int(),
  slice: z.int(),
  /** From the second run on: matched again, because the policy was resumed or an item of the catalogue changed. */
  run: z.int().optional(),
  state: z.enum(['due', 'done']),
  asOf: daySchema,
  cutAt: instantSchema,
  byDistrict: z.record(z.string(), matchTallySchema),
  /** By the item that the catalogue names as size class; a firm whose size is unknown counts under `unknown`. */
  bySize: z.record(z.string(), matchTallySchema),
  work: matchWorkSchema.optional(),
  /** Applications that an automatic policy opened. */
  opened: z.int(),
  doneAt: instantSchema.optional(),
});
export type MatchSlice = z.infer<typeof matchSliceSchema>;

export const matchSliceId = (policyId: string, version: number, slice: number): string =>
  `${policyId}@${version}.${String(slice).padStart(2, '0')}`;

/** The size class of a firm about which nobody released one. */
export const SIZE_UNKNOWN = 'unknown';

export const noMatches = (): MatchTally => ({
  eligible: 0,
  unknown: 0,
  ineligible: 0,
  notComputable: 0,
  amountFen: ZERO_FEN,
});

/** Adds firms with the same outcome to the tally of their group. */
export function countMatch(
  groups: Record<string, MatchTally>,
  group: string,
  { outcome, amountFen }: RowAnswer,
): void {
  const tally = (groups[group] ??= noMatches());
  if (outcome === 'not-computable') tally.notComputable += 1;
  else tally[outcome] += 1;
  tally.amountFen = addFen(tally.amountFen, amountFen ?? ZERO_FEN);
}

export function addTallies(
  into: Record<string, MatchTally>,
  more: Readonly<Record<string, MatchTally>>,
): void {
  for (const [group, tally] of Object.entries(more)) {
    const sum = (into[group] ??= noMatches());
    for (const key of ['eligible', 'unknown', 'ineligible', 'notComputable'] as const) sum[key] += tally[key];
    sum.amountFen = addFen(sum.amountFen, tally.amountFen);
  }
}

/** A run's slices added up: what the policy's page shows. */
export const matchReportSchema = z.strictObject({
  policyId: z.string(),
  policyVersion: z.int(),
  asOf: daySchema,
  /** Until every slice is done the counts are of those that are. */
  slicesDone: z.int(),
  slices: z.int(),
  totals: matchTallySchema,
  byDistrict: z.record(z.string(), matchTallySchema),
  bySize: z.record(z.string(), matchTallySchema),
  opened: z.int(),
  byColumns: z.int(),
  byRow: z.int(),
});
export type MatchReport = z.infer<typeof matchReportSchema>;

/** @returns undefined when nothing was matched yet. Of several versions the latest counts. */
export function reportOf(all: readonly MatchSlice[]): MatchReport | undefined {
  const policyVersion = Math.max(...all.map((slice) => slice.policyVersion));
  const slices = all.filter((slice) => slice.policyVersion === policyVersion);
  const [first] = slices;
  if (!first) return undefined;
  const byDistrict: Record<string, MatchTally> = {};
  const bySize: Record<string, MatchTally> = {};
  const totals: Record<string, MatchTally> = { all: noMatches() };
  for (const slice of slices) {
    addTallies(byDistrict, slice.byDistrict);
    addTallies(bySize, slice.bySize);
    for (const tally of Object.values(slice.byDistrict)) addTallies(totals, { all: tally });
  }
  const sum = (pick: (slice: MatchSlice) => number): number =>
    slices.reduce((total, slice) => total + pick(slice), 0);
  return {
    policyId: first.policyId,
    policyVersion,
    asOf: slices.reduce((oldest, { asOf }) => (asOf < oldest ? asOf : oldest), first.asOf),
    slicesDone: slices.filter(({ state }) => state === 'done').length,
    slices: slices.length,
    totals: totals['all'] ?? noMatches(),
    byDistrict,
    bySize,
    opened: sum(({ opened }) => opened),
    byColumns: sum(({ work }) => work?.byColumns ?? 0),
    byRow: sum(({ work }) => work?.byRow ?? 0),
  };
}
