// "Did you mean …?": the known name nearest to one that is not known.

const NAMES_MAX = 5000;

/** The nearest name, if it is near enough to be a slip of the hand. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  const wanted = [...name.slice(0, 60)];
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(wanted.length / 2)) + 1;
  let seen = 0;
  for (const candidate of known) {
    seen += 1;
    if (seen > NAMES_MAX) break;
    const distance = editDistance(wanted, [...candidate.slice(0, 60)]);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Levenshtein's distance in characters. */
function editDistance(a: readonly string[], b: readonly string[]): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  a.forEach((character, i) => {
    const next = [i + 1];
    b.forEach((other, j) => {
      const kept = (row[j] ?? 0) + (character === other ? 0 : 1);
      next.push(Math.min(kept, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    });
    row = next;
  });
  return row[b.length] ?? 0;
}
