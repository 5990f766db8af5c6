// What the spreadsheet libraries take for fflate: its `zip` and `unzip` would start workers from blob: addresses, which the
// page's policy forbids. We are in a worker already, so archives are made and opened at once.
import {
  strToU8,
  unzipSync,
  zipSync,
  type Unzipped,
  type UnzipOptions,
  type Zippable,
} from 'fflate/browser';

export { strToU8, zipSync };

export function zip(files: Zippable, done: (error: Error | null, archive?: Uint8Array) => void): void {
  try {
    done(null, zipSync(files));
  } catch (error) {
    done(error instanceof Error ? error : new Error('zip'));
  }
}

export function unzip(
  archive: Uint8Array,
  options: UnzipOptions,
  done: (error: Error | null, files?: Unzipped) => void,
): void {
  try {
    done(null, unzipSync(archive, options));
  } catch (error) {
    done(error instanceof Error ? error : new Error('unzip'));
  }
}
