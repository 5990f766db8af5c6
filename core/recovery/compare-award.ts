// What a decision made again means for an award already made: how much is missing, how much is too much, or that it stands.
import type { Application } from '../application/application.ts';
import { fen, type Fen } from '../kernel/fen.ts';
import type { Evaluation } from '../rules/evaluation.ts';
import type { Cause } from './recovery.ts';

export interface AwardDifference {
  readonly correctFen: Fen;
  /** Positive: to be paid; negative: to be given back; 0: it stands. */
  readonly differenceFen: Fen;
  /** `unknown`: facts are missing, only a person can say. `protected`: an amendment never lowers an award already made. */
  readonly note?: 'unknown' | 'protected';
}

/**
 * @param claimedFen what was reserved or paid, less what is owed back already
 * @param evaluation of the corrected facts, or under the rule that should have been applied
 * @param payableOf what is paid of an award: all of it, or its share where a round asked for more than there was
 */
export function compareAward(
  application: Application,
  claimedFen: Fen,
  evaluation: Evaluation,
  cause: Cause,
  payableOf: (amountFen: Fen) => Fen = (amountFen) => amountFen,
): AwardDifference {
  const isUnknown =
    evaluation.outcome === 'unknown' || (evaluation.outcome === 'eligible' && evaluation.amountFen === null);
  if (isUnknown) return { correctFen: claimedFen, differenceFen: fen(0), note: 'unknown' };
  const correctFen = payableOf(fen(evaluation.outcome === 'eligible' ? (evaluation.amountFen ?? 0) : 0));
  if (correctFen < claimedFen) {
    return cause === 'amendment'
      ? { correctFen, differenceFen: fen(0), note: 'protected' }
      : { correctFen, differenceFen: fen(correctFen - claimedFen) };
  }
  // A claim that caps or a short budget made smaller than its award is not topped up to it, only by what the award grew.
  const grownFen = fen(
    Math.max(correctFen - Math.max(payableOf(application.amountFen ?? fen(0)), claimedFen), 0),
  );
  return { correctFen, differenceFen: grownFen };
}
