// Writes a table's file away from the page, so that a hundred thousand rows never hold up a click.
import writeExcelFile, { type SheetData } from 'write-excel-file/universal';
import { csvOf, type Sheet } from './sheet.ts';

export interface ExportAsk {
  readonly format: 'csv' | 'xlsx';
  readonly sheet: Sheet;
}
export type ExportAnswer = { readonly blob: Blob } | { readonly error: string };

const INSTANT_FORMAT = 'yyyy-mm-dd hh:mm:ss';
/** Spreadsheets know no zones: an instant is written as the clock in Hangzhou showed it. */
const ZONE_MS = 8 * 3_600_000;

/** Numbers, money and instants stay what they are; text is text, whatever it begins with. */
function cellsOf({ titles, kinds, rows }: Sheet): SheetData {
  const head = titles.map((value) => ({ value, fontWeight: 'bold' as const }));
  const body = rows.map((row) =>
    row.map((value, at) => {
      if (value === undefined) return null;
      const kind = kinds[at];
      if (typeof value === 'number')
        return kind === 'money'
          ? { value: value / 100, type: Number, format: '#,##0.00' }
          : { value, type: Number };
      return kind === 'instant'
        ? { value: new Date(Date.parse(value) + ZONE_MS), type: Date, format: INSTANT_FORMAT }
        : { value, type: String };
    }),
  );
  return [head, ...body];
}

async function fileOf({ format, sheet }: ExportAsk): Promise<Blob> {
  if (format === 'csv') return new Blob([csvOf(sheet)], { type: 'text/csv;charset=utf-8' });
  return writeExcelFile(cellsOf(sheet)).toBlob();
}

const answer = (message: ExportAnswer): void => self.postMessage(message);

self.addEventListener('message', ({ data }: MessageEvent<ExportAsk>) => {
  fileOf(data).then(
    (blob) => answer({ blob }),
    (error: unknown) => answer({ error: error instanceof Error ? error.message : 'unknown' }),
  );
});
