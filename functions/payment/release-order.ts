// Use case: a second person releases a prepared order; the commit's condition, not only this code, keeps it to one release.
import { Fault } from '../../core/kernel/fault.ts';
import { release } from '../../core/payment/order-transitions.ts';
import type { PaymentOrder } from '../../core/payment/payment-order.ts';
import { instantOf, type Deps } from '../deps.ts';

/** @throws Fault not-found | forbidden | unprocessable | lost-race */
export async function releaseOrder(deps: Deps, orderId: string, by: string): Promise<PaymentOrder> {
  const order = await deps.store.read('order', orderId);
  if (!order)
    throw new Fault('not-found', { reason: 'order', zh: '没有这张支付单', en: 'No such payment order' });
  const released = release(order, by);
  const result = await deps.store.commit({
    replaces: [{ kind: 'order', entity: released }],
    event: {
      subject: `order:${orderId}`,
      seq: released.version,
      type: 'order.released',
      at: instantOf(deps.clock),
      by,
      data: { orderId, policyId: order.policyId, totalFen: order.totalFen, lines: order.lines.length },
    },
  });
  if (!result.committed) throw new Fault('lost-race');
  return released;
}
