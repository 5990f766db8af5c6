// Columns and the index of policies must answer as the closures do, on random policies and firms with items missing.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePolicy } from '../../../../core/rules/compile-policy.ts';
import type { Facts } from '../../../../core/rules/evaluation.ts';
import { ColumnMatcher } from '../../../../core/rules/match/column-matcher.ts';
import { lowerProgram } from '../../../../core/rules/match/match-test.ts';
import { MATCH, MAY_MATCH, NO_MATCH, PolicyIndex } from '../../../../core/rules/match/policy-index.ts';
import { planRanks } from '../../../../core/rules/match/rank-plan.ts';
import {
  buildSegment,
  columnItems,
  decodeSegment,
  encodeSegment,
  factsAt,
} from '../../../../core/rules/match/segment.ts';
import { countBits, decideConditions, settleRows } from '../../../../core/rules/match/settle-rows.ts';
import type { Program } from '../../../../core/rules/program.ts';
import { Run } from '../../../../core/rules/run.ts';
import { allOf } from '../../../../core/rules/value.ts';
import { CATALOGUE, document, facts } from '../random-rules.ts';

const DAY = 18_323;
const ITEMS = columnItems(CATALOGUE.items);
const all = (): boolean => true;

/** The closures' answer on the conditions. */
function reference(program: Program, firm: Facts): boolean | null {
  const run = new Run(program, firm, { asOfDay: DAY });
  return allOf(program.conditions.map((condition) => run.value(condition.node) as boolean | null));
}

