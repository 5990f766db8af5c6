// The checker on a sound policy and on one broken in each way it must catch.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readCatalogue } from '../../../core/policy/catalogue-document.ts';
import {
  checkPolicy,
  type CheckSurroundings,
  type PolicyFindings,
} from '../../../core/policy/check-policy.ts';
import { readPolicyDocument } from '../../../core/policy/policy-document.ts';

const fixture = (name: string): Record<string, unknown> =>
  parse(readFileSync(new URL(`./fixtures/${name}.yaml`, import.meta.url), 'utf8')) as Record<string, unknown>;

const catalogue = readCatalogue(fixture('catalogue'));
const steady = fixture('steady-jobs');

const check = (change: object, around: CheckSurroundings = {}, base = steady): PolicyFindings =>
  checkPolicy(readPolicyDocument({ ...base, ...change }), catalogue, around);

const condition = (when: string, name = '多余'): object => ({
  conditions: [...(steady['conditions'] as object[]), { name, when, zh: '条件', en: 'Condition' }],
});
const at = (findings: PolicyFindings, kind: 'errors' | 'warnings'): string[] =>
  findings[kind].map((each) => `${each.path}: ${each.en}`);

describe('the samples', () => {
  test.each(['steady-jobs', 'rent-subsidy'])('%s passes', (name) => {
    const findings = check({}, {}, fixture(name));
    expect(findings.errors).toEqual([]);
    expect(findings.warnings.length).toBeLessThanOrEqual(2);
  });

  test('boundary cases stand below, at and above each threshold, with the answer', () => {
    const { boundaryCases } = check({});
    const small = boundaryCases.filter((each) => each.condition === '参保' && each.item === 'insuredStaff');
    expect(small.map((each) => [each.words.en, each.outcome])).toEqual([
      ['Insured staff = 0', 'ineligible'],
      ['Insured staff = 1', 'eligible'],
    ]);
  });
});

describe('errors', () => {
  test.each([
    [
      'a condition that can never hold',
      condition('参保人数 > 500000'),
      'conditions.3.when',
      'can never hold',
    ],
    [
      'two conditions that contradict each other',
      condition('参保人数 < 0 or 严重失信'),
      'conditions',
      'never hold together',
    ],
    [
      'an item that is not listed',
      { items: (steady['items'] as string[]).slice(1) },
      'items',
      'list it in items',
    ],
    [
      'an item that does not exist',
      { items: [...(steady['items'] as string[]), 'nobody'] },
      'items.8',
      'the catalogue has no',
    ],
    [
      'an example that comes out otherwise',
      { examples: [{ name: '甲', facts: { legalForm: 'branch' }, expect: { outcome: 'eligible' } }] },
      'examples.0.expect',
      'outcome should be eligible',
    ],
    [
      'an example with a wrong fact',
      { examples: [{ name: '甲', facts: { size: '巨型' }, expect: { outcome: 'unknown' } }] },
      'examples.0.facts.size',
      'not one of its values',
    ],
    ['no example', { examples: [] }, 'examples', 'at least one'],
    [
      'a parameter that ends too early',
      {
        parameters: [
          (steady['parameters'] as object[])[0],
          {
            name: '每户上限',
            zh: '上限',
            en: 'Limit',
            unit: '元',
            values: [{ from: '2020-01-01', until: '2020-05-31', value: 1 }],
          },
        ],
      },
      'parameters.1.values',
      'no general value',
    ],
    [
      'a payee that is not in the catalogue',
      {
        kind: 'third-party',
        payees: [{ kind: 'third-party', percent: 100, identifiedBy: 'size', zh: '银行', en: 'Bank' }],
      },
      'payees.0.identifiedBy',
      'text item',
    ],
  ])('%s', (_, change, path, words) => {
    expect(
      at(check(change), 'errors').filter((each) => each.startsWith(`${path}: `) && each.includes(words)),
    ).not.toEqual([]);
  });

  test('an item that no department provides', () => {
    const departments = ['market-regulation', 'social-insurance', 'statistics'];
    expect(at(check({}, { departments }), 'errors')).toEqual([
      'items: Nobody provides "Seriously untrustworthy": credit does not answer the hub',
    ]);
  });

  test('a group whose members disagree', () => {
    const other = readPolicyDocument({
      ...steady,
      id: 'another',
      stacking: { group: 'keep-jobs', rule: 'highest' },
    });
    expect(at(check({}, { others: [other] }), 'errors')[0]).toContain('stacking.rule');
    const same = readPolicyDocument({ ...steady, id: 'another' });
    expect(at(check({}, { others: [same] }), 'warnings').some((each) => each.startsWith('stacking: '))).toBe(
      true,
    );
    expect(check({}, { others: [readPolicyDocument(steady)] }).errors).toEqual([]);
  });
});

