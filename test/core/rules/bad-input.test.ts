// Whatever is typed into a rule, reading it ends: with a rule or with words on what is wrong, never with a crash.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Fault } from '../../../core/kernel/fault.ts';
import { compilePolicy } from '../../../core/rules/compile-policy.ts';
import { toClosure } from '../../../core/rules/interpret.ts';
import { parseExpression } from '../../../core/rules/parse-rule.ts';
import { NumberTooLarge } from '../../../core/rules/rational.ts';
import type { RuleDocument } from '../../../core/rules/rule-document.ts';
import { RuleError } from '../../../core/rules/rule-error.ts';
import { CATALOGUE, condition, DEFINITIONS, facts } from './random-rules.ts';

const base: RuleDocument = {
  level: 'city',
  claimants: ['person'],
  parameters: [],
  values: [],
  tables: [],
  conditions: [],
  amount: { formula: 1, rounding: { mode: 'down', toFen: 1 }, caps: [] },
};

const rule = (when: string): RuleDocument => ({
  ...base,
  conditions: [{ name: '条件', when, zh: '条件', en: 'Condition' }],
});

/** The errors of a document; empty when it compiles. */
function errorsOf(document: RuleDocument): readonly { path: string; zh: string; en: string }[] {
  try {
    compilePolicy(document, CATALOGUE);
    return [];
  } catch (error) {
    if (error instanceof Fault && error.code === 'invalid') return error.detail.fields ?? [];
    throw error;
  }
}

describe('an error names its place, what is wrong and what to write', () => {
  test.each([
    ['staff >', '1:8', '不完整'],
    ['staff > 1 &&\n good', '1:11', 'and'],
    ['good and\n  staf > 1', '2:3', 'staff'],
    ['（staff ≤ 3） and “x” = 1', '1:23', '不能放在一起'],
    ['staff = null', '1:9', 'null'],
    ['staff < tax', '1:9', '不能放在一起'],
    ['staff + 1 > date("2020-01-01")', '1:13', '不能放在一起'],
    ['since > "2020-01-01"', '1:9', 'date("2020-03-02")'],
    ['since > date("2020-02-30")', '1:14', '不是存在的日期'],
    ['grade = "Z"', '1:9', '取值有'],
    ['staff / 0 > 1', '1:1', '不能除以零'],
    ['modulo(staff, 0) = 1', '1:15', '不能除以零'],
    ['matches(town, "(a+)+$")', '1:1', '正则'],
    ['today() > since', '1:1', 'asOf'],
    ['staff', '1:1', '是非'],
    ['staff not in [1]', '1:1', 'not('],
    ['staff == 1', '1:8', '='],
    ['if good then bad', '1:17', 'else'],
    ['"abc = town', '1:1', '引号'],
    ['for x in [1] return x', '1:1', 'for'],
    ['{a: 1}.a > 1', '1:1', '不支持'],
    ['constructor', '1:1', '没有名为'],
    ['__proto__.x > 1', '1:1', '没有名为'],
    ['staff.constructor > 1', '1:1', '应为'],
    ['wage * wage > 1', '1:1', '金额'],
    ['min() > 1', '1:1', '参数'],
    ['staff ** 99 > 1', '1:1', '指数'],
    ['', '1:1', '为空'],
  ])('%s', (when, place, words) => {
    const [error] = errorsOf(rule(when));
    expect(error?.path).toBe('conditions.0.when');
    expect(error?.zh).toContain(words);
    expect(error?.zh.startsWith(`${place} `)).toBe(true);
    expect(error?.en.startsWith(`${place} `)).toBe(true);
  });

  test('a circle of parameters', () => {
    const parameter = (name: string, value: string): RuleDocument['parameters'][number] => ({
      name,
      zh: name,
      en: name,
      values: [{ value }],
    });
    const errors = errorsOf({
      ...base,
      parameters: [parameter('甲', '乙 + 1'), parameter('乙', '丙 * 2'), parameter('丙', '甲')],
    });
    expect(errors.some((error) => error.zh.includes('甲 → 乙 → 丙 → 甲'))).toBe(true);
  });

  test('a value that names itself, and a parameter that reads an item', () => {
    expect(errorsOf({ ...base, values: [{ name: '甲', is: '甲 + 1', zh: '甲', en: 'a' }] })[0]?.zh).toContain(
      '循环引用',
    );
    expect(
      errorsOf({ ...base, parameters: [{ name: '甲', zh: '甲', en: 'a', values: [{ value: 'staff' }] }] })[0]
        ?.zh,
    ).toContain('没有名为');
  });

  test('every error of a document is reported at once', () => {
    const conditions = ['staf > 1', 'good and', 'grade = "Z"'].map((when, index) => ({
      name: `条件${index}`,
      when,
      zh: '条',
      en: 'c',
    }));
    expect(errorsOf({ ...base, conditions }).map((error) => error.path)).toEqual([
      'conditions.0.when',
      'conditions.1.when',
      'conditions.2.when',
    ]);
  });
});

