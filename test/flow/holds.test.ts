// Holds and emergency stops: what is held does not move, what is not held goes on, and nobody slips through in between.
import { beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '../../core/kernel/fault.ts';
import { sweepStalled } from '../../functions/flow/sweep-stalled.ts';
import { liftHold, listHolds, placeHold } from '../../functions/payment/place-hold.ts';
import { prepareOrders } from '../../functions/payment/prepare-order.ts';
import { sendOrder } from '../../functions/payment/send-order.ts';
import { openTradeWorld, usccOf, type TradeWorld } from './trade-world.ts';

let world: TradeWorld;
beforeEach(async () => {
  world = await openTradeWorld();
  await world.fund(world.policyId, 'city', 100_000);
});
const sweep = async () => {
  await sweepStalled(world.deps, { stalledMs: 0 });
  await world.settle();
};
const ask = (kind: 'payee' | 'policy' | 'stop-rail' | 'stop-policy', id: string) => ({
  kind,
  id,
  reason: '核查中',
});

describe('a hold', () => {
  it('on a payee keeps its money reserved, visible with age, until it is lifted; others are paid', async () => {
    await placeHold(world.deps, ask('payee', usccOf(1)), 'auditor');
    const [held, free] = [await world.enrol(1, 6000), await world.enrol(2, 6000)];
    await world.settle();
    expect(await world.stateOf(held)).toBe('reserved');
    expect(await world.stateOf(free)).toBe('paid');
    world.nowMs += 3 * 86_400_000;
    expect(await listHolds(world.deps, false)).toMatchObject([
      { kind: 'payee', id: usccOf(1), reason: '核查中', by: 'auditor', ageDays: 3 },
    ]);
    await sweep();
    expect(await world.stateOf(held)).toBe('reserved');
    await liftHold(world.deps, { ...ask('payee', usccOf(1)), reason: '已核实' }, 'auditor');
    await sweep();
    expect(await world.stateOf(held)).toBe('paid');
  });

  it('placed when the order is already made takes it back, and pays the others without the held one', async () => {
    const ids = [await world.enrol(1, 6000), await world.enrol(2, 6000), await world.enrol(3, 6000)];
    await world.runUntil('send-order');
    await placeHold(world.deps, ask('payee', usccOf(2)), 'auditor');
    await world.settle();
    await sweep();
    expect(await Promise.all(ids.map(world.stateOf))).toEqual(['paid', 'reserved', 'paid']);
    expect(world.bank.booked.size).toBe(2);
    await liftHold(world.deps, ask('payee', usccOf(2)), 'auditor');
    await sweep();
    expect(await Promise.all(ids.map(world.stateOf))).toEqual(['paid', 'paid', 'paid']);
  });

  it('placed and lifted again lets the very same order be made once more', async () => {
    const ids = [await world.enrol(1, 6000), await world.enrol(2, 6000)];
    await world.runUntil('send-order');
    const [order] = world.store.all('order');
    await placeHold(world.deps, ask('payee', usccOf(2)), 'auditor');
    await sendOrder(world.deps, order?.id ?? '');
    expect(await world.store.read('order', order?.id ?? '')).toMatchObject({ state: 'withdrawn' });
    await liftHold(world.deps, ask('payee', usccOf(2)), 'auditor');
    await prepareOrders(
      world.deps,
      world.store.all('leg').map(({ id }) => id),
    );
    expect(await world.store.read('order', order?.id ?? '')).toMatchObject({ state: 'released' });
    await world.settle();
    expect(await Promise.all(ids.map(world.stateOf))).toEqual(['paid', 'paid']);
    expect(world.bank.received).toHaveLength(1);
  });

  it('on a policy stops reserving, ordering and sending', async () => {
    await placeHold(world.deps, ask('policy', world.policyId), 'unit.maker');
    const id = await world.enrol(1, 6000);
    await world.settle();
    expect(await world.stateOf(id)).toBe('accepted');
    await liftHold(world.deps, ask('policy', world.policyId), 'unit.maker');
    await sweep();
    expect(await world.stateOf(id)).toBe('paid');
  });

  it('is placed once, and only what is held can be lifted', async () => {
    await placeHold(world.deps, ask('payee', usccOf(1)), 'auditor');
    await expect(placeHold(world.deps, ask('payee', usccOf(1)), 'other')).rejects.toMatchObject({
      code: 'unprocessable',
      detail: { reason: 'held-already', evidence: { by: 'auditor' } },
    });
    await expect(liftHold(world.deps, ask('payee', usccOf(9)), 'auditor')).rejects.toBeInstanceOf(Fault);
  });
});

describe('an emergency stop', () => {
  it('of a rail stops every order at once, and only a second person lifts it', async () => {
    const id = await world.enrol(1, 6000);
    await world.runUntil('send-order');
    await placeHold(world.deps, ask('stop-rail', 'bank'), 'finance.maker');
    await world.settle();
    await sweep();
    expect(await world.stateOf(id)).toBe('ordered');
    expect(world.bank.received).toHaveLength(0);
    await expect(liftHold(world.deps, ask('stop-rail', 'bank'), 'finance.maker')).rejects.toMatchObject({
      code: 'forbidden',
      detail: { reason: 'same-person' },
    });
    await liftHold(world.deps, ask('stop-rail', 'bank'), 'finance.checker');
    await sweep();
    expect(await world.stateOf(id)).toBe('paid');
  });

  it('of a policy also keeps an order without an answer from being handed over again', async () => {
    world.bank.answers = () => 'never';
    const id = await world.enrol(1, 6000);
    await world.settle();
    expect(world.bank.received).toHaveLength(1);
    await placeHold(world.deps, ask('stop-policy', world.policyId), 'finance.maker');
    world.nowMs += 300_000;
    await sweep();
    expect(world.bank.received).toHaveLength(1);
    await liftHold(world.deps, ask('stop-policy', world.policyId), 'finance.checker');
    world.bank.answers = () => 'pay';
    await sweep();
    expect(await world.stateOf(id)).toBe('paid');
  });

  it('pulled between reading and sending wins: the transaction itself refuses', async () => {
    await world.enrol(1, 6000);
    await world.runUntil('send-order');
    const [order] = world.store.all('order');
    const store = new Proxy(world.store, {
      get(target, name) {
        const member = Reflect.get(target, name) as unknown;
        if (typeof member !== 'function') return member;
        if (name !== 'commit') return member.bind(target);
        return async (commit: Parameters<typeof target.commit>[0]) => {
          if (commit.event.type === 'order.sent')
            await placeHold(world.deps, ask('stop-rail', 'bank'), 'finance.maker');
          return target.commit(commit);
        };
      },
    });
    expect(await sendOrder({ ...world.deps, store }, order?.id ?? '')).toBe(false);
    expect(world.bank.received).toHaveLength(0);
    expect(await world.store.read('order', order?.id ?? '')).toMatchObject({ state: 'released' });
  });
});
