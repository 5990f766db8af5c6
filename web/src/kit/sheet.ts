// A table as a file holds it, apart from how it is drawn: what the page hands to the worker that writes the file.
export type Cell = string | number | undefined;
export type CellKind = 'text' | 'money' | 'number' | 'instant';

export interface Sheet {
  readonly titles: readonly string[];
  readonly kinds: readonly CellKind[];
  readonly rows: readonly (readonly Cell[])[];
}

/** What a spreadsheet would take for a formula. */
const FORMULA_START = /^[=+\-@\t\r]/;

/** Fen as yuan without grouping, so that a spreadsheet reads a number: split by hand, never by a binary fraction. */
function plainYuan(amountFen: number): string {
  const rest = String(Math.abs(amountFen) % 100).padStart(2, '0');
  return `${amountFen < 0 ? '-' : ''}${Math.trunc(Math.abs(amountFen) / 100)}.${rest}`;
}

function csvText(kind: CellKind, value: Cell): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return kind === 'money' ? plainYuan(value) : String(value);
  return guarded(value);
}

/** Text that a spreadsheet would run is made plain text by an apostrophe, as OWASP advises for CSV. */
export const guarded = (text: string): string => (FORMULA_START.test(text) ? `'${text}` : text);

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** UTF-8 with a byte order mark, as Excel expects it for Chinese; lines end as RFC 4180 says. */
export function csvOf({ titles, kinds, rows }: Sheet): string {
  const lines = rows.map((row) =>
    row.map((value, at) => quoted(csvText(kinds[at] ?? 'text', value))).join(','),
  );
  return `\ufeff${[titles.map((title) => quoted(guarded(title))).join(','), ...lines].join('\r\n')}\r\n`;
}
