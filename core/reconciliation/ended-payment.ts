// A payment that the bank refused or gave back: its id is remembered for ever, since banks tell old news again.
import * as z from 'zod';
import { instantSchema } from '../kernel/schema.ts';

/** One ended round of a leg; the leg itself goes on under a new EndToEndId. */
export const endedPaymentSchema = z.strictObject({
  /** The EndToEndId of that round. */
  id: z.string(),
  version: z.int(),
  legId: z.string(),
  orderId: z.string(),
  ended: z.enum(['rejected', 'returned']),
  endedAt: instantSchema,
});
export type EndedPayment = z.infer<typeof endedPaymentSchema>;
