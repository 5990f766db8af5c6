// The approval route over HTTP: roles, places, opinions, races and rejections, and what the public does not see.
import { beforeEach, describe, expect, it } from 'vitest';
import { httpLambda } from '../../functions/edge/http.ts';
import { allRoutes } from '../../functions/cockpit/cockpit-routes.ts';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import { readExample } from '../../local/example/read-example.ts';
import { toyContext, toyRequest } from '../edge/toy-events.ts';
import { createFlowWorld, type FlowWorld } from '../world/flow-world.ts';

const { policies, catalogue } = await readExample();
const example = policies.find(({ id }) => id === 'p20-shangcheng-hospitality') as PolicyDocument;
const OPINION = { kind: 'legality-review', reference: '杭司法审〔2020〕12号', day: '2020-02-28' };

let world: FlowWorld;
let key = 0;
beforeEach(async () => {
  world = await createFlowWorld(catalogue);
});

async function call(
  routeKey: string,
  sub: string,
  body?: object,
  query: Record<string, string> = {},
  role = sub,
) {
  const handler = httpLambda(allRoutes(), async () => world.deps);
  const request = toyRequest({
    routeKey,
    claims: { sub, roles: [role], actsFor: [] },
    headers: {
      'content-type': 'application/json',
      'idempotency-key': `route-${String((key += 1)).padStart(8, '0')}`,
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const reply = await handler(
    { ...request, pathParameters: { id: example.id }, queryStringParameters: query },
    toyContext,
  );
  return { status: reply.statusCode, json: JSON.parse(reply.body ?? '{}') as Record<string, unknown> };
}
const submit = () => call('POST /api/policies/{id}/submission', 'staff.drafter');
const sign = (sub: string, position: number, more: object = {}, role = sub) =>
  call('POST /api/policies/{id}/approval', sub, { number: 1, position, comment: '同意', ...more }, {}, role);
const reject = (sub: string, position: number, reason = '条款有误', role = sub) =>
  call('POST /api/policies/{id}/rejection', sub, { number: 1, position, reason }, {}, role);
const publish = () => call('POST /api/policies/{id}/publication', 'staff.approver');
/** Of a policy of one million yuan: no countersignature, and not the city's leader. */
const signAll = async () => {
  await sign('staff.reviewer', 2);
  await sign('staff.legal', 3, { attachments: [OPINION] });
  return sign('staff.approver', 4);
};
const reasonOf = ({ status, json }: Awaited<ReturnType<typeof call>>) => [status, json['reason']];

describe('over HTTP a policy', () => {
  beforeEach(async () => {
    expect((await call('POST /api/policies', 'staff.drafter', example)).status).toBe(201);
    expect((await submit()).status).toBe(200);
  });

  it('goes step by step, and the route shows each', async () => {
    expect((await signAll()).json).toMatchObject({ state: 'approved' });
    expect((await publish()).json).toMatchObject({ state: 'published', inForce: 1 });
    const { json } = await call('GET /api/policies/{id}/route', 'auditor');
    const steps = json['steps'] as { taken?: { by: string } }[];
    expect(steps.map(({ taken }) => taken?.by)).toEqual([
      'staff.drafter',
      'staff.reviewer',
      'staff.legal',
      'staff.approver',
    ]);
    expect(json['attached']).toContainEqual(OPINION);
    expect(json['next']).toBeUndefined();
    expect(json['history']).toMatchObject([
      { type: 'policy.drafted' },
      { type: 'policy.submitted', by: 'staff.drafter' },
      { type: 'policy.step-taken', by: 'staff.reviewer', zh: '复核', said: '同意' },
      { type: 'policy.step-taken', by: 'staff.legal', zh: '合法性审核' },
      { type: 'policy.approved', by: 'staff.approver', zh: '审批' },
      { type: 'policy.published', by: 'staff.approver' },
    ]);
  });

  it('is not signed by a wrong role, twice by one person, out of order, or without its opinion', async () => {
    expect(reasonOf(await sign('staff.approver', 2))).toEqual([403, 'step-role']);
    expect(reasonOf(await sign('admin', 2))).toEqual([403, 'role']);
    expect(reasonOf(await sign('staff.drafter', 2, {}, 'staff.reviewer'))).toEqual([403, 'same-person']);
    expect(reasonOf(await sign('staff.reviewer', 3))).toEqual([422, 'out-of-order']);
    expect((await sign('staff.reviewer', 2)).status).toBe(200);
    expect(reasonOf(await sign('staff.reviewer', 3, { attachments: [OPINION] }, 'staff.legal'))).toEqual([
      403,
      'same-person',
    ]);
    expect(reasonOf(await sign('staff.legal', 3))).toEqual([422, 'opinion-missing']);
    expect((await sign('staff.legal', 3, { attachments: [OPINION] })).status).toBe(200);
    expect((await publish()).status).toBe(422);
  });

  it('is not signed without words, or with a reference that is none', async () => {
    expect((await sign('staff.reviewer', 2, { comment: ' ' })).status).toBe(400);
    await sign('staff.reviewer', 2);
    expect((await sign('staff.legal', 3, { attachments: [{ ...OPINION, reference: '' }] })).status).toBe(400);
  });

  it('is signed once by two who sign at the same time', async () => {
    const both = await Promise.all([
      sign('li', 2, {}, 'staff.reviewer'),
      sign('wang', 2, {}, 'staff.reviewer'),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 503]);
    expect((await world.store.read('policy', example.id))?.approval?.taken).toHaveLength(2);
  });

  it('is rejected with a reason, mended, submitted again and published', async () => {
    await sign('staff.reviewer', 2);
    expect(reasonOf(await reject('staff.approver', 3))).toEqual([403, 'step-role']);
    expect((await reject('staff.legal', 3, '')).status).toBe(400);
    expect((await reject('staff.legal', 3)).json).toMatchObject({
      state: 'draft',
      rejection: { by: 'staff.legal', reason: '条款有误' },
    });
    expect(reasonOf(await sign('staff.legal', 3, { attachments: [OPINION] }))).toEqual([
      422,
      'not-submitted',
    ]);
    expect((await submit()).status).toBe(200);
    expect((await signAll()).status).toBe(200);
    expect((await publish()).status).toBe(200);
  });

  it('shows the public neither who signs nor why it came back', async () => {
    await signAll();
    await publish();
    await call('POST /api/policies', 'staff.drafter', {
      ...example,
      version: 2,
      transition: {
        replacesVersion: 1,
        effectiveFrom: '2020-05-01',
        pending: 'old-version',
        zh: '新',
        en: 'new',
      },
    });
    await submit();
    const seen = await call('GET /api/policies/{id}', 'nobody');
    expect(seen.status).toBe(200);
    expect(JSON.stringify(seen.json['policy'])).not.toContain('approval');
    const desk = await call('GET /api/policy-desk/{id}', 'leader.city');
    expect(JSON.stringify(desk.json['policy'])).toContain('approval');
  });

  it('says before it is closed what happens to what is open', async () => {
    await signAll();
    await publish();
    const seen = await call('GET /api/policies/{id}/consequences', 'staff.approver', undefined, {
      act: 'close',
    });
    expect(seen.json).toMatchObject({ isPossible: true, openApplications: { undecided: 0 }, reservedFen: 0 });
    await call('POST /api/policies/{id}/closure', 'staff.approver');
    const after = await call('GET /api/policies/{id}/consequences', 'staff.approver', undefined, {
      act: 'close',
    });
    expect(after.json).toMatchObject({ isPossible: false });
    expect((await call('GET /api/policies/{id}/consequences', 'enterprise')).status).toBe(403);
  });
});
