// The HTTP edge as a caller meets it: routes, roles, bodies, idempotency keys, and problem details for every refusal.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { Fault } from '../../core/kernel/fault.ts';
import { BODY_BYTES_MAX, httpLambda, routeFor } from '../../functions/edge/http.ts';
import { logger } from '../../functions/edge/telemetry.ts';
import { toyContext, toyRequest } from './toy-events.ts';

interface ToyDeps {
  readonly seen: unknown[];
}
const deps: ToyDeps = { seen: [] };
const route = routeFor<ToyDeps>();
const summary = { zh: '试', en: 'try' };

const createToy = route({
  roles: ['staff.drafter', 'leader.*', 'enterprise'],
  body: z.strictObject({
    name: z.string().min(1),
    lines: z.array(z.strictObject({ amountFen: z.int() })).default([]),
  }),
  query: z.strictObject({ dry: z.enum(['yes', 'no']).optional() }),
  summary,
  handle: async ({ seen }, { body, query, requestId, principal, params }) => {
    seen.push({
      name: body.name,
      lines: body.lines.length,
      dry: query.dry,
      requestId,
      sub: principal.sub,
      params,
    });
    return { status: 201, body: { id: `toy:${body.name}` }, headers: { location: '/api/toys/1' } };
  },
});

const failures: Record<string, () => never> = {
  conflict: () => {
    throw new Fault('conflict', {
      reason: 'claim-exists',
      zh: '已有',
      en: 'exists',
      evidence: { claimId: 'c1' },
    });
  },
  race: () => {
    throw new Fault('lost-race');
  },
  defect: () => {
    throw new Error('secret table name');
  },
};

const handler = httpLambda(
  {
    'POST /api/toys': createToy,
    'GET /api/toys/{id}': route({
      roles: 'public',
      summary,
      handle: async (_, { principal, params, requestId }) => ({
        body: { sub: principal.sub, params, requestId },
      }),
    }),
    'GET /api/failures/{kind}': route({
      roles: 'public',
      summary,
      handle: async (_, { params }) => ({ body: failures[params.kind ?? '']?.() }),
    }),
    'GET /api/report': route({
      roles: 'public',
      summary,
      handle: async () => ({ body: 'a,b\n', headers: { 'content-type': 'text/csv' } }),
    }),
    'GET /api/bytes': route({
      roles: 'public',
      summary,
      handle: async () => ({ body: Uint8Array.of(0, 255), headers: { 'content-type': 'application/zip' } }),
    }),
    'POST /api/texts': route({
      roles: 'public',
      media: ['text/csv'],
      body: z.string().min(1),
      summary,
      handle: async (_, { body }) => ({ body: { length: body.length } }),
    }),
    'POST /api/acts': route({ roles: 'public', summary, handle: async () => ({ body: { done: true } }) }),
  },
  async () => deps,
);

const drafter = { sub: 'u1', roles: '[staff.drafter auditor]' };

async function call(request: Parameters<typeof toyRequest>[0]) {
  const reply = await handler(toyRequest(request) as never, toyContext);
  const isJson = String(reply.headers?.['content-type']).includes('json');
  return { ...reply, json: isJson ? (JSON.parse(reply.body ?? 'null') as Record<string, unknown>) : {} };
}

beforeEach(() => {
  deps.seen.length = 0;
});

describe('a request that is right', () => {
  it('reaches the use case parsed and typed, and its reply goes back', async () => {
    const reply = await call({
      routeKey: 'POST /api/toys',
      claims: drafter,
      query: { dry: 'yes' },
      body: '{"name":"甲"}',
    });
    expect(reply).toMatchObject({
      statusCode: 201,
      json: { id: 'toy:甲' },
      headers: { location: '/api/toys/1' },
    });
    expect(deps.seen).toEqual([
      { name: '甲', lines: 0, dry: 'yes', requestId: 'key-00000001', sub: 'u1', params: {} },
    ]);
  });

  it('may arrive in base64', async () => {
    const body = Buffer.from('{"name":"乙"}').toString('base64');
    const reply = await call({ routeKey: 'POST /api/toys', claims: drafter, body, isBase64Encoded: true });
    expect(reply.json).toEqual({ id: 'toy:乙' });
  });

  it.each([
    ['a family', { sub: 'u', roles: ['leader.330106'] }],
    ['acting for an enterprise', { sub: 'u', actsFor: '[91330100ABCDEFGH1J]' }],
    ['JSON text', { sub: 'u', roles: '["staff.drafter"]' }],
  ])('is admitted by %s', async (_, claims) => {
    expect((await call({ routeKey: 'POST /api/toys', claims, body: '{"name":"a"}' })).statusCode).toBe(201);
  });

  it('on a public route is anyone', async () => {
    const reply = await call({ routeKey: 'GET /api/toys/{id}', params: { id: 'a b' } });
    expect(reply.json).toEqual({ sub: 'guest', params: { id: 'a b' }, requestId: 'gateway-1' });
  });

  it('may be answered with text or bytes', async () => {
    expect(await call({ routeKey: 'GET /api/report' })).toMatchObject({ body: 'a,b\n', statusCode: 200 });
    expect(await call({ routeKey: 'GET /api/bytes' })).toMatchObject({ body: 'AP8=', isBase64Encoded: true });
  });

  it('has safe headers, as every reply has', async () => {
    for (const routeKey of ['GET /api/report', 'GET /api/nowhere'])
      expect((await call({ routeKey })).headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      });
  });

  it('needs no body where the route takes none', async () => {
    expect((await call({ routeKey: 'POST /api/acts' })).json).toEqual({ done: true });
    expect((await call({ routeKey: 'POST /api/acts', body: '{}' })).json).toEqual({ done: true });
    expect((await call({ routeKey: 'POST /api/acts', body: '{"a":1}' })).statusCode).toBe(400);
  });

  it('may be text where the route says so', async () => {
    const headers = { 'content-type': 'text/csv; charset=utf-8', 'idempotency-key': 'key-00000001' };
    expect((await call({ routeKey: 'POST /api/texts', headers, body: 'a,b' })).json).toEqual({ length: 3 });
    expect((await call({ routeKey: 'POST /api/texts', body: '"a,b"' })).statusCode).toBe(415);
  });
});

