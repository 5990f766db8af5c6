// The working days that deadlines are counted in: weekdays, until a calendar of holidays is given.
import { formatDay, parseDay, type DayText } from '../../core/kernel/day.ts';
import type { WorkCalendar } from '../ports.ts';

/** 1970-01-01 was a Thursday. */
const isWeekday = (day: number): boolean => (day + 3) % 7 < 5;

export const workCalendar: WorkCalendar = {
  addWorkingDays(from: DayText, days: number): DayText {
    let day = parseDay(from) ?? 0;
    for (let left = days; left > 0; ) {
      day += 1;
      if (isWeekday(day)) left -= 1;
    }
    return formatDay(day);
  },
};
