// Bundles every Lambda of the flow in one esbuild run, into one folder whose files share what they have in common.
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type { FunctionRow } from '../functions/manifest.ts';

/** CommonJS packages inside an ESM bundle call `require`, which ESM lacks. */
const REQUIRE_BANNER =
  "import { createRequire as zhidaCreateRequire } from 'node:module';\n" +
  'const require = zhidaCreateRequire(import.meta.url);';

/** A function's file, relative to the bundles' folder and without its ending. */
const moduleOf = (row: FunctionRow): string => `${row.name}/index`;

/** What Lambda calls: the export `handler` of the row's file. */
export const handlerOf = (row: FunctionRow): string => `${moduleOf(row)}.handler`;

/**
 * Writes `<function>/index.mjs` for every row and what they share under `shared/`, with source maps. The AWS SDK is included at
 * the locked version; what a package loads only on demand stays a file of its own, so that a cold start does not read it.
 * @param functionsFolder absolute path of functions/
 * @throws Error when an entry is missing or does not build
 */
export function bundleFunctions(
  rows: readonly FunctionRow[],
  functionsFolder: string,
  outputFolder: string,
): void {
  buildSync({
    entryPoints: rows.map((row) => ({ in: join(functionsFolder, row.entry), out: moduleOf(row) })),
    outdir: outputFolder,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'shared/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    banner: { js: REQUIRE_BANNER },
    minify: true,
    keepNames: true,
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    logLevel: 'silent',
  });
}