describe('a request that is wrong', () => {
  const post = { routeKey: 'POST /api/toys', claims: drafter };
  const key = { 'idempotency-key': 'key-00000001' };
  const json = { 'content-type': 'application/json' };
  it.each([
    ['unknown route', { routeKey: 'GET /api/nowhere' }, 404, 'not-found', 'route'],
    ['a name of Object', { routeKey: 'constructor' }, 404, 'not-found', 'route'],
    ['no sign-in', { routeKey: 'POST /api/toys', body: '{"name":"a"}' }, 401, 'unauthenticated', undefined],
    ['no sub', { ...post, claims: { roles: 'staff.drafter' } }, 401, 'unauthenticated', undefined],
    ['another role', { ...post, claims: { sub: 'u', roles: '[auditor]' } }, 403, 'forbidden', 'role'],
    [
      'a role that only begins alike',
      { ...post, claims: { sub: 'u', roles: '[staff.drafter2 leaders]' } },
      403,
      'forbidden',
      'role',
    ],
    [
      'no Idempotency-Key',
      { ...post, headers: json, body: '{"name":"a"}' },
      400,
      'invalid',
      'idempotency-key-missing',
    ],
    [
      'a short Idempotency-Key',
      { ...post, headers: { ...json, 'idempotency-key': '1' } },
      400,
      'invalid',
      'idempotency-key-form',
    ],
    [
      'a long Idempotency-Key',
      { ...post, headers: { ...json, 'idempotency-key': 'k'.repeat(129) } },
      400,
      'invalid',
      'idempotency-key-form',
    ],
    ['malformed JSON', { ...post, body: '{"name":' }, 400, 'invalid', 'json'],
    ['not UTF-8', { ...post, body: '/w==', isBase64Encoded: true }, 400, 'invalid', 'encoding'],
    [
      'no content type',
      { ...post, headers: key, body: '{"name":"a"}' },
      415,
      'unsupported-media-type',
      undefined,
    ],
    [
      'wrong content type',
      { ...post, headers: { ...key, 'content-type': 'text/plain' }, body: '{}' },
      415,
      'unsupported-media-type',
      undefined,
    ],
    ['no body', post, 400, 'invalid', 'body'],
    ['JSON that is no object', { ...post, body: '[]' }, 400, 'invalid', 'body'],
    ['unknown query', { ...post, query: { wet: 'yes' }, body: '{"name":"a"}' }, 400, 'invalid', 'query'],
    ['too large', { ...post, body: 'x'.repeat(BODY_BYTES_MAX + 1) }, 413, 'too-large', undefined],
    [
      'too large only in bytes',
      { ...post, body: '直'.repeat(BODY_BYTES_MAX / 2) },
      413,
      'too-large',
      undefined,
    ],
  ])('%s', async (_, request, status, code, reason) => {
    const reply = await call(request);
    expect(reply.statusCode).toBe(status);
    expect(reply.headers?.['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(reply.json).toMatchObject({
      status,
      code,
      zh: expect.stringMatching(/[一-鿿]/),
      requestId: 'gateway-1',
    });
    expect(reply.json.reason).toBe(reason);
    expect(deps.seen).toEqual([]);
  });

  it('names each field in both languages', async () => {
    const { json: problem } = await call({
      ...post,
      body: '{"name":"","lines":[{"amountFen":1.5,"x":1}],"odd":1}',
    });
    const fields = problem.fields as { path: string; zh: string; en: string }[];
    expect(fields.map(({ path }) => path).sort()).toEqual(['lines.0.amountFen', 'lines.0.x', 'name', 'odd']);
    for (const { zh, en } of fields) expect([/[一-鿿]/.test(zh), /[一-鿿]/.test(en)]).toEqual([true, false]);
  });
});

describe('a use case that fails', () => {
  const fails = (kind: string) => call({ routeKey: 'GET /api/failures/{kind}', params: { kind } });

  it('with a fault says what, with its evidence', async () => {
    expect((await fails('conflict')).json).toEqual({
      type: 'urn:zhida:problem:conflict',
      title: 'It conflicts with what is recorded',
      status: 409,
      detail: 'exists',
      code: 'conflict',
      reason: 'claim-exists',
      zh: '已有',
      en: 'exists',
      evidence: { claimId: 'c1' },
      requestId: 'gateway-1',
    });
  });

  it('with a transient fault says when to come again', async () => {
    expect(await fails('race')).toMatchObject({ statusCode: 503, headers: { 'retry-after': '1' } });
  });

  it('with a defect says nothing but a number, and logs it', async () => {
    const log = vi.spyOn(logger, 'error').mockImplementation(() => undefined);
    const reply = await fails('defect');
    expect(reply.statusCode).toBe(500);
    expect(reply.body).not.toContain('secret');
    expect(reply.json).toMatchObject({ code: 'defect', requestId: 'gateway-1' });
    expect(log).toHaveBeenCalledWith(
      'defect',
      expect.objectContaining({ requestId: 'gateway-1', error: expect.any(Error) }),
    );
    log.mockRestore();
  });
});
