// Dates are whole days in Asia/Shanghai: an integer count since 1970-01-01, or its `YYYY-MM-DD` text.

/** `YYYY-MM-DD`, a day that exists. */
export type DayText = string;

const DAY_MS = 86_400_000;
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** Days since 1970-01-01, or undefined when the text is no such date (2020-02-30, 2020-2-1). */
export function parseDay(text: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return undefined;
  const time = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  const date = new Date(time);
  const exists = date.getUTCMonth() === Number(match[2]) - 1 && date.getUTCDate() === Number(match[3]);
  return exists && Number(match[1]) >= 1000 ? time / DAY_MS : undefined;
}

export const formatDay = (day: number): DayText => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** The day in Shanghai at an instant given in milliseconds since 1970 UTC. */
export const dayOfInstant = (instantMs: number): number =>
  Math.floor((instantMs + SHANGHAI_OFFSET_MS) / DAY_MS);

/**
 * The same day of the month so many months later, or earlier, as text that compares: 2020-01-31 and a month is 2020-02-31, which
 * lies after every day of February.
 */
export function sameDayMonthsLater(day: DayText, months: number): string {
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}-${day.slice(8)}`;
}
