// Two people let a refused application stand beside the earlier claim it met; their reason stays on it for good.
import * as z from 'zod';
import type { Application } from '../application/application.ts';
import { Fault } from '../kernel/fault.ts';
import { instantSchema } from '../kernel/schema.ts';

export const claimOverrideSchema = z.strictObject({
  /** The application's id. */
  id: z.string(),
  version: z.int(),
  state: z.enum(['requested', 'approved']),
  reason: z.string().min(1).max(500),
  earlierClaimId: z.string(),
  requestedBy: z.string(),
  requestedAt: instantSchema,
  approvedBy: z.string().optional(),
});
export type ClaimOverride = z.infer<typeof claimOverrideSchema>;

/** Only what met another's place can be let through: a second payment of the very same claim cannot. */
export function requestOverride(
  application: Application,
  existing: ClaimOverride | undefined,
  { reason, by, at }: { reason: string; by: string; at: string },
): ClaimOverride {
  const earlierClaimId = application.blockedBy?.claimId;
  const isDuplicate = application.refusedBy?.includes('stacking') === true;
  if (application.state !== 'refused' || !isDuplicate || earlierClaimId === undefined)
    throw notPossible(
      '只有因与其他权益冲突被拒的申报可以特批',
      'Only an application refused beside an earlier claim can be let through',
    );
  if (earlierClaimId === application.id)
    throw notPossible('同一权益不能支付两次', 'The same claim cannot be paid twice');
  return {
    id: application.id,
    version: (existing?.version ?? 0) + 1,
    state: 'requested',
    reason,
    earlierClaimId,
    requestedBy: by,
    requestedAt: at,
  };
}

/** @throws Fault forbidden for the person who asked, unprocessable when nothing is asked or the application moved on */
export function approveOverride(
  override: ClaimOverride,
  application: Application,
  by: string,
): { override: ClaimOverride; application: Application } {
  if (override.state !== 'requested' || application.state !== 'refused')
    throw notPossible('没有待批准的特批申请', 'Nothing waits for approval');
  if (override.requestedBy === by)
    throw new Fault('forbidden', {
      reason: 'same-person',
      zh: '申请人不能批准自己的特批',
      en: 'Who asked may not approve it',
    });
  const { refusedBy: _refused, blockedBy: _blocked, ...rest } = application;
  return {
    override: { ...override, version: override.version + 1, state: 'approved', approvedBy: by },
    application: {
      ...rest,
      version: application.version + 1,
      state: 'accepted',
      override: {
        reason: override.reason,
        requestedBy: override.requestedBy,
        approvedBy: by,
        earlierClaimId: override.earlierClaimId,
      },
    },
  };
}

const notPossible = (zh: string, en: string): Fault =>
  new Fault('unprocessable', { reason: 'no-override', zh, en });
