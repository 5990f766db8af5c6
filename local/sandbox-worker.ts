// The worker thread of the sandbox departments, bank and treasury: services outside the platform, reached over HTTP and files.
import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { parse } from 'yaml';
import { dayOfInstant, formatDay } from '../core/kernel/day.ts';
import { minuteOfText, workingCalendar } from '../core/kernel/working-calendar.ts';
import { cutOffMinutes } from '../core/payment/treasuries.ts';
import { startSandboxBank, type SandboxBankOptions } from './sandbox/bank/start-sandbox-bank.ts';
import { startSandboxTreasury } from './sandbox/treasury/start-sandbox-treasury.ts';
import { readRegisterIndex } from './sandbox/departments/register-index.ts';
import {
  startSandboxDepartments,
  type SandboxDepartments,
  type SandboxDepartmentsOptions,
} from './sandbox/departments/start-sandbox-departments.ts';

const WORKING_DAYS_FILE = new URL('../examples/hangzhou-2020/working-days.yaml', import.meta.url);
const TREASURIES_FILE = new URL('../examples/hangzhou-2020/treasuries.yaml', import.meta.url);

type Rail = Pick<SandboxBankOptions, 's3' | 'bucket' | 'dataDir' | 'settings' | 'pollMs'>;

export interface SandboxWorkerData {
  readonly departments: SandboxDepartmentsOptions;
  /** They share a bucket; each keeps its books in a folder of its own. */
  readonly bank: Rail;
  readonly treasury: Rail;
  /** The register, so that accounts bear the names of their firms. */
  readonly registerFile: string | undefined;
}

export type SandboxWorkerMessage =
  | {
      readonly kind: 'started';
      readonly bankUrl: string;
      readonly treasuryUrl: string;
      readonly departmentsUrl: string;
      readonly sources: SandboxDepartments['sources'];
    }
  | { readonly kind: 'file-dropped'; readonly key: string }
  | { readonly kind: 'closed' };

async function run(): Promise<void> {
  if (!parentPort) throw new Error('sandbox-worker.ts runs only as a worker thread: use startSandboxes');
  const port = parentPort;
  const say = (message: SandboxWorkerMessage): void => port.postMessage(message);
  const { departments, bank, treasury, registerFile } = workerData as SandboxWorkerData;
  const register =
    registerFile === undefined ? new Map<string, { name: string }>() : await readRegisterIndex(registerFile);
  const calendar = workingCalendar(parse(await readFile(WORKING_DAYS_FILE, 'utf8')));
  const cutOffs = cutOffMinutes(parse(await readFile(TREASURIES_FILE, 'utf8')));
  const cutOff = process.env['ZHIDA_TREASURY_CUT_OFF'];
  const outside = {
    // The environment is shared with the platform: all play the same day.
    today: () => process.env['ZHIDA_TODAY'] ?? formatDay(dayOfInstant(Date.now())),
    onFileDropped: (key: string) => say({ kind: 'file-dropped', key }),
    holderName: (code: string) => register.get(code)?.name,
  };
  const [runningDepartments, runningBank, runningTreasury] = await Promise.all([
    startSandboxDepartments({ ...departments, ...(registerFile !== undefined && { registerFile }) }),
    startSandboxBank({ ...bank, ...outside }),
    startSandboxTreasury({
      ...treasury,
      ...outside,
      calendar,
      cutOffMinutes: cutOffs,
      ...(cutOff !== undefined && { cutOffMinute: minuteOfText(cutOff) }),
    }),
  ]);
  port.once('message', () => {
    void Promise.all([runningDepartments, runningBank, runningTreasury].map((it) => it.close())).then(() => {
      say({ kind: 'closed' });
      port.close();
    });
  });
  const { url: departmentsUrl, sources } = runningDepartments;
  const { url: treasuryUrl } = runningTreasury;
  say({ kind: 'started', bankUrl: runningBank.url, treasuryUrl, departmentsUrl, sources });
}

await run();
