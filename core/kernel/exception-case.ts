// An exception: something that needs a person, with an owner and its evidence; it is never lost and never thrown.
import * as z from 'zod';
import { instantSchema } from './schema.ts';

/** What one person proposes to do with a case about a bank's line, and a second approves. */
const caseSettlementSchema = z.strictObject({
  kind: z.enum(['attach', 'return-to-bank']),
  /** Of `attach`: the payment that the line is. */
  legId: z.string().max(300).optional(),
  reason: z.string().min(1).max(2000),
  proposedBy: z.string(),
  proposedAt: instantSchema,
  approvedBy: z.string().optional(),
});
export type CaseSettlement = z.infer<typeof caseSettlementSchema>;

export const exceptionSchema = z.strictObject({
  /** Derived from what happened, so that the same finding is one case. */
  id: z.string(),
  version: z.int(),
  state: z.enum(['open', 'closed']),
  /** Stable code: `unmatched-line`, `wrong-amount`, `unknown-payment`, `parked-message`, `account-missing`, `sampled`, … */
  reason: z.string(),
  subject: z.string(),
  /** The role that must act. */
  owner: z.string(),
  zh: z.string(),
  en: z.string(),
  evidence: z.record(z.string(), z.unknown()),
  openedAt: instantSchema,
  /** By when it should be closed, where a policy states a term; otherwise its reason says. */
  dueAt: instantSchema.optional(),
  settlement: caseSettlementSchema.optional(),
  closedAt: instantSchema.optional(),
  closedBy: z.string().optional(),
  resolution: z.string().optional(),
});
export type ExceptionCase = z.infer<typeof exceptionSchema>;

/** The case, closed by somebody, with the words of how it ended. */
export const closeCase = (
  found: ExceptionCase,
  by: string,
  at: string,
  resolution: string,
): ExceptionCase => ({
  ...found,
  version: found.version + 1,
  state: 'closed',
  closedAt: at,
  closedBy: by,
  resolution,
});

/** Days that a case may wait: one where money stands still or differs, three otherwise. */
const DUE_DAYS = 3;
const MONEY_DUE_DAYS = 1;
const MONEY_REASONS = [
  'wrong-amount',
  'contradicting-line',
  'booked-after-return',
  'bank-reversal',
  'payment-unknown',
  'three-way-difference',
];
const DAY_MS = 86_400_000;

/**
 * The instant by which its owner should have closed it: its own term, or calendar days by its reason, so that the stricter of two
 * readings holds.
 */
export const dueAtOf = ({
  reason,
  openedAt,
  dueAt,
}: Pick<ExceptionCase, 'reason' | 'openedAt' | 'dueAt'>): string =>
  dueAt ??
  new Date(
    Date.parse(openedAt) + DAY_MS * (MONEY_REASONS.includes(reason) ? MONEY_DUE_DAYS : DUE_DAYS),
  ).toISOString();
