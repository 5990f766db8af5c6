// Departments know the firms by name: the sandbox reads the register once, keeping only what its answers are derived from.
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { parseDay } from '../../../core/kernel/day.ts';
import { SCOPE_CHARACTERS, type RegisterFacts } from './enterprise-economy.ts';

export type RegisterIndex = ReadonlyMap<string, RegisterFacts>;

const columnsOf = {
  name: '企业名称',
  uscc: '统一社会信用代码',
  registeredOn: '注册日期',
  scope: '经营范围',
  typeText: '企业类型',
} as const;

/** @param file the register as CSV, or gzipped when its name ends in `.gz`; the first row of a USCC counts */
export async function readRegisterIndex(file: string): Promise<RegisterIndex> {
  const index = new Map<string, RegisterFacts>();
  const bytes = createReadStream(file);
  const text = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes;
  const rows = text.pipe(
    parse({ columns: true, bom: true, relax_column_count: true, skip_empty_lines: true, trim: true }),
  );
  for await (const row of rows as AsyncIterable<Record<string, string>>) {
    const uscc = row[columnsOf.uscc]?.toUpperCase();
    const registeredOnDay = parseDay(row[columnsOf.registeredOn] ?? '');
    if (uscc === undefined || index.has(uscc)) continue;
    const typeText = row[columnsOf.typeText];
    index.set(uscc, {
      name: row[columnsOf.name] ?? '',
      scope: (row[columnsOf.scope] ?? '').slice(0, SCOPE_CHARACTERS),
      ...(registeredOnDay !== undefined && { registeredOnDay }),
      ...(typeText !== undefined && typeText !== 'N/A' && { typeText }),
    });
  }
  return index;
}
