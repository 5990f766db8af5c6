// The import check itself: this checkout is in order, and every rule of the house catches the violation it exists for.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { checkImports, faultsOf } from '../check-imports.ts';

const planted: string[] = [];
afterEach(async () => {
  for (const root of planted.splice(0)) await rm(root, { recursive: true, force: true });
});

/** A small tree on disk; each file is named with its source. */
async function plant(files: Record<string, string>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'zhida-imports-'));
  planted.push(root);
  for (const [name, source] of Object.entries({
    'package.json': '{"name":"planted","type":"module"}',
    ...files,
  })) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), source);
  }
  return root;
}

const VALUE = 'export const value = 1;\nexport interface Shape { n: number }\n';
const use = (path: string) => `import { value } from '${path}';\nexport const twice = value;\n`;
const useType = (path: string) => `import type { Shape } from '${path}';\nexport type Twice = Shape;\n`;

describe('this checkout', () => {
  it('obeys the import rules, every file seen', async () => {
    const report = await checkImports(resolve(import.meta.dirname, '../..'));
    expect(faultsOf(report)).toEqual([]);
    expect(report.modules).toBeGreaterThan(20);
  });
});

describe('a planted violation is caught', () => {
  const cases: [rule: string, files: Record<string, string>][] = [
    ['core-policy-not-later', { 'core/policy/a.ts': use('../payment/b.ts'), 'core/payment/b.ts': VALUE }],
    [
      'core-hub-not-later',
      { 'core/hub/a.ts': useType('../eligibility/b.ts'), 'core/eligibility/b.ts': VALUE },
    ],
    ['core-ledger-not-rules', { 'core/ledger/a.ts': use('../rules/b.ts'), 'core/rules/b.ts': VALUE }],
    ['core-known-folder', { 'core/kernel/a.ts': use('../misc/b.ts'), 'core/misc/b.ts': VALUE }],
    [
      'core-is-inner',
      { 'core/kernel/a.ts': useType('../../functions/ports.ts'), 'functions/ports.ts': VALUE },
    ],
    [
      'core-no-system',
      { 'core/kernel/a.ts': "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n" },
    ],
    ['ports-only-types', { 'functions/ports.ts': use('../core/kernel/b.ts'), 'core/kernel/b.ts': VALUE }],
    ['manifest-alone', { 'functions/manifest.ts': use('../core/kernel/b.ts'), 'core/kernel/b.ts': VALUE }],
    [
      'use-case-not-lambda',
      { 'functions/policy/publish-policy.ts': use('../edge/http.ts'), 'functions/edge/http.ts': VALUE },
    ],
    [
      'use-case-not-lambda',
      { 'functions/policy/a.ts': use('./b-routes.ts'), 'functions/policy/b-routes.ts': VALUE },
    ],
    [
      'routes-not-wiring',
      { 'functions/policy/policy-routes.ts': use('../edge/wiring.ts'), 'functions/edge/wiring.ts': VALUE },
    ],
    [
      'lambda-alone',
      { 'functions/policy/a.lambda.ts': use('./b.lambda.ts'), 'functions/policy/b.lambda.ts': VALUE },
    ],
    [
      'functions-not-adapters',
      { 'functions/edge/queue.ts': useType('../../adapters/sqs/b.ts'), 'adapters/sqs/b.ts': VALUE },
    ],
    ['functions-not-outer', { 'functions/policy/a.ts': use('../../local/b.ts'), 'local/b.ts': VALUE }],
    [
      'adapters-inner-only',
      { 'adapters/s3/a.ts': use('../../functions/manifest.ts'), 'functions/manifest.ts': VALUE },
    ],
    [
      'lib-reads-data',
      { 'lib/a.ts': use('../functions/policy/b.lambda.ts'), 'functions/policy/b.lambda.ts': VALUE },
    ],
    ['local-not-lib', { 'local/a.ts': use('../lib/b.ts'), 'lib/b.ts': VALUE }],
    [
      'web-knows-core-only',
      { 'web/src/a.tsx': use('../../functions/ports.ts'), 'functions/ports.ts': VALUE },
    ],
    ['web-no-decisions', { 'web/src/a.tsx': use('../../core/rules/b.ts'), 'core/rules/b.ts': VALUE }],
    ['product-not-proof', { 'bin/a.ts': use('../test/b.ts'), 'test/b.ts': VALUE }],
    ['no-circle', { 'core/kernel/a.ts': use('./b.ts'), 'core/kernel/b.ts': `${VALUE}${use('./a.ts')}` }],
    ['resolvable', { 'core/kernel/a.ts': use('./gone.ts') }],
  ];

  it.each(cases)('%s', async (rule, files) => {
    const report = await checkImports(await plant(files));
    expect(report.violations.map((line) => line.split(':')[0])).toContain(rule);
  });

  it.each([
    ['middy-only-in-edge', '@middy/core', 'functions/policy/publish-policy.ts'],
    ['sdk-only-in-adapters', '@aws-sdk/client-sqs', 'functions/policy/publish-policy.ts'],
    ['core-pure-packages', 'commander', 'core/kernel/a.ts'],
    ['declared-packages', 'undeclared-package', 'adapters/s3/a.ts'],
  ])('%s', async (rule, packageName, from) => {
    const report = await checkImports(
      await plant({
        [from]: `import * as it from '${packageName}';\nexport const used = it;\n`,
        [`node_modules/${packageName}/package.json`]: `{"name":"${packageName}","main":"index.js"}`,
        [`node_modules/${packageName}/index.js`]: 'exports.value = 1;\n',
      }),
    );
    expect(report.violations.map((line) => line.split(':')[0])).toContain(rule);
  });
});

describe('what the rules allow', () => {
  it('the right direction, types of an entity in a port, and a circle that only types close', async () => {
    const report = await checkImports(
      await plant({
        'core/kernel/a.ts': VALUE,
        'core/rules/b.ts': use('../kernel/a.ts'),
        'core/payment/c.ts': `${VALUE}${use('../rules/d.ts')}`,
        'core/rules/d.ts': VALUE,
        'core/policy/e.ts': `${VALUE}import { f } from './f.ts';\nexport const g = f;\n`,
        'core/policy/f.ts': `import type { Shape } from './e.ts';\nexport const f: Shape = { n: 1 };\n`,
        'functions/ports.ts': useType('../core/payment/c.ts'),
        'functions/edge/wiring.ts': use('../../adapters/sqs/h.ts'),
        'adapters/sqs/h.ts': `${VALUE}${useType('../../functions/ports.ts').replace('Shape', 'Twice as Shape')}`,
        'functions/policy/i.lambda.ts': use('../edge/queue.ts'),
        'functions/edge/queue.ts': VALUE,
        'web/src/j.tsx': useType('../../core/rules/d.ts'),
      }),
    );
    expect(faultsOf(report)).toEqual([]);
    expect(report.modules).toBe(12);
  });
});

describe('a cruise that saw nothing', () => {
  it('is a fault, not a pass', async () => {
    expect(faultsOf(await checkImports(await plant({})))).toEqual([
      'the cruise saw no module at all: the check would pass on anything',
    ]);
  });

  it('names a file that it did not read', () => {
    expect(faultsOf({ modules: 1, violations: [], unseen: ['core/kernel/a.ts'] })).toEqual([
      'not seen by the cruise: core/kernel/a.ts',
    ]);
  });
});
