// One value of one parameter changed in a document: which entry it is, by day and district; and the day that rules are tried on.
import { describe, expect, it } from 'vitest';
import { entryInForce, trialDayOf, withParameter } from '../../core/policy/change-parameter.ts';

const words = { zh: '参数', en: 'parameter' };
const old = { until: '2020-12-31', value: 300 };
const young = { from: '2021-01-01', value: 100 };
const local = { from: '2020-06-01', district: 'x', value: 500 };
const other = { name: 'Q', ...words, values: [{ value: 1 }] };
const document = { parameters: [other, { name: 'P', ...words, values: [old, young, local] }] };

const changed = (day: string, value: number, district?: string) =>
  withParameter(document, { parameter: 'P', district, value }, day)?.parameters;

describe('a changed parameter', () => {
  it.each([
    ['the general value of the day', '2020-03-01', undefined, [{ ...old, value: 7 }, young, local]],
    ['the general value of a later day', '2021-03-01', undefined, [old, { ...young, value: 7 }, local]],
    ['a district’s own value', '2020-06-01', 'x', [old, young, { ...local, value: 7 }]],
    [
      'a new value for a district whose own is not in force yet, for as long as the general one',
      '2020-03-01',
      'x',
      [old, young, local, { until: '2020-12-31', district: 'x', value: 7 }],
    ],
    [
      'a new value for a district that has none',
      '2021-03-01',
      'y',
      [old, young, local, { ...young, district: 'y', value: 7 }],
    ],
  ])('is %s', (_, day, district, values) => {
    expect(changed(day, 7, district)).toEqual([other, { name: 'P', ...words, values }]);
  });

  it('is none where there is no such parameter, or no value on the day', () => {
    expect(withParameter(document, { parameter: 'R', value: 1 }, '2020-03-01')).toBeUndefined();
    const bare = { parameters: [{ name: 'P', ...words, values: [young] }] };
    expect(withParameter(bare, { parameter: 'P', value: 1 }, '2020-03-01')).toBeUndefined();
    expect(entryInForce({ values: [young] }, '2021-01-01')).toBe(young);
  });
});

describe('the day of a trial', () => {
  const dates = (from?: string, until?: string) => ({
    dates: {
      application: { ...(from !== undefined && { from }), ...(until !== undefined && { until }) },
      validity: { from: '2020-01-01', until: '2020-12-31' },
      publicityDays: 0,
      paymentDays: 5,
    },
  });
  it.each([
    ['2020-05-05', '2020-03-02', '2020-06-30', '2020-05-05'],
    ['2020-01-05', '2020-03-02', '2020-06-30', '2020-03-02'],
    ['2021-01-05', '2020-03-02', '2020-06-30', '2020-06-30'],
    ['2021-01-05', undefined, undefined, '2020-12-31'],
    ['2019-01-05', undefined, undefined, '2020-01-01'],
  ])('on %s with claims from %s until %s is %s', (today, from, until, day) => {
    expect(trialDayOf(dates(from, until), today)).toBe(day);
  });
});
