// Working days with 调休 and cut-offs: what the State Council announces each year, given as data, decides when money can move.
import * as z from 'zod';
import { formatDay, parseDay, type DayText } from './day.ts';
import { Fault } from './fault.ts';

const dayText = z
  .string()
  .refine((text) => parseDay(text) !== undefined, { error: '日期不存在 / no such day' });
/** One day, or the first and last of several: `2020-01-24` or `2020-01-24..2020-02-02`. */
const daysText = z.string().refine((text) => daysOf(text) !== undefined, {
  error: '日期或起止日期有误 / neither a day nor first..last',
});

/** The announcements of some years; years must follow each other without a gap. */
export const workingDaysSchema = z.strictObject({
  years: z
    .array(
      z.strictObject({
        year: z.int().min(1950).max(2200),
        /** The notice the days come from, for example 国办发明电〔2019〕16号. */
        notice: z.string().min(1),
        /** Days off, weekends inside them included or not. */
        restDays: z.array(daysText),
        /** Saturdays and Sundays that are worked in exchange (调休). */
        workDays: z.array(dayText),
      }),
    )
    .min(1)
    .refine(
      (years) => years.every(({ year }, index) => index === 0 || year === (years[index - 1]?.year ?? 0) + 1),
      {
        error: '年份应连续 / years must follow each other',
      },
    ),
});
export type WorkingDays = z.infer<typeof workingDaysSchema>;

/** Days in and out are `YYYY-MM-DD`. Every function throws Fault unprocessable for a day that no announcement covers. */
export interface WorkingCalendar {
  isWorkingDay(day: DayText): boolean;
  /** The first working day after the given one. */
  nextWorkingDay(day: DayText): DayText;
  /** The n-th working day after the given one; n = 0 gives the day itself, working or not. */
  addWorkingDays(day: DayText, count: number): DayText;
  /** How many working days lie after `from`, up to and including `to`; 0 when `to` is not later. */
  workingDaysBetween(from: DayText, to: DayText): number;
  /** The day on which something handed in at an instant is dealt with: that day before the cut-off, else the next working day. */
  acceptanceDay(day: DayText, minuteOfDay: number, cutOffMinute: number): DayText;
}

/**
 * Builds the calendar of some announced years.
 * @throws Fault invalid when the data is not of the schema, when a day lies outside its year, or is both off and worked
 */
export function workingCalendar(data: unknown): WorkingCalendar {
  const parsed = workingDaysSchema.safeParse(data);
  if (!parsed.success)
    throw new Fault('invalid', { reason: 'working-days', en: z.prettifyError(parsed.error) });
  const { rest, work, first, last } = exceptions(parsed.data);

  const isWorking = (day: number): boolean => {
    if (day < first || day > last) {
      const [from, to] = [formatDay(first), formatDay(last)];
      throw new Fault('unprocessable', {
        reason: 'calendar-does-not-reach',
        zh: `${formatDay(day)} 的工作日安排尚未公布（已有 ${from} 至 ${to}）`,
        en: `No working days are announced for ${formatDay(day)}; ${from} to ${to} are`,
      });
    }
    if (work.has(day)) return true;
    if (rest.has(day)) return false;
    // 1970-01-01 was a Thursday: 0 is Sunday, 6 is Saturday.
    const weekday = (day + 4) % 7;
    return weekday !== 0 && weekday !== 6;
  };
  const advance = (from: number, count: number): number => {
    let day = from;
    for (let left = count; left > 0;) {
      day += 1;
      if (isWorking(day)) left -= 1;
    }
    return day;
  };
  return {
    isWorkingDay: (day) => isWorking(numberOf(day)),
    nextWorkingDay: (day) => formatDay(advance(numberOf(day), 1)),
    addWorkingDays: (day, count) => formatDay(advance(numberOf(day), count)),
    workingDaysBetween(from, to) {
      let count = 0;
      for (let day = numberOf(from) + 1; day <= numberOf(to); day += 1) if (isWorking(day)) count += 1;
      return count;
    },
    acceptanceDay(day, minuteOfDay, cutOffMinute) {
      const today = numberOf(day);
      return isWorking(today) && minuteOfDay < cutOffMinute ? day : formatDay(advance(today, 1));
    },
  };
}

/** 16:30: what a treasury is handed later than this is dealt with on its next working day, unless a setting says otherwise. */
export const CUT_OFF_MINUTE = 16 * 60 + 30;

/** `16:30` → 990; `24:00` never cuts a day off. @throws Fault invalid */
export function minuteOfText(text: string): number {
  const match = /^(?:([01]\d|2[0-3]):([0-5]\d)|(24):(00))$/.exec(text);
  if (match) return Number(match[1] ?? match[3]) * 60 + Number(match[2] ?? match[4]);
  throw new Fault('invalid', {
    reason: 'time-of-day',
    zh: `时刻应为 00:00 至 24:00，例如 16:30：${text}`,
    en: `A time of day is 00:00 to 24:00, for example 16:30: ${text}`,
  });
}

/** Minutes since midnight in Shanghai, 0 to 1,439, of an instant in milliseconds since 1970 UTC. */
export const minuteOfInstant = (instantMs: number): number =>
  (((Math.floor(instantMs / 60_000) + 480) % 1_440) + 1_440) % 1_440;

function exceptions({ years }: WorkingDays) {
  const rest = new Set<number>();
  const work = new Set<number>();
  for (const { year, restDays, workDays } of years) {
    for (const day of restDays.flatMap((text) => daysOf(text) ?? [])) rest.add(insideYear(day, year));
    for (const text of workDays) work.add(insideYear(numberOf(text), year));
  }
  for (const day of work) {
    if (!rest.has(day)) continue;
    const text = formatDay(day);
    throw new Fault('invalid', {
      reason: 'working-days',
      zh: `${text} 既休息又上班`,
      en: `${text} is both off and worked`,
    });
  }
  return {
    rest,
    work,
    first: numberOf(`${years[0]?.year}-01-01`),
    last: numberOf(`${years.at(-1)?.year}-12-31`),
  };
}

function insideYear(day: number, year: number): number {
  const text = formatDay(day);
  if (text.startsWith(`${year}-`)) return day;
  throw new Fault('invalid', {
    reason: 'working-days',
    zh: `${text} 不在 ${year} 年内`,
    en: `${text} is not in ${year}`,
  });
}

/** The days of `first..last`, at most 31, or undefined when the text is no such thing. */
function daysOf(text: string): number[] | undefined {
  const [from = '', to = from, ...more] = text.split('..');
  const first = parseDay(from);
  const last = parseDay(to);
  if (first === undefined || last === undefined || more.length > 0 || last < first || last - first > 30)
    return undefined;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function numberOf(text: DayText): number {
  const day = parseDay(text);
  if (day !== undefined) return day;
  throw new Fault('invalid', { reason: 'day', zh: `日期不存在：${text}`, en: `No such day: ${text}` });
}
