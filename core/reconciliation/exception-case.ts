// An exception: something that needs a person, with an owner and its evidence; it is never lost and never thrown.
import * as z from 'zod';
import { instantSchema } from '../kernel/schema.ts';

export const exceptionSchema = z.strictObject({
  /** Derived from what happened, so that the same finding is one case. */
  id: z.string(),
  version: z.int(),
  state: z.enum(['open', 'closed']),
  /** Stable code: `unmatched-line`, `wrong-amount`, `unknown-payment`, `parked-message`, `account-missing`, … */
  reason: z.string(),
  subject: z.string(),
  /** The role that must act. */
  owner: z.string(),
  zh: z.string(),
  en: z.string(),
  evidence: z.record(z.string(), z.unknown()),
  openedAt: instantSchema,
  closedAt: instantSchema.optional(),
  closedBy: z.string().optional(),
  resolution: z.string().optional(),
});
export type ExceptionCase = z.infer<typeof exceptionSchema>;

/** A file from a bank, by the hash of its content: taken once. */
export const bankFileSchema = z.strictObject({
  id: z.string(),
  version: z.int(),
  key: z.string(),
  kind: z.enum(['status', 'notification', 'statement']),
  lines: z.int(),
  settled: z.int(),
  returned: z.int(),
  repeated: z.int(),
  exceptions: z.int(),
  takenAt: instantSchema,
});
export type BankFile = z.infer<typeof bankFileSchema>;
