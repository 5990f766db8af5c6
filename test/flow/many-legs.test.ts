// Awards of many lines: what is taken back of them, and parts that a short budget rounds to nothing, end however many legs they have.
import type { Leg } from '../../core/disbursement/claim.ts';
import { accountMissing } from '../../core/payment/account-missing.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { fen } from '../../core/kernel/fen.ts';
import { readPolicyDocument, type PolicyDocument } from '../../core/policy/policy-document.ts';
import type { Facts } from '../../core/rules/evaluation.ts';
import { readExamplePolicies } from '../../examples/hangzhou-2020/estimate.ts';
import { showApplication } from '../../functions/application/show-application.ts';
import { submit } from '../../functions/application/submit-application.ts';
import { sweepStalled } from '../../functions/flow/sweep-stalled.ts';
import { prepareOrders } from '../../functions/payment/prepare-order.ts';
import { liftHold, placeHold } from '../../functions/payment/place-hold.ts';
import { verifyLedger } from '../../functions/reconciliation/verify-ledger.ts';
import { approveRecovery, proposeRecoveries } from '../../functions/recovery/propose-recovery.ts';
import { correctOneself, hear } from '../../functions/recovery/settle-recovery.ts';
import { resumeTakeBacks } from '../../functions/recovery/take-back-in-steps.ts';
import type { Commit } from '../../functions/ports.ts';
import { firmOf, fitting, openTradeWorld, tradePolicy, usccOf, type TradeWorld } from './trade-world.ts';

const tenants = readExamplePolicies().find(({ id }) => id === 'p01-tenant-staff') as PolicyDocument;
/** Without the example's cap of 100 persons. */
const uncapped: PolicyDocument = {
  ...tenants,
  amount: { ...tenants.amount, caps: tenants.amount.caps.map((cap) => ({ ...cap, limit: 900_000 })) },
  preAuthorisedYuan: 900_000,
};
const PERSONS = 150;
const EACH_FEN = 50_000;

const person = (name: string, wage2019 = 6_000_000) => ({
  person: name,
  household: `H${name}`,
  insuredMonths2019: 12,
  wage2019,
  rentsUnderContract: true,
  ownsHomeInCity: false,
  otherHousingAid: false,
});
const persons = (count: number, prefix = 'P') =>
  Array.from({ length: count }, (_, n) => person(`${prefix}${n}`));
const staff = (people: object[]) =>
  ({
    businessStatus: 'open',
    taxRegistered: true,
    tenantListGiven: true,
    tenants: people,
  }) as unknown as Facts;

let world: TradeWorld;
async function openWith(document: PolicyDocument, yuan: number): Promise<void> {
  world = await openTradeWorld();
  world.bank.accountsOf = async (keys) =>
    new Map(keys.map((key) => [key, { name: key, account: `62-${key}`, clearingMember: '102331000001' }]));
  await world.publish(document);
  await world.settle();
  await world.fund(document.id, 'city', yuan);
}
async function enrol(n: number, people: object[]): Promise<string> {
  await world.store.put('enterprise', [firmOf(n)]);
  world.held.set(usccOf(n), staff(people));
  const filed = await submit(world.deps, { policyId: tenants.id, uscc: usccOf(n), by: 'test' });
  await world.settle();
  return filed.application.id;
}
const sweep = async () => {
  await sweepStalled(world.deps, { stalledMs: 0 });
  await world.settle();
};
const budget = () => world.store.read('budget', `${tenants.id}.city`);
const hold = { kind: 'policy', id: tenants.id, reason: '核查' } as const;
const uphold = { statement: '', outcome: 'uphold' } as const;

