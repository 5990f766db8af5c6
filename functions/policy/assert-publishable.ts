// The gate before a policy goes on: it must compile against the catalogue, and its own worked examples must come out as written.
import { Fault } from '../../core/kernel/fault.ts';
import { checkPolicy } from '../../core/policy/check-policy.ts';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import type { Deps } from '../deps.ts';

/** @throws Fault invalid with every error's path and words in both languages */
export async function assertPublishable(deps: Deps, document: PolicyDocument): Promise<void> {
  const { errors } = checkPolicy(document, await deps.policies.catalogue());
  if (errors.length === 0) return;
  throw new Fault('invalid', {
    reason: 'policy-check',
    zh: `政策有 ${errors.length} 处错误，不能提交`,
    en: `The policy has ${errors.length} error(s) and cannot go on`,
    fields: errors,
  });
}
