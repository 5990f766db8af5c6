// The HTTP routes of the hub: the catalogue of data items, who holds them, and its publication.
import * as z from 'zod';
import { catalogueSchema } from '../../core/policy/catalogue-document.ts';
import { departmentsDocumentSchema } from '../../core/hub/hub-source.ts';
import type { Deps } from '../deps.ts';
import { routeFor, type Routes } from '../edge/http.ts';
import { dataUseSchema } from '../../core/hub/data-use.ts';
import { instantSchema, usccSchema } from '../../core/kernel/schema.ts';
import { assertMaySee } from '../authorize.ts';
import { pageOf, pageQuery, pageReply } from '../page.ts';
import { listCalls } from './list-calls.ts';
import { loadDepartments } from './load-departments.ts';
import { publishCatalogue } from './publish-catalogue.ts';
import { showSources } from './show-sources.ts';

const route = routeFor<Deps>();

export const hubRoutes: Routes<Deps> = {
  'POST /api/hub/items': route({
    roles: ['admin'],
    summary: { zh: '发布数据项目录', en: 'Publish the catalogue of data items' },
    body: z.looseObject({ items: z.array(z.unknown()) }),
    async handle(deps, { body, principal }) {
      return { body: await publishCatalogue(deps, body, principal.sub) };
    },
  }),
  'GET /api/hub/items': route({
    roles: 'public',
    summary: { zh: '数据项目录', en: 'The catalogue of data items' },
    response: catalogueSchema,
    async handle(deps) {
      return { body: await deps.policies.catalogue() };
    },
  }),
  'GET /api/hub/departments': route({
    roles: 'public',
    summary: { zh: '部门名称', en: 'The departments in words' },
    response: z.strictObject({ items: departmentsDocumentSchema.shape.departments }),
    async handle(deps) {
      return { body: { items: await loadDepartments(deps.files) } };
    },
  }),
  'GET /api/hub/sources': route({
    roles: ['staff.*', 'hub.*', 'auditor', 'admin'],
    summary: { zh: '数据来源部门', en: 'The departments that answer' },
    async handle(deps) {
      return { body: await showSources(deps) };
    },
  }),
  'GET /api/hub/calls': route({
    roles: ['enterprise', 'hub.*', 'staff.*', 'auditor', 'admin'],
    summary: { zh: '数据使用记录', en: 'Every question asked about an enterprise' },
    query: z.strictObject({ ...pageQuery, uscc: usccSchema }),
    response: z.strictObject({
      items: z.array(
        z.strictObject({
          ...dataUseSchema.shape,
          /** When the decision was made that the question was asked for. */
          at: instantSchema,
        }),
      ),
      cursor: z.string().optional(),
    }),
    async handle(deps, { query, principal }) {
      assertMaySee(principal, query.uscc);
      const { items, ...rest } = await listCalls(deps, query.uscc, pageOf(query));
      // A department sees what it was asked itself, not what others were.
      const own = principal.roles.find((role) => role.startsWith('hub.'))?.slice('hub.'.length);
      const shown = own === undefined ? items : items.filter(({ department }) => department === own);
      return { body: pageReply({ items: shown, ...rest }) };
    },
  }),
};