describe('an award of 150 legs of which none has left', () => {
  let id: string;
  beforeEach(async () => {
    await openWith(uncapped, 100_000);
    // The claim is reserved, and then nothing is ordered any more.
    await world.store.put('enterprise', [firmOf(1)]);
    world.held.set(usccOf(1), staff(persons(PERSONS)));
    id = (await submit(world.deps, { policyId: tenants.id, uscc: usccOf(1), by: 'test' })).application.id;
    await world.runUntil('prepare-order');
    for (let turn = 0; (await world.stateOf(id)) !== 'reserved' && turn < 20; turn++) {
      await world.settleOnly('allocate-budget');
      await world.runUntil('prepare-order');
    }
    world.dropQueues();
    await placeHold(world.deps, hold, 'auditor');
    expect(await budget()).toMatchObject({ held: PERSONS * EACH_FEN });
  });

  /** Of all persons only these were entitled. */
  async function noticed(entitled: number): Promise<string> {
    const facts = staff(persons(entitled));
    const ask = { policyId: tenants.id, cause: 'corrected-fact', applicationIds: [id], facts } as const;
    const [recovery] = await proposeRecoveries(world.deps, { ...ask, reason: '更正' }, 'unit.maker', 'r1');
    expect(recovery?.differenceFen).toBe(-(PERSONS - entitled) * EACH_FEN);
    await approveRecovery(world.deps, recovery?.id ?? '', 'finance.checker');
    return recovery?.id ?? '';
  }
  const heldFen = () =>
    world.store
      .all('leg')
      .filter(({ state }) => state !== 'void')
      .reduce((sum, { amountFen }) => sum + amountFen, 0);

  it('is taken back in several transactions, and is settled only when all of it is', async () => {
    const recoveryId = await noticed(1);
    const done = await hear(world.deps, recoveryId, uphold, 'staff.reviewer');
    expect(done).toMatchObject({ state: 'settled', shares: [], hearing: { by: 'staff.reviewer' } });
    expect(heldFen()).toBe(EACH_FEN);
    expect(await budget()).toMatchObject({ held: EACH_FEN, available: 10_000_000 - EACH_FEN });
    const steps = await world.store.events(`recovery:${recoveryId}`);
    expect(steps.items.map(({ type }) => type)).toEqual([
      'recovery.proposed',
      'recovery.noticed',
      ...Array.from({ length: steps.items.length - 3 }, () => 'recovery.taking-back'),
      'recovery.decided',
    ]);
    expect(steps.items.length).toBeGreaterThan(4);
    expect((await verifyLedger(world.deps)).verified).toBe(true);
  });

  it('closes the cases of every leg with it, also where each has four', async () => {
    const recoveryId = await noticed(1);
    const reasons = ['account-missing', 'release-check', 'release-check', 'release-check'];
    const cases = world.store.all('leg').flatMap(({ id: legId }) =>
      reasons.map((reason, index) => ({
        ...accountMissing({ id: legId } as Leg, '2020-03-02T02:00:00.000Z'),
        id: `${reason}.${index}.${legId}`,
        reason,
      })),
    );
    await world.store.put('exception', cases);
    const done = await hear(world.deps, recoveryId, uphold, 'staff.reviewer');
    expect(done.state).toBe('settled');
    const open = world.store.all('exception').filter(({ state }) => state === 'open');
    expect(open.length).toBe(reasons.length);
  });

  it('is looked at once, however many steps it takes, and a sweep goes only so far', async () => {
    const recoveryId = await noticed(1);
    const readMany = world.store.readMany.bind(world.store);
    let legsRead = 0;
    world.store.readMany = (kind, ids) => {
      if (kind === 'leg') legsRead += ids.length;
      return readMany(kind, ids);
    };
    const commit = world.store.commit.bind(world.store);
    let commits = 0;
    world.store.commit = async (one: Commit) => {
      commits += 1;
      if (commits > 1) throw new Error('killed');
      return commit(one);
    };
    await expect(hear(world.deps, recoveryId, uphold, 'staff.reviewer')).rejects.toThrow('killed');
    world.store.commit = commit;
    legsRead = 0;
    await resumeTakeBacks(world.deps, 2);
    const half = await world.store.read('recovery', recoveryId);
    expect(half).toMatchObject({ state: 'taking-back', version: 5 });
    await resumeTakeBacks(world.deps);
    expect(await world.store.read('recovery', recoveryId)).toMatchObject({ state: 'settled' });
    // Twice a call: what stands of the award, and what may be taken of it.
    expect(legsRead).toBe(4 * PERSONS);
    expect(heldFen()).toBe(EACH_FEN);
    expect((await verifyLedger(world.deps)).verified).toBe(true);
  });

  it('that a crash leaves half taken back is shown as such, and the sweeper ends it', async () => {
    const recoveryId = await noticed(1);
    const commit = world.store.commit.bind(world.store);
    let commits = 0;
    world.store.commit = async (one: Commit) => {
      commits += 1;
      if (commits > 2) throw new Error('killed');
      return commit(one);
    };
    await expect(hear(world.deps, recoveryId, uphold, 'staff.reviewer')).rejects.toThrow('killed');
    world.store.commit = commit;
    const half = await world.store.read('recovery', recoveryId);
    expect(half).toMatchObject({
      state: 'taking-back',
      hearing: { by: 'staff.reviewer', outcome: 'uphold' },
    });
    expect(half?.takenFen).toBe(PERSONS * EACH_FEN - heldFen());
    expect((await verifyLedger(world.deps)).verified).toBe(true);
    await expect(
      hear(world.deps, recoveryId, { ...uphold, outcome: 'drop' }, 'staff.reviewer'),
    ).rejects.toMatchObject({ detail: { reason: 'recovery-state' } });
    await sweep();
    expect(await world.store.read('recovery', recoveryId)).toMatchObject({ state: 'settled' });
    expect(heldFen()).toBe(EACH_FEN);
    expect((await verifyLedger(world.deps)).verified).toBe(true);
  });

  it('of which the rest leaves meanwhile waits for the bank, and what was paid is owed', async () => {
    const recoveryId = await noticed(1);
    const commit = world.store.commit.bind(world.store);
    let commits = 0;
    world.store.commit = async (one: Commit) => {
      commits += 1;
      if (commits === 3) {
        world.store.commit = commit;
        world.bank.answers = () => 'never';
        await liftHold(world.deps, hold, 'finance.checker');
        await prepareOrders(
          world.deps,
          world.store.all('leg').map((leg) => leg.id),
        );
        await world.settle();
      }
      return commit(one);
    };
    expect(await hear(world.deps, recoveryId, uphold, 'staff.reviewer')).toMatchObject({
      state: 'taking-back',
    });
    await sweep();
    expect(await world.store.read('recovery', recoveryId)).toMatchObject({ state: 'taking-back' });
    world.bank.answers = () => 'pay';
    for (const file of [...world.bank.received]) await world.bank.send(file);
    await world.settle();
    await sweep();
    const owed = await world.store.read('recovery', recoveryId);
    expect(owed?.state).toBe('receivable');
    const paidFen = world.store
      .all('leg')
      .filter(({ state }) => state === 'paid')
      .reduce((sum, { amountFen }) => sum + amountFen, 0);
    expect(owed?.shares).toEqual([{ budgetId: `${tenants.id}.city`, amountFen: paidFen - EACH_FEN }]);
    expect((await verifyLedger(world.deps)).verified).toBe(true);
  });

  it('is taken back by the enterprise itself, to the fen and once', async () => {
    const amountFen = fen(PERSONS * EACH_FEN - 1);
    const ask = { applicationId: id, amountFen, reason: '自查' };
    const done = await correctOneself(world.deps, ask, 'clerk', 'key-1');
    expect(done).toMatchObject({ state: 'settled', takenFen: amountFen });
    expect(await correctOneself(world.deps, ask, 'clerk', 'key-1')).toEqual(done);
    expect(heldFen()).toBe(1);
    expect((await verifyLedger(world.deps)).verified).toBe(true);
  });
});

