// The compiled form of a policy: one function over a record of facts. Server only: it needs `new Function`.
import { emitNumeric, isRatio, type Num, provenBounds, type Ratio } from './emit-number.ts';
import { EmitContext, NotCompiled } from './emit-context.ts';
import { emitTest, emitTruth } from './emit-test.ts';
import type { Facts } from './evaluation.ts';
import { childrenOf, type Node } from './node.ts';
import type { Program, ProgramAmount } from './program.ts';
import { Run } from './run.ts';

/** What a row function answers when it is not an amount in fen. */
export const INELIGIBLE = -1;
export const UNKNOWN = -2;
/** Eligible, and an item of the amount is missing. */
export const AMOUNT_UNKNOWN = -3;
/** The compiled form cannot say it exactly: ask the closures. */
export const ASK_CLOSURES = -4;

/** Fen, or one of the codes above. */
export type RowFunction = (facts: Facts) => number;

/** The same, and it writes the truth of each condition into `truths` (see `truthAt`), the amounts in fen into `amounts`. */
export type ExplainedRowFunction = (
  facts: Facts,
  truths: Uint32Array,
  amounts: Float64Array,
  district?: string,
) => number;

/**
 * Stops at the first condition that fails, and asks whether something is missing only when none does. The facts must have
 * passed `factErrors` and hold the district, if the rules read it.
 */
export function compileRow(program: Program, day: number): RowFunction {
  const context = new EmitContext(program, day, emitTest);
  const truths = program.conditions.map((condition) => emitTruth(context, condition.node));
  const refused = truths
    .map(({ isFalse }) => `if(${isFalse}${mayBail(isFalse) ? '&&!bail' : ''})return ${INELIGIBLE};`)
    .join('');
  const certain = truths.map(({ isTrue }) => isTrue).join('&&') || 'true';
  const amount = emitAmount(context, program, () => '');
  const body = `${refused}const k=${certain};${bailOut(refused + certain)}if(!k)return ${UNKNOWN};${amount}`;
  return build(context, program, ['e'], body) as RowFunction;
}

/** Truths that fit one word, two bits each. */
const TRUTHS_A_WORD = 15;

/** Words that `truths` needs for a program. */
export const truthWords = (program: Program): number => Math.ceil(program.conditions.length / TRUTHS_A_WORD);

const TRUTHS: readonly (boolean | null)[] = [false, null, null, true];

/** The truth of the n-th condition in words that an explained row wrote. */
export const truthAt = (truths: Uint32Array, index: number): boolean | null =>
  TRUTHS[((truths[Math.floor(index / TRUTHS_A_WORD)] ?? 0) >>> (2 * (index % TRUTHS_A_WORD))) & 3] ?? null;

/** Evaluates every condition, so that each can be shown, and notes the amount after rounding and after each cap. */
export function compileExplainedRow(program: Program, day: number): ExplainedRowFunction {
  const context = new EmitContext(program, day, emitTest);
  const words = Array.from({ length: truthWords(program) }, (_, word) => {
    const conditions = program.conditions.slice(word * TRUTHS_A_WORD, (word + 1) * TRUTHS_A_WORD);
    const bits = conditions.map(
      (condition, index) => `(${emitTruth(context, condition.node).bits})<<${2 * index}`,
    );
    const all = 4 ** conditions.length - 1;
    return { name: `w${word}`, code: bits.join('|'), all, possible: all / 3 };
  });
  const tests = words.map(({ name, code }, index) => `const ${name}=${code};o[${index}]=${name};`).join('');
  const refused =
    words.map(({ name, possible }) => `(${name}&${possible})!==${possible}`).join('||') || 'false';
  const unsure = words.map(({ name, all }) => `${name}!==${all}`).join('||') || 'false';
  const decided = `if(${refused})return ${INELIGIBLE};if(${unsure})return ${UNKNOWN};`;
  const amount = emitAmount(context, program, (name, index) => `s[${index}]=${name};`);
  return build(
    context,
    program,
    ['e', 'o', 's'],
    `${tests}${bailOut(tests)}${decided}${amount}`,
  ) as ExplainedRowFunction;
}

const mayBail = (code: string): boolean => code.includes('bail=1');
const bailOut = (code: string): string => (mayBail(code) ? `if(bail)return ${ASK_CLOSURES};` : '');

const YUAN_FEN = 100n;
const SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/** Statements that return the amount; `note` is given each value in turn, for the explanation. */
function emitAmount(
  context: EmitContext,
  program: Program,
  note: (name: string, index: number) => string,
): string {
  if (program.lines) return `return ${ASK_CLOSURES};`;
  try {
    const caps = program.amount.caps.filter((cap) => cap.scope === 'case');
    const hoisted = hoistItems(context, [program.amount.formula, ...caps.map((cap) => cap.limit)]);
    const formula = emitFen(context, 'r', program.amount.formula, program.amount.rounding);
    const limits = caps.map((cap, index) => {
      const limit = emitFen(context, 'l', cap.limit, { mode: 'down', toFen: 1 });
      return { code: `${limit.code}if(l<r)r=l;${note('r', index + 1)}`, mayBeNegative: limit.mayBeNegative };
    });
    const code = `${hoisted}let r,l,n,d;${formula.code}${note('r', 0)}${limits.map((limit) => limit.code).join('')}`;
    const negative = formula.mayBeNegative || limits.some((limit) => limit.mayBeNegative);
    return `${code}${bailOut(code)}return ${negative ? 'r<0?0:r' : 'r'};`;
  } catch (error) {
    if (error instanceof NotCompiled) return `return ${ASK_CLOSURES};`;
    throw error;
  }
}

