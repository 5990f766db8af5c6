// The worker thread of the sandbox departments and the sandbox bank: services outside the platform, reached over HTTP and files.
import { parentPort, workerData } from 'node:worker_threads';
import { dayOfInstant, formatDay } from '../core/kernel/day.ts';
import { startSandboxBank, type SandboxBankOptions } from './sandbox/bank/start-sandbox-bank.ts';
import { readRegisterIndex } from './sandbox/departments/register-index.ts';
import {
  startSandboxDepartments,
  type SandboxDepartments,
  type SandboxDepartmentsOptions,
} from './sandbox/departments/start-sandbox-departments.ts';

export interface SandboxWorkerData {
  readonly departments: SandboxDepartmentsOptions;
  readonly bank: Pick<SandboxBankOptions, 's3' | 'bucket' | 'dataDir' | 'settings' | 'pollMs'>;
  /** The register, so that accounts bear the names of their firms. */
  readonly registerFile: string | undefined;
}

export type SandboxWorkerMessage =
  | {
      readonly kind: 'started';
      readonly bankUrl: string;
      readonly departmentsUrl: string;
      readonly sources: SandboxDepartments['sources'];
    }
  | { readonly kind: 'file-dropped'; readonly key: string }
  | { readonly kind: 'closed' };

async function run(): Promise<void> {
  if (!parentPort) throw new Error('sandbox-worker.ts runs only as a worker thread: use startSandboxes');
  const port = parentPort;
  const say = (message: SandboxWorkerMessage): void => port.postMessage(message);
  const { departments, bank, registerFile } = workerData as SandboxWorkerData;
  const register =
    registerFile === undefined ? new Map<string, { name: string }>() : await readRegisterIndex(registerFile);
  const [runningDepartments, runningBank] = await Promise.all([
    startSandboxDepartments({ ...departments, ...(registerFile !== undefined && { registerFile }) }),
    startSandboxBank({
      ...bank,
      // The environment is shared with the platform: both play the same day.
      today: () => process.env['ZHIDA_TODAY'] ?? formatDay(dayOfInstant(Date.now())),
      onFileDropped: (key) => say({ kind: 'file-dropped', key }),
      holderName: (code) => register.get(code)?.name,
    }),
  ]);
  port.once('message', () => {
    void Promise.all([runningDepartments.close(), runningBank.close()]).then(() => {
      say({ kind: 'closed' });
      port.close();
    });
  });
  const { url: departmentsUrl, sources } = runningDepartments;
  say({ kind: 'started', bankUrl: runningBank.url, departmentsUrl, sources });
}

await run();
