// What a policy answers for one firm's row: the compiled function where it is exact, the evaluator where it must explain itself.
import { Fault } from '../kernel/fault.ts';
import { fen, type Fen } from '../kernel/fen.ts';
import { rootNodes } from '../rules/build-program.ts';
import type { CompiledPolicy } from '../rules/compile-policy.ts';
import { AMOUNT_UNKNOWN, compileRow, INELIGIBLE, UNKNOWN } from '../rules/emit-row.ts';
import type { Facts, Outcome } from '../rules/evaluation.ts';
import type { Node } from '../rules/node.ts';
import { allNodes } from '../rules/parse-rule.ts';
import type { Program } from '../rules/program.ts';
import { entriesOn } from '../rules/run.ts';

export interface RowAnswer {
  /** `not-computable` when there is no answer however much is asked. */
  readonly outcome: Outcome | 'not-computable';
  /** null unless eligible and computable. */
  readonly amountFen: Fen | null;
}

/**
 * The same outcomes and amounts as `compiled.evaluate`, with a row that has no answer as a value instead of a fault.
 * @param asOfDay the day of the answer
 */
export function rowAnswerer(compiled: CompiledPolicy, asOfDay: number): (facts: Facts) => RowAnswer {
  const row = compileRow(compiled.program, asOfDay);
  const isTotal = alwaysComputes(compiled.program, asOfDay);
  return (facts) => {
    const answer = row(facts);
    if (answer >= 0) return { outcome: 'eligible', amountFen: fen(answer) };
    if (answer === INELIGIBLE) return { outcome: 'ineligible', amountFen: null };
    if (isTotal && answer === UNKNOWN) return { outcome: 'unknown', amountFen: null };
    if (isTotal && answer === AMOUNT_UNKNOWN) return { outcome: 'eligible', amountFen: null };
    return evaluated(compiled, facts, asOfDay);
  };
}

function evaluated(compiled: CompiledPolicy, facts: Facts, asOfDay: number): RowAnswer {
  try {
    const { outcome, amountFen } = compiled.evaluate(facts, { asOfDay });
    return { outcome, amountFen };
  } catch (error) {
    if (error instanceof Fault && !error.retryable) return { outcome: 'not-computable', amountFen: null };
    throw error;
  }
}

const OPERATORS: readonly string[] = ['+', '-', '*'];

/** Kinds of node that have a value whenever what they read has one. */
const isTotalNode = (node: Node): boolean =>
  node.kind === 'arithmetic'
    ? OPERATORS.includes(node.operator)
    : node.kind === 'call'
      ? node.name === 'not'
      : [
          'number',
          'text',
          'boolean',
          'day',
          'name',
          'compare',
          'in',
          'logic',
          'if',
          'list',
          'test',
          'negate',
        ].includes(node.kind);

/** Whether unknown always means that an item is missing: no division, no table that may lack a row, no lapsed parameter. */
function alwaysComputes(program: Program, day: number): boolean {
  const definitions = [...program.definitions.values()];
  const holds = definitions.every((each) =>
    each.kind === 'parameter'
      ? entriesOn(each.entries, day).some((entry) => entry.district === undefined)
      : each.kind === 'value',
  );
  return (
    holds && !program.lines && rootNodes(program).every((root) => [...allNodes(root)].every(isTotalNode))
  );
}
