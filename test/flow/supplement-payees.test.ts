// A supplement pays those whom the award pays: each person what their own line grew, a third party its share, none twice.
import { beforeEach, describe, expect, it } from 'vitest';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import type { Facts } from '../../core/rules/evaluation.ts';
import { readExamplePolicies } from '../../examples/hangzhou-2020/estimate.ts';
import { showApplication } from '../../functions/application/show-application.ts';
import { submit } from '../../functions/application/submit-application.ts';
import { approveRecovery, proposeRecoveries } from '../../functions/recovery/propose-recovery.ts';
import { verifyLedger } from '../../functions/reconciliation/verify-ledger.ts';
import { firmOf, openTradeWorld, tradePolicy, usccOf, type TradeWorld } from './trade-world.ts';

const exampleOf = (id: string) => readExamplePolicies().find((it) => it.id === id) as PolicyDocument;

let world: TradeWorld;
let requests = 0;
beforeEach(async () => {
  world = await openTradeWorld();
  world.bank.accountsOf = async (keys) =>
    new Map(keys.map((key) => [key, { name: key, account: `62-${key}`, clearingMember: '102331000001' }]));
});

async function paid(policyId: string, n: number, facts: object): Promise<string> {
  await world.store.put('enterprise', [firmOf(n)]);
  world.held.set(usccOf(n), facts as Facts);
  const filed = await submit(world.deps, { policyId, uscc: usccOf(n), by: 'test' });
  await world.settle();
  return filed.application.id;
}
async function open(document: PolicyDocument): Promise<void> {
  await world.publish(document);
  await world.settle();
  await world.fund(document.id, 'city', 100_000);
}
async function correct(policyId: string, applicationId: string, facts: object) {
  requests += 1;
  const ask = {
    policyId,
    cause: 'corrected-fact',
    applicationIds: [applicationId],
    facts: facts as Facts,
  } as const;
  const proposed = await proposeRecoveries(
    world.deps,
    { ...ask, reason: '更正' },
    'unit.maker',
    `r${requests}`,
  );
  const states = [];
  for (const { id } of proposed)
    states.push((await approveRecovery(world.deps, id, 'finance.checker')).state);
  await world.settle();
  return states;
}
/** What each payee got in all. */
async function gotBy(applicationId: string): Promise<Record<string, number>> {
  const legs = world.store
    .all('leg')
    .filter((leg) => (leg.applicationId ?? leg.claimId) === applicationId && leg.state === 'paid');
  const got: Record<string, number> = {};
  for (const { payeeId = 'enterprise', amountFen } of legs) got[payeeId] = (got[payeeId] ?? 0) + amountFen;
  return got;
}

