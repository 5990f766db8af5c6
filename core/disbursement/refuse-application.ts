// An accepted application that gets nothing beside earlier claims is refused, and the earlier one is named.
import type { Application } from '../application/application.ts';
import type { Fault } from '../kernel/fault.ts';
import type { NotEntitled } from './entitle.ts';

/** A claim of the same policy, enterprise and period stands already: nothing may let it be paid again. */
export const CLAIM_EXISTS = 'claim-exists';

/** Parts of a claim are paid, and nothing is left for another: its last lines were paid elsewhere meanwhile. */
export const FINISHED = { kind: 'finished' } as const;
export type Finished = typeof FINISHED;

export const finish = (application: Application): Application => ({
  ...application,
  version: application.version + 1,
  state: 'reserved',
});

export function refuseBeside(
  application: Application,
  { reason, earlierClaimId }: { reason: NotEntitled['reason'] | typeof CLAIM_EXISTS; earlierClaimId: string },
  at: string,
): Application {
  return {
    ...application,
    version: application.version + 1,
    state: 'refused',
    refusedBy: [reason === CLAIM_EXISTS ? 'stacking' : reason],
    blockedBy: { reason, claimId: earlierClaimId },
    decidedAt: at,
  };
}

/** What only a person can work out goes to one, with the reason. */
export const sendToPerson = (application: Application, fault: Fault): Application => ({
  ...application,
  version: application.version + 1,
  state: 'in-review',
  blockedBy: { reason: fault.detail.reason ?? fault.code },
});
