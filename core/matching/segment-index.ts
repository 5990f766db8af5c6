// Where the columns of one slice of the register lie, from what they were made, and which firms have changed since.
import * as z from 'zod';
import { instantSchema, usccSchema } from '../kernel/schema.ts';

/** Raised when the same inputs would be written as other columns: what was stored before is then built anew. */
export const SEGMENT_LAYOUT = 1;

/** Firms named one by one as changed; beyond, the whole slice is read again. */
export const CHANGED_MAX = 2000;
/** With more changed firms than this the columns are written anew instead of patched at every reading. */
export const PATCHED_MAX = 200;

export const storedSegmentSchema = z.strictObject({
  /** Of the file in the bucket. */
  key: z.string(),
  /** Hex, of all its bytes: another or a torn file is not believed. */
  sha256: z.string(),
  rows: z.int(),
  /** The lowest USCC in it: who is looked up is in the last segment that begins no higher. */
  from: usccSchema,
});
export type StoredSegment = z.infer<typeof storedSegmentSchema>;

export const segmentIndexSchema = z.strictObject({
  /** The number of the slice. */
  id: z.string(),
  version: z.int(),
  layout: z.int(),
  /** In the order of their USCCs. */
  segments: z.array(storedSegmentSchema),
  builtAt: instantSchema,
  /** Of the catalogue's columns when they were built. */
  catalogueHash: z.string(),
  /** Department → tag of the file of released indicators that was read; absent where there was none. */
  released: z.record(z.string(), z.string()),
  /** Firms of the slice that changed since, new ones among them. */
  changed: z.array(usccSchema),
  /** So many changed, or nobody knows which, that the whole slice must be read again. */
  isStale: z.boolean(),
});
export type SegmentIndex = z.infer<typeof segmentIndexSchema>;

/** What the columns of a slice are made from, as of now. */
export interface SegmentInputs {
  readonly catalogueHash: string;
  readonly released: Readonly<Record<string, string>>;
}

/** The index before anything was built: the first reading builds. */
export const emptyIndex = (slice: number, at: string): SegmentIndex => ({
  id: String(slice),
  version: 0,
  layout: SEGMENT_LAYOUT,
  segments: [],
  builtAt: at,
  catalogueHash: '',
  released: {},
  changed: [],
  isStale: true,
});

/** Notes firms of the slice that changed; `undefined` when nobody knows which. */
export function noteChanged(index: SegmentIndex, usccs: readonly string[] | undefined): SegmentIndex {
  const changed = [...new Set([...index.changed, ...(usccs ?? [])])];
  const isStale = index.isStale || usccs === undefined || changed.length > CHANGED_MAX;
  return { ...index, version: index.version + 1, changed: isStale ? [] : changed, isStale };
}

/** Departments whose released file is another one than the columns were made from. */
export const changedDepartments = (index: Pick<SegmentIndex, 'released'>, inputs: SegmentInputs): string[] =>
  [...new Set([...Object.keys(index.released), ...Object.keys(inputs.released)])].filter(
    (department) => index.released[department] !== inputs.released[department],
  );

/** Whether every row must be read from the register again. */
export const mustReread = (index: SegmentIndex, inputs: SegmentInputs): boolean =>
  index.isStale || index.layout !== SEGMENT_LAYOUT || index.catalogueHash !== inputs.catalogueHash;

/** Whether the stored columns, with the changed rows patched, are what the inputs say. */
export const isCurrent = (index: SegmentIndex, inputs: SegmentInputs): boolean =>
  !mustReread(index, inputs) &&
  changedDepartments(index, inputs).length === 0 &&
  index.changed.length <= PATCHED_MAX;
