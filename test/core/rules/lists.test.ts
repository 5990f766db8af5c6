// Lists of records in conditions and amounts: counted, summed and searched, with fields or the whole list missing.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readCatalogue } from '../../../core/policy/catalogue-document.ts';
import { compilePolicy } from '../../../core/rules/compile-policy.ts';
import type { Evaluation, FactRecord } from '../../../core/rules/evaluation.ts';

const catalogue = readCatalogue(
  parse(readFileSync(new URL('../policy/fixtures/catalogue.yaml', import.meta.url), 'utf8')),
);

function answer(when: string, employees: readonly FactRecord[] | null, formula = '1'): Evaluation {
  const policy = compilePolicy(
    {
      level: 'city',
      claimants: ['legal-person'],
      parameters: [],
      values: [],
      tables: [],
      conditions: [{ name: '条件', when, zh: '条件', en: 'Condition' }],
      amount: { formula, rounding: { mode: 'down', toFen: 1 }, caps: [] },
    },
    catalogue,
  );
  return policy.evaluate({ legalForm: 'legal-person', employees }, { asOfDay: 18_323 });
}

const person = (
  wage: number | null,
  months: number | null = 12,
  renting: boolean | null = true,
): FactRecord => ({ personId: 'a', wage, months, renting });
const three = [person(300_000), person(500_000, 6), person(700_050, 12, false)];

describe('lists', () => {
  test.each([
    ['count(员工) = 3', true],
    ['count(员工[租房]) = 2', true],
    ['count(员工[年工资 < 5000 and 在职月数 = 12]) = 1', true],
    ['sum(员工.年工资) = 15000.50', true],
    ['max(员工.年工资) <= 7000.49', false],
    ['min(员工.在职月数) = 6', true],
    ['mean(员工.年工资) > 5000', true],
    ['some 人 in 员工 satisfies 人.年工资 > 7000', true],
    ['every 人 in 员工 satisfies 人.租房', false],
    ['every 人 in 员工[租房] satisfies 人.年工资 <= 5000', true],
    ['list contains(员工.在职月数, 6)', true],
    ['sum(员工[租房].年工资) / count(员工[租房]) = 4000', true],
  ])('%s is %s', (when, expected) => {
    expect(answer(when, three).conditions[1]?.value).toBe(expected);
  });

  test('a list that is missing is asked for as a whole', () => {
    const { outcome, missing } = answer('count(员工[租房]) > 0', null);
    expect([outcome, missing]).toEqual(['unknown', ['employees']]);
  });

  test.each([
    ['sum(员工.年工资) > 100', ['employees.wage']],
    ['count(员工[年工资 < 5000]) > 0', ['employees.wage']],
    ['some 人 in 员工 satisfies 人.年工资 > 7000', ['employees.wage']],
    ['every 人 in 员工 satisfies 人.在职月数 > 0 or 人.年工资 > 0', []],
  ])('a field that a record lacks: %s asks for %j', (when, expected) => {
    expect(answer(when, [person(300_000), person(null)]).missing).toEqual(expected);
  });

  test('what is there may decide already', () => {
    expect(
      answer('some 人 in 员工 satisfies 人.年工资 > 2000', [person(null), person(300_000)]).outcome,
    ).toBe('eligible');
    expect(
      answer('every 人 in 员工 satisfies 人.年工资 > 4000', [person(null), person(300_000)]).outcome,
    ).toBe('ineligible');
  });

  test('the amount can be made of a list', () => {
    expect(answer('true', three, 'sum(员工[租房].年工资) * 0.1').amountFen).toBe(80_000);
  });
});
