// Rows that columns cannot decide are decided one by one, by the same code that evaluates applications.
import { AMOUNT_UNKNOWN, compileRow, INELIGIBLE, UNKNOWN } from '../emit-row.ts';
import type { Facts } from '../evaluation.ts';
import type { Program } from '../program.ts';
import { Run } from '../run.ts';
import { allOf } from '../value.ts';
import type { MatchBits } from './column-matcher.ts';

/** Whether a firm is eligible by the conditions: true, false, or null for unknown. */
export type Decide = (facts: Facts) => boolean | null;

/** The conditions of a program on a day, as a function of facts. Lines are unknown, as in the columns. */
export function decideConditions(program: Program, day: number): Decide {
  const row = compileRow(program, day);
  return (facts) => {
    const answer = row(facts);
    if (answer === INELIGIBLE) return false;
    if (answer === UNKNOWN) return null;
    if (!program.lines && (answer >= 0 || answer === AMOUNT_UNKNOWN)) return true;
    return byClosures(program, day, facts);
  };
}

function byClosures(program: Program, day: number, facts: Facts): boolean | null {
  const run = new Run(program, facts, { asOfDay: day });
  const values = program.conditions.map((condition) => {
    const value = run.value(condition.node);
    return typeof value === 'boolean' ? value : null;
  });
  return allOf(program.lines ? [...values, null] : values);
}

/** Decides each possible but not certain row; gives new bitsets, since the matcher's are overwritten by the next match. */
export function settleRows(bits: MatchBits, factsOf: (row: number) => Facts, decide: Decide): MatchBits {
  const eligible = bits.eligible.slice();
  const possible = bits.possible.slice();
  for (let byte = 0; byte < possible.length; byte += 1) {
    let open = (possible[byte] ?? 0) & ~(eligible[byte] ?? 0);
    while (open !== 0) {
      const bit = 31 - Math.clz32(open & -open);
      open &= open - 1;
      const answer = decide(factsOf(byte * 8 + bit));
      if (answer === true) eligible[byte] = (eligible[byte] ?? 0) | (1 << bit);
      else if (answer === false) possible[byte] = (possible[byte] ?? 0) & ~(1 << bit);
    }
  }
  return { rows: bits.rows, eligible, possible };
}

/** How many bits are set. */
export function countBits(bits: Uint8Array): number {
  let count = 0;
  for (const byte of bits) {
    let rest = byte;
    while (rest !== 0) {
      rest &= rest - 1;
      count += 1;
    }
  }
  return count;
}
