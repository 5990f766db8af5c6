// Random rules and firms for the differential tests: typed expressions in the policy language over a fixed catalogue.
import fc from 'fast-check';
import type { Catalogue } from '../../../core/rules/catalogue.ts';
import type { Facts, FactValue } from '../../../core/rules/evaluation.ts';
import type { RuleDocument } from '../../../core/rules/rule-document.ts';

const item = (
  key: string,
  type: Catalogue['items'][number]['type'],
  more: object = {},
): Catalogue['items'][number] => ({
  key,
  zh: `数据${key}`,
  en: key,
  type,
  department: 'test',
  costRank: key.length,
  released: true,
  ...more,
});

const values = (...codes: string[]): { code: string; zh: string; en: string }[] =>
  codes.map((code) => ({ code, zh: `值${code}`, en: code }));

export const CATALOGUE: Catalogue = {
  items: [
    item('form', 'enum', { values: values('person', 'branch'), role: 'legal-form' }),
    item('district', 'enum', { values: values('x', 'y', 'z'), role: 'district' }),
    item('staff', 'number', { unit: '人', range: { min: 0, max: 1000 } }),
    item('hired', 'number', { unit: '人', range: { min: 0, max: 1000 } }),
    item('rate', 'number', { scale: 3, range: { min: -5, max: 5 } }),
    item('tax', 'money', { range: { min: 0, max: 10_000_000 } }),
    item('wage', 'money'),
    item('good', 'boolean'),
    item('bad', 'boolean'),
    item('grade', 'enum', { values: values('A', 'B', 'C') }),
    item('since', 'date', { range: { min: '1990-01-01', max: '2030-01-01' } }),
    item('town', 'text'),
  ],
};

const pick = (...texts: string[]): fc.Arbitrary<string> => fc.constantFrom(...texts);
const comparison = pick('<', '<=', '>', '>=', '=', '!=');
const small = fc.integer({ min: -3, max: 12 }).map(String);
const decimal = fc
  .tuple(fc.integer({ min: -5, max: 9 }), fc.integer({ min: 0, max: 99 }))
  .map(([whole, rest]) => `${whole}.${String(rest).padStart(2, '0')}`);
const yuan = fc.oneof(
  fc.integer({ min: 0, max: 500 }).map(String),
  fc.integer({ min: 0, max: 99_999 }).map((fen) => (fen / 100).toFixed(2)),
);

/** Numeric expressions without a unit problem: persons with persons, money with money. */
const persons: fc.Arbitrary<string> = fc.oneof(
  pick('staff', 'hired', '数据staff'),
  fc
    .tuple(pick('staff', 'hired'), pick('+', '-'), pick('staff', 'hired', '1', '3'))
    .map((parts) => `(${parts.join(' ')})`),
  fc.tuple(pick('min', 'max', 'sum'), small).map(([name, bound]) => `${name}(staff, hired, ${bound})`),
);
const plain: fc.Arbitrary<string> = fc.oneof(
  pick('rate', '裁员率', 'staff / hired', 'hired / staff', 'tax / wage', 'rate * 2', 'rate / 3', '-rate'),
  fc.tuple(pick('rate', '0.5'), decimal).map(([a, b]) => `(${a} + ${b})`),
);
const amountOf: fc.Arbitrary<string> = fc.oneof(
  pick(
    'tax',
    'wage',
    '补贴',
    '标准',
    'tax * 0.05',
    'tax / 12',
    'wage * rate',
    'staff * 500',
    'tax * staff / hired',
    'max(tax - wage, 0)',
  ),
  yuan,
  fc.tuple(yuan, yuan).map(([a, b]) => `if good then ${a} else ${b}`),
  fc.tuple(yuan).map(([a]) => `min(tax + wage, ${a})`),
);

const atom: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(persons, comparison, fc.oneof(small, persons)).map((parts) => parts.join(' ')),
  fc.tuple(plain, comparison, decimal).map((parts) => parts.join(' ')),
  fc
    .tuple(pick('tax', 'wage', 'tax * 2', '标准'), comparison, fc.oneof(yuan, pick('wage', 'tax')))
    .map((parts) => parts.join(' ')),
  fc
    .tuple(pick('staff', 'rate'), pick('[', '('), small, small, pick(']', ')'))
    .map(([name, open, low, high, close]) => `${name} in ${open}${low}..${high}${close}`),
  fc
    .tuple(pick('staff', 'hired'), small, small)
    .map(([name, low, high]) => `${name} between ${low} and ${high}`),
  fc
    .tuple(pick('grade', 'district'), fc.boolean())
    .map(
      ([name, two]) =>
        `${name} in [${name === 'grade' ? (two ? '"A", "值B"' : '"C"') : two ? '"x", "y"' : '"z"'}]`,
    ),
  pick(
    'good',
    'bad',
    'not(bad)',
    'good = bad',
    'good != bad',
    'bad = true',
    'grade = "A"',
    'grade != "B"',
    'town = "甲"',
    'town != "乙"',
    'starts with(town, "甲")',
  ),
  pick(
    'since < date("2020-01-01")',
    'since >= date("2019-12-31")',
    'since + duration("P1Y") <= asOf',
    'asOf - since > duration("P400D")',
  ),
  pick(
    'staff in (1, > 5)',
    '级别 > 1',
    '级别 = 2',
    'if good then bad else staff > 3',
    '(some n in [1, 2, 3] satisfies staff = n)',
  ),
);