describe('a part of a claim that a short budget rounds to nothing', () => {
  const { lines, dates } = tenants;
  const proRata: PolicyDocument = {
    ...uncapped,
    allocation: { method: 'pro-rata' },
    dates: { ...dates, application: { from: '2020-03-02', until: '2020-03-31' } },
    lines: lines && { ...lines, amount: { ...lines.amount, formula: '员工工资 / 100' } },
    examples: tenants.examples.filter(({ expect: { outcome } }) => outcome === 'ineligible'),
  };

  // Parts of such a claim have 28 lines.
  it.each([
    ['in the middle', 28, 84],
    ['first', 0, 56],
    ['last', 56, 112],
  ])(
    'and that comes %s is passed over: the others are paid, and the application ends',
    async (_, from, to) => {
      await openWith(proRata, 10_000);
      // ¥600 each, but for some of a fen: less than a third of what is asked is there.
      const people = Array.from({ length: 112 }, (_none, n) =>
        person(`P${n}`, n >= from && n < to ? 100 : 6_000_000),
      );
      const id = await enrol(1, people);
      world.today = '2020-04-01';
      await sweep();
      await sweep();
      expect(await world.stateOf(id)).toBe('paid');
      const { legs } = await showApplication(world.deps, id);
      expect(legs).toHaveLength(56);
      expect(world.bank.outflowFen).toBe(legs.reduce((sum, { amountFen }) => sum + amountFen, 0));
      const after = await budget();
      expect(after).toMatchObject({ held: 0, paid: world.bank.outflowFen });
      expect(after?.available).toBeLessThan(112);
      expect((await verifyLedger(world.deps)).verified).toBe(true);
      expect(world.store.all('exception')).toEqual([]);
    },
  );
});

