// Cuts bytes into CSV records with their line numbers, in bounded memory, whatever the bytes are.
import { isUtf8 } from 'node:buffer';
import { scanLine } from '../../core/enterprise/csv-framing.ts';
import type { RecordScan } from '../../core/enterprise/csv-framing.ts';
import type { RowProblemCode } from '../../core/enterprise/register-row.ts';

/** A record as text, or why the line that began it is none. `line` counts from 1 and is the record's first. */
export type CutRecord =
  | { readonly line: number; readonly text: string }
  | { readonly line: number; readonly problem: RowProblemCode; readonly bytes: Uint8Array };

export interface CutLimits {
  readonly rowBytesMax: number;
  /** Lines a quoted field may go on for. */
  readonly rowLinesMax: number;
}
export const CUT_LIMITS: CutLimits = { rowBytesMax: 64 * 1024, rowLinesMax: 50 };

type Line = { readonly line: number; readonly bytes: Uint8Array; readonly tooLong: boolean };

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Physical lines without their ends; of one that is too long only its start is kept. */
async function* cutLines(chunks: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Line[]> {
  let line = 1;
  let rest: Uint8Array = new Uint8Array(0);
  let tooLong = false;
  const end = (bytes: Uint8Array): Line => {
    const cut = bytes.at(-1) === CARRIAGE_RETURN ? bytes.subarray(0, -1) : bytes;
    const over = tooLong || cut.length > limit;
    tooLong = false;
    return { line: line++, bytes: over ? cut.subarray(0, 200) : cut, tooLong: over };
  };
  for await (const chunk of chunks) {
    const lines: Line[] = [];
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
      const piece = chunk.subarray(from, at);
      lines.push(end(rest.length === 0 ? piece : Buffer.concat([rest, piece])));
      rest = new Uint8Array(0);
      from = at + 1;
    }
    if (!tooLong && from < chunk.length) rest = Buffer.concat([rest, chunk.subarray(from)]);
    if (rest.length > limit) {
      tooLong = true;
      rest = rest.slice(0, 200);
    }
    if (lines.length > 0) yield lines;
  }
  if (rest.length > 0 || tooLong) yield [end(rest)];
}

/**
 * Records in the order of the file, in groups of what one chunk held; the first is the header. Blank lines are left out.
 * A quoted field may go on over lines; when it never closes, or closes into a record with another number of columns than
 * the header, only its first line is a problem and the lines after it are read as records again.
 */
export async function* readRecords(
  chunks: AsyncIterable<Uint8Array>,
  limits: CutLimits = CUT_LIMITS,
): AsyncGenerator<CutRecord[]> {
  let held: Line[] = [];
  let columns: number | undefined;
  for await (const lines of cutLines(chunks, limits.rowBytesMax)) {
    const joined = joinLines([...held, ...lines], columns, limits, false);
    ({ columns, waiting: held } = joined);
    if (joined.records.length > 0) yield joined.records;
  }
  const { records } = joinLines(held, columns, limits, true);
  if (records.length > 0) yield records;
}

interface Joined {
  readonly records: CutRecord[];
  /** Columns of the header, once it was read. */
  readonly columns: number | undefined;
  /** Lines whose record may go on in what has not been read yet. */
  readonly waiting: Line[];
}

function joinLines(
  lines: readonly Line[],
  before: number | undefined,
  limits: CutLimits,
  last: boolean,
): Joined {
  const records: CutRecord[] = [];
  let columns = before;
  for (let index = 0; index < lines.length;) {
    const record = recordAt(lines, index, columns, limits);
    if (record === 'more' && !last) return { records, columns, waiting: lines.slice(index) };
    if (record === 'more') {
      records.push(brokenLine(lines[index] as Line, 'unterminated-quote'));
      index++;
      continue;
    }
    if (record.cut !== undefined) {
      records.push(record.cut);
      columns ??= record.fields;
    }
    index = record.next;
  }
  return { records, columns, waiting: [] };
}

interface RecordAt {
  /** Undefined for a blank line. */
  readonly cut: CutRecord | undefined;
  readonly fields: number;
  /** Index of the line after it. */
  readonly next: number;
}

const brokenLine = ({ line, bytes }: Line, problem: RowProblemCode): CutRecord => ({ line, problem, bytes });

/** The record that begins at a line; `more` when the lines at hand do not tell where it ends. */
function recordAt(
  lines: readonly Line[],
  index: number,
  columns: number | undefined,
  limits: CutLimits,
): RecordAt | 'more' {
  const first = lines[index] as Line;
  const text = textOf(first);
  const next = index + 1;
  if (typeof text !== 'string') return { cut: text, fields: 0, next };
  if (text.trim() === '') return { cut: undefined, fields: 0, next };
  // Counting fields matters for the header only, and a line without quotes is complete.
  const scan: RecordScan =
    columns === undefined || text.includes('"') ? scanLine(text) : { end: 'complete', fields: columns };
  if (scan.end === 'complete') return { cut: { line: first.line, text }, fields: scan.fields, next };
  if (scan.end === 'stray') return { cut: brokenLine(first, 'stray-quote'), fields: 0, next };
  const whole = continueRecord(lines, index, text, scan, columns, limits);
  if (whole === 'more') return 'more';
  return whole === 'never' ? { cut: brokenLine(first, 'unterminated-quote'), fields: 0, next } : whole;
}

/** The rest of a record whose first line left a quote open; `more` when the lines at hand do not tell yet. */
function continueRecord(
  lines: readonly Line[],
  from: number,
  start: string,
  startScan: RecordScan,
  columns: number | undefined,
  limits: CutLimits,
): RecordAt | 'more' | 'never' {
  const first = lines[from] as Line;
  const parts = [start];
  let scan = startScan;
  let bytes = first.bytes.length;
  for (let index = from + 1; index < lines.length; index++) {
    const line = lines[index] as Line;
    const text = textOf(line);
    bytes += line.bytes.length + 1;
    if (typeof text !== 'string' || bytes > limits.rowBytesMax || index - from >= limits.rowLinesMax)
      return 'never';
    parts.push(text);
    scan = scanLine(text, scan);
    if (scan.end === 'stray') return 'never';
    if (scan.end === 'complete') {
      if (columns !== undefined && scan.fields !== columns) return 'never';
      return { cut: { line: first.line, text: parts.join('\n') }, fields: scan.fields, next: index + 1 };
    }
  }
  return 'more';
}

function textOf(line: Line): string | CutRecord {
  if (line.tooLong) return { line: line.line, problem: 'row-too-long', bytes: line.bytes };
  if (!isUtf8(line.bytes)) return { line: line.line, problem: 'not-utf8', bytes: line.bytes };
  return Buffer.from(line.bytes.buffer, line.bytes.byteOffset, line.bytes.byteLength).toString('utf8');
}
