// Reads an employee list away from the page: a spreadsheet or a CSV file, in UTF-8 or as Chinese Excel writes it (GB 18030).
import { parse } from 'csv-parse/browser/esm/sync';
import { readSheet } from 'read-excel-file/universal';
import { rowsOf, type ListRow } from './list-rows.ts';

export interface ReadAsk {
  readonly file: File;
  /** The title of the key column. */
  readonly title: string;
}
export type ReadAnswer = { readonly rows: readonly ListRow[] } | { readonly error: string };

const ZIP_BEGINS_WITH = 0x50;

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

async function cellsOf(file: File): Promise<readonly (readonly unknown[])[]> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes[0] === ZIP_BEGINS_WITH && bytes[1] === 0x4b) return readSheet(bytes.buffer);
  return parse(textOf(bytes), { bom: true, relax_column_count: true, skip_empty_lines: false });
}

self.onmessage = ({ data }: MessageEvent<ReadAsk>) => {
  const answer = (message: ReadAnswer): void => self.postMessage(message);
  cellsOf(data.file).then(
    (cells) => answer({ rows: rowsOf(cells, data.title) }),
    (error: unknown) => answer({ error: error instanceof Error ? error.message : String(error) }),
  );
};
