// Every example policy loads, compiles and answers each of its worked examples as it says it does.
import { describe, expect, it } from 'vitest';
import { readExampleCatalogue, readExamplePolicies } from '../../examples/hangzhou-2020/estimate.ts';
import { parseDay } from '../../core/kernel/day.ts';
import { compilePolicy } from '../../core/rules/compile-policy.ts';
import { carryFacts } from '../../core/rules/read-facts.ts';
import { SANDBOX_DEPARTMENTS } from '../../local/sandbox/departments/facts-of.ts';

const catalogue = readExampleCatalogue();
const policies = readExamplePolicies();

describe('the 29 policies of March 2020', () => {
  it('are 19 real or adapted ones and 10 composed ones, with ids in order', () => {
    expect(policies.map((policy) => policy.id.slice(0, 3))).toEqual(
      Array.from({ length: 29 }, (_, index) => `p${String(index + 1).padStart(2, '0')}`),
    );
    expect(policies.map((policy) => policy.provenance.kind === 'composed')).toEqual(
      Array.from({ length: 29 }, (_, index) => index >= 19),
    );
  });

  it('open for claims on days of March 2020, none before the launch', () => {
    for (const { dates } of policies) {
      expect(dates.application.from).toMatch(/^2020-03-(0[2-9]|[12]\d)$/);
    }
  });

  it('come in all three modes and all three kinds', () => {
    expect(new Set(policies.map((policy) => policy.mode))).toEqual(
      new Set(['automatic', 'confirm', 'apply']),
    );
    expect(new Set(policies.map((policy) => policy.kind))).toEqual(
      new Set(['grant', 'waiver', 'third-party']),
    );
  });

  it('are issued by departments that exist', () => {
    for (const policy of policies) expect(SANDBOX_DEPARTMENTS).toContain(policy.department);
  });

  it('say what no source gave, wherever they are not real as they stand', () => {
    for (const { provenance } of policies) {
      expect(provenance.source).not.toBe('');
      if (provenance.kind !== 'real') expect(provenance.assumed).not.toEqual([]);
    }
  });
});

describe.each(policies.map((policy) => [policy.id, policy] as const))('%s', (_id, policy) => {
  const compiled = compilePolicy(policy, catalogue);

  it('lists exactly the items that its rules read', () => {
    expect([...policy.items].sort()).toEqual([...compiled.items].sort());
  });

  it('has worked examples of yes and of no', () => {
    const outcomes = policy.examples.map((example) => example.expect.outcome);
    expect(outcomes).toContain('eligible');
    expect(outcomes).toContain('ineligible');
  });

  it.each(policy.examples.map((example) => [example.name, example] as const))('%s', (_name, example) => {
    const { facts, errors } = carryFacts(catalogue.items, example.facts);
    expect(errors).toEqual([]);
    const asOfDay = parseDay(example.asOf ?? policy.dates.application.from ?? '') ?? 0;
    const result = compiled.evaluate(facts, { asOfDay, district: example.district });
    expect(result.outcome).toBe(example.expect.outcome);
    if (example.expect.amountFen !== undefined) expect(result.amountFen).toBe(example.expect.amountFen);
    if (example.expect.missing)
      expect([...result.missing].sort()).toEqual([...example.expect.missing].sort());
    for (const [name, value] of Object.entries(example.expect.conditions ?? {})) {
      expect(result.conditions.find((condition) => condition.name === name)?.value).toBe(value);
    }
  });
});
