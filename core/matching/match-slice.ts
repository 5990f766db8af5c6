// One slice of a run of matching: a policy version against a part of the register, its counts kept as the run's report.
import * as z from 'zod';
import { addFen, ZERO_FEN, type Fen } from '../kernel/fen.ts';
import { daySchema, fenSchema, instantSchema } from '../kernel/schema.ts';

const tally = z.strictObject({
  eligible: z.int(),
  /** Items are missing that only departments know: the firm may fit. */
  unknown: z.int(),
  ineligible: z.int(),
  /** Awards that could be computed, of eligible firms. */
  amountFen: fenSchema,
});
export type MatchTally = z.infer<typeof tally>;

export const matchSliceSchema = z.strictObject({
  /** `policy@version.slice`. */
  id: z.string(),
  version: z.int(),
  policyId: z.string(),
  policyVersion: z.int(),
  slice: z.int(),
  state: z.enum(['due', 'done']),
  asOf: daySchema,
  cutAt: instantSchema,
  byDistrict: z.record(z.string(), tally),
  /** Applications that an automatic policy opened. */
  opened: z.int(),
  doneAt: instantSchema.optional(),
});
export type MatchSlice = z.infer<typeof matchSliceSchema>;

export const matchSliceId = (policyId: string, version: number, slice: number): string =>
  `${policyId}@${version}.${String(slice).padStart(2, '0')}`;

const NOTHING: MatchTally = { eligible: 0, unknown: 0, ineligible: 0, amountFen: ZERO_FEN };

/** Adds one firm's outcome to the tallies by district. */
export function countMatch(
  byDistrict: Record<string, MatchTally>,
  districtCode: string,
  outcome: 'eligible' | 'unknown' | 'ineligible',
  amountFen: Fen | null,
): void {
  const before = byDistrict[districtCode] ?? NOTHING;
  byDistrict[districtCode] = {
    ...before,
    [outcome]: before[outcome] + 1,
    amountFen: addFen(before.amountFen, amountFen ?? ZERO_FEN),
  };
}
