// Preparing payment orders, as the finance desk cares: who is in an order, who waits and why, and that nobody is in two.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Leg } from '../../core/disbursement/claim.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { fen } from '../../core/kernel/fen.ts';
import { accountMissing, paymentReturned } from '../../core/payment/account-missing.ts';
import { prepareOrders } from '../../functions/payment/prepare-order.ts';
import type { Budget } from '../../core/ledger/budget.ts';
import {
  accountOf,
  claimOf,
  NOW,
  openPaymentDesk,
  PAYER,
  POLICY,
  TODAY,
  usccOf,
  type PaymentDesk,
} from './payment-desk.ts';

const HOUR_MS = 3_600_000;
const LATER = '2020-03-02T01:59:00.000Z';
const TREASURY = { name: '西湖国库', account: '3306', clearingMember: '011331000001', treasury: '330106' };

let desk: PaymentDesk;
beforeEach(async () => {
  desk = await openPaymentDesk();
});
const prepare = async (...legs: readonly Pick<Leg, 'id'>[]) =>
  prepareOrders(
    desk.deps,
    legs.map(({ id }) => id),
  );
const orders = () => desk.store.all('order');
const linesOf = () => orders().map(({ lines }) => lines.map(({ legId }) => legId));
const cases = () => desk.store.all('exception').map(({ id, state }) => `${id} ${state}`);

describe('legs that wait', () => {
  it('are put into one order, with everything that the bank and the payee read', async () => {
    const [one, two] = [await desk.leg(1), await desk.leg(2, { amountFen: fen(250) })];
    const composed = await prepare(one, two);
    const lineOf = (leg: Leg, n: number) => ({
      legId: leg.id,
      endToEndId: leg.endToEndId,
      budgetId: 'p.city',
      amountFen: leg.amountFen,
      payee: accountOf(n),
      remark: '商贸补贴 杭商〔2020〕1号',
    });
    const order = {
      id: expect.stringMatching(/^M[0-9A-Z]{32}$/) as string,
      version: 1,
      state: 'released',
      rail: 'bank',
      policyId: POLICY,
      payer: PAYER,
      lines: [lineOf(one, 1), lineOf(two, 2)],
      totalFen: 1250,
      openLines: 2,
      executionDay: TODAY,
      preparedAt: NOW,
      askedAt: NOW,
      preparedBy: 'system',
      releasedBy: 'pre-authorised',
      attempt: 0,
    };
    expect(orders()).toEqual([order]);
    const orderId = orders()[0]?.id ?? '';
    const ordered = { version: 2, state: 'ordered', orderId, orderedAt: NOW };
    expect(desk.legs()).toEqual([
      { ...one, ...ordered },
      { ...two, ...ordered },
    ]);
    expect(composed.map((it) => it.order)).toEqual(orders());
    expect(desk.store.allEvents()).toEqual([
      {
        subject: `order:${orderId}`,
        seq: 1,
        type: 'order.released',
        at: NOW,
        by: 'system',
        data: { orderId, policyId: POLICY, totalFen: 1250, lines: 2 },
      },
    ]);
  });

  it('and are named twice are paid once, as are those that are prepared again', async () => {
    const one = await desk.leg(1);
    await prepare(one, one);
    expect(linesOf()).toEqual([[one.id]]);
    expect(await prepare(one)).toEqual([]);
    expect(linesOf()).toEqual([[one.id]]);
  });

  it.each(['ordered', 'paid', 'void'] as const)('but one that is %s by now is left alone', async (state) => {
    const [gone, free] = [await desk.leg(1, { state }), await desk.leg(2)];
    await prepare(gone, { id: 'nobody/1' }, free);
    expect(linesOf()).toEqual([[free.id]]);
    expect(await desk.store.read('leg', gone.id)).toEqual(gone);
  });

  it('and none does cost a look at the legs and nothing more', async () => {
    await desk.leg(1, { state: 'paid' });
    expect(await prepare({ id: `${claimOf(1)}/1` })).toEqual([]);
    expect(desk.store.looks).toEqual(['leg']);
  });

  it('and are fresh cost no look at cases, and no question to a department', async () => {
    desk.nowMs += 59_999;
    const legs = [await desk.leg(1), await desk.leg(2)];
    desk.store.looks.length = 0;
    await prepare(...legs);
    expect(desk.store.looks).toEqual([
      'leg',
      'hold-board',
      'account',
      'budget',
      'policy',
      'policy-version',
      'catalogue',
    ]);
    expect(desk.asked).toEqual([]);
  });

  it('and whose budget is not to be found are in no order', async () => {
    const [lost, free] = [await desk.leg(1, { budgetId: 'p.gone' }), await desk.leg(2)];
    await prepare(lost, free);
    expect(linesOf()).toEqual([[free.id]]);
  });
});

