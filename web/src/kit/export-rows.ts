// Exports exactly what a table shows: the page reads its cells in small portions, a worker writes the file.
import type { Column } from './data-table.tsx';
import type { ExportAnswer, ExportAsk } from './export-worker.ts';
import { saveBlob } from './save-file.ts';
import type { Cell } from './sheet.ts';

/** So many rows are read between two chances for the page to draw. */
const ROWS_AT_ONCE = 4_000;

const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** @throws Error when the file cannot be written */
export async function exportRows<T>(
  name: string,
  format: ExportAsk['format'],
  columns: readonly Column<T>[],
  rows: readonly T[],
): Promise<void> {
  const told = columns.filter(({ isAct }) => isAct !== true);
  const cells: Cell[][] = [];
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    for (const row of rows.slice(from, from + ROWS_AT_ONCE)) cells.push(told.map(({ value }) => value(row)));
    await nextTask();
  }
  const sheet = {
    titles: told.map(({ title }) => title),
    kinds: told.map(({ kind }) => kind),
    rows: cells,
  };
  saveBlob(`${name}.${format}`, await written({ format, sheet }));
}

async function written(ask: ExportAsk): Promise<Blob> {
  const worker = new Worker(new URL('./export-worker.ts', import.meta.url), { type: 'module' });
  try {
    const answer = await new Promise<ExportAnswer>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<ExportAnswer>) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage(ask);
    });
    if ('error' in answer) throw new Error(answer.error);
    return answer.blob;
  } finally {
    worker.terminate();
  }
}
