// The indicators that departments agreed to release for matching: one file a department, with the day each row expires.
import * as z from 'zod';
import { Fault } from '../../core/kernel/fault.ts';
import { daySchema } from '../../core/kernel/schema.ts';
import type { Released } from '../../core/matching/register-segment.ts';
import type { Files } from '../ports.ts';

/** `released/<department>.jsonl`: one row an enterprise, values in the catalogue's carried form. */
export const releasedKey = (department: string): string => `released/${department}.jsonl`;

export const releasedRowSchema = z.strictObject({
  uscc: z.string(),
  asOf: daySchema,
  /** From this day on the row is unknown again. */
  expiresOn: daySchema,
  values: z.record(z.string(), z.unknown()),
});
export type ReleasedRow = z.infer<typeof releasedRowSchema>;

/** The department's rows of some firms; the last one of a firm counts. @throws Fault invalid when such a row is wrong */
export async function readReleased(
  files: Pick<Files, 'open'>,
  department: string,
  wanted: { has(uscc: string): boolean },
): Promise<Map<string, Released>> {
  const rows = new Map<string, Released>();
  const file = await files.open('files', releasedKey(department));
  if (!file) return rows;
  let number = 0;
  for await (const line of linesOf(file.bytes)) {
    number += 1;
    const uscc = usccOf(line);
    if (line === '' || (uscc !== undefined && !wanted.has(uscc))) continue;
    const row = readRow(line);
    if (!row) throw wrongLine(department, number);
    if (wanted.has(row.uscc)) rows.set(row.uscc, row);
  }
  return rows;
}

/** Whose row it is, without parsing the many that nobody asked for; undefined when only a parser can tell. */
function usccOf(line: string): string | undefined {
  const at = line.indexOf('"uscc"');
  if (at === -1 || line.includes('"uscc"', at + 1)) return undefined;
  return /^"uscc"\s*:\s*"(\w{18})"/.exec(line.slice(at, at + 60))?.[1];
}

function readRow(line: string): ReleasedRow | undefined {
  try {
    return releasedRowSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of bytes) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  yield rest + decoder.decode();
}

const wrongLine = (department: string, number: number): Fault =>
  new Fault('invalid', {
    reason: 'released-file',
    zh: `部门 ${department} 的共享指标文件第 ${number} 行有误，请部门改正后重新提交该文件`,
    en: `Line ${number} of the released indicators of ${department} is wrong; the department must correct the file and send it again`,
  });
