// What the fault runs found, each once more as a small case of its own.
import { describe, expect, it } from 'vitest';
import { fen } from '../../core/kernel/fen.ts';
import { movesOf } from '../../core/ledger/transfer.ts';
import type { Leg } from '../../core/disbursement/claim.ts';
import type { BankLine } from '../../core/payment/bank-message.ts';
import type { PaymentOrder } from '../../core/payment/payment-order.ts';
import { applyBankFact, type BankFact } from '../../core/reconciliation/settle-lines.ts';
import { reviewApplication } from '../../functions/application/review-application.ts';
import { submit } from '../../functions/application/submit-application.ts';
import { allocatePolicy } from '../../functions/disbursement/allocate-budget.ts';
import { checkEligibility } from '../../functions/eligibility/check-eligibility.ts';
import { sweepStalled } from '../../functions/flow/sweep-stalled.ts';
import { liftHold, listHolds, placeHold } from '../../functions/payment/place-hold.ts';
import { applyFacts } from '../../functions/reconciliation/apply-facts.ts';
import { verifyLedger } from '../../functions/reconciliation/verify-ledger.ts';
import { approveRecovery, proposeRecoveries } from '../../functions/recovery/propose-recovery.ts';
import { hear } from '../../functions/recovery/settle-recovery.ts';
import { fitting, firmOf, openTradeWorld, usccOf, type TradeWorld } from './trade-world.ts';

const AFTER_W_MS = 300_000;

async function funded(yuan = 100_000): Promise<TradeWorld> {
  const world = await openTradeWorld();
  await world.fund(world.policyId, 'city', yuan);
  await world.settle();
  return world;
}

async function sweepAfterW(world: TradeWorld): Promise<void> {
  world.nowMs += AFTER_W_MS;
  await sweepStalled(world.deps, { stalledMs: 0 });
  await world.settle();
}

const casesOf = (world: TradeWorld) =>
  world.store.all('exception').map(({ reason, state }) => `${reason} ${state}`);

describe('handing a file over again', () => {
  it('never happens to a file of which a payment has ended: what is missing is a person’s matter', async () => {
    const world = await funded();
    let turn = 0;
    world.bank.answers = () => (['reject', 'never'] as const)[turn++ % 2] as 'reject';
    await world.enrol(1, 6000);
    await world.enrol(2, 6000);
    await world.settle();
    expect(world.bank.received).toHaveLength(1);
    world.bank.answers = () => 'pay';
    await sweepAfterW(world);
    expect(world.bank.received).toHaveLength(1);
    expect(world.bank.outflowFen).toBe(0);
    expect(casesOf(world).sort()).toEqual(['payment-returned open', 'payment-unknown open']);
  });

  it('waits while a payee of it is held', async () => {
    const world = await funded();
    world.bank.answers = () => 'never';
    await world.enrol(1, 6000);
    await world.settle();
    await placeHold(world.deps, { kind: 'payee', id: usccOf(1), reason: '核查' }, 'auditor');
    await sweepAfterW(world);
    expect(world.bank.received).toHaveLength(1);
  });
});

describe('old news of a payment that came back', () => {
  const lineOf = (endToEndId: string, status: BankLine['status']): BankFact => ({
    endToEndId,
    amountFen: 100_000,
    kind: status === 'returned' ? 'returned' : 'booked',
  });

  async function sentBack(how: 'return' | 'reject') {
    const world = await funded();
    world.bank.answers = () => how;
    await world.enrol(1, 6000);
    await world.settle();
    const [order] = world.store.all('order');
    return { world, id: order?.lines[0]?.endToEndId as string };
  }

  it('is a repeat, not a stranger’s line', async () => {
    const { world, id } = await sentBack('return');
    const applied = await applyFacts(world.deps, [lineOf(id, 'booked'), lineOf(id, 'returned')]);
    expect(applied).toEqual({ settled: 0, returned: 0, repeated: 2, exceptions: 0 });
    expect(casesOf(world)).toEqual(['payment-returned open']);
  });

  it('is a case where a rejected payment was booked after all', async () => {
    const { world, id } = await sentBack('reject');
    const applied = await applyFacts(world.deps, [lineOf(id, 'booked')]);
    expect(applied.exceptions).toBe(1);
    expect(casesOf(world)).toContain('booked-after-return open');
  });

  it('settles and returns at once when the return is all that the bank tells', async () => {
    const world = await funded();
    world.bank.answers = () => 'never';
    await world.enrol(1, 6000);
    await world.settle();
    const [order] = world.store.all('order');
    const id = order?.lines[0]?.endToEndId as string;
    expect(await applyFacts(world.deps, [lineOf(id, 'returned')])).toMatchObject({ returned: 1 });
    expect(await world.store.read('budget', `${world.policyId}.city`)).toMatchObject({
      held: 100_000,
      paid: 0,
    });
    expect((await verifyLedger(world.deps)).balanced).toBe(true);
  });

  it('may be told ten times in one file', async () => {
    const { world, id } = await sentBack('return');
    const facts = Array.from({ length: 10 }, () => lineOf(id, 'returned'));
    expect(await applyFacts(world.deps, facts)).toMatchObject({ repeated: 10, exceptions: 0 });
  });
});

