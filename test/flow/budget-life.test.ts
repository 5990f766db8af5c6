// A budget's life: raised, cut, closed, lapsed and carried over by two people, in a queue whose places can be seen.
import { beforeEach, describe, expect, it } from 'vitest';
import type { BudgetRequest } from '../../core/ledger/budget.ts';
import { showApplication } from '../../functions/application/show-application.ts';
import { approveBudget, requestBudget } from '../../functions/disbursement/fund-budget.ts';
import { sweepStalled } from '../../functions/flow/sweep-stalled.ts';
import { verifyLedger } from '../../functions/reconciliation/verify-ledger.ts';
import { PAYER } from '../world/flow-world.ts';
import { openTradeWorld, tradePolicy, type TradeWorld } from './trade-world.ts';

let world: TradeWorld;
let requests = 0;
beforeEach(async () => {
  world = await openTradeWorld();
});

async function ask(kind: BudgetRequest['kind'], amountYuan: number, more: Partial<BudgetRequest> = {}) {
  requests += 1;
  return requestBudget(
    world.deps,
    {
      policyId: world.policyId,
      source: 'city',
      kind,
      amountFen: (amountYuan * 100) as never,
      fiscalYear: 2020,
      budgetUnit: '市财政',
      quotaNumber: '指标1',
      functionClass: '215',
      economicClass: '507',
      fundNature: '一般公共预算',
      payer: PAYER,
      ...more,
    },
    'finance.maker',
    `request-${requests}`,
  );
}
const change = async (...given: Parameters<typeof ask>) =>
  approveBudget(world.deps, (await ask(...given)).id, 'finance.checker');
const budget = () => world.store.read('budget', `${world.policyId}.city`);
const sweep = async () => {
  await sweepStalled(world.deps, { stalledMs: 0 });
  await world.settle();
};

describe('a budget', () => {
  it('is raised and cut, never below what is held', async () => {
    await change('fund', 3000);
    const id = await world.enrol(1, 6000);
    await world.settle();
    expect(await world.stateOf(id)).toBe('paid');
    await change('cut', 1500);
    expect(await budget()).toMatchObject({ appropriated: 150_000, available: 50_000, paid: 100_000 });
    await expect(change('cut', 501)).rejects.toMatchObject({ detail: { reason: 'budget-short' } });
    await change('fund', 700);
    expect(await budget()).toMatchObject({ available: 120_000 });
  });

  it('needs a second person, who cannot be the first', async () => {
    const request = await ask('fund', 3000);
    await expect(approveBudget(world.deps, request.id, 'finance.maker')).rejects.toMatchObject({
      detail: { reason: 'same-person' },
    });
    await approveBudget(world.deps, request.id, 'finance.checker');
    await expect(approveBudget(world.deps, request.id, 'finance.checker')).rejects.toMatchObject({
      detail: { reason: 'not-requested' },
    });
  });

  it('closed gives back what is available, still pays what is held, and opens again with fresh money', async () => {
    await change('fund', 3000);
    const held = await world.enrol(1, 6000);
    await world.runUntil('prepare-order');
    await change('close', 0);
    expect(await budget()).toMatchObject({ status: 'closed', appropriated: 100_000, available: 0 });
    await world.settle();
    expect(await world.stateOf(held)).toBe('paid');
    const late = await world.enrol(2, 6000);
    await world.settle();
    expect(await world.stateOf(late)).toBe('queued');
    await expect(change('close', 0)).rejects.toMatchObject({ detail: { reason: 'budget-closed' } });
    await change('fund', 1000);
    await world.settle();
    expect(await world.stateOf(late)).toBe('paid');
    expect(await verifyLedger(world.deps)).toMatchObject({ verified: true, paidFen: 200_000 });
  });

  it('lapsed at year end leaves the unfunded to be paid by a day, in their old order', async () => {
    await change('fund', 1000);
    const ids = [];
    for (let n = 1; n <= 3; n++) ids.push(await world.enrol(n, 6000));
    await world.settle();
    await expect(change('lapse', 0)).rejects.toMatchObject({ detail: { reason: 'pay-by-missing' } });
    await change('lapse', 0, { payBy: '2021-06-30' });
    const shown = await showApplication(world.deps, ids[2] as string);
    expect(shown.queue).toEqual({ position: 2, undecidedBefore: 0, payBy: '2021-06-30' });
    const cases = world.store.all('exception').filter(({ reason }) => reason === 'lapsed-unfunded');
    expect(cases).toMatchObject([
      {
        state: 'open',
        owner: 'finance.maker',
        subject: `budget:${world.policyId}.city`,
        evidence: { count: 2, amountFen: 200_000, payBy: '2021-06-30' },
      },
    ]);
    await change('fund', 1500, { fiscalYear: 2021 });
    await world.settle();
    expect(await budget()).toMatchObject({ status: 'open', fiscalYear: 2021 });
    expect(await Promise.all(ids.map(world.stateOf))).toEqual(['paid', 'paid', 'queued']);
    expect((await showApplication(world.deps, ids[2] as string)).queue).toEqual({
      position: 1,
      undecidedBefore: 0,
    });
  });

  it('lapsed with nobody waiting opens no case', async () => {
    await change('fund', 1000);
    await world.enrol(1, 6000);
    await world.settle();
    await change('lapse', 0, { payBy: '2021-06-30' });
    expect(world.store.all('exception')).toEqual([]);
  });

  it('carried over keeps every account under the next year', async () => {
    await change('fund', 3000);
    const before = await budget();
    await change('carry-over', 0);
    const after = await budget();
    expect(after).toEqual({ ...before, fiscalYear: 2021, epoch: (before?.epoch ?? 0) + 1 });
    await world.enrol(1, 6000);
    await world.settle();
    expect((await verifyLedger(world.deps)).verified).toBe(true);
  });
});

