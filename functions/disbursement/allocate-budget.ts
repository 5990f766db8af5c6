// Use case: one policy's allocator: takes accepted applications in the order of submission and reserves money, group by group.
import type { Application } from '../../core/application/application.ts';
import { allocateBudget, type Allocation } from '../../core/disbursement/allocate-budget.ts';
import type { Reservation } from '../../core/disbursement/reserve.ts';
import { budgetIdsOf } from '../../core/disbursement/split-by-funding.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { fen, type Fen } from '../../core/kernel/fen.ts';
import type { Budget } from '../../core/ledger/budget.ts';
import { movesOf } from '../../core/ledger/transfer.ts';
import { policyHold } from '../../core/payment/hold-board.ts';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import { highestCaseCapFen } from '../../core/rules/highest-case-cap.ts';
import { instantOf, SYSTEM, type Deps } from '../deps.ts';
import { readBoard } from '../payment/place-hold.ts';
import type { Check, Commit, CommitRefusal, VersionedWrite } from '../ports.ts';
import { fixShare, isRoundOpen } from './fix-share.ts';
import { loadStanding, needsProof, QUEUE_WITH_PROOFS } from './load-standing.ts';
import { markQueued, refuseStanding, settleUnpaid } from './settle-unpaid.ts';
import { countBefore, lookAtQueue, LOOK_SIZES, type LookSizes, type QueueLook } from './waiting-queue.ts';

/** A group that loses its race is planned again from fresh state, this often. */
const RACES_MAX = 5;
/** A long queue is left in time and taken up again by the next delivery. */
const STOP_BEFORE_MS = 10_000;

/**
 * Reserves until the queue is empty or money runs out.
 * @returns how many claims were reserved @throws Fault lost-race after too many lost races, throttled when time runs out
 */
export async function allocatePolicy(
  deps: Deps,
  policyId: string,
  remainingMs: () => number = () => Infinity,
  sizes: LookSizes = LOOK_SIZES,
): Promise<number> {
  let reserved = 0;
  let races = 0;
  let limit = sizes.first;
  let ahead: QueueLook | undefined;
  for (;;) {
    if (remainingMs() < STOP_BEFORE_MS) throw new Fault('throttled', { reason: 'queue-goes-on' });
    const plan = await planGroup(deps, policyId, ahead ?? (await lookFor(deps, policyId, limit)));
    ahead = undefined;
    if (plan === undefined) return reserved;
    const { groups, stoppedAt, unpaid } = plan;
    if (groups.length === 0) {
      if (stoppedAt) await markQueued(deps, stoppedAt);
      if (!unpaid) return reserved;
      races = (await settleUnpaid(deps, unpaid)) ? 0 : races + 1;
      if (races > RACES_MAX) throw new Fault('lost-race');
      continue;
    }
    const onCommitted = (count: number) => {
      reserved += count;
      races = 0;
    };
    const [refused, next] = await Promise.all([
      commitGroups(deps, policyId, plan, onCommitted),
      lookAhead(deps, policyId, plan, Math.min(sizes.next, worthALook(plan))),
    ]);
    if (!refused) {
      // What arrives behind the last one looked at wakes the allocator itself, and so does new money.
      if (plan.isOutOfMoney && stoppedAt) await markQueued(deps, stoppedAt);
      if (plan.isOutOfMoney || plan.isWholeQueue) return reserved;
      limit = sizes.next;
      ahead = next;
      continue;
    }
    limit = sizes.first;
    if (await refuseStanding(deps, refused.group, refused.refusals)) continue;
    races += 1;
    if (races > RACES_MAX) throw new Fault('lost-race');
  }
}

interface Plan {
  readonly budgets: ReadonlyMap<string, Budget>;
  readonly groups: Allocation['groups'];
  readonly stoppedAt: Application | undefined;
  readonly unpaid: Allocation['unpaid'];
  /** No hold was placed since. */
  readonly check: Check;
  /** The groups are all that waited. */
  readonly isWholeQueue: boolean;
  /** Nobody without a decision stands before the one it stopped at: only new money lets him go on. */
  readonly isOutOfMoney: boolean;
  /** All that the look saw, if the groups take up all of it and more wait behind. */
  readonly usedUp: readonly Application[] | undefined;
}

const lookFor = (
  deps: Deps,
  policyId: string,
  limit: number,
  behind: readonly Application[] = [],
): Promise<QueueLook> =>
  lookAtQueue(deps, policyId, {
    limit,
    behind,
    undecidedMost: (shown) => undecidedMost(deps, policyId, shown),
  });

