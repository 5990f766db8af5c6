// Reads a list to its end: the store cuts pages where it likes, so only an absent cursor says that nothing is left.
import type { Page } from './ports.ts';

/** The items of each page, in order. */
export async function* everyPage<T>(
  read: (cursor: string | undefined) => Promise<Page<T>>,
): AsyncGenerator<T[]> {
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    yield page.items;
    cursor = page.cursor;
  } while (cursor !== undefined);
}

/** All items, in order. */
export const everyItem = async <T>(read: (cursor: string | undefined) => Promise<Page<T>>): Promise<T[]> =>
  (await Array.fromAsync(everyPage(read))).flat();
