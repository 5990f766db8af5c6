// One claim, two treasuries, two rails: the city's share by its bank, the district's by 国库集中支付, from the click to the day's
// check, with days off, cut-off, refusals, refunds, kills and everything that files can do wrong.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '../../core/kernel/fault.ts';
import { RESEND_AFTER_MS } from '../../core/payment/order-transitions.ts';
import { placeHold, liftHold } from '../../functions/payment/place-hold.ts';
import { registerAccount, verifyByPerson } from '../../functions/payment/register-account.ts';
import { closeException } from '../../functions/reconciliation/close-exception.ts';
import { reconcileDay } from '../../functions/reconciliation/reconcile-day.ts';
import { verifyLedger } from '../../functions/reconciliation/verify-ledger.ts';
import { sandboxAccountOf } from '../../local/sandbox/bank/sandbox-account.ts';
import { usccOf } from '../flow/trade-world.ts';
import { DISTRICT, openTwoRails, QUOTA, type TwoRails } from './two-rails-world.ts';

let rails: TwoRails;
beforeEach(async () => {
  rails = await openTwoRails();
});
afterEach(() => rails.close());

/** Firms that are each worth ¥1,000: 600 of the city, 400 of the district. */
async function enrol(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 1; n <= count; n++) ids.push(await rails.flow.enrol(n, 6000));
  return ids;
}
const states = (ids: readonly string[]) => Promise.all(ids.map(rails.flow.stateOf));
const statesOf = (rail: 'bank' | 'treasury') => rails.legs(rail).map(({ state }) => state);
/** What a rail's book says, by its own counter. */
async function bookOf(url: string): Promise<{ paidFen: number; returnedFen: number }> {
  const { accounts } = (await (await fetch(`${url}/balance`)).json()) as {
    accounts: { paidFen: number; returnedFen: number }[];
  };
  const sum = (of: 'paidFen' | 'returnedFen') => accounts.reduce((total, account) => total + account[of], 0);
  return { paidFen: sum('paidFen'), returnedFen: sum('returnedFen') };
}
async function booksBalance(): Promise<void> {
  const [bank, treasury] = [await bookOf(rails.bank.url), await bookOf(rails.treasury.url)];
  const paid = (rail: 'bank' | 'treasury') =>
    rails
      .legs(rail)
      .filter(({ state }) => state === 'paid')
      .reduce((total, { amountFen }) => total + amountFen, 0);
  expect(paid('bank')).toBe(bank.paidFen - bank.returnedFen);
  expect(paid('treasury')).toBe(treasury.paidFen - treasury.returnedFen);
  expect(await verifyLedger(rails.flow.deps)).toMatchObject({
    balanced: true,
    paidFen: paid('bank') + paid('treasury'),
  });
}
const clearDay = async (day: string): Promise<void> => {
  await rails.bank.emitStatement(day);
  await rails.treasury.emitStatement(day);
  await rails.settle();
};

describe('money over two rails', () => {
  it('is paid by each, the application naming one 指标, and the day agrees with both', async () => {
    const ids = await enrol(3);
    await rails.settle();
    expect(await states(ids)).toEqual(['paid', 'paid', 'paid']);
    expect(rails.orders('treasury')).toMatchObject([
      {
        state: 'settled',
        executionDay: '2020-03-02',
        appropriation: { division: DISTRICT, quotaNumber: QUOTA, fiscalYear: 2020 },
        totalFen: 120_000,
      },
    ]);
    expect(rails.orders('bank')[0]).not.toHaveProperty('appropriation');
    await booksBalance();
    const { deps } = rails.flow;
    await rails.bank.emitStatement('2020-03-02');
    await rails.settle();
    expect(await reconcileDay(deps, '2020-03-02')).toMatchObject({ state: 'awaiting-statement' });
    await rails.treasury.emitStatement('2020-03-02');
    await rails.settle();
    expect(await reconcileDay(deps, '2020-03-02')).toMatchObject({
      state: 'agreed',
      lines: 6,
      ledgerFen: 300_000,
      bankFen: 300_000,
    });
    expect(rails.cases()).toEqual([]);
  });

  it('a statement that is issued again, longer, tells its first lines once', async () => {
    await rails.flow.enrol(1, 6000);
    await rails.settle();
    await clearDay('2020-03-02');
    await rails.flow.enrol(2, 6000);
    await rails.settle();
    await clearDay('2020-03-02');
    expect(await reconcileDay(rails.flow.deps, '2020-03-02')).toMatchObject({
      state: 'agreed',
      bankFen: 200_000,
    });
  });
});

