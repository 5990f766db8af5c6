// The few value schemas that entities of every stage share.
import * as z from 'zod';
import { fen, type Fen } from './fen.ts';
import { parseDay } from './day.ts';

export const fenSchema = z.int().transform((value): Fen => fen(value));
export const positiveFenSchema = z
  .int()
  .positive()
  .transform((value): Fen => fen(value));
/** ISO instant in UTC with milliseconds: sorts as text. */
export const instantSchema = z.iso.datetime({ precision: 3 });
export const daySchema = z
  .string()
  .refine((text) => parseDay(text) !== undefined, { message: '日期不存在 / no such date' });
export const usccSchema = z
  .string()
  .regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/, { message: '统一社会信用代码应为18位 / a USCC has 18 characters' });

/** A hold blocks the next step and is never a state. */
export const holdSchema = z.strictObject({
  reason: z.string().min(1).max(500),
  since: instantSchema,
  by: z.string(),
});
export type Hold = z.infer<typeof holdSchema>;
