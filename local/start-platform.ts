// The whole platform on one machine: engines, sandboxes, sign-in and the host, started in order and closed in reverse.
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { Fault } from '../core/kernel/fault.ts';
import { MANIFEST } from '../functions/manifest.ts';
import { startEngines, type Engines } from './engine/start-engines.ts';
import type { HttpFront } from './host/http-front.ts';
import type { HostLog } from './host/run-function.ts';
import type { SandboxWorkerData } from './sandbox-worker.ts';
import { setSdkEnvironment } from './sdk-environment.ts';
import { startSandboxes } from './start-sandboxes.ts';

export interface PlatformOptions {
  /** 0 takes a free port. */
  readonly port: number;
  /** Folder for all that is kept; undefined keeps everything in memory. */
  readonly dataDir?: string | undefined;
  /** The register from which sandbox departments and bank know the firms. */
  readonly registerFile?: string | undefined;
  readonly departments?: SandboxWorkerData['departments'];
  readonly bank?: SandboxWorkerData['bank']['settings'];
  readonly treasury?: SandboxWorkerData['treasury']['settings'];
  /** Enterprises that the sign-in page offers by name. */
  readonly enterprises?: () => Promise<readonly { readonly uscc: string; readonly name: string }[]>;
  /** Builds the console first when it is missing or old; otherwise what lies in web/dist is served, if anything. */
  readonly buildsConsole?: boolean;
  readonly log?: HostLog;
}

export interface Platform {
  readonly url: string;
  /** Control addresses of the sandboxes, for settings and faults. */
  readonly bankUrl: string;
  readonly treasuryUrl: string;
  readonly departmentsUrl: string;
  /** Drains what is under way and frees the data directory. */
  close(): Promise<void>;
}

const WEB_FOLDER = fileURLToPath(new URL('../web/dist', import.meta.url));
/** Work that does not end in time is done again by the next start: every step is one commit. */
const STOP_MAX_MS = 10_000;

const logToConsole: HostLog = (message, error) =>
  error === undefined ? console.error(message) : console.error(`${message}:`, error);

/** @throws Fault conflict (port taken) | forbidden (port not allowed) */
async function openFront(port: number, log: HostLog): Promise<HttpFront> {
  const { openHttpFront } = await import('./host/http-front.ts');
  try {
    return await openHttpFront(port, log);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EADDRINUSE') {
      throw new Fault('conflict', {
        reason: 'port-in-use',
        zh: `端口 ${port} 已被占用，请用 --port 指定其他端口`,
        en: `Port ${port} is in use; choose another with --port`,
      });
    }
    if (code !== 'EACCES') throw error;
    throw new Fault('forbidden', {
      reason: 'port-not-allowed',
      zh: `没有权限使用端口 ${port}，请用 --port 指定 1024 以上的端口`,
      en: `Port ${port} needs more rights; choose one above 1024 with --port`,
    });
  }
}

/** One folder after the other: Node's recursive mkdir never returns where a parent answers ENOENT, as /proc does. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder);
}

/** @throws Fault invalid when the folder cannot be made or written */
function prepareFolder(dataDir: string | undefined): void {
  if (dataDir === undefined) return;
  try {
    makeFolder(dataDir);
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Fault('invalid', {
      reason: 'data-directory',
      zh: `无法写入数据目录 ${dataDir}（${why}），请用 --data 指定其他目录，或用 --memory 只在内存中运行`,
      en: `Cannot write to the data directory ${dataDir} (${why}); choose another with --data, or run with --memory`,
    });
  }
}

/** What was started, to be closed in reverse order, whether the start went through or not. */
class Closing {
  readonly #closers: (() => Promise<unknown>)[] = [];
  add(close: () => Promise<unknown>): void {
    this.#closers.unshift(close);
  }
  async close(): Promise<void> {
    for (const close of this.#closers.splice(0)) await close();
  }
}

/** A console that cannot be built is told; the API serves without it. */
async function prepareConsole(options: PlatformOptions): Promise<void> {
  if (options.buildsConsole !== true) return;
  const { buildConsole } = await import('./host/build-console.ts');
  await buildConsole().catch((error: unknown) => (options.log ?? logToConsole)('console', error));
}

const atMost = (work: Promise<void>, durationMs: number): Promise<unknown> => {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, durationMs);
  });
  return Promise.race([work, over]).finally(() => clearTimeout(timer));
};

