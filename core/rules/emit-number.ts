// Numbers in generated code: integers over a constant denominator, with proven bounds, so that doubles stay exact.
import { type CatalogueItem, scaleOf } from './catalogue.ts';
import { boundsOf } from './candidate-values.ts';
import { type EmitContext, NotCompiled, textLiteral } from './emit-context.ts';
import type { Node, NodeOf } from './node.ts';
import type { Rational } from './rational.ts';
import type { Definition, ProgramEntry } from './program.ts';
import { NANOSECONDS_A_DAY } from './temporal-literal.ts';

/** The value is `code / den`; `code` is an integer within the bounds, or null when `nullable`. */
export interface Num {
  readonly code: string;
  readonly den: bigint;
  readonly low: bigint;
  readonly high: bigint;
  readonly nullable: boolean;
  /** The same without the check of its bounds: enough for a comparison, which cannot lose digits. */
  readonly unguarded?: string;
}

/** A quotient of two numbers that has not been divided yet. */
export interface Ratio {
  readonly over: Num;
  readonly under: Num;
}

/** Integers of a double are exact up to here. */
const SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/** Bound taken for an item without a range; a value beyond it leaves the compiled form at run time. */
const ASSUMED_MAX = 10n ** 12n;

const checked = (num: Num): Num => {
  if (num.low < -SAFE || num.high > SAFE || num.den > SAFE) throw new NotCompiled('bounds');
  return num;
};

export const isRatio = (value: Num | Ratio): value is Ratio => 'over' in value;

/** Code of a number; a quotient of two unknowns stays a pair. @throws NotCompiled */
export function emitNumeric(context: EmitContext, node: Node): Num | Ratio {
  switch (node.kind) {
    case 'number':
      return constantNum(node.value);
    case 'duration':
      return checked(integerOver(node.count, node.unit === 'months' ? 1n : NANOSECONDS_A_DAY));
    case 'day':
      return integerOver(BigInt(node.day), 1n);
    case 'null':
      return { code: 'null', den: 1n, low: 0n, high: 0n, nullable: true };
    case 'name':
      return emitName(context, node);
    case 'negate':
      return negated(context, emitNum(context, node.operand));
    case 'arithmetic':
      return emitArithmetic(context, node);
    case 'if':
      return emitChoice(context, node);
    case 'call':
      return emitCall(context, node);
    default:
      throw new NotCompiled(node.kind);
  }
}

/** Code of a number that is not a quotient of two unknowns. @throws NotCompiled */
export function emitNum(context: EmitContext, node: Node): Num {
  const value = emitNumeric(context, node);
  if (isRatio(value)) throw new NotCompiled('ratio');
  context.spend(value.code);
  return value;
}

const integerOver = (value: bigint, den: bigint): Num => ({
  code: value < 0n ? `(${value})` : String(value),
  den,
  low: value,
  high: value,
  nullable: false,
});

const constantNum = (value: Rational): Num => checked(integerOver(value.n, value.d));

const constantOf = (num: Num): bigint | undefined =>
  num.low === num.high && !num.nullable ? num.low : undefined;

function emitName(context: EmitContext, node: NodeOf<'name'>): Num | Ratio {
  if (node.name === ':asOf') return integerOver(BigInt(context.day), 1n);
  const definition = context.program.definitions.get(node.name);
  if (!definition) return emitItem(context, context.item(node.name));
  if (definition.kind !== 'parameter') return emitNumeric(context, definition.node);
  return emitParameter(context, definition);
}

function emitItem(context: EmitContext, item: CatalogueItem): Num {
  const { low, high } = provenBounds(item);
  const shape = { den: 10n ** BigInt(scaleOf(item)), low, high };
  const hoisted = context.hoisted.get(item.key);
  if (hoisted !== undefined) return { ...shape, code: hoisted, nullable: false };
  const name = context.temporary();
  const unguarded = context.read(item);
  const code = `((${name}=${unguarded})==null||(${name}>=${low}&&${name}<=${high})?${name}:(bail=1,0))`;
  return { ...shape, code, nullable: true, unguarded };
}

/** Bounds within which compiled arithmetic is exact; a value beyond leaves the compiled form. */
export function provenBounds(item: CatalogueItem): { readonly low: bigint; readonly high: bigint } {
  const [low = -SAFE, high = SAFE] = boundsOf(item).map(BigInt);
  return { low: low > -SAFE ? low : -ASSUMED_MAX, high: high < SAFE ? high : ASSUMED_MAX };
}