describe('decision tables', () => {
  const table = (rows: object[], more: object = {}): object => ({
    tables: [
      {
        name: '返还比例',
        zh: '比例',
        en: 'Share',
        inputs: ['规模', '参保人数'],
        hit: 'unique',
        rows,
        ...more,
      },
    ],
  });
  test('a gap is shown by an example', () => {
    const findings = check(
      table([
        { when: ['"大型"', '-'], then: 0.3 },
        { when: ['not("大型")', '< 100'], then: 0.5 },
      ]),
    );
    expect(at(findings, 'errors').find((each) => each.startsWith('tables.0: '))).toMatch(
      /No row answers for: .*Insured staff = 100/,
    );
  });
  test('an overlap is shown by an example', () => {
    const findings = check(
      table([
        { when: ['-', '<= 100'], then: 0.3 },
        { when: ['-', '>= 100'], then: 0.5 },
      ]),
    );
    expect(at(findings, 'errors').find((each) => each.startsWith('tables.0.rows.1: '))).toContain(
      'Rows 1 and 2 both answer for: Insured staff = 100',
    );
  });
  test('a row that is never reached', () => {
    const findings = check(
      table(
        [
          { when: ['-', '<= 100'], then: 0.3 },
          { when: ['"小型"', '< 50'], then: 0.4 },
        ],
        { hit: 'first', otherwise: 0.5 },
      ),
    );
    expect(at(findings, 'warnings')).toContain(
      'tables.0.rows.1: Row 2 is never reached. Delete it or move it up',
    );
  });
});

describe('warnings', () => {
  test.each([
    ['a condition that always holds', condition('参保人数 >= 0'), 'conditions.3.when', 'always holds'],
    [
      'an item that the rules do not use',
      { items: [...(steady['items'] as string[]), 'revenueDrop'] },
      'items.8',
      'do not use',
    ],
    [
      'an amount below zero',
      { amount: { ...(steady['amount'] as object), formula: '失业保险费 - 1000' } },
      'amount.formula',
      'negative',
    ],
    [
      'an amount without a cap',
      { amount: { formula: '失业保险费', rounding: { mode: 'down', toFen: 1 } } },
      'amount.formula',
      'no cap',
    ],
    [
      'an amount beyond what can be paid',
      { amount: { formula: '失业保险费 * 参保人数 * 上年末参保人数', rounding: { mode: 'down', toFen: 1 } } },
      'amount.formula',
      'beyond what can be paid',
    ],
    [
      'a cap that is never reached',
      {
        amount: {
          formula: 100,
          rounding: { mode: 'down', toFen: 1 },
          caps: [{ scope: 'case', limit: 500, zh: '上限', en: 'Cap' }],
        },
      },
      'amount.caps.0.limit',
      'never reached',
    ],
    ['a divisor that may be zero', condition('裁员人数 / 参保人数 < 1 or 参保人数 = 0', '比'), '', ''],
    [
      'examples of one kind only',
      { examples: (steady['examples'] as object[]).slice(0, 2) },
      'examples',
      'No example is ineligible',
    ],
  ])('%s', (_, change, path, words) => {
    const findings = check(change);
    const shown = at(findings, 'warnings');
    if (path === '') expect(shown.filter((each) => each.includes('divided by'))).toEqual([]);
    else expect(shown.filter((each) => each.startsWith(`${path}: `) && each.includes(words))).not.toEqual([]);
  });

  test('a divisor that no condition guards', () => {
    const findings = check({ conditions: (steady['conditions'] as object[]).slice(1) });
    expect(at(findings, 'warnings').filter((each) => each.includes('divided by'))).not.toEqual([]);
  });
});
