// The treasuries that pay by 国库集中支付, as data: each has its own hours, which a notice of its own sets.
import * as z from 'zod';
import { Fault } from '../kernel/fault.ts';
import { minuteOfText } from '../kernel/working-calendar.ts';
import { payerAccountSchema } from '../ledger/budget.ts';

const TIME_OF_DAY = /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;

export const treasuriesSchema = z.strictObject({
  treasuries: z.array(
    z.strictObject({
      /** 财政区划, as in a budget's payer account. */
      division: payerAccountSchema.shape.treasury.unwrap(),
      zh: z.string().min(1).max(100),
      en: z.string().min(1).max(100),
      /** What comes later on a working day waits for the next; absent: the installation's cut-off. `24:00` cuts no day off. */
      cutOff: z
        .string()
        .regex(TIME_OF_DAY, { error: '时刻应为 00:00 至 24:00 / a time of day is 00:00 to 24:00' })
        .optional(),
    }),
  ),
});
export type Treasuries = z.infer<typeof treasuriesSchema>;

/**
 * Division → minutes since midnight, of those that state their hours.
 * @throws Fault invalid naming what is wrong, or the division that is declared twice
 */
export function cutOffMinutes(data: unknown): ReadonlyMap<string, number> {
  const parsed = treasuriesSchema.safeParse(data);
  if (!parsed.success)
    throw new Fault('invalid', { reason: 'treasuries', en: z.prettifyError(parsed.error) });
  const seen = new Set<string>();
  const minutes = new Map<string, number>();
  for (const { division, cutOff } of parsed.data.treasuries) {
    if (seen.has(division))
      throw new Fault('invalid', {
        reason: 'treasuries',
        zh: `财政区划 ${division} 重复`,
        en: `The treasury ${division} is declared twice`,
      });
    seen.add(division);
    if (cutOff !== undefined) minutes.set(division, minuteOfText(cutOff));
  }
  return minutes;
}
