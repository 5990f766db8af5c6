// When a rail deals with what is handed over now: a bank at once, a treasury on its working days before its own cut-off.
import { formatDay, parseDay, type DayText } from '../../core/kernel/day.ts';
import { CUT_OFF_MINUTE, minuteOfInstant } from '../../core/kernel/working-calendar.ts';
import type { Deps } from '../deps.ts';

/**
 * The business day on which a rail takes what is handed over now.
 * @param treasury the 财政区划 that pays; undefined where a bank does
 * @param planned no earlier than this day at a treasury, whatever a clock that is a little behind says
 * @throws Fault unprocessable when no working days are announced for today
 */
export async function openingDay(
  deps: Deps,
  treasury: string | undefined,
  planned: DayText = '',
): Promise<DayText> {
  const today = deps.clock.today();
  if (treasury === undefined) return today;
  const { treasuryCutOffMinute = CUT_OFF_MINUTE, treasuries } = deps;
  const cutOffMinute = (await treasuries?.cutOffMinuteOf(treasury)) ?? treasuryCutOffMinute;
  const isOver = minuteOfInstant(deps.clock.nowMs()) >= cutOffMinute;
  const lastOver = isOver ? today : formatDay((parseDay(today) ?? 0) - 1);
  const opens = await deps.calendar.addWorkingDays(lastOver, 1);
  return planned > opens ? planned : opens;
}
