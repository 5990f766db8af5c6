// Bank facts brought to their legs: what one commit takes, what it says, and who comes second, on a ledger without a flow around it.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Leg } from '../../core/disbursement/claim.ts';
import { endToEndId } from '../../core/disbursement/end-to-end-id.ts';
import type { ExceptionCase } from '../../core/kernel/exception-case.ts';
import { fen } from '../../core/kernel/fen.ts';
import { returnedId } from '../../core/payment/account-missing.ts';
import type { PaymentOrder } from '../../core/payment/payment-order.ts';
import type { BankFact } from '../../core/reconciliation/settle-lines.ts';
import { applyClosing, applyFacts, findPayments } from '../../functions/reconciliation/apply-facts.ts';
import { budgetOf } from '../store/store-contract.ts';
import { legOf, NOW, openLedger, type LedgerBench } from './ledger-bench.ts';

let bench: LedgerBench;
beforeEach(() => {
  bench = openLedger();
});

const BANK = { name: '企业', account: '62', clearingMember: '102331000001' };
const orderedLeg = (id: string, orderId: string, changes: Partial<Leg> = {}): Leg =>
  legOf(id, { state: 'ordered', orderId, orderedAt: NOW, ...changes });

/** An order that was sent, with its legs, and the money of each budget in transit. */
async function sent(id: string, legs: readonly Leg[]): Promise<PaymentOrder> {
  const order: PaymentOrder = {
    id,
    version: 3,
    state: 'sent',
    rail: 'bank',
    policyId: 'p',
    payer: BANK,
    lines: legs.map((leg) => ({
      legId: leg.id,
      endToEndId: leg.endToEndId,
      budgetId: leg.budgetId,
      amountFen: leg.amountFen,
      payee: BANK,
      remark: '补贴',
    })),
    totalFen: fen(legs.reduce((sum, leg) => sum + leg.amountFen, 0)),
    openLines: legs.length,
    executionDay: '2020-03-02',
    preparedAt: NOW,
    preparedBy: 'system',
    sentAt: NOW,
    attempt: 1,
  };
  await bench.store.put('order', [order]);
  await bench.store.put('leg', legs);
  for (const { budgetId, amountFen } of legs) {
    const budget = bench.store.readNow('budget', budgetId) ?? budgetOf(budgetId, { available: fen(0) });
    await bench.store.put('budget', [{ ...budget, inTransit: fen(budget.inTransit + amountFen) }]);
  }
  return order;
}
const legsOf = (orderId: string, count: number, budgetIdOf = (_: number) => 'b'): Leg[] =>
  Array.from({ length: count }, (_, n) =>
    orderedLeg(`${orderId}-${String(n).padStart(2, '0')}/1`, orderId, { budgetId: budgetIdOf(n) }),
  );

const fact = (leg: Leg, kind: BankFact['kind'] = 'booked', changes: Partial<BankFact> = {}): BankFact => ({
  endToEndId: leg.endToEndId,
  amountFen: leg.amountFen,
  kind,
  ...changes,
});
const apply = (facts: readonly BankFact[]) => applyFacts(bench.deps, facts);
const counts = (changes: object) => ({ settled: 0, returned: 0, repeated: 0, exceptions: 0, ...changes });
const stored = (leg: Leg) => bench.store.readNow('leg', leg.id);
const order = (id = 'M1') => bench.store.readNow('order', id);
const balances = (id = 'b') => {
  const { held, inTransit, paid } = bench.store.readNow('budget', id) ?? budgetOf(id);
  return { held, inTransit, paid };
};
const events = (subject = 'order:M1') => bench.store.allEvents().filter((event) => event.subject === subject);
const told = (leg: Leg) => ({
  legId: leg.id,
  claimId: leg.claimId,
  districtCode: '330106',
  amountFen: leg.amountFen,
});
const moved = (leg: Leg, kind: string) => ({
  id: `${leg.id}/1/${kind}`,
  kind,
  budgetId: leg.budgetId,
  amountFen: leg.amountFen,
});

