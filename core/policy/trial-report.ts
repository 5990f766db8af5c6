// What a trial comes to: counts and cost over the register, by group, by condition, by what-if, and against another version.
import * as z from 'zod';
import { daySchema, fenSchema } from '../kernel/schema.ts';
import { trialSchema } from './trial.ts';

const words = { zh: z.string(), en: z.string() } as const;

/** On the register and the released indicators alone: all else is unknown, which is neither yes nor no. */
export const trialTallySchema = z.strictObject({
  /** Eligible by every condition, now. */
  eligible: z.int(),
  /** Could be eligible: items that no department releases, or has not given, decide. */
  unknown: z.int(),
  ineligible: z.int(),
  /** Sum of the amounts of eligible firms, after rounding and the caps of a case. */
  amountFen: fenSchema,
  /** Eligible firms whose amount is not in the sum, because an item of it is not known. */
  amountUnknown: z.int(),
  /** What the firms that could be eligible would cost besides, as far as their amount is known. */
  possibleFen: fenSchema,
  /** How many firms that is. */
  possibleFirms: z.int(),
});
export type TrialTally = z.infer<typeof trialTallySchema>;

/** One value of a grouping item; `code` is null for firms of which it is not known. */
export const trialGroupSchema = z.strictObject({
  code: z.string().nullable(),
  ...words,
  tally: trialTallySchema,
});
export type TrialGroup = z.infer<typeof trialGroupSchema>;

export const trialConditionSchema = z.strictObject({
  name: z.string(),
  ...words,
  holds: z.int(),
  fails: z.int(),
  unknown: z.int(),
  /** Firms that fail this condition and no other. */
  failsAlone: z.int(),
});

/** Firms are counted in both comparisons by who is eligible now; unknown is neither. */
export const trialComparisonSchema = z.strictObject({
  /** Not eligible before, eligible after. */
  gained: z.int(),
  /** Eligible before, not eligible after. */
  lost: z.int(),
  /** Ineligible before, could be eligible after. */
  mayGain: z.int(),
  /** Could be eligible before, ineligible after. */
  mayLose: z.int(),
  /** Eligible on both sides, for more. */
  raised: z.int(),
  /** Eligible on both sides, for less. */
  lowered: z.int(),
  /** Sum of what firms get more; amounts that are not known count on neither side. */
  gainFen: fenSchema,
  /** Sum of what firms get less, as a positive amount. */
  lossFen: fenSchema,
  /** `gainFen − lossFen`: the difference of the two costs. */
  deltaFen: fenSchema,
});
export type TrialComparison = z.infer<typeof trialComparisonSchema>;

export const WHAT_IF_ORIGINS = ['asked', 'minus-fifth', 'plus-fifth', 'next-down', 'next-up'] as const;

export const trialWhatIfSchema = z.strictObject({
  parameter: z.string(),
  ...words,
  unit: z.string().optional(),
  district: z.string().optional(),
  /** The value in force, as written. */
  base: z.string(),
  /** Items that decide together with the parameter and are not released: of them a trial knows nothing, so it sees less. */
  hidden: z.array(z.strictObject({ item: z.string(), ...words })),
  values: z.array(
    z.strictObject({
      value: z.string(),
      origin: z.enum(WHAT_IF_ORIGINS),
      tally: trialTallySchema,
      comparison: trialComparisonSchema,
      /** One sentence: "limit 300 → 500: +1,204 firms, +¥8.1m". */
      ...words,
    }),
  ),
});
export type TrialWhatIf = z.infer<typeof trialWhatIfSchema>;

export const trialDifferenceSchema = z.strictObject({
  againstVersion: z.int(),
  againstHash: z.string(),
  /** Of the other version. */
  before: trialTallySchema,
  after: trialTallySchema,
  comparison: trialComparisonSchema,
  byDistrict: z.array(
    z.strictObject({ code: z.string().nullable(), ...words, comparison: trialComparisonSchema }),
  ),
  /** Firms in the list of those affected, and how many it leaves out. */
  listed: z.int(),
  leftOut: z.int(),
  ...words,
});
export type TrialDifference = z.infer<typeof trialDifferenceSchema>;

export const trialReportSchema = z.strictObject({
  policyId: z.string(),
  hash: z.string(),
  day: daySchema,
  asOf: daySchema,
  firms: z.int(),
  totals: trialTallySchema,
  /** Firms of which everything the rules read is known and which still have no answer; counted under `unknown` or `amountUnknown`. */
  notComputable: z.int(),
  byDistrict: z.array(trialGroupSchema),
  /** Empty when no item of the catalogue says the size, or the sector. */
  bySize: z.array(trialGroupSchema),
  bySector: z.array(trialGroupSchema),
  conditions: z.array(trialConditionSchema),
  /** Items that are unknown of firms that could be eligible, most firms first. */
  missing: z.array(
    z.strictObject({
      item: z.string(),
      ...words,
      department: z.string(),
      released: z.boolean(),
      firms: z.int(),
    }),
  ),
  /** Amounts of eligible firms: at least `fromFen`, less than `untilFen`. */
  histogram: z.array(
    z.strictObject({ fromFen: fenSchema, untilFen: fenSchema, firms: z.int(), amountFen: fenSchema }),
  ),
  whatIfs: z.array(trialWhatIfSchema),
  difference: trialDifferenceSchema.optional(),
});
export type TrialReport = z.infer<typeof trialReportSchema>;

export const shownTrialSchema = z.strictObject({
  trial: trialSchema,
  /** Once it is done. */
  report: trialReportSchema.optional(),
});