it('a budget’s move asks only for what must lie there before', () => {
  const transfer = (kind: 'settle' | 'return' | 'reserve', id: string) => ({
    id,
    kind,
    budgetId: 'b',
    amountFen: fen(5),
  });
  expect(movesOf([transfer('settle', '1'), transfer('return', '2')])[0]?.atLeast).toEqual({ inTransit: 5 });
  expect(movesOf([transfer('return', '2'), transfer('settle', '1')])[0]?.atLeast).toEqual({
    inTransit: 5,
    paid: 5,
  });
  expect(movesOf([transfer('reserve', '3'), transfer('reserve', '4')])[0]?.atLeast).toEqual({
    available: 10,
  });
});

it('a line about an order that was never sent settles nothing', () => {
  const leg = { id: 'c/1', claimId: 'c', state: 'ordered', round: 1, endToEndId: 'E1', amountFen: 5 } as Leg;
  const order = { id: 'o', state: 'prepared', lines: [], openLines: 1 } as unknown as PaymentOrder;
  const fact = { endToEndId: 'E1', amountFen: 5, kind: 'booked' } as const;
  const outcome = applyBankFact(fact, { leg, order }, '2020-03-02T00:00:00.000Z');
  expect(outcome).toMatchObject({ kind: 'exception', exception: { reason: 'contradicting-line' } });
});

describe('the queue', () => {
  it('passes nobody over whose version is another one', async () => {
    const world = await funded(2000);
    const first = await world.enrol(1, 6000);
    await world.publish({
      ...world.document,
      version: 2,
      transition: {
        replacesVersion: 1,
        effectiveFrom: '2020-03-01',
        pending: 'old-version',
        zh: '旧',
        en: 'old',
      },
    });
    world.nowMs += 2_000;
    const second = await world.enrol(2, 6000);
    const applications = world.store.all('application');
    expect(applications.map(({ policyVersion }) => policyVersion)).toEqual([1, 2]);
    // The third filed under the first version again, as one may whose request was on its way.
    const third = await world.enrol(3, 6000);
    const filed = await world.store.read('application', third);
    await world.store.put('application' as never, [{ ...filed, policyVersion: 1 }] as never);
    for (const id of [first, second, third]) await checkEligibility(world.deps, id);
    await allocatePolicy(world.deps, world.policyId);
    const states = world.store.all('application').map(({ state }) => state);
    expect(states.filter((state) => state === 'reserved')).toHaveLength(2);
    expect((await world.store.read('application', third))?.state).not.toBe('reserved');
  });

  it('sees whoever was accepted while it was read', async () => {
    const world = await funded(1000);
    const [first, second] = [await world.enrol(1, 6000), await world.enrol(2, 6000)];
    await checkEligibility(world.deps, second);
    const list = world.store.list.bind(world.store);
    let looks = 0;
    world.store.list = async (kind, query) => {
      const page = await list(kind, query);
      // Between the two lists that the allocator reads, the first one is accepted: neither shows him.
      if (kind === 'application' && looks++ === 0) await checkEligibility(world.deps, first);
      return page;
    };
    await allocatePolicy(world.deps, world.policyId);
    expect((await world.store.read('application', first))?.state).toBe('reserved');
    expect((await world.store.read('application', second))?.state).not.toBe('reserved');
  });

  it('does not fund with money that came after it had counted as many undecided as the old money made worth counting', async () => {
    const world = await funded(1000);
    for (const n of [1, 2, 3]) await world.enrol(n, 6000);
    const last = await world.enrol(4, 6000);
    await checkEligibility(world.deps, last);
    const listKeys = world.store.listKeys.bind(world.store);
    let isRaised = false;
    world.store.listKeys = async (kind, query) => {
      const page = await listKeys(kind, query);
      if (query.group === 'undecided' && !isRaised) {
        isRaised = true;
        world.nowMs += 1;
        // Enough beside the cap of one of the three before him, which is all that was counted, and not beside those of three.
        await world.fund(world.policyId, 'city', 100_000);
      }
      return page;
    };
    await allocatePolicy(world.deps, world.policyId);
    expect(isRaised).toBe(true);
    expect((await world.store.read('application', last))?.state).toBe('queued');
  });
});

it('a group counts its budgets: firms of sixteen districts fit no transaction of a hundred items at once', async () => {
  const world = await openTradeWorld({
    funding: [
      { treasury: 'city', percent: 50 },
      { treasury: 'district', percent: 50 },
    ],
  });
  const districts = Array.from({ length: 16 }, (_, n) => `3301${String(n).padStart(2, '0')}`);
  for (const source of ['city', ...districts.map((code) => `district-${code}`)])
    await world.fund(world.policyId, source, 50_000);
  for (let n = 0; n < 32; n++) {
    const id = await world.enrol(n, 6000);
    const filed = await world.store.read('application', id);
    const districtCode = districts[n % districts.length];
    await world.store.put('application' as never, [{ ...filed, districtCode }] as never);
    await checkEligibility(world.deps, id);
  }
  expect(await allocatePolicy(world.deps, world.policyId)).toBe(32);
});