describe('the limit of the policy in force', () => {
  it('lets exactly its amount go at once; one fen more waits for a second person in an order of its own', async () => {
    const [at, above] = [
      await desk.leg(1, { amountFen: fen(10_000) }),
      await desk.leg(2, { amountFen: fen(10_001) }),
    ];
    await prepare(at, above);
    expect(orders().map(({ state, lines, releasedBy }) => [state, lines[0]?.legId, releasedBy])).toEqual([
      ['released', at.id, 'pre-authorised'],
      ['prepared', above.id, undefined],
    ]);
    expect(desk.store.allEvents().map(({ type }) => type)).toEqual(['order.released', 'order.prepared']);
  });

  it('is the limit of the version that is in force now, not of the one that it was claimed under', async () => {
    await desk.policy({ preAuthorisedYuan: 9 }, 2);
    await prepare(await desk.leg(1));
    expect(orders()).toMatchObject([{ state: 'prepared' }]);
  });

  it('is each policy’s own, and so are the words on the payee’s statement', async () => {
    await desk.policy({ id: 'q', preAuthorisedYuan: 0, title: { zh: '房租减免', en: 'Rent' } });
    const [one, other] = [await desk.leg(1), await desk.leg(2, { policyId: 'q' })];
    await prepare(one, other);
    expect(orders().map(({ policyId, state, lines }) => [policyId, state, lines[0]?.remark])).toEqual([
      ['p', 'released', '商贸补贴 杭商〔2020〕1号'],
      ['q', 'prepared', '房租减免 杭商〔2020〕1号'],
    ]);
  });

  it('a title too long for the bank is cut at 140 characters, never within one, and ends with no blank', async () => {
    await desk.policy({ title: { zh: '𠮷'.repeat(139), en: 'Lucky' } });
    await prepare(await desk.leg(1));
    expect(orders()[0]?.lines[0]?.remark).toBe('𠮷'.repeat(139));
    await desk.policy({ id: 'q', title: { zh: '𠮷'.repeat(138), en: 'Lucky' } });
    await prepare(await desk.leg(2, { policyId: 'q' }));
    expect(orders()[1]?.lines[0]?.remark).toBe(`${'𠮷'.repeat(138)} 杭`);
  });
});

