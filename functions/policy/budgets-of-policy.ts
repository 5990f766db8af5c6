// The budgets of one policy: few beside all that the platform serves, so the list of budgets is read and sifted.
import type { Budget } from '../../core/ledger/budget.ts';
import type { Deps } from '../deps.ts';
import type { Page } from '../ports.ts';

const PAGE = 500;

/** All budgets of a policy, whichever treasury funded them. */
export async function budgetsOf(deps: Deps, policyId: string): Promise<Budget[]> {
  const found: Budget[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<Budget> = await deps.store.list('budget', {
      by: 'all',
      limit: PAGE,
      ...(cursor !== undefined && { cursor }),
    });
    found.push(...page.items.filter((budget) => budget.policyId === policyId));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return found;
}
