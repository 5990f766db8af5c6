// The indicators that departments agreed to release for matching: one file a department, with the day each row expires. It is
// cut once into the slices of the register, so that a slice's columns are built without reading the rows of all the others.
import * as z from 'zod';
import { registerSliceOf, REGISTER_SLICES } from '../../core/enterprise/register-slice.ts';
import { Fault } from '../../core/kernel/fault.ts';
import type { Released } from '../../core/matching/register-segment.ts';
import type { Files } from '../ports.ts';

/** `released/<department>.jsonl`: one row an enterprise, values in the catalogue's carried form. */
export const releasedKey = (department: string): string => `released/${department}.jsonl`;

const dayText = z.string().regex(/^\d{4}-\d\d-\d\d$/);
export const releasedRowSchema = z.strictObject({
  uscc: z.string(),
  asOf: dayText,
  /** From this day on the row is unknown again. */
  expiresOn: dayText,
  values: z.record(z.string(), z.unknown()),
});
export type ReleasedRow = z.infer<typeof releasedRowSchema>;

const sliceKey = (department: string, slice: number): string =>
  `released-slices/${department}/${String(slice).padStart(2, '0')}.jsonl`;

/** The first line of a cut slice: of which file it is, and how many rows follow. */
const cutSchema = z.strictObject({ tag: z.string(), rows: z.int() });

export interface ReleasedSlice {
  readonly department: string;
  readonly slice: number;
}

type Wanted = { has(uscc: string): boolean };

/** The department's rows of some firms of a slice; the last one of a firm counts. @throws Fault invalid when one is wrong */
export async function readReleased(
  files: Pick<Files, 'get' | 'open' | 'tag'>,
  { department, slice }: ReleasedSlice,
  wanted: Wanted,
): Promise<Map<string, Released>> {
  const tag = await files.tag('files', releasedKey(department));
  if (tag === undefined) return new Map();
  const cut = await cutLines(files, { department, slice }, tag);
  return rowsOf(department, cut ?? (await slicesOf(files, department))[slice] ?? [], wanted);
}

/** The same for who builds columns: the file is cut when it was not. @param tag of the file; undefined when there is none */
export async function readReleasedCutting(
  files: Pick<Files, 'get' | 'open' | 'put'>,
  { department, slice }: ReleasedSlice,
  tag: string | undefined,
  wanted: Wanted,
): Promise<Map<string, Released>> {
  if (tag === undefined) return new Map();
  const known = await cutLines(files, { department, slice }, tag);
  if (known) return rowsOf(department, known, wanted);
  const slices = await slicesOf(files, department);
  for (const [each, lines] of slices.entries()) {
    const head = JSON.stringify({ tag, rows: lines.length });
    await files.put('files', sliceKey(department, each), [head, ...lines].join('\n'));
  }
  return rowsOf(department, slices[slice] ?? [], wanted);
}

function rowsOf(department: string, lines: readonly string[], wanted: Wanted): Map<string, Released> {
  const found = new Map<string, Released>();
  for (const line of lines) {
    const uscc = usccOf(line);
    if (uscc === undefined || !wanted.has(uscc)) continue;
    const row = readRow(line);
    if (!row) throw wrongRow(department, uscc);
    found.set(uscc, row);
  }
  return found;
}

/** undefined when the slice was cut of another file, or not at all. */
async function cutLines(
  files: Pick<Files, 'get'>,
  { department, slice }: ReleasedSlice,
  tag: string,
): Promise<string[] | undefined> {
  const content = await files.get('files', sliceKey(department, slice));
  if (!content) return undefined;
  const [head = '', ...lines] = new TextDecoder().decode(content).split('\n');
  const cut = cutSchema.safeParse(parsed(head)).data;
  return cut?.tag === tag && cut.rows === lines.length ? lines : undefined;
}

/** The lines of a department's file by the slices of the register. */
async function slicesOf(files: Pick<Files, 'open'>, department: string): Promise<string[][]> {
  const slices = Array.from({ length: REGISTER_SLICES }, (): string[] => []);
  const file = await files.open('files', releasedKey(department));
  let number = 0;
  for await (const lines of file ? linesOf(file.bytes) : []) {
    for (const line of lines) {
      number += 1;
      if (line === '') continue;
      const uscc = usccOf(line);
      if (uscc === undefined) throw wrongLine(department, number);
      slices[registerSliceOf(uscc)]?.push(line);
    }
  }
  return slices;
}

const USCC = /"uscc"\s*:\s*"(\w{18})"/;

/** Whose row it is, without parsing what nobody asked for; undefined for what is no row. */
function usccOf(line: string): string | undefined {
  const at = line.indexOf('"uscc"');
  if (at !== -1 && !line.includes('"uscc"', at + 1)) return USCC.exec(line)?.[1];
  const { uscc } = (parsed(line) ?? {}) as { uscc?: unknown };
  return typeof uscc === 'string' && uscc.length === 18 ? uscc : undefined;
}

const readRow = (line: string): ReleasedRow | undefined => releasedRowSchema.safeParse(parsed(line)).data;

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

/** The lines of each chunk together: one turn of the loop a line would cost more than the line. */
async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string[]> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of bytes) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield lines;
  }
  yield [rest + decoder.decode()];
}

const wrongLine = (department: string, number: number): Fault =>
  new Fault('invalid', {
    reason: 'released-file',
    zh: `部门 ${department} 的共享指标文件第 ${number} 行有误，请部门改正后重新提交该文件`,
    en: `Line ${number} of the released indicators of ${department} is wrong; the department must correct the file and send it again`,
  });

const wrongRow = (department: string, uscc: string): Fault =>
  new Fault('invalid', {
    reason: 'released-file',
    zh: `部门 ${department} 的共享指标文件中 ${uscc} 的一行有误，请部门改正后重新提交该文件`,
    en: `The row of ${uscc} in the released indicators of ${department} is wrong; the department must correct the file and send it again`,
  });
