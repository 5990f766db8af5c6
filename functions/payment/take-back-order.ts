// Use case: an order with a held line among others, never sent, is taken back: its legs wait for an order without that line.
import type { Leg } from '../../core/disbursement/claim.ts';
import { legHold, type HoldBoard } from '../../core/payment/hold-board.ts';
import type { PaymentOrder } from '../../core/payment/payment-order.ts';
import { withdrawOrder } from '../../core/payment/withdraw-order.ts';
import { instantOf, SYSTEM, type Deps } from '../deps.ts';

export const legsOf = async (deps: Deps, order: PaymentOrder): Promise<Leg[]> =>
  (
    await deps.store.readMany(
      'leg',
      order.lines.map((line) => line.legId),
    )
  ).filter((leg) => leg !== undefined);

/** Takes the order back when some, but not all, of its lines are held. @returns whether any line is held */
export async function takeBackHeld(
  deps: Deps,
  order: PaymentOrder,
  board: HoldBoard | undefined,
): Promise<boolean> {
  if (!board || board.holds.length === 0) return false;
  const legs = await legsOf(deps, order);
  const held = legs.filter((leg) => legHold(board, leg));
  if (held.length > 0 && held.length < legs.length) await takeBack(deps, order, legs);
  return held.length > 0;
}

async function takeBack(deps: Deps, order: PaymentOrder, legs: readonly Leg[]): Promise<void> {
  const withdrawn = withdrawOrder(order, legs);
  await deps.store.commit({
    replaces: [
      { kind: 'order', entity: withdrawn.order },
      ...withdrawn.legs.map((entity) => ({ kind: 'leg', entity }) as const),
    ],
    event: {
      subject: `order:${order.id}`,
      seq: withdrawn.order.version,
      type: 'order.withdrawn',
      at: instantOf(deps.clock),
      by: SYSTEM,
      data: { orderId: order.id, policyId: order.policyId, legs: legs.map(({ id }) => ({ legId: id })) },
    },
  });
}