describe('hostile size', () => {
  test.each([
    ['a megabyte', `staff > ${'1'.repeat(1_000_000)}`],
    ['10,000 brackets', `${'('.repeat(10_000)}good${')'.repeat(10_000)}`],
    ['10,000 lists', '['.repeat(10_000)],
    ['3,900 characters of brackets', `${'('.repeat(1900)}good${')'.repeat(1900)}`],
    ['many signs', `${'-'.repeat(3900)}1 > 0`],
    ['a long sum', `${'staff+'.repeat(600)}staff > 0`],
    ['nested ifs', `${'if good then '.repeat(290)}good`],
    ['nested in', `${'staff in '.repeat(400)}[1]`],
    ['a number with 3,900 digits', `staff > ${'9'.repeat(3900)}`],
    ['garbage', '((,)}{'.repeat(650)],
    ['names in a row', 'a b c d '.repeat(480)],
  ])('%s is refused at once', (_, when) => {
    const started = performance.now();
    expect(errorsOf(rule(when)).length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test('values that double their numbers again and again end in a fault, not in a hang', () => {
    const values = Array.from({ length: 60 }, (_, index) => ({
      name: `v${index}`,
      is: index === 0 ? 'wage + 1' : `v${index - 1} * 3 + v${index - 1}`,
      zh: 'v',
      en: 'v',
    }));
    const policy = compilePolicy({ ...base, values, amount: { ...base.amount, formula: 'v59' } }, CATALOGUE);
    expect(() => policy.evaluate({ form: 'person', wage: 1000 }, { asOfDay: 0 })).toThrow(Fault);
  });

  test('a long chain of conditions still works', () => {
    const policy = compilePolicy(rule(Array.from({ length: 250 }, () => 'good').join(' and ')), CATALOGUE);
    expect(policy.evaluate({ form: 'person', good: true }, { asOfDay: 0 }).outcome).toBe('eligible');
  });
});

describe('facts', () => {
  const policy = compilePolicy(rule('staff / hired > 1 and since < date("2020-01-01")'), CATALOGUE);

  test.each([
    ['a text for a number', { staff: '5' }],
    ['a fraction', { staff: 1.5 }],
    ['not a number', { staff: NaN }],
    ['a code that does not exist', { form: 'robot' }],
    ['a date as text', { since: '2020-01-01' }],
  ])('%s is refused, not coerced', (_, wrong) => {
    expect(() => policy.evaluate(wrong as never, { asOfDay: 0 })).toThrow(Fault);
  });

  test('a division by zero is a fault once nothing is missing, and an answer where it does not matter', () => {
    expect(() => policy.evaluate({ form: 'person', staff: 1, hired: 0, since: 0 }, { asOfDay: 0 })).toThrow(
      /cannot be computed/,
    );
    expect(
      policy.evaluate({ form: 'person', staff: 1, hired: 0, since: 20_000 }, { asOfDay: 0 }).outcome,
    ).toBe('ineligible');
  });

  test('names of prototypes are missing items', () => {
    const inherited = Object.create({ staff: 5, hired: 1, since: 0 }) as Record<string, number>;
    expect(policy.evaluate({ ...inherited, form: 'person' }, { asOfDay: 0 }).outcome).toBe('unknown');
  });
});

describe('fuzz', () => {
  const fragments = fc.constantFrom(
    ...[
      'staff',
      ' ',
      'and',
      'in',
      '[',
      ']',
      '(',
      ')',
      '"',
      '1',
      '..',
      'date("',
      '>=',
      '，',
      '“',
      '≤',
      'not',
      '\n',
      '-',
      '.',
      'if',
      '@',
      '?',
      '\\',
      '\u0000',
      '𠮷',
      '{',
      'null',
      'some x in ',
      ' satisfies ',
    ],
  );

  test('any text parses or is refused with a place', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 200 }),
          fc.array(fragments, { maxLength: 40 }).map((parts) => parts.join('')),
        ),
        (text) => {
          for (const error of errorsOf(rule(text))) {
            expect(error.zh).toMatch(/^\d+:\d+ /);
            expect(error.en).toMatch(/^\d+:\d+ /);
          }
        },
      ),
      { numRuns: 1500 },
    );
  });

  test('whatever parses can be run on nothing at all', () => {
    fc.assert(
      fc.property(fc.array(fragments, { maxLength: 30 }), (parts) => {
        try {
          toClosure(parseExpression(parts.join('')))({ read: () => undefined });
        } catch (error) {
          expect(error instanceof RuleError || error instanceof NumberTooLarge).toBe(true);
        }
      }),
      { numRuns: 1500 },
    );
  });

  test('generated conditions compile, and full-width punctuation changes nothing', () => {
    const wide = (text: string): string =>
      text.replace(
        /[(),<>=]/g,
        (mark) => ({ '(': '（', ')': '）', ',': '，', '<': '＜', '>': '＞', '=': '＝' })[mark] ?? mark,
      );
    fc.assert(
      fc.property(condition, facts, (when, firm) => {
        const plain = compilePolicy({ ...rule(when), ...DEFINITIONS }, CATALOGUE);
        const same = compilePolicy({ ...rule(wide(when)), ...DEFINITIONS }, CATALOGUE);
        const answer = (policy: typeof plain): unknown => {
          try {
            return policy.evaluate(firm, { asOfDay: 18_000 });
          } catch (error) {
            return error instanceof Fault ? error.detail.reason : error;
          }
        };
        expect(answer(same)).toEqual(answer(plain));
      }),
      { numRuns: 150 },
    );
  });
});
