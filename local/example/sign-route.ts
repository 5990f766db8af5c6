// The people of the demo take a policy through its approval route: each step by the user whose role it names.
import { nextStep } from '../../core/policy/approval-route.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { Deps } from '../../functions/deps.ts';
import { draft, publish, submitForApproval } from '../../functions/policy/change-policy.ts';
import { signStep } from '../../functions/policy/sign-policy.ts';
import { stepOfDemo, userOfRole } from './demo-step.ts';

/** Drafted, submitted and signed, but for the last steps that are left to others. @throws Fault as these acts do */
export async function signThroughRoute(deps: Deps, document: unknown, stepsLeft = 0): Promise<Policy> {
  let policy = await draft(deps, document, 'staff.drafter');
  if (policy.inForce === policy.latest) return policy;
  if (policy.submittedBy === undefined) policy = await submitForApproval(deps, policy.id, 'staff.drafter');
  for (let step = nextStep(policy); step !== undefined; step = nextStep(policy)) {
    const { steps = [], taken = [] } = policy.approval ?? {};
    if (steps.length - taken.length <= stepsLeft) break;
    const sub = userOfRole(step.role);
    policy = await signStep(deps, policy.id, stepOfDemo(policy), { sub, roles: [step.role] });
  }
  return policy;
}

/** That, and published, as far as it is not yet. @throws Fault as these acts do */
export async function publishThroughRoute(deps: Deps, document: unknown): Promise<Policy> {
  const policy = await signThroughRoute(deps, document);
  return policy.inForce === policy.latest ? policy : publish(deps, policy.id, 'staff.approver');
}