/** Items that the amount reads whatever happens are read first, so that the arithmetic needs no checks. */
function hoistItems(context: EmitContext, roots: readonly Node[]): string {
  const code: string[] = [];
  const waiting = [...roots];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.kind === 'if') continue;
    waiting.push(...childrenOf(node));
    const item = node.kind === 'name' ? context.program.items.get(node.name) : undefined;
    if (!item || (item.type !== 'number' && item.type !== 'money') || context.hoisted.has(item.key)) continue;
    const { low, high } = provenBounds(item);
    const name = `a${context.hoisted.size}`;
    context.hoisted.set(item.key, name);
    code.push(
      `const ${name}=${context.read(item)};if(${name}==null)return ${AMOUNT_UNKNOWN};if(${name}<${low}||${name}>${high})return ${ASK_CLOSURES};`,
    );
  }
  return code.join('');
}

/** Statements that set `target` to whole fen. An amount below zero becomes zero in the end, so it is not rounded exactly. */
function emitFen(
  context: EmitContext,
  target: string,
  node: Node,
  rounding: ProgramAmount['rounding'],
): { readonly code: string; readonly mayBeNegative: boolean } {
  const value = emitNumeric(context, node);
  const { over, under }: Ratio = isRatio(value) ? value : { over: value, under: ONE_NUM };
  if (under.low < 0n) throw new NotCompiled('divisor may be negative');
  const unit = BigInt(rounding.toFen);
  const divisor = greatestCommonDivisor(YUAN_FEN * under.den, over.den * unit);
  const [a, b] = [(YUAN_FEN * under.den) / divisor, (over.den * unit) / divisor];
  const most = over.high * a > b * under.high ? over.high * a : b * under.high;
  if (2n * most + 2n * b * under.high > SAFE || over.high * a * unit > SAFE || over.low * a < -SAFE)
    throw new NotCompiled('bounds');
  const dynamic = isRatio(value);
  const numerator = a === 1n ? 'n' : `n*${a}`;
  const denominator = dynamic ? (b === 1n ? 'd' : `d*${b}`) : String(b);
  const rounded = dynamic || b > 1n ? ROUND[rounding.mode](numerator, denominator) : numerator;
  const divided = dynamic
    ? `if((d=${under.code})==null)return ${AMOUNT_UNKNOWN};if(d===0)return ${ASK_CLOSURES};`
    : '';
  const present = over.nullable ? `if((n=${over.code})==null)return ${AMOUNT_UNKNOWN};` : `n=${over.code};`;
  const mayBeNegative = over.low < 0n;
  const whole = unit === 1n ? rounded : `${rounded}*${unit}`;
  return {
    code: `${present}${divided}${target}=${mayBeNegative ? `n<0?n:${whole}` : whole};`,
    mayBeNegative,
  };
}

const ONE_NUM: Num = { code: '1', den: 1n, low: 1n, high: 1n, nullable: false };

/** Exact for integers of a double: their quotient is nearer to the true one than to the next whole number. */
const ROUND: Readonly<Record<ProgramAmount['rounding']['mode'], (n: string, d: string) => string>> = {
  down: (n, d) => `Math.floor(${n}/(${d}))`,
  up: (n, d) => `Math.ceil(${n}/(${d}))`,
  'half-up': (n, d) => `Math.floor((2*${n}+${d})/(2*${d}))`,
  'half-even': (n, d) => `h(${n},${d})`,
};

const greatestCommonDivisor = (a: bigint, b: bigint): bigint =>
  b === 0n ? a : greatestCommonDivisor(b, a % b);

/** `n / d` for non-negative `n`, a tie to the even side. */
function halfEven(n: number, d: number): number {
  const below = Math.floor(n / d);
  const twice = (n - below * d) * 2;
  if (twice === d) return below % 2 === 0 ? below : below + 1;
  return twice > d ? below + 1 : below;
}

/** Makes the function. The body holds nothing but what this folder's emitters wrote: numbers, quoted texts, checked keys. */
function build(
  context: EmitContext,
  program: Program,
  parameters: readonly string[],
  body: string,
): (...values: never[]) => number {
  const asked = context.closures;
  const ask = (index: number, facts: Facts): number => {
    const node = asked[index];
    if (!node) throw new Error('assertion failed: the closure was noted');
    const value = new Run(program, facts, { asOfDay: context.day }).value(node);
    return value === true ? 2 : value === false ? 0 : 1;
  };
  const make = new Function(
    'c',
    'F',
    'h',
    `"use strict";return function(${parameters.join(',')}){let bail=0;${context.declarations()}${body}}`,
  ) as (...environment: readonly unknown[]) => (...values: never[]) => number;
  return make(context.constants, ask, halfEven);
}
