// Taking an order back before it was sent: its legs wait again, under the same names, for an order without the one that is held.
import type { Leg } from '../disbursement/claim.ts';
import type { PaymentOrder } from './payment-order.ts';

/** Only an order that was never handed over may be taken back: its ids have not been used. */
export function withdrawOrder(
  order: PaymentOrder,
  legs: readonly Leg[],
): { order: PaymentOrder; legs: readonly Leg[] } {
  if (order.state !== 'released' && order.state !== 'prepared')
    throw new Error(`an order that is ${order.state} cannot be taken back`);
  return {
    order: { ...order, version: order.version + 1, state: 'withdrawn', openLines: 0 },
    legs: legs.map((leg) => {
      const { orderId: _order, orderedAt: _at, ...rest } = leg;
      return { ...rest, version: leg.version + 1, state: 'reserved' };
    }),
  };
}
