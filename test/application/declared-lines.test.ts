// A list of persons narrows what the department answers: fewer may be paid, nobody else, and nobody twice.
import { beforeEach, describe, expect, it } from 'vitest';
import type { FactRecord } from '../../core/rules/evaluation.ts';
import { readExampleCatalogue, readExamplePolicies } from '../../examples/hangzhou-2020/estimate.ts';
import { showApplication } from '../../functions/application/show-application.ts';
import { submit } from '../../functions/application/submit-application.ts';
import { checkReceipt, receiptSchema } from '../../functions/application/verify-receipt.ts';
import { firmOf, usccOf } from '../flow/trade-world.ts';
import { createFlowWorld, type FlowWorld } from '../world/flow-world.ts';

const POLICY = 'p01-tenant-staff';
const person = (name: string): FactRecord => ({
  person: name,
  household: `H-${name}`,
  insuredMonths2019: 12,
  wage2019: 5_000_000,
  rentsUnderContract: true,
  ownsHomeInCity: false,
  otherHousingAid: false,
});

let world: FlowWorld;
beforeEach(async () => {
  world = await createFlowWorld(readExampleCatalogue());
  await world.publish(readExamplePolicies().find(({ id }) => id === POLICY));
  await world.settle();
  await world.fund(POLICY, 'city', 1_000_000);
});

async function claim(n: number, names: readonly string[], lines?: readonly string[]) {
  await world.store.put('enterprise', [firmOf(n)]);
  world.held.set(usccOf(n), {
    businessStatus: 'open',
    taxRegistered: true,
    tenantListGiven: true,
    tenants: names.map(person),
  });
  const { application } = await submit(world.deps, {
    policyId: POLICY,
    uscc: usccOf(n),
    by: 'test',
    ...(lines && { lines }),
  });
  await world.settle();
  return showApplication(world.deps, application.id);
}

describe('a declared list', () => {
  it('pays only those on it that the department names, whatever else it holds', async () => {
    const shown = await claim(1, ['A', 'B', 'C'], ['A', 'C', 'NOBODY']);
    expect(shown.application).toMatchObject({
      amountFen: 100_000,
      declared: { item: 'tenants', field: 'person', count: 3 },
    });
    const facts = shown.decision?.['facts'] as { tenants: FactRecord[] };
    expect(facts.tenants.map((record) => record['person'])).toEqual(['A', 'C']);
  });

  it('without one everybody whom the department names is claimed for', async () => {
    expect((await claim(1, ['A', 'B', 'C'])).application.amountFen).toBe(150_000);
  });

  it('with nobody whom the department names gets nothing', async () => {
    const shown = await claim(1, ['A', 'B'], ['X']);
    expect(shown.state).toBe('refused');
    expect(world.bank.outflowFen).toBe(0);
  });

  it('cannot claim for a person whom another firm was paid for', async () => {
    await claim(1, ['A', 'B'], ['A']);
    const second = await claim(2, ['A'], ['A']);
    expect(second.state).toBe('refused');
    const third = await claim(3, ['B'], ['B']);
    expect(third.application.amountFen).toBe(50_000);
  });

  it('with a person twice is refused with the rows, and nothing is filed', async () => {
    await expect(claim(1, ['A'], ['A', 'B', 'A'])).rejects.toMatchObject({
      code: 'invalid',
      detail: { reason: 'line-twice', fields: [{ path: 'lines.2' }] },
    });
    expect(
      (await world.store.list('application', { by: 'owner', group: usccOf(1), limit: 9 })).items,
    ).toEqual([]);
  });

  it('that is lost claims for nobody, rather than for everybody', async () => {
    await world.store.put('enterprise', [firmOf(1)]);
    world.held.set(usccOf(1), {
      businessStatus: 'open',
      taxRegistered: true,
      tenantListGiven: true,
      tenants: [person('A')],
    });
    await submit(world.deps, { policyId: POLICY, uscc: usccOf(1), by: 'test', lines: ['A'] });
    for (const key of world.files.objects.keys())
      if (key.startsWith('files/declared/')) world.files.objects.delete(key);
    await world.settle();
    expect(world.bank.outflowFen).toBe(0);
  });

  it('is a source that a receipt’s check accepts, and one that adds a person is not', async () => {
    const { application, decision } = await claim(1, ['A', 'B'], ['A']);
    const receipt = receiptSchema.parse({ application, decision });
    const sources = async (it: typeof receipt) =>
      (await checkReceipt(world.deps, it)).checks.find(({ name }) => name === 'sources');
    expect(await sources(receipt)).toMatchObject({ ok: true });
    const added = structuredClone(receipt);
    added.decision.facts = { ...added.decision.facts, tenants: [person('A'), person('Z')] };
    expect(await sources(added)).toMatchObject({ ok: false, failing: ['tenants'] });
  });
});
