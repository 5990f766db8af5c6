// The values of the interpreter: exact numbers, days, durations; null is unknown.
import { compare as compareRational, Rational, toText } from './rational.ts';
import { formatDay } from '../kernel/day.ts';

export class Day {
  readonly day: number;
  constructor(day: number) {
    this.day = day;
  }
}

/** Years and months, or days and time in seconds: the two do not compare. */
export class Duration {
  readonly unit: 'months' | 'seconds';
  readonly count: number;
  constructor(unit: 'months' | 'seconds', count: number) {
    this.unit = unit;
    this.count = count;
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
  null | boolean | string | Rational | Day | Duration | Range | readonly Value[] | RecordValue;

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
    return left.count === 0 && right.count === 0 ? true : null;
  }
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
    return sign(left.count - right.count);
  return null;
}

const sign = (difference: number): -1 | 0 | 1 => (difference === 0 ? 0 : difference < 0 ? -1 : 1);

/** The value as a person writes it in a rule, without quotes; null when unknown. */
export function valueText(value: Value): string | null {
  if (value === null) return null;
  if (typeof value === 'boolean' || typeof value === 'string') return String(value);
  if (value instanceof Rational) return toText(value);
  if (value instanceof Day) return formatDay(value.day);
  if (value instanceof Duration) return durationText(value);
  if (value instanceof Range) {
    return `${value.lowClosed ? '[' : '('}${valueText(value.low)}..${valueText(value.high)}${value.highClosed ? ']' : ')'}`;
  }
  if (isList(value)) return `[${value.map((item) => valueText(item) ?? 'null').join(', ')}]`;
  return `{${[...value].map(([key, item]) => `${key}: ${valueText(item) ?? 'null'}`).join(', ')}}`;
}

function durationText(duration: Duration): string {
  const size = Math.abs(duration.count);
  const minus = duration.count < 0 ? '-' : '';
  const part = (count: number, letter: string): string => (count === 0 ? '' : `${count}${letter}`);
  if (duration.unit === 'months') {
    const text = part(Math.floor(size / 12), 'Y') + part(size % 12, 'M');
    return `${minus}P${text === '' ? '0M' : text}`;
  }
  const time =
    part(Math.floor(size / 3600) % 24, 'H') + part(Math.floor(size / 60) % 60, 'M') + part(size % 60, 'S');
  const days = part(Math.floor(size / 86_400), 'D');
  return `${minus}P${days === '' && time === '' ? '0D' : days}${time === '' ? '' : `T${time}`}`;
}
