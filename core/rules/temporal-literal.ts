// Dates and durations as FEEL writes them: `2020-03-02`, `P1Y2M`, `P3DT4H`.
import { parseDay } from '../kernel/day.ts';

/** Days since 1970-01-01, or undefined when the text is no such day. */
export const dayLiteral = (text: string): number | undefined => parseDay(text);

export interface DurationLiteral {
  readonly unit: 'months' | 'seconds';
  readonly count: number;
}

const MONTHS = /^(-?)P(?:(\d{1,9})Y)?(?:(\d{1,9})M)?$/;
const SECONDS = /^(-?)P(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?$/;

export function durationLiteral(text: string): DurationLiteral | undefined {
  const whole = (part: string | undefined): number => Number(part ?? '0');
  if (!/[0-9][YMDHS]$/.test(text)) return undefined;
  const months = MONTHS.exec(text);
  if (months) return signed('months', months[1], whole(months[2]) * 12 + whole(months[3]));
  const seconds = SECONDS.exec(text);
  if (!seconds) return undefined;
  const count =
    ((whole(seconds[2]) * 24 + whole(seconds[3])) * 60 + whole(seconds[4])) * 60 + whole(seconds[5]);
  return signed('seconds', seconds[1], count);
}

const signed = (unit: DurationLiteral['unit'], sign: string | undefined, count: number): DurationLiteral => ({
  unit,
  count: sign === '-' && count !== 0 ? -count : count,
});

/** Moves a day by months; a day past the end of the month becomes its last. */
export function addMonths(day: number, months: number): number {
  const date = new Date(day * 86_400_000);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
  const target = new Date(first);
  const last = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  return first / 86_400_000 + Math.min(date.getUTCDate(), last) - 1;
}

/** Whole months from one day to another, towards zero. */
export function monthsBetween(from: number, to: number): number {
  if (to < from) return -monthsBetween(to, from) || 0;
  const [start, end] = [new Date(from * 86_400_000), new Date(to * 86_400_000)];
  const months =
    (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth();
  return end.getUTCDate() < start.getUTCDate() ? months - 1 : months;
}

export interface DayParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export function dayParts(day: number): DayParts {
  const date = new Date(day * 86_400_000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
