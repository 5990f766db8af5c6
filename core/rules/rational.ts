// Exact numbers for rules: a fraction of two big integers, so that 0.1 + 0.2 is 0.3 and a third stays a third.

/** How many digits numerator or denominator may have before a rule is stopped. */
const DIGITS_MAX = 3000;
const LIMIT = 10n ** BigInt(DIGITS_MAX);

/** Thrown when a number outgrows `DIGITS_MAX`; the caller turns it into words. */
export class NumberTooLarge extends Error {}

/** Always in lowest terms with a positive denominator. */
export class Rational {
  readonly n: bigint;
  readonly d: bigint;
  constructor(n: bigint, d: bigint) {
    this.n = n;
    this.d = d;
  }
}

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [magnitude(a), magnitude(b)];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** `n / d`; the denominator must not be zero. */
export function rational(n: bigint, d = 1n): Rational {
  if (d === 0n) throw new RangeError('denominator is zero');
  if (d === 1n) return limited(n, d);
  const divisor = greatestCommonDivisor(n, d) * (d < 0n ? -1n : 1n);
  return limited(n / divisor, d / divisor);
}

function limited(n: bigint, d: bigint): Rational {
  if (n >= LIMIT || n <= -LIMIT || d >= LIMIT) throw new NumberTooLarge('number too large');
  return new Rational(n, d);
}

export const ZERO = new Rational(0n, 1n);
export const ONE = new Rational(1n, 1n);

export const ofInteger = (value: number): Rational => new Rational(BigInt(value), 1n);

/** An integer carried with `scale` decimal places: (1234, 2) is 12.34. */
export const ofScaled = (value: number, scale: number): Rational =>
  scale === 0 ? ofInteger(value) : rational(BigInt(value), 10n ** BigInt(scale));

/** `12.50`, `.5`, `1e3`, `-2`; undefined when it is no number or its exponent is beyond reason. */
export function parseRational(text: string): Rational | undefined {
  const match = /^(-?)(\d*)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text.trim());
  if (!match || (match[2] === '' && match[3] === undefined)) return undefined;
  const decimals = match[3] ?? '';
  if ((match[2] ?? '').length + decimals.length > DIGITS_MAX) return undefined;
  const exponent = Number(match[4] ?? '0') - decimals.length;
  if (Math.abs(exponent) > DIGITS_MAX) return undefined;
  const digits = BigInt(`${match[2]}${decimals}`) * (match[1] ? -1n : 1n);
  return exponent >= 0
    ? limited(digits * 10n ** BigInt(exponent), 1n)
    : rational(digits, 10n ** BigInt(-exponent));
}

export const add = (a: Rational, b: Rational): Rational =>
  a.d === b.d ? rational(a.n + b.n, a.d) : rational(a.n * b.d + b.n * a.d, a.d * b.d);
export const negate = (a: Rational): Rational => new Rational(-a.n, a.d);
export const subtract = (a: Rational, b: Rational): Rational => add(a, negate(b));
export const multiply = (a: Rational, b: Rational): Rational => rational(a.n * b.n, a.d * b.d);
/** undefined when dividing by zero. */
export const divide = (a: Rational, b: Rational): Rational | undefined =>
  b.n === 0n ? undefined : rational(a.n * b.d, a.d * b.n);

export function compare(a: Rational, b: Rational): -1 | 0 | 1 {
  const [left, right] = a.d === b.d ? [a.n, b.n] : [a.n * b.d, b.n * a.d];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** `base ** exponent` for whole exponents; undefined for a zero base to a negative one. @throws NumberTooLarge */
export function power(base: Rational, exponent: bigint): Rational | undefined {
  const size = magnitude(exponent);
  if (size > 4096n) {
    if (base.n === 0n || (magnitude(base.n) === 1n && base.d === 1n))
      return exponent % 2n === 0n ? multiply(base, base) : base;
    throw new NumberTooLarge('exponent too large');
  }
  let [result, factor, rest] = [ONE, base, size];
  while (rest > 0n) {
    if (rest & 1n) result = multiply(result, factor);
    rest >>= 1n;
    if (rest > 0n) factor = multiply(factor, factor);
  }
  return exponent < 0n ? divide(ONE, result) : result;
}

export const floorOf = (a: Rational): bigint => {
  const quotient = a.n / a.d;
  return a.n < 0n && quotient * a.d !== a.n ? quotient - 1n : quotient;
};

export type RationalRounding = 'down' | 'up' | 'half-up' | 'half-down' | 'half-even' | 'floor' | 'ceiling';

/** The whole number near `a`: down and up are towards and away from zero, as in FEEL. */
export function roundToWhole(a: Rational, mode: RationalRounding): bigint {
  const below = floorOf(a);
  const rest = a.n - below * a.d;
  if (rest === 0n) return below;
  const towardsZero = a.n < 0n ? below + 1n : below;
  const away = a.n < 0n ? below : below + 1n;
  const twice = rest * 2n;
  const nearest = twice > a.d ? below + 1n : below;
  const tied = twice === a.d;
  switch (mode) {
    case 'floor':
      return below;
    case 'ceiling':
      return below + 1n;
    case 'down':
      return towardsZero;
    case 'up':
      return away;
    case 'half-up':
      return tied ? away : nearest;
    case 'half-down':
      return tied ? towardsZero : nearest;
    case 'half-even':
      if (!tied) return nearest;
      return below % 2n === 0n ? below : below + 1n;
  }
}

/** Rounds to `places` decimals, which may be negative. */
export function roundToPlaces(a: Rational, places: number, mode: RationalRounding): Rational {
  const unit = 10n ** BigInt(Math.abs(places));
  return places >= 0
    ? rational(roundToWhole(rational(a.n * unit, a.d), mode), unit)
    : rational(roundToWhole(rational(a.n, a.d * unit), mode) * unit);
}

/** Decimal text: exact where it ends within 34 digits, else cut to 34 places. */
export function toText(a: Rational): string {
  if (a.d === 1n) return String(a.n);
  const unit = 10n ** 34n;
  const scaled = roundToWhole(rational(a.n * unit, a.d), 'half-even');
  const digits = String(magnitude(scaled)).padStart(35, '0');
  const fraction = digits.slice(-34).replace(/0+$/, '');
  return `${scaled < 0n ? '-' : ''}${digits.slice(0, -34)}${fraction === '' ? '' : `.${fraction}`}`;
}
