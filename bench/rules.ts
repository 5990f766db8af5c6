// `npm run bench -- rules`: row evaluation against peers and native code, in one interleaved run with equal answers.
import { LogicEngine } from 'json-logic-engine';
import { parseDay } from '../core/kernel/day.ts';
import { compilePolicy } from '../core/rules/compile-policy.ts';
import { compileExplainedRow, compileRow } from '../core/rules/emit-row.ts';
import { type Row, rowAtLeast, rowAtMost, rowOfPeer } from './row.ts';
import { compileRows } from './rules-compile.ts';
import { RULES } from './rules-list.ts';
import { missingRows } from './rules-missing.ts';
import { CATALOGUE, type Firm, makeFirms, policyOf, workloadHash } from './rules-workload.ts';

const FIRMS = 5000;
const ROUNDS = 60;
const DAY = parseDay('2026-01-01') ?? 0;

/** Called by every engine in the same way; only the explained rows look at the last two arguments. */
type Evaluate = (firm: Firm, truths: Uint32Array, amounts: Float64Array) => number;

const TRUTHS = new Uint32Array(1);
const AMOUNTS = new Float64Array(4);

interface Engine {
  readonly name: string;
  readonly rules: readonly Evaluate[];
  bestMs: number;
}

/** A figure to four digits, with its bound if the issue gives one. */
export function rowOf(
  name: string,
  value: number,
  unit: string,
  bound: { atLeast?: number; atMost?: number } = {},
): Row {
  const shown = Number(value.toPrecision(4));
  if (bound.atLeast !== undefined) return rowAtLeast(name, shown, unit, bound.atLeast);
  return bound.atMost === undefined
    ? rowOfPeer(name, shown, unit)
    : rowAtMost(name, shown, unit, bound.atMost);
}

function engines(): { native: Engine; ours: Engine; explained: Engine; logic: Engine } {
  const programs = RULES.map((rule) => compilePolicy(policyOf(rule), CATALOGUE).program);
  const logic = new LogicEngine();
  const engine = (name: string, rules: readonly Evaluate[]): Engine => ({ name, rules, bestMs: Infinity });
  return {
    native: engine(
      'native',
      RULES.map((rule) => rule.native),
    ),
    ours: engine(
      'ours',
      programs.map((program) => compileRow(program, DAY) as unknown as Evaluate),
    ),
    explained: engine(
      'ours, explained',
      programs.map((program) => compileExplainedRow(program, DAY) as unknown as Evaluate),
    ),
    logic: engine(
      'json-logic-engine build()',
      RULES.map((rule): Evaluate => {
        const test = logic.build(rule.logic) as (firm: Firm) => unknown;
        if (typeof rule.logicAmount === 'number') {
          const constant = rule.logicAmount;
          return (firm) => (test(firm) ? constant : -1);
        }
        const amount = logic.build(rule.logicAmount) as (firm: Firm) => number;
        return (firm) => (test(firm) ? Math.floor(amount(firm)) : -1);
      }),
    ),
  };
}

/** One pass over all rules and firms; the sum keeps the work from being optimised away and is compared. */
function pass(engine: Engine, firms: readonly Firm[]): number {
  let sum = 0;
  const started = performance.now();
  for (const rule of engine.rules) sum += passRule(rule, firms);
  engine.bestMs = Math.min(engine.bestMs, performance.now() - started);
  return sum;
}

function passRule(rule: Evaluate, firms: readonly Firm[]): number {
  let sum = 0;
  for (const firm of firms) {
    const answer = rule(firm, TRUTHS, AMOUNTS);
    if (answer >= 0) sum += answer + 1;
  }
  return sum;
}

/** Every rule's answer on every firm is the same in all engines. */
function assertSame(all: readonly Engine[], firms: readonly Firm[]): void {
  const [first, ...others] = all;
  for (const other of others) {
    first?.rules.forEach((rule, index) => {
      const theirs = other.rules[index];
      for (const firm of firms) {
        const [a, b] = [rule(firm, TRUTHS, AMOUNTS), theirs?.(firm, TRUTHS, AMOUNTS)];
        const same = a === b || ((a === -1 || a === -2) && b !== undefined && b < 0);
        if (!same)
          throw new Error(
            `${other.name} differs from ${first.name} in rule ${index}: ${b} for ${a} on ${JSON.stringify(firm)}`,
          );
      }
    });
  }
}

export async function run(): Promise<Row[]> {
  const firms = makeFirms(FIRMS);
  const { native, ours, explained, logic } = engines();
  const all = [native, ours, explained, logic];
  assertSame(all, firms);
  for (let round = 0; round < ROUNDS; round += 1) {
    const sums = all.map((engine) => pass(engine, firms));
    if (sums.some((sum) => sum !== sums[0])) throw new Error('the engines do not agree');
  }
  const perSecond = (engine: Engine): number => (FIRMS * RULES.length) / engine.bestMs / 1000;
  process.stderr.write(`workload ${workloadHash(RULES, firms)}: ${RULES.length} rules × ${FIRMS} firms\n`);
  return [
    ...all.map((engine) => rowOf(`rows: ${engine.name}`, perSecond(engine), 'M/s')),
    rowOf('rows against json-logic-engine build()', logic.bestMs / ours.bestMs, '×', { atLeast: 2.5 }),
    rowOf('rows against native', native.bestMs / ours.bestMs, '×', { atLeast: 0.85 }),
    rowOf('rows explained against not', ours.bestMs / explained.bestMs, '×', { atLeast: 0.6 }),
    ...missingRows(),
    ...compileRows(),
  ];
}
