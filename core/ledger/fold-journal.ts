// What the journal says the books must be: every balance of every budget and where each leg's money stands, from transfers alone.
import { ACCOUNTS, SIDE_ACCOUNTS, type Balance, type Budget } from './budget.ts';
import { legOfTransfer, movesOf, TRANSFERS, type Transfer } from './transfer.ts';
import type { LedgerProblem } from './verify-chain.ts';

export type Balances = Partial<Record<Balance, number>>;
/** Where one leg's money is, in fen. */
export interface LegMoney {
  held: number;
  inTransit: number;
  paid: number;
}

export class JournalFold {
  readonly balances = new Map<string, Balances>();
  readonly legs = new Map<string, LegMoney>();
  readonly problems: LedgerProblem[] = [];
  transfers = 0;
  readonly #seen = new Set<string>();

  /** @param entry `subject/seq` of the entry that holds the transfers */
  add(entry: string, transfers: readonly Transfer[]): void {
    for (const transfer of transfers) {
      this.transfers += 1;
      if (this.#seen.has(transfer.id))
        this.problems.push({
          code: 'transfer-twice',
          entry,
          zh: `转账 ${transfer.id} 记了两次`,
          en: `The transfer ${transfer.id} is entered twice`,
        });
      this.#seen.add(transfer.id);
      this.#move(transfer);
    }
  }

  #move(transfer: Transfer): void {
    for (const { budgetId, add } of movesOf([transfer])) {
      const budget = this.balances.get(budgetId) ?? {};
      for (const [name, change] of Object.entries(add))
        budget[name as Balance] = (budget[name as Balance] ?? 0) + change;
      this.balances.set(budgetId, budget);
    }
    const legId = legOfTransfer(transfer);
    if (legId === undefined) return;
    const money = this.legs.get(legId) ?? { held: 0, inTransit: 0, paid: 0 };
    this.legs.set(legId, money);
    const { from, to } = TRANSFERS[transfer.kind];
    if (from in money) money[from as keyof LegMoney] -= transfer.amountFen;
    if (to in money) money[to as keyof LegMoney] += transfer.amountFen;
  }
}

export interface BalanceDifference {
  readonly budgetId: string;
  readonly account: Balance;
  readonly storedFen: number;
  readonly journalFen: number;
}

const BALANCES: readonly Balance[] = ['appropriated', ...ACCOUNTS, ...SIDE_ACCOUNTS];

/**
 * Stored sums against the journal's; also a budget whose own four accounts do not make up its appropriation.
 * @param stored undefined where the journal moves money of a budget that there is not
 */
export function differencesOf(
  budgetId: string,
  stored: Partial<Budget> = {},
  journal: Balances = {},
): BalanceDifference[] {
  const own = ACCOUNTS.reduce((sum, account) => sum + (stored[account] ?? 0), 0);
  const differs = (account: Balance) =>
    (stored[account] ?? 0) !== (journal[account] ?? 0) ||
    (stored[account] ?? 0) < 0 ||
    (account === 'appropriated' && own !== (stored.appropriated ?? 0));
  return BALANCES.filter(differs).map((account) => ({
    budgetId,
    account,
    storedFen: stored[account] ?? 0,
    journalFen: journal[account] ?? 0,
  }));
}
