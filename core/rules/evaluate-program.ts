// The whole answer for one firm: outcome, conditions, what is still missing, and the amount.
import { Fault } from '../kernel/fault.ts';
import type { ConditionResult, Evaluation, EvaluationContext, Facts, Outcome } from './evaluation.ts';
import type { Program } from './program.ts';
import { factErrors } from './read-facts.ts';
import { Run } from './run.ts';
import { type AmountResult, runAmount } from './run-amount.ts';
import { type LinesResult, runLines } from './run-lines.ts';
import { collectMissing } from './structural-missing.ts';
import { stillDecisive } from './still-decisive.ts';
import { allOf } from './value.ts';

/** Name under which per-person lines stand among the conditions. */
export const LINES_CONDITION = '按人明细';

/** @throws Fault invalid for facts of the wrong type; unprocessable for rules that cannot be computed on these facts */
export function evaluateProgram(program: Program, facts: Facts, context: EvaluationContext): Evaluation {
  const errors = factErrors(program.items.values(), facts);
  if (errors.length > 0) throw new Fault('invalid', { reason: 'facts', fields: errors });
  const run = new Run(program, facts, context);
  const conditions: ConditionResult[] = program.conditions.map((condition) => {
    const value = run.value(condition.node);
    return { name: condition.name, value: typeof value === 'boolean' ? value : null };
  });
  const decided = conditions.some((condition) => condition.value === false);
  const lines = program.lines && !decided ? runLines(run, program.lines) : undefined;
  if (lines) conditions.push({ name: LINES_CONDITION, value: lines.any });
  const known = allOf(conditions.map((condition) => condition.value));
  const outcome: Outcome = known === null ? 'unknown' : known ? 'eligible' : 'ineligible';
  const shown = lines ? { lines: lines.lines } : {};
  if (outcome === 'ineligible')
    return { outcome, conditions, missing: [], amountFen: null, steps: [], ...shown };
  const amount = runAmount(run, program.amount, run);
  const missing = missingItems(run, outcome, lines);
  if (missing.length === 0 && (outcome === 'unknown' || amount.amountFen === null))
    throw cannotCompute(program, conditions, amount);
  return {
    outcome,
    conditions,
    missing,
    amountFen: outcome === 'eligible' ? amount.amountFen : null,
    steps: amount.steps,
    ...shown,
  };
}

/** All that is needed is there and still there is no answer: a division by zero, or a table without a row for it. */
function cannotCompute(
  program: Program,
  conditions: readonly ConditionResult[],
  amount: AmountResult,
): Fault {
  const unknown = conditions.find((condition) => condition.value === null)?.name;
  const step = amount.steps.find((each) => each.text === null);
  const zh = unknown === undefined ? `金额的“${step?.zh ?? '公式'}”` : `条件“${unknown}”`;
  const en =
    unknown === undefined ? `"${step?.en ?? 'formula'}" of the amount` : `The condition "${unknown}"`;
  return new Fault('unprocessable', {
    reason: 'rule-not-computable',
    zh: `${zh}数据齐全仍无法计算（除以零，或决策表没有对应的行）`,
    en: `${en} cannot be computed though nothing is missing (a division by zero, or a table without a row for it)`,
    evidence: { path: program.conditions.find((condition) => condition.name === unknown)?.path ?? 'amount' },
  });
}

function missingItems(run: Run, outcome: Outcome, lines: LinesResult | undefined): string[] {
  const { program } = run;
  const deciding = new Set<string>();
  if (outcome === 'unknown')
    for (const condition of program.conditions) collectMissing(run, condition.node, run, deciding);
  const decisive = stillDecisive(run, deciding);
  // Conditions that contradict each other leave nothing that can turn: then any item that settles one of them will do.
  const turning = new Set(decisive.length > 0 ? decisive : deciding);
  const others = new Set<string>();
  collectMissing(run, program.amount.formula, run, others);
  for (const cap of program.amount.caps)
    if (cap.scope === 'case') collectMissing(run, cap.limit, run, others);
  for (const item of lines?.missing ?? []) (lines?.any === null ? turning : others).add(item);
  const rank = (item: string): number => program.items.get(item.split('.')[0] ?? '')?.costRank ?? 0;
  const sorted = (items: Iterable<string>): string[] =>
    [...items].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return [...sorted(turning), ...sorted([...others].filter((item) => !turning.has(item)))];
}
