// The enterprise stage over HTTP: import as a job, its report, lists and search, and who may see whom.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Enterprise } from '../../core/enterprise/enterprise.ts';
import type { Job } from '../../core/enterprise/job.ts';
import { syntheticUscc } from '../../core/enterprise/uscc.ts';
import type { Deps } from '../../functions/deps.ts';
import { httpLambda } from '../../functions/edge/http.ts';
import { enterpriseRoutes } from '../../functions/enterprise/enterprise-routes.ts';
import { DISTRICTS_KEY } from '../../functions/enterprise/load-districts.ts';
import { runImport } from '../../functions/enterprise/run-import.ts';
import type { Files } from '../../functions/ports.ts';
import { MemoryStore } from '../../adapters/memory/memory-store.ts';
import { toyContext, toyRequest } from '../edge/toy-events.ts';
import { lines, row } from './register-fixture.ts';

const districts = JSON.stringify(
  parse(readFileSync(new URL('../../examples/hangzhou-2020/districts.yaml', import.meta.url), 'utf8')),
);
const STAFF = { sub: 'staff.drafter', roles: ['staff.drafter'] };
const code = (serial: number): string => syntheticUscc(serial, '330106');

/** The stage on stores in memory; `runUploads` does what the object trigger would. */
function stage({ withDistricts = true } = {}) {
  const objects = new Map<string, Uint8Array>(withDistricts ? [[DISTRICTS_KEY, Buffer.from(districts)]] : []);
  const files: Files = {
    put: async (_, key, body) => void objects.set(key, Buffer.from(body)),
    get: async (_, key) => objects.get(key),
    tag: async (_, key) => objects.get(key)?.length.toString(),
    open: async (_, key) => {
      const bytes = objects.get(key);
      return (
        bytes && {
          sizeBytes: bytes.length,
          bytes: (async function* () {
            yield bytes;
          })(),
        }
      );
    },
    uploadUrl: async (_, key) => `https://files.example/${key}?signed`,
    downloadUrl: async (_, key) => `https://files.example/${key}?signed`,
  };
  const store = new MemoryStore();
  const clock = { nowMs: () => Date.parse('2020-03-02T01:00:00Z'), today: () => '2020-03-02' };
  const deps = { store, files, clock } as unknown as Deps;
  const handler = httpLambda(enterpriseRoutes, async () => deps);
  const call = async (request: Parameters<typeof toyRequest>[0]) => {
    const reply = await handler(toyRequest({ claims: STAFF, ...request }), toyContext);
    const text =
      reply.isBase64Encoded === true
        ? Buffer.from(reply.body ?? '', 'base64').toString()
        : (reply.body ?? '');
    const json = (): unknown => JSON.parse(text);
    return { status: reply.statusCode, headers: reply.headers ?? {}, text, json };
  };
  const importCsv = async (body: string, key = 'key-00000001') => {
    const headers = { 'content-type': 'text/csv', 'idempotency-key': key };
    return call({ routeKey: 'POST /api/enterprises/imports', headers, body });
  };
  const runUploads = async () => {
    for (const key of [...objects.keys()].filter((name) => name.startsWith('register-in/')))
      await runImport(deps, key);
  };
  return { call, importCsv, runUploads, objects, store, deps };
}
const jobOf = (reply: { json(): unknown }): Job => (reply.json() as { job: Job }).job;