describe('the treasury’s hours', () => {
  it.each([
    ['on a Friday after the cut-off, until Monday', '2020-03-06T16:30', '2020-03-09'],
    ['on a Saturday, until the Sunday that is worked (调休)', '2020-04-25T10:00', '2020-04-26'],
    ['before the holidays, until they are over', '2020-04-30T16:31', '2020-05-06'],
  ])('an order made %s, waits where stops reach it, and says so', async (_, instant, opens) => {
    rails.at(instant);
    const ids = await enrol(2);
    await rails.settle();
    expect(statesOf('bank')).toEqual(['paid', 'paid']);
    expect(rails.orders('treasury')).toMatchObject([{ state: 'released', executionDay: opens, attempt: 0 }]);
    expect(await rails.sweep()).toBe(0);
    expect(rails.orders('treasury')).toMatchObject([{ state: 'released' }]);
    rails.at(`${opens}T09:00`);
    await rails.sweep();
    expect(rails.orders('treasury')).toMatchObject([{ state: 'settled', executionDay: opens, attempt: 1 }]);
    expect(await states(ids)).toEqual(['paid', 'paid']);
    await booksBalance();
    for (const day of [instant.slice(0, 10), opens]) await clearDay(day);
    expect(await reconcileDay(rails.flow.deps, instant.slice(0, 10))).toMatchObject({
      state: 'agreed',
      lines: 2,
      ledgerFen: 120_000,
    });
    expect(await reconcileDay(rails.flow.deps, opens)).toMatchObject({
      state: 'agreed',
      lines: 2,
      ledgerFen: 80_000,
    });
  });

  it('that are over when a person releases put the order off, as an event of its own', async () => {
    rails.at('2020-03-06T10:00');
    await enrol(1);
    await rails.flow.runUntil('send-order');
    rails.at('2020-03-06T16:45');
    await rails.settle();
    const [order] = rails.orders('treasury');
    expect(order).toMatchObject({ state: 'released', executionDay: '2020-03-09' });
    const { items } = await rails.flow.store.events(`order:${order?.id}`);
    expect(items.map(({ type }) => type)).toEqual(['order.released', 'order.deferred']);
  });

  it('a firm that is listed over the weekend is asked about again, held, and the others are paid', async () => {
    rails.at('2020-03-06T17:00');
    await enrol(2);
    await rails.settle();
    rails.flow.held.set(usccOf(1), { ...rails.flow.held.get(usccOf(1)), seriouslyUntrustworthy: true });
    rails.at('2020-03-09T09:00');
    await rails.sweep();
    await rails.sweep();
    expect(rails.legs('treasury').map(({ uscc, state }) => [uscc, state])).toEqual([
      [usccOf(1), 'reserved'],
      [usccOf(2), 'paid'],
    ]);
    expect(rails.cases()).toMatchObject([{ reason: 'release-check', owner: 'unit.maker' }]);
    await booksBalance();
  });

  it('do not hide a stop: pulled on the rail over the weekend, it holds what waits, and the bank goes on', async () => {
    rails.at('2020-03-06T17:00');
    await enrol(1);
    await rails.settle();
    const stop = { kind: 'stop-rail', id: 'treasury', reason: '核查' } as const;
    await placeHold(rails.flow.deps, stop, 'finance.maker');
    rails.at('2020-03-09T09:00');
    await rails.flow.enrol(2, 6000);
    await rails.sweep();
    expect(statesOf('bank')).toEqual(['paid', 'paid']);
    expect(statesOf('treasury')).toEqual(['ordered', 'ordered']);
    expect((await bookOf(rails.treasury.url)).paidFen).toBe(0);
    rails.at('2020-03-10T09:00');
    await liftHold(rails.flow.deps, { ...stop, reason: '已核实' }, 'finance.checker');
    await rails.sweep();
    expect(statesOf('treasury')).toEqual(['paid', 'paid']);
    expect(rails.orders('treasury').map(({ executionDay }) => executionDay)).toEqual([
      '2020-03-10',
      '2020-03-10',
    ]);
    await booksBalance();
  });
});

