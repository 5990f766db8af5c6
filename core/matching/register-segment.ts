// One part of the register as columns: what is known of each firm without asking anybody, and the day it stops being known.
import { answeredFacts } from '../hub/answered-facts.ts';
import { parseDay, type DayText } from '../kernel/day.ts';
import type { Catalogue, CatalogueItem } from '../rules/catalogue.ts';
import type { Facts } from '../rules/evaluation.ts';
import {
  buildSegment,
  type CodeColumn,
  decodeSegment,
  encodeSegment,
  factsAt,
  type Segment,
} from '../rules/match/segment.ts';
import { UsccColumn } from './uscc-column.ts';

/** Firms of one segment at most. */
export const SEGMENT_ROWS_MAX = 100_000;

/** Columns by item key, and beside them one column of expiry days for each department that releases indicators. */
export interface RegisterSegment {
  readonly usccs: UsccColumn;
  readonly segment: Segment;
}

export interface SegmentRow {
  readonly uscc: string;
  readonly facts: Facts;
}

/** One row of a department's released indicators; from `expiresOn` on it is unknown again. */
export interface Released {
  readonly expiresOn: DayText;
  readonly values: Readonly<Record<string, unknown>>;
}

/** No item's key holds a colon, so these never meet a column of the catalogue. */
const expiryKey = (department: string): string => `expires:${department}`;

/** Known without asking, and one value a firm: lists are no columns. */
export const isColumn = (item: CatalogueItem): boolean =>
  item.type !== 'list' && (item.released || item.fromRegister === true);

/** What a department says itself, as against what stands in the register. */
const isReleased = (item: CatalogueItem): boolean => item.released && item.fromRegister !== true;

interface CatalogueColumns {
  readonly fromRegister: readonly string[];
  readonly released: ReadonlyMap<string, readonly string[]>;
  readonly items: readonly CatalogueItem[];
}
const known = new WeakMap<Catalogue, CatalogueColumns>();

/** Asked for with every row, so a catalogue's answer is kept. */
function columnsOf(catalogue: Catalogue): CatalogueColumns {
  const before = known.get(catalogue);
  if (before) return before;
  const columns = catalogue.items.filter(isColumn);
  const released = new Map<string, string[]>();
  for (const item of columns.filter(isReleased))
    released.set(item.department, [...(released.get(item.department) ?? []), item.key]);
  const expiries = [...released.keys()].map((department): CatalogueItem => {
    const key = expiryKey(department);
    return { key, zh: key, en: key, type: 'date', department, costRank: 0, released: true };
  });
  const found = {
    fromRegister: columns.filter((item) => item.fromRegister === true).map(({ key }) => key),
    released,
    items: [...columns, ...expiries],
  };
  known.set(catalogue, found);
  return found;
}

/** Departments that release indicators, and the keys that are columns, by department. */
export const releasedColumns = (catalogue: Catalogue): ReadonlyMap<string, readonly string[]> =>
  columnsOf(catalogue).released;

/** The columns of a catalogue, the days of expiry last. */
export const segmentItems = (catalogue: Catalogue): readonly CatalogueItem[] => columnsOf(catalogue).items;

/** What one firm's row holds. Values of the wrong kind are unknown, as they are when a department answers. */
export function rowFacts(
  catalogue: Catalogue,
  fromRegister: Facts,
  releasedBy: (department: string) => Released | undefined,
): Facts {
  const held = columnsOf(catalogue).fromRegister.filter((key) => fromRegister[key] !== undefined);
  const facts: Record<string, Facts[string]> = { ...answeredFacts(held, fromRegister, catalogue).facts };
  for (const [department, items] of releasedColumns(catalogue)) {
    const row = releasedBy(department);
    if (row) Object.assign(facts, releasedFacts(catalogue, department, items, row));
  }
  return facts;
}

function releasedFacts(
  catalogue: Catalogue,
  department: string,
  items: readonly string[],
  { expiresOn, values }: Released,
): Facts {
  const held = items.filter((item) => Object.hasOwn(values, item));
  const { facts } = answeredFacts(held, values, catalogue);
  return { ...facts, [expiryKey(department)]: parseDay(expiresOn) ?? null };
}

/** The released part of a row replaced by what the departments' new files say; the register's part is kept. */
export function withReleased(
  catalogue: Catalogue,
  before: Facts,
  departments: Iterable<string>,
  releasedBy: (department: string) => Released | undefined,
): Facts {
  const columns = releasedColumns(catalogue);
  const facts: Record<string, Facts[string]> = { ...before };
  for (const department of departments) {
    const items = columns.get(department) ?? [];
    for (const key of [...items, expiryKey(department)]) facts[key] = null;
    const row = releasedBy(department);
    if (row) Object.assign(facts, releasedFacts(catalogue, department, items, row));
  }
  return facts;
}