describe('a bank’s file', () => {
  it('that books a whole order settles it in one commit, which says who was paid', async () => {
    const legs = [orderedLeg('c/1', 'M1'), orderedLeg('d/1', 'M1', { amountFen: fen(7) })];
    await sent('M1', legs);
    expect(await apply(legs.map((leg) => fact(leg)))).toEqual(counts({ settled: 2 }));
    expect(events()).toEqual([
      {
        subject: 'order:M1',
        seq: 4,
        type: 'claim.paid',
        at: NOW,
        by: 'system',
        data: { orderId: 'M1', policyId: 'p', paid: legs.map(told), returned: [] },
        transfers: legs.map((leg) => moved(leg, 'settle')),
        hash: expect.any(String) as string,
      },
    ]);
    expect(order()).toMatchObject({ version: 4, openLines: 0, state: 'settled' });
    expect(legs.map((leg) => stored(leg)?.state)).toEqual(['paid', 'paid']);
    expect(balances()).toEqual({ held: 0, inTransit: 0, paid: 107 });
  });

  it('that gives some back opens a case for each, and remembers the payment that ended', async () => {
    const legs = [orderedLeg('c/1', 'M1'), orderedLeg('d/1', 'M1'), orderedLeg('e/1', 'M1')];
    const [paid, back, refused] = legs as [Leg, Leg, Leg];
    await sent('M1', legs);
    const facts = [fact(paid), fact(back, 'returned', { reason: 'AC04' }), fact(refused, 'rejected')];
    expect(await apply(facts)).toEqual(counts({ settled: 1, returned: 2 }));
    expect(events()).toMatchObject([
      {
        type: 'claim.returned',
        data: { paid: [told(paid)], returned: [told(back), told(refused)] },
        transfers: [
          moved(paid, 'settle'),
          moved(back, 'settle'),
          moved(back, 'return'),
          moved(refused, 'reject'),
        ],
      },
    ]);
    expect(order()).toMatchObject({ openLines: 0, state: 'settled' });
    expect(balances()).toEqual({ held: 200, inTransit: 0, paid: 100 });
    for (const [leg, ended] of [
      [back, 'returned'],
      [refused, 'rejected'],
    ] as const) {
      const now = stored(leg) as Leg;
      expect(now).toMatchObject({ state: 'returned', round: 2, endToEndId: endToEndId(leg.claimId, '1', 2) });
      expect(bench.store.readNow('ended-payment', leg.endToEndId)).toMatchObject({
        legId: leg.id,
        orderId: 'M1',
        ended,
      });
      expect(bench.store.readNow('exception', returnedId(now))).toMatchObject({
        state: 'open',
        reason: 'payment-returned',
        subject: `leg:${leg.id}`,
      });
    }
    // Nobody had been paid yet: the figures have nothing to take off.
    expect(events()[0]?.data['returned']).not.toContainEqual(expect.objectContaining({ wasPaid: true }));
  });

  it('that takes back what had been paid says so, and closes no line of the order a second time', async () => {
    const legs = [orderedLeg('c/1', 'M1'), orderedLeg('d/1', 'M1')];
    const [first, second] = legs as [Leg, Leg];
    await sent('M1', legs);
    await apply([fact(first)]);
    expect(await apply([fact(first, 'returned')])).toEqual(counts({ returned: 1 }));
    expect(order()).toMatchObject({ version: 5, openLines: 1, state: 'sent' });
    expect(events()[1]).toMatchObject({
      seq: 5,
      type: 'claim.returned',
      data: { paid: [], returned: [{ ...told(first), wasPaid: true }] },
      transfers: [moved(first, 'return')],
    });
    expect(await apply([fact(second)])).toEqual(counts({ settled: 1 }));
    expect(order()).toMatchObject({ openLines: 0, state: 'settled' });
    expect(balances()).toEqual({ held: 100, inTransit: 0, paid: 100 });
  });

  it('that is told again changes nothing', async () => {
    const legs = legsOf('M1', 3);
    await sent('M1', legs);
    await apply(legs.map((leg) => fact(leg)));
    const before = bench.store.allEvents().length;
    expect(await apply(legs.map((leg) => fact(leg)))).toEqual(counts({ repeated: 3 }));
    expect(bench.store.allEvents()).toHaveLength(before);
    expect(await apply([])).toEqual(counts({}));
  });

  it('that tells one payment twice sees at the second line what the first one did', async () => {
    const leg = orderedLeg('c/1', 'M1');
    await sent('M1', [leg]);
    const facts = [fact(leg), fact(leg, 'returned'), fact(leg), fact(leg, 'returned')];
    expect(await apply(facts)).toEqual(counts({ settled: 1, returned: 1, repeated: 2 }));
    expect(events().map(({ type }) => type)).toEqual(['claim.paid', 'claim.returned']);
    expect(balances()).toEqual({ held: 100, inTransit: 0, paid: 0 });
  });

  it('that tells of nobody, or of another sum, opens a case and settles the rest', async () => {
    const leg = orderedLeg('c/1', 'M1');
    const wrong = orderedLeg('d/1', 'M1');
    await sent('M1', [leg, wrong]);
    const facts = [
      fact(leg, 'booked', { endToEndId: 'E0' }),
      fact(leg, 'booked', { endToEndId: undefined, bankReference: 'B1' }),
      fact(wrong, 'booked', { amountFen: 1 }),
      fact(leg),
    ];
    expect(await apply(facts)).toEqual(counts({ settled: 1, exceptions: 3 }));
    expect(bench.store.all('exception').map(({ reason, subject }) => [reason, subject])).toEqual([
      ['unmatched-line', 'bank-line:E0'],
      ['unmatched-line', 'bank-line:B1'],
      ['wrong-amount', 'leg:d/1'],
    ]);
    expect(balances()).toEqual({ held: 0, inTransit: 100, paid: 100 });
  });
});

