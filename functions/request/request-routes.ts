// The HTTP routes of the request stage (诉求): filed and urged by the enterprise, assigned and answered by the offices, rated.
import * as z from 'zod';
import { usccSchema } from '../../core/kernel/schema.ts';
import { requestSchema } from '../../core/request/request.ts';
import { assertMaySee } from '../authorize.ts';
import type { Deps } from '../deps.ts';
import { routeFor, type Routes } from '../edge/http.ts';
import { pageOf, pageQuery, pageReply } from '../page.ts';
import { answer, assign, fileRequest, rate, urge } from './handle-request.ts';

const route = routeFor<Deps>();
/** Who may be given a request: the offices and the departments. */
const ANSWERING = ['staff.*', 'unit.*', 'finance.*', 'hub.*'];
const OWNER = /^(staff|unit|finance|hub)\.[a-z0-9-]{1,60}$/;

export const requestRoutes: Routes<Deps> = {
  'POST /api/requests': route({
    roles: ['enterprise'],
    summary: { zh: '提出诉求', en: 'File a request' },
    body: z.strictObject({
      uscc: usccSchema,
      subject: z.string().trim().min(2).max(100),
      words: z.string().trim().min(5).max(4000),
    }),
    response: requestSchema,
    async handle(deps, { body, principal, requestId }) {
      return { status: 201, body: await fileRequest(deps, body, principal, requestId) };
    },
  }),
  'GET /api/requests': route({
    roles: ['enterprise', ...ANSWERING, 'auditor', 'admin'],
    summary: { zh: '诉求列表', en: 'Requests of an enterprise, or all that wait' },
    query: z.strictObject({ ...pageQuery, uscc: usccSchema.optional() }),
    response: z.strictObject({ items: z.array(requestSchema), cursor: z.string().optional() }),
    async handle(deps, { query, principal }) {
      const uscc = query.uscc ?? principal.actsFor[0];
      if (uscc !== undefined) assertMaySee(principal, uscc);
      const which =
        uscc === undefined
          ? ({ by: 'state', group: 'open' } as const)
          : ({ by: 'owner', group: uscc } as const);
      const { items, ...rest } = await deps.store.list('request', { ...which, ...pageOf(query) });
      // A department sees what was given to it, not what others are asked.
      const isDepartment = principal.roles.some((role) => role.startsWith('hub.'));
      const shown = isDepartment ? items.filter(({ owner }) => principal.roles.includes(owner ?? '')) : items;
      return { body: pageReply({ items: shown, ...rest }) };
    },
  }),
  'POST /api/requests/{id}/assignment': route({
    roles: ['staff.*', 'admin'],
    summary: { zh: '指派', en: 'Give a request to a role' },
    body: z.strictObject({ owner: z.string().regex(OWNER, { message: 'staff|unit|finance|hub.name' }) }),
    response: requestSchema,
    async handle(deps, { params, body, principal }) {
      return { body: await assign(deps, params['id'] as string, body.owner, principal.sub) };
    },
  }),
  'POST /api/requests/{id}/urging': route({
    roles: ['enterprise'],
    summary: { zh: '催办', en: 'Urge a request' },
    response: requestSchema,
    async handle(deps, { params, principal }) {
      return { body: await urge(deps, params['id'] as string, principal) };
    },
  }),
  'POST /api/requests/{id}/answer': route({
    roles: ANSWERING,
    summary: { zh: '答复', en: 'Answer a request, as its owner' },
    body: z.strictObject({ answer: z.string().trim().min(1).max(4000) }),
    response: requestSchema,
    async handle(deps, { params, body, principal }) {
      return { body: await answer(deps, params['id'] as string, body.answer, principal) };
    },
  }),
  'POST /api/requests/{id}/rating': route({
    roles: ['enterprise'],
    summary: { zh: '评价答复', en: 'Rate the answer; a bad rating opens it once more' },
    body: z.strictObject({ stars: z.int().min(1).max(5) }),
    response: requestSchema,
    async handle(deps, { params, body, principal }) {
      return { body: await rate(deps, params['id'] as string, body.stars, principal) };
    },
  }),
};
