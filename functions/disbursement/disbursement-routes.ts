// The HTTP routes of the disbursement stage: budgets, asked for by one person and funded by a second, and claims.
import * as z from 'zod';
import {
  BUDGET_REQUESTS,
  budgetRequestSchema,
  budgetSchema,
  payerAccountSchema,
} from '../../core/ledger/budget.ts';
import { claimSchema, legSchema } from '../../core/disbursement/claim.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { daySchema, fenSchema } from '../../core/kernel/schema.ts';
import { assertMaySee, STAFF } from '../authorize.ts';
import type { Deps } from '../deps.ts';
import { routeFor, type Routes } from '../edge/http.ts';
import { pageOf, pageQuery, pageReply } from '../page.ts';
import { overrideRoutes } from './override-routes.ts';
import { approveBudget, requestBudget } from './fund-budget.ts';

const route = routeFor<Deps>();
const text = z.string().min(1).max(100);
const VIEWERS = ['finance.*', 'unit.*', 'auditor', 'admin', 'staff.*'];

const askSchema = z.strictObject({
  policyId: text,
  source: z.string().regex(/^(city|district-[a-z0-9]{1,20})$/, {
    message: 'city 或 district-区划代码 / city or district-<code>',
  }),
  kind: z.enum(BUDGET_REQUESTS),
  amountFen: fenSchema,
  payBy: daySchema.optional(),
  fiscalYear: z.int().min(2000).max(2100),
  budgetUnit: text,
  quotaNumber: text,
  functionClass: text,
  economicClass: text,
  fundNature: text,
  payer: payerAccountSchema,
});

const isWhole = ({ kind }: { kind: string }) => kind !== 'fund' && kind !== 'cut';
const requestSchema = askSchema.refine((ask) => (isWhole(ask) ? ask.amountFen === 0 : ask.amountFen > 0), {
  path: ['amountFen'],
  message:
    '安排或核减须为正数，关闭、结转和收回写 0 / positive to fund or cut, 0 to close, carry over or lapse',
});

export const disbursementRoutes: Routes<Deps> = {
  'POST /api/budgets': route({
    roles: ['finance.maker'],
    summary: {
      zh: '申请安排、核减、关闭或年终处理预算',
      en: 'Ask to fund, cut or close a budget, or to end its year',
    },
    body: requestSchema,
    response: budgetRequestSchema,
    async handle(deps, { body, principal, requestId }) {
      return { status: 201, body: await requestBudget(deps, body, principal.sub, requestId) };
    },
  }),
  'POST /api/budgets/{id}/approval': route({
    roles: ['finance.checker'],
    summary: { zh: '审批预算申请（第二人）', en: 'Approve a budget request, as a second person' },
    response: budgetSchema,
    async handle(deps, { params, principal }) {
      return { body: await approveBudget(deps, params['id'] as string, principal.sub) };
    },
  }),
  'GET /api/budget-requests': route({
    roles: VIEWERS,
    summary: { zh: '预算申请', en: 'Budget requests, waiting and approved' },
    query: z.strictObject(pageQuery),
    response: z.strictObject({ items: z.array(budgetRequestSchema), cursor: z.string().optional() }),
    async handle(deps, { query }) {
      return { body: pageReply(await deps.store.list('budget-request', { by: 'all', ...pageOf(query) })) };
    },
  }),
  'GET /api/budgets': route({
    roles: VIEWERS,
    summary: { zh: '预算', en: 'Budgets' },
    query: z.strictObject(pageQuery),
    response: z.strictObject({ items: z.array(budgetSchema), cursor: z.string().optional() }),
    async handle(deps, { query }) {
      return { body: pageReply(await deps.store.list('budget', { by: 'all', ...pageOf(query) })) };
    },
  }),
  'GET /api/budgets/{id}': route({
    roles: VIEWERS,
    summary: { zh: '一项预算', en: 'One budget' },
    response: budgetSchema,
    async handle(deps, { params }) {
      const budget = await deps.store.read('budget', params['id'] as string);
      if (!budget) throw new Fault('not-found', { reason: 'budget' });
      return { body: budget };
    },
  }),
  ...overrideRoutes,
  'GET /api/claims/{id}': route({
    roles: ['enterprise', ...STAFF],
    summary: { zh: '一项兑付权益', en: 'One claim with its legs' },
    response: z.strictObject({ claim: claimSchema, legs: z.array(legSchema) }),
    async handle(deps, { params, principal }) {
      const claim = await deps.store.read('claim', params['id'] as string);
      if (!claim) throw new Fault('not-found', { reason: 'claim' });
      assertMaySee(principal, claim.uscc);
      return { body: { claim, legs: await deps.store.readMany('leg', claim.legIds) } };
    },
  }),
};
