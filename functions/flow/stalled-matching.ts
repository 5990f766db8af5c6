// What the matching has not finished: published policies whose slices were never cut or are out of date, slices that nobody
// has matched, changes of the register that nobody noted or matched again.
import { matchSliceId, type MatchSlice } from '../../core/matching/match-slice.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { Deps } from '../deps.ts';
import { staleSince } from '../matching/matched-since.ts';
import { REGISTER_SLICES } from '../../core/enterprise/register-slice.ts';

export interface StalledMatching {
  /** Published, but the last of their slices is missing or out of date: slices are cut in order. */
  readonly uncut: readonly string[];
  /** Ids of slices that are due. */
  readonly due: readonly string[];
  /** Ids of imports of which nobody has taken note. */
  readonly notices: readonly string[];
  /** Ids of lists of changed firms that were not matched again. */
  readonly changes: readonly string[];
}

const PAGE = 500;

/** @param isDue whether something that has stood since an instant should have moved by now */
export async function stalledMatching(
  deps: Pick<Deps, 'store' | 'policies'>,
  isDue: (at: string) => boolean,
): Promise<StalledMatching> {
  const { items: policies } = await deps.store.list('policy', { by: 'all', limit: 10_000 });
  const published = policies.filter(({ state, changedAt }) => state === 'published' && isDue(changedAt));
  const lastSlices = await deps.store.readMany('match-slice', published.map(lastSliceOf));
  const uncut = await uncutOf(deps, published, lastSlices, isDue);
  const { items: slices } = await deps.store.list('match-slice', { by: 'state', group: 'due', limit: PAGE });
  const { items: notices } = await deps.store.list('register-notice', {
    by: 'state',
    group: 'due',
    limit: PAGE,
  });
  const { items: changes } = await deps.store.list('register-change', {
    by: 'state',
    group: 'due',
    limit: PAGE,
  });
  return {
    uncut,
    due: slices.filter(({ state, cutAt }) => state === 'due' && isDue(cutAt)).map(({ id }) => id),
    notices: notices.filter(({ at }) => isDue(at)).map(({ id }) => id),
    changes: changes.filter(({ cutAt }) => isDue(cutAt)).map(({ id }) => id),
  };
}

/** Or cut before the policy was resumed, or an item that it names changed in the catalogue. */
async function uncutOf(
  deps: Pick<Deps, 'store' | 'policies'>,
  published: readonly Policy[],
  lastSlices: readonly (MatchSlice | undefined)[],
  isDue: (at: string) => boolean,
): Promise<string[]> {
  const found: string[] = [];
  const catalogue = await deps.store.read('catalogue', 'current');
  for (const [index, policy] of published.entries()) {
    const last = lastSlices[index];
    const since = last && (await staleSince(deps, policy, catalogue));
    if (!last || (since !== undefined && last.cutAt <= since && isDue(since))) found.push(policy.id);
  }
  return found;
}

const lastSliceOf = ({ id, inForce }: Policy): string => matchSliceId(id, inForce, REGISTER_SLICES - 1);
