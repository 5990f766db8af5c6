// Sending payment orders, as the finance desk cares: handed over once, on a day on which the rail works, and never past a stop.
import { beforeEach, describe, expect, it } from 'vitest';
import { fen } from '../../core/kernel/fen.ts';
import { defer, markSent, RESEND_AFTER_MS } from '../../core/payment/order-transitions.ts';
import { paymentFileOf } from '../../core/payment/compose-order.ts';
import type { PaymentOrder } from '../../core/payment/payment-order.ts';
import type { Deps } from '../../functions/deps.ts';
import { sweepStalled } from '../../functions/flow/sweep-stalled.ts';
import { placeHold } from '../../functions/payment/place-hold.ts';
import { prepareOrders } from '../../functions/payment/prepare-order.ts';
import { releaseOrder } from '../../functions/payment/release-order.ts';
import { sendOrder } from '../../functions/payment/send-order.ts';
import {
  composeOrderOf,
  NOW,
  openPaymentDesk,
  POLICY,
  TODAY,
  usccOf,
  type PaymentDesk,
} from './payment-desk.ts';

const DAY_MS = 86_400_000;
const TREASURY = { name: '西湖国库', account: '3306', clearingMember: '011331000001', treasury: '330106' };

let desk: PaymentDesk;
beforeEach(async () => {
  desk = await openPaymentDesk();
});

/** Within the policy's limit the machine releases what it composes. */
const releasedOrder = (firms = 1): Promise<PaymentOrder> => composeOrderOf(desk, firms);
const stored = (order: PaymentOrder) => desk.store.read('order', order.id);
const budget = () => desk.store.read('budget', `${POLICY}.city`);
const eventsOf = (order: PaymentOrder) =>
  desk.store.allEvents().filter(({ subject }) => subject === `order:${order.id}`);
const send = (order: PaymentOrder) => sendOrder(desk.deps, order.id);
/** Changes today, and with it the hour of the real clock: ten in the morning. */
const onDay = (day: string) => {
  desk.nowMs += Date.parse(day) - Date.parse(desk.today);
  desk.today = day;
};

describe('a released order', () => {
  it('is handed over with its money moved from held to in transit, line by line, in one commit', async () => {
    await desk.budget({ held: fen(2500) });
    const order = await releasedOrder(2);
    expect(await send(order)).toBe(true);
    const sent = { ...order, version: 2, state: 'sent', sentAt: NOW, attempt: 1 };
    expect(await stored(order)).toEqual(sent);
    expect(desk.handedOver).toEqual([{ file: paymentFileOf(order), rail: 'bank' }]);
    expect(await budget()).toMatchObject({ held: 500, inTransit: 2000 });
    const transfers = order.lines.map(({ legId, endToEndId }) => ({
      id: `${legId}/${endToEndId}/send`,
      kind: 'send',
      budgetId: 'p.city',
      amountFen: 1000,
    }));
    expect(eventsOf(order).at(-1)).toEqual({
      subject: `order:${order.id}`,
      seq: 2,
      type: 'order.sent',
      at: NOW,
      by: 'system',
      data: { orderId: order.id, policyId: POLICY, totalFen: 2000, attempt: 1 },
      transfers,
      hash: expect.any(String) as string,
    });
  });

  it('is handed over once, however often it is told, and by whoever comes first', async () => {
    const order = await releasedOrder();
    desk.store.beforeCommit = () => send(order);
    expect(await send(order)).toBe(false);
    expect(await send(order)).toBe(false);
    expect(desk.handedOver).toHaveLength(1);
    expect(await stored(order)).toMatchObject({ state: 'sent', attempt: 1 });
  });

  it('is not handed over when its money is not held: nothing is written and no bank is called', async () => {
    const order = await releasedOrder();
    await desk.budget({ held: fen(999) });
    expect(await send(order)).toBe(false);
    expect([await stored(order), desk.handedOver]).toEqual([order, []]);
    await desk.budget({ held: fen(1000) });
    expect(await send(order)).toBe(true);
  });

  it('whose hand-over fails stays sent: nobody but who asks the bank first may hand it over again', async () => {
    const order = await releasedOrder();
    Object.assign(desk.deps.bank, { send: () => Promise.reject(new Error('the line is dead')) });
    await expect(send(order)).rejects.toThrow('the line is dead');
    expect(await stored(order)).toMatchObject({ state: 'sent', attempt: 1 });
    expect(await send(order)).toBe(false);
  });

  it('handed over again on a later day is the same file, byte for byte', async () => {
    const order = await releasedOrder();
    await send(order);
    const sent = (await stored(order))!;
    const again = markSent(sent, '2020-03-05T02:00:00.000Z');
    expect(again).toMatchObject({ version: 3, attempt: 2, sentAt: '2020-03-05T02:00:00.000Z' });
    expect(paymentFileOf(again)).toEqual(desk.handedOver[0]?.file);
  });

  it.each(['prepared', 'sent', 'settled', 'withdrawn'] as const)(
    'that is %s by now is left alone, as is one that never was',
    async (state) => {
      const order = await releasedOrder();
      const other = { ...order, state };
      await desk.store.put('order', [other]);
      expect(await send(order)).toBe(false);
      expect(await sendOrder(desk.deps, 'M0')).toBe(false);
      expect([await stored(order), desk.handedOver]).toEqual([other, []]);
    },
  );
});

