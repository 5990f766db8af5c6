// The proleptic Gregorian calendar in whole days since 1970-01-01, for any year FEEL allows.

export interface CivilDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const YEAR_MAX = 999_999_999;
const DAYS_400_YEARS = 146_097;

/** Days since 1970-01-01 of a civil day, which must exist. Algorithm: Howard Hinnant, "chrono-compatible date algorithms". */
export function dayOfCivil({ year, month, day }: CivilDay): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_400_YEARS + dayOfEra - 719_468;
}

/** The inverse of `dayOfCivil`. */
export function civilOfDay(days: number): CivilDay {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / DAYS_400_YEARS);
  const dayOfEra = shifted - era * DAYS_400_YEARS;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

export function daysInMonth(year: number, month: number): number {
  const next = month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 };
  return dayOfCivil({ ...next, day: 1 }) - dayOfCivil({ year, month, day: 1 });
}

/** Days since 1970-01-01, or undefined when there is no such day. */
export function civilDay(year: number, month: number, day: number): number | undefined {
  const whole = [year, month, day].every(Number.isSafeInteger) && Math.abs(year) <= YEAR_MAX;
  const exists = whole && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return exists ? dayOfCivil({ year, month, day }) : undefined;
}

/** `2020-03-02`, or `-12345-03-02`: at least four digits of year. */
export function dayText(days: number): string {
  const { year, month, day } = civilOfDay(days);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

/** Moves a day by months; a day past the end of the month becomes its last. */
export function addMonths(days: number, months: number): number {
  const { year, month, day } = civilOfDay(days);
  const index = year * 12 + month - 1 + months;
  const target = { year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1 };
  return dayOfCivil({ ...target, day: Math.min(day, daysInMonth(target.year, target.month)) });
}

/** Whole months from one day to another, towards zero. */
export function monthsBetween(from: number, to: number): number {
  if (to < from) return -monthsBetween(to, from) || 0;
  const [start, end] = [civilOfDay(from), civilOfDay(to)];
  const months = (end.year - start.year) * 12 + end.month - start.month;
  return end.day < start.day ? months - 1 : months;
}

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (days: number): number => ((((days + 3) % 7) + 7) % 7) + 1;
