// Which published policies act on their own when a firm's facts change: those that apply for it, and those that invite it.
import type { Policy } from '../../core/policy/policy.ts';
import type { Deps } from '../deps.ts';

const POLICIES_MAX = 10_000;

export async function publishedPolicies(deps: Pick<Deps, 'store'>): Promise<Policy[]> {
  const { items } = await deps.store.list('policy', { by: 'all', limit: POLICIES_MAX });
  return items.filter(({ state }) => state === 'published');
}

/** Policies whose mode asks nothing of the enterprise before it is told or applied for. */
export const tellsOnChange = async (deps: Pick<Deps, 'store'>): Promise<Policy[]> =>
  (await publishedPolicies(deps)).filter(({ mode }) => mode !== 'apply');
