// The rows of an employee list as the page checks them: each with its own error, however many there are.

export interface ListRow {
  /** The row in the file, counted from 1, its title among them. */
  readonly line: number;
  readonly key: string;
}
export type RowError = 'empty' | 'long' | 'twice' | 'blank-inside';
export interface CheckedRow extends ListRow {
  readonly error?: RowError;
  /** The row that names the same person. */
  readonly first?: number;
}

const KEY_CHARACTERS_MAX = 60;
export const ROWS_MAX = 10_000;

/** Cells of a sheet or a CSV file: the first column is the key; a first row equal to the title is no person. */
export function rowsOf(cells: readonly (readonly unknown[])[], title: string): ListRow[] {
  return cells.flatMap((row, index) => {
    const key = String(row[0] ?? '').trim();
    const isTitle = index === 0 && key === title;
    const isBlank = row.every((cell) => String(cell ?? '').trim() === '');
    return isTitle || isBlank ? [] : [{ line: index + 1, key }];
  });
}

/** In one pass, so that ten thousand rows take no longer than a blink. */
export function checkRows(rows: readonly ListRow[]): CheckedRow[] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const { key, line } = row;
    if (key === '') return { ...row, error: 'empty' };
    if (key.length > KEY_CHARACTERS_MAX) return { ...row, error: 'long' };
    if (/\s/.test(key)) return { ...row, error: 'blank-inside' };
    const first = seen.get(key);
    if (first !== undefined) return { ...row, error: 'twice', first };
    seen.set(key, line);
    return row;
  });
}

/** Whether a list can be sent as it stands; none at all can. */
export const isSendable = (rows: readonly ListRow[] | undefined): boolean =>
  rows === undefined ||
  (rows.length > 0 && rows.length <= ROWS_MAX && checkRows(rows).every(({ error }) => error === undefined));
