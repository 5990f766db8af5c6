// The host over HTTP: requests as API Gateway would pass them on, refusals with an answer, and the console’s files.
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Fault } from '../../core/kernel/fault.ts';
import { BODY_BYTES_MAX } from '../../functions/edge/http.ts';
import { openHttpFront, type HttpFront } from '../../local/host/http-front.ts';
import { apiServer } from '../../local/host/serve-api.ts';
import { consoleServer } from '../../local/host/serve-console.ts';
import { keptLog, toyFunction } from './toy-functions.ts';

const { lines, log } = keptLog();
let front: HttpFront;
let calls = 0;
const slow = Promise.withResolvers<void>();

const echo = toyFunction(
  'echo',
  {
    kind: 'http',
    routes: ['POST /api/echo/{id}', 'GET /api/slow', 'GET /api/broken'],
    publicRoutes: ['GET /api/open'],
  },
  async (event) => {
    calls += 1;
    const { routeKey } = event as { routeKey: string };
    if (routeKey === 'GET /api/broken') throw new Error('secret');
    if (routeKey === 'GET /api/slow') await slow.promise;
    return {
      statusCode: 201,
      headers: { 'content-type': 'application/json', 'x-toy': 'yes' },
      body: JSON.stringify(event),
    };
  },
);
const verify = async (authorization: string | undefined) => {
  if (authorization === 'Bearer good') return { sub: 'u1', roles: ['a', 'b'], exp: 12, nested: { x: 1 } };
  throw new Fault('unauthenticated', { reason: 'token-invalid' });
};

beforeAll(async () => {
  front = await openHttpFront(0, log);
  const serve = apiServer([echo], verify, log);
  front.serve((request, response) => serve(request, response, new URL(request.url ?? '/', front.url)));
});
afterAll(() => front.close(1_000));

const good = { authorization: 'Bearer good' };
async function call(target: string, init: RequestInit = {}) {
  const response = await fetch(`${front.url}${target}`, init);
  return {
    status: response.status,
    headers: response.headers,
    json: (await response.json()) as Record<string, unknown>,
  };
}

describe('a request reaches its function as API Gateway would send it', () => {
  it('with path, query, headers, body and the claims as text', async () => {
    const { status, headers, json } = await call('/api/echo/a%20b?x=1&x=2&y=%E7%9B%B4', {
      method: 'POST',
      headers: { ...good, 'Content-Type': 'application/json', 'X-Mixed': 'Case' },
      body: '{"名":"直达"}',
    });
    expect([status, headers.get('x-toy')]).toEqual([201, 'yes']);
    expect(json).toMatchObject({
      version: '2.0',
      routeKey: 'POST /api/echo/{id}',
      rawPath: '/api/echo/a%20b',
      pathParameters: { id: 'a b' },
      queryStringParameters: { x: '1,2', y: '直' },
      headers: { 'content-type': 'application/json', 'x-mixed': 'Case' },
      body: '{"名":"直达"}',
      isBase64Encoded: false,
      requestContext: {
        http: { method: 'POST' },
        authorizer: { jwt: { claims: { sub: 'u1', roles: '[a b]', exp: '12', nested: '{"x":1}' } } },
      },
    });
  });

  it('with bytes that are no text in base64', async () => {
    const { json } = await call('/api/echo/1', {
      method: 'POST',
      headers: good,
      body: Uint8Array.of(255, 0),
    });
    expect(json).toMatchObject({ body: '/wA=', isBase64Encoded: true });
  });

  it('without claims on a public route, whatever token came', async () => {
    const { json } = await call('/api/open', { headers: { authorization: 'Bearer bad' } });
    expect(json.requestContext).not.toHaveProperty('authorizer');
    expect(json).not.toHaveProperty('body');
  });
});