describe('a batch is split', () => {
  it('by payer account: each account of the treasury department hands in an order of its own', async () => {
    await desk.budget({ id: 'p.district', payer: { ...PAYER, account: '3302' } });
    await prepare(await desk.leg(1), await desk.leg(2, { budgetId: 'p.district' }), await desk.leg(3));
    expect(orders().map(({ payer, openLines }) => [payer.account, openLines])).toEqual([
      ['3301', 2],
      ['3302', 1],
    ]);
  });

  it('by rail, and a treasury that is closed today takes its order for the day on which it opens', async () => {
    await desk.budget({ id: 'p.district', payer: TREASURY });
    desk.closed.add(TODAY);
    await prepare(await desk.leg(1, { budgetId: 'p.district' }), await desk.leg(2));
    expect(orders().map(({ rail, executionDay, lines }) => [rail, executionDay, lines[0]?.legId])).toEqual([
      ['bank', TODAY, `${claimOf(2)}/1`],
      ['treasury', '2020-03-03', `${claimOf(1)}/1`],
    ]);
  });

  it.each([
    ['the bank’s leg comes first', [2, 1, 3]],
    ['it comes last', [3, 1, 2]],
  ])('and a treasury whose working days nobody announced holds up no bank, where %s', async (_, order) => {
    await desk.budget({ id: 'p.1', payer: TREASURY });
    await desk.budget({ id: 'p.3', payer: { ...TREASURY, treasury: '330108' } });
    const unannounced = { addWorkingDays: () => Promise.reject(new Fault('unprocessable')) };
    Object.assign(desk.deps, { calendar: unannounced });
    const legs: Leg[] = [];
    for (const n of order) legs.push(await desk.leg(n, { budgetId: n === 2 ? 'p.city' : `p.${n}` }));
    await expect(prepare(...legs)).rejects.toThrow(Fault);
    expect(linesOf()).toEqual([[`${claimOf(2)}/1`]]);
    expect(desk.legs().map(({ state }) => state)).toEqual(['reserved', 'ordered', 'reserved']);
  });

  it('by treasury, each with its own hours', async () => {
    await desk.budget({ id: 'p.1', payer: TREASURY });
    await desk.budget({ id: 'p.2', payer: { ...TREASURY, treasury: '330108' } });
    // Ten in the morning: one of them has closed for today.
    Object.assign(desk.deps, {
      treasuries: { cutOffMinuteOf: async (division: string) => (division === '330108' ? 600 : 601) },
    });
    await prepare(await desk.leg(2, { budgetId: 'p.2' }), await desk.leg(1, { budgetId: 'p.1' }));
    expect(
      orders().map(({ appropriation, executionDay }) => [appropriation?.division, executionDay]),
    ).toEqual([
      ['330106', TODAY],
      ['330108', '2020-03-03'],
    ]);
  });

  it('of one rail asks nothing of the other', async () => {
    Object.assign(desk.deps, { calendar: undefined });
    await prepare(await desk.leg(1));
    expect(orders()).toHaveLength(1);
  });
});

describe('a leg that is held', () => {
  it.each([
    ['its payee', 'payee', usccOf(1)],
    ['itself', 'leg', `${claimOf(1)}/1`],
  ] as const)('by %s is in no order; the others go on', async (_, kind, id) => {
    const [held, free] = [await desk.leg(1), await desk.leg(2)];
    await desk.hold(kind, id);
    await prepare(held, free);
    expect(linesOf()).toEqual([[free.id]]);
    expect(await desk.store.read('leg', held.id)).toEqual(held);
  });

  it.each(['policy', 'stop-policy'] as const)(
    'by its %s waits with all of it, and no bank is asked',
    async (kind) => {
      await desk.policy({ id: 'q' });
      const [held, free] = [await desk.leg(1), await desk.leg(2, { policyId: 'q' })];
      await desk.hold(kind, POLICY);
      desk.store.looks.length = 0;
      expect(await prepare(held)).toEqual([]);
      expect(desk.store.looks).toEqual(['leg', 'hold-board']);
      await prepare(held, free);
      expect(linesOf()).toEqual([[free.id]]);
    },
  );
});

describe('a payee without a verified account', () => {
  it('is a case with an owner, and is in no order; the others go on', async () => {
    const [missing, free] = [await desk.leg(1), await desk.leg(2)];
    desk.known.delete(usccOf(1));
    await prepare(missing, free);
    expect(linesOf()).toEqual([[free.id]]);
    expect(desk.store.all('exception')).toEqual([accountMissing(missing, NOW)]);
  });

  it('gets no case when another handler moved the money while the bank was asked', async () => {
    const leg = await desk.leg(1);
    desk.known.clear();
    desk.store.beforeCommit = () => desk.store.put('leg', [{ ...leg, version: 2, state: 'ordered' }]);
    await prepare(leg);
    expect(cases()).toEqual([]);
  });

  it('costs no look beyond it, and no question to a department', async () => {
    const leg = await desk.leg(1);
    desk.known.clear();
    desk.nowMs += HOUR_MS;
    desk.store.looks.length = 0;
    expect(await prepare(leg)).toEqual([]);
    expect(desk.store.looks).toEqual(['leg', 'hold-board', 'account']);
    expect(desk.asked).toEqual([]);
  });

  it('is paid once the bank knows one; the order closes its case, as done by the system', async () => {
    const leg = await desk.leg(1);
    desk.known.clear();
    await prepare(leg);
    await desk.leg(1);
    desk.nowMs += 60_000;
    await prepare(leg);
    const at = '2020-03-02T02:01:00.000Z';
    expect(desk.store.all('exception')).toEqual([
      {
        ...accountMissing(leg, NOW),
        version: 2,
        state: 'closed',
        closedAt: at,
        closedBy: 'system',
        resolution: '已重新制单支付 / Put into a payment order',
      },
    ]);
    expect(linesOf()).toEqual([[leg.id]]);
  });

  it('is paid at once when an account was registered and verified; its case is closed within the minute', async () => {
    const leg = await desk.leg(1);
    desk.known.clear();
    await prepare(leg);
    await desk.account(1, NOW);
    await prepare(leg);
    expect(cases()).toEqual([`${accountMissing(leg, NOW).id} closed`]);
  });

  it('keeps a case that a person has closed before as that person closed it', async () => {
    const leg = await desk.leg(1);
    const closed = { ...accountMissing(leg, NOW), version: 2, state: 'closed', closedBy: 'clerk' } as const;
    await desk.store.put('exception', [closed]);
    await desk.account(1, NOW);
    await prepare(leg);
    expect(desk.store.all('exception')).toEqual([closed]);
    expect(linesOf()).toEqual([[leg.id]]);
  });
});

