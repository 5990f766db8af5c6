// Allocation: which accepted applications get money next, in the order fixed at submission, never more than there is.
import type { Application } from '../application/application.ts';
import { addFen, fen, minFen, splitFen, yuanToFen, type Fen } from '../kernel/fen.ts';
import { budgetId, type Budget } from '../ledger/budget.ts';
import type { Transfer } from '../ledger/transfer.ts';
import { endToEndId } from './end-to-end-id.ts';
import type { PolicyDocument } from '../policy/policy-document.ts';
import { legId, type Claim, type Leg, type Slot } from './claim.ts';

/** DynamoDB takes 100 items a transaction; the event and the checks of the whole group need a few of them. */
const GROUP_ITEMS_MAX = 95;

export interface Allocation {
  readonly reserved: readonly Reservation[];
  /** The first application that cannot be funded now; everything behind it waits too. */
  readonly stoppedAt: Application | undefined;
}

export interface Reservation {
  readonly application: Application;
  readonly claim: Claim;
  readonly legs: readonly Leg[];
  readonly slots: readonly Slot[];
  readonly transfers: readonly Transfer[];
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
  readonly at: string;
}

/** The funding source that pays a share for an enterprise of a district. */
export function sourceOf(share: PolicyDocument['funding'][number], districtCode: string): string {
  return share.treasury === 'city' ? 'city' : `district-${share.district ?? districtCode}`;
}

/** The budgets that pay an award and how much each: shares in per cent, rounded down, the last takes the rest. */
export function splitByFunding(
  document: PolicyDocument,
  districtCode: string,
  amountFen: Fen,
): { budgetId: string; amountFen: Fen }[] {
  const shares = document.funding.map((share) => share.percent);
  const parts = splitFen(amountFen, shares);
  return document.funding
    .map((share, index) => ({
      budgetId: budgetId(document.id, sourceOf(share, districtCode)),
      amountFen: parts[index] ?? fen(0),
    }))
    .filter((part) => part.amountFen > 0);
}

/** Takes applications in order while every budget holds what they need beside what is set aside for earlier ones. */
export function allocateBudget(input: AllocationInput): Allocation {
  const { document, queue, budgets, capFen, at } = input;
  const available = new Map(
    [...budgets].map(([id, budget]) => [id, budget.status === 'open' ? budget.available : 0]),
  );
  const reserved: Reservation[] = [];
  const touched = new Set<string>();
  const taken = new Set<string>();
  let items = 0;
  for (const application of queue) {
    const parts = splitByFunding(document, application.districtCode, application.amountFen ?? fen(0));
    const setAside = setAsideFen(input.undecidedBefore(application), capFen);
    const covered = parts.every((part) => (available.get(part.budgetId) ?? 0) >= part.amountFen + setAside);
    if (!covered) return { reserved, stoppedAt: application };
    const reservation = reserve(document, application, parts, at);
    items += 2 + reservation.legs.length + reservation.slots.length;
    for (const part of parts) touched.add(part.budgetId);
    // A place taken within this group is decided by the next one, which finds it taken: no item twice in a transaction.
    const meets = reservation.slots.some((slot) => taken.has(slot.id));
    if (meets || items + touched.size > GROUP_ITEMS_MAX) return { reserved, stoppedAt: undefined };
    for (const slot of reservation.slots) taken.add(slot.id);
    for (const part of parts)
      available.set(part.budgetId, (available.get(part.budgetId) ?? 0) - part.amountFen);
    reserved.push(reservation);
  }
  return { reserved, stoppedAt: undefined };
}

/** Infinite where an earlier application could be awarded anything: then nobody overtakes it. */
const setAsideFen = (undecided: number, capFen: Fen | undefined): number =>
  undecided === 0 ? 0 : undecided * (capFen ?? Infinity);

/** The most one case can be awarded, in fen: the lowest cap written as a plain number; undefined without one. */
export function caseCapFen(document: PolicyDocument): Fen | undefined {
  const limits = document.amount.caps.flatMap((cap) =>
    cap.scope === 'case' && /^\d+(\.\d{1,2})?$/.test(String(cap.limit)) ? [yuanToFen(String(cap.limit))] : [],
  );
  return limits.length === 0 ? undefined : limits.reduce(minFen);
}

function reserve(
  document: PolicyDocument,
  application: Application,
  parts: readonly { budgetId: string; amountFen: Fen }[],
  at: string,
): Reservation {
  const { id, policyId, policyVersion, uscc, districtCode, period } = application;
  const legs = parts.map((part, index): Leg => {
    const number = index + 1;
    const shared = {
      claimId: id,
      policyId,
      uscc,
      districtCode,
      round: 1,
      reservedAt: at,
      ...(application.decidedAt !== undefined && { decidedAt: application.decidedAt }),
    };
    return {
      id: legId(id, number),
      version: 1,
      ...shared,
      ...part,
      state: 'reserved',
      endToEndId: endToEndId(id, String(number), 1),
    };
  });
  const amountFen = addFen(...parts.map((part) => part.amountFen));
  const legIds = legs.map((leg) => leg.id);
  return {
    application: { ...application, version: application.version + 1, state: 'reserved' },
    claim: {
      id,
      version: 1,
      policyId,
      policyVersion,
      uscc,
      districtCode,
      period,
      amountFen,
      legIds,
      reservedAt: at,
    },
    legs,
    slots: exclusiveSlots(document, application, at),
    transfers: legs.map((leg) => ({
      id: `${leg.id}/${leg.round}/reserve`,
      kind: 'reserve',
      budgetId: leg.budgetId,
      amountFen: leg.amountFen,
    })),
  };
}

/** One place for each enterprise in an exclusive group: whoever reserves first has it. */
function exclusiveSlots(document: PolicyDocument, application: Application, at: string): Slot[] {
  const { group, rule } = document.stacking;
  if (group === undefined || rule === 'combine') return [];
  return [{ id: `${group}.${application.uscc}`, version: 1, claimId: application.id, takenAt: at }];
}
