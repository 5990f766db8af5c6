// The HTTP routes of holds and emergency stops: placed by one person with a reason, visible with their age, lifted with a reason.
import * as z from 'zod';
import { boardHoldSchema, HOLD_KINDS } from '../../core/payment/hold-board.ts';
import type { Deps } from '../deps.ts';
import { routeFor, type Routes } from '../edge/http.ts';
import { liftHold, listHolds, placeHold } from './place-hold.ts';

const route = routeFor<Deps>();
const VIEWERS = ['finance.*', 'unit.*', 'staff.*', 'auditor', 'admin', 'leader.*'];
const HOLDERS = ['finance.*', 'unit.*', 'staff.reviewer', 'auditor', 'admin'];
const STOPPERS = ['finance.*', 'leader.city', 'admin'];

const target = z.string().min(1).max(200);
const reason = z.string().min(1).max(500);
const holdBody = z.strictObject({ kind: z.enum(HOLD_KINDS), id: target, reason });
const stopBody = z.strictObject({ kind: z.enum(['rail', 'policy']), id: target, reason });
const shownHolds = z.strictObject({ items: z.array(boardHoldSchema.extend({ ageDays: z.int() })) });

const stopOf = ({ kind, id, reason: why }: z.infer<typeof stopBody>) => ({
  kind: kind === 'rail' ? ('stop-rail' as const) : ('stop-policy' as const),
  id,
  reason: why,
});

export const holdRoutes: Routes<Deps> = {
  'GET /api/holds': route({
    roles: VIEWERS,
    summary: { zh: '暂停事项及其天数', en: 'Holds with their age, oldest first' },
    response: shownHolds,
    handle: async (deps) => ({ body: { items: await listHolds(deps, false) } }),
  }),
  'POST /api/holds': route({
    roles: HOLDERS,
    summary: {
      zh: '暂停对收款人、政策、支付单或付款的支付',
      en: 'Hold the money of a payee, a policy, an order or a leg',
    },
    body: holdBody,
    response: boardHoldSchema,
    handle: async (deps, { body, principal }) => ({ body: await placeHold(deps, body, principal.sub) }),
  }),
  'POST /api/holds/releases': route({
    roles: HOLDERS,
    summary: { zh: '解除暂停', en: 'Lift a hold, with the reason' },
    body: holdBody,
    response: boardHoldSchema,
    handle: async (deps, { body, principal }) => ({ body: await liftHold(deps, body, principal.sub) }),
  }),
  'GET /api/payment-stop': route({
    roles: VIEWERS,
    summary: { zh: '急停状态', en: 'Emergency stops in force' },
    response: shownHolds,
    handle: async (deps) => ({ body: { items: await listHolds(deps, true) } }),
  }),
  'POST /api/payment-stop': route({
    roles: STOPPERS,
    summary: { zh: '急停：通道或政策', en: 'Stop every payment of a rail or a policy at once' },
    body: stopBody,
    response: boardHoldSchema,
    handle: async (deps, { body, principal }) => ({
      body: await placeHold(deps, stopOf(body), principal.sub),
    }),
  }),
  'POST /api/payment-stop/releases': route({
    roles: STOPPERS,
    summary: { zh: '恢复支付（第二人）', en: 'Lift an emergency stop, as a second person' },
    body: stopBody,
    response: boardHoldSchema,
    handle: async (deps, { body, principal }) => ({
      body: await liftHold(deps, stopOf(body), principal.sub),
    }),
  }),
};
