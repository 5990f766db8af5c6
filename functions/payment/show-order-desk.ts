// Use case: one payment order as its checker must see it, line by line from the sources and not from what its maker wrote.
import { fen, multiplyDivideFen } from '../../core/kernel/fen.ts';
import { orderHold } from '../../core/payment/hold-board.ts';
import { payeeKeyOf } from '../../core/payment/compose-order.ts';
import { deskLine, type OrderDesk } from '../../core/payment/order-desk.ts';
import { Fault } from '../../core/kernel/fault.ts';
import type { Deps } from '../deps.ts';
import { freshFrom } from './check-release.ts';
import { readBoard } from './place-hold.ts';

/** An order holds at most ninety lines: each source is read once for all of them. @throws Fault not-found | unavailable */
export async function showOrderDesk(deps: Deps, orderId: string): Promise<OrderDesk> {
  const order = await deps.store.read('order', orderId);
  if (!order)
    throw new Fault('not-found', { reason: 'order', zh: '没有这张支付单', en: 'No such payment order' });
  const [{ board }, legs, endings] = await Promise.all([
    readBoard(deps, orderId),
    deps.store.readMany(
      'leg',
      order.lines.map(({ legId }) => legId),
    ),
    deps.store.readMany(
      'ended-payment',
      order.lines.map(({ endToEndId }) => endToEndId),
    ),
  ]);
  const keys = legs.map((leg) => leg && payeeKeyOf(leg));
  const known = [...new Set(keys.flatMap((key) => key ?? []))];
  const ids = [...new Set(legs.flatMap((leg) => (leg ? (leg.applicationId ?? leg.claimId) : [])))];
  const [accounts, applications, preAuthorisedFen] = await Promise.all([
    deps.store.readMany('account', known),
    deps.store.readMany('application', ids),
    limitOf(deps, order.policyId),
  ]);
  const registered = new Map(known.map((key, index) => [key, accounts[index]]));
  const unregistered = known.filter((key) => registered.get(key) === undefined);
  const held = unregistered.length === 0 ? new Map() : await deps.bank.accountsOf(unregistered);
  const byId = new Map(ids.map((id, index) => [id, applications[index]]));
  const hold = orderHold(board, order);
  return {
    orderId,
    preAuthorisedFen,
    payees: new Set(order.lines.map(({ payee }) => payee.account)).size,
    ...(hold && { hold }),
    lines: order.lines.map((line, index) => {
      const leg = legs[index];
      const application = leg && byId.get(leg.applicationId ?? leg.claimId);
      const key = keys[index] ?? '';
      return deskLine({
        line,
        orderId,
        leg,
        ended: endings[index]?.ended,
        enterpriseName: application?.enterpriseName,
        awardedFen: application?.amountFen,
        registered: registered.get(key),
        held: held.get(key),
        board,
        today: deps.clock.today(),
        freshFrom: freshFrom(deps),
      });
    }),
  };
}

async function limitOf(deps: Deps, policyId: string) {
  const head = await deps.policies.head(policyId);
  const { version } = await deps.policies.version(policyId, head?.inForce ?? 1);
  return multiplyDivideFen(fen(version.document.preAuthorisedYuan), 100, 1, 'down');
}
