// Use case: decide one application: evaluate on what is known, ask only what still matters, commit the decision with its proof.
import type { Application } from '../../core/application/application.ts';
import { decideApplication, type Decision } from '../../core/eligibility/decide-application.ts';
import { sendToPerson } from '../../core/disbursement/refuse-application.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { parseDay } from '../../core/kernel/day.ts';
import { instantOf, SYSTEM, type Deps } from '../deps.ts';
import { betterAnswer, jointEvaluation, type VersionAnswer } from '../../core/eligibility/better-answer.ts';
import type { Evaluation, EvaluationContext, Facts } from '../../core/rules/evaluation.ts';
import { declaredNarrowing } from '../application/declared-list.ts';
import { gatherFacts, type GatheredFacts } from '../hub/gather-facts.ts';
import type { LoadedVersion } from '../policy/policy-cache.ts';
import { answeredBy, loadAnswering } from './load-answering.ts';
import { commitDecision } from './commit-decision.ts';

/** States from which a check may decide. */
const CHECKABLE: readonly string[] = ['submitted', 'awaiting-data'];

/**
 * Decides an application that waits for a check; anything else is left alone, so a repeated message does nothing.
 * @throws Fault lost-race when someone else changed it meanwhile
 */
export async function checkEligibility(deps: Deps, applicationId: string): Promise<Decision | undefined> {
  const application = await deps.store.read('application', applicationId);
  if (!application || !CHECKABLE.includes(application.state) || application.hold) return undefined;
  const [enterprise, answering] = await Promise.all([
    deps.store.read('enterprise', application.uscc),
    loadAnswering(deps, application),
  ]);
  if (!enterprise)
    throw new Fault('not-found', {
      reason: 'enterprise',
      zh: `登记库中没有 ${application.uscc}`,
      en: `The register holds no ${application.uscc}`,
    });
  const { period } = application;
  const askedAt = instantOf(deps.clock);
  const gathered = await gatherFacts(deps, {
    enterprise,
    policy: { evaluate: (facts, context) => jointEvaluation(answersOf(answering, facts, context), period) },
    catalogue: await deps.policies.catalogue(),
    asOfDay: parseDay(application.asOf) ?? 0,
    narrow: await declaredNarrowing(deps, application),
    purpose: { applicationId, policyId: application.policyId, policyVersion: application.policyVersion },
  }).catch(unanswerable);
  if (gathered instanceof Fault) return sendToReview(deps, application, gathered);
  const { version, evaluation } = finalAnswer(answering, gathered, period, {
    asOfDay: parseDay(application.asOf) ?? 0,
    district: enterprise.districtCode,
  });
  const { document } = version;
  const at = instantOf(deps.clock);
  const answered = { ...answeredBy(application, version.number, answering), askedAt };
  const decision = decideApplication(answered, {
    document,
    evaluation,
    unreachable: gathered.unreachable,
    at,
    publicUntil: await deps.calendar.addWorkingDays(deps.clock.today(), document.dates.publicityDays),
  });
  if (application.state === 'awaiting-data' && decision.application.state === 'awaiting-data')
    return undefined;
  const proof = proofOf(version.hash, { ...gathered, evaluation });
  const committed = await commitDecision(deps, decision, { by: SYSTEM, version, proof }).catch(unanswerable);
  if (committed instanceof Fault) return sendToReview(deps, application, committed);
  if (!committed) throw new Fault('lost-race');
  return decision;
}

const answersOf = (
  answering: readonly LoadedVersion[],
  facts: Facts,
  context: EvaluationContext,
): VersionAnswer[] =>
  answering.map(({ compiled, version }) => ({
    document: version.document,
    evaluation: compiled.evaluate(facts, context),
  }));

/** While a department is down the better version may not be known yet; once nothing more can be asked, the best certain one counts. */
function finalAnswer(
  answering: readonly LoadedVersion[],
  { facts, evaluation, unreachable }: GatheredFacts,
  period: string,
  context: EvaluationContext,
): { version: LoadedVersion['version']; evaluation: Evaluation } {
  const answers = answersOf(answering, facts, context);
  const best = betterAnswer(answers, period);
  const { version } = answering[best] as LoadedVersion;
  return {
    version,
    evaluation: unreachable.length > 0 ? evaluation : (answers[best] as VersionAnswer).evaluation,
  };
}

/** A rule that has no answer for these facts, a question refused for good, or a list too long to keep is a person's matter. */
function unanswerable(error: unknown): Fault {
  if (error instanceof Fault && !error.retryable) return error;
  throw error;
}

async function sendToReview(deps: Deps, application: Application, fault: Fault): Promise<Decision> {
  const decision: Decision = {
    application: sendToPerson(application, fault),
    event: 'application.review-needed',
  };
  const proof = { fault: { code: fault.code, ...fault.detail } };
  if (!(await commitDecision(deps, decision, { by: SYSTEM, proof }))) throw new Fault('lost-race');
  return decision;
}

/** All that an auditor needs to get the same fen offline: rule by hash, facts with signatures, conditions, steps. */
const proofOf = (policyHash: string, { evaluation, facts, receipts, asked }: GatheredFacts) => ({
  policyHash,
  facts,
  receipts,
  asked,
  evaluation,
});