const bit = (bits: Uint8Array, row: number): boolean => ((bits[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;
const answerOf = (bits: { eligible: Uint8Array; possible: Uint8Array }, row: number): boolean | null =>
  bit(bits.eligible, row) ? true : bit(bits.possible, row) ? null : false;

const firms = fc.array(facts, { minLength: 1, maxLength: 45 });

describe('columns', () => {
  test('answer as the closures do; what they leave open is settled row by row', () => {
    let exact = 0;
    const seen = new Map<boolean | null, number>();
    fc.assert(
      fc.property(document, firms, firms, (rules, rows, more) => {
        const { program } = compilePolicy(rules, CATALOGUE);
        const { test: lowered, residual } = lowerProgram(program, DAY, all);
        const matcher = new ColumnMatcher(planRanks(ITEMS, [lowered]), rows.length + more.length);
        for (const part of [rows, more])
          matcher.append(decodeSegment(encodeSegment(buildSegment(ITEMS, part))));
        const bits = matcher.match(matcher.prepare(lowered));
        const everyone = [...rows, ...more];
        const settled = settleRows(bits, (row) => everyone[row] ?? {}, decideConditions(program, DAY));
        everyone.forEach((firm, row) => {
          const expected = reference(program, firm);
          seen.set(expected, (seen.get(expected) ?? 0) + 1);
          const raw = answerOf(bits, row);
          if (!residual) expect(raw).toBe(expected);
          if (raw !== null) expect(raw).toBe(expected);
          expect(answerOf(settled, row)).toBe(expected);
        });
        if (!residual) exact += 1;
        expect(countBits(bits.possible)).toBeLessThanOrEqual(everyone.length);
      }),
      { numRuns: 200 },
    );
    expect(exact).toBeGreaterThan(5);
    for (const kind of [true, false, null]) expect(seen.get(kind) ?? 0).toBeGreaterThan(50);
  });

  test('items that are not released are unknown', () => {
    fc.assert(
      fc.property(document, firms, (rules, rows) => {
        const { program } = compilePolicy(rules, CATALOGUE);
        const released = (key: string): boolean => key !== 'staff' && key !== 'good';
        const { test: lowered } = lowerProgram(program, DAY, (item) => released(item.key));
        const items = ITEMS.filter((item) => released(item.key));
        const matcher = new ColumnMatcher(planRanks(items, [lowered]), rows.length);
        matcher.append(buildSegment(items, rows));
        const bits = matcher.match(matcher.prepare(lowered));
        const known = rows.map((firm) => ({ ...firm, staff: null, good: null }));
        const settled = settleRows(bits, (row) => known[row] ?? {}, decideConditions(program, DAY));
        known.forEach((firm, row) => expect(answerOf(settled, row)).toBe(reference(program, firm)));
      }),
      { numRuns: 100 },
    );
  });

  test('rank codes take two bytes beyond 254 thresholds, and answer the same', () => {
    const program = compilePolicy(
      {
        level: 'city',
        claimants: ['person'],
        parameters: [],
        values: [],
        tables: [],
        conditions: [
          { name: '条件', when: 'staff > 150 and tax <= 1000 and staff != 152', zh: '条', en: 'c' },
        ],
        amount: { formula: 1, rounding: { mode: 'down', toFen: 1 }, caps: [] },
      },
      CATALOGUE,
    ).program;
    const { test: lowered } = lowerProgram(program, DAY, all);
    const others = Array.from({ length: 400 }, (_, bound) => ({
      kind: 'atMost' as const,
      item: 'staff',
      bound,
      negated: false,
    }));
    const plan = planRanks(ITEMS, [lowered, ...others]);
    expect(plan.get('staff')?.width).toBe(2);
    expect(plan.get('tax')?.width).toBe(1);
    const rows: Facts[] = Array.from({ length: 333 }, (_, index) => ({
      form: 'person',
      staff: index % 7 === 0 ? null : index,
      tax: index % 5 === 0 ? null : 99_990 + (index % 20),
    }));
    const matcher = new ColumnMatcher(plan, rows.length);
    matcher.append(buildSegment(ITEMS, rows));
    const bits = matcher.match(matcher.prepare(lowered));
    rows.forEach((firm, row) => expect(answerOf(bits, row)).toBe(reference(program, firm)));
    const index = new PolicyIndex(plan, [{ test: lowered, residual: false }]);
    const answers = new Uint8Array(1);
    rows.forEach((firm) => {
      index.match(firm, answers);
      expect(answers[0]).toBe(
        { true: MATCH, false: NO_MATCH, null: MAY_MATCH }[String(reference(program, firm))],
      );
    });
  });

  test('memory is reused after clear, and a segment without room is refused', () => {
    const { program } = compilePolicy(fc.sample(document, { seed: 1, numRuns: 1 })[0] as never, CATALOGUE);
    const { test: lowered } = lowerProgram(program, DAY, all);
    const rows = fc.sample(facts, { seed: 2, numRuns: 20 });
    const matcher = new ColumnMatcher(planRanks(ITEMS, [lowered]), 32);
    matcher.append(buildSegment(ITEMS, rows));
    expect(() => matcher.append(buildSegment(ITEMS, rows))).toThrow(RangeError);
    const first = matcher.match(matcher.prepare(lowered)).possible.slice();
    matcher.clear();
    matcher.append(buildSegment(ITEMS, rows));
    expect(matcher.match(matcher.prepare(lowered)).possible).toEqual(first);
    expect(matcher.rows).toBe(20);
  });
});

describe('segments', () => {
  test('bytes and back give the same facts', () => {
    fc.assert(
      fc.property(firms, (rows) => {
        const segment = decodeSegment(encodeSegment(buildSegment(ITEMS, rows)));
        rows.forEach((firm, row) => expect(factsAt(segment, row)).toEqual(firm));
      }),
    );
  });

  test.each([
    ['nothing', new Uint8Array(0)],
    ['a length beyond the bytes', Uint8Array.from([255, 255, 0, 0, 1])],
    ['another format', new TextEncoder().encode('\u0002\u0000\u0000\u0000{}')],
  ])('%s is refused', (_, bytes) => {
    expect(() => decodeSegment(bytes)).toThrow(RangeError);
  });

  test('a segment cut short is refused', () => {
    const bytes = encodeSegment(buildSegment(ITEMS, fc.sample(facts, 10)));
    expect(() => decodeSegment(bytes.subarray(0, bytes.length - 64))).toThrow(RangeError);
  });
});

describe('the index of policies', () => {
  test('answers as the closures do for each of many policies', () => {
    let decided = 0;
    fc.assert(
      fc.property(fc.array(document, { minLength: 1, maxLength: 40 }), firms, (documents, rows) => {
        const programs = documents.map((rules) => compilePolicy(rules, CATALOGUE).program);
        const lowered = programs.map((program) => lowerProgram(program, DAY, all));
        const index = new PolicyIndex(
          planRanks(
            ITEMS,
            lowered.map((each) => each.test),
          ),
          lowered,
        );
        const answers = new Uint8Array(programs.length);
        for (const firm of rows.slice(0, 8)) {
          index.match(firm, answers);
          programs.forEach((program, at) => {
            const expected = { true: MATCH, false: NO_MATCH, null: MAY_MATCH }[
              String(reference(program, firm))
            ];
            if (answers[at] !== MAY_MATCH || !index.isUndecided(at)) expect(answers[at]).toBe(expected);
            decided += index.isUndecided(at) ? 0 : 1;
          });
        }
      }),
      { numRuns: 60 },
    );
    expect(decided).toBeGreaterThan(20);
  });
});
