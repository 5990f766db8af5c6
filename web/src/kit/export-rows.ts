// Exports exactly what a table shows: numbers stay numbers, money becomes yuan, and no cell can run as a formula.
import type { CellValue, Column } from './data-table.tsx';
import { yuan } from './money.ts';
import { saveFile } from './save-file.ts';

const FORMULA_START = /^[=+\-@\t\r]/;

/** Money in a file is yuan without grouping, so that a spreadsheet reads a number. */
const csvText = <T>(column: Column<T>, value: CellValue): string => {
  if (value === undefined) return '';
  if (column.kind === 'money' && typeof value === 'number')
    return yuan(value).replaceAll(',', '').replace('−', '-');
  if (typeof value === 'number') return String(value);
  return FORMULA_START.test(value) ? `'${value}` : value;
};

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** UTF-8 with a byte order mark, as Excel expects it for Chinese. */
export function csvOf<T>(columns: readonly Column<T>[], rows: readonly T[]): string {
  const lines = rows.map((row) =>
    columns.map((column) => quoted(csvText(column, column.value(row)))).join(','),
  );
  return `\ufeff${[columns.map(({ title }) => quoted(title)).join(','), ...lines].join('\r\n')}\r\n`;
}

export function saveCsv<T>(name: string, columns: readonly Column<T>[], rows: readonly T[]): void {
  saveFile(`${name}.csv`, 'text/csv;charset=utf-8', csvOf(columns, rows));
}

export async function saveXlsx<T>(
  name: string,
  columns: readonly Column<T>[],
  rows: readonly T[],
): Promise<void> {
  const { default: writeExcelFile } = await import('write-excel-file/browser');
  const head = columns.map(({ title }) => ({ value: title, fontWeight: 'bold' as const }));
  const body = rows.map((row) =>
    columns.map((column) => {
      const value = column.value(row);
      if (value === undefined) return null;
      if (typeof value === 'string') return { value, type: String };
      return column.kind === 'money'
        ? { value: value / 100, type: Number, format: '#,##0.00' }
        : { value, type: Number };
    }),
  );
  await writeExcelFile([head, ...body]).toFile(`${name}.xlsx`);
}
