// Use case: put waiting legs into payment orders, one commit an order; a leg whose payee has no account becomes a case.
import type { Leg } from '../../core/disbursement/claim.ts';
import { closeCase, type ExceptionCase } from '../../core/kernel/exception-case.ts';
import { fen, type Fen } from '../../core/kernel/fen.ts';
import {
  composeOrders,
  payeeKeyOf,
  type ComposedOrder,
  type OrderInput,
} from '../../core/payment/compose-order.ts';
import {
  accountMissing,
  accountMissingId,
  isForPayer,
  returnedId,
} from '../../core/payment/account-missing.ts';
import { legHold, policyHold } from '../../core/payment/hold-board.ts';
import { instantOf, SYSTEM, type Deps } from '../deps.ts';
import { policyInForce } from '../policy/policy-in-force.ts';
import { openException } from '../reconciliation/open-exception.ts';
import { checkRelease, oldestAsked } from './check-release.ts';
import { findPayees, isPutRight, type Payees } from './find-payees.ts';
import { openingDay } from './opening-day.ts';
import { readBoard } from './place-hold.ts';

/** A leg that waits longer than this may have a case that its payment solves. */
const WAITED_MS = 60_000;

/**
 * Safe to repeat: only legs that wait are taken, and each commit checks their versions. Held legs stay where they are, and
 * returned ones go out again once their payee's account was put right.
 */
export async function prepareOrders(deps: Deps, legIds: readonly string[]): Promise<ComposedOrder[]> {
  const waiting = (await deps.store.readMany('leg', [...new Set(legIds)])).filter(
    (leg): leg is Leg => leg?.state === 'reserved' || leg?.state === 'returned',
  );
  if (waiting.length === 0) return [];
  const { board } = await readBoard(deps, (waiting[0] as Leg).id);
  const free = waiting.filter((leg) => !policyHold(board, leg.policyId) && !legHold(board, leg));
  if (free.length === 0) return [];
  const payees = await findPayees(deps, free);
  const provided = await providedFor(deps, free);
  const payable = free.filter(
    (leg) => leg.state === 'reserved' || isPutRight(leg, payees) || provided.has(leg.id),
  );
  const at = instantOf(deps.clock);
  for (const leg of payable)
    if (!payees.accounts.has(payeeKeyOf(leg)))
      await openException(deps, accountMissing(leg, at), [{ kind: 'leg', id: leg.id, version: leg.version }]);
  const legs = await checkRelease(
    deps,
    payable.filter((leg) => payees.accounts.has(payeeKeyOf(leg))),
  );
  if (legs.length === 0) return [];
  const [budgets, terms] = await Promise.all([budgetsOf(deps, legs), termsOf(deps, legs)]);
  const cases = await openCases(deps, legs, payees);
  return composeByWay(deps, { legs, budgets, payees: payees.accounts, terms, at }, cases);
}

/** Bank first: a treasury's calendar that does not reach today then holds up nobody else's money. Each treasury has its own hours. */
async function composeByWay(
  deps: Deps,
  input: Omit<OrderInput, 'cases' | 'executionDay'>,
  cases: ReadonlyMap<string, readonly ExceptionCase[]>,
): Promise<ComposedOrder[]> {
  const all: ComposedOrder[] = [];
  const byTreasury = Map.groupBy(input.legs, ({ budgetId }) => input.budgets.get(budgetId)?.payer.treasury);
  const ways = [...byTreasury].toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1));
  for (const [treasury, legs] of ways) {
    const composed = composeOrders({
      ...input,
      legs,
      cases: new Map([...cases].map(([legId, open]) => [legId, open.length])),
      executionDay: await openingDay(deps, treasury),
    }).map(({ order, legs: lines }) => ({
      order: { ...order, askedAt: oldestAsked(deps, lines, input.at) },
      legs: lines,
    }));
    for (const one of composed) {
      const solved = one.legs
        .flatMap((leg) => cases.get(leg.id) ?? [])
        .map((it) => closeCase(it, SYSTEM, input.at, '已重新制单支付 / Put into a payment order'));
      await commitOrder(deps, one, solved, input.at);
    }
    all.push(...composed);
  }
  return all;
}

