// One day of the replay: its policies are funded and published, matched, applied for, reviewed, released, and run to rest.
import type { Application } from '../../core/application/application.ts';
import type { MatchSlice } from '../../core/matching/match-slice.ts';
import type { PaymentOrder } from '../../core/payment/payment-order.ts';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import { reviewApplication } from '../../functions/application/review-application.ts';
import { submit } from '../../functions/application/submit-application.ts';
import type { Deps } from '../../functions/deps.ts';
import { sweepStalled } from '../../functions/flow/sweep-stalled.ts';
import type { MatchedEnterprise } from '../../functions/matching/match-segment.ts';
import { matchListKey } from '../../functions/matching/match-slice.ts';
import { releaseOrder } from '../../functions/payment/release-order.ts';
import { fundExamplePolicy } from '../example/load-example.ts';
import { publishThroughRoute } from '../example/sign-route.ts';
import type { Example } from '../example/read-example.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { everyItem } from '../../functions/every-page.ts';

/** Applications filed at once, as many clerks would. */
const FILING_MAX = 24;
const LOOK_EVERY_MS = 500;
/** A treasury order that stands so long without an answer was lost on its way: it is looked after when its day has passed. */
const TREASURY_STILL_MS = 60_000;
/** Nothing takes this long on one machine: the replay then stops and says where it stands. */
const REST_MAX_MS = 900_000;

/** What a day did to one policy. */
export interface PolicyDay {
  readonly document: PolicyDocument;
  /** Firms that fit or may fit, in the order in which they file. */
  readonly matched: readonly MatchedEnterprise[];
}

export interface DayWork {
  readonly deps: Deps;
  readonly example: Example;
  readonly onFiled: (filed: number) => void;
  /** Called now and then while the day comes to rest. */
  readonly onLook: () => Promise<void>;
}

/** Publishes a policy and matches it with the register. */
export async function publishAndMatch(
  { deps, example, onLook }: DayWork,
  document: PolicyDocument,
): Promise<PolicyDay> {
  await publishThroughRoute(deps, document);
  await fundExamplePolicy(deps, document, example);
  const slices = await untilMatched(deps, document.id, onLook);
  const lists = await Promise.all(slices.map((slice) => deps.files.get('files', matchListKey(slice.id))));
  const matched = lists.flatMap((list) => JSON.parse(new TextDecoder().decode(list)) as MatchedEnterprise[]);
  return { document, matched: matched.toSorted((a, b) => (a.uscc < b.uscc ? -1 : 1)) };
}

async function untilMatched(
  deps: Deps,
  policyId: string,
  onLook: () => Promise<void>,
): Promise<MatchSlice[]> {
  const deadline = Date.now() + REST_MAX_MS;
  while (Date.now() < deadline) {
    const { items } = await deps.store.list('match-slice', { by: 'owner', group: policyId, limit: 100 });
    if (items.length > 0 && items.every((slice) => slice.state === 'done')) return items;
    await onLook();
    await sleep(LOOK_EVERY_MS);
  }
  throw new Error(`the matching of ${policyId} does not end`);
}

/** Files for every firm of the list; where money is short the order decides, so it files one after another. */
export async function fileApplications(
  { deps, example, onFiled }: DayWork,
  { document, matched }: PolicyDay,
): Promise<void> {
  if (document.mode === 'automatic') return onFiled(matched.length);
  const atOnce = example.budgets.short.includes(document.id) ? 1 : FILING_MAX;
  for (let from = 0; from < matched.length; from += atOnce) {
    const group = matched.slice(from, from + atOnce);
    await Promise.all(
      group.map(({ uscc }) => submit(deps, { policyId: document.id, uscc, by: `enterprise:${uscc}` })),
    );
    onFiled(group.length);
    // Two filings of the same millisecond would be ordered by their ids instead of by their turn.
    if (atOnce === 1) await sleep(2);
  }
}

/**
 * Reviewers and the second person act, and the flow runs until nothing moves by itself any more.
 * @param isLast later days will not come: every order must have ended
 */
export async function untilAtRest({ deps, onLook }: DayWork, isLast = false): Promise<void> {
  const deadline = Date.now() + REST_MAX_MS;
  let swept = false;
  while (Date.now() < deadline) {
    await onLook();
    if (await isMoving(deps, isLast)) swept = false;
    else if ((await reviewAll(deps)) + (await releaseAll(deps)) > 0) swept = false;
    else if (swept) return;
    else {
      // A queue that waited for an earlier applicant's answer is looked at once more, as the sweeper does every minute.
      await sweepStalled(deps, { stalledMs: 0 });
      swept = true;
    }
    await sleep(LOOK_EVERY_MS);
  }
  throw new Error('the flow does not come to rest');
}

async function reviewAll(deps: Deps): Promise<number> {
  const undecided = await openApplications(deps, 'undecided');
  const inReview = undecided.filter(({ state }) => state === 'in-review');
  const review = { decision: 'accept', reason: '材料齐全，予以通过 / complete' } as const;
  for (const { id } of inReview) await reviewApplication(deps, id, review, 'staff.reviewer');
  return inReview.length;
}

async function releaseAll(deps: Deps): Promise<number> {
  const { items } = await deps.store.list('order', { by: 'state', group: 'prepared', limit: 100 });
  for (const { id, state } of items)
    if (state === 'prepared') await releaseOrder(deps, id, 'finance.checker');
  return items.length;
}

/** Orders that neither bank nor treasury has ended. */
export async function openOrders(deps: Deps): Promise<PaymentOrder[]> {
  const pages = (['released', 'sent'] as const).map((group) =>
    deps.store.list('order', { by: 'state', group, limit: 100 }),
  );
  return (await Promise.all(pages)).flatMap(({ items }) => items);
}

/** An order for a later day waits, and one that the treasury never received is found out when its day has passed. */
async function isOrderMoving(deps: Deps): Promise<boolean> {
  const stillSince = new Date(Date.now() - TREASURY_STILL_MS).toISOString();
  return (await openOrders(deps)).some(({ state, rail, executionDay, sentAt = '' }) =>
    state === 'sent' ? rail === 'bank' || sentAt > stillSince : executionDay <= deps.clock.today(),
  );
}

/** True while a step is under way that needs nobody. */
async function isMoving(deps: Deps, isLast: boolean): Promise<boolean> {
  if (isLast ? (await openOrders(deps)).length > 0 : await isOrderMoving(deps)) return true;
  const moving = [
    ['match-slice', 'due'],
    ['leg', 'reserved'],
  ] as const;
  for (const [kind, group] of moving) {
    if ((await deps.store.listKeys(kind, { by: 'state', group, limit: 1 })).items.length > 0) return true;
  }
  const undecided = await openApplications(deps, 'undecided');
  if (undecided.some(({ state }) => state === 'submitted')) return true;
  // Behind a queue without money, accepted applications stand still; that is a declared wait, not a movement.
  const funding = await openApplications(deps, 'funding');
  const short = new Set(funding.filter(({ state }) => state === 'queued').map(({ policyId }) => policyId));
  return funding.some(({ policyId }) => !short.has(policyId));
}

const openApplications = (deps: Deps, group: 'undecided' | 'funding'): Promise<Application[]> =>
  everyItem((cursor) => deps.store.list('application', { by: 'state', group, limit: 1000, cursor }));
