// Making the claim: its legs by payee and treasury, the places it takes and the sums it adds up to, all for one commit.
import type { Application } from '../application/application.ts';
import { addFen, fen, multiplyDivideFen, type Fen } from '../kernel/fen.ts';
import type { DayText } from '../kernel/day.ts';
import type { Transfer } from '../ledger/transfer.ts';
import type { PolicyDocument } from '../policy/policy-document.ts';
import type { Claim, Leg, Slot } from './claim.ts';
import type { Entitled } from './entitle.ts';
import { legOf, reserveTransfer, splitAmongPayees, type LegPart } from './reserve-legs.ts';
import { takePlace } from './group-place.ts';
import {
  capCounterId,
  type AllocationShare,
  type AwardedLine,
  type CapCounter,
  type Standing,
} from './standing.ts';

/** A claim part holds at most this many lines, and at most this many items of its own beside application and claim. */
export const LINES_MAX = 30;
/** So many refused lines are told: thousands of them would not fit the claim's item. */
const REFUSED_LINES_MAX = 500;
const PART_ITEMS_MAX = 84;
/**
 * Of the 100 items of a transaction what is left beside application, claim, event, hold board, group place and cap, and the
 * adjustment of a supplement: for lines, for the payees that are no persons, and for the budgets that pay.
 */
const SHARED_ITEMS_MAX = 93;

export interface Reservation {
  readonly application: Application;
  readonly claim: Claim;
  readonly legs: readonly Leg[];
  /** Version 1: created; else the place in a group of which it takes the rest. */
  readonly slots: readonly Slot[];
  readonly counter: CapCounter | undefined;
  readonly transfers: readonly Transfer[];
  /** How many items its commit holds. */
  readonly items: number;
}

export interface ReserveInput {
  readonly document: PolicyDocument;
  readonly application: Application;
  readonly entitled: Entitled;
  readonly standing: Standing;
  readonly thirdParty: string | undefined;
  readonly today: DayText;
  readonly at: string;
}

/** What the application still needs of each budget: for a look at the money before its first part. */
export function needOf(input: ReserveInput): Map<string, number> {
  const need = new Map<string, number>();
  const { openFen, lines } = input.entitled;
  for (const part of legParts(input, openFen, lines))
    need.set(part.budgetId, (need.get(part.budgetId) ?? 0) + part.amountFen);
  return need;
}

/** Payee by payee, treasury by treasury; a short budget's share is taken of each leg and rounded down, so it cannot overspend. */
function legParts(
  { document, application, standing, thirdParty }: ReserveInput,
  amountFen: Fen,
  lines: Entitled['lines'],
): LegPart[] {
  const parts = splitAmongPayees(document, application.districtCode, amountFen, lines, thirdParty);
  return shareOut(parts, standing.share);
}

/** Each leg's share of a round that asked for more than there was; all of it where none was fixed. */
export function shareOut<T extends { readonly budgetId: string; readonly amountFen: Fen }>(
  parts: readonly T[],
  share: AllocationShare | undefined,
): T[] {
  if (!share) return [...parts];
  const { numerator, denominator } = smallestShare(share, parts);
  return parts
    .map((part) => ({
      ...part,
      amountFen: multiplyDivideFen(part.amountFen, numerator, denominator, 'down'),
    }))
    .filter((part) => part.amountFen > 0);
}

/** The share of the shortest of the budgets that pay: so each treasury pays its declared part of what is paid. */
function smallestShare({ shares }: AllocationShare, parts: readonly LegPart[]) {
  let smallest = { numerator: 1, denominator: 1 };
  for (const { budgetId, availableFen, neededFen } of shares) {
    if (!parts.some((part) => part.budgetId === budgetId)) continue;
    const isSmaller =
      BigInt(availableFen) * BigInt(smallest.denominator) < BigInt(smallest.numerator) * BigInt(neededFen);
    if (isSmaller) smallest = { numerator: availableFen, denominator: neededFen };
  }
  return smallest;
}