describe('POST /api/enterprises/imports', () => {
  it('takes a small file, runs it as a job and offers the refused rows', async () => {
    const { call, importCsv, runUploads } = stage();
    const started = await importCsv(lines(row(1), row(2, ''), row(3)));
    expect(started.status).toBe(202);
    const { id } = jobOf(started);
    expect(started.headers['location']).toBe(`/api/jobs/${id}`);
    const early = await call({ routeKey: 'GET /api/jobs/{id}/report', params: { id } });
    expect([early.status, (early.json() as { reason: string }).reason]).toEqual([422, 'job-not-done']);
    await runUploads();
    const job = await call({ routeKey: 'GET /api/jobs/{id}', params: { id } });
    expect(job.json()).toMatchObject({
      state: 'done',
      by: 'staff.drafter',
      result: { rows: 3, accepted: 2, rejected: 1, unchanged: 0 },
    });
    const report = await call({ routeKey: 'GET /api/jobs/{id}/report', params: { id } });
    expect(report.headers['content-type']).toContain('text/csv');
    expect(report.text).toContain('name-missing');
  });

  it('gives an upload URL for an empty body, and imports what was uploaded there, gzip too', async () => {
    const { call, runUploads, objects, store } = stage();
    const started = await call({ routeKey: 'POST /api/enterprises/imports', body: '{}' });
    expect(started.status).toBe(202);
    const { job, uploadUrl } = started.json() as { job: Job; uploadUrl: string };
    expect(uploadUrl).toContain(`register-in/${job.id}`);
    objects.set(`register-in/${job.id}`, gzipSync(lines(row(1))));
    await runUploads();
    expect(await store.read('job', job.id)).toMatchObject({ state: 'done', result: { accepted: 1 } });
  });

  it('is one job for the same key, another for another key or person', async () => {
    const { call, importCsv, runUploads, store } = stage();
    const first = jobOf(await importCsv(lines(row(1))));
    await runUploads();
    expect(jobOf(await importCsv(lines(row(1))))).toMatchObject({ id: first.id, state: 'done' });
    expect(jobOf(await importCsv(lines(row(1)), 'key-00000002')).id).not.toBe(first.id);
    const other = await call({
      routeKey: 'POST /api/enterprises/imports',
      claims: { sub: 'admin', roles: ['admin'] },
    });
    expect(jobOf(other).id).not.toBe(first.id);
    expect(store.all('enterprise')).toHaveLength(1);
  });

  it('answers a file that is no register in the job, not as an incident', async () => {
    const { call, importCsv, runUploads } = stage();
    const { id } = jobOf(await importCsv('a,b\n1,2\n'));
    await runUploads();
    const job = await call({ routeKey: 'GET /api/jobs/{id}', params: { id } });
    expect(job.json()).toMatchObject({
      state: 'failed',
      problem: { reason: 'wrong-header', zh: expect.stringContaining('表头') },
    });
  });

  it.each<[string, Parameters<typeof toyRequest>[0], number]>([
    [
      'an enterprise',
      { routeKey: 'POST /api/enterprises/imports', claims: { sub: 'e', roles: [], actsFor: [code(1)] } },
      403,
    ],
    [
      'finance',
      { routeKey: 'POST /api/enterprises/imports', claims: { sub: 'f', roles: ['finance.maker'] } },
      403,
    ],
    [
      'a file above 1 MB',
      {
        routeKey: 'POST /api/enterprises/imports',
        headers: { 'content-type': 'text/csv', 'idempotency-key': 'key-00000001' },
        body: 'x'.repeat(1_100_000),
      },
      413,
    ],
    [
      'an XML file',
      {
        routeKey: 'POST /api/enterprises/imports',
        headers: { 'content-type': 'text/xml', 'idempotency-key': 'key-00000001' },
        body: '<a/>',
      },
      415,
    ],
    [
      'a request without a key',
      { routeKey: 'POST /api/enterprises/imports', headers: { 'content-type': 'text/csv' }, body: 'x' },
      400,
    ],
    [
      'bytes that are not UTF-8',
      {
        routeKey: 'POST /api/enterprises/imports',
        headers: { 'content-type': 'text/csv', 'idempotency-key': 'key-00000001' },
        body: Buffer.from('c6f3d2b5', 'hex').toString('base64'),
        isBase64Encoded: true,
      },
      400,
    ],
  ])('refuses %s and stores nothing', async (_, request, status) => {
    const { call, objects, store } = stage();
    expect((await call(request)).status).toBe(status);
    expect(store.all('job')).toEqual([]);
    expect([...objects.keys()]).toEqual([DISTRICTS_KEY]);
  });
});