describe('a supplement of an award to persons', () => {
  const tenants = exampleOf('p01-tenant-staff');
  const person = (name: string, months = 12) => ({
    person: name,
    household: `H${name}`,
    insuredMonths2019: months,
    wage2019: months * 500_000,
    rentsUnderContract: true,
    ownsHomeInCity: false,
    otherHousingAid: false,
  });
  /** Paid ¥500 only if they rent under contract. */
  const without = (name: string) => ({ ...person(name), rentsUnderContract: false });
  const staff = (people: object[]) => ({
    businessStatus: 'open',
    taxRegistered: true,
    tenantListGiven: true,
    tenants: people,
  });
  beforeEach(() => open(tenants));

  it('pays the person whose line was wrong, and nobody else', async () => {
    const id = await paid(tenants.id, 1, staff([person('A1'), without('A2'), person('A3')]));
    expect(await gotBy(id)).toEqual({ A1: 50_000, A3: 50_000 });
    expect(await correct(tenants.id, id, { tenants: [person('A1'), person('A2'), person('A3')] })).toEqual([
      'topped-up',
    ]);
    expect(await gotBy(id)).toEqual({ A1: 50_000, A2: 50_000, A3: 50_000 });
    expect((await showApplication(world.deps, id)).state).toBe('paid');
    expect((await verifyLedger(world.deps)).verified).toBe(true);
  });

  it('takes the person’s place, so that no later claim pays the same person again', async () => {
    const id = await paid(tenants.id, 1, staff([person('A1'), without('A2')]));
    await correct(tenants.id, id, { tenants: [person('A1'), person('A2')] });
    const other = await paid(tenants.id, 2, staff([person('A2'), person('B1')]));
    expect(await gotBy(other)).toEqual({ B1: 50_000 });
  });

  it('leaves out a person whom another claim has paid meanwhile', async () => {
    const id = await paid(tenants.id, 1, staff([person('A1'), without('A2'), without('A4')]));
    await paid(tenants.id, 2, staff([person('A2')]));
    await correct(tenants.id, id, { tenants: [person('A1'), person('A2'), person('A4')] });
    expect(await gotBy(id)).toEqual({ A1: 50_000, A4: 50_000 });
    const only = await paid(tenants.id, 3, staff([person('C1'), without('C2')]));
    await paid(tenants.id, 4, staff([person('C2')]));
    expect(await correct(tenants.id, only, { tenants: [person('C1'), person('C2')] })).toEqual(['dropped']);
  });

  it('pays a second correction to its own person, though an earlier one was paid before', async () => {
    const id = await paid(tenants.id, 1, staff([person('A1'), without('A2'), without('A3')]));
    await correct(tenants.id, id, { tenants: [person('A1'), person('A2'), without('A3')] });
    await correct(tenants.id, id, { tenants: [person('A1'), person('A2'), person('A3')] });
    expect(await gotBy(id)).toEqual({ A1: 50_000, A2: 50_000, A3: 50_000 });
    expect(await correct(tenants.id, id, { tenants: [person('A1'), person('A2'), person('A3')] })).toEqual(
      [],
    );
  });

  it('of many persons comes in parts that each fit a commit', async () => {
    const names = Array.from({ length: 70 }, (_, n) => `P${n}`);
    const id = await paid(tenants.id, 1, staff([person('A1'), ...names.map(without)]));
    const states = await correct(tenants.id, id, {
      tenants: [person('A1'), ...names.map((name) => person(name))],
    });
    expect(states).toEqual(['topped-up', 'topped-up', 'topped-up']);
    const got = await gotBy(id);
    expect(Object.keys(got)).toHaveLength(71);
    expect(new Set(Object.values(got))).toEqual(new Set([50_000]));
    expect((await verifyLedger(world.deps)).verified).toBe(true);
  });
});

describe('a supplement of an award to a third party', () => {
  it('is paid to the party that the award paid', async () => {
    world.today = '2020-03-05';
    const cut = { ...exampleOf('p03-rate-cut-award'), mode: 'confirm' as const };
    await open(cut);
    const lender = usccOf(77);
    const facts = {
      businessStatus: 'open',
      sizeClass: 'small',
      rateCutListed: true,
      loanBalance: 100_000_000,
      furtherRateCut: 50,
      lenderUscc: lender,
    };
    const id = await paid(cut.id, 1, facts);
    expect(await gotBy(id)).toEqual({ [lender]: 41_666 });
    expect(await correct(cut.id, id, { furtherRateCut: 100 })).toEqual(['topped-up']);
    expect(await gotBy(id)).toEqual({ [lender]: 83_333 });
  });
});

describe('a supplement in a group', () => {
  const stacking = { group: 'trade-aid', rule: 'highest', higherLevelPrevails: false } as const;

  it('raises what the place is worth, so that a later claim pays less', async () => {
    const [first, second] = ['1', '2'].map((n) => tradePolicy({ id: `group-${n}`, stacking }));
    const later = {
      ...(second as PolicyDocument),
      amount: { ...(second as PolicyDocument).amount, formula: '1800' },
    };
    await open(first as PolicyDocument);
    await open(later);
    const facts = {
      businessStatus: 'open',
      sector: 'retail',
      sizeClass: 'small',
      taxRegistered: true,
      taxPaid2019: 600_000,
      seriouslyUntrustworthy: false,
    };
    const id = await paid('group-1', 1, facts);
    await correct('group-1', id, { taxPaid2019: 900_000 });
    expect(await gotBy(id)).toEqual({ enterprise: 150_000 });
    const beside = await paid('group-2', 1, facts);
    expect(await gotBy(beside)).toEqual({ enterprise: 30_000 });
    // Worth less than what both have already: nothing more is paid.
    expect(await correct('group-1', id, { taxPaid2019: 1_020_000 })).toEqual(['dropped']);
    expect(await correct('group-1', id, { taxPaid2019: 1_200_000 })).toEqual(['topped-up']);
    expect(await gotBy(id)).toEqual({ enterprise: 170_000 });
  });
});
