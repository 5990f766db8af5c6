// Columns of one part of the register: what matching reads, and the bytes in which it is stored.
import { type CatalogueItem } from '../catalogue.ts';
import type { Facts } from '../evaluation.ts';
import { ownValue } from '../read-facts.ts';

/** Codes or texts: 0 is missing, n is `dictionary[n - 1]`. */
export interface CodeColumn {
  readonly kind: 'code';
  readonly dictionary: readonly string[];
  readonly codes: Uint16Array | Uint32Array;
}

/** Carried numbers; NaN is missing. */
export interface NumberColumn {
  readonly kind: 'number';
  readonly values: Float64Array;
}

/** 0 false, 1 true, 2 missing. */
export interface BooleanColumn {
  readonly kind: 'boolean';
  readonly truths: Uint8Array;
}

export type Column = CodeColumn | NumberColumn | BooleanColumn;

export interface Segment {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, Column>;
}

/** Items that can be columns: released, and not lists. */
export const columnItems = (items: Iterable<CatalogueItem>): CatalogueItem[] =>
  [...items].filter((item) => item.released && item.type !== 'list');

/** Columns of rows of facts that passed `factErrors`. */
export function buildSegment(items: readonly CatalogueItem[], rows: readonly Facts[]): Segment {
  const columns = new Map<string, Column>();
  for (const item of items) columns.set(item.key, buildColumn(item, rows));
  return { rows: rows.length, columns };
}

function buildColumn(item: CatalogueItem, rows: readonly Facts[]): Column {
  if (item.type === 'boolean') {
    return { kind: 'boolean', truths: Uint8Array.from(rows, (row) => booleanCode(ownValue(row, item.key))) };
  }
  if (item.type === 'enum' || item.type === 'text') return buildCodes(item, rows);
  const values = Float64Array.from(rows, (row) => {
    const value = ownValue(row, item.key);
    return typeof value === 'number' ? value : NaN;
  });
  return { kind: 'number', values };
}

const booleanCode = (value: unknown): number => (value === true ? 1 : value === false ? 0 : 2);

const CODES_MAX = 65_535;

function buildCodes(item: CatalogueItem, rows: readonly Facts[]): CodeColumn {
  const dictionary: string[] = [];
  const known = new Map<string, number>();
  const codes = Uint32Array.from(rows, (row) => {
    const value = ownValue(row, item.key);
    if (typeof value !== 'string') return 0;
    const code = known.get(value);
    if (code !== undefined) return code;
    dictionary.push(value);
    known.set(value, dictionary.length);
    return dictionary.length;
  });
  return { kind: 'code', dictionary, codes: dictionary.length > CODES_MAX ? codes : Uint16Array.from(codes) };
}

/** One row as facts again, for a row function. */
export function factsAt(segment: Segment, row: number): Facts {
  const facts: Record<string, string | number | boolean | null> = {};
  for (const [key, column] of segment.columns) facts[key] = valueAt(column, row);
  return facts;
}

function valueAt(column: Column, row: number): string | number | boolean | null {
  switch (column.kind) {
    case 'boolean': {
      const truth = column.truths[row];
      return truth === 2 || truth === undefined ? null : truth === 1;
    }
    case 'code':
      return column.dictionary[(column.codes[row] ?? 0) - 1] ?? null;
    case 'number': {
      const value = column.values[row];
      return value === undefined || Number.isNaN(value) ? null : value;
    }
  }
}

const MAGIC = 'zhida-segment/1';

interface Header {
  readonly format: string;
  readonly rows: number;
  readonly columns: readonly {
    readonly key: string;
    readonly kind: Column['kind'];
    readonly dictionary?: readonly string[];
    readonly bytes: number;
    readonly wide?: boolean;
  }[];
}

const arrayOf = (column: Column): Uint8Array | Uint16Array | Uint32Array | Float64Array =>
  column.kind === 'code' ? column.codes : column.kind === 'number' ? column.values : column.truths;

const aligned = (bytes: number): number => (bytes + 7) & ~7;

/** A length, a JSON header and the columns in little-endian order, each on 8 bytes. */
export function encodeSegment(segment: Segment): Uint8Array {
  const columns = [...segment.columns].map(([key, column]) => ({
    key,
    kind: column.kind,
    bytes: arrayOf(column).byteLength,
    ...(column.kind === 'code'
      ? { dictionary: column.dictionary, wide: column.codes instanceof Uint32Array }
      : {}),
  }));
  const header = new TextEncoder().encode(
    JSON.stringify({ format: MAGIC, rows: segment.rows, columns } satisfies Header),
  );
  const start = aligned(4 + header.length);
  const bytes = new Uint8Array(start + columns.reduce((sum, column) => sum + aligned(column.bytes), 0));
  new DataView(bytes.buffer).setUint32(0, header.length, true);
  bytes.set(header, 4);
  let at = start;
  for (const column of segment.columns.values()) {
    const array = arrayOf(column);
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += aligned(array.byteLength);
  }
  return bytes;
}

/** @throws RangeError when the bytes are no segment */
export function decodeSegment(bytes: Uint8Array): Segment {
  const copy = bytes.slice();
  const length = copy.byteLength >= 4 ? new DataView(copy.buffer).getUint32(0, true) : Infinity;
  if (4 + length > copy.byteLength) throw new RangeError('not a segment');
  const header = JSON.parse(new TextDecoder().decode(copy.subarray(4, 4 + length))) as Header;
  if (header.format !== MAGIC) throw new RangeError('not a segment');
  const columns = new Map<string, Column>();
  let at = aligned(4 + length);
  for (const column of header.columns) {
    if (at + column.bytes > copy.byteLength) throw new RangeError('a segment that ends too early');
    columns.set(column.key, readColumn(column, copy.buffer, at, header.rows));
    at += aligned(column.bytes);
  }
  return { rows: header.rows, columns };
}

function readColumn(
  column: Header['columns'][number],
  buffer: ArrayBuffer,
  at: number,
  rows: number,
): Column {
  switch (column.kind) {
    case 'boolean':
      return { kind: 'boolean', truths: new Uint8Array(buffer, at, rows) };
    case 'number':
      return { kind: 'number', values: new Float64Array(buffer, at, rows) };
    case 'code': {
      const codes = column.wide ? new Uint32Array(buffer, at, rows) : new Uint16Array(buffer, at, rows);
      return { kind: 'code', dictionary: column.dictionary ?? [], codes };
    }
  }
}
