// One measured figure: what a bench reports, with the bound that its issue gives.
import * as z from 'zod';

/** `value` in `unit` (the unit is written, not implied: `ms`, `items/s`, `MiB`). A peer or a floor has no bound. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly ok: boolean;
}

const rowSchema = z
  .strictObject({
    name: z.string().min(1),
    value: z.number(),
    unit: z.string().min(1),
    atLeast: z.number().optional(),
    atMost: z.number().optional(),
    ok: z.boolean(),
  })
  .refine((row) => row.atLeast === undefined || row.atMost === undefined, 'a row has one bound')
  .refine((row) => row.ok === holds(row), '`ok` must say whether the value keeps the bound');

function holds({
  value,
  atLeast,
  atMost,
}: {
  value: number;
  atLeast?: number | undefined;
  atMost?: number | undefined;
}): boolean {
  return (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost);
}

/** A figure that must not fall below `least`. */
export const rowAtLeast = (name: string, value: number, unit: string, least: number): Row => ({
  name,
  value,
  unit,
  atLeast: least,
  ok: holds({ value, atLeast: least }),
});

/** A figure that must not exceed `most`. */
export const rowAtMost = (name: string, value: number, unit: string, most: number): Row => ({
  name,
  value,
  unit,
  atMost: most,
  ok: holds({ value, atMost: most }),
});

/** A figure to compare with: a peer, or the floor that no implementation can pass. */
export const rowOfPeer = (name: string, value: number, unit: string): Row => ({
  name,
  value,
  unit,
  ok: true,
});

/** @throws Error that names what is wrong: a bench that reports nonsense must not pass */
export function checkRows(rows: unknown): Row[] {
  const result = z.array(rowSchema).min(1).safeParse(rows);
  if (!result.success) throw new Error(`the bench reported bad rows: ${z.prettifyError(result.error)}`);
  return result.data as Row[];
}