/** By district the parameter is a choice on the firm's district; a district that no entry covers leaves the compiled form. */
function emitParameter(context: EmitContext, parameter: Definition & { kind: 'parameter' }): Num {
  const entries = context.entries(parameter.entries);
  const general = entries.find((entry) => entry.district === undefined);
  const local = entries.filter((entry) => entry.district !== undefined);
  if (local.length === 0) {
    if (!general) throw new NotCompiled('no entry in force');
    return emitNum(context, general.node);
  }
  const item = context.program.districtItem;
  if (!item) throw new NotCompiled('no district item');
  return emitByDistrict(context, item, local, general);
}

function emitByDistrict(
  context: EmitContext,
  item: CatalogueItem,
  local: readonly ProgramEntry[],
  general: ProgramEntry | undefined,
): Num {
  const nums = [...local, ...(general ? [general] : [])].map((entry) => emitNum(context, entry.node));
  const aligned = alignAll(context, nums);
  const district = context.temporary();
  const fallback = general ? (aligned.at(-1)?.code ?? '') : '(bail=1,0)';
  const chain = local.reduceRight(
    (rest, entry, index) =>
      `${district}===${textLiteral(entry.district ?? '')}?${aligned[index]?.code}:${rest}`,
    fallback,
  );
  return {
    ...hull(aligned),
    code: `((${district}=${context.read(item)})==null?null:${chain})`,
    nullable: true,
  };
}

function alignAll(context: EmitContext, nums: readonly Num[]): Num[] {
  const den = nums.reduce((common, num) => leastCommonMultiple(common, num.den), 1n);
  return nums.map((num) => scaled(context, num, den));
}

function hull(nums: readonly Num[]): Num {
  const [first] = nums;
  if (!first) throw new NotCompiled('nothing');
  const low = nums.reduce((least, num) => (num.low < least ? num.low : least), first.low);
  const high = nums.reduce((most, num) => (num.high > most ? num.high : most), first.high);
  return { code: '', den: first.den, low, high, nullable: nums.some((num) => num.nullable) };
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
export const leastCommonMultiple = (a: bigint, b: bigint): bigint => (a / gcd(a, b)) * b;

/** The same value over a multiple of its denominator. */
function scaled(context: EmitContext, num: Num, den: bigint): Num {
  return { ...timesConstant(context, num, den / num.den), den };
}

/** Multiplies the integer by a whole constant; a null must not become zero. */
function timesConstant(context: EmitContext, num: Num, factor: bigint): Num {
  if (factor === 1n) return num;
  const constant = constantOf(num);
  if (constant !== undefined) return checked(integerOver(constant * factor, num.den));
  const [a, b] = [num.low * factor, num.high * factor];
  const shape = { den: num.den, low: a < b ? a : b, high: a < b ? b : a };
  return joined(context, num, integerOver(factor, 1n), (value, by) => `${value}*${by}`, shape);
}

const negated = (context: EmitContext, num: Num): Num => timesConstant(context, num, -1n);

/** Joins two numbers by code on their integers, both present. */
function joined(
  context: EmitContext,
  a: Num,
  b: Num,
  make: (left: string, right: string) => string,
  shape: Omit<Num, 'code' | 'nullable'>,
): Num {
  const [left, right] = [a, b].map((num) => (num.nullable ? context.temporary() : num.code));
  const checks = [a, b].flatMap((num, index) =>
    num.nullable ? [`(${index === 0 ? left : right}=${num.code})==null`] : [],
  );
  const body = make(left ?? '', right ?? '');
  const code = checks.length === 0 ? `(${body})` : `(${checks.join('||')}?null:${body})`;
  context.spend(code);
  return checked({ ...shape, code, nullable: checks.length > 0 });
}

function emitArithmetic(context: EmitContext, node: NodeOf<'arithmetic'>): Num | Ratio {
  if (node.operator === '**') throw new NotCompiled('power');
  if (isTemporalByMonths(node)) throw new NotCompiled('months');
  const [a, b] = [emitNumeric(context, node.left), emitNumeric(context, node.right)];
  if (node.operator === '*') return product(context, a, b);
  if (node.operator === '/') return quotient(context, a, b);
  if (isRatio(a) || isRatio(b)) throw new NotCompiled('sum of ratios');
  return sum(context, a, b, node.operator);
}

/** Moving a date by months needs the calendar. */
const isTemporalByMonths = (node: NodeOf<'arithmetic'>): boolean =>
  node.type?.is === 'date' && (node.left.type?.is === 'months' || node.right.type?.is === 'months');

function sum(context: EmitContext, a: Num, b: Num, operator: '+' | '-'): Num {
  const [x, y] = alignAll(context, [a, b]);
  if (!x || !y) throw new NotCompiled('nothing');
  const [low, high] = operator === '+' ? [x.low + y.low, x.high + y.high] : [x.low - y.high, x.high - y.low];
  const constants = [constantOf(x), constantOf(y)];
  if (constants[0] !== undefined && constants[1] !== undefined) return checked(integerOver(low, x.den));
  return joined(context, x, y, (left, right) => `${left}${operator}${right}`, { den: x.den, low, high });
}

function product(context: EmitContext, a: Num | Ratio, b: Num | Ratio): Num | Ratio {
  if (isRatio(a)) {
    if (isRatio(b)) throw new NotCompiled('product of ratios');
    return { over: times(context, a.over, b), under: a.under };
  }
  return isRatio(b) ? { over: times(context, a, b.over), under: b.under } : times(context, a, b);
}

function times(context: EmitContext, a: Num, b: Num): Num {
  const den = a.den * b.den;
  const [left, right] = [constantOf(a), constantOf(b)];
  if (right !== undefined) return reduced({ ...timesConstant(context, a, right), den });
  if (left !== undefined) return reduced({ ...timesConstant(context, b, left), den });
  const ends = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];
  const low = ends.reduce((least, end) => (end < least ? end : least));
  const high = ends.reduce((most, end) => (end > most ? end : most));
  return joined(context, a, b, (x, y) => `${x}*${y}`, { den, low, high });
}

