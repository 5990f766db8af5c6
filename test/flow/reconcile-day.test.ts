// The daily check: ledger, orders and bank agree, or the difference is a case with an owner.
import { beforeEach, describe, expect, it } from 'vitest';
import type { BankLine, Statement } from '../../core/payment/bank-message.ts';
import { reconcileDay, reconcileOpenDays } from '../../functions/reconciliation/reconcile-day.ts';
import { PAYER } from '../world/flow-world.ts';
import { openTradeWorld, type TradeWorld } from './trade-world.ts';

const DAY = '2020-03-02';
let world: TradeWorld;

beforeEach(async () => {
  world = await openTradeWorld();
  await world.fund(world.policyId, 'city', 10_000);
  world.bank.answers = (account) => (account.endsWith('2') ? 'return' : 'pay');
  for (let n = 1; n <= 3; n++) await world.enrol(n, 6000);
  await world.settle();
});

const lineOf = (endToEndId: string, amountFen: number): BankLine => ({
  endToEndId,
  amountFen,
  direction: 'debit',
  status: 'booked',
  isReversal: false,
});
/** The bank's statement of what it booked, less some, plus others. */
async function statement(without: readonly string[] = [], more: readonly BankLine[] = []): Promise<void> {
  const booked = [...world.bank.booked].map(([id, amountFen]) => lineOf(id, amountFen));
  const report: Statement = {
    kind: 'statement',
    messageId: `S${world.nowMs}`,
    createdAt: '2020-03-02T12:00:00Z',
    problems: [],
    reportId: `S${world.nowMs}`,
    account: PAYER.account,
    page: { number: 1, isLast: true },
    fromDay: DAY,
    toDay: DAY,
    lines: [...booked.filter(({ endToEndId = '' }) => !without.includes(endToEndId)), ...more],
  };
  world.bank.reports.push(report);
  await world.settle();
}
const cases = (state: 'open' | 'closed') =>
  world.store.all('exception').filter((one) => one.reason === 'three-way-difference' && one.state === state);
const netFen = () => world.bank.outflowFen;

describe('a day', () => {
  it('waits for the statement while ledger and orders agree, then agrees', async () => {
    expect(await reconcileDay(world.deps, DAY)).toMatchObject({
      state: 'awaiting-statement',
      lines: 3,
      ledgerFen: netFen(),
      orderFen: netFen(),
      bankFen: 0,
      differences: 0,
    });
    await statement();
    expect(await reconcileDay(world.deps, DAY)).toMatchObject({
      version: 2,
      state: 'agreed',
      ledgerFen: netFen(),
      bankFen: netFen(),
    });
    expect(cases('open')).toEqual([]);
  });

  it('whose statement lacks a payment names it as a case of finance, closed when it appears', async () => {
    const [missing = ''] = world.bank.booked.keys();
    await statement([missing]);
    expect(await reconcileDay(world.deps, DAY)).toMatchObject({ state: 'differs', differences: 1 });
    expect(cases('open')).toMatchObject([
      { owner: 'finance.maker', evidence: { endToEndId: missing, ledgerFen: 100_000, bankFen: 0 } },
    ]);
    await reconcileDay(world.deps, DAY);
    expect(cases('open')).toHaveLength(1);
    await statement([...world.bank.booked.keys()].filter((id) => id !== missing));
    expect(await reconcileDay(world.deps, DAY)).toMatchObject({ state: 'agreed' });
    expect(cases('closed')).toHaveLength(1);
  });

  it('on which the bank paid twice does not agree', async () => {
    const [[twice, amountFen] = ['', 0]] = world.bank.booked;
    await statement([], [lineOf(twice, amountFen)]);
    expect(await reconcileDay(world.deps, DAY)).toMatchObject({
      state: 'differs',
      bankFen: netFen() + 100_000,
    });
  });

  it('whose leg was changed without the ledger does not agree', async () => {
    await statement();
    const leg = world.store.all('leg').find(({ state }) => state === 'paid');
    await world.store.put('leg' as never, [{ ...leg, state: 'void' } as never]);
    expect(await reconcileDay(world.deps, DAY)).toMatchObject({ state: 'differs', differences: 1 });
    expect(cases('open')).toMatchObject([{ evidence: { ledgerFen: 100_000, orderFen: 0 } }]);
  });

  it('is closed by the schedule on the days after, until it agrees', async () => {
    world.today = '2020-03-03';
    const first = await reconcileOpenDays(world.deps);
    expect(first.find(({ id }) => id === DAY)).toMatchObject({ state: 'awaiting-statement' });
    await statement();
    await reconcileOpenDays(world.deps);
    expect(await world.store.read('reconciliation', DAY)).toMatchObject({ state: 'agreed', version: 2 });
    expect((await reconcileOpenDays(world.deps)).map(({ id }) => id)).not.toContain(DAY);
  });

  it('does not agree while the bank has not ended a payment, however many statements come', async () => {
    world.bank.answers = () => 'never';
    await world.enrol(4, 6000);
    await world.settle();
    await statement();
    expect(await reconcileDay(world.deps, DAY)).toMatchObject({ state: 'awaiting-statement', lines: 4 });
    const late = world.store.all('leg').find(({ state }) => state === 'ordered');
    const missing = lineOf(late?.endToEndId ?? '', late?.amountFen ?? 0);
    await statement([...world.bank.booked.keys()], [missing]);
    expect(await reconcileDay(world.deps, DAY)).toMatchObject({ state: 'agreed', bankFen: 300_000 });
  });

  it('that does not exist is refused', async () => {
    await expect(reconcileDay(world.deps, '2020-02-30')).rejects.toMatchObject({ code: 'invalid' });
  });
});
