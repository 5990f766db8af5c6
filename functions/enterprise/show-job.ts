// Use cases: how an import goes, and its list of refused rows.
import type { Job } from '../../core/enterprise/job.ts';
import { Fault } from '../../core/kernel/fault.ts';
import type { Files, Store } from '../ports.ts';

/** @throws Fault not-found */
export async function showJob(deps: { readonly store: Pick<Store, 'read'> }, id: string): Promise<Job> {
  const job = await deps.store.read('job', id);
  if (job === undefined)
    throw new Fault('not-found', { reason: 'job', zh: '没有这个任务', en: 'No such job' });
  return job;
}

export interface ReportDeps {
  readonly store: Pick<Store, 'read'>;
  readonly files: Pick<Files, 'get' | 'downloadUrl'>;
}

/** A small report itself, or where to fetch a big one. */
export type JobReport = { readonly csv: string } | { readonly url: string };

/** What a response may carry inline: above it comes a URL. */
const INLINE_BYTES_MAX = 1_048_576;
const URL_EXPIRES_SECONDS = 300;

/** @throws Fault not-found, or unprocessable while the job runs or when it failed */
export async function showJobReport(deps: ReportDeps, id: string): Promise<JobReport> {
  const { result, state, kind, policyId = '' } = await showJob(deps, id);
  if (kind === 'policy-trial') {
    throw new Fault('unprocessable', {
      reason: 'job-of-a-trial',
      zh: `这是试算任务，结果见 /api/policies/${policyId}/trials/${id}`,
      en: `This is the job of a trial; its report is at /api/policies/${policyId}/trials/${id}`,
    });
  }
  if (result === undefined) {
    throw new Fault('unprocessable', {
      reason: 'job-not-done',
      zh: '任务尚未完成，没有报告',
      en: 'The job is not done, so there is no report',
      evidence: { state },
    });
  }
  const content = await deps.files.get('files', result.reportFile);
  if (content === undefined) throw new Fault('not-found', { reason: 'report' });
  if (content.length <= INLINE_BYTES_MAX) return { csv: Buffer.from(content).toString('utf8') };
  return {
    url: await deps.files.downloadUrl(
      'files',
      result.reportFile,
      URL_EXPIRES_SECONDS,
      `${id}-rejected-rows.csv`,
    ),
  };
}