/** Legs that were refused for what the payer lacked, and whose case finance has closed since. */
async function providedFor(deps: Deps, legs: readonly Leg[]): Promise<ReadonlySet<string>> {
  const refused = legs.filter((leg) => leg.state === 'returned' && isForPayer(leg));
  if (refused.length === 0) return new Set();
  const cases = await deps.store.readMany('exception', refused.map(returnedId));
  return new Set(refused.filter((_, index) => cases[index]?.state === 'closed').map(({ id }) => id));
}

async function commitOrder(
  deps: Deps,
  { order, legs }: ComposedOrder,
  solved: readonly ExceptionCase[],
  at: string,
): Promise<void> {
  if (await writeOrder(deps, order, legs, solved, at)) return;
  // A refusal means that these legs are in an order, or that this order exists: the work is done, unless it was taken back.
  const stored = await deps.store.read('order', order.id);
  if (stored?.state === 'withdrawn')
    await writeOrder(deps, { ...order, version: stored.version + 1 }, legs, solved, at);
}

async function writeOrder(
  deps: Deps,
  order: ComposedOrder['order'],
  legs: readonly Leg[],
  solved: readonly ExceptionCase[],
  at: string,
): Promise<boolean> {
  const write = { kind: 'order', entity: order } as const;
  const { committed } = await deps.store.commit({
    ...(order.version === 1 && { creates: [write] }),
    replaces: [
      ...(order.version === 1 ? [] : [write]),
      ...legs.map((entity) => ({ kind: 'leg', entity }) as const),
      ...solved.map((entity) => ({ kind: 'exception', entity }) as const),
    ],
    event: {
      subject: `order:${order.id}`,
      seq: order.version,
      type: order.state === 'released' ? 'order.released' : 'order.prepared',
      at,
      by: SYSTEM,
      data: {
        orderId: order.id,
        policyId: order.policyId,
        totalFen: order.totalFen,
        lines: order.lines.length,
      },
    },
  });
  return committed;
}

/**
 * What waited for an account, or came back, is on its way with this order: its cases are done in the same transaction. Fresh
 * legs have none.
 */
async function openCases(
  deps: Deps,
  legs: readonly Leg[],
  { verifiedAt }: Payees,
): Promise<Map<string, ExceptionCase[]>> {
  const nowMs = deps.clock.nowMs();
  // An account that was registered may have been missing a moment ago.
  const waited = legs.filter(
    (leg) =>
      leg.state === 'returned' ||
      verifiedAt.has(payeeKeyOf(leg)) ||
      nowMs - Date.parse(leg.reservedAt) >= WAITED_MS,
  );
  if (waited.length === 0) return new Map();
  const ids = waited.flatMap((leg) => [returnedId(leg), accountMissingId(leg)]);
  const found = await deps.store.readMany('exception', ids);
  return new Map(
    waited.map((leg, index) => [
      leg.id,
      found.slice(index * 2, index * 2 + 2).filter((it) => it?.state === 'open') as ExceptionCase[],
    ]),
  );
}

async function budgetsOf(deps: Deps, legs: readonly Leg[]) {
  const budgets = await deps.store.readMany('budget', [...new Set(legs.map((leg) => leg.budgetId))]);
  return new Map(budgets.flatMap((budget) => (budget ? [[budget.id, budget] as const] : [])));
}

async function termsOf(deps: Deps, legs: readonly Leg[]) {
  const terms = new Map<string, { preAuthorisedFen: Fen; remark: string }>();
  for (const policyId of new Set(legs.map((leg) => leg.policyId))) {
    const { preAuthorisedYuan, title, documentNumber } = (await policyInForce(deps, policyId)).document;
    const remark = [...`${title.zh} ${documentNumber}`].slice(0, 140).join('').trim();
    terms.set(policyId, { preAuthorisedFen: fen(preAuthorisedYuan * 100), remark });
  }
  return terms;
}
