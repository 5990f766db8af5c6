// A predicate is read strictly, and unknown is neither true nor false.
import { describe, expect, it } from 'vitest';
import { answerPredicate, parsePredicate, predicateText } from '../../core/hub/predicate.ts';

describe('a predicate', () => {
  it.each([
    ['insuredStaff<=300', 300, true],
    ['insuredStaff<=300', 301, false],
    ['insuredStaff < 300', 300, false],
    ['insuredStaff>=300', 300, true],
    ['insuredStaff>300', 300, false],
    ['insuredStaff=300', 300, true],
    ['insuredStaff!=300', 300, false],
    ['balance>-5', -4, true],
    ['zombie=false', false, true],
    ['taxCredit="A"', 'B', false],
    ['taxCredit!="A"', 'B', true],
    ['insuredStaff<=300', null, null],
    ['insuredStaff<=300', undefined, null],
    ['insuredStaff<=300', '12', null],
    ['zombie<true', false, null],
  ])('%s of %s is %s', (text, value, expected) => {
    const predicate = parsePredicate(text);
    expect(predicate).toBeDefined();
    expect(predicate && answerPredicate(predicate, value)).toBe(expected);
  });

  it.each([
    'insuredStaff',
    '',
    '<=300',
    'a<=b',
    'a<=1.5',
    'a<=1e9',
    'a<=300; drop',
    'A<=1',
    'a<="x\\"y"',
    'a=<3',
    'a<=9999999999999999',
  ])('%s is none', (text) => expect(parsePredicate(text)).toBeUndefined());

  it('reads back what it writes', () => {
    const predicate = { item: 'taxCredit', operator: '!=', bound: 'A' } as const;
    expect(parsePredicate(predicateText(predicate))).toEqual(predicate);
  });
});
