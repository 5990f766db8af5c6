// The gates before a policy goes on: a draft must be readable by the rules, a submission must pass the checker.
import { checkPolicy } from '../../core/policy/check-policy.ts';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import { compilePolicy } from '../../core/rules/compile-policy.ts';
import { Fault } from '../../core/kernel/fault.ts';
import type { Deps } from '../deps.ts';
import { loadSurroundings } from './load-surroundings.ts';

/** A draft may be unfinished, but its rules can be parsed and typed. @throws Fault invalid with every error's path and words */
export async function assertReadable(deps: Deps, document: PolicyDocument): Promise<void> {
  compilePolicy(document, await deps.policies.catalogue());
}

/**
 * Nothing the checker calls an error, and every worked example comes out as written.
 * @throws Fault invalid with every error's path and words in both languages
 */
export async function assertPublishable(deps: Deps, document: PolicyDocument): Promise<void> {
  const { errors } = checkPolicy(document, await deps.policies.catalogue(), await loadSurroundings(deps));
  if (errors.length === 0) return;
  throw new Fault('invalid', {
    reason: 'policy-check',
    zh: `政策检查发现 ${errors.length} 处错误，改正后才能送审或发布`,
    en: `The checker found ${errors.length} error(s); mend them before submission or publication`,
    fields: errors,
  });
}
