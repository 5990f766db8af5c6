// Use cases: draft, submit, publish, suspend, resume and close a policy; a version once written never changes.
import { createHash } from 'node:crypto';
import { Fault } from '../../core/kernel/fault.ts';
import { policyVersionId, type Policy, type PolicyVersion } from '../../core/policy/policy.ts';
import { readPolicyDocument, type PolicyDocument } from '../../core/policy/policy-document.ts';
import {
  closePolicy,
  draftPolicy,
  publishPolicy,
  resumePolicy,
  submitPolicy,
  suspendPolicy,
} from '../../core/policy/policy-transitions.ts';
import { canonicalJson } from '../../core/kernel/canonical-json.ts';
import { routeFor } from '../../core/policy/approval-route.ts';
import { instantOf, type Deps } from '../deps.ts';
import { assertPublishable, assertReadable } from './assert-publishable.ts';
import { budgetsOf } from './budgets-of-policy.ts';
import { commitPolicy, findPolicy } from './commit-policy.ts';
import { triedYuan } from './tried-cost.ts';

export const hashOf = (document: PolicyDocument): string =>
  createHash('sha256').update(canonicalJson(document)).digest('hex');

/** Takes a document as data. The same document again changes nothing. @throws Fault invalid with every error's path */
export async function draft(deps: Deps, input: unknown, by: string): Promise<Policy> {
  const document = readPolicyDocument(input);
  const existing = await deps.store.read('policy', document.id);
  const hash = hashOf(document);
  if (existing) {
    const latest = await deps.store.read('policy-version', policyVersionId(existing.id, existing.latest));
    if (latest?.hash === hash) return existing;
  }
  await assertReadable(deps, document);
  const at = instantOf(deps.clock);
  const policy = draftPolicy(existing, document, by, at);
  const version: PolicyVersion = {
    id: policyVersionId(policy.id, policy.latest),
    version: 1,
    policyId: policy.id,
    number: policy.latest,
    hash,
    document,
  };
  const result = await deps.store.commit({
    creates: [
      { kind: 'policy-version', entity: version },
      ...(existing ? [] : [{ kind: 'policy', entity: policy } as const]),
    ],
    ...(existing && { replaces: [{ kind: 'policy', entity: policy }] }),
    event: {
      subject: `policy:${policy.id}`,
      seq: policy.version,
      type: 'policy.drafted',
      at,
      by,
      data: { policyId: policy.id, version: policy.latest, hash },
    },
  });
  if (!result.committed) throw new Fault('lost-race');
  return policy;
}

/** @param by also takes the first step, where the route begins with the author's own */
export async function submitForApproval(deps: Deps, policyId: string, by: string): Promise<Policy> {
  const policy = await findPolicy(deps, policyId);
  const document = await assertLatestPublishable(deps, policy);
  const tried = await triedYuan(deps, policyId, hashOf(document));
  const route = routeFor(document, Math.max(tried, await appropriatedYuan(deps, policyId)));
  const next = submitPolicy(policy, route, by, instantOf(deps.clock));
  return commitPolicy(deps, next, { type: 'policy.submitted', by, proof: { route } });
}

/** What the policy's budgets hold already, in whole yuan and rounded up: a cost declared lower spares no step. */
async function appropriatedYuan(deps: Deps, policyId: string): Promise<number> {
  const budgets = await budgetsOf(deps, policyId);
  return Math.ceil(budgets.reduce((sum, { appropriated }) => sum + appropriated, 0) / 100);
}

export async function publish(deps: Deps, policyId: string, by: string): Promise<Policy> {
  const policy = await findPolicy(deps, policyId);
  await assertLatestPublishable(deps, policy);
  const next = publishPolicy(policy, deps.clock.today(), instantOf(deps.clock));
  return commitPolicy(deps, next, { type: 'policy.published', by });
}

/** The catalogue may have changed since the draft, so the gate stands at submission and again at publication. */
async function assertLatestPublishable(deps: Deps, policy: Policy): Promise<PolicyDocument> {
  const { version } = await deps.policies.version(policy.id, policy.latest);
  await assertPublishable(deps, version.document);
  return version.document;
}

export const suspend = async (deps: Deps, policyId: string, by: string): Promise<Policy> =>
  commitPolicy(deps, suspendPolicy(await findPolicy(deps, policyId), by, instantOf(deps.clock)), {
    type: 'policy.suspended',
    by,
  });

/** Its version condition keeps to what was looked at: who suspended it is not somebody else by then. */
export const resume = async (deps: Deps, policyId: string, by: string): Promise<Policy> =>
  commitPolicy(deps, resumePolicy(await findPolicy(deps, policyId), by, instantOf(deps.clock)), {
    type: 'policy.resumed',
    by,
  });

export const close = async (deps: Deps, policyId: string, by: string): Promise<Policy> =>
  commitPolicy(deps, closePolicy(await findPolicy(deps, policyId), instantOf(deps.clock)), {
    type: 'policy.closed',
    by,
  });
