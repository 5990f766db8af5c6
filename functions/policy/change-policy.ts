// Use cases: draft, submit, approve, publish, suspend and close a policy; a version once written never changes.
import { createHash } from 'node:crypto';
import { Fault } from '../../core/kernel/fault.ts';
import { policyVersionId, type Policy, type PolicyVersion } from '../../core/policy/policy.ts';
import { readPolicyDocument, type PolicyDocument } from '../../core/policy/policy-document.ts';
import {
  approvePolicy,
  closePolicy,
  draftPolicy,
  publishPolicy,
  submitPolicy,
  suspendPolicy,
} from '../../core/policy/policy-transitions.ts';
import { canonicalJson } from '../../core/kernel/canonical-json.ts';
import { instantOf, type Deps } from '../deps.ts';
import type { EventType } from '../manifest.ts';
import { assertPublishable, assertReadable } from './assert-publishable.ts';

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

export async function submitForApproval(deps: Deps, policyId: string, by: string): Promise<Policy> {
  await assertLatestPublishable(deps, await head(deps, policyId));
  return change(deps, policyId, by, 'policy.submitted', (policy, at) => submitPolicy(policy, by, at));
}

export const approve = (deps: Deps, policyId: string, by: string) =>
  change(deps, policyId, by, 'policy.approved', (policy, at) => approvePolicy(policy, by, at));

export async function publish(deps: Deps, policyId: string, by: string): Promise<Policy> {
  await assertLatestPublishable(deps, await head(deps, policyId));
  return change(deps, policyId, by, 'policy.published', (it, at) =>
    publishPolicy(it, deps.clock.today(), at),
  );
}

/** The catalogue may have changed since the draft, so the gate stands at submission and again at publication. */
async function assertLatestPublishable(deps: Deps, policy: Policy): Promise<void> {
  const version = await deps.store.read('policy-version', policyVersionId(policy.id, policy.latest));
  if (version) await assertPublishable(deps, version.document);
}

export const suspend = (deps: Deps, policyId: string, by: string) =>
  change(deps, policyId, by, 'policy.suspended', suspendPolicy);
export const close = (deps: Deps, policyId: string, by: string) =>
  change(deps, policyId, by, 'policy.closed', closePolicy);

async function head(deps: Deps, policyId: string): Promise<Policy> {
  const policy = await deps.store.read('policy', policyId);
  if (!policy)
    throw new Fault('not-found', {
      reason: 'policy',
      zh: `没有政策 ${policyId}`,
      en: `No policy ${policyId}`,
    });
  return policy;
}

async function change(
  deps: Deps,
  policyId: string,
  by: string,
  type: EventType,
  transition: (policy: Policy, at: string) => Policy,
): Promise<Policy> {
  const at = instantOf(deps.clock);
  const next = transition(await head(deps, policyId), at);
  const result = await deps.store.commit({
    replaces: [{ kind: 'policy', entity: next }],
    event: {
      subject: `policy:${policyId}`,
      seq: next.version,
      type,
      at,
      by,
      data: { policyId, version: next.latest, state: next.state },
    },
  });
  if (!result.committed) throw new Fault('lost-race');
  return next;
}
