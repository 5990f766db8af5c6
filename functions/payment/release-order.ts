// Use cases: a person takes a prepared order as theirs, and a second person releases it; the transaction's own condition keeps
// the two apart.
import { orderHold } from '../../core/payment/hold-board.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { release, takeOver } from '../../core/payment/order-transitions.ts';
import type { PaymentOrder } from '../../core/payment/payment-order.ts';
import { instantOf, type Deps } from '../deps.ts';
import type { EventType } from '../manifest.ts';
import { checkRelease, oldestAsked } from './check-release.ts';
import { readBoard } from './place-hold.ts';
import { legsOf, takeBackHeld } from './take-back-order.ts';

/**
 * What must be asked again before money goes out is asked first. An order with a line that no longer fits is not released:
 * its other lines come back in an order of their own.
 * @throws Fault not-found | forbidden | unprocessable (`held`, `release-check`) | unavailable | lost-race
 */
export async function releaseOrder(deps: Deps, orderId: string, by: string): Promise<PaymentOrder> {
  const order = await found(deps, orderId);
  const released = release(order, by);
  const legs = await legsOf(deps, order);
  const begunAt = instantOf(deps.clock);
  const passed = await checkRelease(deps, legs);
  const { board } = await readBoard(deps, orderId);
  const hold = orderHold(board, order);
  if (hold)
    throw new Fault('unprocessable', {
      reason: 'held',
      zh: `已被 ${hold.by} 暂停：${hold.reason}`,
      en: `Held by ${hold.by}: ${hold.reason}`,
      evidence: { ...hold },
    });
  if (await takeBackHeld(deps, order, board))
    throw new Fault('unprocessable', {
      reason: 'release-check',
      zh: '支付单中有付款被暂停或复核未通过，其余付款将重新制单',
      en: 'A line of the order is held or no longer fits; the others come back in an order of their own',
    });
  if (passed.length < legs.length) throw new Fault('unavailable', { reason: 'department-down' });
  const askedAt = oldestAsked(deps, legs, begunAt);
  return commitAct(deps, { ...released, askedAt }, { type: 'order.released', by, notMadeBy: by });
}

/** The budget unit answers for what the machine composed: from then on it is this person who prepared it. */
export async function prepareByHand(deps: Deps, orderId: string, by: string): Promise<PaymentOrder> {
  return commitAct(deps, takeOver(await found(deps, orderId), by), { type: 'order.prepared', by });
}

async function found(deps: Deps, orderId: string): Promise<PaymentOrder> {
  const order = await deps.store.read('order', orderId);
  if (order) return order;
  throw new Fault('not-found', { reason: 'order', zh: '没有这张支付单', en: 'No such payment order' });
}

interface Act {
  readonly type: EventType;
  readonly by: string;
  /** The second person: the stored order must have been prepared by somebody else. */
  readonly notMadeBy?: string;
}

async function commitAct(
  deps: Deps,
  order: PaymentOrder,
  { type, by, ...apart }: Act,
): Promise<PaymentOrder> {
  const { id, policyId, totalFen, lines } = order;
  const result = await deps.store.commit({
    replaces: [{ kind: 'order', entity: order, ...apart }],
    event: {
      subject: `order:${id}`,
      seq: order.version,
      type,
      at: instantOf(deps.clock),
      by,
      data: { orderId: id, policyId, totalFen, lines: lines.length },
    },
  });
  if (!result.committed) throw new Fault('lost-race');
  return order;
}