/** Bank and treasury share a bucket; each keeps its books in a folder of its own. */
const railOptions = (
  name: 'bank' | 'treasury',
  s3: string,
  bucket: string,
  { dataDir, ...options }: PlatformOptions,
): SandboxWorkerData['bank'] => ({
  s3,
  bucket,
  ...(dataDir !== undefined && { dataDir: path.join(dataDir, name) }),
  settings: options[name] ?? {},
});

async function startBehind(
  front: HttpFront,
  engines: Engines,
  options: PlatformOptions,
  closing: Closing,
  consoleReady: Promise<void>,
): Promise<Platform> {
  const { dataDir, registerFile, log = logToConsole } = options;
  const folder = dataDir === undefined ? undefined : path.join(dataDir, 'host');
  const [{ hostClients, startHost }, { createResources }, { startSignIn }] = await Promise.all([
    import('./host/start-host.ts'),
    import('./host/create-resources.ts'),
    import('./sign-in/start-sign-in.ts'),
  ]);
  const clients = hostClients(engines);
  closing.add(async () => clients.destroy());
  const resources = await createResources(clients, MANIFEST);
  const { setLocalEnvironment, setPlayedHours } = await import('./local-environment.ts');
  setPlayedHours();
  const sandboxes = await startSandboxes({
    departments: options.departments ?? {},
    bank: railOptions('bank', engines.s3, resources.buckets.bank, options),
    treasury: railOptions('treasury', engines.s3, resources.buckets.bank, options),
    registerFile,
  });
  closing.add(() => sandboxes.close());
  const { OBJECTS_PATH } = await import('./host/proxy-objects.ts');
  setLocalEnvironment({
    endpoints: engines,
    resources,
    bankUrl: sandboxes.bankUrl,
    treasuryUrl: sandboxes.treasuryUrl,
    objectsUrl: `${front.url}${OBJECTS_PATH}`,
  });
  const { HUB_SOURCES_KEY } = await import('../functions/hub/load-sources.ts');
  const hubSources = {
    Bucket: resources.buckets.files,
    Key: HUB_SOURCES_KEY,
    Body: JSON.stringify(sandboxes.sources),
  };
  await clients.s3.send(new PutObjectCommand(hubSources));
  const { loadFunctions } = await import('./host/run-function.ts');
  const { tokenVerifier } = await import('./host/verify-token.ts');
  const { consoleServer } = await import('./host/serve-console.ts');
  const { AUDIENCE, CONSOLE_CLIENT } = await import('./sign-in/sign-in-names.ts');
  const { enterprises } = options;
  const signIn = await startSignIn({ url: front.url, folder, ...(enterprises && { enterprises }) });
  const [functions] = await Promise.all([loadFunctions(MANIFEST), consoleReady]);
  const host = await startHost({
    front,
    functions,
    clients,
    endpoints: engines,
    resources,
    verify: tokenVerifier({ issuer: signIn.issuer, jwksUrl: signIn.jwksUrl, audience: AUDIENCE }),
    signIn,
    serveConsole: await consoleServer(WEB_FOLDER),
    // Departments, bank and treasury are sandboxes here, and every screen says so.
    consoleConfig: { issuer: signIn.issuer, clientId: CONSOLE_CLIENT, facts: 'simulated' },
    folder,
    log,
  });
  closing.add(() => atMost(host.stop(), STOP_MAX_MS));
  sandboxes.onFileDropped((key) => host.objectWritten('bank', key));
  const { bankUrl, treasuryUrl, departmentsUrl } = sandboxes;
  return { url: front.url, bankUrl, treasuryUrl, departmentsUrl, close: () => closing.close() };
}

/**
 * Starts the platform. One a process: the functions read this process's environment.
 * @throws Fault conflict (port or data directory in use) | forbidden | invalid (data directory)
 */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  setSdkEnvironment();
  const closing = new Closing();
  try {
    prepareFolder(options.dataDir);
    const consoleReady = prepareConsole(options);
    const front = await openFront(options.port, options.log ?? logToConsole);
    closing.add(() => front.close(0));
    const engines = await startEngines({ dataDir: options.dataDir });
    closing.add(() => engines.close());
    return await startBehind(front, engines, options, closing, consoleReady);
  } catch (error) {
    await closing.close();
    throw error;
  }
}
