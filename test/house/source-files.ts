// The files that the tests of the source read, so that each of them looks at the same tree.
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');

/** Folders whose code ships. */
export const PRODUCT = ['core', 'functions', 'adapters', 'local', 'lib', 'bin'] as const;

export interface SourceFile {
  /** Relative to the checkout, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

const GENERATED = /(^|\/)(node_modules|\.git|\.zhida|cdk\.out|dist|coverage|reports|\.stryker-tmp)$/;

/** Files that match any of the patterns, without what tools generate; sorted by path. */
export function sourceFiles(patterns: readonly string[]): SourceFile[] {
  const paths = globSync([...patterns], {
    cwd: ROOT,
    exclude: (name) => GENERATED.test(name),
    withFileTypes: false,
  });
  return paths.sort().map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

/** TypeScript files of the given folders. */
export function typescriptIn(folders: readonly string[]): SourceFile[] {
  return sourceFiles(folders.map((folder) => `${folder}/**/*.{ts,tsx}`));
}

/** Every text file a person wrote, the lockfile excepted. */
export function writtenFiles(): SourceFile[] {
  const kinds = '{ts,tsx,js,cjs,mjs,json,yaml,yml,md,css,html,sh,toml}';
  return sourceFiles([`*.${kinds}`, `*/**/*.${kinds}`, '.ci/*', '.npmrc', '.dependency-cruiser.cjs']).filter(
    ({ path }) => path !== 'package-lock.json',
  );
}
