// The HTTP routes of the hub: the catalogue of data items, who holds them, and its publication.
import * as z from 'zod';
import { catalogueSchema } from '../../core/policy/catalogue-document.ts';
import { departmentsDocumentSchema } from '../../core/hub/hub-source.ts';
import type { Deps } from '../deps.ts';
import { routeFor, type Routes } from '../edge/http.ts';
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
};