describe('an order of which no answer came', () => {
  const sweep = () => sweepStalled(desk.deps, { stalledMs: 0 });
  const asked: string[] = [];
  let answer: Awaited<ReturnType<Deps['bank']['ask']>> = 'unknown';
  let order: PaymentOrder;
  beforeEach(async () => {
    asked.length = 0;
    answer = 'unknown';
    Object.assign(desk.deps, { queues: { send: async () => [] } });
    Object.assign(desk.deps.bank, {
      async ask(endToEndId: string) {
        asked.push(endToEndId);
        return answer;
      },
    });
    order = await releasedOrder();
    await send(order);
  });

  it('is asked about by the name of its payment, and what the bank knows settles it', async () => {
    const { endToEndId, amountFen } = order.lines[0]!;
    answer = { endToEndId, amountFen, direction: 'debit', status: 'booked', isReversal: false };
    await sweep();
    expect(asked).toEqual([endToEndId]);
    expect(desk.legs()).toMatchObject([{ state: 'paid' }]);
    expect([await stored(order), desk.handedOver.length]).toMatchObject([{ state: 'settled' }, 1]);
  });

  it.each([
    [RESEND_AFTER_MS - 1, 1],
    [RESEND_AFTER_MS, 2],
  ])(
    'and of which the bank knows nothing after %d ms was handed over %d times, as the same file',
    async (ms, times) => {
      desk.nowMs += ms;
      await sweep();
      expect(asked).toHaveLength(1);
      expect(desk.handedOver).toHaveLength(times);
      expect(new Set(desk.handedOver.map(({ file }) => JSON.stringify(file))).size).toBe(1);
      expect(await budget()).toMatchObject({ held: 999_000, inTransit: 1000 });
    },
  );

  it('is handed over by nobody while the bank still works on it, however long', async () => {
    answer = 'in-progress';
    desk.nowMs += 10 * RESEND_AFTER_MS;
    await sweep();
    expect(desk.handedOver).toHaveLength(1);
  });
});

describe('an order of a bank', () => {
  it('goes on any day and at any hour: the bank itself says when it books', async () => {
    const order = await releasedOrder();
    desk.closed.add(TODAY);
    desk.nowMs = Date.parse(`${TODAY}T15:59:00Z`);
    expect(await send(order)).toBe(true);
    expect(desk.handedOver).toMatchObject([{ rail: 'bank', file: { requestedExecutionDay: TODAY } }]);
  });
});

