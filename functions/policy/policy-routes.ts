// The HTTP routes of the policy stage: the public library, and the way of a policy from draft to closure.
import * as z from 'zod';
import { policySchema, policyVersionId, type Policy } from '../../core/policy/policy.ts';
import { Fault } from '../../core/kernel/fault.ts';
import type { Deps } from '../deps.ts';
import { routeFor, type Route, type Routes } from '../edge/http.ts';
import { pageOf, pageQuery, pageReply } from '../page.ts';
import * as policies from './change-policy.ts';
import { checkPolicy } from './check-policy.ts';
import { policyCheckSchema, policyVersionsSchema, shownPolicySchema } from './policy-schemas.ts';
import { conditionsOf, questionsOf } from './questions-of.ts';

const route = routeFor<Deps>();
const DRAFTERS = ['staff.drafter', 'admin'];
const APPROVERS = ['staff.approver', 'admin'];

/** The public sees what is or was in force; drafts are the office's own. */
const isPublic = (policy: Policy): boolean => policy.inForce > 0;

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
      return { body: await checkPolicy(deps, body) };
    },
  }),
  'POST /api/policies/{id}/submission': step(
    DRAFTERS,
    '送审',
    'Submit for approval',
    policies.submitForApproval,
  ),
  'POST /api/policies/{id}/approval': step(
    APPROVERS,
    '审批',
    'Approve, as a second person',
    policies.approve,
  ),
  'POST /api/policies/{id}/publication': step(APPROVERS, '发布', 'Publish', policies.publish),
  'POST /api/policies/{id}/suspension': step(APPROVERS, '暂停', 'Suspend', policies.suspend),
  'POST /api/policies/{id}/closure': step(APPROVERS, '关闭', 'Close', policies.close),
  'GET /api/policies': route({
    roles: 'public',
    summary: { zh: '政策库', en: 'The policy library' },
    query: z.strictObject(pageQuery),
    response: z.strictObject({ items: z.array(policySchema), cursor: z.string().optional() }),
    async handle(deps, { query, principal }) {
      const page = pageReply(await deps.store.list('policy', { by: 'all', ...pageOf(query) }));
      const isStaff = principal.roles.some((role) => role.startsWith('staff.'));
      return { body: { ...page, items: isStaff ? page.items : page.items.filter(isPublic) } };
    },
  }),
  'GET /api/policies/{id}': route({
    roles: 'public',
    summary: { zh: '政策全文', en: 'One policy: head, document, and what a claim may ask of whom' },
    response: shownPolicySchema,
    async handle(deps, { params, principal }) {
      const policy = await deps.store.read('policy', params['id'] as string);
      const isStaff = principal.roles.some((role) => role.startsWith('staff.'));
      if (!policy || !(isPublic(policy) || isStaff)) throw new Fault('not-found', { reason: 'policy' });
      const number = isStaff ? policy.latest : policy.inForce;
      const { version, compiled } = await deps.policies.version(policy.id, number);
      const { hash, document } = version;
      return {
        body: {
          policy,
          hash,
          document,
          conditions: conditionsOf(compiled),
          questions: questionsOf(compiled),
        },
      };
    },
  }),
  'GET /api/policies/{id}/versions': route({
    roles: ['staff.*', 'auditor', 'admin'],
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