describe('a request that never reaches a function', () => {
  it.each([
    ['an unknown route', '/api/nothing', {}, 404, 'not-found'],
    ['a bad token', '/api/slow', { headers: { authorization: 'Bearer bad' } }, 401, 'unauthenticated'],
    [
      'a body over the limit',
      '/api/echo/1',
      { method: 'POST', headers: good, body: 'x'.repeat(BODY_BYTES_MAX + 1) },
      413,
      'too-large',
    ],
  ])('%s', async (_, target, init, status, code) => {
    const before = calls;
    const reply = await call(target, init);
    expect(reply.status).toBe(status);
    expect(reply.headers.get('content-type')).toContain('application/problem+json');
    expect(reply.json).toMatchObject({ code, status });
    expect(calls).toBe(before);
  });

  it('a body without an announced length, however long, is cut off at the limit', async () => {
    let sent = 0;
    const status = await new Promise<number>((resolve, reject) => {
      const url = new URL(`${front.url}/api/echo/1`);
      const request = httpRequest(url, { method: 'POST', headers: good }, (response) => {
        request.off('error', reject);
        request.on('error', () => undefined);
        resolve(response.statusCode ?? 0);
        response.resume();
      });
      request.on('error', reject);
      const chunk = Buffer.alloc(65_536, 'x');
      const pump = (): void => {
        if (request.destroyed || sent > 1_000 * chunk.length) return;
        sent += chunk.length;
        request.write(chunk, () => setImmediate(pump));
      };
      pump();
    });
    expect(status).toBe(413);
    expect(sent).toBeLessThan(100 * 65_536);
  });
});

it('a function that breaks is an opaque 500, and told to the log', async () => {
  const { status, json } = await call('/api/broken', { headers: good });
  expect([status, json.code]).toEqual([500, 'defect']);
  expect(JSON.stringify(json)).not.toContain('secret');
  expect(lines.some((line) => line.includes(String(json.requestId)) && line.includes('secret'))).toBe(true);
});

describe('the front', () => {
  it('says that it is starting until it serves', async () => {
    const early = await openHttpFront(0, log);
    const response = await fetch(early.url);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
    await early.close(0);
  });

  it('names a port that is in use', async () => {
    const port = Number(new URL(front.url).port);
    await expect(openHttpFront(port, log)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('lets a request under way end when it closes, and takes no new one', async () => {
    const closing = await openHttpFront(0, log);
    const serve = apiServer([echo], verify, log);
    closing.serve((request, response) => serve(request, response, new URL(request.url ?? '/', closing.url)));
    const before = calls;
    const pending = fetch(`${closing.url}/api/slow`, { headers: good });
    while (calls === before) await new Promise((resolve) => setTimeout(resolve, 5));
    const closed = closing.close(5_000);
    await expect(fetch(`${closing.url}/api/open`)).rejects.toThrow('fetch failed');
    slow.resolve();
    expect((await pending).status).toBe(201);
    await closed;
  });
});

describe('the console', () => {
  let web: HttpFront;
  beforeAll(async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'zhida-web-'));
    await mkdir(path.join(folder, 'assets'));
    await writeFile(path.join(folder, 'index.html'), '<!doctype html>直达');
    await writeFile(path.join(folder, 'assets', 'app-1234.js'), 'let a = 1;'.repeat(100));
    await writeFile(path.join(tmpdir(), 'zhida-secret.txt'), 'secret');
    const serve = await consoleServer(folder);
    web = await openHttpFront(0, log);
    web.serve((request, response) => {
      if (serve?.(request, response, new URL(request.url ?? '/', web.url).pathname) !== true)
        response.writeHead(404).end();
    });
  });
  afterAll(() => web.close(0));

  it.each([
    ['/', 200, 'text/html; charset=utf-8', 'no-cache'],
    ['/applications/p01.91330100X.once', 200, 'text/html; charset=utf-8', 'no-cache'],
    ['/robots.txt', 404, null, null],
    ['/finance/orders', 200, 'text/html; charset=utf-8', 'no-cache'],
    ['/assets/app-1234.js', 200, 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
    ['/assets/gone.js', 404, null, null],
    ['/..%2fzhida-secret.txt', 404, null, null],
  ])('%s', async (target, status, contentType, cacheControl) => {
    const response = await fetch(`${web.url}${target}`);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe(contentType);
    expect(response.headers.get('cache-control')).toBe(cacheControl);
    expect(await response.text()).not.toContain('secret');
  });

  it('runs scripts of its own origin only', async () => {
    const policy = (await fetch(web.url)).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe-eval');
  });

  it('is not there before it is built', async () => {
    expect(await consoleServer(path.join(tmpdir(), 'zhida-no-console'))).toBeUndefined();
  });
});
