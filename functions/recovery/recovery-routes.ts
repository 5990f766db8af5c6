// The HTTP routes of adjustment and recovery: preview, proposal, approval, hearing, repayment, offset, and correcting oneself.
import * as z from 'zod';
import { CAUSES, RECOVERY_STATES, recoverySchema } from '../../core/recovery/recovery.ts';
import { fenSchema, instantSchema, positiveFenSchema, usccSchema } from '../../core/kernel/schema.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { assertMayActFor, assertMaySee, STAFF } from '../authorize.ts';
import type { Deps } from '../deps.ts';
import { routeFor, type Routes } from '../edge/http.ts';
import { pageOf, pageQuery, pageReply } from '../page.ts';
import { findRecovery } from './commit-recovery.ts';
import { previewAdjustment } from './preview-adjustment.ts';
import { approveRecovery, proposeRecoveries } from './propose-recovery.ts';
import { grantWriteOff, requestWriteOff } from './write-off-receivable.ts';
import { correctOneself, enterRepayment, hear, offset, restoreToBudget } from './settle-recovery.ts';

const route = routeFor<Deps>();
const STAFF_OF_IT = ['unit.maker', 'staff.reviewer', 'finance.*', 'auditor'];

const factValue = z.union([
  z.string().max(200),
  z.int(),
  z.boolean(),
  z.null(),
  z.array(z.record(z.string(), z.union([z.string().max(200), z.int(), z.boolean(), z.null()]))).max(1000),
]);
const queryShape = {
  policyId: z.string().min(1).max(80),
  cause: z.enum(CAUSES).exclude(['self-correction']),
  applicationIds: z.array(z.string().min(1).max(200)).min(1).max(500).optional(),
  districtCode: z.string().max(30).optional(),
  decidedFrom: instantSchema.optional(),
  decidedBefore: instantSchema.optional(),
  facts: z.record(z.string().max(60), factValue).optional(),
  policyVersion: z.int().min(1).optional(),
};
const reason = z.string().min(1).max(1000);
const previewSchema = z.strictObject({
  examined: z.int(),
  toPayFen: fenSchema,
  toRecoverFen: fenSchema,
  differences: z.array(
    z.strictObject({
      applicationId: z.string(),
      uscc: usccSchema,
      enterpriseName: z.string(),
      claimedFen: fenSchema,
      policyVersion: z.int(),
      correctFen: fenSchema,
      differenceFen: fenSchema,
      note: z.enum(['unknown', 'protected']).optional(),
      lines: recoverySchema.shape.lines,
    }),
  ),
  isTruncated: z.boolean(),
});

