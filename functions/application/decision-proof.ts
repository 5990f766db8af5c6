// What an application's decision rests on: its evaluation and its facts, out of the application's own history.
import type { Evaluation, Facts } from '../../core/rules/evaluation.ts';
import type { Deps } from '../deps.ts';
import { historyOf } from './history-of.ts';

export interface DecisionProof {
  readonly evaluation: Evaluation;
  readonly facts: Facts;
}

/**
 * The evaluation that the acceptance rests on: the last one, whatever a reviewer added after it.
 * @returns undefined where the application was never evaluated
 */
export async function decisionProof(
  deps: Pick<Deps, 'store'>,
  applicationId: string,
): Promise<DecisionProof | undefined> {
  const history = await historyOf(deps, applicationId);
  const last = history.findLast(({ proof }) => proof?.['evaluation'] !== undefined);
  return last?.proof as unknown as DecisionProof | undefined;
}
