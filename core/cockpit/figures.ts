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
  /** 户次: applications whose first payment stands; absent in rows from before it was counted. */
  served: z.int().optional(),
});
export type Tally = z.infer<typeof tally>;

export const figuresSchema = z.strictObject({
  /** The policy's id, or `@` and a day for all policies together on that day. */
  id: z.string(),
  version: z.int(),
  byDistrict: z.record(z.string(), tally),
  refusedBy: z.record(z.string(), z.int()),
  /** The last events folded: a stream delivers a batch again after a failure, and it must not count twice. */
  recent: z.array(z.string()),
  lastPaidAt: z.string().optional(),
});
export type Figures = z.infer<typeof figuresSchema>;

/** What readers are shown: which events were folded last is the projector's own matter. */
export const shownFiguresSchema = figuresSchema.omit({ recent: true });
export type ShownFigures = z.infer<typeof shownFiguresSchema>;

/** Sorts before every policy's id, which begins with a letter. */
export const DAY_MARK = '@';
export const dayFiguresId = (day: string): string => `${DAY_MARK}${day}`;

export const TALLY_NAMES = [
  'applied',
  'accepted',
  'refused',
  'waiting',
  'reserved',
  'reservedFen',
  'paid',
  'paidFen',
  'returned',
  'served',
] as const satisfies readonly (keyof Tally)[];

export const NO_TALLY: Tally = {
  applied: 0,
  accepted: 0,
  refused: 0,
  waiting: 0,
  reserved: 0,
  reservedFen: 0,
  paid: 0,
  paidFen: 0,
  returned: 0,
  served: 0,
};

/** The sum of some figures over their districts. */
export function sumTallies(figures: readonly Pick<Figures, 'byDistrict'>[]): Tally {
  const total = { ...NO_TALLY };
  for (const { byDistrict } of figures)
    for (const each of Object.values(byDistrict))
      for (const name of TALLY_NAMES) total[name] = (total[name] ?? 0) + (each[name] ?? 0);
  return total;
}
