// The HTTP routes of the matching stage: what fits an enterprise, and the report of a policy's run.
import { usccSchema } from '../../core/kernel/schema.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { matchReportSchema, matchSliceSchema, reportOf } from '../../core/matching/match-slice.ts';
import * as z from 'zod';
import { assertMaySee, STAFF } from '../authorize.ts';
import type { Deps } from '../deps.ts';
import { routeFor, type Routes } from '../edge/http.ts';
import { pageOf, pageQuery, pageReply } from '../page.ts';
import { enterpriseMatchesSchema } from './enterprise-matches-schema.ts';
import { listMatches, matchedFirmSchema } from './list-matches.ts';
import { matchEnterprise } from './match-enterprise.ts';

const route = routeFor<Deps>();

export const matchingRoutes: Routes<Deps> = {
  'GET /api/enterprises/{uscc}/matches': route({
    roles: ['enterprise', ...STAFF],
    summary: { zh: '企业可享政策', en: 'What fits an enterprise' },
    response: enterpriseMatchesSchema,
    query: z.strictObject({ policyId: z.string().max(100).optional() }),
    async handle(deps, { principal, params, query }) {
      const uscc = usccSchema.safeParse(params['uscc']);
      if (!uscc.success) throw new Fault('not-found', { reason: 'enterprise' });
      assertMaySee(principal, uscc.data);
      return { body: await matchEnterprise(deps, uscc.data, query.policyId) };
    },
  }),
  'GET /api/policies/{id}/matches': route({
    roles: ['staff.*', 'unit.*', 'finance.*', 'leader.*', 'auditor', 'admin'],
    summary: { zh: '政策匹配结果', en: 'The report of a policy’s matching' },
    response: z.strictObject({
      /** Absent until the policy was first matched. */
      report: matchReportSchema.optional(),
      items: z.array(matchSliceSchema),
    }),
    async handle(deps, { params }) {
      const { items } = await deps.store.list('match-slice', {
        by: 'owner',
        group: params['id'] as string,
        limit: 1000,
      });
      const report = reportOf(items);
      return { body: { ...(report && { report }), items } };
    },
  }),
  'GET /api/policies/{id}/matches/firms': route({
    roles: ['staff.*', 'auditor', 'admin'],
    summary: {
      zh: '匹配到的企业名单（查看留痕）',
      en: 'The firms that a policy’s matching found; each look is on record',
    },
    query: z.strictObject(pageQuery),
    response: z.strictObject({ items: z.array(matchedFirmSchema), cursor: z.string().optional() }),
    async handle(deps, { params, query, principal, requestId }) {
      const reader = { principal, requestId };
      return { body: pageReply(await listMatches(deps, params['id'] as string, pageOf(query), reader)) };
    },
  }),
};
