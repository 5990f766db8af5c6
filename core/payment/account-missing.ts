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

/** ISO 20022 ExternalStatusReason: insufficient funds, amount exceeds the agreed limit. */
const PAYER_REASONS = /^(AM04|AM14)\b/;

/** Refused for what the payer lacks, money or 指标: no account needs to be put right, finance does. */
export const isForPayer = ({ sentBack }: Leg): boolean =>
  sentBack?.kind === 'rejected' && PAYER_REASONS.test(sentBack.reason);

/**
 * A payment that was refused or given back: its money is held until the account was put right, or, where the payer lacked
 * something, until finance closes this case.
 */
export const paymentReturned = (leg: Leg, at: string): ExceptionCase => ({
  id: returnedId(leg),
  version: 1,
  state: 'open',
  reason: 'payment-returned',
  subject: `leg:${leg.id}`,
  owner: isForPayer(leg) ? 'finance.maker' : 'unit.maker',
  ...(isForPayer(leg)
    ? {
        zh: `付款因付款方额度或余额不足被拒绝（${leg.sentBack?.reason ?? ''}），补足后请办结本事项，系统将重新制单`,
        en: `The payment was refused for want of quota or funds (${leg.sentBack?.reason ?? ''}); provide them and close this case, then it is ordered anew`,
      }
    : {
        zh: `付款被银行${leg.sentBack?.kind === 'rejected' ? '拒绝' : '退回'}（${leg.sentBack?.reason ?? ''}），请企业更正或重新核验收款账户`,
        en: `The bank ${leg.sentBack?.kind ?? 'returned'} the payment (${leg.sentBack?.reason ?? ''}); the payee's account must be corrected or verified anew`,
      }),
  evidence: {
    uscc: leg.uscc,
    amountFen: leg.amountFen,
    ...(leg.payeeId && { payeeId: leg.payeeId }),
    ...leg.sentBack,
  },
  openedAt: at,
});
