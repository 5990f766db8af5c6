// What becomes of a batch of register rows: stored, left as they are, or refused; the first row of a code in a file counts.
import type { CapitalReading } from './capital.ts';
import type { Enterprise } from './enterprise.ts';
import { rowProblem } from './register-row.ts';
import type { RowProblem, RowReading } from './register-row.ts';
import type { UsccIndex } from './uscc-index.ts';

export interface ReadRow {
  readonly line: number;
  readonly reading: RowReading;
}

export interface RowDecisions {
  readonly creates: Enterprise[];
  readonly updates: Enterprise[];
  readonly unchanged: Enterprise[];
  readonly refusals: { readonly line: number; readonly problems: readonly RowProblem[] }[];
  /** How the capital of each row that counts was read. */
  readonly capitals: CapitalReading['state'][];
}

/**
 * Decides a batch.
 * @param stored what the register holds for the batch's codes
 * @param seen codes of this file that were taken before; the batch's are added
 * @param same whether two enterprises have the same content
 */
export function decideRows(
  rows: readonly ReadRow[],
  stored: ReadonlyMap<string, Enterprise>,
  seen: UsccIndex,
  same: (a: Enterprise, b: Enterprise) => boolean,
): RowDecisions {
  const decisions: RowDecisions = { creates: [], updates: [], unchanged: [], refusals: [], capitals: [] };
  const taken = new Map<string, Enterprise>();
  for (const { line, reading } of rows) {
    if (!reading.ok) {
      decisions.refusals.push({ line, problems: reading.problems });
      continue;
    }
    const { enterprise } = reading;
    const existing = stored.get(enterprise.uscc);
    const earlier = seen.add(enterprise.uscc, line);
    if (earlier !== undefined) {
      const first = taken.get(enterprise.uscc) ?? existing;
      const code = first !== undefined && same(first, enterprise) ? 'duplicate-same' : 'duplicate-different';
      const value = `${enterprise.uscc} ← ${earlier}`;
      decisions.refusals.push({ line, problems: [rowProblem('uscc', code, value)] });
      continue;
    }
    taken.set(enterprise.uscc, enterprise);
    decisions.capitals.push(reading.capital);
    if (existing === undefined) decisions.creates.push(enterprise);
    else if (same(existing, enterprise)) decisions.unchanged.push(enterprise);
    else decisions.updates.push(enterprise);
  }
  return decisions;
}
