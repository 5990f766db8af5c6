// The amount by its bounds: can it go below zero, beyond what can be computed, or grow without a cap.
import type { FieldError } from '../../kernel/fault.ts';
import { EmitContext, NotCompiled } from '../emit-context.ts';
import { emitTest } from '../emit-test.ts';
import { emitNumeric, isRatio, type Num, type Ratio } from '../emit-number.ts';
import { reachableNodes, isConstant } from '../candidate-values.ts';
import type { Node } from '../node.ts';
import type { Program, ProgramAmount } from '../program.ts';
import { rational, type Rational, toText } from '../rational.ts';
import { Run } from '../run.ts';
import type { Findings } from './check-conditions.ts';

export function checkAmount(program: Program, day: number): Findings {
  const amounts = [program.amount, ...(program.lines ? [program.lines.amount] : [])];
  const warnings = amounts.flatMap((amount) => amountWarnings(program, amount, day));
  return { errors: [], warnings: [...warnings, ...divisorWarnings(program, day)] };
}

interface Bounds {
  readonly low: Rational;
  readonly high: Rational | undefined;
}

/** The least and greatest value of an expression by the ranges of its items; undefined when they cannot be told. */
function boundsOfNode(program: Program, node: Node, day: number): Bounds | undefined | 'overflow' {
  try {
    const value: Num | Ratio = emitNumeric(new EmitContext(program, day, emitTest), node);
    if (!isRatio(value))
      return { low: rational(value.low, value.den), high: rational(value.high, value.den) };
    return value.over.low < 0n ? undefined : { low: rational(0n), high: undefined };
  } catch (error) {
    if (!(error instanceof NotCompiled)) throw error;
    return error.message === 'bounds' ? 'overflow' : undefined;
  }
}

/** By the ranges of its items: whether an amount can be below zero, or beyond what can be paid. */
export function amountStrays(program: Program, day: number): 'negative' | 'overflow' | undefined {
  const amounts = [program.amount, ...(program.lines ? [program.lines.amount] : [])];
  const bounds = amounts.map(({ formula }) => boundsOfNode(program, formula, day));
  if (bounds.includes('overflow')) return 'overflow';
  return bounds.some((each) => typeof each === 'object' && each.low.n < 0n) ? 'negative' : undefined;
}

function amountWarnings(program: Program, amount: ProgramAmount, day: number): FieldError[] {
  const path = `${amount.path}.formula`;
  const bounds = boundsOfNode(program, amount.formula, day);
  if (bounds === 'overflow') {
    const en =
      'By the ranges of its items the amount can grow beyond what can be paid. Give the items ranges, or cap the amount';
    return [{ path, zh: '按数据项的取值范围，金额可能超出可支付范围。请为数据项写明范围，或设上限', en }];
  }
  if (!bounds) return [];
  const warnings: FieldError[] = [];
  if (bounds.low.n < 0n) {
    const low = toText(bounds.low);
    warnings.push({
      path,
      zh: `金额可能为负（最低 ${low} 元），将按零计。请用 max(…, 0) 写明`,
      en: `The amount can be negative (down to ${low} yuan) and then counts as zero. Say so with max(…, 0)`,
    });
  }
  const capped = amount.caps.some((cap) => cap.scope === 'case');
  if (
    !capped &&
    (bounds.high === undefined || bounds.high.n > LARGE * bounds.high.d) &&
    !isConstant(program, amount.formula)
  ) {
    const high = bounds.high ? `${toText(bounds.high)} 元` : '不限';
    warnings.push({
      path,
      zh: `金额没有单笔上限，最高可达 ${high}。请设上限`,
      en: `The amount has no cap a case${bounds.high ? ` and can reach ${toText(bounds.high)} yuan` : ''}. Set one`,
    });
  }
  return [...warnings, ...capWarnings(program, amount, bounds, day)];
}

/** Beyond this many yuan a case, a cap is expected. */
const LARGE = 10_000_000n;

function capWarnings(program: Program, amount: ProgramAmount, bounds: Bounds, day: number): FieldError[] {
  return amount.caps.flatMap((cap, index) => {
    const limit = boundsOfNode(program, cap.limit, day);
    if (cap.scope !== 'case' || !limit || limit === 'overflow' || !bounds.high) return [];
    const never = bounds.high.n * limit.low.d <= limit.low.n * bounds.high.d;
    if (!never) return [];
    const path = `${amount.path}.caps.${index}.limit`;
    return [
      {
        path,
        zh: `上限永远达不到：金额最高 ${toText(bounds.high)} 元`,
        en: `The cap is never reached: the amount is at most ${toText(bounds.high)} yuan`,
      },
    ];
  });
}

/** Divisors that may be zero, unless a condition refuses such a firm first. */
function divisorWarnings(program: Program, day: number): FieldError[] {
  const roots = [
    ...program.conditions.map((condition) => ({ node: condition.node, path: condition.path })),
    { node: program.amount.formula, path: `${program.amount.path}.formula` },
  ];
  return roots.flatMap(({ node, path }) => {
    const divisors = reachableNodes(program, [node]).flatMap((each) =>
      each.kind === 'arithmetic' && each.operator === '/' ? [each.right] : [],
    );
    const names = new Set(
      divisors.flatMap((divisor) =>
        divisor.kind === 'name' && divisor.reads === divisor.name ? [divisor.name] : [],
      ),
    );
    return [...names].flatMap((key) => {
      const item = program.items.get(key);
      if (!item || refusesZero(program, key, day)) return [];
      const en = `"${item.en}" may be zero and is divided by: nothing can be computed then. Add a condition that it is above zero`;
      return [{ path, zh: `“${item.zh}”可能为零而作除数，届时无法计算。请加一项大于零的条件`, en }];
    });
  });
}

function refusesZero(program: Program, key: string, day: number): boolean {
  const item = program.items.get(key);
  const bounds = item ? Number(item.range?.min ?? -1) : -1;
  if (bounds > 0) return true;
  const run = new Run(program, { [key]: 0 }, { asOfDay: day });
  return program.conditions.some((condition) => run.value(condition.node) === false);
}
