// The exact numbers, days and durations under the rules, against big integers and the platform's own calendar.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDay } from '../../../core/kernel/day.ts';
import { divideRounded } from '../../../core/kernel/fen.ts';
import {
  addMonths,
  civilDay,
  civilOfDay,
  dayOfCivil,
  dayText,
  monthsBetween,
  weekdayOf,
} from '../../../core/rules/civil-day.ts';
import {
  add,
  compare,
  divide,
  multiply,
  NumberTooLarge,
  parseRational,
  power,
  rational,
  roundToPlaces,
  roundToWhole,
  subtract,
  toText,
} from '../../../core/rules/rational.ts';
import { dayLiteral, durationLiteral, durationText } from '../../../core/rules/temporal-literal.ts';

const fraction = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.bigInt({ min: 1n, max: 10n ** 12n }))
  .map(([n, d]) => rational(n, d));
const number = (text: string): ReturnType<typeof rational> => {
  const value = parseRational(text);
  if (!value) throw new Error(`not a number: ${text}`);
  return value;
};

describe('exact numbers', () => {
  test.each([
    ['0.1 + 0.2', add(number('0.1'), number('0.2')), '0.3'],
    ['1 / 3 * 3', multiply(divide(number('1'), number('3')) ?? number('0'), number('3')), '1'],
    ['1e3', number('1e3'), '1000'],
    ['-.5', number('-.5'), '-0.5'],
    ['2 / 3', rational(2n, 3n), '0.6666666666666666666666666666666667'],
    ['1.005 half up to 2 places', roundToPlaces(number('1.005'), 2, 'half-up'), '1.01'],
    ['1250 half even to hundreds', roundToPlaces(number('1250'), -2, 'half-even'), '1200'],
    ['2 ** 10', power(number('2'), 10n) ?? number('0'), '1024'],
    ['2 ** -2', power(number('2'), -2n) ?? number('0'), '0.25'],
  ])('%s', (_, value, text) => expect(toText(value)).toBe(text));

  test.each(['', '.', '1.', '--1', '1e9999', '0x10', '1_000', 'NaN', '１'])('%j is no number', (text) => {
    expect(parseRational(text)).toBeUndefined();
  });

  test('a number without end is stopped', () => {
    expect(() => power(number('9'), 4000n)).toThrow(NumberTooLarge);
    expect(() => power(number('7'), 10n ** 30n)).toThrow(NumberTooLarge);
    expect(power(number('-1'), 10n ** 30n)).toEqual(number('1'));
  });

  test('arithmetic keeps its laws', () => {
    fc.assert(
      fc.property(fraction, fraction, fraction, (a, b, c) => {
        expect(subtract(add(a, b), b)).toEqual(a);
        expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)));
        expect(compare(a, b)).toBe(-compare(b, a) || 0);
        if (b.n !== 0n) expect(multiply(divide(a, b) ?? c, b)).toEqual(a);
      }),
    );
  });

  test('rounding is that of the kernel', () => {
    fc.assert(
      fc.property(fraction, (a) => {
        for (const mode of ['down', 'up', 'half-up', 'half-even'] as const)
          expect(roundToWhole(a, mode)).toBe(divideRounded(a.n, a.d, mode));
        expect(roundToWhole(a, 'ceiling') - roundToWhole(a, 'floor')).toBe(a.d === 1n ? 0n : 1n);
      }),
    );
  });
});

describe('days', () => {
  test('are those of the platform', () => {
    fc.assert(
      fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (day) => {
        const date = new Date(day * 86_400_000);
        const civil = civilOfDay(day);
        expect(civil).toEqual({
          year: date.getUTCFullYear(),
          month: date.getUTCMonth() + 1,
          day: date.getUTCDate(),
        });
        expect(dayOfCivil(civil)).toBe(day);
        expect(weekdayOf(day) % 7).toBe(date.getUTCDay());
        expect(dayLiteral(dayText(day))).toBe(day);
      }),
    );
  });

  test.each([
    '2020-02-30',
    '2021-02-29',
    '1900-02-29',
    '2020-13-01',
    '2020-00-10',
    '20-01-01',
    '2020-1-1',
    '02020-01-01',
    '2020-01-01T00:00:00',
  ])('%s is no day', (text) => {
    expect(dayLiteral(text)).toBeUndefined();
    expect(parseDay(text)).toBeUndefined();
  });

  test('months stop at the end of a month', () => {
    const day = (text: string): number => dayLiteral(text) ?? NaN;
    expect(dayText(addMonths(day('2020-01-31'), 1))).toBe('2020-02-29');
    expect(dayText(addMonths(day('2020-03-31'), -13))).toBe('2019-02-28');
    expect(monthsBetween(day('2019-03-02'), day('2020-03-01'))).toBe(11);
    expect(monthsBetween(day('2020-03-01'), day('2019-03-02'))).toBe(-11);
    expect(civilDay(-999_999_999, 1, 1)).toBeDefined();
    expect(civilDay(1_000_000_000, 1, 1)).toBeUndefined();
  });

  test('durations print in their shortest form and read back', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
        fc.constantFrom('months', 'nanoseconds' as const),
        (count, unit) => {
          const text = durationText({ unit: unit as 'months', count });
          expect(durationLiteral(text)?.count).toBe(count);
        },
      ),
    );
    expect(durationText({ unit: 'months', count: 14n })).toBe('P1Y2M');
    for (const text of ['P', 'PT', 'P1', '1Y', 'P1.5Y', 'P1Y1D', '-'])
      expect(durationLiteral(text)).toBeUndefined();
  });
});
