// Use case: do the books balance: each budget's accounts sum to its appropriation, and its journal gives the same balances.
import { ACCOUNTS, budgetBalances, type Account, type Budget } from '../../core/ledger/budget.ts';
import { movesOf, type Transfer } from '../../core/ledger/transfer.ts';
import type { Deps } from '../deps.ts';

export interface LedgerVerification {
  readonly balanced: boolean;
  readonly budgets: number;
  readonly transfers: number;
  readonly paidFen: number;
  /** Budgets whose accounts do not sum up, or differ from their journal. */
  readonly wrong: readonly {
    readonly budgetId: string;
    readonly account: string;
    readonly storedFen: number;
    readonly journalFen: number;
  }[];
}

export async function verifyLedger(deps: Deps): Promise<LedgerVerification> {
  const budgets = await allBudgets(deps);
  const transfers = await allTransfers(deps, budgets);
  const journal = balancesOf(transfers);
  const wrong = budgets.flatMap((budget) => {
    const balances = journal.get(budget.id) ?? {};
    const differs = (['appropriated', ...ACCOUNTS] as const).filter(
      (account) => budget[account] !== (balances[account] ?? 0),
    );
    const unbalanced = budgetBalances(budget) ? [] : (['appropriated'] as const);
    return [...new Set([...differs, ...unbalanced])].map((account) => ({
      budgetId: budget.id,
      account,
      storedFen: budget[account],
      journalFen: balances[account] ?? 0,
    }));
  });
  const paidFen = budgets.reduce((sum, budget) => sum + budget.paid, 0);
  return {
    balanced: wrong.length === 0,
    budgets: budgets.length,
    transfers: transfers.length,
    paidFen,
    wrong,
  };
}

async function allBudgets(deps: Deps): Promise<Budget[]> {
  const { items } = await deps.store.list('budget', { by: 'all', limit: 10_000 });
  return items;
}

/** The journal lies with its subjects: budgets hold fundings and reservations, orders hold what happened on their way. */
async function allTransfers(deps: Deps, budgets: readonly Budget[]): Promise<Transfer[]> {
  const transfers: Transfer[] = [];
  const subjects = budgets.map((budget) => `budget:${budget.id}`);
  for (const policyId of new Set(budgets.map((budget) => budget.policyId))) {
    for await (const id of idsOf(deps, policyId)) subjects.push(`order:${id}`);
  }
  const READ_AT_ONCE = 16;
  for (let from = 0; from < subjects.length; from += READ_AT_ONCE) {
    const read = await Promise.all(
      subjects.slice(from, from + READ_AT_ONCE).map((subject) => transfersOf(deps, subject)),
    );
    transfers.push(...read.flat());
  }
  return transfers;
}

async function* idsOf(deps: Deps, policyId: string): AsyncGenerator<string> {
  let cursor: string | undefined;
  do {
    const page = await deps.store.listKeys('order', {
      by: 'owner',
      group: policyId,
      limit: 1000,
      ...(cursor !== undefined && { cursor }),
    });
    for (const { id } of page.items) yield id;
    cursor = page.cursor;
  } while (cursor !== undefined);
}

async function transfersOf(deps: Deps, subject: string): Promise<Transfer[]> {
  const transfers: Transfer[] = [];
  let cursor: string | undefined;
  do {
    const page = await deps.store.events(subject, { limit: 1000, ...(cursor !== undefined && { cursor }) });
    transfers.push(...page.items.flatMap((event) => event.transfers ?? []));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return transfers;
}

type Balances = Partial<Record<Account | 'appropriated', number>>;

/** Balances from the journal alone. A transfer id seen twice counts twice, so that a repeat shows as a difference. */
function balancesOf(transfers: readonly Transfer[]): Map<string, Balances> {
  const balances = new Map<string, Balances>();
  for (const { budgetId, add } of transfers.flatMap((transfer) => movesOf([transfer]))) {
    const budget = balances.get(budgetId) ?? {};
    for (const [account, change] of Object.entries(add))
      budget[account as Account] = (budget[account as Account] ?? 0) + change;
    balances.set(budgetId, budget);
  }
  return balances;
}
