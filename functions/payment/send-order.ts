// Use case: send a released order: the commit that marks it sent decides who may call the bank, and only that one does.
import { paymentFileOf } from '../../core/payment/compose-order.ts';
import { orderHold } from '../../core/payment/hold-board.ts';
import { markSent, sendTransfers } from '../../core/payment/order-transitions.ts';
import { movesOf } from '../../core/ledger/transfer.ts';
import { instantOf, SYSTEM, type Deps } from '../deps.ts';
import { readBoard } from './place-hold.ts';
import { takeBackHeld } from './take-back-order.ts';

/**
 * A held order waits where it is; one with a held line among others is taken back, and the others go on without it. The
 * transaction itself checks that no hold was placed meanwhile.
 * @returns whether this call won and handed the file over; a repeat or a loser does nothing.
 */
export async function sendOrder(deps: Deps, orderId: string): Promise<boolean> {
  const order = await deps.store.read('order', orderId);
  if (!order || order.state !== 'released') return false;
  const { board, check } = await readBoard(deps, orderId);
  if (orderHold(board, order) || (await takeBackHeld(deps, order, board))) return false;
  const at = instantOf(deps.clock);
  const sent = markSent(order, at);
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
  await deps.bank.send(paymentFileOf(sent));
  return true;
}
