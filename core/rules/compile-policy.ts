// The public face of the rule language: a document and a catalogue in, something that answers for a firm out.
import { Fault } from '../kernel/fault.ts';
import { buildProgram } from './build-program.ts';
import type { Catalogue } from './catalogue.ts';
import { evaluateProgram } from './evaluate-program.ts';
import type { Evaluation, EvaluationContext, Facts } from './evaluation.ts';
import type { Program } from './program.ts';
import type { RuleDocument } from './rule-document.ts';

export interface CompiledPolicy {
  /** Keys of every item the rules can read. */
  readonly items: readonly string[];
  readonly program: Program;
  /**
   * @throws Fault invalid (`facts`) for facts of the wrong type; unprocessable (`rule-not-computable`,
   *   `parameter-not-in-force`, `amount-overflow`) when there can be no answer however much is asked
   */
  evaluate(facts: Facts, context: EvaluationContext): Evaluation;
}

/**
 * Parses, checks and prepares the rules of a policy.
 * @throws Fault invalid with `fields`: the path in the document and, in zh and en, line:column, what is wrong and a hint
 */
export function compilePolicy(document: RuleDocument, catalogue: Catalogue): CompiledPolicy {
  const { program, errors } = buildProgram(document, catalogue);
  if (!program) throw new Fault('invalid', { reason: 'policy-rules', fields: errors });
  return {
    items: [...program.items.keys()],
    program,
    evaluate: (facts, context) => evaluateProgram(program, facts, context),
  };
}
