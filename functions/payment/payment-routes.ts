// The HTTP routes of the payment stage: orders, and their release by a second person.
import * as z from 'zod';
import { orderDeskSchema } from '../../core/payment/order-desk.ts';
import { ORDER_STATES, paymentOrderSchema } from '../../core/payment/payment-order.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { usccSchema } from '../../core/kernel/schema.ts';
import type { Deps } from '../deps.ts';
import { routeFor, type Routes } from '../edge/http.ts';
import { pageOf, pageQuery, pageReply } from '../page.ts';
import { assertMaySee, STAFF } from '../authorize.ts';
import { accountRoutes } from './account-routes.ts';
import { holdRoutes } from './hold-routes.ts';
import { prepareByHand, releaseOrder } from './release-order.ts';
import { showOrderDesk } from './show-order-desk.ts';
import { showPayeeAccount } from './show-payee-account.ts';

const route = routeFor<Deps>();
const VIEWERS = ['finance.*', 'unit.*', 'auditor', 'admin'];

export const paymentRoutes: Routes<Deps> = {
  'GET /api/payment-orders': route({
    roles: VIEWERS,
    summary: { zh: '支付单', en: 'Payment orders by state or policy' },
    query: z.strictObject({
      ...pageQuery,
      state: z.enum(ORDER_STATES).optional(),
      policyId: z.string().optional(),
    }),
    response: z.strictObject({ items: z.array(paymentOrderSchema), cursor: z.string().optional() }),
    async handle(deps, { query }) {
      const { state = 'prepared', policyId } = query;
      const which =
        policyId === undefined
          ? ({ by: 'state', group: state } as const)
          : ({ by: 'owner', group: policyId } as const);
      return { body: pageReply(await deps.store.list('order', { ...which, ...pageOf(query) })) };
    },
  }),
  'GET /api/payment-orders/{id}': route({
    roles: VIEWERS,
    summary: { zh: '一张支付单', en: 'One payment order' },
    response: paymentOrderSchema,
    async handle(deps, { params }) {
      const order = await deps.store.read('order', params['id'] as string);
      if (!order) throw new Fault('not-found', { reason: 'order' });
      return { body: order };
    },
  }),
  'GET /api/payment-orders/{id}/desk': route({
    roles: VIEWERS,
    summary: {
      zh: '复核所需：收款人、账户、核定、暂停与逐笔状态',
      en: 'What a checker must see: payees, accounts, awards, holds, and where each line stands',
    },
    response: orderDeskSchema,
    handle: async (deps, { params }) => ({ body: await showOrderDesk(deps, params['id'] as string) }),
  }),
  'GET /api/payee-accounts/{uscc}': route({
    roles: ['enterprise', ...STAFF],
    summary: { zh: '企业收款账户（掩码）', en: 'Where an enterprise is paid, masked' },
    response: z.strictObject({
      uscc: usccSchema,
      account: z
        .strictObject({ name: z.string(), masked: z.string(), clearingMember: z.string() })
        .optional(),
      source: z.enum(['registered', 'bank']).optional(),
    }),
    async handle(deps, { params, principal }) {
      const uscc = usccSchema.safeParse(params['uscc']);
      if (!uscc.success) throw new Fault('not-found', { reason: 'enterprise' });
      assertMaySee(principal, uscc.data);
      return { body: await showPayeeAccount(deps, uscc.data) };
    },
  }),
  ...accountRoutes,
  ...holdRoutes,
  'POST /api/payment-orders/{id}/preparation': route({
    roles: ['unit.maker', 'finance.maker'],
    summary: { zh: '复核支付单（编制人）', en: 'Answer for a prepared payment order, as its maker' },
    response: paymentOrderSchema,
    async handle(deps, { params, principal }) {
      return { body: await prepareByHand(deps, params['id'] as string, principal.sub) };
    },
  }),
  'POST /api/payment-orders/{id}/release': route({
    roles: ['finance.checker'],
    summary: { zh: '放行支付单（第二人）', en: 'Release a payment order, as a second person' },
    response: paymentOrderSchema,
    async handle(deps, { params, principal }) {
      return { body: await releaseOrder(deps, params['id'] as string, principal.sub) };
    },
  }),
};
