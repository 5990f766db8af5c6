// Use case: what a leader must know now; a district's leader gets what concerns the district's own money.
import { alertsOf, type Alert } from '../../core/cockpit/alerts.ts';
import { BOARD_IDS } from '../../core/payment/hold-board.ts';
import type { Deps } from '../deps.ts';
import type { Principal } from '../ports.ts';

/** Enough to say how many wait; a longer list is no better alert. */
const LIST_MAX = 500;
const DAYS_MAX = 10;

export async function showAlerts(deps: Deps, { district }: Principal): Promise<Alert[]> {
  const nowMs = deps.clock.nowMs();
  const { items: budgets } = await deps.store.list('budget', { by: 'all', limit: 1000 });
  if (district !== undefined) {
    const own = budgets.filter(({ source }) => source === `district-${district}`);
    return alertsOf({ holds: [], budgets: own, exceptions: [], orders: [], days: [], nowMs });
  }
  const [board, exceptions, orders, days] = await Promise.all([
    deps.store.read('hold-board', BOARD_IDS[0] as string),
    deps.store.list('exception', { by: 'state', group: 'open', limit: LIST_MAX }),
    deps.store.list('order', { by: 'state', group: 'prepared', limit: LIST_MAX }),
    deps.store.list('reconciliation', { by: 'all', limit: 1000 }),
  ]);
  return alertsOf({
    holds: board?.holds ?? [],
    budgets,
    exceptions: exceptions.items,
    orders: orders.items,
    days: days.items.slice(-DAYS_MAX),
    nowMs,
  });
}