describe('the queue', () => {
  it('shows a position that counts those accepted, and those undecided beside it', async () => {
    await change('fund', 500);
    const ids = [await world.enrol(1, 6000)];
    world.down.add('tax');
    ids.push(await world.enrol(2, 6000));
    await world.settle();
    world.down.clear();
    ids.push(await world.enrol(3, 6000));
    await world.settle();
    const places = await Promise.all(ids.map(async (id) => (await showApplication(world.deps, id)).queue));
    expect(places[0]).toBeUndefined();
    expect(places[1]).toBeUndefined();
    expect(places[2]).toEqual({ position: 1, undecidedBefore: 2 });
    await sweep();
    expect((await showApplication(world.deps, ids[2] as string)).queue).toEqual({
      position: 3,
      undecidedBefore: 0,
    });
  });
});

describe('shares of city and district', () => {
  it('are rounded down but for the last, each leg from its own budget, in its own order', async () => {
    world = await openTradeWorld({
      funding: [
        { treasury: 'city', percent: 33 },
        { treasury: 'district', percent: 67 },
      ],
    });
    await world.fund(world.policyId, 'city', 1000);
    await world.fund(world.policyId, 'district-330106', 2000);
    // A sixth of ¥6,000.42 is ¥1,000.07: 33% of it is ¥330.0231.
    const id = await world.enrol(1, 6000.42);
    await world.settle();
    const { legs, state } = await showApplication(world.deps, id);
    expect(state).toBe('paid');
    expect(legs.map(({ budgetId, amountFen }) => [budgetId, amountFen])).toEqual([
      [`${world.policyId}.city`, 33_002],
      [`${world.policyId}.district-330106`, 67_005],
    ]);
    expect(new Set(legs.map(({ endToEndId }) => endToEndId)).size).toBe(2);
    expect(await verifyLedger(world.deps)).toMatchObject({ verified: true, paidFen: 100_007 });
  });

  it('wait together: one treasury without money holds the whole claim back', async () => {
    world = await openTradeWorld({
      funding: [
        { treasury: 'city', percent: 50 },
        { treasury: 'district', percent: 50 },
      ],
    });
    await world.fund(world.policyId, 'city', 1000);
    const id = await world.enrol(1, 6000);
    await world.settle();
    expect(await world.stateOf(id)).toBe('queued');
    expect(await budget()).toMatchObject({ available: 100_000, held: 0 });
    await world.fund(world.policyId, 'district-330106', 1000);
    await world.settle();
    expect(await world.stateOf(id)).toBe('paid');
  });
});

