// What a function's code reaches for, read from the source: the local engines grant everything, AWS only what the row says.
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { KEYS } from '../../adapters/store/keys.ts';
import { MANIFEST, type Access, type FunctionRow, type Table } from '../../functions/manifest.ts';
import { ROOT } from './source-files.ts';

/** `table:core`, `bucket:files`, each with the stronger of what is needed; `calls:bank` and `relays` with `read`. */
export type Rights = ReadonlyMap<string, Access>;

const STAGES = [...new Set(MANIFEST.map(({ stage }) => stage))];

/**
 * The code that a row runs, without what it imports and never calls: bundled and shaken as for Lambda, but without packages,
 * wiring and the routes of other stages, which the API's description lists.
 */
function codeOf(row: FunctionRow): string {
  const entry = row.trigger.kind === 'http' ? `${row.stage}/${row.stage}-routes.ts` : row.entry;
  const { outputFiles } = buildSync({
    entryPoints: [join(ROOT, 'functions', entry)],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    external: ['*/wiring.ts', ...STAGES.map((stage) => `*/${stage}-routes.ts`)],
    logLevel: 'silent',
  });
  return outputFiles.map(({ text }) => text).join('\n');
}

interface Sign {
  readonly pattern: RegExp;
  rights(match: RegExpMatchArray): readonly (readonly [string, Access])[];
}

const tableOf = (kind: string | undefined): Table | undefined => KEYS[kind as keyof typeof KEYS]?.table;
const onTable = (kind: string | undefined, access: Access): readonly (readonly [string, Access])[] => {
  const table = tableOf(kind);
  return table === undefined ? [] : [[`table:${table}`, access]];
};

const SIGNS: readonly Sign[] = [
  {
    pattern: /store\.(?:read|readMany|list|listKeys)\(\s*"([\w-]+)"/g,
    rights: ([, kind]) => onTable(kind, 'read'),
  },
  { pattern: /store\.events\(/g, rights: () => [['table:core', 'read']] },
  { pattern: /store\.put\(\s*"([\w-]+)"/g, rights: ([, kind]) => onTable(kind, 'write') },
  { pattern: /store\.putView\(/g, rights: () => [['table:views', 'write']] },
  { pattern: /store\.commit\(|commitWithRetry\(/g, rights: () => [['table:core', 'write']] },
  { pattern: /kind: "([\w-]+)",\s*entity/g, rights: ([, kind]) => onTable(kind, 'write') },
  {
    pattern: /files\.(?:get|open|tag|downloadUrl)\(\s*"(bank|files|anchors)"/g,
    rights: ([, bucket]) => [[`bucket:${bucket ?? ''}`, 'read']],
  },
  {
    pattern: /files\.(?:put|uploadUrl)\(\s*"(bank|files|anchors)"/g,
    rights: ([, bucket]) => [[`bucket:${bucket ?? ''}`, 'write']],
  },
  { pattern: /bank\.(?:ask|accountsOf)\(/g, rights: () => [['calls:bank', 'read']] },
  {
    pattern: /bank\.send\(/g,
    rights: () => [
      ['calls:bank', 'read'],
      ['bucket:bank', 'write'],
    ],
  },
  // The registry of departments and the calendar of working days are files.
  {
    pattern: /departments\.ask\(/g,
    rights: () => [
      ['calls:departments', 'read'],
      ['bucket:files', 'read'],
    ],
  },
  { pattern: /calendar\.addWorkingDays\(/g, rights: () => [['bucket:files', 'read']] },
  { pattern: /queues\.send\(/g, rights: () => [['relays', 'read']] },
];

/** A queue's or a file's function parks what it cannot handle as an exception. */
const parks = ({ trigger }: FunctionRow): boolean => trigger.kind === 'queue' || trigger.kind === 'object';

/** The rights that the code of a row needs. */
export function rightsNeeded(row: FunctionRow): Rights {
  const needed = new Map<string, Access>(parks(row) ? [['table:core', 'write']] : []);
  const code = codeOf(row);
  for (const { pattern, rights } of SIGNS) {
    for (const match of code.matchAll(pattern)) {
      for (const [name, access] of rights(match)) if (needed.get(name) !== 'write') needed.set(name, access);
    }
  }
  return needed;
}

/** The rights that a row declares, in the same words. */
export function rightsDeclared(row: FunctionRow): Rights {
  return new Map<string, Access>([
    ...Object.entries(row.tables).map(([name, access]) => [`table:${name}`, access] as const),
    ...Object.entries(row.buckets ?? {}).map(([name, access]) => [`bucket:${name}`, access] as const),
    ...(row.calls ?? []).map((service) => [`calls:${service}`, 'read'] as const),
    ...(row.relays ? [['relays', 'read'] as const] : []),
  ]);
}
