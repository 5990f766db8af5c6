// Use case: a document that nobody has drafted yet is checked, and its worked examples are run; nothing is kept.
import { Fault, type FieldError } from '../../core/kernel/fault.ts';
import { parseDay } from '../../core/kernel/day.ts';
import { checkPolicy as checkDocument, type CheckSurroundings } from '../../core/policy/check-policy.ts';
import {
  readPolicyDocument,
  type PolicyDocument,
  type PolicyExample,
} from '../../core/policy/policy-document.ts';
import type { Catalogue } from '../../core/rules/catalogue.ts';
import { compilePolicy, type CompiledPolicy } from '../../core/rules/compile-policy.ts';
import type { ConditionResult, Outcome } from '../../core/rules/evaluation.ts';
import { carryFacts } from '../../core/rules/read-facts.ts';
import type { Deps } from '../deps.ts';
import { isAboutRules, rulesInFrame } from './check-unfinished.ts';

export interface CheckedExample {
  readonly name: string;
  /** The answer is what the example says it should be. */
  readonly ok: boolean;
  readonly outcome?: Outcome;
  readonly amountFen?: number | null;
  readonly missing?: readonly string[];
  readonly conditions?: readonly ConditionResult[];
  /** Facts that do not fit the catalogue, or an answer that cannot be. */
  readonly errors: readonly FieldError[];
}

export interface PolicyCheck {
  readonly ok: boolean;
  /** The document fits its schema and its rules can be read. */
  readonly isReadable: boolean;
  /** Where the document itself is wrong, and what the checker will not let pass. */
  readonly errors: readonly FieldError[];
  /** What a colleague would say; none has to be followed. */
  readonly warnings: readonly FieldError[];
  /** Run only when the rules can be read. */
  readonly examples: readonly CheckedExample[];
}

/** Never throws for what the author can mend: errors are the answer. */
export async function checkPolicy(
  deps: { readonly policies: Pick<Deps['policies'], 'catalogue'> },
  input: unknown,
  around: CheckSurroundings = {},
): Promise<PolicyCheck> {
  const catalogue = await deps.policies.catalogue();
  const found = checkReadable(input, catalogue, around);
  if (found.isReadable) return found;
  const framed = rulesInFrame(input, found.errors);
  if (framed === undefined) return found;
  // Only the frame is unfinished: what the rules are worth is said besides.
  const rules = checkReadable(framed, catalogue, around);
  return {
    ...rules,
    ok: false,
    isReadable: false,
    errors: [...found.errors, ...rules.errors.filter(isAboutRules)],
    warnings: rules.warnings.filter(isAboutRules),
  };
}

function checkReadable(input: unknown, catalogue: Catalogue, around: CheckSurroundings): PolicyCheck {
  try {
    const document = readPolicyDocument(input);
    const compiled = compilePolicy(document, catalogue);
    const examples = document.examples.map((example) => runExample(document, compiled, catalogue, example));
    const { errors, warnings } = checkDocument(document, catalogue, around);
    const ok = errors.length === 0 && examples.every((example) => example.ok);
    return { ok, isReadable: true, errors, warnings, examples };
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'invalid' || !error.detail.fields) throw error;
    return { ok: false, isReadable: false, errors: error.detail.fields, warnings: [], examples: [] };
  }
}

function runExample(
  document: PolicyDocument,
  compiled: CompiledPolicy,
  catalogue: Catalogue,
  example: PolicyExample,
): CheckedExample {
  const { name } = example;
  const { facts, errors } = carryFacts(catalogue.items, example.facts);
  if (errors.length > 0) return { name, ok: false, errors };
  const asOfDay = parseDay(example.asOf ?? document.dates.application.from ?? '') ?? 0;
  try {
    const { outcome, amountFen, missing, conditions } = compiled.evaluate(facts, {
      asOfDay,
      district: example.district,
    });
    const answer = { outcome, amountFen, missing, conditions };
    return { name, ok: isExpected(example.expect, answer), ...answer, errors: [] };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const words = { zh: error.detail.zh ?? error.message, en: error.detail.en ?? error.message };
    return { name, ok: false, errors: error.detail.fields ?? [{ path: name, ...words }] };
  }
}

type Answer = Pick<Required<CheckedExample>, 'outcome' | 'amountFen' | 'missing' | 'conditions'>;

function isExpected(expected: PolicyExample['expect'], answer: Answer): boolean {
  if (expected.outcome !== answer.outcome) return false;
  if (expected.amountFen !== undefined && expected.amountFen !== answer.amountFen) return false;
  const sorted = (items: readonly string[]) => [...items].sort().join(' ');
  if (expected.missing && sorted(expected.missing) !== sorted(answer.missing)) return false;
  return Object.entries(expected.conditions ?? {}).every(
    ([name, value]) => answer.conditions.find((condition) => condition.name === name)?.value === value,
  );
}
