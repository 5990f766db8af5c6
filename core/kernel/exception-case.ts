// An exception: something that needs a person, with an owner and its evidence; it is never lost and never thrown.
import * as z from 'zod';
import { instantSchema } from './schema.ts';

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
