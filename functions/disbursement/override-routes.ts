// The HTTP routes of overrides: asked for with a reason by one person, approved by another, listed while they wait.
import * as z from 'zod';
import { applicationSchema } from '../../core/application/application.ts';
import { claimOverrideSchema } from '../../core/disbursement/override.ts';
import type { Deps } from '../deps.ts';
import { routeFor, type Routes } from '../edge/http.ts';
import { pageOf, pageQuery, pageReply } from '../page.ts';
import { askOverride, grantOverride } from './override-claim.ts';

const route = routeFor<Deps>();

export const overrideRoutes: Routes<Deps> = {
  'POST /api/claims/{id}/override': route({
    roles: ['unit.maker', 'finance.maker', 'staff.reviewer'],
    summary: {
      zh: '申请特批（与先前权益并存）',
      en: 'Ask that a refused claim may stand beside an earlier one',
    },
    body: z.strictObject({ reason: z.string().min(1).max(500) }),
    response: claimOverrideSchema,
    async handle(deps, { params, body, principal }) {
      return { body: await askOverride(deps, params['id'] as string, body.reason, principal.sub) };
    },
  }),
  'POST /api/claims/{id}/override/approval': route({
    roles: ['finance.checker'],
    summary: { zh: '批准特批（第二人）', en: 'Approve an override, as a second person' },
    response: applicationSchema,
    async handle(deps, { params, principal }) {
      return { body: await grantOverride(deps, params['id'] as string, principal.sub) };
    },
  }),
  'GET /api/claim-overrides': route({
    roles: ['finance.*', 'unit.*', 'staff.*', 'auditor', 'admin'],
    summary: { zh: '待批特批', en: 'Overrides that wait for approval' },
    query: z.strictObject(pageQuery),
    response: z.strictObject({ items: z.array(claimOverrideSchema), cursor: z.string().optional() }),
    async handle(deps, { query }) {
      const waiting = { by: 'state', group: 'requested', ...pageOf(query) } as const;
      return { body: pageReply(await deps.store.list('override', waiting)) };
    },
  }),
};
