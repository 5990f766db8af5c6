// Use cases: an enterprise registers or changes a payee's account, the bank or a second person verifies it.
import type { BankAccount } from '../../core/payment/bank-message.ts';
import {
  accountInForce,
  COOLING_WORKING_DAYS,
  proposeAccount,
  verifyAccount,
  VERIFIED_BY_BANK,
  type RegisteredAccount,
} from '../../core/payment/payee-account.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { instantOf, type Deps } from '../deps.ts';
import type { Commit } from '../ports.ts';

export interface AccountAsk {
  readonly uscc: string;
  /** The payee, when it is not the enterprise itself. */
  readonly payeeId?: string | undefined;
  readonly payee: BankAccount;
}

const RACES_MAX = 5;

/**
 * A first account that is the one the bank itself has verified for this payee needs nobody else; any other waits for a second
 * person, and a change of one in force always does.
 * @throws Fault conflict | unavailable | lost-race
 */
export async function registerAccount(
  deps: Deps,
  { uscc, payeeId = uscc, payee }: AccountAsk,
  by: string,
): Promise<RegisteredAccount> {
  for (let race = 0; race < RACES_MAX; race++) {
    const existing = await deps.store.read('account', payeeId);
    const at = instantOf(deps.clock);
    const proposed = proposeAccount(existing, { payeeId, uscc, payee, by, at });
    const isFirst = accountInForce(existing, deps.clock.today()) === undefined;
    const settled =
      isFirst && (await bankConfirms(deps, payeeId, payee)) ? await verifiedByBank(deps, proposed) : proposed;
    const write = { kind: 'account', entity: settled } as const;
    const change = existing === undefined ? { creates: [write] } : { replaces: [write] };
    if (await commitAccount(deps, settled, by, change)) return settled;
  }
  throw new Fault('lost-race');
}

async function bankConfirms(deps: Deps, payeeId: string, payee: BankAccount): Promise<boolean> {
  const known = (await deps.bank.accountsOf([payeeId])).get(payeeId);
  return (
    known !== undefined &&
    known.account === payee.account &&
    known.clearingMember === payee.clearingMember &&
    known.name === payee.name
  );
}

/** One commit registers and verifies: the version is raised once. */
async function verifiedByBank(deps: Deps, proposed: RegisteredAccount): Promise<RegisteredAccount> {
  const today = deps.clock.today();
  const verified = verifyAccount(proposed, VERIFIED_BY_BANK, instantOf(deps.clock), today, today);
  return { ...verified, version: proposed.version };
}

/** @throws Fault not-found | forbidden for who registered it | unprocessable without a proposal | lost-race */
export async function verifyByPerson(deps: Deps, payeeId: string, by: string): Promise<RegisteredAccount> {
  const account = await deps.store.read('account', payeeId);
  if (!account)
    throw new Fault('not-found', { reason: 'account', zh: '没有登记账户', en: 'No account is registered' });
  const today = deps.clock.today();
  const coolingUntil = await deps.calendar.addWorkingDays(today, COOLING_WORKING_DAYS);
  const verified = verifyAccount(account, by, instantOf(deps.clock), today, coolingUntil);
  const replaces = [{ kind: 'account', entity: verified, notMadeBy: by } as const];
  if (await commitAccount(deps, verified, by, { replaces })) return verified;
  throw new Fault('lost-race');
}

async function commitAccount(
  deps: Deps,
  account: RegisteredAccount,
  by: string,
  change: Pick<Commit, 'creates' | 'replaces'>,
): Promise<boolean> {
  const { committed } = await deps.store.commit({
    ...change,
    event: {
      subject: `account:${account.id}`,
      seq: account.version,
      type: account.proposed ? 'account.registered' : 'account.verified',
      at: instantOf(deps.clock),
      by,
      data: {
        uscc: account.uscc,
        effectiveFrom: account.next?.effectiveFrom ?? account.current?.effectiveFrom ?? null,
      },
    },
  });
  return committed;
}
