// Adjustments of one award that know nothing of each other, found by the fault runs: together they pay and take what is right.
import { beforeEach, describe, expect, it } from 'vitest';
import { fen } from '../../core/kernel/fen.ts';
import { withdraw } from '../../functions/application/withdraw-application.ts';
import { placeHold } from '../../functions/payment/place-hold.ts';
import { approveRecovery, proposeRecoveries } from '../../functions/recovery/propose-recovery.ts';
import { correctOneself, hear } from '../../functions/recovery/settle-recovery.ts';
import { verifyLedger } from '../../functions/reconciliation/verify-ledger.ts';
import { openTradeWorld, usccOf, type TradeWorld } from './trade-world.ts';

let world: TradeWorld;
let id: string;

/** One firm with an award of ¥1,000: a sixth of its tax, at most ¥10,000 a case. */
beforeEach(async () => {
  world = await openTradeWorld();
  await world.fund(world.policyId, 'city', 10_000);
  id = await world.enrol(1, 6000);
  await world.settle();
});

const proposed = async (taxPaid2019: number, key: string) => {
  const [recovery] = await proposeRecoveries(
    world.deps,
    {
      policyId: world.policyId,
      cause: 'corrected-fact',
      facts: { taxPaid2019 },
      applicationIds: [id],
      reason: '税额更正',
    },
    'unit.maker',
    key,
  );
  return recovery?.id ?? '';
};
const approve = (recoveryId: string) => approveRecovery(world.deps, recoveryId, 'finance.checker');
const uphold = (recoveryId: string) =>
  hear(world.deps, recoveryId, { statement: '', outcome: 'uphold' }, 'staff.reviewer');
const budget = () => world.store.read('budget', `${world.policyId}.city`);

describe('two corrections of the same fact', () => {
  it('upwards pay the difference once; the second is dropped', async () => {
    const [first, second] = [await proposed(900_000, 'a'), await proposed(900_000, 'b')];
    expect(await approve(first)).toMatchObject({ state: 'topped-up' });
    expect(await approve(second)).toMatchObject({ state: 'dropped', approvedBy: 'finance.checker' });
    await world.settle();
    expect(await budget()).toMatchObject({ paid: 150_000, held: 0 });
    expect(await verifyLedger(world.deps)).toMatchObject({ verified: true, paidFen: 150_000 });
  });

  it('upwards to different amounts pay what the higher one lacks', async () => {
    const [first, second] = [await proposed(900_000, 'a'), await proposed(960_000, 'b')];
    await approve(first);
    expect(await approve(second)).toMatchObject({ state: 'topped-up' });
    await world.settle();
    expect((await budget())?.paid).toBe(160_000);
  });

  it('downwards owe the difference once', async () => {
    const [first, second] = [await proposed(240_000, 'a'), await proposed(240_000, 'b')];
    await approve(first);
    await approve(second);
    expect(await uphold(first)).toMatchObject({ state: 'receivable', shares: [{ amountFen: 60_000 }] });
    expect(await uphold(second)).toMatchObject({ state: 'settled', shares: [] });
    expect((await budget())?.receivable).toBe(60_000);
  });

  it('decided at once do not both count on what they read', async () => {
    const [first, second] = [await proposed(240_000, 'a'), await proposed(240_000, 'b')];
    await approve(first);
    await approve(second);
    const both = await Promise.allSettled([uphold(first), uphold(second)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await budget())?.receivable).toBe(60_000);
  });

  it('one by the enterprise itself, one by an office, owe together what is too much', async () => {
    const found = await proposed(240_000, 'a');
    await approve(found);
    const ask = { applicationId: id, amountFen: fen(50_000), reason: '自查' };
    await correctOneself(world.deps, ask, `enterprise:${usccOf(1)}`, 'self');
    expect(await uphold(found)).toMatchObject({ shares: [{ amountFen: 10_000 }] });
    expect((await budget())?.receivable).toBe(60_000);
  });
});

describe('a supplement', () => {
  it('is reserved under no hold', async () => {
    const recovery = await proposed(900_000, 'a');
    await placeHold(world.deps, { kind: 'policy', id: world.policyId, reason: '核查' }, 'auditor');
    await expect(approve(recovery)).rejects.toMatchObject({
      code: 'unprocessable',
      detail: { reason: 'held', evidence: { by: 'auditor' } },
    });
    expect((await budget())?.held).toBe(0);
  });
});

describe('money that is taken back before it left', () => {
  it('closes the case that it waited with', async () => {
    world.bank.accountsOf = async () => new Map();
    id = await world.enrol(2, 6000);
    await world.settle();
    const [open] = world.store.all('exception').filter(({ state }) => state === 'open');
    expect(open).toMatchObject({ reason: 'account-missing', subject: `leg:${id}/1` });
    const ask = { applicationId: id, amountFen: fen(100_000), reason: '自查' };
    await correctOneself(world.deps, ask, `enterprise:${usccOf(2)}`, 'self');
    expect(await world.store.read('leg', `${id}/1`)).toMatchObject({ state: 'void' });
    expect(await world.store.read('exception', open?.id ?? '')).toMatchObject({
      state: 'closed',
      resolution: expect.stringContaining('not made any more'),
    });
  });
});

describe('an application of which a part is reserved', () => {
  it('cannot be withdrawn any more', async () => {
    const stored = await world.store.read('application', id);
    const award = { amountFen: fen(100_000), reservedFen: fen(50_000), parts: 1 };
    await world.store.put('application' as never, [{ ...stored, state: 'accepted', award } as never]);
    const principal = { sub: 'u', roles: ['enterprise'], actsFor: [usccOf(1)] };
    await expect(withdraw(world.deps, id, principal)).rejects.toMatchObject({
      detail: { reason: 'already-decided' },
    });
  });
});
