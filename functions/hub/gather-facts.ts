// The load step of a check: evaluate on what is known, ask the cheapest department that can still change the answer, repeat.
import type { Enterprise } from '../../core/enterprise/enterprise.ts';
import { answeredFacts } from '../../core/hub/answered-facts.ts';
import type { DataUse } from '../../core/hub/data-use.ts';
import { catalogueIndex, nextQuestion, type Question } from '../../core/hub/next-question.ts';
import { registerFacts } from '../../core/hub/register-facts.ts';
import { Fault } from '../../core/kernel/fault.ts';
import type { Catalogue } from '../../core/rules/catalogue.ts';
import type { Evaluation, EvaluationContext, Facts } from '../../core/rules/evaluation.ts';
import type { DepartmentSource, Purpose, SignedAnswer } from '../ports.ts';

export interface GatherRequest {
  readonly enterprise: Enterprise;
  /** A compiled policy. */
  readonly policy: { evaluate(facts: Facts, context: EvaluationContext): Evaluation };
  readonly catalogue: Catalogue;
  readonly asOfDay: number;
  readonly purpose: Purpose;
  /** Takes away from answered lists what the applicant did not claim for; absent: nothing. */
  readonly narrow?: (facts: Facts) => Facts;
}

export interface GatheredFacts {
  /** The last evaluation, on everything that was gathered. */
  readonly evaluation: Evaluation;
  readonly facts: Facts;
  /** The departments' signed answers, as they came. */
  readonly receipts: readonly SignedAnswer[];
  /** Every question with its outcome, in order: the log of data use. */
  readonly asked: readonly DataUse[];
  /** Missing items whose department did not answer, or not so that it could be believed. */
  readonly unreachable: readonly string[];
  /** Missing items whose department says that it holds nothing. */
  readonly notHeld: readonly string[];
  /** Departments that did not answer. */
  readonly down: readonly string[];
}

interface Gathering {
  facts: Facts;
  readonly receipts: SignedAnswer[];
  readonly asked: DataUse[];
  readonly down: Set<string>;
  readonly notHeld: Set<string>;
}

/**
 * Asks only what can still change the answer, and stops once decided. A department that is down costs its own items only:
 * what others know may settle the case without it. No write of its own: receipts and log go into the decision's event.
 * @throws Fault when a question itself is refused for good (`department-unknown`); never because a department is down
 */
export async function gatherFacts(
  deps: { readonly departments: DepartmentSource },
  request: GatherRequest,
): Promise<GatheredFacts> {
  const { enterprise, policy, catalogue, asOfDay } = request;
  const gathering: Gathering = {
    facts: registerFacts(enterprise),
    receipts: [],
    asked: [],
    down: new Set(),
    notHeld: new Set(),
  };
  const context = { asOfDay, district: enterprise.districtCode };
  let evaluation = policy.evaluate(gathering.facts, context);
  // Each turn answers a missing item, marks it not held, or marks its department down: the loop ends.
  for (;;) {
    const question = nextQuestion(evaluation.missing, catalogue, gathering.down, gathering.notHeld);
    if (question === undefined) break;
    await askDepartment(deps.departments, request, question, gathering);
    evaluation = policy.evaluate(gathering.facts, context);
  }
  return { evaluation, ...summary(gathering, evaluation, catalogue) };
}

async function askDepartment(
  departments: DepartmentSource,
  { enterprise, catalogue, purpose, narrow = (facts) => facts }: GatherRequest,
  { department, items }: Question,
  gathering: Gathering,
): Promise<void> {
  const use = { department, uscc: enterprise.uscc, items: [...items], purpose };
  const answer = await departments.ask(department, enterprise.uscc, items, purpose).catch(downOrThrow);
  const read = answer && answeredFacts(items, answer.values, catalogue);
  if (!answer || !read || read.wrong.length > 0) {
    // A value of the wrong kind is no answer: a person must see to the department, and no rule may see the value.
    gathering.down.add(department);
    gathering.asked.push({ ...use, outcome: 'down', ...(answer && { nonce: answer.nonce }) });
    return;
  }
  gathering.facts = narrow({ ...gathering.facts, ...read.facts });
  gathering.receipts.push(answer);
  gathering.asked.push({ ...use, outcome: 'answered', nonce: answer.nonce });
  read.notHeld.forEach((item) => gathering.notHeld.add(item));
}

function downOrThrow(error: unknown): undefined {
  if (error instanceof Fault && error.retryable) return undefined;
  throw error;
}

function summary(
  gathering: Gathering,
  evaluation: Evaluation,
  catalogue: Catalogue,
): Omit<GatheredFacts, 'evaluation'> {
  const index = catalogueIndex(catalogue);
  const itemOf = (name: string) => index.get(name.split('.')[0] ?? name);
  const stillMissing = evaluation.missing.filter((name) => itemOf(name)?.fromRegister !== true);
  return {
    facts: gathering.facts,
    receipts: gathering.receipts,
    asked: gathering.asked,
    unreachable: stillMissing.filter((name) => gathering.down.has(itemOf(name)?.department ?? '')),
    notHeld: stillMissing.filter((name) => gathering.notHeld.has(itemOf(name)?.key ?? '')),
    down: [...gathering.down],
  };
}
