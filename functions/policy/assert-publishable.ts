// The gate before a policy goes on: it must compile against the catalogue in force.
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import { compilePolicy } from '../../core/rules/compile-policy.ts';
import type { Deps } from '../deps.ts';

/** @throws Fault invalid with every error's path and words in both languages */
export async function assertPublishable(deps: Deps, document: PolicyDocument): Promise<void> {
  compilePolicy(document, await deps.policies.catalogue());
}
