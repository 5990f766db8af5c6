// Use case: a register file was uploaded, so its job runs; what is wrong with the file is the job's answer, not an incident.
import { Fault } from '../../core/kernel/fault.ts';
import type { Clock, Files, Store } from '../ports.ts';
import { importRegister } from './import-register.ts';
import { loadDistricts } from './load-districts.ts';
import { UPLOAD_PREFIX } from './start-import.ts';

export interface RunDeps {
  readonly store: Pick<Store, 'read' | 'readMany' | 'put' | 'commit'>;
  readonly files: Pick<Files, 'get' | 'put' | 'open'>;
  readonly clock: Clock;
}

/**
 * Runs the job of an uploaded file; one that is done is left alone.
 * @throws Fault not-found when no job asked for the file, unprocessable when there are no districts, and what is transient
 */
export async function runImport(deps: RunDeps, key: string): Promise<void> {
  const job = await deps.store.read('job', key.slice(UPLOAD_PREFIX.length));
  if (job === undefined || job.sourceFile !== key) {
    throw new Fault('not-found', {
      reason: 'import-job',
      zh: `没有与文件 ${key} 对应的导入任务`,
      en: `No import job asked for the file ${key}`,
    });
  }
  if (job.state === 'done') return;
  const districts = await loadDistricts(deps.files);
  const file = await deps.files.open('files', key);
  if (file === undefined) throw new Fault('not-found', { reason: 'import-file' });
  const source = { name: key, sizeBytes: file.sizeBytes, open: () => file.bytes };
  try {
    await importRegister({ ...deps, districts }, source, undefined, { jobId: job.id, by: job.by });
  } catch (error) {
    if (!(error instanceof Fault) || error.retryable) throw error;
  }
}
