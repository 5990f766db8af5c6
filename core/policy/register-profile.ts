// A compact profile of the register: how far each item goes and which values it has, so that a threshold nobody can reach is
// seen while a policy is written.
import * as z from 'zod';
import { daySchema, instantSchema } from '../kernel/schema.ts';
import type { Segment } from '../rules/match/segment.ts';

const numbersSchema = z.strictObject({
  kind: z.literal('number'),
  known: z.int(),
  /** Carried, like facts. */
  min: z.number(),
  max: z.number(),
  /** The 0th, 10th … 100th percentile of a sample; ends are exact. */
  deciles: z.array(z.number()),
});
const valuesSchema = z.strictObject({
  kind: z.literal('values'),
  known: z.int(),
  /** Firms by code, or by `true` and `false`. */
  counts: z.record(z.string(), z.int()),
});
export const itemProfileSchema = z.discriminatedUnion('kind', [numbersSchema, valuesSchema]);
export type ItemProfile = z.infer<typeof itemProfileSchema>;

export const registerProfileSchema = z.strictObject({
  asOf: daySchema,
  builtAt: instantSchema,
  firms: z.int(),
  /** By item key; an item of which nothing is known is absent. */
  items: z.record(z.string(), itemProfileSchema),
});
export type RegisterProfile = z.infer<typeof registerProfileSchema>;

interface NumberSketch {
  readonly kind: 'number';
  known: number;
  min: number;
  max: number;
  readonly sample: number[];
}
interface ValueSketch {
  readonly kind: 'values';
  known: number;
  readonly counts: Record<string, number>;
}

/** The profile of a part of the register, before it is added to others. */
export interface ProfileSketch {
  firms: number;
  readonly items: Record<string, NumberSketch | ValueSketch>;
}
export const emptySketch = (): ProfileSketch => ({ firms: 0, items: {} });

/** Values of a column that are kept for the deciles: the register is cut into parts, each of which adds as many. */
const SAMPLE_A_SEGMENT = 128;
/** Distinct texts beyond this are not counted one by one. */
const TEXTS_MAX = 2_000;

/** What a segment adds. */
export function sketchSegment(segment: Segment): ProfileSketch {
  const items: ProfileSketch['items'] = {};
  for (const [key, column] of segment.columns) {
    if (column.kind === 'number') items[key] = sketchNumbers(column.values, segment.rows);
    else if (column.kind === 'boolean') {
      const counts = { false: 0, true: 0 };
      for (const truth of column.truths) {
        if (truth === 0) counts.false += 1;
        else if (truth === 1) counts.true += 1;
      }
      items[key] = { kind: 'values', known: counts.false + counts.true, counts };
    } else if (column.dictionary.length <= TEXTS_MAX) {
      const counts: number[] = column.dictionary.map(() => 0);
      for (const code of column.codes) if (code > 0) counts[code - 1] = (counts[code - 1] ?? 0) + 1;
      const known = counts.reduce((sum, count) => sum + count, 0);
      const named = column.dictionary.map((code, index) => [code, counts[index] ?? 0] as const);
      items[key] = { kind: 'values', known, counts: Object.fromEntries(named) };
    }
  }
  return { firms: segment.rows, items };
}

function sketchNumbers(values: Float64Array, rows: number): NumberSketch {
  const sketch: NumberSketch = { kind: 'number', known: 0, min: Infinity, max: -Infinity, sample: [] };
  const stride = Math.max(1, Math.floor(rows / SAMPLE_A_SEGMENT));
  for (let row = 0; row < rows; row += 1) {
    const value = values[row] ?? NaN;
    if (Number.isNaN(value)) continue;
    if (value < sketch.min) sketch.min = value;
    if (value > sketch.max) sketch.max = value;
    if (sketch.known % stride === 0) sketch.sample.push(value);
    sketch.known += 1;
  }
  return sketch;
}

export function addSketch(into: ProfileSketch, from: ProfileSketch): void {
  into.firms += from.firms;
  for (const [key, sketch] of Object.entries(from.items)) {
    const known = into.items[key];
    if (known?.kind === 'number' && sketch.kind === 'number') {
      if (sketch.known === 0) continue;
      known.known += sketch.known;
      known.min = Math.min(known.min, sketch.min);
      known.max = Math.max(known.max, sketch.max);
      known.sample.push(...sketch.sample);
    } else if (known?.kind === 'values' && sketch.kind === 'values') {
      known.known += sketch.known;
      for (const [code, count] of Object.entries(sketch.counts))
        known.counts[code] = (known.counts[code] ?? 0) + count;
    } else if (sketch.known > 0) into.items[key] = structuredClone(sketch);
  }
}

/** What people and the checker read of a sketch. */
export function profileOf(
  sketch: ProfileSketch,
  { asOf, builtAt }: Pick<RegisterProfile, 'asOf' | 'builtAt'>,
): RegisterProfile {
  const items = Object.entries(sketch.items).map(([key, item]): [string, ItemProfile] => {
    if (item.kind === 'values') return [key, item];
    const { known, min, max } = item;
    const sorted = item.sample.toSorted((a, b) => a - b);
    const deciles = Array.from({ length: 11 }, (_, tenth) =>
      tenth === 0
        ? min
        : tenth === 10
          ? max
          : (sorted[Math.round((tenth / 10) * (sorted.length - 1))] ?? min),
    );
    return [key, { kind: 'number', known, min, max, deciles }];
  });
  return { asOf, builtAt, firms: sketch.firms, items: Object.fromEntries(items) };
}