describe('an application that the treasury', () => {
  it('refuses for want of 指标 goes back to finance, and goes out anew once it closes the case', async () => {
    await rails.turn({ quotas: { [QUOTA]: 50_000 } });
    await enrol(2);
    await rails.settle();
    expect(statesOf('treasury').toSorted()).toEqual(['paid', 'returned']);
    const [found] = rails.cases();
    expect(found).toMatchObject({ reason: 'payment-returned', owner: 'finance.maker' });
    await rails.sweep();
    expect(statesOf('treasury').toSorted()).toEqual(['paid', 'returned']);
    await rails.turn({ quotas: { [QUOTA]: 80_000 } });
    const finance = { sub: 'finance.maker', roles: ['finance.maker'], actsFor: [] };
    await closeException(rails.flow.deps, found?.id ?? '', '已追加指标', finance);
    await rails.sweep();
    expect(statesOf('treasury')).toEqual(['paid', 'paid']);
    expect(
      rails
        .legs('treasury')
        .map(({ round }) => round)
        .toSorted(),
    ).toEqual([1, 2]);
    await booksBalance();
  });

  it('refuses for a wrong account waits for the account, as at a bank', async () => {
    const { account } = sandboxAccountOf(usccOf(1));
    await fetch(`${rails.treasury.url}/accounts`, {
      method: 'POST',
      body: JSON.stringify({ account, state: 'closed' }),
    });
    await enrol(1);
    await rails.settle();
    expect(statesOf('treasury')).toEqual(['returned']);
    expect(rails.cases()).toMatchObject([{ reason: 'payment-returned', owner: 'unit.maker' }]);
    const payee = { name: '新户', ...sandboxAccountOf('another') };
    const { bankName: _, ...named } = payee;
    await registerAccount(rails.flow.deps, { uscc: usccOf(1), payee: named }, 'enterprise');
    await verifyByPerson(rails.flow.deps, usccOf(1), 'finance.maker');
    await rails.sweep();
    expect(statesOf('treasury')).toEqual(['paid']);
    expect(rails.cases()).toEqual([]);
    await booksBalance();
  });

  it('pays and is given back (退款) holds the money again, and the day agrees net', async () => {
    await enrol(2);
    await rails.settle();
    const [leg] = rails.legs('treasury');
    await fetch(`${rails.treasury.url}/returns`, {
      method: 'POST',
      body: JSON.stringify({ endToEndId: leg?.endToEndId, code: 'AC04', text: '户名不符' }),
    });
    await rails.settle();
    expect(statesOf('treasury')).toEqual(['returned', 'paid']);
    expect(rails.flow.store.all('budget').find(({ source }) => source !== 'city')).toMatchObject({
      held: 40_000,
      inTransit: 0,
      paid: 40_000,
    });
    await booksBalance();
    await clearDay('2020-03-02');
    expect(await reconcileDay(rails.flow.deps, '2020-03-02')).toMatchObject({
      state: 'agreed',
      bankFen: 160_000,
    });
  });

  it('answers twice, backwards, in parts, cut off and in copies is settled once', async () => {
    const faults = { twice: 1, outOfOrder: 1, cutFile: 1, duplicateFile: 1, partialFile: 1 };
    await rails.turn({ lateMs: 10, faults });
    const ids = await enrol(4);
    await rails.settle();
    expect(await states(ids)).toEqual(ids.map(() => 'paid'));
    expect(rails.cases().map(({ reason }) => reason)).toContain('unreadable-bank-file');
    await booksBalance();
  });

  it('notifies of wrong amounts and unknown payments opens cases, and its clearing settles what is right', async () => {
    await rails.turn({ faults: { wrongAmount: 1, unknownLine: 1 } });
    await enrol(1);
    await rails.settle();
    expect(statesOf('treasury')).toEqual(['ordered']);
    expect(
      rails
        .cases()
        .map(({ reason }) => reason)
        .toSorted(),
    ).toEqual(['unmatched-line', 'wrong-amount']);
    await clearDay('2020-03-02');
    expect(statesOf('treasury')).toEqual(['paid']);
    await booksBalance();
  });

  it('never answers is asked by id, and settled by what it says', async () => {
    await rails.turn({ faults: { never: 1 } });
    await enrol(2);
    await rails.settle();
    expect(statesOf('treasury')).toEqual(['ordered', 'ordered']);
    expect(await reconcileDay(rails.flow.deps, '2020-03-02')).toMatchObject({ state: 'awaiting-statement' });
    await rails.sweep();
    expect(statesOf('treasury')).toEqual(['paid', 'paid']);
    await booksBalance();
  });
});

