// Money that cannot reach its payee waits as a case: an error said aloud, never silence.
import type { Leg } from '../disbursement/claim.ts';
import type { ExceptionCase } from '../kernel/exception-case.ts';

const nameOf = (leg: Leg): string => `${leg.id.replace('/', '.')}.${leg.round}`;
export const accountMissingId = (leg: Leg): string => `account-missing.${nameOf(leg)}`;
export const returnedId = (leg: Leg): string => `payment-returned.${nameOf(leg)}`;

export const accountMissing = (leg: Leg, at: string): ExceptionCase => ({
  id: accountMissingId(leg),
  version: 1,
  state: 'open',
  reason: 'account-missing',
  subject: `leg:${leg.id}`,
  owner: 'unit.maker',
  zh: '收款企业没有已核验的账户，请企业登记收款账户',
  en: 'The payee has no verified account; ask the enterprise to register one',
  evidence: { uscc: leg.uscc, amountFen: leg.amountFen, ...(leg.payeeId && { payeeId: leg.payeeId }) },
  openedAt: at,
});

/** A payment that the bank refused or gave back: its money is held until the account was put right. */
export const paymentReturned = (leg: Leg, at: string): ExceptionCase => ({
  id: returnedId(leg),
  version: 1,
  state: 'open',
  reason: 'payment-returned',
  subject: `leg:${leg.id}`,
  owner: 'unit.maker',
  zh: `付款被银行${leg.sentBack?.kind === 'rejected' ? '拒绝' : '退回'}（${leg.sentBack?.reason ?? ''}），请企业更正或重新核验收款账户`,
  en: `The bank ${leg.sentBack?.kind ?? 'returned'} the payment (${leg.sentBack?.reason ?? ''}); the payee's account must be corrected or verified anew`,
  evidence: {
    uscc: leg.uscc,
    amountFen: leg.amountFen,
    ...(leg.payeeId && { payeeId: leg.payeeId }),
    ...leg.sentBack,
  },
  openedAt: at,
});
