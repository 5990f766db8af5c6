// A policy that pays in instalments pays each its declared share, none of them twice, and all together the award.
import { beforeEach, describe, expect, it } from 'vitest';
import { instalmentOf } from '../../core/application/instalment.ts';
import { fen } from '../../core/kernel/fen.ts';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import type { Facts } from '../../core/rules/evaluation.ts';
import { readExamplePolicies } from '../../examples/hangzhou-2020/estimate.ts';
import { submit } from '../../functions/application/submit-application.ts';
import { verifyLedger } from '../../functions/reconciliation/verify-ledger.ts';
import { approveRecovery, proposeRecoveries } from '../../functions/recovery/propose-recovery.ts';
import { hear } from '../../functions/recovery/settle-recovery.ts';
import { firmOf, fitting, openTradeWorld, tradePolicy, usccOf, type TradeWorld } from './trade-world.ts';

const part = (percent: number, afterMonths = 0) => ({ afterMonths, percent, zh: '期', en: 'part' });
const inParts = (...instalments: ReturnType<typeof part>[]) =>
  ({ period: 'instalments', instalments }) as const;

let world: TradeWorld;
async function openWith(changes: Partial<PolicyDocument>): Promise<void> {
  world = await openTradeWorld(changes);
  await world.fund(world.policyId, 'city', 1_000_000);
}
async function file(n: number, instalment?: number, policyId = world.policyId): Promise<string> {
  const filed = await submit(world.deps, { policyId, uscc: usccOf(n), instalment, by: 'test' });
  await world.settle();
  return filed.application.id;
}
const enrol = async (n: number, facts: Facts) => {
  await world.store.put('enterprise', [firmOf(n)]);
  world.held.set(usccOf(n), facts);
};
const refused = (reason: string) => ({ code: 'unprocessable', detail: { reason } });

describe('an award in instalments', () => {
  beforeEach(() => openWith(inParts(part(33), part(33), part(34))));

  it('is paid by their percentages, rounded down, and the last takes the rest: all together are the award', async () => {
    await enrol(1, fitting(6001));
    const ids = [await file(1), await file(1, 2), await file(1, 3)];
    const claims = await world.store.readMany('claim', ids);
    // A sixth of ¥6,001 is ¥1,000.16.
    expect(claims.map((claim) => claim?.amountFen)).toEqual([33_005, 33_005, 34_006]);
    expect(world.bank.outflowFen).toBe(100_016);
    expect((await verifyLedger(world.deps)).verified).toBe(true);
  });

  it('knows no instalment that is not declared', async () => {
    await enrol(1, fitting(6000));
    await file(1, 3);
    await expect(file(1, 4)).rejects.toMatchObject(refused('no-such-instalment'));
    await expect(file(1, 60)).rejects.toMatchObject(refused('no-such-instalment'));
    expect(instalmentOf(world.document, '4', fen(100))).toBe(0);
    expect(world.bank.outflowFen).toBe(34_000);
  });

  it('of which one rounds to nothing ends there, and the others are paid', async () => {
    await openWith(inParts(part(98), part(1), part(1)));
    // A sixth of ¥3 is ¥0.50: of it one per cent is less than a fen.
    await enrol(1, fitting(3));
    const ids = [await file(1), await file(1, 2), await file(1, 3)];
    expect(await Promise.all(ids.map(world.stateOf))).toEqual(['paid', 'refused', 'paid']);
    expect((await world.store.read('application', ids[1] as string))?.refusedBy).toEqual(['amount']);
    expect(world.bank.outflowFen).toBe(50);
  });

  it('is corrected instalment by instalment, each by its share', async () => {
    await enrol(1, fitting(6000));
    const id = await file(1);
    const correct = async (taxYuan: number, key: string) => {
      const facts = { taxPaid2019: taxYuan * 100 };
      const ask = { policyId: world.policyId, cause: 'corrected-fact', applicationIds: [id], facts } as const;
      return proposeRecoveries(world.deps, { ...ask, reason: '更正' }, 'unit.maker', key);
    };
    expect(await correct(6000, 'none')).toEqual([]);
    const [more] = await correct(12_000, 'more');
    expect(more?.differenceFen).toBe(33_000);
    await approveRecovery(world.deps, more?.id ?? '', 'finance.checker');
    await world.settle();
    expect(world.bank.outflowFen).toBe(66_000);
    const [less] = await correct(3000, 'less');
    expect(less?.differenceFen).toBe(-49_500);
    await approveRecovery(world.deps, less?.id ?? '', 'finance.checker');
    const owed = await hear(
      world.deps,
      less?.id ?? '',
      { statement: '', outcome: 'uphold' },
      'staff.reviewer',
    );
    expect(owed).toMatchObject({ state: 'receivable', shares: [{ amountFen: 49_500 }] });
  });
});

