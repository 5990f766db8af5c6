// Where money may go: the bank's own account of a payee, or one that two people or the bank vouched for, after its cooling time.
import type { PaymentOrder } from '../../core/payment/payment-order.ts';
import type { RegisteredAccount } from '../../core/payment/payee-account.ts';
import type { Auditor } from './auditor.ts';
import { accountOf } from './firm-facts.ts';
import type { Process } from './scheduler.ts';

/** A changed account waits so many days; the simulated calendar has working days only. */
const COOLING_DAYS = 2;
const DAY_MS = 86_400_000;

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;

export class AccountBook {
  readonly #auditor: Auditor;
  /** Payee → what was registered, oldest first, each with the step from which it stood. */
  readonly #history = new Map<string, { readonly fromStep: number; readonly entity: RegisteredAccount }[]>();

  constructor(auditor: Auditor) {
    this.#auditor = auditor;
  }

  registered(entity: RegisteredAccount): void {
    const { scheduler } = this.#auditor.world;
    const history = this.#history.get(entity.id) ?? [];
    const before = history.at(-1)?.entity;
    const today = this.#auditor.world.todayAt(scheduler.nowMs);
    for (const verified of [entity.current, entity.next])
      if (verified && verified.verifiedBy === verified.proposedBy)
        this.#auditor.wrong(`${verified.proposedBy} verified the account of ${entity.id} alone`);
    const { current, next } = entity;
    const known = [before?.current, before?.next].map((verified) => verified?.payee.account);
    const isKnown = (account: string) => known.includes(account);
    if (current && before?.current && !isKnown(current.payee.account))
      this.#auditor.wrong(`the account of ${entity.id} was changed at once`);
    if (next && !isKnown(next.payee.account) && daysBetween(today, next.effectiveFrom) < COOLING_DAYS)
      this.#auditor.wrong(
        `the account of ${entity.id} changes on ${next.effectiveFrom}, verified on ${today}`,
      );
    this.#history.set(entity.id, [...history, { fromStep: scheduler.steps, entity }]);
  }

  /** Each line goes to an account that was in force at some moment of the life of the process that made the order. */
  ordered(order: PaymentOrder, process: Process): void {
    for (const { legId, payee } of order.lines) {
      const leg = this.#auditor.legs.get(legId);
      const key = leg?.payeeId ?? leg?.uscc ?? '';
      if (!this.#inForce(key, process).includes(payee.account))
        this.#auditor.wrong(`the order ${order.id} pays ${legId} to the account ${payee.account}`);
    }
  }

  /** Whether a payee has an account that money may go to. */
  isPayable(key: string): boolean {
    const last = this.#history.get(key)?.at(-1)?.entity;
    return last ? last.current !== undefined : !this.#auditor.world.unbanked.has(key);
  }

  #inForce(key: string, process: Process): string[] {
    const { world } = this.#auditor;
    const history = this.#history.get(key) ?? [];
    const days = [world.todayAt(process.startedMs), world.todayAt(world.scheduler.nowMs)];
    const stoodAtStart = history.findLastIndex(({ fromStep }) => fromStep <= process.readSince);
    const accounts = history.slice(Math.max(stoodAtStart, 0)).flatMap(({ entity: { current, next } }) =>
      days.flatMap((day) => {
        const inForce = next && next.effectiveFrom <= day ? next : current;
        return inForce ? [inForce.payee.account] : [];
      }),
    );
    const isBanks = stoodAtStart === -1 && !world.unbanked.has(key);
    return isBanks ? [...accounts, accountOf(key).account] : accounts;
  }
}