describe('pro rata', () => {
  const proRata = () => {
    const { dates } = tradePolicy();
    return openTradeWorld({
      allocation: { method: 'pro-rata' },
      dates: { ...dates, application: { from: '2020-03-02', until: '2020-03-31' } },
    });
  };

  it('waits for the round to close and everybody to be decided, then pays all the same share', async () => {
    world = await proRata();
    await world.fund(world.policyId, 'city', 1000);
    const ids = [];
    for (let n = 1; n <= 3; n++) ids.push(await world.enrol(n, 6000 * n));
    await world.settle();
    expect(await Promise.all(ids.map(world.stateOf))).toEqual(['accepted', 'accepted', 'accepted']);
    world.today = '2020-04-01';
    await sweep();
    expect(await Promise.all(ids.map(world.stateOf))).toEqual(['paid', 'paid', 'paid']);
    // ¥1,000 for claims of ¥1,000, ¥2,000 and ¥3,000: a sixth of each, rounded down.
    const claims = await Promise.all(ids.map((id) => world.store.read('claim', id)));
    expect(claims.map((claim) => claim?.amountFen)).toEqual([16_666, 33_333, 50_000]);
    expect(claims.map((claim) => claim?.entitledFen ?? claim?.amountFen)).toEqual([
      100_000, 200_000, 300_000,
    ]);
    expect(await budget()).toMatchObject({ available: 1, held: 0, paid: 99_999 });
  });

  it('counts each application by the version that it was filed under', async () => {
    world = await proRata();
    await world.fund(world.policyId, 'city', 1000);
    await world.fund(world.policyId, 'district-330106', 10_000);
    const first = await world.enrol(1, 12_000);
    await world.settle();
    await world.publish({
      ...world.document,
      version: 2,
      funding: [
        { treasury: 'city', percent: 20 },
        { treasury: 'district', percent: 80 },
      ],
      transition: {
        replacesVersion: 1,
        effectiveFrom: '2020-03-05',
        pending: 'old-version',
        zh: '新申报适用',
        en: 'for new claims',
      },
    });
    await world.settle();
    world.nowMs += 5000;
    const second = await world.enrol(2, 12_000);
    await world.settle();
    world.today = '2020-04-01';
    await sweep();
    const share = await world.store.read('allocation-share', world.policyId);
    // ¥2,000 of the first and a fifth of the second’s ¥2,000.
    expect(share?.shares).toEqual([
      { budgetId: `${world.policyId}.city`, availableFen: 100_000, neededFen: 240_000 },
      { budgetId: `${world.policyId}.district-330106`, availableFen: 1_000_000, neededFen: 160_000 },
    ]);
    expect(await Promise.all([first, second].map(world.stateOf))).toEqual(['paid', 'paid']);
    expect(await budget()).toMatchObject({ available: 1, paid: 99_999 });
  });

  it('pays in full when there is enough, and nothing while a budget is empty', async () => {
    world = await proRata();
    const id = await world.enrol(1, 6000);
    await world.settle();
    world.today = '2020-04-01';
    await sweep();
    expect(await world.stateOf(id)).toBe('accepted');
    await world.fund(world.policyId, 'city', 5000);
    await world.settle();
    expect((await world.store.read('claim', id))?.amountFen).toBe(100_000);
  });
});
