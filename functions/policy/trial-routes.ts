// The HTTP routes of trials: a policy run on the register without effect, and the difference that an amendment makes.
import * as z from 'zod';
import { jobSchema } from '../../core/enterprise/job.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { trialRequestSchema, trialSchema } from '../../core/policy/trial.ts';
import { shownTrialSchema } from '../../core/policy/trial-report.ts';
import type { Deps } from '../deps.ts';
import { routeFor, type Routes } from '../edge/http.ts';
import { pageOf, pageQuery, pageReply } from '../page.ts';
import { listTrials, showDifference, showTrial, showTrialFirms } from './show-trial.ts';
import { startTrial } from './start-trial.ts';

const route = routeFor<Deps>();
const OFFICES = ['staff.*', 'unit.*', 'finance.*', 'auditor', 'admin'];

export const trialRoutes: Routes<Deps> = {
  'POST /api/policies/{id}/trials': route({
    roles: ['staff.*', 'admin'],
    summary: {
      zh: '在登记库上试算政策，不产生任何申报',
      en: 'Try a policy on the register, without any effect on applications',
    },
    body: trialRequestSchema,
    response: z.strictObject({ job: jobSchema, trial: trialSchema }),
    async handle(deps, { params, principal, requestId, body }) {
      const started = await startTrial(deps, params['id'] as string, body, { by: principal.sub, requestId });
      return { status: 202, body: started, headers: { location: `/api/jobs/${started.job.id}` } };
    },
  }),
  'GET /api/policies/{id}/trials': route({
    roles: OFFICES,
    summary: { zh: '政策的试算', en: 'The trials of a policy, newest first' },
    query: z.strictObject(pageQuery),
    response: z.strictObject({ items: z.array(trialSchema), cursor: z.string().optional() }),
    async handle(deps, { params, query }) {
      return { body: pageReply(await listTrials(deps, params['id'] as string, pageOf(query))) };
    },
  }),
  'GET /api/policies/{id}/trials/{trialId}': route({
    roles: OFFICES,
    summary: { zh: '一次试算及其结果', en: 'One trial with its report' },
    response: shownTrialSchema,
    async handle(deps, { params }) {
      return { body: await showTrial(deps, params['id'] as string, params['trialId'] as string) };
    },
  }),
  'GET /api/policies/{id}/trials/{trialId}/firms': route({
    roles: OFFICES,
    summary: { zh: '受版本差异影响的企业（CSV）', en: 'The firms that a difference affects, as CSV' },
    async handle(deps, { params }) {
      const trialId = params['trialId'] as string;
      const firms = await showTrialFirms(deps, params['id'] as string, trialId);
      if ('url' in firms) return { status: 303, body: {}, headers: { location: firms.url } };
      const disposition = `attachment; filename="${trialId}-firms.csv"`;
      return {
        body: firms.csv,
        headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': disposition },
      };
    },
  }),
  'GET /api/policies/{id}/versions/{number}/difference': route({
    roles: OFFICES,
    summary: {
      zh: '修订版与现行版的差异：谁增谁减',
      en: 'What an amendment changes against the version in force: who gains, who loses',
    },
    response: shownTrialSchema,
    async handle(deps, { params }) {
      const number = z.coerce.number().int().min(1).max(10_000).safeParse(params['number']);
      if (!number.success) throw new Fault('not-found', { reason: 'policy-version' });
      return { body: await showDifference(deps, params['id'] as string, number.data) };
    },
  }),
};
