// The queue of a policy: who waits for money in the order of submission, and who stands before them without a decision.
import { openListOf, type Application } from '../../core/application/application.ts';
import type { Deps } from '../deps.ts';

/** How many waiting applications one look at the queue takes; a group is cut from them by the size of a transaction. */
export const QUEUE_PAGE = 200;
const PLACES_PAGE = 2000;

export interface Waiting {
  /** Nobody waits behind these. */
  readonly isComplete: boolean;
  /** Accepted and queued applications without a hold, in the order of submission. */
  readonly queue: readonly Application[];
  /** The places of all that the list showed. */
  readonly places: ReadonlySet<string>;
}

export async function waiting(deps: Deps, policyId: string): Promise<Waiting> {
  const prefix = `${policyId}#`;
  const page = await deps.store.list('application', {
    by: 'state',
    group: 'funding',
    prefix,
    limit: QUEUE_PAGE,
  });
  const queue = page.items
    .filter((application) => !application.hold && openListOf(application.state) === 'funding')
    .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  return { queue, places: new Set(page.items.map(orderOf)), isComplete: page.cursor === undefined };
}

/**
 * The two lists are read one after the other: an application accepted in between was on neither. Whoever has come into the
 * queue before the last one to be funded must be seen first.
 */
export async function cameBefore(
  deps: Deps,
  policyId: string,
  last: Application | undefined,
  places: ReadonlySet<string>,
): Promise<boolean> {
  if (!last) return false;
  const funding = await placesBefore(deps, policyId, 'funding', last);
  return funding.some((place) => !places.has(place));
}

export const orderOf = (application: Application): string =>
  `${application.policyId}#${application.submittedAt}#${application.id}`;

/** Sort keys of undecided applications that stand before `last` in the queue, ascending. */
export const undecidedBefore = (deps: Deps, policyId: string, last: Application): Promise<string[]> =>
  placesBefore(deps, policyId, 'undecided', last);

async function placesBefore(
  deps: Deps,
  policyId: string,
  group: 'funding' | 'undecided',
  last: Application,
): Promise<string[]> {
  const before = orderOf(last);
  const sorts: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await deps.store.listKeys('application', {
      by: 'state',
      group,
      prefix: `${policyId}#`,
      before,
      limit: PLACES_PAGE,
      ...(cursor !== undefined && { cursor }),
    });
    sorts.push(...page.items.map((item) => item.sort));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return sorts;
}

export function countBefore(sorted: readonly string[], application: Application): number {
  const order = orderOf(application);
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as string) < order) low = middle + 1;
    else high = middle;
  }
  return low;
}