/**
 * Looks at those behind a plan while its groups are being committed, since neither waits for the other: money and holds are
 * read when the next plan is made. A look that fails is made again in its turn.
 */
const lookAhead = async (
  deps: Deps,
  policyId: string,
  { usedUp }: Plan,
  limit: number,
): Promise<QueueLook | undefined> => usedUp && lookFor(deps, policyId, limit, usedUp).catch(() => undefined);

/** About how many more like those of a plan the money would pay, and one who waits: to look further is to read in vain. */
function worthALook({ groups, budgets }: Plan): number {
  const claims = groups.flat();
  const spentFen = new Map<string, number>();
  for (const { budgetId, amountFen } of claims.flatMap(({ legs }) => legs))
    spentFen.set(budgetId, (spentFen.get(budgetId) ?? 0) + amountFen);
  const times = [...spentFen].map(([id, fen]) => ((budgets.get(id) as Budget).available - fen) / fen);
  return Math.ceil(Math.max(0, ...times) * claims.length) + 1;
}

/** @returns undefined when nobody waits, the policy is held, or its pro-rata round is not closed */
async function planGroup(deps: Deps, policyId: string, look: QueueLook): Promise<Plan | undefined> {
  const { board, check } = await readBoard(deps, policyId);
  if (policyHold(board, policyId)) return undefined;
  const { queue, isComplete } = look;
  const first = queue[0];
  if (!first) return undefined;
  const { version } = await deps.policies.version(policyId, first.policyVersion);
  const document = version.document;
  // One group follows one version's rules; who filed under another one is not passed over but comes with the next group.
  const other = queue.findIndex((application) => application.policyVersion !== first.policyVersion);
  const sameVersion = (other === -1 ? queue : queue.slice(0, other)).slice(
    0,
    needsProof(document) ? QUEUE_WITH_PROOFS : queue.length,
  );
  const today = deps.clock.today();
  const isProRata = document.allocation.method === 'pro-rata';
  if (isProRata && isRoundOpen(document, today)) return undefined;
  const share = isProRata ? await fixShare(deps, document, `${policyId}#`) : undefined;
  if (isProRata && !share) return undefined;
  const [budgets, standing] = await Promise.all([
    budgetsFor(deps, document, sameVersion),
    loadStanding(deps, document, sameVersion, share),
  ]);
  const { groups, stoppedAt, unpaid } = allocateBudget({
    document,
    queue: sameVersion,
    budgets,
    capFen: await highestCap(deps, policyId, first.policyVersion),
    undecidedBefore: (application) => countBefore(look, application),
    ...standing,
    today,
    at: instantOf(deps.clock),
  });
  const reserved = groups.flat();
  const isUsedUp =
    reserved.length === queue.length && reserved.every(({ application }) => application.state === 'reserved');
  return {
    budgets,
    groups,
    stoppedAt,
    unpaid,
    check,
    isWholeQueue: isUsedUp && isComplete,
    isOutOfMoney: stoppedAt !== undefined && countBefore(look, stoppedAt) === 0,
    usedUp: isUsedUp && !isComplete ? queue : undefined,
  };
}

/** With so many before him, nobody's award is covered beside what is set aside for them. */
async function undecidedMost(deps: Deps, policyId: string, queue: readonly Application[]): Promise<number> {
  const first = queue[0] as Application;
  const [{ version }, capFen] = await Promise.all([
    deps.policies.version(policyId, first.policyVersion),
    highestCap(deps, policyId, first.policyVersion),
  ]);
  if (capFen === undefined) return 1;
  const budgets = await budgetsFor(deps, version.document, queue);
  const richest = Math.max(0, ...[...budgets.values()].map((budget) => budget.available));
  return Math.floor(richest / capFen) + 1;
}

/** The most that any application of the policy may be awarded, whichever of its versions it was filed under. */
async function highestCap(deps: Deps, policyId: string, version: number): Promise<Fen | undefined> {
  const latest = Math.max(version, (await deps.policies.head(policyId))?.inForce ?? version);
  const numbers = Array.from({ length: latest }, (_, index) => index + 1);
  const versions = await Promise.all(numbers.map((number) => deps.policies.version(policyId, number)));
  const caps = versions.map(({ compiled }) => highestCaseCapFen(compiled.program));
  return caps.includes(undefined) ? undefined : fen(Math.max(...(caps as Fen[])));
}

