// Use case: takes a register file, or says where to upload a big one; the import itself is a job that the upload starts.
import { createHash } from 'node:crypto';
import type { Job } from '../../core/enterprise/job.ts';
import type { Clock, Files, Store } from '../ports.ts';

export interface StartDeps {
  readonly store: Pick<Store, 'read' | 'put'>;
  readonly files: Pick<Files, 'put' | 'uploadUrl'>;
  readonly clock: Clock;
}

export interface StartRequest {
  /** Who asks. */
  readonly by: string;
  /** The same request again is the same job. */
  readonly requestId: string;
  /** The file itself, at most 1 MB; absent to be given a URL. */
  readonly csv?: string;
}

export interface StartedImport {
  readonly job: Job;
  /** Where to PUT the file, plain or gzip, before the URL expires. */
  readonly uploadUrl?: string;
  readonly uploadExpiresSeconds?: number;
}

/** Files under this prefix are imported when they appear; the rest of the key is the job's id. */
export const UPLOAD_PREFIX = 'register-in/';
const UPLOAD_EXPIRES_SECONDS = 900;

export const uploadKeyOf = (jobId: string): string => `${UPLOAD_PREFIX}${jobId}`;

/** Opens a job, or finds the one that the same request opened, and stores the file or gives a URL for it. */
export async function startImport(
  deps: StartDeps,
  { by, requestId, csv }: StartRequest,
): Promise<StartedImport> {
  const id = `import-${createHash('sha256').update(`${by}\n${requestId}`).digest('hex').slice(0, 24)}`;
  const sourceFile = uploadKeyOf(id);
  const now = new Date(deps.clock.nowMs()).toISOString();
  const fresh: Job = {
    id,
    version: 1,
    kind: 'register-import',
    state: 'waiting',
    by,
    createdAt: now,
    updatedAt: now,
    sourceFile,
    rowsDone: 0,
  };
  const existing = await deps.store.read('job', id);
  const job = existing ?? fresh;
  if (job.state !== 'waiting') return { job };
  // The job comes first: a file whose job is not there yet would be refused.
  if (existing === undefined) await deps.store.put('job', [job]);
  if (csv !== undefined) {
    await deps.files.put('files', sourceFile, csv, { contentType: 'text/csv; charset=utf-8' });
    return { job };
  }
  const uploadUrl = await deps.files.uploadUrl('files', sourceFile, UPLOAD_EXPIRES_SECONDS);
  return { job, uploadUrl, uploadExpiresSeconds: UPLOAD_EXPIRES_SECONDS };
}