describe('a kill between the commit and the file', () => {
  async function killBeforeFile(): Promise<void> {
    const { send } = rails.flow.deps.bank;
    Object.assign(rails.flow.deps.bank, {
      send: (...call: Parameters<typeof send>) =>
        call[1] === 'treasury' ? Promise.reject(new Fault('unavailable')) : send(...call),
    });
    await enrol(2);
    await rails.settle().catch((error: unknown) => {
      if (!(error instanceof Fault)) throw error;
    });
    Object.assign(rails.flow.deps.bank, { send });
    await rails.settle();
  }

  it('leaves an order that is asked for, handed over again only after the next working day and in the hours of the treasury, and paid once', async () => {
    rails.at('2020-03-05T15:00');
    await killBeforeFile();
    expect(rails.orders('treasury')).toMatchObject([{ state: 'sent', attempt: 1 }]);
    rails.flow.nowMs += 2 * RESEND_AFTER_MS;
    await rails.sweep();
    // It is lost by Saturday, and waits where a stop still reaches it until the treasury opens.
    for (const day of ['2020-03-06', '2020-03-08']) {
      rails.at(`${day}T17:00`);
      await rails.sweep();
      expect(rails.orders('treasury'), day).toMatchObject([{ state: 'sent', attempt: 1 }]);
    }
    rails.at('2020-03-09T09:00');
    await rails.sweep();
    expect(rails.orders('treasury')).toMatchObject([{ state: 'settled', attempt: 2 }]);
    expect(statesOf('treasury')).toEqual(['paid', 'paid']);
    await booksBalance();
  });
});

describe('a rail that is down', () => {
  it('does not keep the other from being asked, and fails the sweep in the end', async () => {
    await rails.turn({ faults: { never: 1 } });
    await fetch(`${rails.bank.url}/settings`, {
      method: 'POST',
      body: JSON.stringify({ faults: { never: 1 } }),
    });
    // The bank's order is sent after the treasury's, so that it is asked for after the one that fails.
    const stop = { kind: 'stop-rail', id: 'bank', reason: '核查' } as const;
    await placeHold(rails.flow.deps, stop, 'finance.maker');
    await enrol(1);
    await rails.settle();
    await liftHold(rails.flow.deps, { ...stop, reason: '已核实' }, 'finance.checker');
    const { ask } = rails.flow.deps.bank;
    Object.assign(rails.flow.deps.bank, {
      ask: (...call: Parameters<typeof ask>) =>
        call[1] === 'treasury' ? Promise.reject(new Fault('unavailable')) : ask(...call),
    });
    await expect(rails.sweep()).rejects.toMatchObject({ code: 'unavailable' });
    await rails.settle();
    expect(rails.orders('bank')).toMatchObject([{ state: 'sent' }]);
    await expect(rails.sweep()).rejects.toMatchObject({ code: 'unavailable' });
    expect([...statesOf('bank'), ...statesOf('treasury')]).toEqual(['paid', 'ordered']);
  });
});
