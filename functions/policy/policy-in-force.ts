// Finding the version of a policy that is in force.
import { Fault } from '../../core/kernel/fault.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import type { CompiledPolicy } from '../../core/rules/compile-policy.ts';
import type { Deps } from '../deps.ts';

export interface PolicyInForce {
  readonly policy: Policy;
  readonly document: PolicyDocument;
  readonly compiled: CompiledPolicy;
}

/** @throws Fault not-found when there is no such policy or it was never published */
export async function policyInForce(deps: Pick<Deps, 'policies'>, policyId: string): Promise<PolicyInForce> {
  const policy = await deps.policies.head(policyId);
  if (!policy || policy.inForce === 0) {
    throw new Fault('not-found', {
      reason: 'policy',
      zh: `没有已发布的政策 ${policyId}`,
      en: `No published policy ${policyId}`,
    });
  }
  const { version, compiled } = await deps.policies.version(policyId, policy.inForce);
  return { policy, document: version.document, compiled };
}
