// Use case: send a released order: the commit that marks it sent decides who may call the bank, and only that one does.
import { paymentFileOf } from '../../core/payment/compose-order.ts';
import { orderHold } from '../../core/payment/hold-board.ts';
import { defer, markSent, sendTransfers } from '../../core/payment/order-transitions.ts';
import type { PaymentOrder } from '../../core/payment/payment-order.ts';
import type { DayText } from '../../core/kernel/day.ts';
import { movesOf } from '../../core/ledger/transfer.ts';
import { instantOf, SYSTEM, type Deps } from '../deps.ts';
import { checkRelease, isStale } from './check-release.ts';
import { openingDay } from './opening-day.ts';
import { readBoard } from './place-hold.ts';
import { legsOf, takeBackHeld } from './take-back-order.ts';

/**
 * A held order waits where it is; one with a held line among others is taken back, and the others go on without it. The
 * transaction itself checks that no hold was placed meanwhile. Outside the treasury's hours an order waits here, where holds
 * and stops still reach it, and not in the treasury's folder, where they no longer would.
 * @returns whether this call won and handed the file over; a repeat or a loser does nothing.
 */
export async function sendOrder(deps: Deps, orderId: string): Promise<boolean> {
  const order = await deps.store.read('order', orderId);
  if (!order || order.state !== 'released') return false;
  const { board, check } = await readBoard(deps, orderId);
  if (orderHold(board, order) || (await takeBackHeld(deps, order, board))) return false;
  const today = deps.clock.today();
  const opens = await openingDay(deps, order.appropriation?.division, order.executionDay);
  if (opens > today) return deferUntil(deps, order, opens);
  if (isStale(deps, order) && !(await passesAgain(deps, order))) return false;
  const at = instantOf(deps.clock);
  const sent = markSent(order, at, today);
  const transfers = sendTransfers(order);
  const result = await deps.store.commit({
    replaces: [{ kind: 'order', entity: sent }],
    moves: movesOf(transfers),
    checks: [check],
    event: {
      subject: `order:${orderId}`,
      seq: sent.version,
      type: 'order.sent',
      at,
      by: SYSTEM,
      data: { orderId, policyId: order.policyId, totalFen: order.totalFen, attempt: sent.attempt },
      transfers,
    },
  });
  if (!result.committed) return false;
  // If this call fails or its answer is lost, the sweeper asks the bank and, after W, hands over the same file again.
  await deps.bank.send(paymentFileOf(sent), sent.rail);
  return true;
}

/**
 * Over a weekend, or while a stop kept it, a firm may be dissolved or listed: what is asked again at release is asked once more. A
 * line that no longer fits is held, and the order taken back without it; a department that does not answer makes the order wait.
 */
async function passesAgain(deps: Deps, order: PaymentOrder): Promise<boolean> {
  const legs = await legsOf(deps, order);
  if ((await checkRelease(deps, legs)).length === legs.length) return true;
  await takeBackHeld(deps, order, (await readBoard(deps, order.id)).board);
  return false;
}

/** Nothing is written when the order says so already; the sweeper comes back to it on its day. */
async function deferUntil(deps: Deps, order: PaymentOrder, until: DayText): Promise<false> {
  if (order.executionDay === until) return false;
  const deferred = defer(order, until);
  await deps.store.commit({
    replaces: [{ kind: 'order', entity: deferred }],
    event: {
      subject: `order:${order.id}`,
      seq: deferred.version,
      type: 'order.deferred',
      at: instantOf(deps.clock),
      by: SYSTEM,
      data: { orderId: order.id, policyId: order.policyId, rail: order.rail, executionDay: until },
    },
  });
  return false;
}
