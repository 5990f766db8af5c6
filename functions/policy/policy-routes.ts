// The HTTP routes of the policy stage: the public library, and the way of a policy from draft to closure.
import * as z from 'zod';
import { policySchema, policyVersionId, type Policy } from '../../core/policy/policy.ts';
import { Fault } from '../../core/kernel/fault.ts';
import type { Deps } from '../deps.ts';
import { routeFor, type Route, type Routes } from '../edge/http.ts';
import { pageOf, pageQuery, pageReply } from '../page.ts';
import { approvalRoutes } from './approval-routes.ts';
import * as policies from './change-policy.ts';
import { checkInPlace } from './check-in-place.ts';
import { libraryRoutes } from './library-routes.ts';
import { policyCheckSchema, policyVersionsSchema, shownPolicySchema } from './policy-schemas.ts';
import { isPublic, publicHead } from './public-head.ts';
import { conditionsOf, questionsOf } from './questions-of.ts';
import { trialRoutes } from './trial-routes.ts';

const route = routeFor<Deps>();
const DRAFTERS = ['staff.drafter', 'admin'];
const APPROVERS = ['staff.approver', 'admin'];
const OFFICES = ['staff.*', 'unit.*', 'finance.*', 'leader.*', 'hub.*', 'auditor', 'admin'];

const policyPageSchema = z.strictObject({ items: z.array(policySchema), cursor: z.string().optional() });

async function shown(deps: Deps, policy: Policy, number: number) {
  const { version, compiled } = await deps.policies.version(policy.id, number);
  const { hash, document } = version;
  return { policy, hash, document, conditions: conditionsOf(compiled), questions: questionsOf(compiled) };
}

const step = (
  roles: string[],
  zh: string,
  en: string,
  act: (deps: Deps, id: string, by: string) => Promise<Policy>,
): Route<Deps> =>
  route({
    roles,
    summary: { zh, en },
    response: policySchema,
    async handle(deps, { params, principal }) {
      return { body: await act(deps, params['id'] as string, principal.sub) };
    },
  });

export const policyRoutes: Routes<Deps> = {
  'POST /api/policies': route({
    roles: DRAFTERS,
    summary: { zh: '起草政策', en: 'Draft a policy, or an amendment' },
    body: z.looseObject({ schema: z.literal('zhida-policy/1') }),
    response: policySchema,
    async handle(deps, { body, principal }) {
      return { status: 201, body: await policies.draft(deps, body, principal.sub) };
    },
  }),
  'POST /api/policies/checks': route({
    roles: ['staff.*', 'admin'],
    summary: {
      zh: '检查政策并试算其算例，不保存',
      en: 'Check a policy and run its worked examples; nothing is kept',
    },
    body: z.looseObject({}),
    response: policyCheckSchema,
    async handle(deps, { body }) {
      return { body: await checkInPlace(deps, body) };
    },
  }),
  'POST /api/policies/{id}/submission': step(
    DRAFTERS,
    '送审',
    'Submit for approval',
    policies.submitForApproval,
  ),
  ...approvalRoutes,
  'POST /api/policies/{id}/publication': step(APPROVERS, '发布', 'Publish', policies.publish),
  'POST /api/policies/{id}/suspension': step(APPROVERS, '暂停', 'Suspend', policies.suspend),
  'POST /api/policies/{id}/resumption': step(
    APPROVERS,
    '恢复（暂停人以外的人）',
    'Resume, as another person than who suspended it',
    policies.resume,
  ),
  'POST /api/policies/{id}/closure': step(APPROVERS, '关闭', 'Close', policies.close),
  ...trialRoutes,
  ...libraryRoutes,
  'GET /api/policies/{id}': route({
    roles: 'public',
    summary: { zh: '政策全文', en: 'One policy in force: head, document, and what a claim may ask of whom' },
    response: shownPolicySchema,
    async handle(deps, { params }) {
      const policy = await deps.store.read('policy', params['id'] as string);
      if (!policy || !isPublic(policy)) throw new Fault('not-found', { reason: 'policy' });
      return { body: await shown(deps, publicHead(policy), policy.inForce) };
    },
  }),
  'GET /api/policy-desk': route({
    roles: OFFICES,
    summary: { zh: '全部政策，含草稿', en: 'Every policy, drafts among them' },
    query: z.strictObject(pageQuery),
    response: policyPageSchema,
    async handle(deps, { query }) {
      return { body: pageReply(await deps.store.list('policy', { by: 'all', ...pageOf(query) })) };
    },
  }),
  'GET /api/policy-desk/{id}': route({
    roles: OFFICES,
    summary: { zh: '一项政策的最新版', en: 'The latest version of one policy, in force or not' },
    response: shownPolicySchema,
    async handle(deps, { params }) {
      const policy = await deps.store.read('policy', params['id'] as string);
      if (!policy) throw new Fault('not-found', { reason: 'policy' });
      return { body: await shown(deps, policy, policy.latest) };
    },
  }),
  'GET /api/policies/{id}/versions': route({
    roles: OFFICES,
    summary: { zh: '版本', en: 'All versions of a policy' },
    response: policyVersionsSchema,
    async handle(deps, { params }) {
      const policy = await deps.store.read('policy', params['id'] as string);
      if (!policy) throw new Fault('not-found', { reason: 'policy' });
      const ids = Array.from({ length: policy.latest }, (_, index) => policyVersionId(policy.id, index + 1));
      const versions = await deps.store.readMany('policy-version', ids);
      return {
        body: {
          items: versions.flatMap((version) =>
            version ? [{ number: version.number, hash: version.hash, document: version.document }] : [],
          ),
        },
      };
    },
  }),
};
