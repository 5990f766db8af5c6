// The HTTP routes of the enterprise stage: import a register file and follow the job, find and show enterprises.
import * as z from 'zod';
import { enterpriseSchema } from '../../core/enterprise/enterprise.ts';
import { jobSchema } from '../../core/enterprise/job.ts';
import { assertMaySee, STAFF } from '../authorize.ts';
import type { Deps } from '../deps.ts';
import { routeFor, type Routes } from '../edge/http.ts';
import { pageOf, pageQuery, pageReply } from '../page.ts';
import { listEnterprises } from './list-enterprises.ts';
import { showEnterprise } from './show-enterprise.ts';
import { showJob, showJobReport } from './show-job.ts';
import { startImport } from './start-import.ts';

const route = routeFor<Deps>();
const IMPORTERS = ['admin', 'staff.*'];

export const enterpriseRoutes: Routes<Deps> = {
  'POST /api/enterprises/imports': route({
    roles: IMPORTERS,
    summary: {
      zh: '导入登记数据：正文为1MB以内的CSV；正文为空或{}则返回上传地址',
      en: 'Import a register file: a CSV of at most 1 MB as the body, or an empty body or {} for an upload URL',
    },
    media: ['text/csv', 'application/json'],
    body: z.string(),
    response: z.strictObject({
      job: jobSchema,
      uploadUrl: z.string().optional(),
      uploadExpiresSeconds: z.int().optional(),
    }),
    async handle(deps, { principal, requestId, body }) {
      const isFile = !/^\s*(?:\{\s*\}\s*)?$/.test(body);
      const started = await startImport(deps, { by: principal.sub, requestId, ...(isFile && { csv: body }) });
      return { status: 202, body: started, headers: { location: `/api/jobs/${started.job.id}` } };
    },
  }),
  'GET /api/enterprises': route({
    roles: ['enterprise', ...STAFF],
    summary: {
      zh: '企业列表：按代码前缀、名称片段或区划',
      en: 'Enterprises by start of code, part of name, or district',
    },
    query: z.strictObject({
      ...pageQuery,
      q: z.string().max(100).optional(),
      district: z.string().max(20).optional(),
    }),
    response: z.strictObject({ items: z.array(enterpriseSchema), cursor: z.string().optional() }),
    async handle(deps, { principal, query }) {
      const filter = { q: query.q, districtCode: query.district };
      return { body: pageReply(await listEnterprises(deps, principal, filter, pageOf(query))) };
    },
  }),
  'GET /api/enterprises/{uscc}': route({
    roles: ['enterprise', ...STAFF],
    summary: { zh: '企业登记信息', en: 'One enterprise' },
    async handle(deps, { principal, params }) {
      const uscc = params['uscc'] as string;
      assertMaySee(principal, uscc.toUpperCase());
      return { body: await showEnterprise(deps, uscc) };
    },
  }),
  'GET /api/jobs/{id}': route({
    roles: [...STAFF, 'leader.*'],
    summary: { zh: '任务进度与结果', en: 'How a job goes and what it came to' },
    response: jobSchema,
    async handle(deps, { params }) {
      return { body: await showJob(deps, params['id'] as string) };
    },
  }),
  'GET /api/jobs/{id}/report': route({
    roles: [...IMPORTERS, 'auditor'],
    summary: { zh: '未通过的行（CSV）', en: 'The refused rows as CSV' },
    async handle(deps, { params }) {
      const id = params['id'] as string;
      const report = await showJobReport(deps, id);
      if ('url' in report) return { status: 303, body: {}, headers: { location: report.url } };
      const disposition = `attachment; filename="${id}-rejected-rows.csv"`;
      return {
        body: report.csv,
        headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': disposition },
      };
    },
  }),
};
