// What changed between two texts, line by line: the longest common part stays, the rest is struck or new.

export interface RedLine {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
}

/** Compares by lines; both texts together may have some thousands. */
export function redline(before: string, after: string): RedLine[] {
  const a = before.split('\n');
  const b = after.split('\n');
  const table = commonLengths(a, b);
  const lines: RedLine[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ kind: 'same', text: a[i++] ?? '' });
      j++;
    } else if (j >= b.length || (i < a.length && at(table, i + 1, j) >= at(table, i, j + 1))) {
      lines.push({ kind: 'gone', text: a[i++] ?? '' });
    } else lines.push({ kind: 'new', text: b[j++] ?? '' });
  }
  return lines;
}

const at = (table: readonly Uint16Array[], i: number, j: number): number => table[i]?.[j] ?? 0;

/** `table[i][j]`: how many lines the rests from `i` and `j` on have in common, in order. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint16Array[] {
  const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    const row = table[i] as Uint16Array;
    for (let j = b.length - 1; j >= 0; j--)
      row[j] =
        a[i] === b[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1));
  }
  return table;
}

/** Only what changed, with a few lines around each change; a gap is one line of dots. */
export function withContext(lines: readonly RedLine[], around = 2): RedLine[] {
  const near = lines.map((_, index) =>
    lines.slice(Math.max(index - around, 0), index + around + 1).some(({ kind }) => kind !== 'same'),
  );
  return lines.flatMap((line, index): RedLine[] => {
    if (near[index]) return [line];
    return near[index - 1] === true || index === 0 ? [{ kind: 'same', text: '⋯' }] : [];
  });
}
