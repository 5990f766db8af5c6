// The rules of a policy as a trial asks them, millions of times: conditions and amount apart, so that a what-if computes only
// what its parameter reaches.
import { fen, type Fen } from '../kernel/fen.ts';
import { Fault } from '../kernel/fault.ts';
import { reachableNodes } from '../rules/candidate-values.ts';
import { ASK_CLOSURES, compileExplainedRow, compileRow, truthAt, truthWords } from '../rules/emit-row.ts';
import type { Facts } from '../rules/evaluation.ts';
import { decideConditions, type Decide } from '../rules/match/settle-rows.ts';
import type { Node } from '../rules/node.ts';
import { allNodes } from '../rules/parse-rule.ts';
import type { Program, ProgramAmount, ProgramCondition } from '../rules/program.ts';
import { ZERO } from '../rules/rational.ts';
import { Run } from '../rules/run.ts';
import { runAmount } from '../rules/run-amount.ts';
import { runLines } from '../rules/run-lines.ts';

/** What the rules say of one firm: by the conditions alone, and the amount as if it were eligible. */
export interface TrialRules {
  /** Eligible, not, or null: unknown. Per-person lines are never released, so with lines nobody is surely eligible. */
  readonly decide: Decide;
  /** After rounding and the caps of a case; null when an item is missing or nothing can be computed. */
  readonly amountFen: (facts: Facts) => Fen | null;
}

/** Facts must hold values as the catalogue carries them, the district among them. */
export function trialRules(program: Program, asOfDay: number): TrialRules {
  return { decide: decider(program, asOfDay), amountFen: amountOf(program, asOfDay) };
}

const NO_AMOUNT: ProgramAmount = {
  path: 'amount',
  formula: { kind: 'number', value: ZERO, from: 0, to: 0, type: { is: 'money' } },
  rounding: { mode: 'down', toFen: 1 },
  caps: [],
};
const conditionsOnly = (program: Program): Program => ({ ...program, lines: undefined, amount: NO_AMOUNT });

export function decider(program: Program, asOfDay: number): Decide {
  const conditions = decideConditions(conditionsOnly(program), asOfDay);
  if (!program.lines) return conditions;
  return (facts) => (conditions(facts) === false ? false : null);
}

export function amountOf(program: Program, asOfDay: number): (facts: Facts) => Fen | null {
  const row = compileRow({ ...program, conditions: [] }, asOfDay);
  return (facts) => {
    const answer = row(facts);
    return answer >= 0 ? fen(answer) : amountByClosures(program, asOfDay, facts);
  };
}

function amountByClosures(program: Program, asOfDay: number, facts: Facts): Fen | null {
  const run = new Run(program, facts, { asOfDay });
  if (program.lines) runLines(run, program.lines);
  try {
    return runAmount(run, program.amount, run).amountFen;
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}

/** The truth of every condition, in their order. The array is used again for the next firm. */
export function truthsOf(program: Program, asOfDay: number): (facts: Facts) => readonly (boolean | null)[] {
  const bare = conditionsOnly(program);
  const row = compileExplainedRow(bare, asOfDay);
  const words = new Uint32Array(truthWords(bare));
  const amounts = new Float64Array(1);
  const truths: (boolean | null)[] = program.conditions.map(() => null);
  return (facts) => {
    const compiled = row(facts, words, amounts) > ASK_CLOSURES;
    const run = compiled ? undefined : new Run(bare, facts, { asOfDay });
    program.conditions.forEach(({ node }, index) => {
      const value = run?.value(node);
      truths[index] = run ? (typeof value === 'boolean' ? value : null) : truthAt(words, index);
    });
    return truths;
  };
}

/** The roots of everything the amount is computed from. */
export const amountRoots = ({ amount, lines }: Program): Node[] =>
  [amount, ...(lines ? [lines.amount] : [])].flatMap(({ formula, caps }) => [
    formula,
    ...caps.map(({ limit }) => limit),
  ]);

/** Keys of the items that the rules under some roots read; the district too, where a parameter differs by it. */
export function itemsUnder(program: Program, roots: readonly Node[]): string[] {
  const keys = new Set<string>();
  for (const node of reachableNodes(program, roots)) {
    if (node.reads !== undefined) keys.add(node.reads.split('.')[0] ?? '');
    const definition = node.kind === 'name' ? program.definitions.get(node.name) : undefined;
    const byDistrict =
      definition?.kind === 'parameter' && definition.entries.some(({ district }) => district);
    if (byDistrict && program.districtItem) keys.add(program.districtItem.key);
  }
  return [...keys].filter((key) => program.items.has(key));
}

/** Whether a definition, by its slot, has a part in the rules under some roots: parameters may be computed from others. */
export function reaches(program: Program, roots: readonly Node[], slot: string): boolean {
  const seen = new Set<string>();
  const waiting = [...roots];
  for (let root = waiting.pop(); root; root = waiting.pop()) {
    for (const node of allNodes(root)) {
      if (node.kind !== 'name' || seen.has(node.name)) continue;
      if (node.name === slot) return true;
      seen.add(node.name);
      const definition = program.definitions.get(node.name);
      if (definition?.kind === 'parameter') waiting.push(...definition.entries.map((entry) => entry.node));
      else if (definition) waiting.push(definition.node);
    }
  }
  return false;
}

export const rootsOf = (conditions: readonly ProgramCondition[]): Node[] =>
  conditions.map(({ node }) => node);
