// What the policies that fit are worth together: in all, and with their first payments.

/** What a match says of its amount. */
interface Award {
  readonly policyId: string;
  readonly group?: string | undefined;
  /** In all. */
  readonly amountFen: number | null;
  readonly firstInstalment?: { readonly amountFen: number | null } | undefined;
}

/** Of policies that exclude each other only the largest counts: the figure never promises what cannot be had. */
function largestOfGroups(matches: readonly Award[]): Award[] {
  const groups = new Map<string, Award>();
  for (const match of matches) {
    const key = match.group ?? `policy ${match.policyId}`;
    const before = groups.get(key);
    if (!before || (match.amountFen ?? 0) > (before.amountFen ?? 0)) groups.set(key, match);
  }
  return [...groups.values()];
}

export const sumOf = (matches: readonly Award[]): number =>
  largestOfGroups(matches).reduce((sum, { amountFen }) => sum + (amountFen ?? 0), 0);

/** What of that sum comes with the first payments; the rest follows in instalments. */
export const firstSumOf = (matches: readonly Award[]): number =>
  largestOfGroups(matches).reduce(
    (sum, { amountFen, firstInstalment }) => sum + (firstInstalment?.amountFen ?? amountFen ?? 0),
    0,
  );
