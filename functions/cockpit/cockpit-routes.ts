// The HTTP routes of the cockpit: the figures, the platform's health, and the description of the whole API.
import * as z from 'zod';
import { figuresSchema } from '../../core/cockpit/figures.ts';
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
import { recoveryRoutes } from '../recovery/recovery-routes.ts';
import { reconciliationRoutes } from '../reconciliation/reconciliation-routes.ts';
import { showFigures } from './show-figures.ts';

const route = routeFor<Deps>();

export const cockpitRoutes: Routes<Deps> = {
  'GET /api/cockpit/summary': route({
    roles: ['leader.*', 'finance.*', 'staff.*', 'auditor', 'admin'],
    summary: { zh: '驾驶舱数据', en: 'Figures by policy and district' },
    response: z.strictObject({ asOf: z.string(), items: z.array(figuresSchema) }),
    async handle(deps, { principal }) {
      return { body: await showFigures(deps, principal) };
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
  ...cockpitRoutes,
});
