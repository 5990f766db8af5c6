// Use case: one policy's allocator: takes accepted applications in the order of submission and reserves money, group by group.
import type { Application } from '../../core/application/application.ts';
import { openListOf } from '../../core/application/application.ts';
import {
  allocateBudget,
  caseCapFen,
  splitByFunding,
  type Reservation,
} from '../../core/disbursement/allocate-budget.ts';
import { refuseForSlot } from '../../core/disbursement/refuse-for-slot.ts';
import { Fault } from '../../core/kernel/fault.ts';
import type { Fen } from '../../core/kernel/fen.ts';
import type { Budget } from '../../core/ledger/budget.ts';
import { movesOf } from '../../core/ledger/transfer.ts';
import { policyHold } from '../../core/payment/hold-board.ts';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import { instantOf, SYSTEM, type Deps } from '../deps.ts';
import { readBoard } from '../payment/place-hold.ts';
import type { Check, CommitRefusal } from '../ports.ts';

/** How many waiting applications one look at the queue takes; a group is cut from them by the size of a transaction. */
const QUEUE_PAGE = 200;
const UNDECIDED_PAGE = 2000;
/** A group that loses its race is planned again from fresh state, this often. */
const RACES_MAX = 5;

/**
 * Reserves until the queue is empty or money runs out.
 * @returns how many claims were reserved @throws Fault lost-race after too many lost races
 */
export async function allocatePolicy(deps: Deps, policyId: string): Promise<number> {
  let reserved = 0;
  let races = 0;
  for (;;) {
    const plan = await planGroup(deps, policyId);
    if (plan === undefined) return reserved;
    const { group, document, stoppedAt } = plan;
    if (plan.isOutdated) {
      races += 1;
      if (races > RACES_MAX) throw new Fault('lost-race');
      continue;
    }
    if (group.length === 0) {
      if (stoppedAt) await markQueued(deps, stoppedAt);
      return reserved;
    }
    const refusals = await commitGroup(deps, policyId, plan);
    if (refusals.length === 0) {
      reserved += group.length;
      races = 0;
      // What arrives behind the last one looked at wakes the allocator itself.
      if (plan.isWholeQueue) return reserved;
      continue;
    }
    if (await settleTakenSlots(deps, group, refusals, document)) continue;
    races += 1;
    if (races > RACES_MAX) throw new Fault('lost-race');
  }
}

interface Plan {
  readonly document: PolicyDocument;
  readonly budgets: ReadonlyMap<string, Budget>;
  readonly group: readonly Reservation[];
  readonly stoppedAt: Application | undefined;
  /** No hold was placed since. */
  readonly check: Check;
  /** The group is all that waited. */
  readonly isWholeQueue: boolean;
  /** While it was made, somebody who stands before was accepted: neither list showed him. */
  readonly isOutdated: boolean;
}

/** @returns undefined when nobody waits, or the policy is held */
async function planGroup(deps: Deps, policyId: string): Promise<Plan | undefined> {
  const { board, check } = await readBoard(deps, policyId);
  if (policyHold(board, policyId)) return undefined;
  const { queue, places } = await waiting(deps, policyId);
  const first = queue[0];
  if (!first) return undefined;
  const { version } = await deps.policies.version(policyId, first.policyVersion);
  const document = version.document;
  // One group follows one version's rules; who filed under another one is not passed over but comes with the next group.
  const other = queue.findIndex((application) => application.policyVersion !== first.policyVersion);
  const sameVersion = other === -1 ? queue : queue.slice(0, other);
  const budgets = await budgetsFor(deps, document, sameVersion);
  const last = sameVersion.at(-1) as Application;
  const undecided = await undecidedBefore(deps, policyId, last);
  const { reserved, stoppedAt } = allocateBudget({
    document,
    queue: sameVersion,
    budgets,
    capFen: undecided.length === 0 ? undefined : await highestCap(deps, policyId, first.policyVersion),
    undecidedBefore: (application) => countBefore(undecided, application),
    at: instantOf(deps.clock),
  });
  const isWholeQueue = reserved.length === queue.length && queue.length < QUEUE_PAGE;
  const isOutdated = await cameBefore(deps, policyId, reserved.at(-1)?.application, places);
  return { document, budgets, group: reserved, stoppedAt, check, isWholeQueue, isOutdated };
}

/** The most that any application of the policy may be awarded, whichever of its versions it was filed under. */
async function highestCap(deps: Deps, policyId: string, version: number): Promise<Fen | undefined> {
  const latest = Math.max(version, (await deps.policies.head(policyId))?.inForce ?? version);
  const numbers = Array.from({ length: latest }, (_, index) => index + 1);
  const versions = await Promise.all(numbers.map((number) => deps.policies.version(policyId, number)));
  const caps = versions.map((loaded) => caseCapFen(loaded.version.document));
  return caps.reduce((most, cap) =>
    most === undefined || cap === undefined ? undefined : cap > most ? cap : most,
  );
}

interface Waiting {
  /** Accepted and queued applications without a hold, in the order of submission. */
  readonly queue: readonly Application[];
  /** The places of all that the list showed. */
  readonly places: ReadonlySet<string>;
}

async function waiting(deps: Deps, policyId: string): Promise<Waiting> {
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
  return { queue, places: new Set(page.items.map(orderOf)) };
}

/**
 * The two lists are read one after the other: an application accepted in between was on neither. Whoever has come into the
 * queue before the last one to be funded must be seen first.
 */
