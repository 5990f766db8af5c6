// Money is an integer number of fen; nothing else in the house may hold an amount.
import { Fault } from './fault.ts';

declare const fenBrand: unique symbol;
/** A whole number of fen (1/100 yuan), within ±9,007,199,254,740,991. */
export type Fen = number & { readonly [fenBrand]: 'Fen' };

/** How a fraction of a fen becomes whole. `down` is towards zero and is the default of every payment: it cannot overpay. */
export type Rounding = 'down' | 'up' | 'half-up' | 'half-even';

/** Makes a Fen of a safe integer; throws a defect on anything else. */
export function fen(value: number): Fen {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number of fen: ${value}`);
  return value as Fen;
}

export const ZERO_FEN = fen(0);

export const addFen = (...amounts: readonly Fen[]): Fen =>
  fen(amounts.reduce((sum, amount) => sum + amount, 0));
export const subtractFen = (a: Fen, b: Fen): Fen => fen(a - b);
export const minFen = (a: Fen, b: Fen): Fen => (a <= b ? a : b);

/** `amount × numerator ÷ denominator`, exact in between, rounded once as declared. Denominator must be positive. */
export function multiplyDivideFen(
  amount: Fen,
  numerator: number,
  denominator: number,
  rounding: Rounding,
): Fen {
  return fen(Number(divideRounded(BigInt(amount) * BigInt(numerator), BigInt(denominator), rounding)));
}

/** Integer division with declared rounding; the denominator must be positive. */
export function divideRounded(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  if (denominator <= 0n) throw new RangeError('denominator must be positive');
  const quotient = numerator / denominator;
  const remainder = numerator % denominator;
  if (remainder === 0n) return quotient;
  const away = remainder < 0n ? -1n : 1n;
  const twice = (remainder < 0n ? -remainder : remainder) * 2n;
  switch (rounding) {
    case 'down':
      return quotient;
    case 'up':
      return quotient + away;
    case 'half-up':
      return twice >= denominator ? quotient + away : quotient;
    case 'half-even':
      if (twice === denominator) return quotient % 2n === 0n ? quotient : quotient + away;
      return twice > denominator ? quotient + away : quotient;
  }
}

/**
 * Splits an amount by shares so that the parts sum exactly: each part is rounded down, and the last takes the rest.
 * @param shares non-negative integers, at least one positive
 */
export function splitFen(amount: Fen, shares: readonly number[]): Fen[] {
  const total = shares.reduce((sum, share) => sum + share, 0);
  if (shares.length === 0 || total <= 0 || shares.some((share) => share < 0))
    throw new RangeError('shares must be positive');
  const parts = shares.map((share) => multiplyDivideFen(amount, share, total, 'down'));
  const last = shares.findLastIndex((share) => share > 0);
  const rest = subtractFen(amount, addFen(...parts));
  parts[last] = addFen(parts[last] ?? ZERO_FEN, rest);
  return parts;
}

/** `1234567` → `12345.67`: a decimal string for paper and bank files only. */
export function fenToYuan(amount: Fen): string {
  const absolute = Math.abs(amount);
  const cents = String(absolute % 100).padStart(2, '0');
  return `${amount < 0 ? '-' : ''}${Math.floor(absolute / 100)}.${cents}`;
}

/** `1234567` → `12,345.67`: for a person to read. */
export const readableYuan = (amount: Fen): string => fenToYuan(amount).replace(/\B(?=(\d{3})+\.)/g, ',');

/** `12345.67` → `1234567`; at most two decimals. @throws Fault invalid */
export function yuanToFen(text: string): Fen {
  const match = /^(-?)(\d{1,14})(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (!match)
    throw new Fault('invalid', {
      reason: 'amount',
      zh: `金额格式不正确：${text.slice(0, 40)}`,
      en: `Not an amount in yuan: ${text.slice(0, 40)}`,
    });
  const value = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'));
  return fen(match[1] ? -value : value);
}
