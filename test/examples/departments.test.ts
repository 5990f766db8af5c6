// The departments of the example are those that the catalogue asks and the sandbox plays, no more and no fewer.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { hubSourcesSchema, readDepartments } from '../../core/hub/hub-source.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { readExampleCatalogue } from '../../examples/hangzhou-2020/estimate.ts';
import { SANDBOX_DEPARTMENTS } from '../../local/sandbox/departments/facts-of.ts';

const written: unknown = parse(
  readFileSync(new URL('../../examples/hangzhou-2020/departments.yaml', import.meta.url), 'utf8'),
);

describe('the departments of the example', () => {
  it('are known by name, asked by the catalogue, and played by the sandbox', () => {
    const known = readDepartments(written).departments.map(({ id }) => id);
    const asked = new Set(readExampleCatalogue().items.map(({ department }) => department));
    expect([...known].sort()).toEqual([...asked].sort());
    expect([...known].sort()).toEqual([...SANDBOX_DEPARTMENTS].sort());
  });

  const one = { id: 'tax', zh: '税务', en: 'Tax', holds: { zh: '税', en: 'tax' } };
  it.each([
    ['no department', { departments: [] }],
    ['the same id twice', { departments: [one, one] }],
    ['an id in capitals', { departments: [{ ...one, id: 'TAX' }] }],
    ['no words in English', { departments: [{ ...one, en: '' }] }],
    ['a field nobody declared', { departments: [{ ...one, url: 'http://tax' }] }],
    ['no list', 'tax'],
  ])('with %s are refused', (_name, input) => {
    expect(() => readDepartments(input)).toThrow(Fault);
  });
});

describe('a source of the hub', () => {
  const publicKey = 'A'.repeat(43);
  it.each([
    ['https and a key of 32 bytes', { url: 'https://tax.example/hub', publicKey }, true],
    ['another protocol', { url: 'file:///etc/passwd', publicKey }, false],
    ['no address', { url: 'tax', publicKey }, false],
    ['a short key', { url: 'https://tax.example', publicKey: 'AAAA' }, false],
  ])('with %s', (_name, source, fits) => {
    expect(hubSourcesSchema.safeParse({ tax: source }).success).toBe(fits);
  });
});
