// Policy documents are read as they are written: what is wrong is named with its path, in both languages.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseDay } from '../../../core/kernel/day.ts';
import { Fault } from '../../../core/kernel/fault.ts';
import { readCatalogue } from '../../../core/policy/catalogue-document.ts';
import { policyJsonSchema, readPolicyDocument } from '../../../core/policy/policy-document.ts';
import { compilePolicy } from '../../../core/rules/compile-policy.ts';
import { carryFacts } from '../../../core/rules/read-facts.ts';

const fixture = (name: string): Record<string, unknown> =>
  parse(readFileSync(new URL(`./fixtures/${name}.yaml`, import.meta.url), 'utf8')) as Record<string, unknown>;

const catalogue = readCatalogue(fixture('catalogue'));

function faultOf(work: () => unknown): Fault {
  try {
    work();
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
  throw new Error('no fault was thrown');
}

describe.each(['steady-jobs', 'rent-subsidy'])('the sample %s', (name) => {
  const document = readPolicyDocument(fixture(name));
  const policy = compilePolicy(document, catalogue);
  test.each(document.examples.map((example) => [example.name, example] as const))('%s', (_, example) => {
    const { facts, errors } = carryFacts(catalogue.items, example.facts);
    expect(errors).toEqual([]);
    const asOfDay = parseDay(example.asOf ?? document.dates.application.from ?? '') ?? 0;
    const result = policy.evaluate(facts, { asOfDay, district: example.district });
    expect(result.outcome).toBe(example.expect.outcome);
    if (example.expect.amountFen !== undefined) expect(result.amountFen).toBe(example.expect.amountFen);
    if (example.expect.missing)
      expect([...result.missing].sort()).toEqual([...example.expect.missing].sort());
  });
});

test('caps are given for a day and a district, in fen', () => {
  const policy = compilePolicy(readPolicyDocument(fixture('steady-jobs')), catalogue);
  const asOfDay = parseDay('2020-03-02') ?? 0;
  const local = policy.caps({ asOfDay, district: '330127' });
  expect(local).toEqual([
    { scope: 'case', limitFen: 15_000_000 },
    { scope: 'enterprise', limitFen: 40_000_000 },
  ]);
  expect(policy.caps({ asOfDay, district: '330106' })[0]?.limitFen).toBe(20_000_000);
  expect(policy.caps({ asOfDay })[0]?.limitFen).toBeNull();
});

describe('errors in a document', () => {
  const broken = (change: (document: Record<string, never>) => void): Fault => {
    const document = fixture('steady-jobs');
    change(document as Record<string, never>);
    return faultOf(() => readPolicyDocument(document));
  };
  const paths = (fault: Fault): string[] => (fault.detail.fields ?? []).map((field) => field.path);

  test('an unknown field is named, with words in both languages', () => {
    const fault = broken((document) => Object.assign(document, { colour: 'red' }));
    expect(fault.code).toBe('invalid');
    expect(fault.detail.fields?.[0]).toMatchObject({
      path: '',
      zh: expect.stringContaining('colour'),
      en: expect.stringContaining('colour'),
    });
  });

  test.each([
    [
      'a day that does not exist',
      { dates: { validity: { from: '2020-02-30' }, application: {}, publicityDays: 0, paymentDays: 1 } },
      'dates.validity.from',
    ],
    ['shares that do not add up', { funding: [{ treasury: 'city', percent: 60 }] }, 'funding'],
    ['a lottery', { allocation: { method: 'lottery' } }, 'allocation.method'],
    ['a second version without a transition rule', { version: 2 }, 'transition'],
    ['an exclusive policy without a group', { stacking: { rule: 'exclusive' } }, 'stacking.group'],
    ['a district policy without its district', { level: 'district' }, 'district'],
    ['instalments that are not there', { period: 'instalments' }, 'instalments'],
    [
      'a name of the language',
      { values: [{ name: 'constructor', is: '1', zh: '甲', en: 'a' }] },
      'values.0.name',
    ],
    ['a name used twice', { values: [{ name: '每户上限', is: '1', zh: '甲', en: 'a' }] }, 'values.0.name'],
  ])('%s', (_, change, path) => {
    const fault = broken((document) => Object.assign(document, change));
    expect(paths(fault)).toContain(path);
    for (const field of fault.detail.fields ?? []) expect(field.zh).toMatch(/[\u4e00-\u9fff]/);
  });

  test('the JSON Schema names the fields and allows defaults to be left out', () => {
    const schema = policyJsonSchema() as {
      required: string[];
      properties: Record<string, unknown>;
      additionalProperties: boolean;
    };
    expect(schema.properties).toHaveProperty('conditions');
    expect(schema.required).toContain('title');
    expect(schema.required).not.toContain('version');
    expect(schema.additionalProperties).toBe(false);
  });
});
