// Several rails behind one door: each file, and each question about it, goes the way that its order names.
import type { Rail } from '../../core/payment/payment-order.ts';
import type { BankRail, PaymentRails } from '../../functions/ports.ts';

/**
 * A rail that is down makes only its own questions fail. Settlement accounts (基本户) are kept by banks, so the bank alone is
 * asked for them.
 */
export const paymentRails = (rails: Readonly<Record<Rail, BankRail>>): PaymentRails => ({
  send: (file, rail) => rails[rail].send(file),
  ask: (endToEndId, rail) => rails[rail].ask(endToEndId),
  accountsOf: (usccs) => rails.bank.accountsOf(usccs),
});