export const recoveryRoutes: Routes<Deps> = {
  'POST /api/recoveries/previews': route({
    roles: STAFF_OF_IT,
    summary: { zh: '预览追补差额', en: 'Preview what a correction would change' },
    body: z.strictObject(queryShape),
    response: previewSchema,
    handle: async (deps, { body }) => ({ body: await previewAdjustment(deps, body) }),
  }),
  'POST /api/recoveries': route({
    roles: ['unit.maker', 'staff.reviewer', 'finance.maker'],
    summary: { zh: '提出补发或追回', en: 'Propose to top up or to recover' },
    body: z.strictObject({ ...queryShape, reason }),
    response: z.strictObject({ items: z.array(recoverySchema) }),
    async handle(deps, { body, principal, requestId }) {
      return { status: 201, body: { items: await proposeRecoveries(deps, body, principal.sub, requestId) } };
    },
  }),
  'POST /api/recoveries/self-corrections': route({
    roles: ['enterprise'],
    summary: { zh: '企业自行更正退回', en: 'Say oneself that too much was paid' },
    body: z.strictObject({
      uscc: usccSchema,
      applicationId: z.string().min(1).max(200),
      amountFen: positiveFenSchema,
      reason,
    }),
    response: recoverySchema,
    async handle(deps, { body: { uscc, ...body }, principal, requestId }) {
      assertMayActFor(principal, uscc);
      if (body.applicationId.split('.').at(-2) !== uscc) throw new Fault('forbidden');
      return { status: 201, body: await correctOneself(deps, body, principal.sub, requestId) };
    },
  }),
  'GET /api/recoveries': route({
    roles: ['enterprise', ...STAFF],
    summary: { zh: '追补事项', en: 'Adjustments by state or enterprise' },
    query: z.strictObject({
      ...pageQuery,
      uscc: usccSchema.optional(),
      state: z.enum(RECOVERY_STATES).default('proposed'),
    }),
    response: z.strictObject({ items: z.array(recoverySchema), cursor: z.string().optional() }),
    async handle(deps, { query, principal }) {
      const uscc = query.uscc ?? principal.actsFor[0];
      if (uscc !== undefined) assertMaySee(principal, uscc);
      const which =
        uscc === undefined
          ? ({ by: 'state', group: query.state } as const)
          : ({ by: 'owner', group: uscc } as const);
      return { body: pageReply(await deps.store.list('recovery', { ...which, ...pageOf(query) })) };
    },
  }),
  'GET /api/recoveries/{id}': route({
    roles: ['enterprise', ...STAFF],
    summary: { zh: '一项追补', en: 'One adjustment' },
    response: recoverySchema,
    async handle(deps, { params, principal }) {
      const recovery = await findRecovery(deps, params['id'] as string);
      assertMaySee(principal, recovery.uscc);
      return { body: recovery };
    },
  }),
  'POST /api/recoveries/{id}/approval': route({
    roles: ['finance.checker'],
    summary: { zh: '批准补发或发出追回告知（第二人）', en: 'Approve a supplement, or send the notice' },
    response: recoverySchema,
    handle: async (deps, { params, principal }) => ({
      body: await approveRecovery(deps, params['id'] as string, principal.sub),
    }),
  }),
  'POST /api/recoveries/{id}/hearing': route({
    roles: ['staff.reviewer', 'unit.maker', 'finance.checker'],
    summary: { zh: '陈述申辩与裁决', en: 'What the enterprise said, and the outcome' },
    body: z.strictObject({ statement: z.string().max(4000), outcome: z.enum(['uphold', 'drop']) }),
    response: recoverySchema,
    handle: async (deps, { params, body, principal }) => ({
      body: await hear(deps, params['id'] as string, body, principal.sub),
    }),
  }),
  'POST /api/recoveries/{id}/repayments': route({
    roles: ['finance.maker'],
    summary: { zh: '登记还款', en: 'Enter a repayment by its bank reference' },
    body: z.strictObject({ reference: z.string().min(1).max(200), amountFen: positiveFenSchema }),
    response: recoverySchema,
    handle: async (deps, { params, body, principal }) => ({
      body: await enterRepayment(deps, params['id'] as string, body, principal.sub),
    }),
  }),
  'POST /api/recoveries/{id}/offsets': route({
    roles: ['finance.maker'],
    summary: { zh: '从后续兑付中抵扣', en: 'Keep what is owed from a later award' },
    body: z.strictObject({ legId: z.string().min(1).max(300) }),
    response: recoverySchema,
    handle: async (deps, { params, body, principal }) => ({
      body: await offset(deps, params['id'] as string, body.legId, principal.sub),
    }),
  }),
  'POST /api/recoveries/{id}/write-off': route({
    roles: ['finance.maker'],
    summary: { zh: '申请核销无法收回的款项', en: 'Ask to write off what can no longer be collected' },
    body: z.strictObject({ reason }),
    response: recoverySchema,
    handle: async (deps, { params, body, principal }) => ({
      body: await requestWriteOff(deps, params['id'] as string, body.reason, principal.sub),
    }),
  }),
  'POST /api/recoveries/{id}/write-off/approval': route({
    roles: ['finance.checker'],
    summary: { zh: '批准核销（第二人）', en: 'Approve a write-off, as a second person' },
    response: recoverySchema,
    handle: async (deps, { params, principal }) => ({
      body: await grantWriteOff(deps, params['id'] as string, principal.sub),
    }),
  }),
  'POST /api/recoveries/{id}/restoration': route({
    roles: ['finance.checker'],
    summary: { zh: '当年退回恢复指标（第二人）', en: 'Give a refund of the year back to its budget' },
    response: recoverySchema,
    handle: async (deps, { params, principal }) => ({
      body: await restoreToBudget(deps, params['id'] as string, principal.sub),
    }),
  }),
};