describe('an order of ninety payments out of forty-five budgets', () => {
  const DISTRICTS = 45;
  const districtOf = (n: number) => `33${String((n % DISTRICTS) + 10)}00`;

  it.each(['pay', 'return'] as const)(
    'that the bank answers with %s is settled in transactions that fit',
    async (answer) => {
      world = await openTradeWorld({
        items: [...tradePolicy().items, 'district'],
        funding: [{ treasury: 'district', percent: 100 }],
      });
      for (let n = 0; n < DISTRICTS; n++) await world.fund(world.policyId, `district-${districtOf(n)}`, 2000);
      for (let n = 1; n <= 90; n++) {
        await world.store.put('enterprise', [firmOf(n, { districtCode: districtOf(n) })]);
        world.held.set(usccOf(n), fitting(6000));
        await submit(world.deps, { policyId: world.policyId, uscc: usccOf(n), by: 'test' });
        await world.settleOnly('check-eligibility');
        await world.settleOnly('allocate-budget');
      }
      world.dropQueues();
      world.bank.answers = () => answer;
      await prepareOrders(
        world.deps,
        world.store.all('leg').map(({ id }) => id),
      );
      await world.settle();
      expect(world.store.all('order').map(({ lines }) => lines.length)).toEqual([90]);
      const states = new Set(world.store.all('leg').map(({ state }) => state));
      expect(states).toEqual(new Set([answer === 'pay' ? 'paid' : 'returned']));
      expect(new Set(world.store.all('budget').map(({ paid, held }) => [paid, held].join()))).toEqual(
        new Set([answer === 'pay' ? '200000,0' : '0,200000']),
      );
      expect((await verifyLedger(world.deps)).verified).toBe(true);
    },
  );
});

describe('a claim that many treasuries and payees share', () => {
  const districts = Array.from({ length: 20 }, (_, n) => `33${n + 10}00`);
  const sharedBy = (payees: PolicyDocument['payees']): PolicyDocument => ({
    ...uncapped,
    payees,
    funding: districts.map((district) => ({ treasury: 'district' as const, percent: 5, district })),
  });
  const [employee] = uncapped.payees;
  const half = (kind: 'employee' | 'enterprise') => ({
    ...(employee as PolicyDocument['payees'][number]),
    kind,
    percent: 50,
  });

  it('is reserved, paid and topped up in transactions that fit', async () => {
    const document = sharedBy([half('employee'), half('enterprise')]);
    await openWith(document, 1);
    for (const district of districts) await world.fund(document.id, `district-${district}`, 10_000);
    const id = await enrol(1, [...persons(7), { ...person('L'), rentsUnderContract: false }]);
    expect(await world.stateOf(id)).toBe('paid');
    const { application, legs } = await showApplication(world.deps, id);
    expect(application.award?.parts).toBeGreaterThan(1);
    expect(legs.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(7 * EACH_FEN);
    const facts = staff([...persons(7), person('L')]);
    const ask = { policyId: document.id, cause: 'corrected-fact', applicationIds: [id], facts } as const;
    const [more] = await proposeRecoveries(world.deps, { ...ask, reason: '更正' }, 'unit.maker', 'r1');
    await approveRecovery(world.deps, more?.id ?? '', 'finance.checker');
    await world.settle();
    expect(world.bank.outflowFen).toBe(8 * EACH_FEN);
    expect((await verifyLedger(world.deps)).verified).toBe(true);
  });

  it('of more payments than one transaction reserves is no policy', () => {
    const tenth = (kind: 'employee' | 'enterprise') => ({ ...half(kind), percent: 20 });
    const payees = [tenth('employee'), ...Array.from({ length: 4 }, () => tenth('enterprise'))];
    expect(() => readPolicyDocument(sharedBy(payees))).toThrowError(
      expect.objectContaining({
        detail: expect.objectContaining({
          fields: expect.arrayContaining([
            expect.objectContaining({ path: 'payees', en: expect.stringContaining('5 payees') as string }),
          ]) as unknown,
        }) as object,
      }) as Error,
    );
  });
});
