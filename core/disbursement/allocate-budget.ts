// Allocation: which accepted applications get money next, in the order fixed at submission, never more than there is.
import type { Application } from '../application/application.ts';
import { Fault } from '../kernel/fault.ts';
import type { Fen } from '../kernel/fen.ts';
import type { DayText } from '../kernel/day.ts';
import type { Budget } from '../ledger/budget.ts';
import type { PolicyDocument } from '../policy/policy-document.ts';
import { entitle, type NotEntitled } from './entitle.ts';
import { FINISHED, type Finished } from './refuse-application.ts';
import { needOf, reserve, type Reservation, type ReserveInput } from './reserve.ts';
import type { Standing } from './standing.ts';

/** DynamoDB takes 100 items a transaction, the group's budgets among them; a check and the event need a few. */
const GROUP_ITEMS_MAX = 95;

export interface Allocation {
  /** In order; each group fits one commit, and the next is committed only after the one before. */
  readonly groups: readonly (readonly Reservation[])[];
  /** The first application that cannot be funded now; everything behind it waits too. */
  readonly stoppedAt: Application | undefined;
  /** The first that gets nothing beside earlier claims, or that only a person can decide: settled before the others go on. */
  readonly unpaid: Unpaid | undefined;
}

/** An application that gets nothing, or nothing more. */
export interface Unpaid {
  readonly application: Application;
  readonly why: NotEntitled | Finished | Fault;
}

export interface AllocationInput {
  readonly document: PolicyDocument;
  /** Accepted or queued, in order of submission. */
  readonly queue: readonly Application[];
  readonly budgets: ReadonlyMap<string, Budget>;
  /** Earlier applications without a decision keep their place: money for each, at the cap, is set aside. */
  readonly undecidedBefore: (application: Application) => number;
  /** The most that one application can be awarded; without a cap an earlier undecided one holds the line. */
  readonly capFen: Fen | undefined;
  /** What earlier claims left for an application, and the third party that its facts name. */
  readonly standingOf: (application: Application) => Standing;
  readonly thirdPartyOf: (application: Application) => string | undefined;
  readonly today: DayText;
  readonly at: string;
}

/** Takes applications in order while every budget holds what they need beside what is set aside for earlier ones. */
export function allocateBudget(input: AllocationInput): Allocation {
  const available = new Map(
    [...input.budgets].map(([id, budget]) => [id, budget.status === 'open' ? budget.available : 0]),
  );
  const groups: Reservation[][] = [];
  let group: Reservation[] = [];
  const touched = new Set<string>();
  const budgets = new Set<string>();
  let items = 0;
  for (const application of input.queue) {
    const asked = entitlementOf(input, application);
    if ('why' in asked) return { groups, stoppedAt: undefined, unpaid: asked };
    if (!isCovered(input, asked.input, asked.need, available))
      return { groups, stoppedAt: application, unpaid: undefined };
    const reservation = reserve(asked.input);
    const keys = keysOf(reservation);
    // Places and sums that an earlier one of these changes are read afresh before the next look.
    if (keys.some((key) => touched.has(key))) break;
    const more = reservation.legs.filter((leg) => !budgets.has(leg.budgetId)).length;
    if (groups.length === 0 || items + reservation.items + budgets.size + more > GROUP_ITEMS_MAX) {
      group = [];
      groups.push(group);
      budgets.clear();
      items = 0;
    }
    items += reservation.items;
    for (const leg of reservation.legs) budgets.add(leg.budgetId);
    for (const key of keys) touched.add(key);
    for (const { budgetId, amountFen } of reservation.legs)
      available.set(budgetId, (available.get(budgetId) ?? 0) - amountFen);
    group.push(reservation);
    if (reservation.application.state !== 'reserved') break;
  }
  return { groups, stoppedAt: undefined, unpaid: undefined };
}

type Asked = { readonly input: ReserveInput; readonly need: ReadonlyMap<string, number> } | Unpaid;

function entitlementOf(input: AllocationInput, application: Application): Asked {
  const { document, today, at } = input;
  const standing = input.standingOf(application);
  try {
    const entitled = entitle(document, application, standing, today);
    if (entitled.kind === 'refused') return { application, why: entitled };
    const thirdParty = input.thirdPartyOf(application);
    const forReserve = { document, application, entitled, standing, thirdParty, today, at };
    const need = needOf(forReserve);
    if (need.size > 0) return { input: forReserve, need };
    // A claim of which parts are paid ends with them; one of which nothing can be paid is refused.
    if (application.award) return { application, why: FINISHED };
    return { application, why: { kind: 'refused', reason: 'share', earlierClaimId: application.id } };
  } catch (error) {
    if (error instanceof Fault && !error.retryable) return { application, why: error };
    throw error;
  }
}

function isCovered(
  input: AllocationInput,
  { application }: ReserveInput,
  need: ReadonlyMap<string, number>,
  available: ReadonlyMap<string, number>,
): boolean {
  const setAside = setAsideFen(input.undecidedBefore(application), input.capFen);
  return [...need].every(([budgetId, needFen]) => (available.get(budgetId) ?? 0) >= needFen + setAside);
}

/** Infinite where an earlier application could be awarded anything: then nobody overtakes it. */
const setAsideFen = (undecided: number, capFen: Fen | undefined): number =>
  undecided === 0 ? 0 : undecided * (capFen ?? Infinity);

/** The shared items of a reservation: places and sums that two applications of one enterprise could both touch. */
const keysOf = ({ slots, counter }: Reservation): string[] => [
  ...slots.map(({ id }) => `slot ${id}`),
  ...(counter ? [`counter ${counter.id}`] : []),
];
