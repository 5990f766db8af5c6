// The next threshold at which somebody is affected, against trying every threshold there is.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CatalogueItem } from '../../core/rules/catalogue.ts';
import { compilePolicy } from '../../core/rules/compile-policy.ts';
import {
  literalOf,
  mergeRanks,
  noRanks,
  noteRank,
  type RankWatch,
  watchesOf,
} from '../../core/policy/trial-ranks.ts';
import { CATALOGUE } from '../core/rules/random-rules.ts';

const staff = CATALOGUE.items.find(({ key }) => key === 'staff') as CatalogueItem;
const HOLDS = {
  '<': (value: number, bound: number) => value < bound,
  '<=': (value: number, bound: number) => value <= bound,
  '>': (value: number, bound: number) => value > bound,
  '>=': (value: number, bound: number) => value >= bound,
} as const;
type Operator = keyof typeof HOLDS;

const watch = (operator: Operator, threshold: number, more: Partial<RankWatch> = {}): RankWatch => ({
  parameter: 'P',
  district: undefined,
  item: staff,
  operator,
  threshold,
  others: [],
  elsewhere: [],
  ...more,
});

/** The nearest whole threshold, up or down, for which the comparison comes out otherwise for some value. */
function bruteForce(
  operator: Operator,
  threshold: number,
  values: readonly number[],
  step: 1 | -1,
): number | null {
  const holds = (bound: number) => values.map((value) => HOLDS[operator](value, bound)).join();
  for (let bound = threshold + step; Math.abs(bound) < 200; bound += step)
    if (holds(bound) !== holds(threshold)) return bound;
  return null;
}

describe('the next rank', () => {
  it('is the nearest threshold that changes a comparison for somebody, for every operator', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Operator>('<', '<=', '>', '>='),
        fc.integer({ min: 0, max: 60 }),
        fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 6 }),
        fc.nat(6),
        (operator, threshold, values, cut) => {
          const note = (some: readonly number[]) => {
            const ranks = noRanks();
            for (const value of some)
              noteRank(ranks, watch(operator, threshold), { staff: value }, [], undefined);
            return ranks;
          };
          const ranks = note(values.slice(0, cut));
          mergeRanks(ranks, note(values.slice(cut)));
          expect(ranks).toEqual({
            up: bruteForce(operator, threshold, values, 1),
            down: bruteForce(operator, threshold, values, -1),
          });
        },
      ),
      { numRuns: 500 },
    );
  });

  it('leaves out firms that fail another condition, are elsewhere, or of which the item is not known', () => {
    const ranks = noRanks();
    const general = watch('<=', 10, { others: [1], elsewhere: ['x'] });
    noteRank(ranks, general, { staff: 11 }, [false, false], 'y');
    noteRank(ranks, general, { staff: 12 }, [false, true], 'x');
    noteRank(ranks, general, {}, [false, true], 'y');
    noteRank(ranks, watch('<=', 10, { district: 'x' }), { staff: 13 }, [false, true], 'y');
    expect(ranks).toEqual(noRanks());
    noteRank(ranks, general, { staff: 14 }, [false, null], 'y');
    noteRank(ranks, watch('<=', 10, { district: 'x' }), { staff: 9 }, [true, true], 'x');
    expect(ranks).toEqual({ up: 14, down: 8 });
  });
});

describe('the comparisons that are watched', () => {
  const words = { zh: '条件', en: 'condition' };
  const watched = (when: string, value: string | number, others: readonly string[] = []) => {
    const { program } = compilePolicy(
      {
        level: 'city',
        claimants: ['person'],
        parameters: [{ name: 'P', ...words, values: [{ value }, { district: 'x', value }] }],
        values: [],
        tables: [],
        conditions: [when, ...others].map((text, index) => ({ name: `c${index}`, when: text, ...words })),
        amount: { formula: 1, rounding: { mode: 'down', toFen: 1 }, caps: [] },
      },
      CATALOGUE,
    );
    return watchesOf(program, 18_000).map(
      ({ item, operator, threshold, district, elsewhere, others: rest }) => ({
        is: `${item.key} ${operator} ${threshold}`,
        district,
        elsewhere,
        others: rest.map((index) => program.conditions[index]?.name),
      }),
    );
  };

  it.each([
    ['staff < P', 10, 'staff < 10'],
    ['P < staff', 10, 'staff > 10'],
    ['staff < P', 10.5, 'staff < 11'],
    ['staff <= P', 10.5, 'staff <= 10'],
    ['staff > P', 10.5, 'staff > 10'],
    ['staff >= P', 10.5, 'staff >= 11'],
    ['rate >= P', 0.055, 'rate >= 55'],
    ['tax < P', 100, 'tax < 10000'],
    ['since <= P', 'date("2019-01-01")', 'since <= 17897'],
    ['not(staff in [P..900])', 10, 'staff >= 10'],
  ])('%s with %s is %s', (when, value, is) => {
    const reader = typeof value === 'number' ? 'hired > P + 1' : 'since != P';
    const found = watched(when, value, ['good', reader]);
    expect(found).toEqual([
      { is, district: undefined, elsewhere: ['x'], others: ['申报主体', 'c1'] },
      { is, district: 'x', elsewhere: [], others: ['申报主体', 'c1'] },
    ]);
  });

  it('are none where the parameter is part of a computation', () => {
    expect(watched('staff < P * 2', 10)).toEqual([]);
    expect(watched('staff = P', 10)).toEqual([]);
  });

  it('are written as the language writes values', () => {
    const of = (key: string) => CATALOGUE.items.find((item) => item.key === key) as CatalogueItem;
    expect(literalOf(of('since'), 17_897)).toBe('date("2019-01-01")');
    expect(literalOf(of('rate'), 55)).toBe('0.055');
    expect(literalOf(of('tax'), 10_050)).toBe('100.5');
  });
});