describe('a later instalment', () => {
  beforeEach(() => openWith(inParts(part(50), part(50, 2))));

  it('is claimed so many months after the first, not before, and not without it', async () => {
    await enrol(1, fitting(6000));
    await expect(file(1, 2)).rejects.toMatchObject(refused('instalment-too-early'));
    await file(1);
    for (const day of ['2020-03-02', '2020-05-01']) {
      world.today = day;
      await expect(file(1, 2)).rejects.toMatchObject(refused('instalment-too-early'));
    }
    world.today = '2020-05-02';
    expect(await world.stateOf(await file(1, 2))).toBe('paid');
    expect(world.bank.outflowFen).toBe(100_000);
  });

  it('is claimed on its day though the window of the first is long over', async () => {
    await openWith(inParts(part(50), part(50, 12)));
    await enrol(1, fitting(6000));
    await file(1);
    world.today = '2021-03-02';
    expect(await world.stateOf(await file(1, 2))).toBe('paid');
    await enrol(2, fitting(6000));
    await expect(file(2)).rejects.toMatchObject(refused('outside-window'));
    await expect(file(2, 2)).rejects.toMatchObject(refused('instalment-too-early'));
    expect(world.bank.outflowFen).toBe(100_000);
  });

  it('does not follow a first one that was refused', async () => {
    await enrol(1, { ...fitting(6000), seriouslyUntrustworthy: true });
    await file(1);
    world.today = '2020-06-02';
    world.held.set(usccOf(1), fitting(6000));
    await expect(file(1, 2)).rejects.toMatchObject(refused('instalment-too-early'));
  });
});

describe('an award to persons in instalments', () => {
  const tenants = readExamplePolicies().find(({ id }) => id === 'p01-tenant-staff') as PolicyDocument;
  const person = (name: string) => ({
    person: name,
    household: `H${name}`,
    insuredMonths2019: 12,
    wage2019: 6_000_000,
    rentsUnderContract: true,
    ownsHomeInCity: false,
    otherHousingAid: false,
  });

  it('pays each person each time the share of their own line', async () => {
    await openWith({});
    world.bank.accountsOf = async (keys) =>
      new Map(keys.map((key) => [key, { name: key, account: `62-${key}`, clearingMember: '102331000001' }]));
    const document = { ...tenants, ...inParts(part(33), part(67)) };
    await world.publish(document);
    await world.fund(document.id, 'city', 100_000);
    const facts = { businessStatus: 'open', taxRegistered: true, tenantListGiven: true };
    await enrol(1, { ...facts, tenants: [person('A1'), person('A2'), person('A3')] } as unknown as Facts);
    const amounts = async (instalment: number) => {
      const claim = await world.store.read('claim', await file(1, instalment, document.id));
      const legs = await world.store.readMany('leg', claim?.legIds ?? []);
      return legs.map((leg) => [leg?.payeeId, leg?.amountFen, leg?.state]);
    };
    expect(await amounts(1)).toEqual(['A1', 'A2', 'A3'].map((name) => [name, 16_500, 'paid']));
    expect(await amounts(2)).toEqual(['A1', 'A2', 'A3'].map((name) => [name, 33_500, 'paid']));
    expect(world.bank.outflowFen).toBe(150_000);
  });
});

it('the example policy is paid at once, as before', async () => {
  await openWith(tradePolicy());
  await enrol(1, fitting(6000));
  await file(1);
  expect(world.bank.outflowFen).toBe(100_000);
});
