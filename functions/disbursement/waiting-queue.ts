// The queue of a policy: who waits for money in the order of submission, and who stands before them without a decision.
import { openListOf, type Application } from '../../core/application/application.ts';
import type { Deps } from '../deps.ts';
import { everyPage } from '../every-page.ts';

/**
 * How many waiting applications a look at the queue takes; groups are cut from them by the size of a transaction. The first
 * look is short, since few may wait; one that was used up is followed by long ones.
 */
export interface LookSizes {
  readonly first: number;
  readonly next: number;
}
export const LOOK_SIZES: LookSizes = { first: 100, next: 1600 };
const PLACES_PAGE = 2000;

export interface QueueLook {
  /** Nobody waits behind these. */
  readonly isComplete: boolean;
  /** Accepted and queued applications without a hold, in the order of submission. */
  readonly queue: readonly Application[];
  /** The places of those without a decision that stand before the last of the queue, ascending. */
  readonly undecided: readonly string[];
  /** There may be more behind the last of these: how many is not known. */
  readonly isCut: boolean;
}

export interface QueueRequest {
  readonly limit: number;
  /** These are being reserved at this moment: the look begins behind the last of them. */
  readonly behind: readonly Application[];
  /** With so many undecided before him, nobody of the queue can be funded: more of them need not be read. */
  readonly undecidedMost: (queue: readonly Application[]) => Promise<number>;
}

/**
 * Who waits for money, and who stands before them. The two lists cannot be read in one moment: an application accepted
 * between the reads would be on neither and be overtaken. So the queue's places are read once more at the end, and whoever
 * has come into it meanwhile takes his place.
 */
export async function lookAtQueue(
  deps: Deps,
  policyId: string,
  { limit, behind, undecidedMost }: QueueRequest,
): Promise<QueueLook> {
  const before = behind.at(-1);
  const page = await deps.store.list('application', {
    by: 'state',
    group: 'funding',
    prefix: `${policyId}#`,
    limit,
    ...(before && { cursor: orderOf(before) }),
  });
  const shown = page.items.filter(isWaiting).sort(byOrder);
  const last = shown.at(-1);
  const isComplete = page.cursor === undefined;
  if (!last) return { queue: [], undecided: [], isCut: false, isComplete };
  const most = await undecidedMost(shown);
  const undecided = await openPlaces(deps, policyId, 'undecided', { before: last, most });
  const known = new Set([...behind, ...page.items].map(orderOf));
  const late = (await openPlaces(deps, policyId, 'funding', { before: last })).filter(
    ({ sort }) => !known.has(sort),
  );
  const came = new Set(late.map(({ sort }) => sort));
  const arrived = await deps.store.readMany(
    'application',
    late.map(({ id }) => id),
  );
  return {
    queue: [...shown, ...arrived.filter((it): it is Application => it !== undefined && isWaiting(it))].sort(
      byOrder,
    ),
    // Of a list that was cut, nobody is taken off: the count must not fall below what it was cut at.
    undecided: undecided
      .map(({ sort }) => sort)
      .filter((sort) => undecided.length >= most || !came.has(sort)),
    isCut: undecided.length >= most,
    isComplete,
  };
}

const isWaiting = (application: Application): boolean =>
  !application.hold && openListOf(application.state) === 'funding';

const byOrder = (a: Application, b: Application): number => (orderOf(a) < orderOf(b) ? -1 : 1);

export const orderOf = (application: Application): string =>
  `${application.policyId}#${application.submittedAt}#${application.id}`;

export interface PlacesRequest {
  /** Only those who stand before this one. */
  readonly before?: Application;
  readonly most?: number;
}

/** The places of a policy's open applications, in order: of those who wait for money, or of those without a decision. */
export async function openPlaces(
  deps: Deps,
  policyId: string,
  group: 'funding' | 'undecided',
  { before, most = Infinity }: PlacesRequest = {},
): Promise<{ id: string; sort: string }[]> {
  const places: { id: string; sort: string }[] = [];
  const pages = everyPage((cursor) =>
    deps.store.listKeys('application', {
      by: 'state',
      group,
      prefix: `${policyId}#`,
      ...(before && { before: orderOf(before) }),
      limit: Math.min(PLACES_PAGE, most),
      cursor,
    }),
  );
  for await (const page of pages) {
    places.push(...page);
    if (places.length >= most) break;
  }
  return places;
}

/**
 * How many without a decision stand before an application. Behind the last that was read of a list that was cut nobody can
 * know: the list was long enough for the money of that moment, and there may be more of it by now.
 */
export function countBefore(
  { undecided, isCut }: Pick<QueueLook, 'undecided' | 'isCut'>,
  application: Application,
): number {
  const order = orderOf(application);
  if (isCut && (undecided.at(-1) ?? '') < order) return Infinity;
  let low = 0;
  let high = undecided.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((undecided[middle] as string) < order) low = middle + 1;
    else high = middle;
  }
  return low;
}
