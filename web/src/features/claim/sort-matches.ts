// An enterprise's matches by what they mean for it: what can be had now, what lacks one item, what is under way, what does not fit.
import type { Match } from './queries.ts';

export interface SortedMatches {
  readonly fits: readonly Match[];
  /** One fact is not known yet, and nothing else stands in the way. */
  readonly oneMore: readonly Match[];
  readonly mayFit: readonly Match[];
  readonly underWay: readonly Match[];
  /** Paid, or a waiver granted. */
  readonly ended: readonly Match[];
  readonly notCalculated: readonly Match[];
  /** The days for claims are over, or have not come. */
  readonly notOpen: readonly Match[];
  readonly unfit: readonly Match[];
}

/** A refused or withdrawn application does not stand in the way of a new one. */
export const isStanding = ({ applied }: Match): boolean =>
  applied !== undefined && !['refused', 'withdrawn'].includes(applied.state);

export const missingItems = ({ missing }: Match): string[] => [
  ...new Set(missing.map((key) => key.split('.')[0] ?? key)),
];

type Name = keyof SortedMatches;

function nameOf(match: Match): Name {
  if (isStanding(match))
    return ['paid', 'granted'].includes(match.applied?.state ?? '') ? 'ended' : 'underWay';
  if (match.notCalculated) return 'notCalculated';
  if (match.outcome === 'ineligible') return 'unfit';
  if (match.window !== 'open') return 'notOpen';
  if (match.outcome === 'eligible') return match.amountFen === 0 ? 'unfit' : 'fits';
  return missingItems(match).length === 1 ? 'oneMore' : 'mayFit';
}

/** Keeps the order in which the API gave them: by amount, then by deadline. */
export function sortMatches(matches: readonly Match[]): SortedMatches {
  const sorted: Record<Name, Match[]> = {
    fits: [],
    oneMore: [],
    mayFit: [],
    underWay: [],
    ended: [],
    notCalculated: [],
    notOpen: [],
    unfit: [],
  };
  for (const match of matches) sorted[nameOf(match)].push(match);
  return sorted;
}
