// The life of a policy: drafted, submitted into its approval route, published, suspended and resumed, closed.
import { Fault } from '../kernel/fault.ts';
import type { DayText } from '../kernel/day.ts';
import type { Approval } from './approval.ts';
import { isApproved } from './approval-route.ts';
import type { Policy } from './policy.ts';
import type { PolicyDocument } from './policy-document.ts';

/** A policy's first draft, or the head after a new draft version of an existing one. @throws Fault unprocessable */
export function draftPolicy(
  existing: Policy | undefined,
  document: PolicyDocument,
  by: string,
  at: string,
): Policy {
  // What is being approved stays as it is: it is rejected or called back before it is written anew.
  const isUnderWay = existing?.submittedBy !== undefined;
  if (existing && (isUnderWay || !['draft', 'published', 'suspended'].includes(existing.state)))
    throw wrongState(existing, '修改', 'amended');
  return {
    id: document.id,
    version: (existing?.version ?? 0) + 1,
    state: existing && existing.inForce > 0 ? existing.state : 'draft',
    titleZh: document.title.zh,
    titleEn: document.title.en,
    mode: document.mode,
    latest: (existing?.latest ?? 0) + 1,
    inForce: existing?.inForce ?? 0,
    draftedBy: by,
    changedAt: at,
    ...(existing?.rejection && { rejection: existing.rejection }),
    ...(existing?.publishedOn !== undefined && { publishedOn: existing.publishedOn }),
    ...(existing?.suspended && { suspended: existing.suspended }),
    ...(existing?.resumed && { resumed: existing.resumed }),
  };
}

/**
 * Sent into its approval route; where that begins with 经办, the submission is this step. An amendment of a published policy
 * goes the same way while the old version stays in force.
 */
export function submitPolicy(policy: Policy, route: Approval, by: string, at: string): Policy {
  if (policy.submittedBy !== undefined || policy.latest === policy.inForce || policy.state === 'closed')
    throw wrongState(policy, '送审', 'submitted');
  const { rejection: _rejection, ...rest } = policy;
  const taken = route.steps[0]?.step === 'handle' ? [{ by, at }] : [];
  return {
    ...rest,
    version: policy.version + 1,
    state: policy.inForce > 0 ? policy.state : 'submitted',
    submittedBy: by,
    approval: { ...route, taken },
    changedAt: at,
  };
}

/** Only after the last step of its route. */
export function publishPolicy(policy: Policy, today: DayText, at: string): Policy {
  if (!isApproved(policy) || policy.state === 'closed') throw wrongState(policy, '发布', 'published');
  const { submittedBy: _by, approval: _approval, suspended: _suspended, resumed: _resumed, ...rest } = policy;
  return {
    ...rest,
    version: policy.version + 1,
    state: 'published',
    inForce: policy.latest,
    publishedOn: today,
    changedAt: at,
  };
}

export function suspendPolicy(policy: Policy, by: string, at: string): Policy {
  if (policy.state !== 'published') throw wrongState(policy, '暂停', 'suspended');
  return {
    ...policy,
    version: policy.version + 1,
    state: 'suspended',
    suspended: { by, at },
    changedAt: at,
  };
}

/**
 * Open again under the version that was in force, which was approved: what takes another version is an amendment.
 * @throws Fault unprocessable | forbidden for who suspended it
 */
export function resumePolicy(policy: Policy, by: string, at: string): Policy {
  const { suspended, ...rest } = policy;
  if (policy.state !== 'suspended' || !suspended) throw wrongState(policy, '恢复', 'resumed');
  if (suspended.by === by)
    throw new Fault('forbidden', {
      reason: 'same-person',
      zh: '暂停政策的人不能自行恢复，须由另一审批人办理',
      en: 'Who suspended the policy may not resume it; another approver must',
    });
  return {
    ...rest,
    version: policy.version + 1,
    state: 'published',
    resumed: { by, at },
    changedAt: at,
  };
}

export function closePolicy(policy: Policy, at: string): Policy {
  if (policy.state !== 'published' && policy.state !== 'suspended')
    throw wrongState(policy, '关闭', 'closed');
  const { suspended: _suspended, ...rest } = policy;
  return { ...rest, version: policy.version + 1, state: 'closed', changedAt: at };
}

const wrongState = (policy: Policy, zh: string, en: string): Fault =>
  new Fault('unprocessable', {
    reason: 'policy-state',
    zh: `政策“${policy.titleZh}”当前状态（${policy.state}）不能${zh}`,
    en: `The policy "${policy.titleEn}" is ${policy.state} and cannot be ${en}`,
  });
