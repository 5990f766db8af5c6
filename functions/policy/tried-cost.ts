// The cost that a trial found for a document: what the check shows, and what an approval route must not be spared.
import type { Trial } from '../../core/policy/trial.ts';
import type { Deps } from '../deps.ts';

/** Trials of other drafts of the policy that are looked through. */
const TRIALS_MAX = 50;

/** The latest finished trial of exactly this document. */
export async function latestTrialOf(
  deps: Pick<Deps, 'store'>,
  policyId: string,
  hash: string,
): Promise<Trial | undefined> {
  const { items } = await deps.store.list('trial', { by: 'owner', group: policyId, limit: TRIALS_MAX });
  return items.find((trial) => trial.hash === hash && trial.state === 'done');
}

/** In whole yuan, rounded up, with what firms that could be eligible would cost besides; 0 when it was never tried. */
export async function triedYuan(deps: Pick<Deps, 'store'>, policyId: string, hash: string): Promise<number> {
  const { amountFen = 0, possibleFen = 0 } = (await latestTrialOf(deps, policyId, hash))?.headline ?? {};
  return Math.ceil((amountFen + possibleFen) / 100);
}
