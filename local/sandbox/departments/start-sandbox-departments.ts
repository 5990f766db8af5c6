// The departments of the sandbox as one HTTP service: each under its own path, key and settings, no globals.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { DEFAULT_SEED, SANDBOX_DEPARTMENTS } from './facts-of.ts';
import { readRegisterIndex } from './register-index.ts';
import {
  questionSchema,
  releaseRequestSchema,
  SandboxDepartment,
  Unanswerable,
} from './sandbox-department.ts';
import { DEFAULT_SETTINGS, settingsChangeSchema, type SandboxSettings } from './sandbox-settings.ts';

export interface SandboxDepartmentsOptions {
  /** 0 (the default) takes a free port. */
  readonly port?: number;
  readonly seed?: number;
  readonly latencyMs?: number;
  readonly failureRate?: number;
  readonly notHeldRate?: number;
  /** The register as CSV or CSV.gz: with it, sectors follow the firms' names and nothing is older than its firm. */
  readonly registerFile?: string;
}

export interface SandboxDepartments {
  /** A department answers at `{url}/departments/{id}/answers`. */
  readonly url: string;
  /** Raw Ed25519 public keys, base64url, by department id. */
  readonly publicKeys: Readonly<Record<string, string>>;
  /** Ready for `httpDepartments`. */
  readonly sources: Readonly<Record<string, { readonly url: string; readonly publicKey: string }>>;
  close(): Promise<void>;
}

const BODY_BYTES_MAX = 262_144;

interface Desk {
  readonly department: SandboxDepartment;
  settings: SandboxSettings;
  answered: number;
  failed: number;
}
type Desks = ReadonlyMap<string, Desk>;

/** Starts the service on the loopback interface. Runs as well in a worker thread. */
export async function startSandboxDepartments(
  options: SandboxDepartmentsOptions = {},
): Promise<SandboxDepartments> {
  const seed = options.seed ?? DEFAULT_SEED;
  const register =
    options.registerFile === undefined ? new Map() : await readRegisterIndex(options.registerFile);
  const settings = {
    ...DEFAULT_SETTINGS,
    latencyMs: options.latencyMs ?? 0,
    failureRate: options.failureRate ?? 0,
    notHeldRate: options.notHeldRate ?? 0,
  };
  const desks: Desks = new Map(
    SANDBOX_DEPARTMENTS.map((id) => [
      id,
      { department: new SandboxDepartment(id, seed, register), settings, answered: 0, failed: 0 },
    ]),
  );
  const server = createServer((request, response) => void serve(desks, request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const entries = [...desks].map(([id, desk]) => [id, desk.department.keys.publicKey] as const);
  return {
    url,
    publicKeys: Object.fromEntries(entries),
    sources: Object.fromEntries(
      entries.map(([id, publicKey]) => [id, { url: `${url}/departments/${id}`, publicKey }]),
    ),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(desks: Desks, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const body = request.method === 'POST' ? await readJson(request) : undefined;
    reply(response, 200, await route(desks, `${request.method} ${request.url}`, body));
  } catch (error) {
    if (error instanceof Unanswerable) reply(response, error.status, { title: error.message });
    else if (error instanceof z.ZodError)
      reply(response, 400, { title: 'malformed request', errors: error.issues });
    else reply(response, 500, { title: 'the sandbox has a defect', detail: String(error) });
  }
}

async function route(desks: Desks, target: string, body: unknown): Promise<unknown> {
  if (target === 'GET /departments') return overview(desks);
  if (target === 'POST /settings') return changeSettings(desks, body);
  const match = /^POST \/departments\/([a-z0-9-]+)\/(answers|releases)$/.exec(target);
  const desk = desks.get(match?.[1] ?? '');
  if (!match || !desk) throw new Unanswerable(404, 'no such department or path');
  const answer = match[2] === 'answers' ? questionSchema.parse(body) : undefined;
  const release = match[2] === 'releases' ? releaseRequestSchema.parse(body) : undefined;
  await beAsItIsSet(desk);
  desk.answered += 1;
  if (answer) return desk.department.answer(answer, desk.settings);
  return release && desk.department.release(release, desk.settings);
}

/** Latency first, then failure: a department that fails is usually slow to say so. */
async function beAsItIsSet(desk: Desk): Promise<void> {
  const { latencyMs, failureRate, down } = desk.settings;
  if (latencyMs > 0) await sleep(latencyMs);
  if (down || (failureRate > 0 && Math.random() < failureRate)) {
    desk.failed += 1;
    throw new Unanswerable(503, 'the department is not available');
  }
}

const overview = (desks: Desks): unknown =>
  [...desks].map(([id, desk]) => ({
    id,
    publicKey: desk.department.keys.publicKey,
    items: desk.department.items,
    settings: desk.settings,
    answered: desk.answered,
    failed: desk.failed,
  }));

function changeSettings(desks: Desks, body: unknown): unknown {
  const { department, ...change } = settingsChangeSchema.parse(body);
  if (department !== undefined && !desks.has(department))
    throw new Unanswerable(404, `no department ${department}`);
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  for (const [id, desk] of desks)
    if (department === undefined || id === department) desk.settings = { ...desk.settings, ...given };
  return overview(desks);
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > BODY_BYTES_MAX) throw new Unanswerable(413, 'the request is too large');
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch {
    throw new Unanswerable(400, 'the request is not JSON');
  }
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  const text = Buffer.from(JSON.stringify(body));
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': text.length }).end(text);
}
