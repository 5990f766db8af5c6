// `npm run bench -- NAME [--json]`: runs bench/NAME.ts and says which of its figures keep their bounds.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Table from 'cli-table3';
import { Command } from 'commander';
import { checkRows } from './row.ts';
import type { Row } from './row.ts';

const FOLDER = import.meta.dirname;
const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const fileOf = (name: string): string => join(FOLDER, `${name}.ts`);

const isBench = (name: string): boolean =>
  /^export (async function|function|const) run\b/m.test(readFileSync(fileOf(name), 'utf8'));

/** The benches there are: files of this folder that export `run`. */
export function benchNames(): string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .filter(isBench)
    .sort();
}

const figure = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 3 });

function boundOf({ atLeast, atMost }: Row): string {
  if (atLeast !== undefined) return `≥ ${figure(atLeast)}`;
  return atMost !== undefined ? `≤ ${figure(atMost)}` : '—';
}

/** The rows as a table for people. */
export function tableOf(rows: readonly Row[]): string {
  const table = new Table({
    head: ['figure', 'value', 'unit', 'bound', ''],
    style: { head: [], border: [] },
  });
  for (const row of rows) {
    const verdict = row.ok ? 'ok' : 'NOT OK';
    table.push([row.name, { hAlign: 'right', content: figure(row.value) }, row.unit, boundOf(row), verdict]);
  }
  return table.toString();
}

/** @returns the process's exit status: 0 only when the bench exists and each of its rows keeps its bound */
async function runBench(name: string, asJson: boolean): Promise<number> {
  if (!NAME.test(name) || !existsSync(fileOf(name)) || !isBench(name)) {
    console.error(`There is no bench "${name}". There are: ${benchNames().join(', ') || 'none'}`);
    return 1;
  }
  const bench = (await import(fileOf(name))) as { run(): Promise<unknown> };
  const rows = checkRows(await bench.run());
  console.log(asJson ? JSON.stringify(rows) : tableOf(rows));
  return rows.every((row) => row.ok) ? 0 : 1;
}

if (import.meta.main) {
  await new Command('bench')
    .description('runs a bench; exit status 0 only when every figure keeps its bound')
    .argument('<name>', `one of: ${benchNames().join(', ') || 'none yet'}`)
    .option('--json', 'print the rows as one JSON array')
    .action(async (name: string, options: { json?: true }) => {
      process.exitCode = await runBench(name, options.json === true);
    })
    .parseAsync();
}