describe('a big order', () => {
  it('is settled in one transaction, by one look-up', async () => {
    const legs = legsOf('M1', 90);
    await sent('M1', legs);
    bench.store.asked.length = 0;
    expect(await apply(legs.map((leg) => fact(leg)))).toEqual(counts({ settled: 90 }));
    expect(bench.store.asked.filter((what) => !what.endsWith(' 0'))).toEqual([
      'list leg',
      'read order M1',
      'readMany leg 90',
    ]);
    expect(events()).toHaveLength(1);
  });

  it('that comes back is taken in as many transactions as its cases and memories need', async () => {
    const legs = legsOf('M1', 90);
    await sent('M1', legs);
    const commit = vi.spyOn(bench.store, 'commit');
    expect(await apply(legs.map((leg) => fact(leg, 'returned')))).toEqual(counts({ returned: 90 }));
    expect(commit).toHaveBeenCalledTimes(3);
    // A leg that comes back is three items, and their budget one: 31 make 94 of the 96 that there is room for.
    expect(events().map(({ seq, data }) => [seq, (data['returned'] as unknown[]).length])).toEqual([
      [4, 31],
      [5, 31],
      [6, 28],
    ]);
    expect(order()).toMatchObject({ version: 6, openLines: 0, state: 'settled' });
    expect(balances()).toEqual({ held: 9000, inTransit: 0, paid: 0 });
  });

  it('paid from as many budgets as it has lines fits into its transactions, budgets counted', async () => {
    const legs = legsOf('M1', 90, (n) => `b${n}`);
    await sent('M1', legs);
    expect(await apply(legs.map((leg) => fact(leg)))).toEqual(counts({ settled: 90 }));
    expect(events().map(({ data }) => (data['paid'] as unknown[]).length)).toEqual([48, 42]);
    expect(balances('b89')).toEqual({ held: 0, inTransit: 0, paid: 100 });
  });
});

describe('a race', () => {
  it('with another handler is run again from fresh state, and nothing counts twice', async () => {
    const legs = legsOf('M1', 3);
    await sent('M1', legs);
    bench.store.admit = async () => {
      bench.store.admit = undefined;
      expect(await apply([fact(legs[0] as Leg)])).toEqual(counts({ settled: 1 }));
      return true;
    };
    expect(await apply(legs.map((leg) => fact(leg)))).toEqual(counts({ settled: 2, repeated: 1 }));
    expect(order()).toMatchObject({ version: 5, openLines: 0, state: 'settled' });
    expect(balances()).toEqual({ held: 0, inTransit: 0, paid: 300 });
  });

  it('lost in the midst of an order leaves only what was not committed to the next round', async () => {
    const legs = legsOf('M1', 90);
    await sent('M1', legs);
    let commits = 0;
    bench.store.admit = async () => ++commits !== 2;
    expect(await apply(legs.map((leg) => fact(leg, 'returned')))).toEqual(counts({ returned: 90 }));
    expect(events().map(({ data }) => (data['returned'] as unknown[]).length)).toEqual([31, 31, 28]);
  });

  it('that is lost six times in a row is given back to the queue', async () => {
    const leg = orderedLeg('c/1', 'M1');
    await sent('M1', [leg]);
    let refused = 0;
    bench.store.admit = async () => {
      refused += 1;
      return false;
    };
    await expect(apply([fact(leg)])).rejects.toMatchObject({ code: 'lost-race' });
    expect(refused).toBe(6);
  });

  it('is not lost while one order after the other gets through', async () => {
    const legs = Array.from({ length: 9 }, (_, n) => orderedLeg(`c${n}/1`, `M${n}`));
    for (const [n, leg] of legs.entries()) await sent(`M${n}`, [leg]);
    let commits = 0;
    // One of each round's orders: the 9th, then the 8th of those left, and so on.
    bench.store.admit = async () => ++commits % 3 === 0;
    expect(await apply(legs.map((leg) => fact(leg)))).toEqual(counts({ settled: 9 }));
    for (const n of legs.keys()) {
      expect(events(`order:M${n}`)).toMatchObject([
        { data: { orderId: `M${n}`, paid: [{ claimId: `c${n}` }] } },
      ]);
    }
  });
});

