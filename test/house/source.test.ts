// The source itself: sizes, names, leftovers and skips are checked like behaviour, and each rule is shown to bite.
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { allowedSkips } from './allowed-skips.ts';
import { PRODUCT, sourceFiles, typescriptIn, writtenFiles } from './source-files.ts';
import type { SourceFile } from './source-files.ts';
import {
  codeLines,
  literalsOf,
  MAX_LAMBDA_LINES,
  skipsOf,
  SOURCE_RULES,
  WRITTEN_RULES,
} from './source-rules.ts';
import type { SourceRule } from './source-rules.ts';

/** `path: fault`, one for each file that breaks the rule. */
function offenders(files: readonly SourceFile[], rule: SourceRule): string[] {
  return files.flatMap((file) => {
    const fault = rule(file);
    return fault === undefined ? [] : [`${file.path}: ${fault}`];
  });
}

const code = typescriptIn([...PRODUCT, 'bench', 'test']);

it('sees the product', () => {
  expect(code.length).toBeGreaterThan(40);
  expect(writtenFiles().length).toBeGreaterThan(code.length);
});

describe('every TypeScript file', () => {
  const { 'at most 400 lines': length, ...others } = SOURCE_RULES;
  it.each(Object.entries(others))('%s', (_, rule) => {
    expect(offenders(code, rule)).toEqual([]);
  });

  it('that ships has at most 400 lines; the manifest alone may be longer, for it is one table and lists each function once', () => {
    const shipped = typescriptIn([...PRODUCT, 'bench']).filter(
      ({ path }) => path !== 'functions/manifest.ts',
    );
    expect(offenders(shipped, length)).toEqual([]);
  });

  it('of the console opens with a comment too', () => {
    expect(
      offenders(typescriptIn(['web']), SOURCE_RULES['opens with a comment that says why it exists']),
    ).toEqual([]);
  });
});

describe('every file a person wrote', () => {
  it.each(Object.entries(WRITTEN_RULES))('%s', (_, rule) => {
    expect(offenders(writtenFiles(), rule)).toEqual([]);
  });
});

describe('a lambda', () => {
  it(`has at most ${MAX_LAMBDA_LINES} lines: its schema and one call`, () => {
    const rule: SourceRule = ({ text }) =>
      codeLines(text) > MAX_LAMBDA_LINES ? `${codeLines(text)} lines` : undefined;
    expect(offenders(sourceFiles(['functions/**/*.lambda.ts']), rule)).toEqual([]);
  });
});

describe('each rule bites', () => {
  const long = `// Long.\n${'const a = 1;\n'.repeat(400)}`;
  const cases: [name: string, rule: SourceRule, file: SourceFile][] = [
    ['length', SOURCE_RULES['at most 400 lines'], { path: 'core/a.ts', text: long }],
    [
      'opening',
      SOURCE_RULES['opens with a comment that says why it exists'],
      { path: 'core/a.ts', text: 'const a = 1;\n' },
    ],
    ['folder', SOURCE_RULES['no folder named after nothing'], { path: 'core/utils/a.ts', text: '' }],
    ['file', SOURCE_RULES['no folder named after nothing'], { path: 'core/policy/helpers.ts', text: '' }],
    ['name', SOURCE_RULES['kebab-case names'], { path: 'core/policy/PolicyCheck.ts', text: '' }],
    ['barrel', SOURCE_RULES['no barrels'], { path: 'core/a.ts', text: "// All.\nexport * from './b.ts';\n" }],
    [
      'leftover',
      WRITTEN_RULES['nothing left for later'],
      { path: 'a.md', text: `Soon. ${'TO'}DO: write it` },
    ],
    ['path', WRITTEN_RULES['no path of a machine'], { path: 'a.ts', text: `const home = '/${'ro'}ot/x';` }],
    ['path at the end', WRITTEN_RULES['no path of a machine'], { path: 'a.sh', text: `cd /${'wo'}rk` }],
    [
      'host',
      WRITTEN_RULES['no host of a package registry'],
      { path: 'a', text: `https://${'regi'}stry.npmjs.org/` },
    ],
  ];
  it.each(cases)('%s', (_, rule, file) => {
    expect(rule(file)).toBeTypeOf('string');
  });

  it('and lets a decent file pass', () => {
    const decent = {
      path: 'core/policy/check-policy.ts',
      text: '// Why.\n/** Uses /api/work/x. */\nexport const a = 1;\n',
    };
    for (const rule of [...Object.values(SOURCE_RULES), ...Object.values(WRITTEN_RULES)])
      expect(rule(decent)).toBeUndefined();
  });

  it('counts a lambda’s lines without comments and blanks', () => {
    expect(codeLines('// a\n\n/*\n b\n*/\nconst c = 1; // d\nconst e = 2;\n')).toBe(2);
  });
});

