// The functions of the language. Wrong arguments give null, as in FEEL; the type checker refuses them beforehand.
import * as exact from './rational.ts';
import { civilDay, civilOfDay, monthsBetween, weekdayOf } from './civil-day.ts';
import { dayLiteral, durationLiteral } from './temporal-literal.ts';
import {
  allOf,
  anyOf,
  Day,
  Duration,
  equals,
  isList,
  type NullRule,
  order,
  type Value,
  valueText,
} from './value.ts';

type Builtin = (values: readonly Value[], rule: NullRule) => Value;

const isNumber = (value: Value | undefined): value is exact.Rational => value instanceof exact.Rational;

/** `f(1, 2)` and `f([1, 2])` mean the same; null when there is no list at all. */
function elements(values: readonly Value[]): readonly Value[] | null {
  const [first] = values;
  if (values.length === 0) return null;
  if (values.length !== 1 || first === undefined) return values;
  if (isList(first)) return first;
  return first === null ? null : [first];
}

const numbersOf = (values: readonly Value[]): readonly exact.Rational[] | null => {
  const list = elements(values);
  return list && list.length > 0 && list.every(isNumber) ? list : null;
};

const total = (list: readonly exact.Rational[]): exact.Rational => list.reduce(exact.add, exact.ZERO);

/** The first element that every other one stands on the given side of. */
function extreme(values: readonly Value[], side: -1 | 1): Value {
  const list = elements(values);
  const [first, ...rest] = list ?? [];
  if (first === undefined || first === null || order(first, first) === null) return null;
  let best: Value = first;
  for (const value of rest) {
    const ordered = order(value, best);
    if (ordered === null) return null;
    if (ordered === side) best = value;
  }
  return best;
}

const truths = (
  values: readonly Value[],
  combine: (list: readonly (boolean | null)[]) => boolean | null,
): Value => {
  const list = elements(values);
  return list ? combine(list.map((value) => (typeof value === 'boolean' ? value : null))) : null;
};

/** Decimal places that FEEL allows in rounding. */
const PLACES_MIN = -6111n;
const PLACES_MAX = 6176n;

const rounding =
  (mode: exact.RationalRounding): Builtin =>
  (values) => {
    const [value, places = exact.ZERO] = values;
    if (values.length > 2 || !isNumber(value) || !isNumber(places)) return null;
    const count = exact.roundToWhole(places, 'down');
    if (count > PLACES_MAX || count < PLACES_MIN) return null;
    if (count > 300n) return value;
    return count < -300n ? exact.ZERO : exact.roundToPlaces(value, Number(count), mode);
  };

/** `decimal` and the `round …` functions want their second argument. */
const withPlaces =
  (mode: exact.RationalRounding): Builtin =>
  (values, rule) =>
    values.length === 2 ? rounding(mode)(values, rule) : null;

/** FEEL's modulo has the sign of the divisor. */
const modulo: Builtin = (values) => {
  const [dividend, divisor] = values;
  if (values.length !== 2 || !isNumber(dividend) || !isNumber(divisor)) return null;
  const quotient = exact.divide(dividend, divisor);
  if (!quotient) return null;
  return exact.subtract(dividend, exact.multiply(divisor, exact.rational(exact.floorOf(quotient))));
};

const toDay: Builtin = (values) => {
  const [first, month, day] = values;
  if (values.length === 1) {
    if (first instanceof Day) return first;
    const known = typeof first === 'string' ? dayLiteral(first) : undefined;
    return known === undefined ? null : new Day(known);
  }
  const parts = [first, month, day];
  if (values.length !== 3 || !parts.every(isNumber) || parts.some((part) => part.d !== 1n)) return null;
  const [y = 0, m = 0, d = 0] = parts.map((part) => Number(part.n));
  const known = civilDay(y, m, d);
  return known === undefined ? null : new Day(known);
};

const toDuration: Builtin = ([text, ...rest]) => {
  if (rest.length > 0) return null;
  if (text instanceof Duration) return text;
  const known = typeof text === 'string' ? durationLiteral(text) : undefined;
  return known ? new Duration(known.unit, known.count) : null;
};

const toNumber: Builtin = (values) => {
  const [text, grouping, point] = values;
  if (typeof text !== 'string' || values.length > 3) return null;
  const separators = [grouping ?? null, point ?? null];
  const allowed = [
    [null, ' ', ',', '.'],
    [null, ',', '.'],
  ];
  if (separators.some((each, index) => !allowed[index]?.some((one) => one === each))) return null;
  if (grouping && grouping === point) return null;
  let plain = typeof grouping === 'string' ? text.replaceAll(grouping, '') : text;
  if (typeof point === 'string') plain = plain.replace(point, '.');
  return /^-?(\d+(\.\d+)?|\.\d+)([eE][+-]?\d+)?$/.test(plain) ? (exact.parseRational(plain) ?? null) : null;
};

const toText: Builtin = (values) => (values.length === 1 ? textOfValue(values[0] ?? null) : null);

