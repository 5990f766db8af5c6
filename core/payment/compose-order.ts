// Composing payment orders: one batch's reserved legs, by payer account, each order within one transaction's size.
import type { Leg } from '../disbursement/claim.ts';
import { addFen, type Fen } from '../kernel/fen.ts';
import type { Budget } from '../ledger/budget.ts';
import type { DayText } from '../kernel/day.ts';
import { appropriationOf } from './appropriation-of.ts';
import { paymentMessageId, type BankAccount, type Payment, type PaymentFile } from './bank-message.ts';
import type { PaymentOrder, Rail } from './payment-order.ts';

/** An order, its legs and the cases that it solves change in one transaction of at most 100 items. */
const ORDER_ITEMS_MAX = 90;

export interface OrderInput {
  readonly legs: readonly Leg[];
  readonly budgets: ReadonlyMap<string, Budget>;
  /** By `payeeKeyOf`. */
  readonly payees: ReadonlyMap<string, BankAccount>;
  /** Policy id → the most one payment may be to go without a second person, and the words on the payee's statement. */
  readonly terms: ReadonlyMap<string, { preAuthorisedFen: Fen; remark: string }>;
  /** Leg id → how many open cases the leg's order solves; absent: none. */
  readonly cases?: ReadonlyMap<string, number>;
  /** Today for a bank; for a treasury the day on which it takes what is handed over now. */
  readonly executionDay: DayText;
  readonly at: string;
}

export interface ComposedOrder {
  readonly order: PaymentOrder;
  readonly legs: readonly Leg[];
}

/** Under whose key the account is kept that a leg is paid to. */
export const payeeKeyOf = (leg: Pick<Leg, 'payeeId' | 'uscc'>): string => leg.payeeId ?? leg.uscc;

/** The rail of a budget's money. */
export const railOf = ({ payer }: Pick<Budget, 'payer'>): Rail =>
  payer.treasury === undefined ? 'bank' : 'treasury';

/**
 * One order per policy and payer account, of a treasury also per 指标, since a 支付申请 names one, and as many lines as one
 * transaction takes. Legs without a payee account are left out.
 */
export function composeOrders(input: OrderInput): ComposedOrder[] {
  const groups = new Map<string, Leg[]>();
  for (const leg of input.legs) {
    const budget = input.budgets.get(leg.budgetId);
    if (!budget || !input.payees.has(payeeKeyOf(leg))) continue;
    const { clearingMember, account } = budget.payer;
    const appropriation = Object.values(appropriationOf(budget) ?? {});
    const key = JSON.stringify([
      leg.policyId,
      clearingMember,
      account,
      isPreAuthorised(leg, input),
      ...appropriation,
    ]);
    groups.set(key, [...(groups.get(key) ?? []), leg]);
  }
  const orders: ComposedOrder[] = [];
  for (const legs of groups.values()) {
    const sorted = legs.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    for (let from = 0; from < sorted.length;) {
      const taken = firstLines(sorted.slice(from), input);
      orders.push(composeOrder(taken, input));
      from += taken.length;
    }
  }
  return orders;
}

function firstLines(legs: readonly Leg[], { cases }: OrderInput): readonly Leg[] {
  let items = 0;
  const end = legs.findIndex((leg) => (items += 1 + (cases?.get(leg.id) ?? 0)) > ORDER_ITEMS_MAX);
  return end === -1 ? legs : legs.slice(0, end);
}

/** Larger payments go into orders of their own, which wait for the second person and hold up nobody else. */
const isPreAuthorised = (leg: Leg, { terms }: OrderInput): boolean =>
  leg.amountFen <= (terms.get(leg.policyId)?.preAuthorisedFen ?? 0);

function composeOrder(legs: readonly Leg[], input: OrderInput): ComposedOrder {
  const first = legs[0];
  const budget = first && input.budgets.get(first.budgetId);
  if (!first || !budget) throw new Error('an order has at least one leg with a budget');
  const terms = input.terms.get(first.policyId);
  const lines = legs.map((leg) => ({
    legId: leg.id,
    endToEndId: leg.endToEndId,
    budgetId: leg.budgetId,
    amountFen: leg.amountFen,
    payee: input.payees.get(payeeKeyOf(leg)) as BankAccount,
    remark: terms?.remark ?? '',
  }));
  const totalFen = addFen(...legs.map((leg) => leg.amountFen));
  const appropriation = appropriationOf(budget);
  const { treasury: _treasury, ...payer } = budget.payer;
  const id = paymentMessageId({
    requestedExecutionDay: input.executionDay,
    debtor: payer,
    payments: lines.map((line) => toPayment(line, appropriation)),
  });
  const released = legs.every((leg) => isPreAuthorised(leg, input));
  const order: PaymentOrder = {
    id,
    version: 1,
    state: released ? 'released' : 'prepared',
    rail: railOf(budget),
    policyId: first.policyId,
    payer,
    ...(appropriation && { appropriation }),
    lines,
    totalFen,
    openLines: lines.length,
    executionDay: input.executionDay,
    preparedAt: input.at,
    preparedBy: 'system',
    ...(released && { releasedBy: 'pre-authorised' }),
    attempt: 0,
  };
  const ordered = legs.map((leg): Leg => ({
    ...leg,
    version: leg.version + 1,
    state: 'ordered',
    orderId: id,
    orderedAt: input.at,
  }));
  return { order, legs: ordered };
}

const toPayment = (
  { endToEndId, amountFen, payee, remark }: PaymentOrder['lines'][number],
  appropriation: Payment['appropriation'],
): Payment => ({
  endToEndId,
  amountFen,
  creditor: payee,
  remark,
  ...(appropriation && { appropriation }),
});

/** The file of an order: the same order always gives the same file, whatever the attempt. */
export const paymentFileOf = (order: PaymentOrder): PaymentFile => ({
  messageId: order.id,
  createdAt: order.preparedAt,
  requestedExecutionDay: order.executionDay,
  debtor: order.payer,
  payments: order.lines.map((line) => toPayment(line, order.appropriation)),
});
