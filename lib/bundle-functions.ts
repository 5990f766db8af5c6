// Bundles every Lambda of the flow in one esbuild run: one start of the bundler instead of one for each function.
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type { FunctionRow } from '../functions/manifest.ts';

/** CommonJS packages inside an ESM bundle call `require`, which ESM lacks. */
const REQUIRE_BANNER =
  "import { createRequire as zhidaCreateRequire } from 'node:module';\n" +
  'const require = zhidaCreateRequire(import.meta.url);';

/** Where a function's bundle lies: a folder with `index.mjs`, which exports `handler`. */
export const bundleFolder = (outputFolder: string, name: string): string => join(outputFolder, name);

/**
 * Writes `outputFolder/<function>/index.mjs` with its source map for every row, the AWS SDK included at the locked version.
 * @param functionsFolder absolute path of functions/
 * @throws Error when an entry is missing or does not build
 */
export function bundleFunctions(
  rows: readonly FunctionRow[],
  functionsFolder: string,
  outputFolder: string,
): void {
  buildSync({
    entryPoints: rows.map((row) => ({ in: join(functionsFolder, row.entry), out: join(row.name, 'index') })),
    outdir: outputFolder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
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
