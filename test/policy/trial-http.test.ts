// Trials over HTTP: asked for, followed as a job, read; who may, and what a request that cannot be answers.
import { beforeAll, describe, expect, it } from 'vitest';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import { trialReportSchema } from '../../core/policy/trial-report.ts';
import { allRoutes } from '../../functions/cockpit/cockpit-routes.ts';
import { httpLambda } from '../../functions/edge/http.ts';
import { toyContext, toyRequest } from '../edge/toy-events.ts';
import { createTrialWorld, headcountPolicy, type TrialWorld } from './trial-world.ts';

let one: TrialWorld;
let document: PolicyDocument;
let keys = 0;

beforeAll(async () => {
  one = await createTrialWorld(120);
  document = headcountPolicy(one.example('p02-trade-services'));
});

const AT = '/api/policies/{id}/trials' as const;

async function call(routeKey: string, role: string, params: Record<string, string>, body?: object) {
  const handler = httpLambda(allRoutes(), async () => one.world.deps);
  const event = toyRequest({
    routeKey,
    claims: { sub: role, roles: [role] },
    headers: { 'content-type': 'application/json', 'idempotency-key': `key-${(keys += 1) + 10_000_000}` },
    params,
    ...(body && { body: JSON.stringify(body) }),
  });
  const { statusCode, body: text = '', headers } = await handler(event, toyContext);
  const json = String(headers?.['content-type']).includes('json') ? (JSON.parse(text) as never) : undefined;
  return { status: statusCode, headers, text, json: json as Record<string, never> | undefined };
}

describe('a trial over HTTP', () => {
  it('is taken with 202, followed as a job, listed and read', async () => {
    const { id } = document;
    const asked = await call(`POST ${AT}`, 'staff.drafter', { id }, { document, sweep: false });
    const { job, trial } = asked.json as unknown as Record<'job' | 'trial', { id: string; state: string }>;
    expect(asked.status).toBe(202);
    expect(asked.headers?.['location']).toBe(`/api/jobs/${job.id}`);
    expect([job.state, trial.state, trial.id]).toEqual(['waiting', 'waiting', job.id]);
    await one.world.settle();
    const followed = await call('GET /api/jobs/{id}', 'staff.drafter', { id: job.id });
    expect(followed.json).toMatchObject({
      kind: 'policy-trial',
      state: 'done',
      rowsDone: 120,
      rowsTotal: 120,
    });
    const listed = await call(`GET ${AT}`, 'finance.maker', { id });
    expect(listed.json).toMatchObject({ items: [{ id: trial.id, headline: { firms: 120 } }] });
    const shown = await call(`GET ${AT}/{trialId}`, 'auditor', { id, trialId: trial.id });
    expect(trialReportSchema.parse(shown.json?.['report']).firms).toBe(120);
    const other = await call(`GET ${AT}/{trialId}`, 'auditor', { id: 'another', trialId: trial.id });
    expect(other.status).toBe(404);
    const firms = await call(`GET ${AT}/{trialId}/firms`, 'auditor', { id, trialId: trial.id });
    expect(firms).toMatchObject({ status: 422, json: { reason: 'no-firms' } });
    const report = await call('GET /api/jobs/{id}/report', 'admin', { id: job.id });
    expect(report).toMatchObject({ status: 422, json: { reason: 'job-of-a-trial' } });
  });

  it('newest first', async () => {
    const { id } = document;
    for (const sweep of [false, true])
      await call(`POST ${AT}`, 'staff.drafter', { id }, { document, sweep, day: '2020-03-05' });
    await one.world.settle();
    const listed = await call(`GET ${AT}`, 'auditor', { id });
    const times = (listed.json?.['items'] as unknown as { createdAt: string }[]).map(
      (each) => each.createdAt,
    );
    expect(times.length).toBe(3);
    expect(times).toEqual(times.toSorted().reverse());
  });

  it.each([
    ['enterprise', 403],
    ['finance.maker', 403],
    ['staff.reviewer', 202],
  ])('is asked for by staff: %s gets %i', async (role, status) => {
    const { id } = document;
    expect((await call(`POST ${AT}`, role, { id }, { document, sweep: false })).status).toBe(status);
  });

  it.each([
    ['a field nobody knows', { wrong: 1 }, 'wrong'],
    ['a day that does not exist', { day: '2020-02-30' }, 'day'],
    ['a what-if without values', { whatIfs: [{ parameter: '人数上限', values: [] }] }, 'whatIfs.0.values'],
    [
      'a value of no known kind',
      { whatIfs: [{ parameter: '人数上限', values: [{}] }] },
      'whatIfs.0.values.0',
    ],
  ])('refuses %s with its path and words', async (_, wrong, path) => {
    const { id } = document;
    const { status, json } = await call(`POST ${AT}`, 'admin', { id }, { document, ...wrong });
    expect(status).toBe(400);
    const fields = json?.['fields'] as unknown as { path: string; zh: string; en: string }[];
    expect(fields[0]?.path).toBe(path);
    expect(fields[0]?.zh).not.toBe('');
  });

  it.each(['x', '0', '1e3', '99999'])('has no difference of version %s', async (number) => {
    const route = 'GET /api/policies/{id}/versions/{number}/difference';
    expect((await call(route, 'auditor', { id: document.id, number })).status).toBe(404);
  });
});
