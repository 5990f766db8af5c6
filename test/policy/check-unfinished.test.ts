// A document that is only begun: its rules are checked and its examples run although the frame around them is empty.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { expect, it } from 'vitest';
import { readCatalogue } from '../../core/policy/catalogue-document.ts';
import { checkPolicy } from '../../functions/policy/check-policy.ts';

const FIXTURES = resolve(import.meta.dirname, '../core/policy/fixtures');
const fixture = (name: string): unknown => parse(readFileSync(resolve(FIXTURES, name), 'utf8'));
const catalogue = readCatalogue(fixture('catalogue.yaml'));
const deps = { policies: { catalogue: () => Promise.resolve(catalogue) } };
const begun = {
  ...(fixture('steady-jobs.yaml') as Record<string, unknown>),
  legalText: '',
  documentNumber: '',
};

it('names what is empty, and runs the examples of its rules', async () => {
  const { ok, isReadable, errors, examples } = await checkPolicy(deps, begun);
  expect({ ok, isReadable, paths: errors.map(({ path }) => path) }).toEqual({
    ok: false,
    isReadable: false,
    paths: ['documentNumber', 'legalText'],
  });
  expect(examples.length).toBeGreaterThan(3);
  expect(examples.every((example) => example.ok)).toBe(true);
});

it('names a wrong rule beside the empty frame', async () => {
  const { errors } = await checkPolicy(deps, {
    ...begun,
    amount: { ...amountOf(begun), formula: '没有的名称' },
  });
  expect(errors.map(({ path }) => path)).toEqual(['documentNumber', 'legalText', 'amount.formula']);
});

it('says nothing about rules that do not fit the schema themselves', async () => {
  const { errors, examples } = await checkPolicy(deps, { ...begun, conditions: [{ name: '' }] });
  expect(errors.some(({ path }) => path.startsWith('conditions.0'))).toBe(true);
  expect(examples).toEqual([]);
});

it.each([undefined, null, 'text', [], {}])('answers %j with errors', async (input) => {
  expect((await checkPolicy(deps, input)).errors.length).toBeGreaterThan(0);
});

function amountOf(document: Record<string, unknown>): object {
  return document['amount'] as object;
}
