// The HTTP routes of the application stage: file, list, show with timeline and proof, withdraw, review.
import * as z from 'zod';
import { applicationSchema, APPLICATION_STATES } from '../../core/application/application.ts';
import { declaredKeysSchema } from '../../core/application/declared-lines.ts';
import { usccSchema } from '../../core/kernel/schema.ts';
import { assertMayActFor, assertMaySee, STAFF } from '../authorize.ts';
import type { Deps } from '../deps.ts';
import { routeFor, type Routes } from '../edge/http.ts';
import { pageOf, pageQuery } from '../page.ts';
import { appealRoutes } from './appeal-routes.ts';
import { listApplications } from './list-applications.ts';
import { reviewApplication } from './review-application.ts';
import { listedApplicationSchema, shownApplicationSchema } from './shown-application-schema.ts';
import { showApplication } from './show-application.ts';
import { submit } from './submit-application.ts';
import { withdraw } from './withdraw-application.ts';

const route = routeFor<Deps>();

export const applicationRoutes: Routes<Deps> = {
  'POST /api/applications': route({
    roles: ['enterprise'],
    summary: { zh: '申报', en: 'File an application' },
    body: z.strictObject({
      policyId: z.string().min(1).max(80),
      uscc: usccSchema,
      instalment: z.int().min(1).max(60).optional(),
      lines: declaredKeysSchema.optional(),
    }),
    response: applicationSchema,
    async handle(deps, { principal, body }) {
      assertMayActFor(principal, body.uscc);
      const { application, created } = await submit(deps, { ...body, by: principal.sub });
      return { status: created ? 202 : 200, body: application };
    },
  }),
  'GET /api/applications': route({
    roles: ['enterprise', ...STAFF],
    summary: { zh: '申报列表', en: 'List applications' },
    query: z.strictObject({
      ...pageQuery,
      uscc: usccSchema.optional(),
      state: z.enum(APPLICATION_STATES).optional(),
      policyId: z.string().optional(),
    }),
    response: z.strictObject({ items: z.array(listedApplicationSchema), cursor: z.string().optional() }),
    async handle(deps, { principal, query }) {
      return { body: await listApplications(deps, principal, query, pageOf(query)) };
    },
  }),
  'GET /api/applications/{id}': route({
    roles: ['enterprise', ...STAFF],
    summary: { zh: '申报详情、进度与依据', en: 'One application with timeline and explanation' },
    response: shownApplicationSchema,
    async handle(deps, { principal, params }) {
      const shown = await showApplication(deps, params['id'] as string);
      assertMaySee(principal, shown.application.uscc);
      return { body: shown };
    },
  }),
  'GET /api/applications/{id}/receipt': route({
    roles: ['enterprise', ...STAFF],
    summary: { zh: '决定凭证', en: 'The decision with its proof' },
    response: shownApplicationSchema.pick({ application: true, decision: true }),
    async handle(deps, { principal, params }) {
      const shown = await showApplication(deps, params['id'] as string);
      assertMaySee(principal, shown.application.uscc);
      return { body: { application: shown.application, decision: shown.decision } };
    },
  }),
  'POST /api/applications/{id}/withdrawal': route({
    roles: ['enterprise'],
    summary: { zh: '撤回', en: 'Withdraw' },
    response: applicationSchema,
    async handle(deps, { principal, params }) {
      return { body: await withdraw(deps, params['id'] as string, principal) };
    },
  }),
  'POST /api/applications/{id}/review': route({
    roles: ['staff.reviewer'],
    summary: { zh: '人工审核', en: 'Decide by hand' },
    body: z.strictObject({ decision: z.enum(['accept', 'refuse']), reason: z.string().min(1).max(2000) }),
    response: applicationSchema,
    async handle(deps, { principal, params, body }) {
      return { body: await reviewApplication(deps, params['id'] as string, body, principal.sub) };
    },
  }),
  ...appealRoutes,
};
