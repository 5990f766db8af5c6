// Use case: bring bank facts to their legs, one commit a group of one order; every fact ends as a change, a repeat or a case.
import type { Leg } from '../../core/disbursement/claim.ts';
import type { ExceptionCase } from '../../core/kernel/exception-case.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { movesOf } from '../../core/ledger/transfer.ts';
import { paymentReturned } from '../../core/payment/account-missing.ts';
import { closeLines } from '../../core/payment/order-transitions.ts';
import type { PaymentOrder } from '../../core/payment/payment-order.ts';
import {
  applyBankFact,
  type BankFact,
  type KnownPayment,
  type LegChange,
} from '../../core/reconciliation/settle-lines.ts';
import { instantOf, SYSTEM, type Deps } from '../deps.ts';
import { openException } from './open-exception.ts';

export interface AppliedFacts {
  readonly settled: number;
  readonly returned: number;
  readonly repeated: number;
  readonly exceptions: number;
}

/** One transaction holds at most this many items for legs and their budgets beside the order, the event and a case. */
const LEG_ITEMS_MAX = 96;
const RACES_MAX = 5;

/** @throws Fault lost-race when others keep changing the same order */
export async function applyFacts(deps: Deps, facts: readonly BankFact[]): Promise<AppliedFacts> {
  let left = facts;
  const total = { settled: 0, returned: 0, repeated: 0, exceptions: 0 };
  for (let races = 0; left.length > 0;) {
    if (races > RACES_MAX) throw new Fault('lost-race');
    const later = await applyRound(deps, left, total);
    // A file may name one leg many times, one after the other: only a round that got nowhere was a lost race.
    races = later.length < left.length ? 0 : races + 1;
    left = later;
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
  const known = await findPayments(deps, facts);
  const at = instantOf(deps.clock);
  const groups = new Map<PaymentOrder, { fact: BankFact; change: LegChange }[]>();
  const touched = new Set<string>();
  const later: BankFact[] = [];
  for (const fact of facts) {
    const payment = known.get(fact.endToEndId);
    // Two facts about one leg are applied one after the other: the second sees what the first did.
    if (payment && touched.has(payment.leg.id)) {
      later.push(fact);
      continue;
    }
    const outcome = applyBankFact(fact, payment, at);
    if (outcome.kind === 'repeated') total.repeated += 1;
    else if (outcome.kind === 'exception') {
      await openException(deps, outcome.exception);
      total.exceptions += 1;
    } else if (payment) {
      touched.add(outcome.change.leg.id);
      const group = groups.get(payment.order) ?? [];
      groups.set(payment.order, [...group, { fact, change: outcome.change }]);
    }
  }
  for (const [order, changes] of groups) {
    const committed = await commitChanges(deps, order, changes, at);
    for (const { change } of changes.slice(0, committed))
      total[change.outcome === 'paid' ? 'settled' : 'returned'] += 1;
    later.push(...changes.slice(committed).map(({ fact }) => fact));
  }
  return later;
}

/** A case that two people settle: it closes in the transaction that moves its money, which its proposer may not commit. */
export interface ClosingCase {
  readonly closed: ExceptionCase;
  /** The second person. */
  readonly by: string;
}

/** Brings one fact to its leg and closes the case that it was, or does neither. @throws Fault unprocessable | lost-race */
export async function applyClosing(deps: Deps, fact: BankFact, settling: ClosingCase): Promise<void> {
  const payment = (await findPayments(deps, [fact])).get(fact.endToEndId);
  const at = instantOf(deps.clock);
  const outcome = applyBankFact(fact, payment, at);
  if (!payment || outcome.kind !== 'changed')
    throw new Fault('unprocessable', {
      reason: 'cannot-attach',
      zh: '付款状态已变，不能挂账，请重新核对',
      en: 'The payment has moved on; look again before the line is attached',
    });
  const committed = await commitChanges(deps, payment.order, [outcome], at, settling);
  if (committed === 0) throw new Fault('lost-race');
}

/** @returns how many of the changes were committed, from the first on: fewer than all when a race was lost */
async function commitChanges(
  deps: Deps,
  order: PaymentOrder,
  changes: readonly { change: LegChange }[],
  at: string,
  settling?: ClosingCase,
): Promise<number> {
  let current = order;
  let committed = 0;
  while (committed < changes.length) {
    const group = firstGroup(changes.slice(committed).map(({ change }) => change));
    // A return of a paid leg finds its line closed already: only lines that were open count down.
    const next = closeLines(current, group.filter((change) => !wasPaid(change)).length);
    const transfers = group.flatMap((change) => change.transfers);
    const paid = group.filter(({ outcome }) => outcome === 'paid').map(({ leg }) => leg);
    const returned = group.filter(({ outcome }) => outcome === 'returned');
    const ended = group.flatMap((change) => change.ended ?? []);
    const result = await deps.store.commit({
      creates: [
        ...returned.map(({ leg }) => ({ kind: 'exception', entity: paymentReturned(leg, at) }) as const),
        ...ended.map((entity) => ({ kind: 'ended-payment', entity }) as const),
      ],
      replaces: [
        { kind: 'order', entity: next },
        ...group.map(({ leg }) => ({ kind: 'leg', entity: leg }) as const),
        ...(settling
          ? [{ kind: 'exception', entity: settling.closed, notMadeBy: settling.by } as const]
          : []),
      ],
      moves: movesOf(transfers),
      event: {
        subject: `order:${order.id}`,
        seq: next.version,
        type: returned.length > 0 ? 'claim.returned' : 'claim.paid',
        at,
        by: settling?.by ?? SYSTEM,
        data: {
          orderId: order.id,
          policyId: order.policyId,
          paid: paid.map(told),
          returned: returned.map((change) => ({
            ...told(change.leg),
            ...(wasPaid(change) && { wasPaid: true }),
          })),
        },
        transfers,
      },
    });
    if (!result.committed) break;
    current = next;
    committed += group.length;
  }
  return committed;
}

/** Money that had been paid comes back: the figures take it off again. */
const wasPaid = ({ transfers }: LegChange): boolean => transfers.every(({ kind }) => kind === 'return');

const told = ({ id, claimId, districtCode, amountFen }: Leg) => ({
  legId: id,
  claimId,
  districtCode,
  amountFen,
});

/**
 * As many changes as one transaction takes: each is a leg; one that came back is also remembered, and opens a case. Payments of
 * one account may come out of many budgets, each of which is an item of its own.
 */
function firstGroup(changes: readonly LegChange[]): readonly LegChange[] {
  let items = 0;
  const budgets = new Set<string>();
  const end = changes.findIndex(({ leg, ended }) => {
    items += (ended ? 3 : 1) + (budgets.has(leg.budgetId) ? 0 : 1);
    budgets.add(leg.budgetId);
    return items > LEG_ITEMS_MAX;
  });
  return end === -1 ? changes : changes.slice(0, end);
}

/**
 * Finds payments by EndToEndId, current or of an earlier round. A file mostly answers one order: one look-up finds it, and
 * its lines name the others. A line without an id is nobody's.
 */
export async function findPayments(
  deps: Deps,
  facts: readonly BankFact[],
): Promise<ReadonlyMap<string | undefined, KnownPayment>> {
  const found = new Map<string | undefined, KnownPayment>();
  for (const { endToEndId } of facts) {
    if (endToEndId === undefined || found.has(endToEndId)) continue;
    const { items } = await deps.store.list('leg', { by: 'owner', group: endToEndId, limit: 1 });
    const ended = items[0] ? undefined : await deps.store.read('ended-payment', endToEndId);
    const orderId = items[0]?.orderId ?? ended?.orderId;
    const order = orderId === undefined ? undefined : await deps.store.read('order', orderId);
    if (order) await findLines(deps, order, found);
  }
  return found;
}

/** Every line of an order with its leg, and how it ended where the leg has gone on to a later round. */
async function findLines(
  deps: Deps,
  order: PaymentOrder,
  found: Map<string | undefined, KnownPayment>,
): Promise<void> {
  const legs = await deps.store.readMany(
    'leg',
    order.lines.map((line) => line.legId),
  );
  const past = order.lines.filter(({ endToEndId }, index) => legs[index]?.endToEndId !== endToEndId);
  const endings = await deps.store.readMany(
    'ended-payment',
    past.map(({ endToEndId }) => endToEndId),
  );
  order.lines.forEach(({ endToEndId }, index) => {
    const leg = legs[index];
    const ended = endings.find((ending) => ending?.id === endToEndId);
    if (leg) found.set(endToEndId, { leg, order, ended });
  });
}
