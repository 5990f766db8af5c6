// Use case: where an enterprise's money would go, as far as it must be recognised and no further.
import type { BankAccount } from '../../core/payment/bank-message.ts';
import { accountInForce } from '../../core/payment/payee-account.ts';
import type { Deps } from '../deps.ts';

export interface ShownAccount {
  readonly uscc: string;
  /** Absent: neither registered here nor held by the bank, so nothing can be paid yet. */
  readonly account?: { readonly name: string; readonly masked: string; readonly clearingMember: string };
  readonly source?: 'registered' | 'bank';
}

const SHOWN_DIGITS = 4;

const masked = ({ name, account, clearingMember }: BankAccount) => ({
  name,
  masked: `${'*'.repeat(Math.max(account.length - SHOWN_DIGITS, 0))}${account.slice(-SHOWN_DIGITS)}`,
  clearingMember,
});

/** The same choice as when an order is prepared: a registered account first, else the one that the bank has verified. */
export async function showPayeeAccount(deps: Deps, uscc: string): Promise<ShownAccount> {
  const registered = await deps.store.read('account', uscc);
  if (registered) {
    const inForce = accountInForce(registered, deps.clock.today());
    return inForce ? { uscc, account: masked(inForce.payee), source: 'registered' } : { uscc };
  }
  const held = (await deps.bank.accountsOf([uscc])).get(uscc);
  return held ? { uscc, account: masked(held), source: 'bank' } : { uscc };
}
