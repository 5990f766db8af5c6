// What the finance desk works out by itself, apart from any page: files that no spreadsheet can run, forecasts, typed facts.
import { describe, expect, it } from 'vitest';
import { balancesOf, forecast } from '../../web/src/features/finance/budget-forecast.ts';
import { factOf } from '../../web/src/features/finance/typed-fact.ts';
import { csvOf } from '../../web/src/kit/sheet.ts';

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2020, 2, 10);
const entry = (daysAgo: number, kind: string, amountFen: number) => ({
  at: new Date(NOW - daysAgo * DAY_MS).toISOString(),
  type: 'claim.reserved',
  by: 'system',
  transfers: [{ id: `p.u.once/1/${kind}`, kind, amountFen }],
});

describe('a table as CSV', () => {
  it('has typed numbers, a byte order mark, and no cell that runs as a formula', () => {
    const csv = csvOf({
      titles: ['=名称', '金额', '笔数'],
      kinds: ['text', 'money', 'number'],
      rows: [
        ['=HYPERLINK("x")', -123_405, 3],
        ['@sum', 5, undefined],
        ['+86', 100, -1],
        ['安全, "引号"\n换行', undefined, 0],
      ],
    });
    expect(csv).toBe(
      [
        "\ufeff'=名称,金额,笔数",
        `"'=HYPERLINK(""x"")",-1234.05,3`,
        "'@sum,0.05,",
        "'+86,1.00,-1",
        '"安全, ""引号""\n换行",,0',
        '',
      ].join('\r\n'),
    );
  });
});

describe('a budget’s forecast', () => {
  it('divides what is left by what was reserved a day, less what was given back', () => {
    const entries = [entry(6, 'fund', 100_000), entry(4, 'reserve', 30_000), entry(1, 'void', 10_000)];
    expect(forecast(entries, 80_000, NOW)).toEqual({
      perDayFen: 5_000,
      days: 4,
      endsAtMs: NOW + 16 * DAY_MS,
    });
    expect(balancesOf(entries).map(([, fen]) => fen)).toEqual([100_000, 70_000, 80_000]);
  });

  it('counts one day at least, looks back seven, and sees no end where nothing is reserved', () => {
    expect(forecast([entry(0.001, 'reserve', 500)], 1_000, NOW)).toMatchObject({ perDayFen: 500, days: 1 });
    expect(forecast([entry(9, 'reserve', 500)], 1_000, NOW).endsAtMs).toBeUndefined();
    expect(forecast([entry(2, 'reserve', 500), entry(1, 'void', 500)], 1_000, NOW).endsAtMs).toBeUndefined();
  });
});

describe('a typed fact', () => {
  const typed = (type: string, text: string, scale?: number) =>
    factOf({ key: 'k', item: { type, ...(scale !== undefined && { scale }) }, text });

  it('becomes what rules read, or nothing where it is no value of its kind', () => {
    expect(typed('money', '1,234.5')).toBe(123_450);
    expect(typed('money', '12 元')).toBeUndefined();
    expect(typed('number', '0.055', 4)).toBe(550);
    expect(typed('number', 'x')).toBeUndefined();
    expect(typed('date', '1970-01-03')).toBe(2);
    expect(typed('boolean', 'false')).toBe(false);
    expect(typed('enum', ' open ')).toBe('open');
    expect(factOf({ key: '', item: undefined, text: 'x' })).toBeUndefined();
  });
});
