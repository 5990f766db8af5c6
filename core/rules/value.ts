// The values of the interpreter: exact numbers, days, durations; null is unknown.
import { compare as compareRational, Rational, toText } from './rational.ts';
import { dayText } from './civil-day.ts';
import type { CompareOperator } from './node.ts';
import { durationText } from './temporal-literal.ts';

export class Day {
  readonly day: number;
  constructor(day: number) {
    this.day = day;
  }
}

/** Years and months, or days and time: the two do not compare. */
export class Duration {
  readonly unit: 'months' | 'nanoseconds';
  readonly count: bigint;
  constructor(unit: 'months' | 'nanoseconds', count: bigint) {
    this.unit = unit;
    this.count = count;
  }
}

/** `< 10` as a value: what an `in` can be asked of. */
export class Comparison {
  readonly operator: CompareOperator;
  readonly value: Value;
  constructor(operator: CompareOperator, value: Value) {
    this.operator = operator;
    this.value = value;
  }
}

export class Range {
  readonly low: Value;
  readonly high: Value;
  readonly lowClosed: boolean;
  readonly highClosed: boolean;
  constructor(low: Value, high: Value, lowClosed: boolean, highClosed: boolean) {
    this.low = low;
    this.high = high;
    this.lowClosed = lowClosed;
    this.highClosed = highClosed;
  }
}

/** A record: fields by name. A Map, so that no name can reach a prototype. */
export type RecordValue = ReadonlyMap<string, Value>;

export type Value =
  null | boolean | string | Rational | Day | Duration | Range | Comparison | readonly Value[] | RecordValue;

export const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
export const isRecord = (value: Value): value is RecordValue => value instanceof Map;

/** How a missing operand is treated: `kleene` is the house's rule, `feel` is the standard's, kept to name deviations. */
export type NullRule = 'kleene' | 'feel';

/** true, false, or null when unknown or not comparable. */
export function equals(left: Value, right: Value, rule: NullRule): boolean | null {
  if (left === null || right === null) return rule === 'feel' ? left === right : null;
  if (left instanceof Rational && right instanceof Rational) return left.n === right.n && left.d === right.d;
  if (typeof left === 'boolean' || typeof left === 'string')
    return typeof left === typeof right ? left === right : null;
  if (left instanceof Day && right instanceof Day) return left.day === right.day;
  if (left instanceof Duration && right instanceof Duration) {
    if (left.unit === right.unit) return left.count === right.count;
    return left.count === 0n && right.count === 0n ? true : null;
  }
  if (left instanceof Comparison && right instanceof Comparison) {
    return left.operator === right.operator ? equals(left.value, right.value, rule) : false;
  }
  if (left instanceof Comparison || right instanceof Comparison)
    return isTest(left) && isTest(right) ? false : null;
  if (left instanceof Range && right instanceof Range) {
    if (left.lowClosed !== right.lowClosed || left.highClosed !== right.highClosed) return false;
    return allOf([equals(left.low, right.low, rule), equals(left.high, right.high, rule)]);
  }
  if (isList(left) && isList(right)) {
    if (left.length !== right.length) return false;
    return allOf(left.map((item, index) => equals(item, right[index] ?? null, rule)));
  }
  if (isRecord(left) && isRecord(right)) return equalRecords(left, right, rule);
  return null;
}

const isTest = (value: Value): boolean => value instanceof Comparison || value instanceof Range;

function equalRecords(left: RecordValue, right: RecordValue, rule: NullRule): boolean | null {
  if (left.size !== right.size || [...left.keys()].some((key) => !right.has(key))) return false;
  return allOf([...left].map(([key, value]) => equals(value, right.get(key) ?? null, rule)));
}

/** Kleene's and: false wins, then unknown. */
export function allOf(values: readonly (boolean | null)[]): boolean | null {
  let result: boolean | null = true;
  for (const value of values) {
    if (value === false) return false;
    if (value === null) result = null;
  }
  return result;
}

/** Kleene's or: true wins, then unknown. */
export function anyOf(values: readonly (boolean | null)[]): boolean | null {
  let result: boolean | null = false;
  for (const value of values) {
    if (value === true) return true;
    if (value === null) result = null;
  }
  return result;
}

/** -1, 0 or 1; null when one is unknown or they do not compare. */
export function order(left: Value, right: Value): -1 | 0 | 1 | null {
  if (left instanceof Rational && right instanceof Rational) return compareRational(left, right);
  if (typeof left === 'string' && typeof right === 'string')
    return left === right ? 0 : left < right ? -1 : 1;
  if (left instanceof Day && right instanceof Day) return sign(left.day - right.day);
  if (left instanceof Duration && right instanceof Duration && left.unit === right.unit)
    return left.count === right.count ? 0 : left.count < right.count ? -1 : 1;
  return null;
}

const sign = (difference: number): -1 | 0 | 1 => (difference === 0 ? 0 : difference < 0 ? -1 : 1);

/** The value as a person writes it in a rule, without quotes; null when unknown. */
export function valueText(value: Value): string | null {
  if (value === null) return null;
  if (typeof value === 'boolean' || typeof value === 'string') return String(value);
  if (value instanceof Rational) return toText(value);
  if (value instanceof Day) return dayText(value.day);
  if (value instanceof Duration) return durationText(value);
  if (value instanceof Comparison) return `(${value.operator} ${valueText(value.value)})`;
  if (value instanceof Range) {
    return `${value.lowClosed ? '[' : '('}${valueText(value.low)}..${valueText(value.high)}${value.highClosed ? ']' : ')'}`;
  }
  if (isList(value)) return `[${value.map((item) => valueText(item) ?? 'null').join(', ')}]`;
  return `{${[...value].map(([key, item]) => `${key}: ${valueText(item) ?? 'null'}`).join(', ')}}`;
}