it('a case without an amount cannot be accepted: it would stop the allocator for all', async () => {
  const world = await funded();
  await world.store.put('enterprise', [firmOf(1)]);
  world.held.set(usccOf(1), fitting(6000));
  const { application } = await submit(world.deps, { policyId: world.policyId, uscc: usccOf(1), by: 'test' });
  const { amountFen: _none, ...rest } = { ...application, amountFen: undefined };
  await world.store.put('application' as never, [{ ...rest, state: 'in-review' }] as never);
  await expect(
    reviewApplication(world.deps, application.id, { decision: 'accept', reason: '' }, 'staff.reviewer'),
  ).rejects.toMatchObject({ detail: { reason: 'no-amount' } });
});

describe('the answers that money goes out on', () => {
  const HOUR_MS = 3_600_000;
  const STOP = { kind: 'stop-rail', id: 'bank', reason: '核查' } as const;
  const listed = { ...fitting(6000), seriouslyUntrustworthy: true };

  /** An hour passes, in which the firm is put on the list. */
  function list(world: TradeWorld): void {
    world.nowMs += HOUR_MS;
    world.held.set(usccOf(1), listed);
  }
  async function sweep(world: TradeWorld): Promise<void> {
    await sweepStalled(world.deps, { stalledMs: 0 });
    await world.settle();
  }
  async function stopped(): Promise<TradeWorld> {
    const world = await funded();
    await placeHold(world.deps, STOP, 'finance.maker');
    await world.enrol(1, 6000);
    await world.settle();
    list(world);
    await liftHold(world.deps, { ...STOP, reason: '已核实' }, 'finance.checker');
    await sweep(world);
    return world;
  }
  const isHeld = (world: TradeWorld, files: number) => {
    expect(world.bank.received).toHaveLength(files);
    expect(casesOf(world)).toEqual(['release-check open']);
  };
  const propose = async (world: TradeWorld, facts: Record<string, number | boolean>) => {
    const applicationIds = world.store.all('application').map(({ id }) => id);
    const proposal = { policyId: world.policyId, cause: 'corrected-fact', applicationIds, facts } as const;
    const [found] = await proposeRecoveries(world.deps, { ...proposal, reason: '更正' }, 'unit.maker', 'r1');
    await approveRecovery(world.deps, found?.id ?? '', 'finance.checker');
    return found?.id ?? '';
  };

  it('are as old as their asking, however long a review took since', async () => {
    const review = { role: 'staff.reviewer', workingDays: 5, samplePercent: 0, zh: '审核', en: 'review' };
    const world = await openTradeWorld({ mode: 'apply', review });
    await world.fund(world.policyId, 'city', 100_000);
    const id = await world.enrol(1, 6000);
    await world.settle();
    list(world);
    await reviewApplication(world.deps, id, { decision: 'accept', reason: '同意' }, 'staff.reviewer');
    await world.settle();
    isHeld(world, 0);
  });

  it('are asked for a supplement, whose approval asks nobody', async () => {
    const world = await funded();
    await world.enrol(1, 6000);
    await world.settle();
    list(world);
    await propose(world, { taxPaid2019: 900_000 });
    await world.settle();
    isHeld(world, 1);
  });

  it('are asked anew when a stop kept the order, and before a file is handed over again', async () => {
    isHeld(await stopped(), 0);
    const world = await funded();
    world.bank.answers = () => 'never';
    await world.enrol(1, 6000);
    await world.settle();
    list(world);
    await sweep(world);
    isHeld(world, 1);
  });

  it('end their case when the firm is in order again, and the money goes out', async () => {
    const world = await stopped();
    world.held.set(usccOf(1), fitting(6000));
    const [hold] = await listHolds(world.deps, false);
    await liftHold(world.deps, { kind: 'leg', id: hold?.id ?? '', reason: '已移出名单' }, 'unit.maker');
    await sweep(world);
    expect(world.bank.received).toHaveLength(1);
    expect(casesOf(world)).toEqual(['release-check closed']);
  });

  it('end their case when the payment is not made at all', async () => {
    const world = await funded();
    world.bank.accountsOf = async () => new Map();
    await world.enrol(1, 6000);
    await world.settle();
    list(world);
    world.bank.accountsOf = async (keys) =>
      new Map(keys.map((key) => [key, { name: key, account: '62', clearingMember: '102331000001' }]));
    await sweep(world);
    const id = await propose(world, { seriouslyUntrustworthy: true });
    await hear(world.deps, id, { statement: '陈述', outcome: 'uphold' }, 'staff.reviewer');
    expect(casesOf(world).filter((one) => one.endsWith('open'))).toEqual([]);
  });
});
