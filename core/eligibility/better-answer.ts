// When an amendment leaves an application to the better of two versions: what is still to be asked, and which answer counts.
import { instalmentOf } from '../application/instalment.ts';
import { fen } from '../kernel/fen.ts';
import type { PolicyDocument } from '../policy/policy-document.ts';
import type { Evaluation } from '../rules/evaluation.ts';

/** What one version answers, and how it shares its award out. */
export interface VersionAnswer {
  readonly document: Pick<PolicyDocument, 'instalments'>;
  readonly evaluation: Evaluation;
}

const isDecided = ({ evaluation: { outcome, amountFen } }: VersionAnswer): boolean =>
  outcome === 'ineligible' || (outcome === 'eligible' && amountFen !== null);

/**
 * One evaluation for all versions that may answer: undecided, and asking for what any of them misses, as long as one could
 * still be better. Of one version alone it is that version's own.
 * @param period of the application, as `betterAnswer` reads it
 */
export function jointEvaluation(answers: readonly VersionAnswer[], period: string): Evaluation {
  const undecided = answers.filter((answer) => !isDecided(answer)).map(({ evaluation }) => evaluation);
  const [first] = undecided;
  if (answers.length === 1 || first === undefined)
    return (answers[betterAnswer(answers, period)] as VersionAnswer).evaluation;
  return { ...first, missing: [...new Set(undecided.flatMap(({ missing }) => missing))] };
}

/**
 * Which answer counts once nothing more can be asked: the highest amount that is certain; without one an undecided version,
 * since unknown is not no; then the first. Of equal amounts the earlier version counts.
 * @param period what is compared is what this application would be paid: of an award in instalments, its share under each version
 */
export function betterAnswer(answers: readonly VersionAnswer[], period: string): number {
  const worth = (answer: VersionAnswer): number => {
    const { document, evaluation } = answer;
    if (!isDecided(answer)) return 0;
    if (evaluation.outcome !== 'eligible') return -1;
    return Math.max(instalmentOf(document, period, fen(evaluation.amountFen ?? 0)), -0.5);
  };
  return answers.reduce(
    (best, answer, index) => (worth(answer) > worth(answers[best] as VersionAnswer) ? index : best),
    0,
  );
}
