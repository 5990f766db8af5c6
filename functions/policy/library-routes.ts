// The HTTP routes of the public library: found by words and by who may have it, and calculated on typed facts, without sign-in.
import * as z from 'zod';
import { daySchema, fenSchema } from '../../core/kernel/schema.ts';
import { firstInstalmentSchema } from '../../core/application/instalment.ts';
import { policySchema } from '../../core/policy/policy.ts';
import { policyDocumentSchema, writtenFactsSchema } from '../../core/policy/policy-document.ts';
import type { Deps } from '../deps.ts';
import { routeFor, type Routes } from '../edge/http.ts';
import { pageOf, pageQuery, pageReply } from '../page.ts';
import { calculatePolicy } from './calculate-policy.ts';
import { searchLibrary } from './search-library.ts';

const route = routeFor<Deps>();
const wordsSchema = z.strictObject({ zh: z.string(), en: z.string() });

const libraryPolicySchema = policySchema.extend({
  summary: wordsSchema.optional(),
  department: z.string(),
  level: policyDocumentSchema.shape.level,
  kind: policyDocumentSchema.shape.kind,
  from: daySchema.optional(),
  until: daySchema.optional(),
  mostFen: fenSchema.optional(),
});

export const libraryRoutes: Routes<Deps> = {
  'GET /api/policies': route({
    roles: 'public',
    summary: { zh: '政策库', en: 'The policy library: what is or was in force' },
    query: z.strictObject({
      ...pageQuery,
      q: z.string().max(100).optional(),
      district: z.string().max(30).optional(),
      facts: z
        .string()
        .max(400)
        .regex(/^[A-Za-z0-9]+:[^,:]+(,[A-Za-z0-9]+:[^,:]+)*$/, { message: 'key:code,key:code' })
        .optional(),
      minYuan: z
        .string()
        .regex(/^\d{1,10}(\.\d{1,2})?$/, { message: '123.45' })
        .optional(),
      openOn: z.union([daySchema, z.literal('today')]).optional(),
      sort: z.enum(['amount', 'deadline']).optional(),
    }),
    response: z.strictObject({ items: z.array(libraryPolicySchema), cursor: z.string().optional() }),
    async handle(deps, { query }) {
      const found = await searchLibrary(deps, query);
      const { limit, cursor = '0' } = pageOf(query);
      const end = Number(cursor) + limit;
      const items = found.slice(Number(cursor), end);
      return { body: pageReply({ items, ...(end < found.length && { cursor: String(end) }) }) };
    },
  }),
  'POST /api/policies/{id}/calculation': route({
    roles: 'public',
    summary: { zh: '政策计算器', en: 'Calculate on typed facts; nothing is kept' },
    body: z.strictObject({ facts: writtenFactsSchema, asOf: daySchema.optional() }),
    response: z.strictObject({
      asOf: daySchema,
      outcome: z.enum(['eligible', 'ineligible', 'unknown']),
      amountFen: fenSchema.nullable(),
      firstInstalment: firstInstalmentSchema.optional(),
      missing: z.array(z.string()),
      conditions: z.array(z.strictObject({ name: z.string(), value: z.boolean().nullable() })),
      steps: z.array(
        z.strictObject({
          name: z.string(),
          zh: z.string(),
          en: z.string(),
          text: z.string().nullable(),
          amountFen: fenSchema.optional(),
        }),
      ),
    }),
    async handle(deps, { params, body }) {
      return { body: await calculatePolicy(deps, params['id'] as string, body.facts, body.asOf) };
    },
  }),
};
