// The cockpit's figures of one policy, folded from events: counts and money by district, and reasons of refusal.
import * as z from 'zod';

const tally = z.strictObject({
  applied: z.int(),
  accepted: z.int(),
  refused: z.int(),
  waiting: z.int(),
  reserved: z.int(),
  reservedFen: z.int(),
  paid: z.int(),
  paidFen: z.int(),
  returned: z.int(),
});
export type Tally = z.infer<typeof tally>;

export const figuresSchema = z.strictObject({
  /** The policy's id. */
  id: z.string(),
  version: z.int(),
  byDistrict: z.record(z.string(), tally),
  refusedBy: z.record(z.string(), z.int()),
  /** The last events folded: a stream delivers a batch again after a failure, and it must not count twice. */
  recent: z.array(z.string()),
  lastPaidAt: z.string().optional(),
});
export type Figures = z.infer<typeof figuresSchema>;
