// Where the money of an award is that must be given back: what has not left yet is voided, the rest is owed.
import type { Leg } from '../disbursement/claim.ts';
import { Fault } from '../kernel/fault.ts';
import { fen, minFen, type Fen } from '../kernel/fen.ts';
import type { Transfer } from '../ledger/transfer.ts';

export interface TakenBack {
  readonly legs: readonly Leg[];
  readonly transfers: readonly Transfer[];
  /** What each budget is owed, in the order of the legs. */
  readonly shares: readonly { readonly budgetId: string; readonly amountFen: Fen }[];
}

/** A transaction takes 100 items: the adjustment, its award and its event need three, what is owed one for each budget. */
const STEP_ITEMS_MAX = 70;
/** A leg that is voided closes its cases with it: the one that it waits with, and each answer that barred its firm at release. */
const LEG_ITEMS = 5;

const waits = (leg: Leg): boolean => leg.state === 'reserved' || leg.state === 'returned';

/**
 * Legs that wait are cut first; a cut to nothing is a void. What was paid becomes a share that is owed.
 * @param alreadyOwed what earlier adjustments of the same award claim of each budget
 * @throws Fault unprocessable (`payment-under-way`) while money is with the bank and what else there is does not suffice
 */
export function takeBack(
  legs: readonly Leg[],
  amountFen: Fen,
  reference: string,
  alreadyOwed: ReadonlyMap<string, number> = new Map(),
): TakenBack {
  let left = amountFen;
  const changed: Leg[] = [];
  const transfers: Transfer[] = [];
  for (const leg of legs.filter(waits)) {
    const cutFen = minFen(leg.amountFen, left);
    if (cutFen <= 0) continue;
    left = fen(left - cutFen);
    const rest = fen(leg.amountFen - cutFen);
    const cut = { ...leg, version: leg.version + 1 };
    changed.push(rest === 0 ? { ...cut, state: 'void' } : { ...cut, amountFen: rest });
    transfers.push({
      id: `${leg.id}/${leg.round}/void/${reference}`,
      kind: 'void',
      budgetId: leg.budgetId,
      amountFen: cutFen,
    });
  }
  const paid = new Map<string, number>();
  for (const leg of legs)
    if (leg.state === 'paid') paid.set(leg.budgetId, (paid.get(leg.budgetId) ?? 0) + leg.amountFen);
  const shares = [...paid].flatMap(([budgetId, paidFen]) => {
    const shareFen = minFen(fen(Math.max(paidFen - (alreadyOwed.get(budgetId) ?? 0), 0)), left);
    left = fen(left - shareFen);
    return shareFen > 0 ? [{ budgetId, amountFen: shareFen }] : [];
  });
  if (left > 0)
    throw new Fault('unprocessable', {
      reason: 'payment-under-way',
      zh: '付款正在银行办理，请待到账或退回后再追回',
      en: 'The payment is with the bank; take it back once it is paid or returned',
    });
  return { legs: changed, transfers, shares };
}

/**
 * As much of it as one transaction takes: the first legs, with nothing owed yet; or all of it.
 * @returns the same object when it is all
 */
export function firstStep(taken: TakenBack): TakenBack {
  const budgets = new Set<string>();
  let items = 0;
  const end = taken.legs.findIndex(({ budgetId }) => {
    items += LEG_ITEMS + (budgets.has(budgetId) ? 0 : 1);
    budgets.add(budgetId);
    return items > STEP_ITEMS_MAX;
  });
  if (end === -1) return taken;
  return { legs: taken.legs.slice(0, end), transfers: taken.transfers.slice(0, end), shares: [] };
}

/** What is left after a step. */
export const restOf = (taken: TakenBack, step: TakenBack): TakenBack => ({
  ...taken,
  legs: taken.legs.slice(step.legs.length),
  transfers: taken.transfers.slice(step.transfers.length),
});
