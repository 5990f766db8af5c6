// What is uploaded to Lambda runs by itself: every bundle starts in a bare folder, exports its handler, and stays small.
import { execFile } from 'node:child_process';
import { glob, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MANIFEST } from '../../functions/manifest.ts';
import { bundleFunctions } from '../../lib/bundle-functions.ts';
import { ROOT } from '../house/source-files.ts';

/** Lambda unpacks all of it and parses what a function needs at every cold start. */
const CODE_BYTES_MAX = 2_000_000;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhida-bundles-'));
  bundleFunctions(MANIFEST, join(ROOT, 'functions'), folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const fileOf = (name: string): string => join(folder, name, 'index.mjs');

it('every function starts far from node_modules and without any setting, and exports a handler', async () => {
  const script = join(folder, 'start.mjs');
  const names = JSON.stringify(MANIFEST.map(({ name }) => [name, fileOf(name)]));
  await writeFile(
    script,
    `for (const [name, file] of ${names}) console.log(name, typeof (await import(file)).handler);\nprocess.exit(0);\n`,
  );
  const { stdout } = await promisify(execFile)(process.execPath, [script], { cwd: folder, env: {} });
  expect(stdout.trim().split('\n')).toEqual(MANIFEST.map(({ name }) => `${name} function`));
});

it(`all of the code is at most ${CODE_BYTES_MAX} bytes, source maps aside`, async () => {
  let bytes = 0;
  for await (const file of glob('**/*.mjs', { cwd: folder })) bytes += (await stat(join(folder, file))).size;
  expect(bytes).toBeGreaterThan(100_000);
  expect(bytes).toBeLessThanOrEqual(CODE_BYTES_MAX);
});

it('names the entry that is missing', () => {
  const [row] = MANIFEST;
  if (!row) throw new Error('the manifest is empty');
  const gone = { ...row, entry: 'nowhere/gone.lambda.ts' };
  expect(() => bundleFunctions([gone], join(ROOT, 'functions'), folder)).toThrow(/gone\.lambda\.ts/);
});
