// Per-person lines: each record of the list is its own small case, and nobody is counted twice.
import { addFen, fen, type Fen, ZERO_FEN } from '../kernel/fen.ts';
import type { FactRecord, LineResult, Outcome } from './evaluation.ts';
import type { Scope } from './interpret.ts';
import type { ProgramLines } from './program.ts';
import { rational } from './rational.ts';
import type { Run } from './run.ts';
import { runAmount } from './run-amount.ts';
import { allOf, valueText } from './value.ts';
import { collectMissing } from './structural-missing.ts';

export interface LinesResult {
  /** Whether there is a line to pay: false when none is eligible, null while that is unknown. */
  readonly any: boolean | null;
  readonly lines: readonly LineResult[];
  /** What the lines still hang on. */
  readonly missing: ReadonlySet<string>;
}

/** Evaluates every record and sets `lineTotal`; the total is unknown while any line is. */
export function runLines(run: Run, program: ProgramLines): LinesResult {
  const records = run.fact(program.list.key);
  if (!Array.isArray(records)) return { any: null, lines: [], missing: new Set([program.list.key]) };
  const missing = new Set<string>();
  const taken = new Map<string, number>();
  const lines = (records as readonly FactRecord[]).map((record, index) => {
    const line = runLine(run, program, run.recordScope(record), index, missing);
    return withoutDuplicate(line, taken);
  });
  const outcomes = lines.map((line) => line.outcome);
  const unknown = lines.some(
    (line) => line.outcome === 'unknown' || (line.outcome === 'eligible' && line.amountFen === null),
  );
  const total = addFen(...lines.map((line) => line.amountFen ?? ZERO_FEN));
  run.setLineTotal(unknown ? null : rational(BigInt(total), 100n));
  return {
    any: outcomes.includes('eligible') ? true : outcomes.includes('unknown') ? null : false,
    lines,
    missing,
  };
}

const outcomeOf = (value: boolean | null): Outcome =>
  value === null ? 'unknown' : value ? 'eligible' : 'ineligible';

function runLine(
  run: Run,
  program: ProgramLines,
  scope: Scope,
  index: number,
  missing: Set<string>,
): LineResult {
  const conditions = program.conditions.map((condition) => {
    const value = run.value(condition.node, scope);
    return { name: condition.name, value: typeof value === 'boolean' ? value : null };
  });
  const outcome = outcomeOf(allOf(conditions.map((condition) => condition.value)));
  if (outcome === 'ineligible') return { index, outcome, conditions, uniqueKeys: [], amountFen: null };
  for (const condition of program.conditions) collectMissing(run, condition.node, scope, missing);
  for (const cap of program.amount.caps) collectMissing(run, cap.limit, scope, missing);
  collectMissing(run, program.amount.formula, scope, missing);
  const uniqueKeys = program.unique.map((unique) => uniqueKey(unique.name, unique.fields, scope, missing));
  const known = outcome === 'eligible' && !uniqueKeys.includes(null);
  return {
    index,
    outcome,
    conditions,
    uniqueKeys,
    amountFen: known ? runAmount(run, program.amount, scope).amountFen : null,
  };
}

function uniqueKey(
  name: string,
  fields: readonly string[],
  scope: Scope,
  missing: Set<string>,
): string | null {
  const parts = fields.map((field) => {
    const text = valueText(scope.read(field) ?? null);
    if (text === null) missing.add(field);
    return text;
  });
  return parts.includes(null) ? null : `${name}:${parts.join('|')}`;
}

/** The first eligible line of a key keeps its amount; a later one gets nothing and says whose duplicate it is. */
function withoutDuplicate(line: LineResult, taken: Map<string, number>): LineResult {
  if (line.outcome !== 'eligible') return line;
  const keys = line.uniqueKeys.filter((key) => key !== null);
  const earlier = keys.map((key) => taken.get(key)).find((index) => index !== undefined);
  if (earlier !== undefined) return { ...line, amountFen: fen(0) as Fen, duplicateOf: earlier };
  for (const key of keys) taken.set(key, line.index);
  return line;
}
