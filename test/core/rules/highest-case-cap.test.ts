// The most that one case can be awarded, over all days and districts: never below what a firm is given, on generated policies too.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPolicyDocument, type PolicyDocument } from '../../../core/policy/policy-document.ts';
import { compilePolicy } from '../../../core/rules/compile-policy.ts';
import { highestCaseCapFen } from '../../../core/rules/highest-case-cap.ts';
import { readExampleCatalogue, readExamplePolicies } from '../../../examples/hangzhou-2020/estimate.ts';

const catalogue = readExampleCatalogue();
const trade = readExamplePolicies().find(({ id }) => id === 'p02-trade-services') as PolicyDocument;
type Entry = PolicyDocument['parameters'][number]['values'][number];

const compiled = (limits: (string | number)[], values: Entry[] = [{ value: 1 }]) =>
  compilePolicy(
    readPolicyDocument({
      ...trade,
      parameters: [...trade.parameters, { name: '封顶额', zh: '封顶额', en: 'the cap', values }],
      items: [...trade.items, 'district'],
      amount: {
        ...trade.amount,
        caps: limits.map((limit) => ({ scope: 'case', limit, zh: '封顶', en: 'cap' })),
      },
    }),
    catalogue,
  );

describe('the highest cap on a case', () => {
  it.each([
    ['a plain number', [500], undefined, 50_000],
    ['the lowest of several', [500, 300.5], undefined, 30_050],
    ['a sum', ['500 + 1'], undefined, 50_100],
    ['none', [], undefined, undefined],
    ['one of the firm’s facts', ['年纳税额_2019'], undefined, undefined],
    ['a number beside one of the firm’s facts', ['年纳税额_2019', 700], undefined, 70_000],
    ['the highest of its districts', ['封顶额'], [{ value: 5 }, { district: '330106', value: 9 }], 900],
    [
      'the highest of its days',
      ['封顶额'],
      [
        { until: '2020-03-31', value: 8 },
        { from: '2020-04-01', value: 3 },
      ],
      800,
    ],
  ] as [string, (string | number)[], Entry[] | undefined, number | undefined][])(
    'is that of %s',
    (_name, limits, values, highest) => {
      expect(highestCaseCapFen(compiled(limits, values).program)).toBe(highest);
    },
  );

  it('is not below any cap of any day and district', () => {
    const entry = fc.record(
      {
        from: fc.constantFrom('2020-01-01', '2020-03-01', '2020-05-01'),
        until: fc.constantFrom('2020-02-15', '2020-04-15', '2020-06-15'),
        district: fc.constantFrom('330106', '330109'),
        value: fc.integer({ min: 1, max: 9999 }),
      },
      { requiredKeys: ['value'] },
    );
    const valid = fc
      .array(entry, { minLength: 1, maxLength: 6 })
      .filter((entries) => entries.every(({ from, until }) => !from || !until || from <= until));
    fc.assert(
      fc.property(
        valid,
        fc.integer({ min: 18_200, max: 18_450 }),
        fc.constantFrom('330106', '330102'),
        (entries, day, district) => {
          const policy = compiled(['封顶额 + 1'], entries as Entry[]);
          const [cap] = policy.caps({ asOfDay: day, district });
          const highest = highestCaseCapFen(policy.program);
          if (cap?.limitFen !== null && cap !== undefined && highest !== undefined)
            expect(highest).toBeGreaterThanOrEqual(cap.limitFen);
          // A bound that is missing only holds the line longer; where every day and district has a value there is one.
          if (entries.some(({ from, until, district: of }) => !from && !until && !of))
            expect(highest).toBeDefined();
        },
      ),
      { numRuns: 200 },
    );
  });
});
