// The life of a policy: drafted, submitted, approved by a second person, published, suspended, closed.
import { Fault } from '../kernel/fault.ts';
import type { DayText } from '../kernel/day.ts';
import type { Policy } from './policy.ts';
import type { PolicyDocument } from './policy-document.ts';

/** A policy's first draft, or the head after a new draft version of an existing one. @throws Fault unprocessable */
export function draftPolicy(
  existing: Policy | undefined,
  document: PolicyDocument,
  by: string,
  at: string,
): Policy {
  if (existing && !['draft', 'published', 'suspended'].includes(existing.state))
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
    ...(existing?.publishedOn !== undefined && { publishedOn: existing.publishedOn }),
  };
}

/** Sent into the approval route. An amendment of a published policy goes the same way while the old version stays in force. */
export function submitPolicy(policy: Policy, by: string, at: string): Policy {
  if (policy.submittedBy !== undefined || policy.latest === policy.inForce)
    throw wrongState(policy, '送审', 'submitted');
  return {
    ...policy,
    version: policy.version + 1,
    state: policy.inForce > 0 ? policy.state : 'submitted',
    submittedBy: by,
    changedAt: at,
  };
}

/** @throws Fault forbidden when the approver drafted or submitted it */
export function approvePolicy(policy: Policy, by: string, at: string): Policy {
  if (policy.submittedBy === undefined || policy.approvedBy !== undefined)
    throw wrongState(policy, '审批', 'approved');
  if (policy.draftedBy === by || policy.submittedBy === by) {
    throw new Fault('forbidden', {
      reason: 'same-person',
      zh: '起草或送审人不能审批同一政策',
      en: 'Who drafted or submitted a policy may not approve it',
    });
  }
  return {
    ...policy,
    version: policy.version + 1,
    state: policy.inForce > 0 ? policy.state : 'approved',
    approvedBy: by,
    changedAt: at,
  };
}

export function publishPolicy(policy: Policy, today: DayText, at: string): Policy {
  if (policy.approvedBy === undefined) throw wrongState(policy, '发布', 'published');
  const { submittedBy: _submitted, approvedBy: _approved, ...rest } = policy;
  return {
    ...rest,
    version: policy.version + 1,
    state: 'published',
    inForce: policy.latest,
    publishedOn: today,
    changedAt: at,
  };
}

export function suspendPolicy(policy: Policy, at: string): Policy {
  if (policy.state !== 'published') throw wrongState(policy, '暂停', 'suspended');
  return { ...policy, version: policy.version + 1, state: 'suspended', changedAt: at };
}

export function closePolicy(policy: Policy, at: string): Policy {
  if (policy.state !== 'published' && policy.state !== 'suspended')
    throw wrongState(policy, '关闭', 'closed');
  return { ...policy, version: policy.version + 1, state: 'closed', changedAt: at };
}

const wrongState = (policy: Policy, zh: string, en: string): Fault =>
  new Fault('unprocessable', {
    reason: 'policy-state',
    zh: `政策“${policy.titleZh}”当前状态（${policy.state}）不能${zh}`,
    en: `The policy "${policy.titleEn}" is ${policy.state} and cannot be ${en}`,
  });