async function budgetsFor(
  deps: Deps,
  document: PolicyDocument,
  queue: readonly Application[],
): Promise<Map<string, Budget>> {
  const ids = new Set(queue.flatMap((it) => budgetIdsOf(document, it.districtCode)));
  const budgets = await deps.store.readMany('budget', [...ids]);
  return new Map(budgets.flatMap((budget) => (budget ? [[budget.id, budget]] : [])));
}

interface RefusedGroup {
  readonly group: readonly Reservation[];
  readonly refusals: readonly CommitRefusal[];
}

/**
 * Commits the groups of one look in their order, each under the epoch that the one before left behind. Who was undecided at
 * the look has money set aside in all of them, so nobody is overtaken, however many groups follow.
 * @returns the group that was refused; those behind it were not tried
 */
async function commitGroups(
  deps: Deps,
  policyId: string,
  { groups, budgets, check }: Plan,
  onCommitted: (claims: number) => void,
): Promise<RefusedGroup | undefined> {
  const current = new Map(budgets);
  for (const group of groups) {
    const refusals = await commitGroup(deps, policyId, group, current, check);
    if (refusals.length > 0) return { group, refusals };
    onCommitted(group.length);
    for (const budgetId of new Set(group.flatMap(({ legs }) => legs.map((leg) => leg.budgetId)))) {
      const budget = current.get(budgetId) as Budget;
      current.set(budgetId, { ...budget, epoch: budget.epoch + 1 });
    }
  }
  return undefined;
}

async function commitGroup(
  deps: Deps,
  policyId: string,
  group: readonly Reservation[],
  budgets: ReadonlyMap<string, Budget>,
  check: Check,
): Promise<readonly CommitRefusal[]> {
  const transfers = group.flatMap((reservation) => reservation.transfers);
  const moves = movesOf(transfers);
  const [first] = moves;
  const lane = first && budgets.get(first.budgetId);
  const [{ application }] = group as readonly [Reservation];
  const result = await deps.store.commit({
    ...writesOf(group),
    checks: [check],
    moves: moves.map((move) => ({ ...move, epoch: (budgets.get(move.budgetId) as Budget).epoch })),
    event: {
      // A part that a short budget's share rounds to nothing moves no money: it is a step of its application alone.
      ...(lane
        ? { subject: `budget:${lane.id}`, seq: lane.epoch + 1 }
        : { subject: `application:${application.id}`, seq: application.version }),
      type: 'claim.reserved',
      at: instantOf(deps.clock),
      by: SYSTEM,
      data: {
        policyId,
        legs: group.flatMap(({ legs }) =>
          legs.map(({ id, districtCode, amountFen }) => ({ legId: id, districtCode, amountFen })),
        ),
      },
      ...(transfers.length > 0 && { transfers }),
    },
  });
  return result.committed ? [] : result.refusals;
}

/** Allocates each policy named. @returns the indexes of those whose allocator failed in a way that may pass */
export async function allocatePolicies(
  deps: Deps,
  policyIds: readonly string[],
  remainingMs?: () => number,
  sizes?: LookSizes,
): Promise<number[]> {
  const failed = new Set<string>();
  for (const policyId of new Set(policyIds)) {
    await allocatePolicy(deps, policyId, remainingMs, sizes).catch((error: unknown) => {
      if (!(error instanceof Fault) || !error.retryable) throw error;
      failed.add(policyId);
    });
  }
  return policyIds.flatMap((policyId, index) => (failed.has(policyId) ? [index] : []));
}

/** New places and sums are created, those that stood before replaced: a version says which. */
function writesOf(group: readonly Reservation[]): Pick<Commit, 'creates' | 'replaces'> {
  const shared = group.flatMap(({ slots, counter }): VersionedWrite[] => [
    ...slots.map((entity) => ({ kind: 'slot', entity }) as const),
    ...(counter ? [{ kind: 'cap-counter', entity: counter } as const] : []),
  ]);
  const isNew = ({ entity }: VersionedWrite) => (entity as { version: number }).version === 1;
  return {
    creates: [
      ...group.flatMap(({ claim, legs }) => [
        { kind: 'claim', entity: claim } as const,
        ...legs.map((entity) => ({ kind: 'leg', entity }) as const),
      ]),
      ...shared.filter(isNew),
    ],
    replaces: [
      ...group.map(({ application }) => ({ kind: 'application', entity: application }) as const),
      ...shared.filter((write) => !isNew(write)),
    ],
  };
}
