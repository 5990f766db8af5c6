// Counting in a trial, case by case: what one firm adds to a comparison, where its amount stands, and that parts add up.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fen } from '../../core/kernel/fen.ts';
import {
  addInto,
  barFrom,
  barOf,
  compareFirm,
  countFirm,
  emptyComparison,
  emptyTally,
  type FirmAnswer,
} from '../../core/policy/trial-tally.ts';
import { comparisonWords, moneyWords, whatIfWords } from '../../core/policy/trial-words.ts';

const answer = (eligible: boolean | null, yuan: number | null = null): FirmAnswer => ({
  eligible,
  amountFen: yuan === null ? null : fen(yuan * 100),
});

describe('one firm under two sets of rules', () => {
  it.each([
    ['no', answer(false), answer(false), {}],
    ['yes to yes, the same', answer(true, 5), answer(true, 5), {}],
    ['yes to yes, amount unknown on both sides', answer(true), answer(true), {}],
    ['unknown to unknown, another possible amount', answer(null, 5), answer(null, 9), {}],
    ['no to yes', answer(false), answer(true, 5), { gained: 1, gainFen: 500, deltaFen: 500 }],
    ['no to yes, amount unknown', answer(false), answer(true), { gained: 1 }],
    ['unknown to yes', answer(null, 5), answer(true, 5), { gained: 1, gainFen: 500, deltaFen: 500 }],
    ['yes to no', answer(true, 5), answer(false), { lost: 1, lossFen: 500, deltaFen: -500 }],
    ['yes to unknown', answer(true, 5), answer(null, 5), { lost: 1, lossFen: 500, deltaFen: -500 }],
    ['no to unknown', answer(false), answer(null, 5), { mayGain: 1 }],
    ['unknown to no', answer(null, 5), answer(false), { mayLose: 1 }],
    ['more', answer(true, 5), answer(true, 7), { raised: 1, gainFen: 200, deltaFen: 200 }],
    ['less', answer(true, 5), answer(true, 4), { lowered: 1, lossFen: 100, deltaFen: -100 }],
  ])('%s', (_, before, after, expected) => {
    const comparison = emptyComparison();
    const differs = compareFirm(comparison, before, after);
    expect(comparison).toEqual({ ...emptyComparison(), ...expected });
    expect(differs).toBe(Object.keys(expected).length > 0);
  });
});

const answers = fc
  .tuple(fc.constantFrom(true, false, null), fc.option(fc.integer({ min: 0, max: 9_000_000 })))
  .map(([eligible, amount]) => answer(eligible, eligible === false ? null : amount));

describe('parts', () => {
  it('add up to the whole, however the firms are cut', () => {
    fc.assert(
      fc.property(fc.array(answers), fc.nat(50), (firms, at) => {
        const count = (some: readonly FirmAnswer[]) => {
          const tally = emptyTally();
          for (const firm of some) countFirm(tally, firm);
          return tally;
        };
        const sum = count(firms.slice(0, at));
        addInto(sum, count(firms.slice(at)));
        expect(sum).toEqual(count(firms));
        expect(sum.eligible + sum.unknown + sum.ineligible).toBe(firms.length);
      }),
    );
  });
});

describe('bars', () => {
  it('begin at their lower end and end before the next', () => {
    const ends = Array.from({ length: 8 }, (_, bar) => barFrom(bar) / 100);
    expect(ends).toEqual([0, 100, 200, 500, 1000, 2000, 5000, 10_000]);
    for (let bar = 1; bar < 30; bar += 1) {
      expect(barOf(barFrom(bar))).toBe(bar);
      expect(barOf(fen(barFrom(bar) - 1))).toBe(bar - 1);
    }
  });
});

describe('sentences', () => {
  it.each([
    [0, '±0 元', '±¥0'],
    [99, '+1 元', '+¥1'],
    [123_400, '+1,234 元', '+¥1.2k'],
    [810_000_000, '+810 万元', '+¥8.1m'],
    [-4_520_000, '−4.5 万元', '−¥45.2k'],
    [1_234_567_890_000, '+123.5 亿元', '+¥12.3bn'],
  ])('%i fen are %s, %s', (amount, zh, en) => {
    expect(moneyWords(amount)).toEqual({ zh, en });
  });

  it('say the sum that the issue asks for', () => {
    const comparison = {
      ...emptyComparison(),
      gained: 1204,
      gainFen: fen(810_000_000),
      deltaFen: fen(810_000_000),
    };
    const subject = { parameter: { zh: '上限', en: 'limit' }, district: undefined, hidden: [] };
    expect(whatIfWords(subject, '300', '500', comparison)).toEqual({
      zh: '上限 300 → 500：+1,204 家，+810 万元',
      en: 'limit 300 → 500: +1,204 firms, +¥8.1m',
    });
  });

  it('keep both sides apart, so that a net of zero does not read as nobody', () => {
    const comparison = { ...emptyComparison(), raised: 1, lowered: 1, gainFen: fen(500), lossFen: fen(500) };
    expect(comparisonWords(comparison).en).toBe('1 firms get more, 1 firms get less, +¥5 and −¥5');
    expect(comparisonWords(emptyComparison()).en).toBe('no firm is affected');
  });
});
