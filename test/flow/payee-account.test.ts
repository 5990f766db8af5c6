// Payee accounts: nothing is paid to an account that nobody verified, and a changed one has to cool.
import { beforeEach, describe, expect, it } from 'vitest';
import { accountInForce } from '../../core/payment/payee-account.ts';
import { closeException } from '../../functions/reconciliation/close-exception.ts';
import { sweepStalled } from '../../functions/flow/sweep-stalled.ts';
import { registerAccount, verifyByPerson } from '../../functions/payment/register-account.ts';
import { prepareByHand, releaseOrder } from '../../functions/payment/release-order.ts';
import { liftHold, listHolds } from '../../functions/payment/place-hold.ts';
import { verifyLedger } from '../../functions/reconciliation/verify-ledger.ts';
import { fitting, openTradeWorld, usccOf, type TradeWorld } from './trade-world.ts';

const NEW = { name: '新账户', account: '6222000000000001', clearingMember: '102331000001' };
const OTHER = { name: '另一账户', account: '6222000000000002', clearingMember: '102331000001' };
let world: TradeWorld;
const sweep = async () => {
  await sweepStalled(world.deps, { stalledMs: 0 });
  await world.settle();
};
const openCases = () =>
  world.store
    .all('exception')
    .filter(({ state }) => state === 'open')
    .map(({ reason }) => reason);
const paidTo = () => world.bank.received.flatMap(({ payments }) => payments.map((it) => it.creditor.account));

beforeEach(async () => {
  world = await openTradeWorld();
  await world.fund(world.policyId, 'city', 100_000);
});

describe('a payee without an account', () => {
  it('waits as a case, is paid once an account is registered and verified, and the case is closed', async () => {
    world.bank.accountsOf = async () => new Map();
    const id = await world.enrol(1, 6000);
    await world.settle();
    expect(await world.stateOf(id)).toBe('reserved');
    expect(openCases()).toEqual(['account-missing']);
    await registerAccount(world.deps, { uscc: usccOf(1), payee: NEW }, 'clerk');
    world.nowMs += 120_000;
    await sweep();
    expect(await world.stateOf(id)).toBe('reserved');
    await expect(verifyByPerson(world.deps, usccOf(1), 'clerk')).rejects.toMatchObject({
      detail: { reason: 'same-person' },
    });
    await verifyByPerson(world.deps, usccOf(1), 'finance.checker');
    await sweep();
    expect(await world.stateOf(id)).toBe('paid');
    expect(paidTo()).toEqual([NEW.account]);
    expect(openCases()).toEqual([]);
  });

  it('needs no second person where the bank itself confirms the account', async () => {
    world.bank.accountsOf = async (keys) => new Map(keys.map((key) => [key, NEW]));
    const account = await registerAccount(world.deps, { uscc: usccOf(1), payee: NEW }, 'clerk');
    expect(account.current).toMatchObject({ payee: NEW, verifiedBy: 'bank' });
    const unlike = await registerAccount(world.deps, { uscc: usccOf(2), payee: OTHER }, 'clerk');
    expect(unlike.current).toBeUndefined();
  });
});

describe('a changed account', () => {
  it('is paid to only after two people and the cooling time; until then the old one stands', async () => {
    world.bank.accountsOf = async (keys) => new Map(keys.map((key) => [key, NEW]));
    await registerAccount(world.deps, { uscc: usccOf(1), payee: NEW }, 'clerk');
    await registerAccount(world.deps, { uscc: usccOf(1), payee: OTHER }, 'clerk');
    const changed = await verifyByPerson(world.deps, usccOf(1), 'finance.checker');
    expect(changed.next?.effectiveFrom).toBe('2020-03-04');
    await world.enrol(1, 6000);
    await world.settle();
    expect(paidTo()).toEqual([NEW.account]);
    const stored = await world.store.read('account', usccOf(1));
    expect(accountInForce(stored, '2020-03-03')?.payee).toEqual(NEW);
    expect(accountInForce(stored, '2020-03-04')?.payee).toEqual(OTHER);
  });

  it('of a payment that came back sends the next round to the new account, once', async () => {
    world.bank.answers = (account) => (account === OTHER.account ? 'pay' : 'return');
    const id = await world.enrol(1, 6000);
    await world.settle();
    expect(await world.stateOf(id)).toBe('returned');
    expect(openCases()).toEqual(['payment-returned']);
    await sweep();
    expect(world.bank.received).toHaveLength(1);
    await registerAccount(world.deps, { uscc: usccOf(1), payee: OTHER }, 'clerk');
    await verifyByPerson(world.deps, usccOf(1), 'unit.maker');
    await sweep();
    await sweep();
    expect(await world.stateOf(id)).toBe('paid');
    expect(world.bank.received).toHaveLength(2);
    const ids = world.bank.received.flatMap(({ payments }) => payments.map(({ endToEndId }) => endToEndId));
    expect(new Set(ids).size).toBe(2);
    expect(openCases()).toEqual([]);
    expect(await verifyLedger(world.deps)).toMatchObject({ verified: true, paidFen: 100_000 });
  });
});

