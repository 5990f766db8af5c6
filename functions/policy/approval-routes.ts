// The HTTP routes of a policy's approval: its route shown, the next step taken or sent back, and what a change would bring.
import * as z from 'zod';
import { opinionSchema, SIGNER_FAMILIES } from '../../core/policy/approval.ts';
import { policySchema } from '../../core/policy/policy.ts';
import type { Deps } from '../deps.ts';
import { routeFor, type Routes } from '../edge/http.ts';
import { consequencesSchema, foreseeChange, POLICY_ACTS } from './foresee-change.ts';
import { shownRouteSchema, showRoute } from './show-route.ts';
import { sendBack, signStep } from './sign-policy.ts';

const route = routeFor<Deps>();

/** Whoever could hold a step of some route; which role may take the next one is the policy's own word. */
const SIGNERS = SIGNER_FAMILIES.map((family) => `${family}.*`);
const READERS = [...SIGNERS, 'auditor', 'admin'];

/** The version and the step that the person looked at: the route may have moved on meanwhile. */
const placeShape = { number: z.int().min(1), position: z.int().min(1).max(100) };
const words = z.string().trim().min(1).max(1000);

export const approvalRoutes: Routes<Deps> = {
  'GET /api/policies/{id}/route': route({
    roles: READERS,
    summary: { zh: '审批流程', en: 'The approval route: who took which step, and what is next' },
    response: shownRouteSchema,
    handle: async (deps, { params, principal }) => ({
      body: await showRoute(deps, params['id'] as string, principal),
    }),
  }),
  'POST /api/policies/{id}/approval': route({
    roles: SIGNERS,
    summary: {
      zh: '办理当前审批环节',
      en: 'Take the next step of the approval route, as a person without an earlier one',
    },
    body: z.strictObject({
      ...placeShape,
      comment: words,
      attachments: z.array(opinionSchema).max(10).optional(),
    }),
    response: policySchema,
    handle: async (deps, { params, body, principal }) => ({
      body: await signStep(deps, params['id'] as string, body, principal),
    }),
  }),
  'POST /api/policies/{id}/rejection': route({
    roles: SIGNERS,
    summary: {
      zh: '退回起草人，或由起草人撤回',
      en: 'Send it back to its author, or call it back as the author',
    },
    body: z.strictObject({ ...placeShape, reason: words }),
    response: policySchema,
    handle: async (deps, { params, body, principal }) => ({
      body: await sendBack(deps, params['id'] as string, body, principal),
    }),
  }),
  'GET /api/policies/{id}/consequences': route({
    roles: READERS,
    summary: {
      zh: '修订、暂停、关闭的后果',
      en: 'What amending, suspending or closing would mean for open applications and money',
    },
    query: z.strictObject({ act: z.enum(POLICY_ACTS) }),
    response: consequencesSchema,
    handle: async (deps, { params, query }) => ({
      body: await foreseeChange(deps, params['id'] as string, query.act),
    }),
  }),
};
