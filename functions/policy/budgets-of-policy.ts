// The budgets of one policy: few beside all that the platform serves, so the list of budgets is read and sifted.
import type { Budget } from '../../core/ledger/budget.ts';
import type { Deps } from '../deps.ts';
import { everyItem } from '../every-page.ts';

const PAGE = 500;

/** All budgets of a policy, whichever treasury funded them. */
export async function budgetsOf(deps: Deps, policyId: string): Promise<Budget[]> {
  const all = await everyItem((cursor) => deps.store.list('budget', { by: 'all', limit: PAGE, cursor }));
  return all.filter((budget) => budget.policyId === policyId);
}