describe('a payment that came back', () => {
  const back = (reason: string, kind: 'returned' | 'rejected' = 'returned'): Partial<Leg> => ({
    state: 'returned',
    round: 2,
    settledAt: NOW,
    sentBack: { kind, reason },
  });

  it('stays where it is until its account is put right, whatever the bank still says', async () => {
    const [leg, free] = [await desk.leg(1, back('AC01')), await desk.leg(2)];
    await desk.account(1, LATER);
    await prepare(leg, free);
    expect(linesOf()).toEqual([[free.id]]);
  });

  it('goes out again once the account was verified anew; the order closes its own case and no other', async () => {
    const [leg, other] = [await desk.leg(1, back('AC01')), await desk.leg(2)];
    const found = paymentReturned(leg, NOW);
    const stranger = accountMissing({ ...leg, round: 1 }, NOW);
    await desk.store.put('exception', [found, stranger, paymentReturned(other, NOW)]);
    await desk.account(1, '2020-03-02T02:00:00.001Z');
    await prepare(leg, other);
    expect(cases().sort()).toEqual(
      [`${found.id} closed`, `${stranger.id} open`, `${paymentReturned(other, NOW).id} open`].sort(),
    );
    expect(linesOf()).toEqual([[leg.id, other.id]]);
  });

  it('for want of the payer’s money goes out again when finance has closed its case, not before', async () => {
    const [short, wrong] = [
      await desk.leg(1, back('AM04', 'rejected')),
      await desk.leg(2, back('AC01', 'rejected')),
    ];
    const closed = { version: 2, state: 'closed', closedBy: 'finance.maker' } as const;
    await prepare(short, wrong);
    expect(linesOf()).toEqual([]);
    await desk.store.put('exception', [paymentReturned(short, NOW), paymentReturned(wrong, NOW)]);
    await prepare(short, wrong);
    expect(linesOf()).toEqual([]);
    // A case closed for a wrong account opens nothing: there the account must be put right.
    await desk.store.put('exception', [
      { ...paymentReturned(wrong, NOW), ...closed },
      { ...paymentReturned(short, NOW), ...closed },
    ]);
    await prepare(wrong, short);
    expect(linesOf()).toEqual([[short.id]]);
  });

  it('for want of money and without an account for a moment leaves no case open behind it', async () => {
    const leg = await desk.leg(1, back('AM04', 'rejected'));
    const provided = { ...paymentReturned(leg, NOW), version: 2, state: 'closed' } as const;
    await desk.store.put('exception', [provided, accountMissing(leg, NOW)]);
    await prepare(leg);
    expect(cases().sort()).toEqual([`${accountMissing(leg, NOW).id} closed`, `${provided.id} closed`].sort());
  });

  it('and was taken up again does not go by its old refusal’s case', async () => {
    const leg = await desk.leg(1, { ...back('AM04', 'rejected'), state: 'reserved' });
    desk.store.looks.length = 0;
    await prepare(leg);
    expect(linesOf()).toEqual([[leg.id]]);
    expect(desk.store.looks.filter((kind) => kind === 'exception')).toEqual([]);
  });
});

