// A claim: an enterprise's entitlement to money, made when the money is reserved, with one leg per treasury and payee.
import * as z from 'zod';
import { overrideSchema } from '../application/application.ts';
import { fenSchema, instantSchema, usccSchema } from '../kernel/schema.ts';
import { LEVELS } from '../policy/policy-document.ts';

/** The permanent record of the entitlement; it is never rewritten when money moves: the legs carry that. */
export const claimSchema = z.strictObject({
  /** Equals the application's id: policy × enterprise × period. */
  id: z.string(),
  version: z.int(),
  policyId: z.string(),
  policyVersion: z.int(),
  uscc: usccSchema,
  districtCode: z.string(),
  period: z.string(),
  amountFen: fenSchema,
  legIds: z.array(z.string()),
  reservedAt: instantSchema,
  /** Which part of the entitlement this is, where it has several; the parts after the first are `claim~number`. */
  part: z.int().optional(),
  /** What was accepted, where caps, groups or a short budget make the claim smaller. */
  entitledFen: fenSchema.optional(),
  /** Lines of the list that an earlier claim was paid for: the first 500, since one item holds the claim. */
  refusedLines: z.array(z.strictObject({ index: z.int(), earlierClaimId: z.string() })).optional(),
  override: overrideSchema.optional(),
});
export type Claim = z.infer<typeof claimSchema>;

/** `returned` waits for the payee's account to be put right; `void` gave the money back to the budget. */
export const LEG_STATES = ['reserved', 'ordered', 'paid', 'returned', 'void'] as const;

/** One payment of a claim: its own budget, order, EndToEndId and state. */
export const legSchema = z.strictObject({
  /** `claim/number`. */
  id: z.string(),
  version: z.int(),
  claimId: z.string(),
  /** The application, where the claim is a part or a supplement of it; else the claim has its id. */
  applicationId: z.string().optional(),
  policyId: z.string(),
  uscc: usccSchema,
  districtCode: z.string(),
  /** Who receives it, when that is not the enterprise itself: a third party's USCC, or a line's payee. */
  payeeId: z.string().optional(),
  budgetId: z.string(),
  amountFen: fenSchema,
  state: z.enum(LEG_STATES),
  /** Raised only by a confirmed reject or return; the EndToEndId follows from claim, leg and round. */
  round: z.int(),
  endToEndId: z.string().regex(/^[A-Z0-9]{1,35}$/),
  orderId: z.string().optional(),
  reservedAt: instantSchema,
  decidedAt: instantSchema.optional(),
  /** When the check asked the departments that the decision rests on: before publicity, a review, or a supplement's approval. */
  askedAt: instantSchema.optional(),
  orderedAt: instantSchema.optional(),
  settledAt: instantSchema.optional(),
  bankReference: z.string().optional(),
  /** How the round before this one ended, in the bank's own words. */
  sentBack: z.strictObject({ kind: z.enum(['rejected', 'returned']), reason: z.string() }).optional(),
});
export type Leg = z.infer<typeof legSchema>;

/** How old the answers are that a leg goes out on; one from before they were dated counts from its decision. */
export const askedAtOf = ({ askedAt, decidedAt, reservedAt }: Leg): string =>
  askedAt ?? decidedAt ?? reservedAt;

export const legId = (claimId: string, number: number): string => `${claimId}/${number}`;

/**
 * Something that may be claimed once: a person, a household, an asset, or a place in an exclusive group. It is created in
 * the reserving commit, so that two claims can never both have it.
 */
export const slotSchema = z.strictObject({
  /** `group.key`, for example `rent-aid.91330100799655058B`. */
  id: z.string(),
  version: z.int(),
  claimId: z.string(),
  takenAt: instantSchema,
  /** In a group where the highest counts: how much its claims are worth together. */
  amountFen: fenSchema.optional(),
  /** In a group: the highest level of the policies behind it. */
  level: z.enum(LEVELS).optional(),
});
export type Slot = z.infer<typeof slotSchema>;
