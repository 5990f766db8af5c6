// What the spreadsheet library takes for fflate: its `zip` would start workers from blob: addresses, which the page's policy
// forbids. We are in a worker already, so the archive is made at once.
import { strToU8, zipSync, type Zippable } from 'fflate/browser';

export { strToU8, zipSync };

export function zip(files: Zippable, done: (error: Error | null, archive?: Uint8Array) => void): void {
  try {
    done(null, zipSync(files));
  } catch (error) {
    done(error instanceof Error ? error : new Error('zip'));
  }
}