describe('a case that two people settle', () => {
  const open: ExceptionCase = {
    id: 'X1',
    version: 2,
    state: 'open',
    reason: 'unmatched-line',
    subject: 'bank-line:E0',
    owner: 'finance.maker',
    zh: '银行流水无法匹配任何付款',
    en: 'A bank line matches no payment',
    evidence: {},
    openedAt: NOW,
    settlement: { kind: 'attach', legId: 'c/1', reason: '同一笔', proposedBy: 'maker', proposedAt: NOW },
  } as ExceptionCase;
  const closed: ExceptionCase = { ...open, version: 3, state: 'closed', closedAt: NOW, closedBy: 'checker' };
  let leg: Leg;
  beforeEach(async () => {
    leg = orderedLeg('c/1', 'M1');
    await sent('M1', [leg, orderedLeg('d/1', 'M1')]);
    await bench.store.put('exception', [open]);
  });
  const close = (line: BankFact, by = 'checker') => applyClosing(bench.deps, line, { closed, by });

  it('closes in the commit that moves its money, in the name of the second', async () => {
    await close(fact(leg));
    expect(bench.store.readNow('exception', 'X1')).toEqual(closed);
    expect(stored(leg)).toMatchObject({ state: 'paid' });
    expect(events()).toMatchObject([{ seq: 4, by: 'checker', data: { paid: [told(leg)] } }]);
    expect(balances()).toEqual({ held: 0, inTransit: 100, paid: 100 });
  });

  it('is not closed by who proposed it, and no money moves', async () => {
    await expect(close(fact(leg), 'maker')).rejects.toMatchObject({ code: 'lost-race' });
    expect(bench.store.readNow('exception', 'X1')).toEqual(open);
    expect(stored(leg)).toEqual(leg);
  });

  it.each([
    ['that stands so already', 'booked', { state: 'paid' }],
    ['that is nobody’s', 'booked', { endToEndId: 'E9' }],
    ['that contradicts it', 'rejected', { state: 'paid' }],
  ] as const)('is not closed by a line %s', async (_name, kind, changes) => {
    await bench.store.put('leg', [{ ...leg, ...changes }]);
    await expect(close(fact(leg, kind))).rejects.toMatchObject({
      code: 'unprocessable',
      detail: {
        reason: 'cannot-attach',
        zh: '付款状态已变，不能挂账，请重新核对',
        en: 'The payment has moved on; look again before the line is attached',
      },
    });
    expect(bench.store.readNow('exception', 'X1')).toEqual(open);
    expect(events()).toEqual([]);
  });
});

describe('finding a payment', () => {
  const find = async (...ids: (string | undefined)[]) => {
    const facts = ids.map((endToEndId): BankFact => ({ endToEndId, amountFen: 1, kind: 'booked' }));
    return findPayments(bench.deps, facts);
  };

  it('finds an earlier round by its own id, with how it ended, beside the round that runs', async () => {
    const first = orderedLeg('c/1', 'M1');
    const other = orderedLeg('d/1', 'M1');
    await sent('M1', [first, other]);
    await apply([fact(first, 'rejected')]);
    const second = { ...(stored(first) as Leg), state: 'ordered' as const, orderId: 'M2', orderedAt: NOW };
    await sent('M2', [second]);
    for (const ids of [
      [first.endToEndId, second.endToEndId],
      [second.endToEndId, first.endToEndId],
    ]) {
      const found = await find(...ids);
      expect(found.get(first.endToEndId)).toMatchObject({
        leg: second,
        order: { id: 'M1' },
        ended: { id: first.endToEndId, ended: 'rejected' },
      });
      expect(found.get(second.endToEndId)).toEqual({ leg: second, order: order('M2'), ended: undefined });
      expect(found.get(other.endToEndId)).toEqual({ leg: other, order: order('M1'), ended: undefined });
    }
  });

  it('asks for no ended payment where none has ended', async () => {
    const legs = legsOf('M1', 2);
    await sent('M1', legs);
    bench.store.asked.length = 0;
    await find(...legs.map(({ endToEndId: id }) => id), undefined);
    expect(bench.store.asked).toEqual([
      'list leg',
      'read order M1',
      'readMany leg 2',
      'readMany ended-payment 0',
    ]);
  });

  it('finds nothing for a leg in no order, and a line whose leg is gone is nobody’s', async () => {
    const waiting = legOf('w/1');
    const [gone, here] = legsOf('M1', 2) as [Leg, Leg];
    await sent('M1', [gone, here]);
    await bench.store.put('leg', [waiting]);
    bench.store.asked.length = 0;
    const found = await find(waiting.endToEndId, 'E0', here.endToEndId);
    expect(bench.store.asked.filter((what) => what.startsWith('read '))).toEqual([
      'read ended-payment E0',
      'read order M1',
    ]);
    expect([...found.keys()].toSorted()).toEqual([gone.endToEndId, here.endToEndId].toSorted());
    bench.store.readMany = async () => [undefined, here] as never;
    expect([...(await find(here.endToEndId)).keys()]).toEqual([here.endToEndId]);
  });
});