async function cameBefore(
  deps: Deps,
  policyId: string,
  last: Application | undefined,
  places: ReadonlySet<string>,
): Promise<boolean> {
  if (!last) return false;
  const { items } = await deps.store.listKeys('application', {
    by: 'state',
    group: 'funding',
    prefix: `${policyId}#`,
    before: orderOf(last),
    limit: QUEUE_PAGE,
  });
  return items.some(({ sort }) => !places.has(sort));
}

const orderOf = (application: Application): string =>
  `${application.policyId}#${application.submittedAt}#${application.id}`;

/** Sort keys of undecided applications that stand before `last` in the queue, ascending. */
async function undecidedBefore(deps: Deps, policyId: string, last: Application): Promise<string[]> {
  const before = orderOf(last);
  const sorts: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await deps.store.listKeys('application', {
      by: 'state',
      group: 'undecided',
      prefix: `${policyId}#`,
      before,
      limit: UNDECIDED_PAGE,
      ...(cursor !== undefined && { cursor }),
    });
    sorts.push(...page.items.map((item) => item.sort));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return sorts;
}

function countBefore(sorted: readonly string[], application: Application): number {
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

async function budgetsFor(
  deps: Deps,
  document: PolicyDocument,
  queue: readonly Application[],
): Promise<Map<string, Budget>> {
  const ids = new Set(
    queue.flatMap((it) =>
      splitByFunding(document, it.districtCode, it.amountFen as Fen).map((part) => part.budgetId),
    ),
  );
  const budgets = await deps.store.readMany('budget', [...ids]);
  return new Map(budgets.flatMap((budget) => (budget ? [[budget.id, budget]] : [])));
}

async function commitGroup(
  deps: Deps,
  policyId: string,
  { group, budgets, check }: Plan,
): Promise<readonly CommitRefusal[]> {
  const transfers = group.flatMap((reservation) => reservation.transfers);
  const moves = movesOf(transfers);
  const lane = budgets.get(moves[0]?.budgetId ?? '') as Budget;
  const result = await deps.store.commit({
    creates: group.flatMap(({ claim, legs, slots }) => [
      { kind: 'claim', entity: claim } as const,
      ...legs.map((entity) => ({ kind: 'leg', entity }) as const),
      ...slots.map((entity) => ({ kind: 'slot', entity }) as const),
    ]),
    replaces: group.map(({ application }) => ({ kind: 'application', entity: application })),
    checks: [check],
    moves: moves.map((move) => ({ ...move, epoch: (budgets.get(move.budgetId) as Budget).epoch })),
    event: {
      subject: `budget:${lane.id}`,
      seq: lane.epoch + 1,
      type: 'claim.reserved',
      at: instantOf(deps.clock),
      by: SYSTEM,
      data: {
        policyId,
        legs: group.flatMap(({ legs }) =>
          legs.map(({ id, districtCode, amountFen }) => ({ legId: id, districtCode, amountFen })),
        ),
      },
      transfers,
    },
  });
  return result.committed ? [] : result.refusals;
}

/** When a place in an exclusive group, or the claim itself, was taken before: refuses those applications, naming the earlier claim. */
async function settleTakenSlots(
  deps: Deps,
  group: readonly Reservation[],
  refusals: readonly CommitRefusal[],
  document: PolicyDocument,
): Promise<boolean> {
  if (!refusals.some((refusal) => refusal.part === 'create')) return false;
  let settled = false;
  for (const reservation of group) {
    const [slots, claim] = await Promise.all([
      deps.store.readMany(
        'slot',
        reservation.slots.map((slot) => slot.id),
      ),
      deps.store.read('claim', reservation.claim.id),
    ]);
    const earlier = claim?.id ?? slots.find((slot) => slot !== undefined)?.claimId;
    if (earlier === undefined) continue;
    const stored = await deps.store.read('application', reservation.application.id);
    if (!stored || (stored.state !== 'accepted' && stored.state !== 'queued')) continue;
    const refused = refuseForSlot(stored, document, earlier, instantOf(deps.clock));
    const result = await deps.store.commit({
      replaces: [{ kind: 'application', entity: refused }],
      event: {
        subject: `application:${refused.id}`,
        seq: refused.version,
        type: 'application.refused',
        at: instantOf(deps.clock),
        by: SYSTEM,
        data: {
          applicationId: refused.id,
          policyId: refused.policyId,
          districtCode: refused.districtCode,
          refusedBy: refused.refusedBy,
          earlierClaim: earlier,
        },
      },
    });
    settled ||= result.committed;
  }
  return settled;
}

/** Says once that money has run out for now; the place in the queue is the one of submission. */
async function markQueued(deps: Deps, application: Application): Promise<void> {
  if (application.state === 'queued') return;
  const next: Application = { ...application, version: application.version + 1, state: 'queued' };
  await deps.store.commit({
    replaces: [{ kind: 'application', entity: next }],
    event: {
      subject: `application:${next.id}`,
      seq: next.version,
      type: 'claim.queued',
      at: instantOf(deps.clock),
      by: SYSTEM,
      data: { applicationId: next.id, policyId: next.policyId },
    },
  });
}

/** Allocates each policy named. @returns the indexes of those whose allocator failed in a way that may pass */
export async function allocatePolicies(deps: Deps, policyIds: readonly string[]): Promise<number[]> {
  const failed = new Set<string>();
  for (const policyId of new Set(policyIds)) {
    await allocatePolicy(deps, policyId).catch((error: unknown) => {
      if (!(error instanceof Fault) || !error.retryable) throw error;
      failed.add(policyId);
    });
  }
  return policyIds.flatMap((policyId, index) => (failed.has(policyId) ? [index] : []));
}