/** The register's part of a row replaced; what departments released is kept. */
export function withRegister(catalogue: Catalogue, before: Facts, fromRegister: Facts): Facts {
  const own = rowFacts(catalogue, fromRegister, () => undefined);
  const facts: Record<string, Facts[string]> = { ...before };
  for (const item of catalogue.items) if (item.fromRegister === true) facts[item.key] = own[item.key] ?? null;
  return facts;
}

/** Whether two rows say the same; an absent value is the same as null. */
export const sameFacts = (items: readonly CatalogueItem[], a: Facts, b: Facts): boolean =>
  items.every(({ key }) => (a[key] ?? null) === (b[key] ?? null));

/** @param rows in the order of their USCCs */
export const buildRegisterSegment = (
  items: readonly CatalogueItem[],
  rows: readonly SegmentRow[],
): RegisterSegment => ({
  usccs: UsccColumn.of(rows.map(({ uscc }) => uscc)),
  segment: buildSegment(
    items,
    rows.map(({ facts }) => facts),
  ),
});

/** Every row as facts, expiry days among them. */
export const rowsOf = ({ usccs, segment }: RegisterSegment): SegmentRow[] =>
  Array.from({ length: segment.rows }, (_, row) => ({ uscc: usccs.at(row), facts: factsAt(segment, row) }));

/** Writes what is now known of firms over their rows; the columns change in place. */
export function patchRows({ segment }: RegisterSegment, changed: ReadonlyMap<number, Facts>): Segment {
  const columns = new Map(segment.columns);
  for (const [key, column] of columns) {
    if (column.kind === 'code') columns.set(key, patchCodes(column, changed, key));
    else
      for (const [row, facts] of changed) {
        const value = facts[key] ?? null;
        if (column.kind === 'number') column.values[row] = typeof value === 'number' ? value : NaN;
        else column.truths[row] = value === null ? 2 : value === true ? 1 : 0;
      }
  }
  return { rows: segment.rows, columns };
}

const NARROW_CODES_MAX = 65_535;

function patchCodes(column: CodeColumn, changed: ReadonlyMap<number, Facts>, key: string): CodeColumn {
  const dictionary = [...column.dictionary];
  const codeOf = new Map(dictionary.map((value, index) => [value, index + 1]));
  const written = [...changed].map(([row, facts]) => {
    const value = facts[key];
    if (typeof value !== 'string') return [row, 0] as const;
    const code = codeOf.get(value) ?? dictionary.push(value);
    codeOf.set(value, code);
    return [row, code] as const;
  });
  const codes = dictionary.length > NARROW_CODES_MAX ? Uint32Array.from(column.codes) : column.codes;
  for (const [row, code] of written) codes[row] = code;
  return { kind: 'code', dictionary, codes };
}

/** The columns as of a day: what has expired is missing, and the days of expiry are gone. Changes the columns it is given. */
export function asOfDay({ segment }: RegisterSegment, catalogue: Catalogue, day: number): Segment {
  const columns = new Map(segment.columns);
  for (const [department, items] of releasedColumns(catalogue)) {
    const expiry = columns.get(expiryKey(department));
    columns.delete(expiryKey(department));
    if (expiry?.kind !== 'number') continue;
    const known = items.flatMap((item) => columns.get(item) ?? []);
    expiry.values.forEach((expiresOn, row) => {
      // NaN, for a firm without a row, is not above any day.
      if (expiresOn > day) return;
      for (const column of known) {
        if (column.kind === 'number') column.values[row] = NaN;
        else if (column.kind === 'boolean') column.truths[row] = 2;
        else column.codes[row] = 0;
      }
    });
  }
  return { rows: segment.rows, columns };
}

/** A length, the USCCs and the columns. */
export function encodeRegisterSegment({ usccs, segment }: RegisterSegment): Uint8Array {
  const columns = encodeSegment(segment);
  const bytes = new Uint8Array(4 + usccs.bytes.length + columns.length);
  new DataView(bytes.buffer).setUint32(0, segment.rows, true);
  bytes.set(usccs.bytes, 4);
  bytes.set(columns, 4 + usccs.bytes.length);
  return bytes;
}

/** @throws RangeError when the bytes are none */
export function decodeRegisterSegment(bytes: Uint8Array): RegisterSegment {
  if (bytes.length < 4) throw new RangeError('not a segment of the register');
  const rows = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
  const usccs = new UsccColumn(bytes.slice(4, 4 + rows * UsccColumn.width), rows);
  return { usccs, segment: decodeSegment(bytes.subarray(4 + usccs.bytes.length)) };
}

/** One row as of a day: what has expired is unknown, and the days of expiry are gone. */
export function factsOn(catalogue: Catalogue, row: Facts, day: number): Facts {
  const facts: Record<string, Facts[string]> = { ...row };
  for (const [department, items] of releasedColumns(catalogue)) {
    const expiresOn = facts[expiryKey(department)];
    delete facts[expiryKey(department)];
    const isKnown = typeof expiresOn === 'number' && expiresOn > day;
    if (!isKnown) for (const item of items) facts[item] = null;
  }
  return facts;
}
