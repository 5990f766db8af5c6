// What may happen to a payment order: released by a second person, sent once, handed over again unchanged, settled.
import { Fault } from '../kernel/fault.ts';
import type { DayText } from '../kernel/day.ts';
import type { Transfer } from '../ledger/transfer.ts';
import type { PaymentOrder } from './payment-order.ts';

/**
 * How long after handing a file over it may be handed over again, should the bank say it does not know it: more than a
 * handler's time-out (60 s) and the bank's stated bound of a file in flight (60 s) together, twice over.
 */
export const RESEND_AFTER_MS = 240_000;

/** @throws Fault forbidden when the releasing person prepared it, unprocessable when it is not waiting for release */
export function release(order: PaymentOrder, by: string): PaymentOrder {
  if (order.state !== 'prepared') throw notPrepared(order, '放行', 'released');
  if (order.preparedBy === by) {
    throw new Fault('forbidden', {
      reason: 'same-person',
      zh: '编制人不能放行自己的支付单',
      en: 'The person who prepared an order may not release it',
    });
  }
  return { ...order, version: order.version + 1, state: 'released', releasedBy: by };
}

/** A person answers for a prepared order, which the machine composed. @throws Fault unprocessable when it no longer waits */
export function takeOver(order: PaymentOrder, by: string): PaymentOrder {
  if (order.state !== 'prepared') throw notPrepared(order, '复核', 'prepared again');
  return { ...order, version: order.version + 1, preparedBy: by };
}

const notPrepared = (order: PaymentOrder, zh: string, en: string): Fault =>
  new Fault('unprocessable', {
    reason: 'not-prepared',
    zh: `支付单状态为 ${order.state}，不能${zh}`,
    en: `The order is ${order.state}; it cannot be ${en}`,
  });

/** @param day the business day, for the first time; handed over again it keeps its day, and so its bytes */
export const markSent = (order: PaymentOrder, at: string, day = order.executionDay): PaymentOrder => ({
  ...order,
  executionDay: day,
  version: order.version + 1,
  state: 'sent',
  sentAt: at,
  attempt: order.attempt + 1,
});

/** A treasury is closed until that day: the order waits, and whoever looks sees until when. */
export const defer = (order: PaymentOrder, until: DayText): PaymentOrder => ({
  ...order,
  version: order.version + 1,
  executionDay: until,
});

/** The order's money leaves `held`, a transfer a line. */
export const sendTransfers = (order: PaymentOrder): Transfer[] =>
  order.lines.map((line) => ({
    id: `${line.legId}/${line.endToEndId}/send`,
    kind: 'send',
    budgetId: line.budgetId,
    amountFen: line.amountFen,
  }));

/** After some lines were settled, rejected or returned for the first time. */
export function closeLines(order: PaymentOrder, lines: number): PaymentOrder {
  const openLines = order.openLines - lines;
  return {
    ...order,
    version: order.version + 1,
    openLines,
    state: openLines === 0 && order.state === 'sent' ? 'settled' : order.state,
  };
}
