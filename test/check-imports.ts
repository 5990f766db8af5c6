// Proves that imports run in the house's one direction, and that the proof saw every file: a cruise that sees nothing passes.
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { cruise } from 'dependency-cruiser';
import type { IConfiguration, ICruiseResult } from 'dependency-cruiser';

/** The folders whose files obey the rules; a folder that does not exist yet is passed over. */
export const RULED_FOLDERS = ['core', 'functions', 'adapters', 'local', 'lib', 'bin', 'web'] as const;

export interface ImportReport {
  /** Files of the ruled folders that the cruise read. */
  readonly modules: number;
  /** `rule: from -> to`, one a broken rule. */
  readonly violations: readonly string[];
  /** TypeScript files that lie in a ruled folder but that the cruise did not read. */
  readonly unseen: readonly string[];
}

const rules = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as IConfiguration;

/** The TypeScript files of the ruled folders under `root`, as paths relative to it. */
async function typescriptFiles(root: string, folders: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  const patterns = folders.map((folder) => `${folder}/**/*.{ts,tsx}`);
  for await (const file of glob(patterns, {
    cwd: root,
    exclude: (name) => /(^|\/)(node_modules|dist)$/.test(name),
  })) {
    files.push(file);
  }
  return files;
}

/**
 * Cruises the ruled folders of `root`.
 * @param root absolute path of a checkout, or of a small tree that a test planted.
 */
export async function checkImports(root: string): Promise<ImportReport> {
  const folders = RULED_FOLDERS.filter((folder) => existsSync(join(root, folder)));
  const { output } = await cruise([...folders], {
    ...rules.options,
    baseDir: root,
    validate: true,
    ruleSet: { forbidden: rules.forbidden ?? [] },
  });
  const result = output as ICruiseResult;
  const seen = new Set(
    result.modules.map((module) => module.source).filter((source) => /^(?!node_modules)/.test(source)),
  );
  const files = await typescriptFiles(root, folders);
  return {
    modules: files.filter((file) => seen.has(file)).length,
    violations: result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`),
    unseen: files.filter((file) => !seen.has(file)),
  };
}

/** One sentence a fault of the report, none when the imports are in order. */
export function faultsOf(report: ImportReport): string[] {
  return [
    ...(report.modules > 0 ? [] : ['the cruise saw no module at all: the check would pass on anything']),
    ...report.unseen.map((file) => `not seen by the cruise: ${file}`),
    ...report.violations,
  ];
}

if (import.meta.main) {
  const report = await checkImports(resolve(import.meta.dirname, '..'));
  const faults = faultsOf(report);
  for (const fault of faults) console.error(fault);
  console.log(`imports: ${report.modules} modules, ${faults.length} faults`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