const textOfValue = (value: Value): string | null =>
  isList(value)
    ? `[${value.map((item) => (typeof item === 'string' ? JSON.stringify(item) : (textOfValue(item) ?? 'null'))).join(', ')}]`
    : valueText(value);

const onTexts =
  (apply: (text: string, other: string) => Value): Builtin =>
  (values) => {
    const [text, other] = values;
    return values.length === 2 && typeof text === 'string' && typeof other === 'string'
      ? apply(text, other)
      : null;
  };

const onText =
  (apply: (text: string) => Value): Builtin =>
  (values) => {
    const [text] = values;
    return values.length === 1 && typeof text === 'string' ? apply(text) : null;
  };

const contains: Builtin = (values, rule) => {
  const [list, wanted] = values;
  if (values.length !== 2 || list === undefined || wanted === undefined || list === null) return null;
  const asked = wanted === null ? 'feel' : rule;
  return anyOf((isList(list) ? list : [list]).map((item) => equals(item, wanted, asked)));
};

const months: Builtin = ([from, to, ...rest]) =>
  from instanceof Day && to instanceof Day && rest.length === 0
    ? new Duration('months', BigInt(monthsBetween(from.day, to.day)))
    : null;

const dayPart =
  (part: 'year' | 'month' | 'day'): Builtin =>
  ([value]) =>
    value instanceof Day ? exact.ofInteger(civilOfDay(value.day)[part]) : null;

const weekday: Builtin = ([value]) => (value instanceof Day ? exact.ofInteger(weekdayOf(value.day)) : null);

const durationPart =
  (unit: Duration['unit'], size: bigint, modulus?: bigint): Builtin =>
  ([value]) => {
    if (!(value instanceof Duration) || value.unit !== unit) return null;
    const whole = value.count / size;
    return exact.rational(modulus === undefined ? whole : whole % modulus);
  };

const absolute: Builtin = (values) => {
  const [value] = values;
  if (values.length !== 1) return null;
  if (isNumber(value)) return value.n < 0n ? exact.negate(value) : value;
  return value instanceof Duration
    ? new Duration(value.unit, value.count < 0n ? -value.count : value.count)
    : null;
};

const BUILTINS: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ['not', (values) => (values.length === 1 && typeof values[0] === 'boolean' ? !values[0] : null)],
  ['min', (values) => extreme(values, -1)],
  ['max', (values) => extreme(values, 1)],
  [
    'sum',
    (values) => {
      const list = numbersOf(values);
      return list ? total(list) : null;
    },
  ],
  [
    'mean',
    (values) => {
      const list = numbersOf(values);
      return list ? (exact.divide(total(list), exact.ofInteger(list.length)) ?? null) : null;
    },
  ],
  [
    'count',
    (values) => {
      const list = elements(values);
      return list ? exact.ofInteger(list.length) : null;
    },
  ],
  ['all', (values) => truths(values, allOf)],
  ['any', (values) => truths(values, anyOf)],
  ['list contains', contains],
  ['floor', rounding('floor')],
  ['ceiling', rounding('ceiling')],
  ['decimal', withPlaces('half-even')],
  ['round up', withPlaces('up')],
  ['round down', withPlaces('down')],
  ['round half up', withPlaces('half-up')],
  ['round half down', withPlaces('half-down')],
  ['abs', absolute],
  ['modulo', modulo],
  ['date', toDay],
  ['duration', toDuration],
  ['@', (values, rule) => toDay(values, rule) ?? toDuration(values, rule)],
  ['years and months duration', months],
  ['number', toNumber],
  ['string', toText],
  ['contains', onTexts((text, part) => text.includes(part))],
  ['starts with', onTexts((text, part) => text.startsWith(part))],
  ['ends with', onTexts((text, part) => text.endsWith(part))],
  ['string length', onText((text) => exact.ofInteger([...text].length))],
  ['upper case', onText((text) => text.toUpperCase())],
  ['lower case', onText((text) => text.toLowerCase())],
  ['.year', dayPart('year')],
  ['.month', dayPart('month')],
  ['.day', dayPart('day')],
  ['.weekday', weekday],
  ['.years', durationPart('months', 12n)],
  ['.months', durationPart('months', 1n, 12n)],
  ['.days', durationPart('nanoseconds', 86_400_000_000_000n)],
  ['.hours', durationPart('nanoseconds', 3_600_000_000_000n, 24n)],
  ['.minutes', durationPart('nanoseconds', 60_000_000_000n, 60n)],
  ['.seconds', durationPart('nanoseconds', 1_000_000_000n, 60n)],
]);

export const isBuiltin = (name: string): boolean => BUILTINS.has(name) && !name.startsWith('.');

/** Calls a function of the language; null when there is none of that name or the arguments do not fit. */
export function callBuiltin(name: string, values: readonly Value[], rule: NullRule): Value {
  return BUILTINS.get(name)?.(values, rule) ?? null;
}
