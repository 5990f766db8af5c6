// Instants and days in local form, with seconds where seconds matter.
import type { Language } from './language.ts';

const LOCALES = { zh: 'zh-CN', en: 'en-GB' } as const;
const ZONE = 'Asia/Shanghai';

/** `2020年3月2日` or `2 Mar 2020` of a day `YYYY-MM-DD`. */
export const dayText = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], {
    year: 'numeric',
    month: language === 'zh' ? 'long' : 'short',
    day: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`));

/** Date and time with seconds, in Hangzhou's time. */
export const instantText = (instant: string, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone: ZONE,
  }).format(new Date(instant));

/** `09:41:07` in Hangzhou's time. */
export const clockText = (instant: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone: ZONE,
  }).format(new Date(instant));

/** Seconds between two instants, to a tenth. */
export const secondsBetween = (from: string, until: string): string =>
  ((Date.parse(until) - Date.parse(from)) / 1000).toFixed(1);

const AGES = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** How long ago, in the largest unit that fits: `3小时前`, `3 hours ago`. */
export function ageText(instant: string, language: Language, nowMs = Date.now()): string {
  const pastMs = Math.max(nowMs - Date.parse(instant), 0);
  const [unit, lengthMs] = AGES.find(([, length]) => pastMs >= length) ?? (['second', 1_000] as const);
  const words = new Intl.RelativeTimeFormat(LOCALES[language], { numeric: 'always' });
  return words.format(-Math.floor(pastMs / lengthMs), unit);
}