describe('a stop or a hold', () => {
  it.each([
    ['stop-rail', () => 'bank'],
    ['stop-policy', () => POLICY],
    ['policy', () => POLICY],
    ['order', (order: PaymentOrder) => order.id],
    ['payee', () => usccOf(1)],
  ] as const)('by %s keeps an order where it is, until it is lifted', async (kind, idOf) => {
    const order = await releasedOrder();
    await desk.hold(kind, idOf(order));
    expect(await send(order)).toBe(false);
    expect([await stored(order), desk.handedOver]).toEqual([order, []]);
    const boards = desk.store.all('hold-board').map((board) => ({ ...board, holds: [] }));
    await desk.store.put('hold-board', boards);
    expect(await send(order)).toBe(true);
  });

  it('of the other rail, or of another policy, keeps nothing', async () => {
    const order = await releasedOrder();
    await desk.hold('stop-rail', 'treasury');
    await desk.hold('stop-policy', 'q');
    expect(await send(order)).toBe(true);
  });

  it('on one payee of several takes the order back; its money stays held', async () => {
    const order = await releasedOrder(2);
    await desk.hold('payee', usccOf(1));
    expect(await send(order)).toBe(false);
    expect(await stored(order)).toMatchObject({ state: 'withdrawn' });
    expect([await budget(), desk.handedOver]).toMatchObject([{ held: 1_000_000, inTransit: 0 }, []]);
  });

  it.each([
    ['the first ever', false],
    ['one of many', true],
  ])('pulled while an order is about to go, %s, wins: the transaction itself refuses', async (_, before) => {
    const order = await releasedOrder();
    if (before) await desk.hold('payee', 'somebody');
    desk.store.beforeCommit = () =>
      placeHold(desk.deps, { kind: 'stop-rail', id: 'bank', reason: '急停' }, 'finance.maker');
    expect(await send(order)).toBe(false);
    expect([await stored(order), desk.handedOver]).toEqual([order, []]);
    expect(await budget()).toMatchObject({ held: 1_000_000, inTransit: 0 });
  });
});

