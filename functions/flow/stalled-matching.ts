// What the matching has not finished: published policies whose slices were never cut, slices that nobody has matched, changes of
// the register that nobody noted or matched again.
import { matchSliceId } from '../../core/matching/match-slice.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { Deps } from '../deps.ts';
import { REGISTER_SLICES } from '../../core/enterprise/register-slice.ts';

export interface StalledMatching {
  /** Published, but the last of their slices is missing: slices are cut in order. */
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
  deps: Pick<Deps, 'store'>,
  isDue: (at: string) => boolean,
): Promise<StalledMatching> {
  const { items: policies } = await deps.store.list('policy', { by: 'all', limit: 10_000 });
  const published = policies.filter(({ state, changedAt }) => state === 'published' && isDue(changedAt));
  const lastSlices = await deps.store.readMany('match-slice', published.map(lastSliceOf));
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
    uncut: published.filter((_, index) => lastSlices[index] === undefined).map(({ id }) => id),
    due: slices.filter(({ state, cutAt }) => state === 'due' && isDue(cutAt)).map(({ id }) => id),
    notices: notices.filter(({ at }) => isDue(at)).map(({ id }) => id),
    changes: changes.filter(({ cutAt }) => isDue(cutAt)).map(({ id }) => id),
  };
}

const lastSliceOf = ({ id, inForce }: Policy): string => matchSliceId(id, inForce, REGISTER_SLICES - 1);
