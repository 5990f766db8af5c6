// The public face of the rule language: a document and a catalogue in, something that answers for a firm out.
import { fen, type Fen } from '../kernel/fen.ts';
import { assert, Fault } from '../kernel/fault.ts';
import { buildProgram, rootNodes } from './build-program.ts';
import type { Catalogue } from './catalogue.ts';
import {
  compileExplainedRow,
  type ExplainedRowFunction,
  INELIGIBLE,
  truthAt,
  truthWords,
} from './emit-row.ts';
import { evaluateProgram } from './evaluate-program.ts';
import type { ConditionResult, Evaluation, EvaluationContext, Facts } from './evaluation.ts';
import type { Node } from './node.ts';
import { allNodes } from './parse-rule.ts';
import { AS_OF_SLOT, type Program, type ProgramAmount } from './program.ts';
import { NumberTooLarge, Rational } from './rational.ts';
import { factErrors, ownValue } from './read-facts.ts';
import type { RuleDocument } from './rule-document.ts';
import { entriesOn, Run } from './run.ts';
import { roundMoney, runAmount } from './run-amount.ts';

export interface CompiledPolicy {
  /** Keys of every item the rules can read. */
  readonly items: readonly string[];
  readonly program: Program;
  /**
   * @throws Fault invalid (`facts`) for facts of the wrong type; unprocessable (`rule-not-computable`,
   *   `parameter-not-in-force`, `amount-overflow`) when there can be no answer however much is asked
   */
  evaluate(facts: Facts, context: EvaluationContext): Evaluation;
  /**
   * The caps of the amount on a day and in a district, for the ledger, which knows what was paid before.
   * @param facts those that a decision rests on; without them a cap that reads any is not known
   */
  caps(context: EvaluationContext, facts?: Facts): readonly AmountCap[];
}

export interface AmountCap {
  readonly scope: 'case' | 'enterprise' | 'period';
  /** Length of the window of a `period` cap. */
  readonly months?: number | undefined;
  /** null when it depends on facts, or on a district, that are not given, or cannot be computed from them. */
  readonly limitFen: Fen | null;
}

export interface CompileOptions {
  /** `closures` where `new Function` is not allowed, and as the reference in tests. Default: `code`. */
  readonly form?: 'code' | 'closures';
}

/**
 * Parses, checks and prepares the rules of a policy.
 * @throws Fault invalid with `fields`: the path in the document and, in zh and en, line:column, what is wrong and a hint
 */
export function compilePolicy(
  document: RuleDocument,
  catalogue: Catalogue,
  options: CompileOptions = {},
): CompiledPolicy {
  const { program, errors } = buildProgram(document, catalogue);
  if (!program) throw new Fault('invalid', { reason: 'policy-rules', fields: errors });
  return fromProgram(program, options.form ?? 'code');
}

function fromProgram(program: Program, form: 'code' | 'closures'): CompiledPolicy {
  const rows = new RowCache(program);
  return {
    items: [...program.items.keys()],
    program,
    evaluate: (facts, context) =>
      form === 'closures'
        ? evaluateProgram(program, facts, context)
        : evaluateFast(program, rows, facts, context),
    caps: (context, facts = {}) => program.amount.caps.map((cap) => capOn(program, cap, context, facts)),
  };
}

function capOn(
  program: Program,
  { scope, months, limit }: ProgramAmount['caps'][number],
  context: EvaluationContext,
  facts: Facts,
): AmountCap {
  return {
    scope,
    ...(months === undefined ? {} : { months }),
    limitFen: limitOn(program, limit, context, facts),
  };
}

function limitOn(program: Program, limit: Node, context: EvaluationContext, facts: Facts): Fen | null {
  try {
    const value = new Run(program, facts, context).value(limit);
    return value instanceof Rational ? roundMoney(value, { mode: 'down', toFen: 1 }) : null;
  } catch (error) {
    if (error instanceof Fault || error instanceof NumberTooLarge) return null;
    throw error;
  }
}

/** Days of different parameters, or of `asOf`, kept at once. */
const ROWS_MAX = 32;

/** Functions differ from day to day only where the rules read the day, or where a parameter changes. */
class RowCache {
  readonly #program: Program;
  readonly #readsDay: boolean;
  readonly #rows = new Map<string, ExplainedRowFunction>();

  constructor(program: Program) {
    this.#program = program;
    this.#readsDay = rootNodes(program).some((root) =>
      [...allNodes(root)].some((node) => node.kind === 'name' && node.name === AS_OF_SLOT),
    );
  }

  rowOn(day: number): ExplainedRowFunction {
    const key = this.#readsDay ? String(day) : this.#entriesKey(day);
    const known = this.#rows.get(key);
    if (known) return known;
    const made = compileExplainedRow(this.#program, day);
    const oldest = this.#rows.size >= ROWS_MAX ? this.#rows.keys().next().value : undefined;
    if (oldest !== undefined) this.#rows.delete(oldest);
    this.#rows.set(key, made);
    return made;
  }

  #entriesKey(day: number): string {
    return [...this.#program.definitions.values()]
      .flatMap((each) =>
        each.kind === 'parameter'
          ? [
              entriesOn(each.entries, day)
                .map((entry) => each.entries.indexOf(entry))
                .join('.'),
            ]
          : [],
      )
      .join(';');
  }
}

/** Compiled code decides; the closures add the words of the amount, and answer wherever something is missing. */
function evaluateFast(
  program: Program,
  rows: RowCache,
  facts: Facts,
  context: EvaluationContext,
): Evaluation {
  const errors = factErrors(program.items.values(), facts);
  if (errors.length > 0) throw new Fault('invalid', { reason: 'facts', fields: errors });
  const truths = new Uint32Array(truthWords(program));
  const amounts = new Float64Array(program.amount.caps.length + 1);
  const answer = rows.rowOn(context.asOfDay)(withDistrict(program, facts, context), truths, amounts);
  if (answer !== INELIGIBLE && answer < 0) return evaluateProgram(program, facts, context);
  const conditions = program.conditions.map((condition, index): ConditionResult => ({
    name: condition.name,
    value: truthAt(truths, index),
  }));
  if (answer === INELIGIBLE)
    return { outcome: 'ineligible', conditions, missing: [], amountFen: null, steps: [] };
  const run = new Run(program, facts, context);
  const { amountFen, steps } = runAmount(run, program.amount, run);
  assert(amountFen === answer, 'compiled code and closures give the same amount');
  return { outcome: 'eligible', conditions, missing: [], amountFen: fen(answer), steps };
}

/** Compiled code reads facts only, so a district that the caller knows becomes a fact. */
function withDistrict(program: Program, facts: Facts, { district }: EvaluationContext): Facts {
  const key = program.districtItem?.key;
  if (key === undefined || district === undefined || !program.items.has(key)) return facts;
  return (ownValue(facts, key) ?? null) === null ? { ...facts, [key]: district } : facts;
}
