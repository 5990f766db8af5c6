// The place of an enterprise in a group of policies: what a later claim may still get beside the claims that have it.
import type { Application } from '../application/application.ts';
import { fen, minFen, ZERO_FEN, type Fen } from '../kernel/fen.ts';
import { LEVELS, type PolicyDocument } from '../policy/policy-document.ts';
import type { Slot } from './claim.ts';

export const groupSlotId = (group: string, uscc: string): string => `${group}.${uscc}`;

type Level = (typeof LEVELS)[number];
const heightOf = (level: Level): number => LEVELS.length - LEVELS.indexOf(level);

/**
 * Nothing in an exclusive group; the difference where the higher counts (从高不重复). Where the higher level prevails, its later
 * claim gets the difference under either rule, so that all claims together are worth what the higher level gives; a later
 * claim of a lower level gets nothing. What the lower level has paid is not taken back. The checker sees to it that all policies of
 * a group say the same.
 */
export function leftBeside(document: PolicyDocument, place: Slot, amountFen: Fen): Fen {
  const moreFen = fen(amountFen - (place.amountFen ?? amountFen));
  const { rule, higherLevelPrevails } = document.stacking;
  const above =
    higherLevelPrevails && place.level !== undefined ? heightOf(document.level) - heightOf(place.level) : 0;
  if (above > 0) return moreFen;
  return rule === 'highest' && above === 0 ? moreFen : ZERO_FEN;
}

/** The place after a claim has taken it: it is worth what the claim was accepted for, which is not less than before. */
export function takePlace(
  { level }: PolicyDocument,
  group: string,
  { uscc, amountFen }: Application,
  before: Slot | undefined,
  { claimId, at }: { readonly claimId: string; readonly at: string },
): Slot {
  const isHigherBefore = before?.level !== undefined && heightOf(before.level) > heightOf(level);
  return {
    id: groupSlotId(group, uscc),
    version: (before?.version ?? 0) + 1,
    claimId,
    takenAt: at,
    amountFen: amountFen ?? ZERO_FEN,
    level: isHigherBefore ? (before.level ?? level) : level,
  };
}

/**
 * The place after an award of its group was topped up: worth what the award is now.
 * @returns the place, and what of the difference may still be paid beside a claim that has taken it since
 */
export function raisePlace(
  place: Slot,
  isOwn: boolean,
  { correctFen, differenceFen }: { readonly correctFen: Fen; readonly differenceFen: Fen },
): { readonly place: Slot; readonly leftFen: Fen } {
  const worthFen = place.amountFen ?? ZERO_FEN;
  const raised = {
    ...place,
    version: place.version + 1,
    amountFen: correctFen > worthFen ? correctFen : worthFen,
  };
  return {
    place: raised,
    leftFen: isOwn ? differenceFen : minFen(differenceFen, fen(correctFen - worthFen)),
  };
}
