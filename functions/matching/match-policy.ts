// Use case: begin matching a published policy: one due slice for each part of the register, each with an event of its own.
import { matchSliceId, type MatchSlice } from '../../core/matching/match-slice.ts';
import { instantOf, SYSTEM, type Deps } from '../deps.ts';
import { policyInForce } from '../policy/policy-in-force.ts';
import { REGISTER_SLICES } from '../../core/enterprise/register-slice.ts';

/** Safe to repeat: a slice that exists is left alone. */
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
    await deps.store.commit({
      creates: [{ kind: 'match-slice', entity: due }],
      event: {
        subject: `match-slice:${due.id}`,
        seq: 1,
        type: 'matching.slice-due',
        at,
        by: SYSTEM,
        data: { sliceId: due.id, policyId },
      },
    });
  }
}