describe('policies are data', () => {
  const documents = sourceFiles(['examples/**/*.{yaml,yml}']).map((file) => ({
    ...file,
    value: parse(file.text) as unknown,
  }));
  const named = (value: unknown, key: string): string[] => {
    if (Array.isArray(value)) return value.flatMap((item) => named(item, key));
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([name, inner]) =>
      name === key && typeof inner === 'string' ? [inner] : named(inner, key),
    );
  };
  const inFiles = (pattern: RegExp, keys: readonly string[]): string[] =>
    documents
      .filter(({ path }) => pattern.test(path))
      .flatMap(({ value }) => keys.flatMap((key) => named(value, key)))
      .filter((word) => word.length > 2);
  const districts = inFiles(/districts?\.yaml$/, ['code', 'zh']);
  const policies = documents
    .filter(({ path }) => /\/policies\//.test(path))
    .flatMap(({ value }) => (value as { id?: unknown } | null)?.id)
    .filter((id) => typeof id === 'string');
  const departments = [
    ...new Set(inFiles(/\.yaml$/, ['department', 'source']).filter((word) => /^[a-z-]+$/.test(word))),
  ];
  /** A department's id that means something else in a bank's file: the direction of a booking. */
  const homonyms = ['credit'];
  const forbidden = new Set([
    ...districts,
    ...policies,
    ...departments.filter((id) => !homonyms.includes(id)),
  ]);
  const mentions = (file: SourceFile): string[] =>
    literalsOf(file).filter(
      (literal) => forbidden.has(literal) || districts.some((code) => literal.includes(code)),
    );

  it('the examples name some', () => {
    expect(districts.length).toBeGreaterThan(10);
    expect(policies.length).toBeGreaterThan(10);
    expect(departments.length).toBeGreaterThan(3);
  });

  it('no policy, district or department is named in code', () => {
    const found = typescriptIn(['core', 'functions', 'adapters', 'lib']).flatMap((file) =>
      mentions(file).map((word) => `${file.path}: ${word}`),
    );
    expect(found).toEqual([]);
  });

  it('a district code in a literal is found, one in a comment is not', () => {
    expect(mentions({ path: 'a.ts', text: "// 330106\nconst a = 'area-330106';\n" })).toEqual([
      'area-330106',
    ]);
  });
});

describe('skipped tests', () => {
  it('are those on the committed list, each with its reason', () => {
    const tests = typescriptIn(['test']).filter(({ path }) => !path.startsWith('test/house/'));
    const found = tests
      .map((file) => ({ file: file.path, skips: skipsOf(file).length }))
      .filter(({ skips }) => skips > 0);
    expect(found).toEqual(allowedSkips().map(({ file, skips }) => ({ file, skips })));
    for (const { reason } of allowedSkips()) expect(reason.length).toBeGreaterThan(10);
  });

  it('are found in every form', () => {
    const text =
      "it.skip('a', f);\ndescribe.skipIf(x)('b', f);\nit.todo('c');\nit('d', { skip: true }, f);\n// it.skip(\n";
    expect(skipsOf({ path: 'a', text })).toHaveLength(4);
  });
});
