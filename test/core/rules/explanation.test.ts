// Explanations a person can act on: sentences, smallest changes, and that nothing needless is asked for.
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseDay } from '../../../core/kernel/day.ts';
import { Fault } from '../../../core/kernel/fault.ts';
import { readCatalogue } from '../../../core/policy/catalogue-document.ts';
import { readPolicyDocument } from '../../../core/policy/policy-document.ts';
import { compilePolicy } from '../../../core/rules/compile-policy.ts';
import { counterfactuals } from '../../../core/rules/counterfactual.ts';
import type { Facts } from '../../../core/rules/evaluation.ts';
import { explainEvaluation } from '../../../core/rules/explain-evaluation.ts';
import { CATALOGUE, document, facts } from './random-rules.ts';

const fixture = (name: string): unknown =>
  parse(readFileSync(new URL(`../policy/fixtures/${name}.yaml`, import.meta.url), 'utf8'));
const policy = compilePolicy(readPolicyDocument(fixture('steady-jobs')), readCatalogue(fixture('catalogue')));
const context = { asOfDay: parseDay('2020-03-02') ?? 0 };
const firm: Facts = {
  legalForm: 'legal-person',
  district: '330127',
  insuredStaff: 100,
  insuredStaffBefore: 100,
  laidOff: 5,
  premiumPaid: 4_000_000_00,
  dishonest: false,
  size: 'large',
};

const failing = (change: Facts): string[] =>
  counterfactuals(policy.program, { ...firm, ...change }, context).map(
    (each) => `${each.condition} ${each.zh} ${each.en}`,
  );

describe('counterfactuals', () => {
  test('a rate over its limit: one person fewer laid off', () => {
    expect(failing({ laidOff: 6 })).toEqual([
      '少裁员 “裁员人数”超出 1 人（须为 5人） "Staff laid off" would have to be 1 less (5)',
    ]);
  });
  test('a truth, and a code', () => {
    expect(failing({ dishonest: true })).toEqual([
      '信用 “严重失信”须为否 "Seriously untrustworthy" would have to be no',
    ]);
    expect(failing({ legalForm: 'individual-business' })).toEqual([
      '申报主体 “主体类型”须为法人 "Legal form" would have to be Legal person',
    ]);
  });
  test('a number under its limit', () => {
    expect(failing({ insuredStaff: 0 })).toEqual([
      '参保 “参保人数”还差 1 人（须为 1人） "Insured staff" would have to be 1 more (1)',
    ]);
  });
  test('nothing for conditions that hold, are unknown, or that no single change can meet', () => {
    expect(failing({})).toEqual([]);
    expect(failing({ laidOff: null })).toEqual([]);
    expect(failing({ insuredStaff: 0, insuredStaffBefore: 0 })).toEqual([]);
  });
  test('each one, applied, meets its condition; and one step less does not where it is a number', () => {
    let checked = 0;
    fc.assert(
      fc.property(document, facts, (rules, row) => {
        const { program, evaluate } = compilePolicy(rules, CATALOGUE);
        for (const each of counterfactuals(program, row, { asOfDay: 18_000 })) {
          const truth = (change: Facts): unknown => {
            try {
              return evaluate({ ...row, ...change }, { asOfDay: 18_000 }).conditions.find(
                ({ name }) => name === each.condition,
              )?.value;
            } catch (error) {
              if (error instanceof Fault) return 'fault';
              throw error;
            }
          };
          const after = truth({ [each.item]: each.to });
          if (after !== 'fault') expect(after).toBe(true);
          if (typeof each.to === 'number' && typeof each.from === 'number') {
            expect(truth({ [each.item]: each.to + Math.sign(each.from - each.to) })).not.toBe(true);
          }
          checked += 1;
        }
      }),
      { numRuns: 300 },
    );
    expect(checked).toBeGreaterThan(50);
  });
});

