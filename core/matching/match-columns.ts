// One policy against one segment: columns rule out at once whoever cannot fit; only the others are looked at one by one.
import type { Catalogue, CatalogueItem } from '../rules/catalogue.ts';
import { ColumnMatcher } from '../rules/match/column-matcher.ts';
import { lowerProgram } from '../rules/match/match-test.ts';
import { planRanks } from '../rules/match/rank-plan.ts';
import type { Segment } from '../rules/match/segment.ts';
import type { Program } from '../rules/program.ts';
import { isColumn } from './register-segment.ts';

/** The rows that may fit, as a bitset over the segment: bit n is row n. */
export function possibleRows(program: Program, day: number, segment: Segment): Uint8Array {
  const { test } = lowerProgram(program, day, isColumn);
  const matcher = new ColumnMatcher(planRanks([...program.items.values()], [test]), segment.rows);
  matcher.append(segment);
  return matcher.match(matcher.prepare(test)).possible.slice();
}

export const isSet = (bits: Uint8Array, row: number): boolean =>
  (((bits[row >>> 3] ?? 0) >>> (row & 7)) & 1) === 1;

/** Released items that a policy reads and that are no columns: their values are fetched for the firms that may fit. */
export const itemsBesideColumns = (program: Program): CatalogueItem[] =>
  [...program.items.values()].filter((item) => item.released && !isColumn(item));

/** The part of a segment that a policy reads. */
export const columnsOf = ({ rows, columns }: Segment, program: Program): Segment => ({
  rows,
  columns: new Map([...columns].filter(([key]) => program.items.has(key))),
});

/** The code of each row in the column of the item with a role; `absent` where there is none. */
export function groupOf(
  segment: Segment,
  catalogue: Catalogue,
  role: NonNullable<CatalogueItem['role']>,
  absent: string,
): (row: number) => string {
  const key = catalogue.items.find((item) => item.role === role)?.key;
  const column = key === undefined ? undefined : segment.columns.get(key);
  if (column?.kind !== 'code') return () => absent;
  const names = [absent, ...column.dictionary];
  return (row) => names[column.codes[row] ?? 0] ?? absent;
}