describe('an order of a treasury', () => {
  const treasuryOrder = async (firms = 1) => {
    await desk.budget({ payer: TREASURY });
    return releasedOrder(firms);
  };
  const FRIDAY = '2020-03-06';
  const MONDAY = '2020-03-09';
  beforeEach(() => {
    for (const day of ['2020-03-07', '2020-03-08']) desk.closed.add(day);
  });

  it('goes at once on a working day before the cut-off, in the treasury’s own way', async () => {
    const order = await treasuryOrder();
    expect(await send(order)).toBe(true);
    expect(desk.handedOver).toMatchObject([{ rail: 'treasury', file: { requestedExecutionDay: TODAY } }]);
  });

  it('past the cut-off waits for the next working day, says so once, and goes on that day with that day', async () => {
    onDay(FRIDAY);
    const order = await treasuryOrder();
    // 16:30 in Shanghai, to the minute.
    desk.nowMs = Date.parse(`${FRIDAY}T08:30:00Z`);
    expect(await send(order)).toBe(false);
    const waiting = { ...order, version: 2, executionDay: MONDAY };
    expect(await stored(order)).toEqual(waiting);
    expect(eventsOf(order).at(-1)).toEqual({
      subject: `order:${order.id}`,
      seq: 2,
      type: 'order.deferred',
      at: '2020-03-06T08:30:00.000Z',
      by: 'system',
      data: { orderId: order.id, policyId: POLICY, rail: 'treasury', executionDay: MONDAY },
    });
    const written = desk.store.commits.length;
    expect(await send(order)).toBe(false);
    expect([desk.store.commits.length, desk.handedOver]).toEqual([written, []]);
    expect(await budget()).toMatchObject({ held: 1_000_000, inTransit: 0 });
    onDay(MONDAY);
    desk.nowMs -= DAY_MS / 4;
    expect(await send(order)).toBe(true);
    expect(await stored(order)).toMatchObject({ state: 'sent', executionDay: MONDAY, version: 3 });
    expect(desk.handedOver).toMatchObject([{ file: { requestedExecutionDay: MONDAY } }]);
  });

  it('of one with hours of its own goes by those; of one without, by the installation’s', async () => {
    const order = await treasuryOrder();
    const hours = new Map([['330108', 600]]);
    Object.assign(desk.deps, {
      treasuryCutOffMinute: 601,
      treasuries: { cutOffMinuteOf: async (division: string) => hours.get(division) },
    });
    hours.set('330106', 600);
    expect(await send(order)).toBe(false);
    expect(await stored(order)).toMatchObject({ executionDay: '2020-03-03' });
    hours.delete('330106');
    await desk.store.put('order', [{ ...(await stored(order))!, executionDay: TODAY }]);
    expect(await send(order)).toBe(true);
  });

  it('a minute before the cut-off still goes today', async () => {
    onDay(FRIDAY);
    const order = await treasuryOrder();
    desk.nowMs = Date.parse(`${FRIDAY}T08:29:00Z`);
    expect(await send(order)).toBe(true);
  });

  it('prepared at the weekend does not go before its day, even where a clock is a little behind', async () => {
    onDay('2020-03-07');
    const order = await treasuryOrder();
    expect(order.executionDay).toBe(MONDAY);
    onDay(FRIDAY);
    expect(await send(order)).toBe(false);
    expect([await stored(order), desk.handedOver]).toEqual([order, []]);
  });

  it('that waited over a weekend is asked about again: who was listed meanwhile is not paid, the others are', async () => {
    onDay('2020-03-07');
    const order = await treasuryOrder(2);
    desk.facts.set(usccOf(2), { untrustworthy: true, dissolved: false });
    onDay(MONDAY);
    expect(await send(order)).toBe(false);
    expect(await stored(order)).toMatchObject({ state: 'withdrawn' });
    expect(desk.handedOver).toEqual([]);
    const [rest] = await prepareOrders(
      desk.deps,
      order.lines.map(({ legId }) => legId),
    );
    expect(await send(rest!.order)).toBe(true);
    expect(desk.handedOver.map(({ file }) => file.payments.map(({ creditor }) => creditor.name))).toEqual([
      ['企业1'],
    ]);
  });

  it('that waited over a weekend waits on while a department does not answer, whole', async () => {
    onDay('2020-03-07');
    const order = await treasuryOrder(2);
    onDay(MONDAY);
    desk.down.add('credit');
    expect(await send(order)).toBe(false);
    expect([await stored(order), desk.handedOver]).toEqual([order, []]);
    desk.down.clear();
    expect(await send(order)).toBe(true);
  });

  it('that is stopped over a weekend is neither asked about nor put off again', async () => {
    onDay('2020-03-07');
    const order = await treasuryOrder();
    desk.asked.length = 0;
    await desk.hold('stop-rail', 'treasury');
    expect(await send(order)).toBe(false);
    onDay(MONDAY);
    expect(await send(order)).toBe(false);
    expect([await stored(order), desk.asked]).toEqual([order, []]);
  });

  it('put off twice at once is put off once', async () => {
    onDay(FRIDAY);
    const order = await treasuryOrder();
    desk.nowMs = Date.parse(`${FRIDAY}T09:00:00Z`);
    desk.store.beforeCommit = () => send(order);
    await send(order);
    expect(await stored(order)).toEqual(defer(order, MONDAY));
    expect(eventsOf(order)).toHaveLength(2);
  });
});

describe('an order that was released', () => {
  it('and goes at once asks nobody a second time', async () => {
    await desk.policy({ preAuthorisedYuan: 0 });
    const order = await releasedOrder();
    desk.nowMs += DAY_MS;
    desk.today = '2020-03-03';
    await releaseOrder(desk.deps, order.id, 'checker');
    const asked = desk.asked.length;
    expect(asked).toBe(2);
    await send(order);
    expect(desk.asked).toHaveLength(asked);
    expect(await stored(order)).toMatchObject({ state: 'sent', executionDay: '2020-03-03' });
  });
});