describe('a firm that no longer fits', () => {
  it('is held with a case; the others go on', async () => {
    const [hit, clean] = [await desk.leg(1), await desk.leg(2)];
    for (const n of [1, 2]) await desk.decide(n);
    desk.facts.set(usccOf(1), { untrustworthy: true, dissolved: false });
    desk.nowMs += HOUR_MS;
    await prepare(hit, clean);
    expect(linesOf()).toEqual([[clean.id]]);
    expect(desk.store.all('exception')).toMatchObject([
      { reason: 'release-check', subject: `leg:${hit.id}` },
    ]);
  });

  it('and is alone costs no look at budgets', async () => {
    const leg = await desk.leg(1);
    await desk.decide(1);
    desk.down.add('credit');
    desk.nowMs += HOUR_MS;
    desk.store.looks.length = 0;
    expect(await prepare(leg)).toEqual([]);
    expect(desk.store.looks).not.toContain('budget');
  });
});

describe('two handlers at once', () => {
  const changed = (leg: Leg) => ({ ...leg, version: 2, state: 'ordered', orderId: 'M0' }) as const;

  it('make one order: who comes second writes nothing', async () => {
    const leg = await desk.leg(1);
    desk.store.beforeCommit = () => prepareOrders(desk.deps, [leg.id]);
    await prepare(leg);
    expect(orders()).toMatchObject([{ version: 1, lines: [{ legId: leg.id }] }]);
    expect(desk.store.commits).toHaveLength(2);
  });

  it('make no order at all of a batch of which one leg went elsewhere meanwhile: it is prepared anew', async () => {
    const [taken, free] = [await desk.leg(1), await desk.leg(2)];
    desk.store.beforeCommit = () => desk.store.put('leg', [changed(taken)]);
    await prepare(taken, free);
    expect(orders()).toEqual([]);
    await prepare(taken, free);
    expect(linesOf()).toEqual([[free.id]]);
  });

  it('an order that was taken back and is made of the same lines again is the same order, one version on', async () => {
    const leg = await desk.leg(1);
    await prepare(leg);
    const [order] = orders();
    await desk.store.put('order', [{ ...order!, version: 4, state: 'withdrawn', openLines: 0 }]);
    await desk.store.put('leg', [leg]);
    await prepare(leg);
    expect(orders()).toEqual([{ ...order, version: 5 }]);
    expect(desk.store.allEvents().map(({ seq, type }) => [seq, type])).toEqual([
      [1, 'order.released'],
      [5, 'order.released'],
    ]);
  });

  it('an order that stands already is not written over', async () => {
    const leg = await desk.leg(1);
    await prepare(leg);
    const [order] = orders();
    await desk.store.put('leg', [leg]);
    await prepare(leg);
    expect(orders()).toEqual([order]);
    expect(desk.store.allEvents()).toHaveLength(1);
  });
});

describe('a large batch', () => {
  it('whose lines each close two cases is cut so that order, legs and cases fit one transaction', async () => {
    const legs: Leg[] = [];
    for (let n = 1; n <= 50; n++) {
      const leg = await desk.leg(n, { state: 'returned', settledAt: LATER });
      await desk.account(n, NOW);
      await desk.store.put('exception', [accountMissing(leg, NOW), paymentReturned(leg, NOW)]);
      legs.push(leg);
    }
    await prepare(...legs);
    expect(orders().map(({ lines }) => lines.length)).toEqual([30, 20]);
    expect(new Set(linesOf().flat()).size).toBe(50);
    expect(desk.store.all('exception').filter(({ state }) => state === 'open')).toEqual([]);
  });

  it('of several budgets reads each budget once', async () => {
    const ids: string[] = [];
    const read = desk.store.readMany.bind(desk.store);
    desk.store.readMany = async (kind, of) => {
      if (kind === 'budget') ids.push(...of);
      return read(kind, of);
    };
    await desk.budget({ id: 'p.district' } satisfies Partial<Budget>);
    await prepare(await desk.leg(1), await desk.leg(2, { budgetId: 'p.district' }), await desk.leg(3));
    expect(ids).toEqual(['p.city', 'p.district']);
  });
});
