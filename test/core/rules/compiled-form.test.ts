// The compiled form of a policy answers exactly as the interpreted one, on whatever facts there are.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Fault } from '../../../core/kernel/fault.ts';
import { compilePolicy } from '../../../core/rules/compile-policy.ts';
import {
  AMOUNT_UNKNOWN,
  ASK_CLOSURES,
  compileExplainedRow,
  compileRow,
  INELIGIBLE,
  truthAt,
  truthWords,
  UNKNOWN,
} from '../../../core/rules/emit-row.ts';
import type { Evaluation, Facts } from '../../../core/rules/evaluation.ts';
import { CATALOGUE, document, facts } from './random-rules.ts';

const DAY = 18_323;

/** The evaluation, or the reason why there is none. */
function attempt(work: () => Evaluation): Evaluation | string {
  try {
    return work();
  } catch (error) {
    if (error instanceof Fault && error.code === 'unprocessable') return error.detail.reason ?? '';
    throw error;
  }
}

const expectedRow = (answer: Evaluation): number => {
  if (answer.outcome === 'ineligible') return INELIGIBLE;
  if (answer.outcome === 'unknown') return UNKNOWN;
  return answer.amountFen ?? AMOUNT_UNKNOWN;
};

describe('the compiled form', () => {
  test('answers as the closures do, on random policies and firms with items missing', () => {
    const seen = new Map<number, number>();
    fc.assert(
      fc.property(document, fc.array(facts, { minLength: 12, maxLength: 12 }), (rules, firms) => {
        const compiled = compilePolicy(rules, CATALOGUE);
        const closures = compilePolicy(rules, CATALOGUE, { form: 'closures' });
        const row = compileRow(compiled.program, DAY);
        const explained = compileExplainedRow(compiled.program, DAY);
        for (const firm of firms) {
          const expected = attempt(() => closures.evaluate(firm, { asOfDay: DAY }));
          expect(attempt(() => compiled.evaluate(firm, { asOfDay: DAY }))).toEqual(expected);
          checkRows(row, explained, firm, expected, compiled.program, seen);
        }
      }),
      { numRuns: 150 },
    );
    // The property means little unless each kind of answer came up often, and compiled code gave most of them.
    for (const kind of [INELIGIBLE, UNKNOWN, 0]) expect(seen.get(kind) ?? 0).toBeGreaterThan(30);
    const total = [...seen.values()].reduce((sum, count) => sum + count, 0);
    expect((seen.get(ASK_CLOSURES) ?? 0) / total).toBeLessThan(0.4);
  });

  function checkRows(
    row: ReturnType<typeof compileRow>,
    explained: ReturnType<typeof compileExplainedRow>,
    firm: Facts,
    expected: Evaluation | string,
    program: Parameters<typeof truthWords>[0],
    seen: Map<number, number>,
  ): void {
    const truths = new Uint32Array(truthWords(program));
    const amounts = new Float64Array(3);
    for (const answer of [row(firm), explained(firm, truths, amounts)]) {
      seen.set(Math.min(answer, 0), (seen.get(Math.min(answer, 0)) ?? 0) + 1);
      if (answer === ASK_CLOSURES || typeof expected === 'string') continue;
      expect(answer).toBe(expectedRow(expected));
    }
    if (typeof expected === 'string') return;
    const shown = program.conditions.map((_, index) => truthAt(truths, index));
    if (explained(firm, truths, amounts) !== ASK_CLOSURES)
      expect(shown).toEqual(expected.conditions.map((each) => each.value));
  }

  test('is made of numbers, quoted texts and checked keys only', () => {
    fc.assert(
      fc.property(document, (rules) => {
        const { program } = compilePolicy(rules, CATALOGUE);
        const keys = CATALOGUE.items.map((each) => `e\\.${each.key}`).join('|');
        const words = `function|return|let|const|if|bail|null|undefined|true|false|Math\\.(?:floor|ceil|min|max)|${keys}`;
        const token = new RegExp(
          `"[^"\\\\]*"|\\bF\\(\\d+,e\\)|\\bc\\[\\d+\\]\\.has|\\b(?:${words})\\b|\\b[aotwrlndhkes]\\d*\\b|\\d+|[-+*/%<>=!&|?:;,.(){}\\[\\]\\s]`,
          'g',
        );
        for (const code of [
          compileRow(program, DAY).toString(),
          compileExplainedRow(program, DAY).toString(),
        ]) {
          expect(code.replace(token, '')).toBe('');
        }
      }),
      { numRuns: 60 },
    );
  });
});
