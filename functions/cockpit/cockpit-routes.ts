// The HTTP routes of the cockpit: the figures, the platform's health, and the description of the whole API.
import * as z from 'zod';
import { alertSchema } from '../../core/cockpit/alerts.ts';
import { bulletinOf, bulletinSchema } from '../../core/cockpit/bulletin.ts';
import { shownFiguresSchema } from '../../core/cockpit/figures.ts';
import { hasRole, STAFF } from '../authorize.ts';
import type { Deps } from '../deps.ts';
import { routeFor, type Routes } from '../edge/http.ts';
import { openapiDocument } from '../edge/openapi.ts';
import { applicationRoutes } from '../application/application-routes.ts';
import { disbursementRoutes } from '../disbursement/disbursement-routes.ts';
import { enterpriseRoutes } from '../enterprise/enterprise-routes.ts';
import { hubRoutes } from '../hub/hub-routes.ts';
import { matchingRoutes } from '../matching/matching-routes.ts';
import { paymentRoutes } from '../payment/payment-routes.ts';
import { policyRoutes } from '../policy/policy-routes.ts';
import { messageRoutes } from '../message/message-routes.ts';
import { requestRoutes } from '../request/request-routes.ts';
import { recoveryRoutes } from '../recovery/recovery-routes.ts';
import { reconciliationRoutes } from '../reconciliation/reconciliation-routes.ts';
import { foundSchema, MONEY_VIEWERS, search } from './search.ts';
import { showAlerts } from './show-alerts.ts';
import { showFigures } from './show-figures.ts';

const route = routeFor<Deps>();
const VIEWERS = ['leader.*', 'finance.*', 'staff.*', 'auditor', 'admin'];

export const cockpitRoutes: Routes<Deps> = {
  'GET /api/cockpit/summary': route({
    roles: VIEWERS,
    summary: { zh: '驾驶舱数据', en: 'Figures by policy, district and day' },
    response: z.strictObject({
      asOf: z.string(),
      today: z.string(),
      district: z.string().optional(),
      items: z.array(shownFiguresSchema),
      days: z.array(shownFiguresSchema),
    }),
    async handle(deps, { principal }) {
      return { body: await showFigures(deps, principal) };
    },
  }),
  'GET /api/cockpit/alerts': route({
    roles: VIEWERS,
    summary: { zh: '预警', en: 'What a leader must know now' },
    response: z.strictObject({ items: z.array(alertSchema) }),
    async handle(deps, { principal }) {
      return { body: { items: await showAlerts(deps, principal) } };
    },
  }),
  'GET /api/cockpit/bulletins': route({
    roles: VIEWERS,
    summary: { zh: '快报', en: 'The bulletins of the last days, newest first' },
    response: z.strictObject({ items: z.array(bulletinSchema) }),
    async handle(deps, { principal }) {
      const { days, items } = await showFigures(deps, principal);
      return { body: { items: days.map((day) => bulletinOf(day, items)).reverse() } };
    },
  }),
  'GET /api/search': route({
    roles: STAFF,
    summary: {
      zh: '按企业名称、代码、申报、支付单、付款编号查找',
      en: 'Find by name, code, case, order or EndToEndId',
    },
    query: z.strictObject({ q: z.string().trim().min(2).max(200) }),
    response: z.strictObject({ items: z.array(foundSchema) }),
    async handle(deps, { query, principal }) {
      const seesMoney = hasRole(principal, MONEY_VIEWERS);
      return { body: { items: await search(deps, principal, query.q, seesMoney) } };
    },
  }),
  'GET /api/health': route({
    roles: 'public',
    summary: { zh: '健康检查', en: 'Is it up?' },
    response: z.strictObject({ status: z.literal('ok'), today: z.string() }),
    async handle(deps) {
      await deps.store.read('catalogue', 'current');
      return { body: { status: 'ok', today: deps.clock.today() } };
    },
  }),
  'GET /api/openapi.json': route({
    roles: 'public',
    summary: { zh: '接口说明', en: 'This API, described' },
    async handle() {
      return { body: openapiDocument(allRoutes(), '0.1.0') };
    },
  }),
};

/** Every route of the house, for the description. */
export const allRoutes = (): Routes<Deps> => ({
  ...enterpriseRoutes,
  ...policyRoutes,
  ...hubRoutes,
  ...matchingRoutes,
  ...applicationRoutes,
  ...disbursementRoutes,
  ...paymentRoutes,
  ...reconciliationRoutes,
  ...recoveryRoutes,
  ...requestRoutes,
  ...messageRoutes,
  ...cockpitRoutes,
});
