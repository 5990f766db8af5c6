// When an amendment leaves an application to the better of two versions: what is still to be asked, and which answer counts.
import type { Evaluation } from '../rules/evaluation.ts';

const isDecided = ({ outcome, amountFen }: Evaluation): boolean =>
  outcome === 'ineligible' || (outcome === 'eligible' && amountFen !== null);

/**
 * One evaluation for all versions that may answer: undecided, and asking for what any of them misses, as long as one could
 * still be better. Of one version alone it is that version's own.
 */
export function jointEvaluation(answers: readonly Evaluation[]): Evaluation {
  const undecided = answers.filter((answer) => !isDecided(answer));
  const [first] = undecided;
  if (answers.length === 1 || first === undefined) return answers[betterAnswer(answers)] as Evaluation;
  return { ...first, missing: [...new Set(undecided.flatMap(({ missing }) => missing))] };
}

/**
 * Which answer counts once nothing more can be asked: the highest award that is certain; without one an undecided version,
 * since unknown is not no; then the first. Of equal awards the earlier version counts.
 */
export function betterAnswer(answers: readonly Evaluation[]): number {
  const worth = (answer: Evaluation): number => {
    if (!isDecided(answer)) return 0;
    return answer.outcome === 'eligible' ? Math.max(answer.amountFen ?? 0, -0.5) : -1;
  };
  return answers.reduce(
    (best, answer, index) => (worth(answer) > worth(answers[best] as Evaluation) ? index : best),
    0,
  );
}
