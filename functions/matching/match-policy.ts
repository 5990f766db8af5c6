// Use case: begin matching a published policy: one due slice for each part of the register, each with an event of its own.
import { matchSliceId, type MatchSlice } from '../../core/matching/match-slice.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { instantOf, SYSTEM, type Deps } from '../deps.ts';
import { staleSince } from './matched-since.ts';
import { policyInForce } from '../policy/policy-in-force.ts';
import { REGISTER_SLICES } from '../../core/enterprise/register-slice.ts';

/**
 * Safe to repeat: a slice that exists is left alone, unless it was cut before the policy was resumed or the catalogue changed an
 * item of it: then it is due again.
 */
export async function startMatching(deps: Deps, policyId: string): Promise<void> {
  const { policy } = await policyInForce(deps, policyId);
  const at = instantOf(deps.clock);
  for (let slice = 0; slice < REGISTER_SLICES; slice++) {
    const due: MatchSlice = {
      id: matchSliceId(policyId, policy.inForce, slice),
      version: 1,
      policyId,
      policyVersion: policy.inForce,
      slice,
      state: 'due',
      asOf: deps.clock.today(),
      cutAt: at,
      byDistrict: {},
      bySize: {},
      opened: 0,
    };
    const { committed } = await commitDue(deps, due);
    if (!committed) await matchAgain(deps, policy, due);
  }
}

const commitDue = (deps: Deps, due: MatchSlice) => {
  const write = { kind: 'match-slice', entity: due } as const;
  return deps.store.commit({
    ...(due.version === 1 ? { creates: [write] } : { replaces: [write] }),
    event: {
      subject: `match-slice:${due.id}`,
      seq: due.version,
      type: 'matching.slice-due',
      at: due.cutAt,
      by: SYSTEM,
      data: { sliceId: due.id, policyId: due.policyId },
    },
  });
};

/** Whoever loses the race finds it due: the other did the same. */
async function matchAgain(deps: Deps, policy: Policy, due: MatchSlice): Promise<void> {
  const since = await staleSince(deps, policy, await deps.store.read('catalogue', 'current'));
  if (since === undefined) return;
  const standing = await deps.store.read('match-slice', due.id);
  if (!standing || standing.cutAt > since) return;
  await commitDue(deps, { ...due, version: standing.version + 1, run: (standing.run ?? 1) + 1 });
}
