// Rank codes: only which side of each threshold a value lies on matters, so one or two bytes hold it.
import type { CatalogueItem } from '../catalogue.ts';
import type { MatchTest } from './match-test.ts';
import type { Column, Segment } from './segment.ts';

/** How one item is coded for a set of policies. The highest code of the width is "missing". */
export interface ItemRanks {
  readonly item: string;
  readonly width: 1 | 2;
  readonly missing: number;
  /** For numbers: the bounds, ascending; code n means above `bounds[n - 1]` and at most `bounds[n]`. */
  readonly bounds: Float64Array;
  /** For codes, texts and booleans: value to code, from 1; any other value is 0. */
  readonly values: ReadonlyMap<string | boolean, number>;
  readonly numeric: boolean;
}

export type RankPlan = ReadonlyMap<string, ItemRanks>;

const NARROW_MAX = 255;
const WIDE_MAX = 65_535;
/** Codes of listed values in one byte: beyond, the lookup table of 16 entries would meet the code for missing. */
const NARROW_VALUES_MAX = 239;

/** What a set of policies needs to tell apart. @throws RangeError beyond 65,534 thresholds of one item */
export function planRanks(items: readonly CatalogueItem[], tests: readonly MatchTest[]): RankPlan {
  const bounds = new Map<string, Set<number>>();
  const values = new Map<string, Set<string | boolean>>();
  const waiting = [...tests];
  for (let test = waiting.pop(); test; test = waiting.pop()) {
    if (test.kind === 'and' || test.kind === 'or') waiting.push(...test.parts);
    else if (test.kind === 'atMost') noteIn(bounds, test.item, test.bound);
    else if (test.kind === 'among') for (const value of test.values) noteIn(values, test.item, value);
    else if (test.kind === 'whileMissing') noteIn(values, test.item);
  }
  const plan = new Map<string, ItemRanks>();
  for (const item of items) {
    const listed = values.get(item.key);
    const sorted = Float64Array.from(bounds.get(item.key) ?? []).sort();
    if (listed || sorted.length > 0) plan.set(item.key, ranksOf(item, sorted, [...(listed ?? [])]));
  }
  return plan;
}

function noteIn<T>(sets: Map<string, Set<T>>, key: string, value?: T): void {
  const set = sets.get(key) ?? new Set<T>();
  if (value !== undefined) set.add(value);
  sets.set(key, set);
}

function ranksOf(
  item: CatalogueItem,
  bounds: Float64Array,
  listed: readonly (string | boolean)[],
): ItemRanks {
  const numeric = bounds.length > 0;
  const narrow = numeric ? bounds.length < NARROW_MAX - 1 : listed.length <= NARROW_VALUES_MAX;
  const missing = narrow ? NARROW_MAX : WIDE_MAX;
  if (Math.max(bounds.length, listed.length) >= WIDE_MAX)
    throw new RangeError(`too many thresholds for ${item.key}`);
  const values = new Map(listed.map((value, index) => [value, index + 1]));
  return { item: item.key, width: narrow ? 1 : 2, missing, bounds, values, numeric };
}

/** The number of bounds below the value: its code. */
export function rankOf(bounds: Float64Array, value: number): number {
  let low = 0;
  let high = bounds.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((bounds[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The code that stands for a bound in a comparison: values at most it have codes up to this one. */
export function codeOfBound(ranks: ItemRanks, bound: number): number {
  const code = rankOf(ranks.bounds, bound);
  if (ranks.bounds[code] !== bound) throw new Error('assertion failed: the bound is in the plan');
  return code;
}

/** Writes the codes of a segment's column; a segment without the column is missing throughout. */
export function writeRanks(ranks: ItemRanks, segment: Segment, into: Uint8Array | Uint16Array): void {
  const column = segment.columns.get(ranks.item);
  if (!column) {
    into.fill(ranks.missing, 0, segment.rows);
    return;
  }
  const code = coder(ranks, column);
  for (let row = 0; row < segment.rows; row += 1) into[row] = code(row);
}

function coder(ranks: ItemRanks, column: Column): (row: number) => number {
  if (column.kind === 'number') {
    const { values } = column;
    return (row) => {
      const value = values[row] as number;
      return value === value ? rankOf(ranks.bounds, value) : ranks.missing;
    };
  }
  if (column.kind === 'boolean') {
    const codes = [ranks.values.get(false) ?? 0, ranks.values.get(true) ?? 0, ranks.missing];
    return (row) => codes[column.truths[row] as number] as number;
  }
  const codes = [ranks.missing, ...column.dictionary.map((value) => ranks.values.get(value) ?? 0)];
  return (row) => codes[column.codes[row] as number] as number;
}
