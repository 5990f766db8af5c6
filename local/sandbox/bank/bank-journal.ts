// The sandbox bank's memory on disk: an append-only file of JSON lines, flushed in groups, that survives kill -9.
import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Booking, Return } from './bank-book.ts';

/** What the bank must remember. `answered` and `told` say that files about it have been left for the customer. */
export type JournalRecord =
  | {
      readonly kind: 'file';
      readonly messageId: string;
      readonly atMs: number;
      readonly ids: readonly string[];
      readonly conflicts: readonly string[];
      readonly fresh: readonly Booking[];
    }
  | { readonly kind: 'answered'; readonly messageId: string }
  | { readonly kind: 'returns'; readonly id: string; readonly returns: readonly Return[] }
  | { readonly kind: 'told'; readonly id: string };

export interface BankJournal {
  /** Resolves when the record is on disk; records that wait together share one flush. */
  append(record: JournalRecord): Promise<void>;
  close(): Promise<void>;
}

/** A journal that forgets, for tests without a folder. */
export const memoryJournal: BankJournal = { append: async () => undefined, close: async () => undefined };

/**
 * Opens the journal of a folder, giving every whole record to `replay` in order. A last line cut off by a kill was never
 * acknowledged and is dropped; a broken line before that is a defect.
 */
export async function openJournal(
  folder: string,
  replay: (record: JournalRecord) => void,
): Promise<BankJournal> {
  await mkdir(folder, { recursive: true });
  const file = await open(join(folder, 'bank-journal.jsonl'), 'a+');
  const wholeBytes = await replayLines(file, replay);
  await file.truncate(wholeBytes);
  return groupFlushed(file);
}

async function replayLines(file: FileHandle, replay: (record: JournalRecord) => void): Promise<number> {
  let wholeBytes = 0;
  let rest = Buffer.alloc(0);
  for await (const chunk of file.createReadStream({ start: 0, autoClose: false, highWaterMark: 1 << 20 })) {
    rest = Buffer.concat([rest, chunk as Buffer]);
    let start = 0;
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10, start)) {
      replay(JSON.parse(rest.toString('utf8', start, end)) as JournalRecord);
      wholeBytes += end + 1 - start;
      start = end + 1;
    }
    rest = rest.subarray(start);
  }
  return wholeBytes;
}

function groupFlushed(file: FileHandle): BankJournal {
  let waiting: { line: string; done: () => void; failed: (error: unknown) => void }[] = [];
  let flushing: Promise<void> | undefined;
  const flush = async (): Promise<void> => {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        await file.appendFile(group.map(({ line }) => line).join(''));
        await file.datasync();
        for (const { done } of group) done();
      } catch (error) {
        for (const { failed } of group) failed(error);
      }
    }
    flushing = undefined;
  };
  return {
    append: (record) =>
      new Promise((done, failed) => {
        waiting.push({ line: `${JSON.stringify(record)}\n`, done, failed });
        flushing ??= flush();
      }),
    close: async () => {
      await flushing;
      await file.close();
    },
  };
}
