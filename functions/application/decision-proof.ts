// What an application's decision rests on: its evaluation and its facts, out of the application's own history.
import type { Evaluation, Facts } from '../../core/rules/evaluation.ts';
import type { Deps } from '../deps.ts';
import { everyPage } from '../every-page.ts';

const PAGE = 100;

export interface DecisionProof {
  readonly evaluation: Evaluation;
  readonly facts: Facts;
}

/**
 * The evaluation that the acceptance rests on: the last one, whatever a reviewer added after it. Proofs of long lists are large:
 * a few of them are more than one page of the history.
 * @returns undefined where the application was never evaluated
 */
export async function decisionProof(
  deps: Pick<Deps, 'store'>,
  applicationId: string,
): Promise<DecisionProof | undefined> {
  const history = everyPage((cursor) =>
    deps.store.events(`application:${applicationId}`, { limit: PAGE, cursor }),
  );
  let last: DecisionProof | undefined;
  for await (const events of history)
    for (const { proof } of events)
      if (proof?.['evaluation'] !== undefined) last = proof as unknown as DecisionProof;
  return last;
}
