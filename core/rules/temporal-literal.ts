// Dates and durations as FEEL writes them: `2020-03-02`, `P1Y2M`, `P3DT4H0.5S`.
import { civilDay } from './civil-day.ts';

/** Days since 1970-01-01, or undefined when the text is no such day. A year beyond four digits has no leading zero. */
export function dayLiteral(text: string): number | undefined {
  const match = /^(-?)(\d{4}|[1-9]\d{4,8})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return undefined;
  const year = Number(match[2]) * (match[1] ? -1 : 1);
  return civilDay(year, Number(match[3]), Number(match[4]));
}

/** Years and months as months; days and time as nanoseconds, so that fractions of a second stay exact. */
export interface DurationLiteral {
  readonly unit: 'months' | 'nanoseconds';
  readonly count: bigint;
}

export const NANOSECONDS_A_DAY = 86_400_000_000_000n;
const NANOSECONDS_A_SECOND = 1_000_000_000n;

const MONTHS = /^(-?)P(?:(\d{1,18})Y)?(?:(\d{1,18})M)?$/;
const SECONDS =
  /^(-?)P(?:(\d{1,18})D)?(?:T(?:(\d{1,18})H)?(?:(\d{1,18})M)?(?:(\d{1,18})(?:\.(\d{0,9}))?S)?)?$/;

export function durationLiteral(text: string): DurationLiteral | undefined {
  if (!/[0-9.][YMDHS]$/.test(text)) return undefined;
  const whole = (part: string | undefined): bigint => BigInt(part ?? '0');
  const months = MONTHS.exec(text);
  if (months) return signed('months', months[1], whole(months[2]) * 12n + whole(months[3]));
  const parts = SECONDS.exec(text);
  if (!parts) return undefined;
  const seconds = ((whole(parts[2]) * 24n + whole(parts[3])) * 60n + whole(parts[4])) * 60n + whole(parts[5]);
  const fraction = BigInt((parts[6] ?? '').padEnd(9, '0'));
  return signed('nanoseconds', parts[1], seconds * NANOSECONDS_A_SECOND + fraction);
}

const signed = (unit: DurationLiteral['unit'], sign: string | undefined, count: bigint): DurationLiteral => ({
  unit,
  count: sign === '-' ? -count : count,
});

/** The inverse of `durationLiteral`, in its shortest form. */
export function durationText({ unit, count }: DurationLiteral): string {
  const size = count < 0n ? -count : count;
  const part = (amount: bigint, letter: string): string => (amount === 0n ? '' : `${amount}${letter}`);
  const sign = count < 0n ? '-' : '';
  if (unit === 'months') return `${sign}P${part(size / 12n, 'Y') + part(size % 12n, 'M') || '0M'}`;
  const seconds = size / NANOSECONDS_A_SECOND;
  const fraction = String(size % NANOSECONDS_A_SECOND)
    .padStart(9, '0')
    .replace(/0+$/, '');
  const rest = fraction === '' ? part(seconds % 60n, 'S') : `${seconds % 60n}.${fraction}S`;
  const time = part((seconds / 3600n) % 24n, 'H') + part((seconds / 60n) % 60n, 'M') + rest;
  const days = part(seconds / 86_400n, 'D');
  if (days === '' && time === '') return 'PT0S';
  return `${sign}P${days}${time === '' ? '' : `T${time}`}`;
}