/** The next part of a claim: all of it, or as many lines as one commit takes. */
export function reserve(input: ReserveInput): Reservation {
  const { document, application, entitled } = input;
  const lines = entitled.lines.slice(0, linesPerPart(document, entitled.lines));
  const isLast = lines.length === entitled.lines.length;
  const partFen = isLast ? entitled.openFen : addFen(...lines.map((line) => line.amountFen));
  const number = (application.award?.parts ?? 0) + 1;
  const claimId = number === 1 ? application.id : `${application.id}~${number}`;
  const { decidedAt, askedAt } = application;
  const times = { reservedAt: input.at, decidedAt, askedAt };
  const legs = legParts(input, partFen, lines).map((part, index) =>
    legOf(application, claimId, part, index + 1, times),
  );
  const slots = slotsOf(input, claimId, lines, number === 1);
  const counter = number === 1 ? counterOf(input) : undefined;
  return {
    application: nextApplication(input, partFen, number, isLast),
    claim: claimOf(input, claimId, legs, number, isLast),
    legs,
    slots,
    counter,
    transfers: legs.map(reserveTransfer),
    items: 2 + legs.length + slots.length + (counter ? 1 : 0),
  };
}

/** Lines are few enough that their legs and places fit beside the claim, its other payees and its budgets. */
export function linesPerPart({ payees, funding }: PolicyDocument, lines: readonly AwardedLine[]): number {
  const slots = lines[0]?.slotIds.length ?? 1;
  const persons = payees.filter(({ kind }) => kind === 'employee').length;
  const besideLines = (payees.length - persons + 1) * funding.length;
  const room = Math.min(PART_ITEMS_MAX, SHARED_ITEMS_MAX - besideLines);
  return Math.max(1, Math.min(LINES_MAX, Math.floor(room / (slots + persons * funding.length))));
}

function claimOf(
  { application, entitled, at }: ReserveInput,
  id: string,
  legs: readonly Leg[],
  number: number,
  isLast: boolean,
): Claim {
  const { policyId, policyVersion, uscc, districtCode, period, override } = application;
  const amountFen = addFen(...legs.map((leg) => leg.amountFen));
  const refusedLines = entitled.refusedLines.slice(0, REFUSED_LINES_MAX);
  const paidFen = isLast ? amountFen : entitled.awardFen;
  const acceptedFen = application.amountFen ?? paidFen;
  return {
    id,
    version: 1,
    policyId,
    policyVersion,
    uscc,
    districtCode,
    period,
    amountFen,
    legIds: legs.map((leg) => leg.id),
    reservedAt: at,
    ...(number > 1 || !isLast ? { part: number } : {}),
    ...(number === 1 && paidFen !== acceptedFen && { entitledFen: acceptedFen }),
    ...(number === 1 && refusedLines.length > 0 && { refusedLines }),
    ...(override && { override }),
  };
}

/** Only the last part closes the application; until then it keeps its place and says how far it is. */
function nextApplication(
  { application, entitled }: ReserveInput,
  partFen: Fen,
  number: number,
  isLast: boolean,
): Application {
  const next = { ...application, version: application.version + 1 };
  if (isLast && number === 1) return { ...next, state: 'reserved' };
  const reservedFen = fen((application.award?.reservedFen ?? 0) + partFen);
  const award = { amountFen: entitled.awardFen, reservedFen, parts: number };
  return { ...next, ...(isLast && { state: 'reserved' as const }), award };
}

function slotsOf(
  { document, application, standing, at }: ReserveInput,
  claimId: string,
  lines: Entitled['lines'],
  isFirst: boolean,
): Slot[] {
  const ofLines = lines.flatMap((line) =>
    line.slotIds.map((id) => ({ id, version: 1, claimId, takenAt: at })),
  );
  const { group, rule } = document.stacking;
  if (group === undefined || rule === 'combine' || application.override || !isFirst) return ofLines;
  const place = takePlace(document, group, application, standing.groupSlot, { claimId, at });
  return [...ofLines, place];
}

/** Under a cap the whole award counts from its first part on. */
function counterOf({
  document,
  application,
  entitled,
  standing,
  today,
}: ReserveInput): CapCounter | undefined {
  if (!hasCounter(document)) return undefined;
  const before = standing.counter;
  const award = { claimId: application.id, amountFen: entitled.awardFen, day: today };
  return {
    id: capCounterId(application.policyId, application.uscc),
    version: (before?.version ?? 0) + 1,
    awards: [...(before?.awards ?? []), award],
  };
}

export const hasCounter = (document: PolicyDocument): boolean =>
  document.amount.caps.some(({ scope }) => scope !== 'case');
