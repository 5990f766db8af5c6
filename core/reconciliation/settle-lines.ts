// Matching what a bank reports with what was ordered: each line settles, rejects or returns one leg, repeats, or becomes a case.
import type { Leg } from '../disbursement/claim.ts';
import type { Transfer } from '../ledger/transfer.ts';
import { endToEndId, hashName } from '../disbursement/end-to-end-id.ts';
import type { PaymentOrder } from '../payment/payment-order.ts';
import type { ExceptionCase } from '../kernel/exception-case.ts';
import type { EndedPayment } from './ended-payment.ts';

/** One fact from a bank about one payment, from a notification, a statement, a status report or an answer to `ask`. */
export interface BankFact {
  readonly endToEndId: string | undefined;
  /** Absent where the message does not repeat the amount. */
  readonly amountFen: number | undefined;
  /** `reversal`: the bank corrects an entry of its own; always a person's matter. */
  readonly kind: 'booked' | 'returned' | 'rejected' | 'reversal';
  readonly bankReference?: string | undefined;
  readonly reason?: string | undefined;
}

export interface LegChange {
  readonly leg: Leg;
  readonly transfers: readonly Transfer[];
  readonly outcome: 'paid' | 'returned';
  /** What is remembered of the round that this change ends. */
  readonly ended?: EndedPayment;
}
export type LineOutcome =
  | { readonly kind: 'changed'; readonly change: LegChange }
  /** The leg already stands as the bank says: a repeat. */
  | { readonly kind: 'repeated' }
  | { readonly kind: 'exception'; readonly exception: ExceptionCase };

/** What the books know of the payment that a fact names. */
export interface KnownPayment {
  /** The leg whose current or earlier EndToEndId the fact carries. */
  readonly leg: Leg;
  /** The order in which the fact's payment was made. */
  readonly order: PaymentOrder;
  /** Present for the EndToEndId of an earlier round. */
  readonly ended?: EndedPayment | undefined;
}

/**
 * What one bank fact does to the leg it names. A leg of another round than the fact's id is never touched, nor one whose
 * order was not sent: no bank can know of it.
 * @param known undefined where the books hold no such payment
 */
export function applyBankFact(fact: BankFact, known: KnownPayment | undefined, at: string): LineOutcome {
  const leg = known?.leg;
  if (fact.kind === 'reversal')
    return exception(
      'bank-reversal',
      fact,
      at,
      '银行冲正，需人工核对',
      'The bank reversed an entry of its own; a person must look',
      leg,
    );
  if (!leg)
    return exception(
      'unmatched-line',
      fact,
      at,
      '银行流水无法匹配任何付款',
      'A bank line matches no payment',
    );
  // What was ordered then: a payment that came back may be worth less by now.
  const line = known.order.lines.find(({ endToEndId: id }) => id === fact.endToEndId);
  if (fact.amountFen !== undefined && fact.amountFen !== (line?.amountFen ?? leg.amountFen)) {
    return exception(
      'wrong-amount',
      fact,
      at,
      '银行流水金额与付款不符',
      'The bank line’s amount differs from the payment',
      leg,
    );
  }
  if (leg.endToEndId !== fact.endToEndId) return earlierRound(fact, known, at);
  if (known.order.sentAt === undefined) return contradiction(fact, leg, at);
  if (fact.kind === 'booked')
    return leg.state === 'ordered' ? settle(fact, leg, at) : standing(fact, leg, at, 'paid');
  if (fact.kind === 'rejected')
    return leg.state === 'ordered'
      ? sendBack(fact, leg, ['reject'], at)
      : standing(fact, leg, at, 'returned');
  if (leg.state === 'ordered') return sendBack(fact, leg, ['settle', 'return'], at);
  return leg.state === 'paid' ? sendBack(fact, leg, ['return'], at) : standing(fact, leg, at, 'returned');
}

const settle = (fact: BankFact, leg: Leg, at: string): LineOutcome => ({
  kind: 'changed',
  change: {
    leg: {
      ...leg,
      version: leg.version + 1,
      state: 'paid',
      settledAt: at,
      ...(fact.bankReference !== undefined && { bankReference: fact.bankReference }),
    },
    transfers: [transferOf(leg, 'settle')],
    outcome: 'paid',
  },
});

/** A confirmed reject or return: the money is held again, and the next round will carry a new id. */
function sendBack(
  fact: BankFact,
  leg: Leg,
  kinds: readonly ('settle' | 'return' | 'reject')[],
  at: string,
): LineOutcome {
  const { orderId: _order, orderedAt: _at, bankReference: _reference, settledAt: _settled, ...rest } = leg;
  const round = leg.round + 1;
  const number = leg.id.slice(leg.claimId.length + 1);
  const how = kinds.includes('reject') ? 'rejected' : 'returned';
  const next: Leg = {
    ...rest,
    version: leg.version + 1,
    state: 'returned',
    round,
    endToEndId: endToEndId(leg.claimId, number, round),
    sentBack: { kind: how, reason: fact.reason ?? fact.kind },
    settledAt: at,
  };
  return {
    kind: 'changed',
    change: {
      leg: next,
      transfers: kinds.map((kind) => transferOf(leg, kind)),
      outcome: 'returned',
      ended: {
        id: leg.endToEndId,
        version: 1,
        legId: leg.id,
        orderId: leg.orderId ?? '',
        ended: how,
        endedAt: at,
      },
    },
  };
}

/** The leg no longer waits: either the bank says again what stands, or it contradicts it and a person must look. */
const standing = (fact: BankFact, leg: Leg, at: string, expected: Leg['state']): LineOutcome =>
  leg.state === expected ? { kind: 'repeated' } : contradiction(fact, leg, at);

const contradiction = (fact: BankFact, leg: Leg, at: string): LineOutcome =>
  exception(
    'contradicting-line',
    fact,
    at,
    '银行流水与付款现状矛盾',
    'The bank line contradicts the payment’s state',
    leg,
  );

/** A fact about an earlier round: a return includes the booking before it; after a reject a booking is money gone twice. */
const earlierRound = (fact: BankFact, { leg, ended }: KnownPayment, at: string): LineOutcome =>
  fact.kind === 'booked' && ended?.ended !== 'returned'
    ? exception(
        'booked-after-return',
        fact,
        at,
        '已退回的付款又被入账',
        'A payment sent back was booked after all',
        leg,
      )
    : { kind: 'repeated' };

const transferOf = (leg: Leg, kind: 'settle' | 'return' | 'reject'): Transfer => ({
  id: `${leg.id}/${leg.round}/${kind}`,
  kind,
  budgetId: leg.budgetId,
  amountFen: leg.amountFen,
});

function exception(
  reason: string,
  fact: BankFact,
  at: string,
  zh: string,
  en: string,
  leg?: Leg,
): LineOutcome {
  const { endToEndId: id, amountFen, kind, bankReference } = fact;
  return {
    kind: 'exception',
    exception: {
      id: `X${hashName('exception/1', [reason, id ?? null, amountFen ?? null, kind, bankReference ?? null])}`,
      version: 1,
      state: 'open',
      reason,
      subject: leg ? `leg:${leg.id}` : `bank-line:${id ?? bankReference ?? 'none'}`,
      owner: 'finance.maker',
      zh,
      en,
      evidence: { ...fact },
      openedAt: at,
    },
  };
}
