// The console's source: its types are the API's, features know nothing of each other, files are small, the first view is light.
import { globSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildConsole } from '../../local/host/build-console.ts';
import { apiTypes, storedTypes } from './write-api-types.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const SOURCE = join(ROOT, 'web/src');
const files = globSync('**/*.{ts,tsx}', { cwd: SOURCE }).map((path) => ({
  path,
  text: readFileSync(join(SOURCE, path), 'utf8'),
}));

it('has types that the API’s description gives today (npm run api-types)', async () => {
  expect(storedTypes()).toBe(await apiTypes());
});

describe('imports', () => {
  const importsOf = (text: string): string[] =>
    [...text.matchAll(/(?:from|import)\s*\(?'(\.[^']+)'/g)].map((match) => match[1] ?? '');
  const partOf = (path: string): string => /^(kit|app|features\/\w+)/.exec(path)?.[0] ?? '';

  it('run from the kit to features to the app, and never from one feature to another', () => {
    const wrong = files.flatMap(({ path, text }) =>
      importsOf(text)
        .map((target) => partOf(join(path, '..', target)))
        .filter((target) => {
          const own = partOf(path);
          if (own === 'app' || target === own || target === 'kit') return false;
          return true;
        })
        .map((target) => `${path} -> ${target}`),
    );
    expect(files.length).toBeGreaterThan(50);
    expect(wrong).toEqual([]);
  });

  it('leave the table, charts, YAML and spreadsheets to the pages that need them', () => {
    const first = files.filter(({ path }) => path.startsWith('app/')).map(({ text }) => text);
    for (const text of first) expect(text).not.toMatch(/from '(echarts|yaml|write-excel-file)/);
  });
});

it('has files of at most 400 lines, the generated types excepted', () => {
  const long = files.filter(
    ({ path, text }) => !path.endsWith('api-types.d.ts') && text.split('\n').length > 401,
  );
  expect(long.map(({ path }) => path)).toEqual([]);
});

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly isEntry?: boolean;
}

const FIRST_VIEW_MAX_BYTES = 350 * 1024;

describe('the bundle', () => {
  let chunks: Readonly<Record<string, Chunk>> = {};
  beforeAll(async () => {
    await buildConsole();
    chunks = JSON.parse(readFileSync(join(ROOT, 'web/dist/.vite/manifest.json'), 'utf8')) as typeof chunks;
  });

  /** A chunk with everything that it imports before it runs. */
  function withImports(names: readonly string[], seen = new Set<string>()): Set<string> {
    for (const name of names) {
      const chunk = chunks[name];
      if (!chunk || seen.has(name)) continue;
      seen.add(name);
      withImports(chunk.imports ?? [], seen);
    }
    return seen;
  }
  const gzipBytes = (names: Iterable<string>): number =>
    [...names]
      .map((name) => join(ROOT, 'web/dist', chunks[name]?.file ?? ''))
      .reduce((sum, path) => sum + (statSync(path).isFile() ? gzipSync(readFileSync(path)).length : 0), 0);
  const entry = (): string => Object.keys(chunks).find((name) => chunks[name]?.isEntry === true) ?? '';

  it.each([
    'features/claim/home.tsx',
    'features/claim/claim-page.tsx',
    'features/case/application-page.tsx',
    'features/inbox/inbox.tsx',
    'features/policy/policy-page.tsx',
    'features/policy/policy-editor.tsx',
    'features/finance/order-page.tsx',
    'features/finance/reconciliation.tsx',
    'features/cockpit/cockpit.tsx',
  ])('shows %s with at most 350 KB of JavaScript, gzipped', (page) => {
    const loaded = withImports([entry(), `src/${page}`]);
    const bytes = gzipBytes(loaded);
    expect(loaded.size).toBeGreaterThan(3);
    expect(bytes).toBeGreaterThan(50 * 1024);
    expect(bytes).toBeLessThanOrEqual(FIRST_VIEW_MAX_BYTES);
  });

  it('holds nothing inline and no eval, as the page’s policy asks', () => {
    expect(readFileSync(join(ROOT, 'web/dist/index.html'), 'utf8')).not.toMatch(/<script(?![^>]*\bsrc=)/);
    for (const name of withImports([entry()])) {
      const text = readFileSync(join(ROOT, 'web/dist', chunks[name]?.file ?? ''), 'utf8');
      expect(text).not.toMatch(/\beval\(|new Function\(/);
    }
  });
});
