// A check asks only what can still matter, stops once decided, and never takes unknown for no.
import { describe, expect, it } from 'vitest';
import type { Enterprise } from '../../core/enterprise/enterprise.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { compilePolicy } from '../../core/rules/compile-policy.ts';
import type { Catalogue, CatalogueItem } from '../../core/rules/catalogue.ts';
import type { RuleDocument } from '../../core/rules/rule-document.ts';
import { gatherFacts } from '../../functions/hub/gather-facts.ts';
import type { DepartmentSource } from '../../functions/ports.ts';

const words = (text: string) => ({ zh: text, en: text });
const item = (
  key: string,
  department: string,
  costRank: number,
  more: Partial<CatalogueItem> = {},
): CatalogueItem => ({
  key,
  zh: key,
  en: key,
  type: 'number',
  department,
  costRank,
  released: false,
  ...more,
});
const enumOf = (...codes: string[]) => codes.map((code) => ({ code, ...words(code) }));

const catalogue: Catalogue = {
  items: [
    item('legalForm', 'market', 0, {
      type: 'enum',
      values: enumOf('legal-person', 'branch'),
      fromRegister: true,
      role: 'legal-form',
    }),
    item('listed', 'credit', 5, { type: 'boolean' }),
    item('staff', 'people', 10),
    item('leavers', 'people', 10),
    item('tax', 'tax', 30, { type: 'money' }),
  ],
};
const document: RuleDocument = {
  level: 'city',
  claimants: ['legal-person'],
  conditions: [
    { name: 'unlisted', when: 'not(listed)', ...words('unlisted') },
    { name: 'keeps', when: 'leavers <= 0.2 * staff or tax > 1000', ...words('keeps') },
  ],
  values: [],
  tables: [],
  parameters: [],
  amount: { formula: 'tax * 0.1', rounding: { mode: 'down', toFen: 1 }, caps: [] },
};
const policy = compilePolicy(document, catalogue);
const enterprise: Enterprise = {
  id: '91330100799655058B',
  uscc: '91330100799655058B',
  name: '例',
  registeredOn: '2007-03-01',
  legalForm: 'legal-person',
};

type Held = Readonly<Record<string, Readonly<Record<string, unknown>> | Fault>>;

/** Departments that answer from a table, or throw the fault that stands in it; `calls` is what they saw. */
function departmentsHolding(held: Held) {
  const calls: string[] = [];
  const departments: DepartmentSource = {
    ask: async (department, uscc, items, purpose) => {
      calls.push(`${department}: ${[...items].sort().join(' ')} for ${purpose.policyId}`);
      const values = held[department];
      if (values instanceof Fault) throw values;
      const asked = Object.fromEntries(items.map((key) => [key, values?.[key] ?? null]));
      return {
        department,
        uscc,
        values: asked,
        asOf: '2020-02-29',
        nonce: `nonce-${calls.length}`,
        signature: 'c2lnbmVk',
      };
    },
  };
  return { departments, calls };
}

const gather = async (held: Held, of: Enterprise = enterprise) => {
  const { departments, calls } = departmentsHolding(held);
  const purpose = { applicationId: 'p.u.once', policyId: 'p', policyVersion: 1 };
  const gathered = await gatherFacts(
    { departments },
    { enterprise: of, policy, catalogue, asOfDay: 18_323, purpose },
  );
  return { gathered, calls };
};
const down = new Fault('unavailable', { reason: 'department-down' });

describe('gathering facts', () => {
  it('asks all that matters, cheapest first, one call a department', async () => {
    const { gathered, calls } = await gather({
      credit: { listed: false },
      people: { staff: 10, leavers: 1 },
      tax: { tax: 500_000 },
    });
    expect(calls).toEqual(['credit: listed for p', 'people: leavers staff for p', 'tax: tax for p']);
    expect(gathered.evaluation).toMatchObject({ outcome: 'eligible', amountFen: 50_000, missing: [] });
    expect(gathered.receipts.map((receipt) => receipt.department)).toEqual(['credit', 'people', 'tax']);
    expect(gathered.asked.map(({ outcome, nonce }) => [outcome, nonce])).toEqual([
      ['answered', 'nonce-1'],
      ['answered', 'nonce-2'],
      ['answered', 'nonce-3'],
    ]);
  });

  it('stops as soon as the answer is no: nobody learns more', async () => {
    const { gathered, calls } = await gather({
      credit: { listed: true },
      people: { staff: 10, leavers: 1 },
      tax: { tax: 500_000 },
    });
    expect(calls).toEqual(['credit: listed for p']);
    expect(gathered.evaluation.outcome).toBe('ineligible');
  });

  it('asks nobody when the register settles it', async () => {
    const { gathered, calls } = await gather({}, { ...enterprise, legalForm: 'branch' });
    expect(calls).toEqual([]);
    expect(gathered.evaluation.outcome).toBe('ineligible');
  });

  it('leaves to the applicant what the register does not say', async () => {
    const { legalForm: _unknown, ...unclear } = enterprise;
    const { gathered } = await gather(
      { credit: { listed: false }, people: { staff: 10, leavers: 1 }, tax: { tax: 500_000 } },
      unclear,
    );
    expect(gathered.evaluation).toMatchObject({ outcome: 'unknown', missing: ['legalForm'] });
    expect([gathered.unreachable, gathered.notHeld]).toEqual([[], []]);
  });

  it('decides without a department that is down when the others suffice', async () => {
    const { gathered } = await gather({ credit: { listed: false }, people: down, tax: { tax: 500_000 } });
    expect(gathered.evaluation).toMatchObject({ outcome: 'eligible', amountFen: 50_000 });
    expect([gathered.down, gathered.unreachable]).toEqual([['people'], []]);
    expect(gathered.asked.map(({ department, outcome }) => `${department} ${outcome}`)).toEqual([
      'credit answered',
      'people down',
      'tax answered',
    ]);
  });

  it('names what a department that is down still owes, and does not take it for no', async () => {
    const { gathered, calls } = await gather({
      credit: { listed: false },
      people: down,
      tax: { tax: 50_000 },
    });
    expect(gathered.evaluation.outcome).toBe('unknown');
    expect([...gathered.unreachable].sort()).toEqual(['leavers', 'staff']);
    expect(calls.filter((call) => call.startsWith('people'))).toHaveLength(1);
  });

  it('asks once for what is not held, and says so', async () => {
    const { gathered, calls } = await gather({
      credit: { listed: false },
      people: { staff: 10 },
      tax: { tax: 50_000 },
    });
    expect(calls).toHaveLength(3);
    expect(gathered.evaluation.outcome).toBe('unknown');
    expect([gathered.notHeld, gathered.unreachable]).toEqual([['leavers'], []]);
  });

  it.each([
    ['text for a number', { staff: '10', leavers: 1 }],
    ['a fraction of a fen', { staff: 10.5, leavers: 1 }],
    ['a truth for a number', { staff: true, leavers: 1 }],
  ])('lets no rule see %s: the department counts as down', async (_name, people) => {
    const { gathered } = await gather({ credit: { listed: false }, people, tax: { tax: 50_000 } });
    expect(gathered.facts).not.toHaveProperty('staff');
    expect(gathered.down).toEqual(['people']);
    expect(gathered.evaluation.outcome).toBe('unknown');
  });

  it('passes on a refusal that asking again cannot mend', async () => {
    const unknown = new Fault('not-found', { reason: 'department-unknown' });
    await expect(gather({ credit: unknown })).rejects.toBe(unknown);
  });
});
