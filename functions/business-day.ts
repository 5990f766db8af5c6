// Terms counted from a recorded instant in business days, so that they agree with a clock that the demo or a replay has set.
import { dayOfInstant, formatDay, parseDay, type DayText } from '../core/kernel/day.ts';
import { Fault } from '../core/kernel/fault.ts';
import type { Clock, WorkCalendar } from './ports.ts';

/** As many days before today's business day as the instant lies before now; on a real clock simply its day in Shanghai. */
export function businessDayOf(clock: Clock, instant: string): DayText {
  const daysAgo = dayOfInstant(clock.nowMs()) - dayOfInstant(Date.parse(instant));
  return formatDay((parseDay(clock.today()) ?? 0) - Math.max(daysAgo, 0));
}

/** For showing only: undefined where no announcement of working days reaches so far, instead of a fault. */
export async function workingDaysAfter(
  { calendar, clock }: { readonly calendar: WorkCalendar; readonly clock: Clock },
  instant: string,
  days: number,
): Promise<DayText | undefined> {
  try {
    return await calendar.addWorkingDays(businessDayOf(clock, instant), days);
  } catch (error) {
    if (error instanceof Fault && error.code === 'unprocessable') return undefined;
    throw error;
  }
}