export const condition: fc.Arbitrary<string> = fc.letrec<{ test: string }>((tie) => ({
  test: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    atom,
    fc.tuple(tie('test'), pick('and', 'or'), tie('test')).map((parts) => `(${parts.join(' ')})`),
    tie('test').map((test) => `not(${test})`),
    fc.tuple(tie('test'), tie('test'), tie('test')).map(([a, b, c]) => `(if ${a} then ${b} else ${c})`),
  ),
})).test;

/** The parameter, with a value of its own in one district if `local`. */
const standard = (local: boolean): RuleDocument['parameters'][number] => ({
  name: '标准',
  zh: '标准',
  en: 'Standard',
  unit: '元',
  values: [{ value: 300 }, ...(local ? [{ district: 'y', value: 250.5 }] : [])],
});

/** The names that the generated expressions use. */
export const DEFINITIONS: Pick<RuleDocument, 'parameters' | 'values' | 'tables'> = {
  parameters: [standard(false)],
  values: [
    { name: '裁员率', is: 'hired / staff', zh: '率', en: 'Rate' },
    { name: '补贴', is: 'if 级别 = 2 then 标准 * staff else 标准', zh: '补贴', en: 'Subsidy' },
  ],
  tables: [
    {
      name: '级别',
      zh: '级别',
      en: 'Level',
      inputs: ['grade', 'staff'],
      hit: 'first',
      rows: [
        { when: ['"A"', '-'], then: 3 },
        { when: ['not("C")', '> 5'], then: 2 },
      ],
      otherwise: 1,
    },
  ],
};

export const document: fc.Arbitrary<RuleDocument> = fc
  .record({
    conditions: fc.array(condition, { minLength: 1, maxLength: 4 }),
    formula: amountOf,
    cap: fc.option(pick('标准', '1000', 'tax', 'staff * 10')),
    mode: fc.constantFrom('down', 'up', 'half-up', 'half-even' as const),
    toFen: fc.constantFrom(1, 10, 100, 10_000),
    local: fc.boolean(),
  })
  .map(({ conditions, formula, cap, mode, toFen, local }) => ({
    level: 'city',
    claimants: ['person'],
    ...DEFINITIONS,
    parameters: [standard(local)],
    conditions: conditions.map((when, index) => ({
      name: `条件${index}`,
      when,
      zh: '条件',
      en: 'Condition',
    })),
    amount: {
      formula,
      rounding: { mode: mode as 'down', toFen },
      caps: cap === null ? [] : [{ scope: 'case' as const, limit: cap, zh: '上限', en: 'Cap' }],
    },
  }));

const missing = <T extends FactValue>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.option(value, { nil: null, freq: 4 });
const fewStaff = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 1000 }));

/** Firms near the thresholds that the rules use, with items missing. */
export const facts: fc.Arbitrary<Facts> = fc.record({
  form: missing(fc.constantFrom('person', 'person', 'branch')),
  district: missing(fc.constantFrom('x', 'y', 'z')),
  staff: missing(fewStaff),
  hired: missing(fewStaff),
  rate: missing(fc.integer({ min: -5000, max: 5000 })),
  tax: missing(fc.oneof(fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: 0, max: 1_000_000_000 }))),
  wage: missing(
    fc.oneof(fc.integer({ min: -100, max: 60_000 }), fc.integer({ min: 0, max: 1_000_000_000_000 })),
  ),
  good: missing(fc.boolean()),
  bad: missing(fc.boolean()),
  grade: missing(fc.constantFrom('A', 'B', 'C')),
  since: missing(fc.oneof(fc.integer({ min: 17_890, max: 18_270 }), fc.integer({ min: 8000, max: 20_000 }))),
  town: missing(fc.constantFrom('甲', '乙', '甲乙')),
});
