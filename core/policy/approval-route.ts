// The way of a policy through its approval route: which declared steps are needed, who may take the next, and what must be there.
import { Fault } from '../kernel/fault.ts';
import { OPINIONS, type Approval, type AttachedOpinion, type Opinion } from './approval.ts';
import type { Policy } from './policy.ts';
import type { PolicyDocument } from './policy-document.ts';

type DeclaredApproval = PolicyDocument['approval'];
type DeclaredStep = DeclaredApproval['steps'][number];

/** @param yuan the expected cost; one that nobody declared is taken for the highest, so that no step is spared */
export const isNeeded = ({ fromYuan = 0, belowYuan }: DeclaredStep, yuan: number | undefined): boolean =>
  (yuan ?? Infinity) >= fromYuan && (belowYuan === undefined || (yuan ?? Infinity) < belowYuan);

/** Amounts, one for each level of the route: between two of them the steps are the same. */
export const levelsOf = ({ steps }: DeclaredApproval): (number | undefined)[] => [
  0,
  ...steps.flatMap(({ fromYuan, belowYuan }) => [fromYuan ?? [], belowYuan ?? []].flat()),
  undefined,
];

/**
 * The route that a version is sent into.
 * @param knownYuan what its budgets hold already, or a trial found: a cost declared below it does not lower the level
 */
export function routeFor(document: PolicyDocument, knownYuan: number): Approval {
  const { steps, attachments, expectedYuan } = document.approval;
  const yuan = expectedYuan === undefined ? undefined : Math.max(expectedYuan, knownYuan);
  const needed = steps.filter((step) => isNeeded(step, yuan));
  const required = OPINIONS.filter(
    (kind) => attachments.some((each) => each.kind === kind) || needed.some(({ step }) => step === kind),
  );
  return {
    ...(yuan !== undefined && { expectedYuan: yuan }),
    steps: needed.map(({ step, role, zh, en }) => ({ step, role, zh, en })),
    taken: [],
    required,
    attached: attachments.flatMap(({ kind, reference, day }) =>
      reference === undefined ? [] : [{ kind, reference, ...(day !== undefined && { day }) }],
    ),
  };
}

/** The step that waits; undefined before submission and after the last. */
export const nextStep = ({ approval }: Pick<Policy, 'approval'>): Approval['steps'][number] | undefined =>
  approval?.steps[approval.taken.length];

export const isApproved = (policy: Policy): boolean =>
  policy.approval !== undefined && nextStep(policy) === undefined;

/** Everyone who had a hand in this version: none of them may take a further step. */
export const handsOf = ({ draftedBy, submittedBy, approval }: Policy): string[] => [
  ...new Set([
    draftedBy,
    ...(submittedBy === undefined ? [] : [submittedBy]),
    ...(approval?.taken ?? []).map(({ by }) => by),
  ]),
];

/** Opinions that must be there before the next step: its own for a review, all of them for an approval. */
export function missingOpinions(approval: Approval, attached = approval.attached): Opinion[] {
  const step = approval.steps[approval.taken.length]?.step;
  const needed = approval.required.filter((kind) => step === 'approve' || kind === step);
  return needed.filter((kind) => !attached.some((opinion) => opinion.kind === kind));
}

/** Why a person may not take the next step; undefined when they may. */
export function barredFrom(policy: Policy, by: string): 'not-submitted' | 'same-person' | undefined {
  if (nextStep(policy) === undefined) return 'not-submitted';
  return handsOf(policy).includes(by) ? 'same-person' : undefined;
}

export interface StepTaken {
  /** The version of the document and the step that the person looked at, 1 for the first. */
  readonly number: number;
  readonly position: number;
  readonly comment: string;
  readonly attachments?: readonly AttachedOpinion[] | undefined;
}

/** The next step, taken by one who had no hand in it yet. Whether the person has the step's role, the caller has asked. */
export function takeStep(
  policy: Policy,
  { number, position, comment, attachments = [] }: StepTaken,
  by: string,
  at: string,
): Policy {
  const approval = assertAt(policy, number, position);
  assertOtherPerson(policy, by);
  const attached = [...approval.attached, ...attachments];
  const missing = missingOpinions(approval, attached);
  if (missing.length > 0)
    throw new Fault('unprocessable', {
      reason: 'opinion-missing',
      zh: `须先附上：${missing.map((kind) => OPINION_WORDS[kind].zh).join('、')}（文号或已上传文件）`,
      en: `Attach first, by document number or uploaded file: ${missing.map((kind) => OPINION_WORDS[kind].en).join(', ')}`,
      evidence: { missing },
    });
  const next: Policy = {
    ...policy,
    version: policy.version + 1,
    approval: { ...approval, attached, taken: [...approval.taken, { by, at, comment }] },
    changedAt: at,
  };
  return isApproved(next) && policy.inForce === 0 ? { ...next, state: 'approved' } : next;
}

export const OPINION_WORDS = {
  'legality-review': { zh: '合法性审核意见', en: 'the legality review' },
  'fair-competition-review': { zh: '公平竞争审查意见', en: 'the fair competition review' },
} as const satisfies Record<Opinion, { zh: string; en: string }>;

/**
 * Back to its author with the reason: by who could have taken the next step, or called back by the author.
 * The steps taken so far count no more; a new submission begins the route again.
 */
export function rejectStep(
  policy: Policy,
  { number, position, reason }: Pick<StepTaken, 'number' | 'position'> & { readonly reason: string },
  by: string,
  at: string,
): Policy {
  const isAuthor = policy.draftedBy === by || policy.submittedBy === by;
  const { taken } = assertAt(policy, number, position, isAuthor);
  if (!isAuthor) assertOtherPerson(policy, by);
  const { approval: _approval, submittedBy: _submitted, ...rest } = policy;
  return {
    ...rest,
    version: policy.version + 1,
    state: policy.inForce > 0 ? policy.state : 'draft',
    rejection: { number, position: taken.length + 1, by, at, reason },
    changedAt: at,
  };
}

/** @throws Fault unprocessable (`not-submitted`, `out-of-order`) unless the route stands where the person believes it does */
function assertAt(policy: Policy, number: number, position: number, isEndFine = false): Approval {
  const { approval } = policy;
  if (!approval || (!isEndFine && nextStep(policy) === undefined))
    throw new Fault('unprocessable', {
      reason: 'not-submitted',
      zh: `政策“${policy.titleZh}”没有待办的审批环节`,
      en: `No step of the approval of "${policy.titleEn}" is waiting`,
    });
  if (number === policy.latest && position === approval.taken.length + 1) return approval;
  throw new Fault('unprocessable', {
    reason: 'out-of-order',
    zh: `现在轮到第 ${policy.latest} 版的第 ${approval.taken.length + 1} 步，请刷新后再办`,
    en: `Step ${approval.taken.length + 1} of version ${policy.latest} is next; look again before you act`,
    evidence: { number: policy.latest, position: approval.taken.length + 1 },
  });
}

/** @throws Fault forbidden for the author and for whoever took an earlier step */
function assertOtherPerson(policy: Policy, by: string): void {
  if (!handsOf(policy).includes(by)) return;
  throw new Fault('forbidden', {
    reason: 'same-person',
    zh: '起草、送审或已办过前面环节的人不能再办同一政策的审批，请由他人办理',
    en: 'Who drafted or submitted it, or took an earlier step, may take no further one; another person must',
  });
}
