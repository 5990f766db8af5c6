// An application: what an enterprise files, one per policy × enterprise × period, reopened as a new revision when refused or withdrawn.
import * as z from 'zod';
import { daySchema, fenSchema, holdSchema, instantSchema, usccSchema } from '../kernel/schema.ts';
import { declaredLinesSchema } from './declared-lines.ts';
import { applicantQuerySchema } from './query.ts';

/**
 * Open states wait for something declared; `reserved` means that the claim carries the money
 * from here on; `granted` is a waiver: an award without a payment. */
export const APPLICATION_STATES = [
  'submitted',
  'awaiting-data',
  'awaiting-applicant',
  'in-review',
  'in-publicity',
  'accepted',
  'queued',
  'reserved',
  'granted',
  'refused',
  'withdrawn',
] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

/** Not yet decided: an earlier one of these keeps its place in the budget's queue. */
export const UNDECIDED: readonly ApplicationState[] = [
  'submitted',
  'awaiting-data',
  'awaiting-applicant',
  'in-review',
  'in-publicity',
];
/** Nothing more happens to the application itself. */
export const CLOSED: readonly ApplicationState[] = ['reserved', 'granted', 'refused', 'withdrawn'];

/** Why an application may stand beside an earlier claim, on whose word: it stays visible on application and claim. */
export const overrideSchema = z.strictObject({
  reason: z.string().min(1).max(500),
  requestedBy: z.string(),
  approvedBy: z.string(),
  earlierClaimId: z.string(),
});

export const applicationSchema = z.strictObject({
  id: z.string(),
  version: z.int(),
  policyId: z.string(),
  policyVersion: z.int(),
  /** The latest version whose transition rule the check obeyed, where it left the answer to an earlier one. */
  checkedUpTo: z.int().optional(),
  uscc: usccSchema,
  enterpriseName: z.string(),
  districtCode: z.string(),
  /** `once`, `2020-03`, `2020-Q1`, or the number of an instalment. */
  period: z.string(),
  revision: z.int(),
  state: z.enum(APPLICATION_STATES),
  /** Fixes the place in the queue: the instant of submission, then the id. */
  submittedAt: instantSchema,
  submittedBy: z.string(),
  /** The business day of submission: rules and dates are judged as of this day. */
  asOf: daySchema,
  /** Before the last check asked the departments: how old the answers are, however long publicity or a review took since. */
  askedAt: instantSchema.optional(),
  decidedAt: instantSchema.optional(),
  amountFen: fenSchema.optional(),
  /** Names of the conditions that failed. */
  refusedBy: z.array(z.string()).optional(),
  /** Why money does not flow though accepted: `stacking`, `no-amount`, … and the earlier claim it met. */
  blockedBy: z.strictObject({ reason: z.string(), claimId: z.string().optional() }).optional(),
  /** The day from which publicity (公示) is over. */
  publicUntil: daySchema.optional(),
  /** Item keys still missing, named all at once. */
  missing: z.array(z.string()).optional(),
  hold: holdSchema.optional(),
  /** How far a claim of several parts is: the whole award, what of it is reserved, and in how many parts. */
  award: z.strictObject({ amountFen: fenSchema, reservedFen: fenSchema, parts: z.int() }).optional(),
  /** How many supplements topped the award up. */
  supplements: z.int().optional(),
  /** Two people let it stand beside the earlier claim it met. */
  override: overrideSchema.optional(),
  /** Whom it is claimed for, where the enterprise gave a list of its own. */
  declared: declaredLinesSchema.optional(),
  /** What the reviewer asked the enterprise, the latest last. */
  queries: z.array(applicantQuerySchema).optional(),
});
export type Application = z.infer<typeof applicationSchema>;

/**
 * The two lists of open applications: those without a decision, whose place in the queue is kept, and those that wait for
 * money. Two lists instead of one a state, because the allocator reads both for each group that it reserves.
 */
export const openListOf = (state: ApplicationState): 'undecided' | 'funding' | undefined => {
  if (UNDECIDED.includes(state)) return 'undecided';
  return state === 'accepted' || state === 'queued' ? 'funding' : undefined;
};

/** `policy.uscc.period`: the same submission always has the same id, so a repeat finds the first. */
export const applicationId = (policyId: string, uscc: string, period: string): string =>
  `${policyId}.${uscc}.${period}`;

/** The claims of an application: its own id, and for a claim of many lines that of each later part. */
export const claimIdsOf = ({ id, award }: Pick<Application, 'id' | 'award'>): string[] => [
  id,
  ...Array.from({ length: Math.max((award?.parts ?? 1) - 1, 0) }, (_, index) => `${id}~${index + 2}`),
];
