// Use cases: a person takes the next step of a policy's approval route, or sends it back to its author.
import { Fault } from '../../core/kernel/fault.ts';
import {
  isApproved,
  nextStep,
  rejectStep,
  takeStep,
  type StepTaken,
} from '../../core/policy/approval-route.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { instantOf, type Deps } from '../deps.ts';
import { hasRole } from '../authorize.ts';
import type { Principal } from '../ports.ts';
import { commitPolicy, findPolicy } from './commit-policy.ts';

export type Signer = Pick<Principal, 'sub' | 'roles'>;

/**
 * One step, one commit; that each is another person's stands in the transaction's condition too.
 * @throws Fault forbidden (`step-role`, `same-person`) | unprocessable (`not-submitted`, `out-of-order`, `opinion-missing`) |
 * lost-race when two persons sign at once
 */
export async function signStep(
  deps: Deps,
  policyId: string,
  step: StepTaken,
  signer: Signer,
): Promise<Policy> {
  const policy = await findPolicy(deps, policyId);
  assertRole(policy, signer);
  const next = takeStep(policy, step, signer.sub, instantOf(deps.clock));
  return commitPolicy(deps, next, {
    type: isApproved(next) ? 'policy.approved' : 'policy.step-taken',
    by: signer.sub,
    notMadeBy: signer.sub,
    proof: { ...step, step: nextStep(policy) },
  });
}

/** By whoever could take the next step, or by the author, who calls it back. @throws Fault as above */
export async function sendBack(
  deps: Deps,
  policyId: string,
  rejection: Parameters<typeof rejectStep>[1],
  signer: Signer,
): Promise<Policy> {
  const policy = await findPolicy(deps, policyId);
  const isAuthor = [policy.draftedBy, policy.submittedBy].includes(signer.sub);
  if (!isAuthor) assertRole(policy, signer);
  const next = rejectStep(policy, rejection, signer.sub, instantOf(deps.clock));
  return commitPolicy(deps, next, {
    type: 'policy.rejected',
    by: signer.sub,
    ...(!isAuthor && { notMadeBy: signer.sub }),
    proof: { ...rejection, step: nextStep(policy) },
  });
}

export const hasStepRole = (policy: Policy, { sub, roles }: Signer): boolean =>
  hasRole({ sub, roles, actsFor: [] }, [nextStep(policy)?.role ?? '']);

/** Where no step waits, the transition says so. */
function assertRole(policy: Policy, signer: Signer): void {
  const step = nextStep(policy);
  if (!step || hasStepRole(policy, signer)) return;
  throw new Fault('forbidden', {
    reason: 'step-role',
    zh: `“${step.zh}”由 ${step.role} 办理`,
    en: `The step "${step.en}" is for ${step.role}`,
    evidence: { needs: [step.role] },
  });
}
