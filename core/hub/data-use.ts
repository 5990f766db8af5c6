// The log of data use: who was asked what about whom, for which policy; part of the decision's proof, never a copy of data.
import * as z from 'zod';
import { usccSchema } from '../kernel/schema.ts';

/** Why a department is asked: it sees this with every question, and may refuse. */
export const purposeSchema = z.strictObject({
  applicationId: z.string().min(1).max(200),
  policyId: z.string().min(1).max(80),
  policyVersion: z.int().min(1),
});

/** One question and how it ended. `down`: no answer, or none that could be trusted. */
export const dataUseSchema = z.strictObject({
  department: z.string().min(1).max(60),
  uscc: usccSchema,
  items: z.array(z.string().max(200)).min(1),
  purpose: purposeSchema,
  outcome: z.enum(['answered', 'down']),
  /** Of the signed answer; leads from the log to the receipt. */
  nonce: z.string().optional(),
});
export type DataUse = z.infer<typeof dataUseSchema>;