/** A constant keeps the smallest denominator, so that later steps stay within bounds. */
function reduced(num: Num): Num {
  const constant = constantOf(num);
  if (constant === undefined || constant === 0n) return checked(num);
  const divisor = gcd(constant < 0n ? -constant : constant, num.den);
  return checked(integerOver(constant / divisor, num.den / divisor));
}

function quotient(context: EmitContext, a: Num | Ratio, b: Num | Ratio): Num | Ratio {
  if (isRatio(b)) throw new NotCompiled('quotient by a ratio');
  const divisor = constantOf(b);
  if (divisor === undefined) {
    if (isRatio(a)) return { over: a.over, under: times(context, a.under, b) };
    if (b.low < 0n) throw new NotCompiled('divisor may be negative');
    return { over: a, under: b };
  }
  if (divisor === 0n) throw new NotCompiled('division by zero');
  const sign = divisor < 0n ? -1n : 1n;
  const byConstant = (num: Num): Num =>
    reduced({ ...timesConstant(context, num, b.den * sign), den: num.den * divisor * sign });
  return isRatio(a) ? { over: byConstant(a.over), under: a.under } : byConstant(a);
}

function emitChoice(context: EmitContext, node: NodeOf<'if'>): Num {
  const test = context.test(node.condition);
  const [a, b] = alignAll(context, [emitNum(context, node.then), emitNum(context, node.otherwise)]);
  if (!a || !b) throw new NotCompiled('nothing');
  const [known, one, other] = [context.temporary(), context.temporary(), context.temporary()];
  // Each branch stands in the code once, or a table of n rows would double it n times.
  const branches = `(${known}=${test})!==2&&(${other}=${b.code},0),${known}!==0&&(${one}=${a.code},0)`;
  const code = `(${branches},${known}===2?${one}:${known}===0||${one}===${other}?${other}:null)`;
  context.spend(code);
  return { ...hull([a, b]), code, nullable: true };
}

function emitCall(context: EmitContext, node: NodeOf<'call'>): Num {
  const [first, ...rest] = node.arguments;
  if (node.name !== 'min' && node.name !== 'max' && node.name !== 'sum') throw new NotCompiled(node.name);
  if (!first || first.kind === 'list' || first.type?.is === 'list') throw new NotCompiled('list');
  return rest.reduce<Num>(
    (best, argument) => {
      const next = emitNum(context, argument);
      return node.name === 'sum'
        ? sum(context, best, next, '+')
        : extreme(context, node.name as 'min' | 'max', best, next);
    },
    emitNum(context, first),
  );
}

function extreme(context: EmitContext, name: 'min' | 'max', a: Num, b: Num): Num {
  const [x, y] = alignAll(context, [a, b]);
  if (!x || !y) throw new NotCompiled('nothing');
  const pick = (left: bigint, right: bigint): bigint => (left < right === (name === 'min') ? left : right);
  const shape = { den: x.den, low: pick(x.low, y.low), high: pick(x.high, y.high) };
  return joined(context, x, y, (left, right) => `Math.${name}(${left},${right})`, shape);
}
