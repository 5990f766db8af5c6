// Use case: bring bank facts to their legs, one commit a group of one order; every fact ends as a change, a repeat or a case.
import type { Leg } from '../../core/disbursement/claim.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { movesOf } from '../../core/ledger/transfer.ts';
import { closeLines } from '../../core/payment/order-transitions.ts';
import type { PaymentOrder } from '../../core/payment/payment-order.ts';
import { applyBankFact, type BankFact, type LegChange } from '../../core/reconciliation/settle-lines.ts';
import { instantOf, SYSTEM, type Deps } from '../deps.ts';
import { openException } from './open-exception.ts';

export interface AppliedFacts {
  readonly settled: number;
  readonly returned: number;
  readonly repeated: number;
  readonly exceptions: number;
}

/** One transaction holds at most this many leg changes beside the order, budgets and event. */
const CHANGES_MAX = 80;
const RACES_MAX = 5;

/** @throws Fault lost-race when others keep changing the same order */
export async function applyFacts(deps: Deps, facts: readonly BankFact[]): Promise<AppliedFacts> {
  let left = facts;
  const total = { settled: 0, returned: 0, repeated: 0, exceptions: 0 };
  for (let race = 0; left.length > 0; race++) {
    if (race > RACES_MAX) throw new Fault('lost-race');
    left = await applyRound(deps, left, total);
  }
  return total;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** @returns the facts whose commit lost a race, to be looked at again from fresh state */
async function applyRound(
  deps: Deps,
  facts: readonly BankFact[],
  total: Mutable<AppliedFacts>,
): Promise<BankFact[]> {
  const known = await findLegs(deps, facts);
  const at = instantOf(deps.clock);
  const groups = new Map<PaymentOrder, { fact: BankFact; change: LegChange }[]>();
  const touched = new Set<string>();
  const later: BankFact[] = [];
  for (const fact of facts) {
    const { leg, order } = known.get(fact.endToEndId ?? '') ?? { leg: undefined, order: undefined };
    // Two facts about one leg are applied one after the other: the second sees what the first did.
    if (leg && touched.has(leg.id)) {
      later.push(fact);
      continue;
    }
    const outcome = applyBankFact(fact, leg, order, at);
    if (outcome.kind === 'repeated') total.repeated += 1;
    else if (outcome.kind === 'exception') {
      await openException(deps, outcome.exception);
      total.exceptions += 1;
    } else if (order) {
      touched.add(outcome.change.leg.id);
      groups.set(order, [...(groups.get(order) ?? []), { fact, change: outcome.change }]);
    }
  }
  for (const [order, changes] of groups)
    later.push(...(await commitChanges(deps, order, changes, total, at)));
  return later;
}

async function commitChanges(
  deps: Deps,
  order: PaymentOrder,
  changes: readonly { fact: BankFact; change: LegChange }[],
  total: Mutable<AppliedFacts>,
  at: string,
): Promise<BankFact[]> {
  let current = order;
  for (let from = 0; from < changes.length; from += CHANGES_MAX) {
    const group = changes.slice(from, from + CHANGES_MAX);
    // A return of a paid leg finds its line closed already: only lines that were open count down.
    const closing = group.filter(({ change }) => change.transfers[0]?.kind !== 'return').length;
    const next = closeLines(current, closing);
    const transfers = group.flatMap(({ change }) => change.transfers);
    const paid = group.filter(({ change }) => change.outcome === 'paid').map(({ change }) => change.leg);
    const returned = group
      .filter(({ change }) => change.outcome === 'returned')
      .map(({ change }) => change.leg);
    const result = await deps.store.commit({
      replaces: [
        { kind: 'order', entity: next },
        ...group.map(({ change }) => ({ kind: 'leg', entity: change.leg }) as const),
      ],
      moves: movesOf(transfers),
      event: {
        subject: `order:${order.id}`,
        seq: next.version,
        type: returned.length > 0 ? 'claim.returned' : 'claim.paid',
        at,
        by: SYSTEM,
        data: {
          orderId: order.id,
          policyId: order.policyId,
          paid: paid.map(told),
          returned: returned.map(told),
        },
        transfers,
      },
    });
    if (!result.committed) return changes.slice(from).map(({ fact }) => fact);
    current = next;
    total.settled += paid.length;
    total.returned += returned.length;
  }
  return [];
}

const told = ({ id, claimId, districtCode, amountFen }: Leg) => ({
  legId: id,
  claimId,
  districtCode,
  amountFen,
});

/** Finds legs by EndToEndId. A file mostly answers one order: one look-up finds it, and its lines name the others. */
async function findLegs(
  deps: Deps,
  facts: readonly BankFact[],
): Promise<Map<string, { leg: Leg; order: PaymentOrder | undefined }>> {
  const found = new Map<string, { leg: Leg; order: PaymentOrder | undefined }>();
  for (const { endToEndId } of facts) {
    if (endToEndId === undefined || found.has(endToEndId)) continue;
    const { items } = await deps.store.list('leg', { by: 'owner', group: endToEndId, limit: 1 });
    const leg = items[0];
    if (!leg) continue;
    found.set(endToEndId, { leg, order: undefined });
    if (leg.orderId === undefined) continue;
    const order = await deps.store.read('order', leg.orderId);
    if (!order) continue;
    const legs = await deps.store.readMany(
      'leg',
      order.lines.map((line) => line.legId),
    );
    legs.forEach(
      (other, index) => other && found.set(order.lines[index]?.endToEndId as string, { leg: other, order }),
    );
  }
  return found;
}