describe('an order above the limit', () => {
  it('is released by a second person only, who did not prepare it', async () => {
    world = await openTradeWorld({ preAuthorisedYuan: 0 });
    await world.fund(world.policyId, 'city', 100_000);
    const id = await world.enrol(1, 6000);
    await world.settle();
    expect(await world.stateOf(id)).toBe('ordered');
    const [order] = world.store.all('order');
    await prepareByHand(world.deps, order?.id ?? '', 'unit.maker');
    await expect(releaseOrder(world.deps, order?.id ?? '', 'unit.maker')).rejects.toMatchObject({
      detail: { reason: 'same-person' },
    });
    await releaseOrder(world.deps, order?.id ?? '', 'finance.checker');
    await world.settle();
    expect(await world.stateOf(id)).toBe('paid');
    await expect(releaseOrder(world.deps, order?.id ?? '', 'finance.checker')).rejects.toMatchObject({
      detail: { reason: 'not-prepared' },
    });
  });
});

describe('what is asked again at release', () => {
  const HOUR_MS = 3_600_000;

  it('holds the leg of a firm that was put on the list since, with a case, and pays the others', async () => {
    world = await openTradeWorld({ preAuthorisedYuan: 0 });
    await world.fund(world.policyId, 'city', 100_000);
    const [hit, clean] = [await world.enrol(1, 6000), await world.enrol(2, 6000)];
    await world.settle();
    const [order] = world.store.all('order');
    world.nowMs += HOUR_MS;
    world.held.set(usccOf(1), { ...fitting(6000), seriouslyUntrustworthy: true });
    await expect(releaseOrder(world.deps, order?.id ?? '', 'finance.checker')).rejects.toMatchObject({
      detail: { reason: 'release-check' },
    });
    await world.settle();
    expect(await listHolds(world.deps, false)).toMatchObject([{ kind: 'leg', by: 'system' }]);
    expect(openCases()).toEqual(['release-check']);
    const rest = world.store.all('order').find(({ state }) => state === 'prepared');
    expect(rest?.lines).toHaveLength(1);
    await releaseOrder(world.deps, rest?.id ?? '', 'finance.checker');
    await world.settle();
    expect([await world.stateOf(hit), await world.stateOf(clean)]).toEqual(['reserved', 'paid']);
  });

  it('waits while the department does not answer, and goes on by a person’s word', async () => {
    world.bank.accountsOf = async () => new Map();
    const id = await world.enrol(1, 6000);
    await world.settle();
    world.nowMs += HOUR_MS;
    world.bank.accountsOf = async (keys) => new Map(keys.map((key) => [key, NEW]));
    world.down.add('credit');
    await sweep();
    expect(await world.stateOf(id)).toBe('reserved');
    expect(await listHolds(world.deps, false)).toEqual([]);
    world.down.clear();
    world.held.set(usccOf(1), { ...fitting(6000), businessStatus: 'revoked' });
    await sweep();
    const [hold] = await listHolds(world.deps, false);
    const found = world.store.all('exception').find(({ reason }) => reason === 'release-check');
    expect(found?.evidence).toMatchObject({ facts: { businessStatus: 'revoked' } });
    await closeException(world.deps, found?.id ?? '', '查实为登记错误', {
      sub: 'unit.maker',
      roles: ['unit.maker'],
      actsFor: [],
    });
    await liftHold(world.deps, { kind: 'leg', id: hold?.id ?? '', reason: '查实为登记错误' }, 'unit.maker');
    await sweep();
    expect(await world.stateOf(id)).toBe('paid');
  });

  it('asks nothing twice while the decision is fresh', async () => {
    await world.enrol(1, 6000);
    await world.settle();
    const asked = world.asked.filter(({ department }) => department === 'credit');
    expect(asked).toHaveLength(1);
  });
});
