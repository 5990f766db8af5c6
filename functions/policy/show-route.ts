// Use case: where a policy stands on its approval route: who took which step, what is next, and whether the reader may take it.
import * as z from 'zod';
import {
  OPINIONS,
  ROUTE_STEPS,
  approvalSchema,
  opinionSchema,
  rejectionSchema,
  type Approval,
  type AttachedOpinion,
} from '../../core/policy/approval.ts';
import { barredFrom, missingOpinions, nextStep, routeFor } from '../../core/policy/approval-route.ts';
import { policyVersionId, POLICY_STATES, type Policy } from '../../core/policy/policy.ts';
import { instantSchema } from '../../core/kernel/schema.ts';
import type { Deps } from '../deps.ts';
import type { FlowEvent } from '../ports.ts';
import { findPolicy } from './commit-policy.ts';
import { hasStepRole, type Signer } from './sign-policy.ts';

export const shownRouteSchema = z.strictObject({
  policyId: z.string(),
  /** The version that goes this way, and how the policy stands. */
  number: z.int(),
  state: z.enum(POLICY_STATES),
  isSubmitted: z.boolean(),
  expectedYuan: approvalSchema.shape.expectedYuan,
  steps: z.array(
    z.strictObject({
      position: z.int(),
      step: z.enum(ROUTE_STEPS),
      role: z.string(),
      zh: z.string(),
      en: z.string(),
      taken: approvalSchema.shape.taken.element.optional(),
    }),
  ),
  required: z.array(z.enum(OPINIONS)),
  attached: z.array(opinionSchema),
  next: z
    .strictObject({
      position: z.int(),
      role: z.string(),
      /** To be attached before it, or with it. */
      missing: z.array(z.enum(OPINIONS)),
      mayTake: z.boolean(),
      /** Why the reader may not. */
      why: z.enum(['step-role', 'same-person', 'not-submitted']).optional(),
    })
    .optional(),
  rejection: rejectionSchema.optional(),
  /** Everything that happened to the policy, oldest first. */
  history: z.array(
    z.strictObject({
      type: z.string(),
      at: instantSchema,
      by: z.string(),
      number: z.int().optional(),
      /** The step, in words, and what the person wrote. */
      zh: z.string().optional(),
      en: z.string().optional(),
      said: z.string().optional(),
    }),
  ),
});
export type ShownRoute = z.infer<typeof shownRouteSchema>;

/** Before submission the route as it would be for the cost declared, after publication as it was signed. @throws Fault not-found */
export async function showRoute(deps: Deps, policyId: string, reader: Signer): Promise<ShownRoute> {
  const policy = await findPolicy(deps, policyId);
  const [version, events] = await Promise.all([
    deps.store.read('policy-version', policyVersionId(policyId, policy.latest)),
    deps.store.events(`policy:${policyId}`),
  ]);
  const approval =
    policy.approval ?? signedRoute(events.items, policy) ?? (version && routeFor(version.document, 0));
  const step = nextStep(policy);
  const why = !step
    ? undefined
    : hasStepRole(policy, reader)
      ? barredFrom(policy, reader.sub)
      : ('step-role' as const);
  return {
    policyId,
    number: policy.latest,
    state: policy.state,
    isSubmitted: policy.submittedBy !== undefined,
    expectedYuan: approval?.expectedYuan,
    steps: (approval?.steps ?? []).map((each, index) => {
      const taken = approval?.taken[index];
      return { position: index + 1, ...each, ...(taken && { taken }) };
    }),
    required: approval?.required ?? [],
    attached: approval?.attached ?? [],
    ...(step &&
      policy.approval && {
        next: {
          position: policy.approval.taken.length + 1,
          role: step.role,
          missing: missingOpinions(policy.approval),
          mayTake: why === undefined,
          ...(why && { why }),
        },
      }),
    ...(policy.rejection && { rejection: policy.rejection }),
    history: events.items.map(historyOf),
  };
}

/** The route of a version in force, from what was committed: the head carries only what is under way. */
function signedRoute(events: readonly FlowEvent[], { latest, inForce }: Policy): Approval | undefined {
  if (latest !== inForce) return undefined;
  const from = events.findLastIndex(
    ({ type, data }) => type === 'policy.submitted' && data['version'] === latest,
  );
  const submitted = events[from];
  const route = submitted?.proof?.['route'] as Approval | undefined;
  if (!submitted || !route) return undefined;
  const own = route.steps[0]?.step === 'handle' ? [{ by: submitted.by, at: submitted.at }] : [];
  const signed = events
    .slice(from + 1)
    .filter(({ type }) => type === 'policy.step-taken' || type === 'policy.approved');
  return {
    ...route,
    taken: [
      ...own,
      ...signed.map(({ by, at, proof }) => ({ by, at, comment: String(proof?.['comment'] ?? '') })),
    ],
    attached: [
      ...route.attached,
      ...signed.flatMap(({ proof }) => (proof?.['attachments'] ?? []) as AttachedOpinion[]),
    ],
  };
}

function historyOf({ type, at, by, data, proof }: FlowEvent): ShownRoute['history'][number] {
  const step = proof?.['step'] as { zh: string; en: string } | undefined;
  const said = (proof?.['comment'] ?? proof?.['reason']) as string | undefined;
  return {
    type,
    at,
    by,
    ...(typeof data['version'] === 'number' && { number: data['version'] }),
    ...(step && { zh: step.zh, en: step.en }),
    ...(said !== undefined && { said }),
  };
}
