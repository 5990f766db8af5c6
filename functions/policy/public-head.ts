// What the public sees of a policy's head: nobody is known on a public route, so drafts and the way to publication stay out.
import type { Policy } from '../../core/policy/policy.ts';

/** It is or was in force. Drafts are for the offices, on routes of their own. */
export const isPublic = (policy: Policy): boolean => policy.inForce > 0;

/** Who approves, suspends and resumes, and what they wrote, is for the offices. */
export const publicHead = ({
  approval: _approval,
  rejection: _rejection,
  suspended: _suspended,
  resumed: _resumed,
  ...policy
}: Policy): Policy => policy;