describe('sentences', () => {
  const said = (change: Facts): { zh: string; en: string } => {
    const words = explainEvaluation(policy.program, policy.evaluate({ ...firm, ...change }, context));
    return { zh: words.map((each) => each.zh).join(''), en: words.map((each) => each.en).join(' ') };
  };
  test('an eligible firm: the amount with each step, the cap of its district last', () => {
    const { zh, en } = said({});
    expect(zh).toContain('符合条件，金额 150000.00 元。');
    expect(zh).toContain('裁员率不高于 5.5%，30 人以下企业不高于 20%（第一条）：符合。');
    expect(zh).toContain(
      '返还比例：0.3。按公式计算：1200000.00 元。取整：1200000.00 元。单户上限：150000.00 元。',
    );
    expect(en).toContain('Eligible, ¥150000.00.');
  });
  test('an ineligible and an undecided firm', () => {
    expect(said({ dishonest: true }).zh).toMatch(/^不符合条件。.*不是严重失信企业（第一条）：不符合。$/);
    expect(said({ dishonest: null }).en).toContain('Missing: Seriously untrustworthy.');
  });
  test('per-person lines are counted', () => {
    const rent = compilePolicy(
      readPolicyDocument(fixture('rent-subsidy')),
      readCatalogue(fixture('catalogue')),
    );
    const person = { personId: 'a', coupleId: 'x', wage: 1, months: 12, renting: true, ownsHome: false };
    const employees = [person, { ...person, personId: 'b' }, { personId: 'c', coupleId: 'c', renting: true }];
    const answer = rent.evaluate({ legalForm: 'legal-person', district: '330106', employees }, context);
    const words = explainEvaluation(rent.program, answer).map((each) => each.zh);
    expect(words).toContain('共 3 人，符合 2 人，待定 1 人，重复 1 人。');
    expect(words.some((each) => each.includes('员工的年工资'))).toBe(true);
  });
});

describe('missing items', () => {
  test('whatever values the items not named take, the answer is the same', () => {
    let checked = 0;
    fc.assert(
      fc.property(document, facts, facts, facts, (rules, row, one, other) => {
        const { evaluate } = compilePolicy(rules, CATALOGUE, { form: 'closures' });
        const context = { asOfDay: 18_000 };
        try {
          const { outcome, missing } = evaluate(row, context);
          // Items named are filled in the same way, the others in two ways.
          const filled = (rest: Facts): Facts => {
            const next: Record<string, Facts[string]> = { ...row };
            for (const key of Object.keys(row)) {
              if (row[key] === null) next[key] = (missing.includes(key) ? one : rest)[key] ?? null;
            }
            return next;
          };
          const [a, b] = [evaluate(filled(one), context), evaluate(filled(other), context)];
          if (outcome !== 'unknown') expect(a.outcome).toBe(outcome);
          if (a.missing.length > 0 || b.missing.length > 0) return;
          expect([a.outcome, a.amountFen]).toEqual([b.outcome, b.amountFen]);
          checked += 1;
        } catch (error) {
          if (!(error instanceof Fault)) throw error;
        }
      }),
      { numRuns: 1500 },
    );
    expect(checked).toBeGreaterThan(50);
  });

  test('an item that another condition has made irrelevant is not asked for', () => {
    const two = (conditions: string[]): ReturnType<typeof compilePolicy> =>
      compilePolicy(
        {
          level: 'city',
          claimants: ['person'],
          parameters: [],
          values: [],
          tables: [],
          conditions: conditions.map((when, index) => ({ name: `条件${index}`, when, zh: '条', en: 'c' })),
          amount: { formula: 1, rounding: { mode: 'down', toFen: 1 }, caps: [] },
        },
        CATALOGUE,
      );
    const asked = (conditions: string[], row: Facts): readonly string[] =>
      two(conditions).evaluate({ form: 'person', ...row }, { asOfDay: 0 }).missing;
    expect(asked(['staff > 5 or good'], { staff: 6 })).toEqual([]);
    expect(asked(['staff > 5 or good'], { staff: 3 })).toEqual(['good']);
    expect(asked(['staff > 5', 'good or bad'], { bad: true })).toEqual(['staff']);
    // If staff is above 5 the second holds whatever `good` is; if not, the first fails: `good` can turn nothing.
    expect(asked(['staff > 5', 'staff > 3 or good'], {})).toEqual(['staff']);
    expect(asked(['staff > 5', 'staff > 7 or good'], {})).toEqual(['good', 'staff']);
    // A policy that contradicts itself is still decided by asking.
    expect(asked(['staff > 5', 'staff < 3'], {})).toEqual(['staff']);
    expect(asked(['staff > 5', 'staff < 3'], { staff: 4 })).toEqual([]);
  });
});
