// The working days with 调休, kept as a file like the districts: announced every year, without a deployment.
import { Fault } from '../../core/kernel/fault.ts';
import { workingCalendar, type WorkingCalendar } from '../../core/kernel/working-calendar.ts';
import type { Files, WorkCalendar } from '../ports.ts';

/** JSON of the shape that `workingDaysSchema` describes. */
export const WORKING_DAYS_KEY = 'reference/working-days.json';

/** Read once a process, on first use. @throws Fault unprocessable while no working days were given */
export function fileCalendar(files: Pick<Files, 'get'>): WorkCalendar {
  let loaded: Promise<WorkingCalendar> | undefined;
  const load = async (): Promise<WorkingCalendar> => {
    const content = await files.get('files', WORKING_DAYS_KEY);
    if (content) return workingCalendar(JSON.parse(new TextDecoder().decode(content)));
    loaded = undefined;
    throw new Fault('unprocessable', {
      reason: 'working-days-missing',
      zh: `尚未提供工作日安排（${WORKING_DAYS_KEY}）`,
      en: `No working days were given yet (${WORKING_DAYS_KEY})`,
    });
  };
  return {
    async addWorkingDays(day, days) {
      if (days === 0) return day;
      loaded ??= load();
      return (await loaded).addWorkingDays(day, days);
    },
  };
}

/** Checks parsed working days and keeps them. @throws Fault invalid naming what is wrong */
export async function storeWorkingDays(files: Pick<Files, 'put'>, data: unknown): Promise<void> {
  workingCalendar(data);
  await files.put('files', WORKING_DAYS_KEY, JSON.stringify(data), { contentType: 'application/json' });
}
