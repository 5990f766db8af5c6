// What a policy answers for one firm's row: the compiled function where it is exact, the evaluator where it must explain itself.
import { Fault } from '../kernel/fault.ts';
import { fen, type Fen } from '../kernel/fen.ts';
import { reachableNodes } from '../rules/candidate-values.ts';
import type { CompiledPolicy } from '../rules/compile-policy.ts';
import { AMOUNT_UNKNOWN, compileRow, INELIGIBLE, UNKNOWN } from '../rules/emit-row.ts';
import type { Facts, Outcome } from '../rules/evaluation.ts';
import type { Node } from '../rules/node.ts';
import type { Program } from '../rules/program.ts';
import { entriesOn, Run } from '../rules/run.ts';
import { collectMissing } from '../rules/structural-missing.ts';

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
  const { program } = compiled;
  const row = compileRow(program, asOfDay);
  const isPlain = !program.lines && parametersHold(program, asOfDay);
  const isUnknownExact = isPlain && alwaysComputes(program, conditionNodes(program));
  const isAmountExact = isPlain && alwaysComputes(program, amountNodes(program));
  return (facts) => {
    const answer = row(facts);
    if (answer >= 0) return { outcome: 'eligible', amountFen: fen(answer) };
    if (answer === INELIGIBLE) return { outcome: 'ineligible', amountFen: null };
    if (answer === UNKNOWN && isPlain && (isUnknownExact || lacksItem(program, facts, asOfDay)))
      return { outcome: 'unknown', amountFen: null };
    if (isAmountExact && answer === AMOUNT_UNKNOWN) return { outcome: 'eligible', amountFen: null };
    return evaluated(compiled, facts, asOfDay);
  };
}

/** Whether unknown comes of an item that is missing; if not, the rules have no answer. */
function lacksItem(program: Program, facts: Facts, asOfDay: number): boolean {
  const run = new Run(program, facts, { asOfDay });
  const missing = new Set<string>();
  for (const { node } of program.conditions) collectMissing(run, node, run, missing);
  return missing.size > 0;
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

const TOTAL: readonly Node['kind'][] = [
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
];

/** Whether a node has a value whenever what it reads has one: no division by what may be zero, no table that may lack a row. */
function isTotalNode(node: Node): boolean {
  if (node.kind === 'call') return node.name === 'not';
  if (node.kind !== 'arithmetic') return TOTAL.includes(node.kind);
  if (node.operator === '/') return node.right.kind === 'number' && node.right.value.n !== 0n;
  return ['+', '-', '*'].includes(node.operator);
}

/** Whether unknown, from here, always means that an item is missing. */
const alwaysComputes = (program: Program, roots: readonly Node[]): boolean =>
  reachableNodes(program, roots).every(isTotalNode);

const conditionNodes = (program: Program): Node[] => program.conditions.map(({ node }) => node);
const amountNodes = ({ amount }: Program): Node[] => [
  amount.formula,
  ...amount.caps.map(({ limit }) => limit),
];

/** Whether each parameter has a value on the day wherever the firm is. */
const parametersHold = (program: Program, day: number): boolean =>
  [...program.definitions.values()].every(
    (each) =>
      each.kind !== 'parameter' || entriesOn(each.entries, day).some((entry) => entry.district === undefined),
  );
