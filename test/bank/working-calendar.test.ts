// Money moves on working days: the announced days of 2020 to 2026, and what a calendar does at its edges.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { formatDay, parseDay } from '../../core/kernel/day.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { minuteOfInstant, workingCalendar } from '../../core/kernel/working-calendar.ts';

const file = join(import.meta.dirname, '../../examples/hangzhou-2020/working-days.yaml');
const data: unknown = parse(readFileSync(file, 'utf8'));
const calendar = workingCalendar(data);

describe('the announced calendar', () => {
  it.each([
    ['2020-01-19', true, 'a Sunday worked for the Spring Festival'],
    ['2020-01-31', false, 'the Friday of the extension'],
    ['2020-02-03', true, 'the first day after it'],
    ['2020-03-02', true, 'a Monday'],
    ['2020-03-07', false, 'a Saturday'],
    ['2020-05-09', true, 'a Saturday worked for 1 May'],
    ['2022-12-31', false, 'New Year announced the year after'],
    ['2023-01-03', true, 'the Tuesday after New Year'],
    ['2024-02-09', true, 'New Year’s Eve of 2024 was no day off by the notice'],
    ['2026-02-28', true, 'a Saturday worked for the Spring Festival'],
    ['2026-10-08', true, 'the first day after the National Day'],
  ])('%s works: %s, %s', (day, works) => expect(calendar.isWorkingDay(day)).toBe(works));

  it('has as many working days as a year has days, less weekends, less legal holidays', () => {
    for (const year of [2020, 2021, 2022, 2023, 2024, 2025, 2026]) {
      const days = Array.from({ length: 366 }, (_, index) => new Date(Date.UTC(year, 0, 1 + index)));
      const weekdays = days.filter(
        (day) => day.getUTCFullYear() === year && day.getUTCDay() % 6 !== 0,
      ).length;
      // 全国年节及纪念日放假办法: 11 days, 13 from 2025. The extension of 2020 took Friday 31 January and the worked 1 February.
      const legal = year < 2025 ? 11 : 13;
      const works = calendar.workingDaysBetween(`${year}-01-01`, `${year}-12-31`);
      expect(works, String(year)).toBe(weekdays - legal - (year === 2020 ? 2 : 0));
    }
  });

  it('works no day of a legal holiday and only weekends in exchange', () => {
    const { years } = data as { years: { workDays: string[] }[] };
    for (const day of years.flatMap(({ workDays }) => workDays))
      expect([0, 6], day).toContain(new Date(`${day}T00:00:00Z`).getUTCDay());
  });
});

describe('counting', () => {
  const anyDay = fc
    .integer({ min: parseDay('2020-01-01') ?? 0, max: parseDay('2026-06-30') ?? 0 })
    .map(formatDay);

  it('the next working day is a working day and nothing between is', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const next = calendar.nextWorkingDay(day);
        expect(calendar.isWorkingDay(next)).toBe(true);
        expect(calendar.workingDaysBetween(day, next)).toBe(1);
      }),
    );
  });

  it('adding and counting are each other’s inverse', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 60 }), (day, count) => {
        expect(calendar.workingDaysBetween(day, calendar.addWorkingDays(day, count))).toBe(count);
      }),
    );
  });

  it.each([
    ['2020-03-02', 16 * 60 + 29, '2020-03-02'],
    ['2020-03-02', 16 * 60 + 30, '2020-03-03'],
    ['2020-03-06', 1_439, '2020-03-09'],
    ['2020-03-07', 0, '2020-03-09'],
    ['2020-04-30', 1_000, '2020-05-06'],
    ['2020-01-23', 1_000, '2020-02-03'],
  ])(
    'what comes on %s at minute %i is dealt with on %s, with a cut-off at 16:30',
    (day, minute, accepted) => {
      expect(calendar.acceptanceDay(day, minute, 16 * 60 + 30)).toBe(accepted);
    },
  );

  it('reads the minute of the day in Shanghai', () => {
    expect(minuteOfInstant(Date.parse('2020-03-02T16:30:59+08:00'))).toBe(990);
    expect(minuteOfInstant(Date.parse('2020-03-02T00:00:00+08:00'))).toBe(0);
    expect(minuteOfInstant(Date.parse('1969-12-31T23:59:00+08:00'))).toBe(1_439);
  });
});

describe('what it refuses', () => {
  const year = { year: 2020, notice: 'x', restDays: [] as string[], workDays: [] as string[] };
  const faultOf = (work: () => unknown): Fault => {
    try {
      work();
    } catch (error) {
      if (error instanceof Fault) return error;
      throw error;
    }
    throw new Error('accepted');
  };

  it('days beyond the announcements are not guessed', () => {
    for (const day of ['2019-12-31', '2027-01-01'])
      expect(faultOf(() => calendar.isWorkingDay(day)).detail.reason).toBe('calendar-does-not-reach');
    expect(faultOf(() => calendar.nextWorkingDay('2026-12-31')).code).toBe('unprocessable');
    expect(faultOf(() => calendar.isWorkingDay('2020-02-30')).code).toBe('invalid');
  });

  it.each([
    ['nothing', undefined],
    ['no year', { years: [] }],
    ['a gap between years', { years: [year, { ...year, year: 2022 }] }],
    ['a day that does not exist', { years: [{ ...year, restDays: ['2020-02-30'] }] }],
    ['an end before its start', { years: [{ ...year, restDays: ['2020-02-03..2020-02-02'] }] }],
    ['half a year off', { years: [{ ...year, restDays: ['2020-01-01..2020-06-30'] }] }],
    ['three days in a range', { years: [{ ...year, restDays: ['2020-01-01..2020-01-02..2020-01-03'] }] }],
    ['a day of another year', { years: [{ ...year, restDays: ['2021-01-01'] }] }],
    [
      'a day both off and worked',
      { years: [{ ...year, restDays: ['2020-01-04'], workDays: ['2020-01-04'] }] },
    ],
  ])('%s', (_, wrong) => expect(faultOf(() => workingCalendar(wrong)).code).toBe('invalid'));
});
