// A supplement: the claim that pays what an award lacked, to those whom the award pays, beside the claims that stand.
import type { Application } from '../application/application.ts';
import type { Claim, Leg, Slot } from '../disbursement/claim.ts';
import { isOwn } from '../disbursement/entitle.ts';
import { legOf, reserveTransfer, splitAmongPayees } from '../disbursement/reserve-legs.ts';
import type { AwardedLine } from '../disbursement/standing.ts';
import { addFen, fen, minFen, type Fen } from '../kernel/fen.ts';
import type { Transfer } from '../ledger/transfer.ts';
import type { PolicyDocument } from '../policy/policy-document.ts';

/** The lines that are worth more now, and by how much. A line is known by the places it takes. */
export function grownLines(before: readonly AwardedLine[], after: readonly AwardedLine[]): AwardedLine[] {
  const keyOf = ({ slotIds }: AwardedLine) => slotIds.join(' ');
  const known = new Map<string, number>();
  for (const line of before) known.set(keyOf(line), (known.get(keyOf(line)) ?? 0) + line.amountFen);
  return after
    .map((line) => ({ ...line, amountFen: fen(line.amountFen - (known.get(keyOf(line)) ?? 0)) }))
    .filter(({ amountFen }) => amountFen > 0);
}

export interface SupplementAsk {
  readonly claimId: string;
  /** 1 for the application's first supplement. */
  readonly number: number;
  readonly amountFen: Fen;
  /** Where the award has lines: those that grew. */
  readonly lines: readonly AwardedLine[] | undefined;
  /** Places of these lines that are taken, by their ids. */
  readonly taken: ReadonlyMap<string, Slot>;
  /** The third party that the award pays, where it pays one. */
  readonly thirdParty: string | undefined;
  readonly at: string;
}

export interface Supplement {
  readonly application: Application;
  readonly claim: Claim;
  readonly legs: readonly Leg[];
  /** Places of lines that had none yet: created in the same commit, so that nobody is paid twice. */
  readonly slots: readonly Slot[];
  readonly transfers: readonly Transfer[];
}

/**
 * Pays the payees of the award their shares of the difference; persons share theirs by what their lines grew. A line whose place
 * another claim has gets nothing.
 * @returns undefined when nothing is left to pay @throws Fault unprocessable (`payee-unknown`)
 */
export function supplement(
  document: PolicyDocument,
  application: Application,
  ask: SupplementAsk,
): Supplement | undefined {
  const { claimId, number, thirdParty, taken, at } = ask;
  const { id, policyId, policyVersion, uscc, districtCode, period } = application;
  const isFree = ({ slotIds }: AwardedLine) =>
    slotIds.every((slotId) => isOwn(taken.get(slotId)?.claimId ?? id, application));
  const lines = ask.lines?.filter(isFree);
  const amountFen = lines
    ? minFen(ask.amountFen, addFen(...lines.map((line) => line.amountFen)))
    : ask.amountFen;
  if (amountFen <= 0) return undefined;
  // Approving a supplement asks nobody: its answers are as old as the award's.
  const times = { reservedAt: at, decidedAt: at, askedAt: application.askedAt };
  const legs = splitAmongPayees(document, districtCode, amountFen, lines ?? [], thirdParty).map(
    (part, index) => legOf(application, claimId, part, index + 1, times),
  );
  const claim: Claim = {
    id: claimId,
    version: 1,
    policyId,
    policyVersion,
    uscc,
    districtCode,
    period,
    amountFen,
    legIds: legs.map((leg) => leg.id),
    reservedAt: at,
  };
  const places = (lines ?? []).flatMap(({ slotIds }) => slotIds).filter((slotId) => !taken.has(slotId));
  return {
    application: { ...application, version: application.version + 1, supplements: number },
    claim,
    legs,
    slots: [...new Set(places)].map((slotId) => ({ id: slotId, version: 1, claimId, takenAt: at })),
    transfers: legs.map(reserveTransfer),
  };
}
