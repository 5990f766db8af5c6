// Reads a register file as a stream of rows: header checked, encoding told, every bad row named, memory bounded.
import { parse } from 'csv-parse/sync';
import { Fault } from '../../core/kernel/fault.ts';
import type { FieldError } from '../../core/kernel/fault.ts';
import { rowProblem } from '../../core/enterprise/register-row.ts';
import type { RawRow, RowProblem } from '../../core/enterprise/register-row.ts';
import { openRegisterFile } from './open-register-file.ts';
import type { RegisterSource } from './open-register-file.ts';
import { readRecords } from './read-records.ts';
import type { CutRecord } from './read-records.ts';

/** One row of the file, or why it is none. `line` is the physical line it begins on. */
export type RegisterRecord =
  { readonly line: number; readonly raw: RawRow } | { readonly line: number; readonly problem: RowProblem };

export interface RecordBatch {
  readonly records: readonly RegisterRecord[];
  /** Bytes of the source read so far, compressed ones if it is compressed. */
  readonly bytesRead: number;
}

/** Column titles that are understood, compared without case and blanks; the first is the register's own. */
const TITLES: Readonly<Record<keyof RawRow, readonly string[]>> = {
  name: ['企业名称', '名称', 'name'],
  uscc: ['统一社会信用代码', 'uscc', 'creditcode'],
  registeredOn: ['注册日期', '成立日期', 'registeredon', 'date'],
  typeText: ['企业类型', '类型', 'type'],
  capital: ['注册资金', '注册资本', 'capital'],
  scope: ['经营范围', 'scope'],
};
const FIELDS = Object.keys(TITLES) as (keyof RawRow)[];
const BATCH_ROWS = 500;

interface Header {
  /** Column of each field. */
  readonly columnOf: Readonly<Record<keyof RawRow, number>>;
  readonly columns: number;
}

/**
 * Streams the rows of a register file in batches of at most 500.
 * @throws Fault invalid with reason empty-file, no-rows, wrong-header, not-utf8, binary-file, excel-file or bad-gzip
 */
export async function* readRegisterFile(source: RegisterSource): AsyncGenerator<RecordBatch> {
  const file = await openRegisterFile(source);
  let header: Header | undefined;
  let rows = 0;
  for await (const group of readRecords(file.bytes)) {
    let records: readonly CutRecord[] = group;
    if (header === undefined) {
      header = readHeader(records[0] as CutRecord);
      records = records.slice(1);
      assertMostlyUtf8(records);
    }
    for (let from = 0; from < records.length; from += BATCH_ROWS) {
      const batch = parseRecords(records.slice(from, from + BATCH_ROWS), header);
      rows += batch.length;
      yield { records: batch, bytesRead: file.bytesRead() };
    }
  }
  if (header === undefined)
    throw new Fault('invalid', { reason: 'empty-file', zh: '文件没有内容', en: 'The file has no content' });
  if (rows === 0)
    throw new Fault('invalid', {
      reason: 'no-rows',
      zh: '文件只有表头，没有数据行',
      en: 'The file has a header but no rows',
    });
}

function readHeader(record: CutRecord): Header {
  if ('problem' in record) throw record.problem === 'not-utf8' ? encodingFault(record.bytes) : notCsv();
  if (record.text.includes('\0')) throw notCsv();
  const cells = parseCsv([record.text.replace(/^\ufeff/, '')])[0] ?? [];
  const titles = cells.map((cell) => cell.replace(/[\s\u3000\ufeff]/g, '').toLowerCase());
  const errors: FieldError[] = [];
  const columnOf: Partial<Record<keyof RawRow, number>> = {};
  for (const field of FIELDS) {
    const columns = titles.flatMap((title, index) => (TITLES[field].includes(title) ? [index] : []));
    const title = TITLES[field][0] ?? field;
    if (columns.length === 0)
      errors.push({ path: field, zh: `缺少“${title}”列`, en: `The column "${title}" is missing` });
    if (columns.length > 1)
      errors.push({
        path: field,
        zh: `“${title}”列出现多次`,
        en: `The column "${title}" stands more than once`,
      });
    columnOf[field] = columns[0] ?? -1;
  }
  if (errors.length > 0) {
    const expected = FIELDS.map((field) => TITLES[field][0]).join(',');
    throw new Fault('invalid', {
      reason: 'wrong-header',
      zh: `表头不符：${errors.map((error) => error.zh).join('；')}。应包含：${expected}`,
      en: `Wrong header: ${errors.map((error) => error.en).join('; ')}. Expected: ${expected}`,
      fields: errors,
    });
  }
  return { columnOf: columnOf as Header['columnOf'], columns: cells.length };
}

const notCsv = (): Fault =>
  new Fault('invalid', { reason: 'binary-file', zh: '这不是CSV文本文件', en: 'This is not a CSV text file' });

function encodingFault(bytes: Uint8Array): Fault {
  const guess = new TextDecoder('gb18030').decode(bytes);
  const chinese = /[\u4e00-\u9fff]{2}/.test(guess) && !guess.includes('\ufffd');
  return new Fault('invalid', {
    reason: 'not-utf8',
    zh: chinese
      ? `文件为GBK编码（首行读作“${guess.slice(0, 30)}”），请另存为UTF-8后再上传`
      : '文件不是UTF-8编码的文本',
    en: chinese ? 'The file is in GBK encoding; save it as UTF-8 first' : 'The file is not UTF-8 text',
  });
}

/** A file in another encoding under an ASCII header: told as a whole, not row by row. */
function assertMostlyUtf8(records: readonly CutRecord[]): void {
  const bad = records.flatMap((record) =>
    'problem' in record && record.problem === 'not-utf8' ? [record] : [],
  );
  const [first] = bad;
  if (first !== undefined && bad.length * 2 > records.length) throw encodingFault(first.bytes);
}

function parseRecords(records: readonly CutRecord[], header: Header): RegisterRecord[] {
  const texts = records.flatMap((record) => ('text' in record ? [record.text] : []));
  const cellsOf = parseCsv(texts);
  if (cellsOf.length !== texts.length)
    throw new Error(`csv-parse saw ${cellsOf.length} records in ${texts.length}`);
  let next = 0;
  return records.map((record): RegisterRecord => {
    const { line } = record;
    if ('problem' in record)
      return { line, problem: rowProblem('row', record.problem, Buffer.from(record.bytes).toString('utf8')) };
    const cells = cellsOf[next++] ?? [];
    if (cells.length !== header.columns)
      return { line, problem: rowProblem('row', 'columns', `${cells.length}≠${header.columns}`) };
    const raw = Object.fromEntries(
      FIELDS.map((field) => [field, cells[header.columnOf[field]] ?? '']),
    ) as unknown as RawRow;
    return { line, raw };
  });
}

/** The framing has made sure of the quotes; a quote inside an unquoted field is plain text. */
const parseCsv = (texts: readonly string[]): string[][] =>
  parse(texts.join('\n'), { relax_column_count: true, relax_quotes: true, record_delimiter: ['\n'] });
