// A claim that meets an earlier one it may not stand beside is refused, and the earlier one is named.
import type { Application } from '../application/application.ts';
import type { PolicyDocument } from '../policy/policy-document.ts';

/** The name under which this refusal appears beside the policy's own conditions. */
export const STACKING_REASON = 'stacking';

export function refuseForSlot(
  application: Application,
  document: PolicyDocument,
  earlierClaimId: string,
  at: string,
): Application {
  return {
    ...application,
    version: application.version + 1,
    state: 'refused',
    refusedBy: [STACKING_REASON],
    blockedBy: { reason: document.stacking.group ?? 'claim-exists', claimId: earlierClaimId },
    decidedAt: at,
  };
}
