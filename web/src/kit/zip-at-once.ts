// What the spreadsheet libraries take for fflate: its `zip` and `unzip` would start workers from blob: addresses, which the
// page's policy forbids. They are called in workers of ours already, so an archive is made and opened at once.
import { unzipSync, zipSync, type Unzipped, type UnzipOptions, type Zippable } from 'fflate/browser';

export * from 'fflate/browser';

type Done<T> = (error: Error | null, result?: T) => void;

function answer<T>(make: () => T, done: Done<T>): void {
  try {
    done(null, make());
  } catch (error) {
    done(error instanceof Error ? error : new Error('zip'));
  }
}

export const zip = (files: Zippable, done: Done<Uint8Array>): void => answer(() => zipSync(files), done);

export function unzip(archive: Uint8Array, ...rest: [Done<Unzipped>] | [UnzipOptions, Done<Unzipped>]): void {
  if (rest.length === 1) answer(() => unzipSync(archive), rest[0]);
  else answer(() => unzipSync(archive, rest[0]), rest[1]);
}
