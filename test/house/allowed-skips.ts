// The skips that are allowed, for the test that reads the source and for the count at the end of CI.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface AllowedSkip {
  /** Test file, relative to the checkout. */
  readonly file: string;
  /** How many skips its source may hold. */
  readonly skips: number;
  readonly reason: string;
}

/** The committed list, sorted by file. */
export function allowedSkips(): AllowedSkip[] {
  const text = readFileSync(join(import.meta.dirname, 'allowed-skips.json'), 'utf8');
  return (JSON.parse(text) as AllowedSkip[]).sort((a, b) => a.file.localeCompare(b.file));
}
