// A row grants what its code reaches for, no less and no more: locally nothing is refused, so only this test would notice.
import { describe, expect, it } from 'vitest';
import { MANIFEST } from '../../functions/manifest.ts';
import { rightsDeclared, rightsNeeded } from './rights-needed.ts';

const words = (rights: ReadonlyMap<string, string>): string[] =>
  [...rights].map(([name, access]) => `${name} ${access}`).sort();

describe('rights', () => {
  it.each(MANIFEST.map((row) => [row.name, row] as const))(
    '%s declares exactly what its code needs',
    (_, row) => {
      expect(words(rightsDeclared(row))).toEqual(words(rightsNeeded(row)));
    },
  );

  it('are found in the code at all', () => {
    const all = new Set(MANIFEST.flatMap((row) => [...rightsNeeded(row).keys()]));
    for (const name of [
      'table:register',
      'table:views',
      'bucket:bank',
      'bucket:files',
      'calls:bank',
      'calls:departments',
      'relays',
    ]) {
      expect(all).toContain(name);
    }
  });
});
