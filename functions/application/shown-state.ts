// The state of an application as people see it: from the reservation on, that of its money.
import type { Application } from '../../core/application/application.ts';
import type { Leg } from '../../core/disbursement/claim.ts';
import type { PaymentOrder } from '../../core/payment/payment-order.ts';
import type { Deps } from '../deps.ts';

/** The words of design.md: the application's own state, and from the claim on that of its money. */
export type ShownState = Application['state'] | 'ordered' | 'sent' | 'paid' | 'returned';

/** The state furthest behind among the legs; `sent` once the order is with the bank. */
export function stateOf(
  application: Application,
  legs: readonly Leg[],
  orders: readonly PaymentOrder[],
): ShownState {
  if (legs.length === 0) return application.state;
  for (const state of ['returned', 'reserved', 'ordered'] as const) {
    const behind = legs.filter((leg) => leg.state === state);
    if (behind.length === 0) continue;
    const isSent =
      state === 'ordered' &&
      behind.every((leg) => orders.some(({ id, sentAt }) => id === leg.orderId && sentAt !== undefined));
    return isSent ? 'sent' : state;
  }
  return 'paid';
}

/** Reads the claim only where there is one. */
export async function shownStateOf(
  { store }: Pick<Deps, 'store'>,
  application: Application,
): Promise<ShownState> {
  if (application.state !== 'reserved') return application.state;
  const claim = await store.read('claim', application.id);
  const legs = (await store.readMany('leg', claim?.legIds ?? [])).filter((leg) => leg !== undefined);
  const orderIds = [...new Set(legs.flatMap(({ orderId }) => orderId ?? []))];
  const orders = (await store.readMany('order', orderIds)).filter((order) => order !== undefined);
  return stateOf(application, legs, orders);
}
