// Use case: where an application stands in the queue for money, so that waiting is a number and not a silence.
import { openListOf, type Application } from '../../core/application/application.ts';
import { budgetIdsOf } from '../../core/disbursement/split-by-funding.ts';
import type { DayText } from '../../core/kernel/day.ts';
import type { Deps } from '../deps.ts';
import { openPlaces } from './waiting-queue.ts';

export interface QueuePlace {
  /** 1 is next, among those accepted and waiting for money. */
  readonly position: number;
  /** Filed earlier and not decided yet: their money is set aside. */
  readonly undecidedBefore: number;
  /** 待兑付: the year ended without money for it; it is to be paid by this day. */
  readonly payBy?: DayText;
}

/** @returns undefined for an application that does not wait for money */
export async function queuePlace(deps: Deps, application: Application): Promise<QueuePlace | undefined> {
  if (openListOf(application.state) !== 'funding') return undefined;
  const { version } = await deps.policies.version(application.policyId, application.policyVersion);
  const before = { before: application };
  const [ahead, undecided, budgets] = await Promise.all([
    openPlaces(deps, application.policyId, 'funding', before),
    openPlaces(deps, application.policyId, 'undecided', before),
    deps.store.readMany('budget', budgetIdsOf(version.document, application.districtCode)),
  ]);
  const payBy = budgets.flatMap((budget) => (budget?.status === 'closed' ? (budget.payBy ?? []) : [])).sort();
  return {
    position: ahead.length + 1,
    undecidedBefore: undecided.length,
    ...(payBy[0] !== undefined && { payBy: payBy[0] }),
  };
}