describe('runImport', () => {
  it('refuses a file that no job asked for, and waits for districts', async () => {
    const { deps, importCsv, runUploads } = stage({ withDistricts: false });
    await expect(runImport(deps, 'register-in/unknown')).rejects.toMatchObject({ code: 'not-found' });
    await importCsv(lines(row(1)));
    await expect(runUploads()).rejects.toMatchObject({
      code: 'unprocessable',
      detail: { reason: 'districts-missing' },
    });
  });
});

describe('GET /api/enterprises', async () => {
  const { call, importCsv, runUploads } = stage();
  const rows = [
    row(1, '甲西湖有限公司'),
    row(2, '西湖乙有限公司'),
    row(3, '丙有限公司'),
    row(4, '丁有限公司').replace(code(4), syntheticUscc(4, '330110')),
  ];
  await importCsv(lines(...rows));
  await runUploads();
  const list = async (query: Record<string, string>, claims: Record<string, unknown> = STAFF) => {
    const reply = await call({ routeKey: 'GET /api/enterprises', query, claims });
    return reply.json() as { items: Enterprise[]; cursor?: string };
  };
  const names = async (query: Record<string, string>, claims?: Record<string, unknown>): Promise<string[]> =>
    (await list(query, claims)).items.map(({ name }) => name.replace('有限公司', ''));

  it.each<[Record<string, string>, string[]]>([
    [{ q: '西湖' }, ['西湖乙', '甲西湖']],
    [{ q: code(3) }, ['丙']],
    [{ q: code(3).toLowerCase().slice(0, 16) }, ['丙']],
    [{ q: '91330106' }, ['甲西湖', '西湖乙', '丙']],
    [{ district: '330110' }, ['丁']],
    [{ q: '西湖', district: '330110' }, []],
    [{ q: '没有' }, []],
  ])('finds by %j', async (query, expected) => {
    expect((await names(query)).sort()).toEqual([...expected].sort());
  });

  it('puts names that begin with the text first', async () => {
    expect(await names({ q: '西湖' })).toEqual(['西湖乙', '甲西湖']);
  });

  it.each<[Record<string, string>, number]>([
    [{}, 4],
    [{ q: '有限' }, 4],
  ])('pages through %j without losing or repeating any', async (query, total) => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ ...query, limit: '3', ...(cursor !== undefined && { cursor }) });
      seen.push(...page.items.map(({ uscc }) => uscc));
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(new Set(seen).size).toBe(total);
    expect(seen).toHaveLength(total);
  });

  it('shows an enterprise only those it acts for', async () => {
    const own = { sub: 'e', roles: [], actsFor: [code(1)] };
    expect(await names({}, own)).toEqual(['甲西湖']);
    expect(await names({ q: '丙' }, own)).toEqual([]);
    const other = await call({
      routeKey: 'GET /api/enterprises/{uscc}',
      params: { uscc: code(2) },
      claims: own,
    });
    expect(other.status).toBe(403);
    const self = await call({
      routeKey: 'GET /api/enterprises/{uscc}',
      params: { uscc: code(1) },
      claims: own,
    });
    expect(self.json()).toMatchObject({ uscc: code(1), legalForm: 'legal-person', repairs: [] });
  });

  it('sees the names of an import at once', async () => {
    expect(await names({ q: '戊' })).toEqual([]);
    await importCsv(lines(row(5, '戊有限公司')), 'key-00000005');
    await runUploads();
    expect(await names({ q: '戊' })).toEqual(['戊']);
  });

  it.each([
    ['a code nobody has', code(99)],
    ['no code at all', 'x'],
  ])('answers %s with 404', async (_, uscc) => {
    expect((await call({ routeKey: 'GET /api/enterprises/{uscc}', params: { uscc } })).status).toBe(404);
  });

  it('says what was repaired, in words', async () => {
    await importCsv(lines(row(16).replace(code(16), ` ${code(16)}`)), 'key-00000016');
    await runUploads();
    const reply = await call({ routeKey: 'GET /api/enterprises/{uscc}', params: { uscc: code(16) } });
    expect(reply.json()).toMatchObject({
      repairs: [{ kind: 'uscc-blanks', zh: expect.stringContaining('空白') }],
    });
  });
});
