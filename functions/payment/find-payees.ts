// Where the money of some legs goes: the account registered and verified here, or the settlement account the bank has verified.
import type { Leg } from '../../core/disbursement/claim.ts';
import type { BankAccount } from '../../core/payment/bank-message.ts';
import { payeeKeyOf } from '../../core/payment/compose-order.ts';
import { accountInForce } from '../../core/payment/payee-account.ts';
import type { Deps } from '../deps.ts';

export interface Payees {
  /** Payee key → the account to pay to. */
  readonly accounts: ReadonlyMap<string, BankAccount>;
  /** Payee key → when a person or the bank last verified a registered account. */
  readonly verifiedAt: ReadonlyMap<string, string>;
}

/** A registered account that nobody has verified yet is none: its payee waits, whatever the bank says. */
export async function findPayees(deps: Deps, legs: readonly Leg[]): Promise<Payees> {
  const keys = [...new Set(legs.map(payeeKeyOf))];
  const registered = await deps.store.readMany('account', keys);
  const today = deps.clock.today();
  const accounts = new Map<string, BankAccount>();
  const verifiedAt = new Map<string, string>();
  for (const account of registered) {
    const inForce = accountInForce(account, today);
    if (!account || !inForce) continue;
    accounts.set(account.id, inForce.payee);
    verifiedAt.set(account.id, inForce.verifiedAt);
  }
  const unknown = keys.filter((_, index) => registered[index] === undefined);
  if (unknown.length > 0)
    for (const [key, account] of await deps.bank.accountsOf(unknown)) accounts.set(key, account);
  return { accounts, verifiedAt };
}

/** A leg that came back goes out again only to an account that was put right, or verified anew, since. */
export const isPutRight = (leg: Leg, { verifiedAt }: Payees): boolean =>
  (verifiedAt.get(payeeKeyOf(leg)) ?? '') > (leg.settledAt ?? '9999');
