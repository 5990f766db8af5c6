// 抽查: a share of what is accepted is looked at again by a second person, afterwards: no payment waits for it.
import { describe, expect, it, vi } from 'vitest';
import { isSampled, sampledId, type Draw } from '../../core/eligibility/sample-case.ts';
import { dueAtOf } from '../../core/kernel/exception-case.ts';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import { answerAppeal, appealDecision } from '../../functions/application/appeal-decision.ts';
import { reviewApplication } from '../../functions/application/review-application.ts';
import { checkEligibility } from '../../functions/eligibility/check-eligibility.ts';
import { allRoutes } from '../../functions/cockpit/cockpit-routes.ts';
import { httpLambda } from '../../functions/edge/http.ts';
import { sweepStalled } from '../../functions/flow/sweep-stalled.ts';
import { closeException } from '../../functions/reconciliation/close-exception.ts';
import { toyContext, toyRequest } from '../edge/toy-events.ts';
import { fitting, openTradeWorld, tradePolicy, usccOf, type TradeWorld } from '../flow/trade-world.ts';

const review = (samplePercent: number, role = 'staff.reviewer') => ({
  review: { role, workingDays: 5, samplePercent, zh: '核对', en: 'checked' },
});
async function openWith(changes: Partial<PolicyDocument>): Promise<TradeWorld> {
  const world = await openTradeWorld(changes);
  await world.fund(world.policyId, 'city', 1_000_000);
  await world.fund(world.policyId, 'district-330106', 1_000_000);
  return world;
}
const caseOf = ({ store }: TradeWorld, id: string) => store.read('exception', sampledId(id));
const person = (sub: string, ...roles: string[]) => ({ sub, name: sub, roles, actsFor: [] });

describe('the draw', () => {
  const draws = Array.from({ length: 2000 }, (_, n): Draw => ({
    applicationId: `p.${usccOf(n)}.once`,
    revision: 1,
    policyHash: 'a'.repeat(64),
    decidedAt: '2020-03-02T01:00:00.000Z',
  }));
  const drawn = (percent: number, changes: Partial<Draw> = {}) =>
    draws.filter((draw) => isSampled({ ...draw, ...changes }, percent)).map((draw) => draw.applicationId);

  it.each([1, 10, 50, 90])('takes about %i of a hundred, and the same ones each time', (percent) => {
    const taken = drawn(percent);
    // Four standard deviations of a fair draw.
    const spread = 4 * Math.sqrt(2000 * (percent / 100) * (1 - percent / 100));
    expect(Math.abs(taken.length - 20 * percent)).toBeLessThan(spread);
    expect(drawn(percent)).toEqual(taken);
  });

  it('takes none of nought and all of a hundred', () => {
    expect(drawn(0)).toEqual([]);
    expect(drawn(100)).toHaveLength(2000);
  });

  it.each<[string, Partial<Draw>]>([
    ['millisecond', { decidedAt: '2020-03-02T01:00:00.001Z' }],
    ['version of the policy', { policyHash: 'b'.repeat(64) }],
    ['revision', { revision: 2 }],
  ])('is another with another %s', (_, changes) => {
    const before = new Set(drawn(50));
    const both = drawn(50, changes).filter((id) => before.has(id)).length;
    expect(both).toBeGreaterThan(400);
    expect(both).toBeLessThan(600);
  });
});

describe('an accepted application that is drawn', () => {
  it('has its case with the acceptance, and is paid all the same', async () => {
    const world = await openWith(review(100));
    const id = await world.enrol(1, 6000);
    // Nothing else runs between the check and this look.
    await checkEligibility(world.deps, id);
    expect(await world.store.read('application', id)).toMatchObject({ state: 'accepted' });
    const found = await caseOf(world, id);
    expect(found).toMatchObject({
      state: 'open',
      reason: 'sampled',
      owner: 'staff.reviewer',
      subject: `application:${id}`,
      evidence: { applicationId: id, amountFen: 100_000 },
    });
    // In this world every day is a working day.
    expect(Date.parse(dueAtOf(found!)) - Date.parse(found!.openedAt)).toBe(5 * 86_400_000);
    await world.settle();
    expect(await world.stateOf(id)).toBe('paid');
    expect(await caseOf(world, id)).toEqual(found);
  });

  it('has none where its acceptance was not written', async () => {
    const world = await openWith(review(100));
    const id = await world.enrol(1, 6000);
    const commit = world.store.commit.bind(world.store);
    const spy = vi.spyOn(world.store, 'commit').mockImplementationOnce(async (given) => {
      expect(given.creates).toMatchObject([{ kind: 'exception', entity: { reason: 'sampled' } }]);
      const application = (await world.store.read('application', id))!;
      const stale = { ...application, version: application.version + 9 };
      return commit({ ...given, replaces: [{ kind: 'application', entity: stale }] });
    });
    await expect(checkEligibility(world.deps, id)).rejects.toMatchObject({ code: 'lost-race' });
    spy.mockRestore();
    expect(await caseOf(world, id)).toBeUndefined();
  });

  it('by a reviewer, or at the end of publicity, has one too, and none before', async () => {
    const world = await openWith({
      ...review(100),
      mode: 'apply',
      dates: { ...tradePolicy().dates, publicityDays: 3 },
    });
    const id = await world.enrol(1, 6000);
    await world.settle();
    expect(await world.stateOf(id)).toBe('in-review');
    await reviewApplication(world.deps, id, { decision: 'accept', reason: '符合' }, 'anna');
    expect(await world.stateOf(id)).toBe('in-publicity');
    expect(await caseOf(world, id)).toBeUndefined();
    world.today = '2020-03-09';
    await sweepStalled(world.deps, { stalledMs: 60_000 });
    expect(await caseOf(world, id)).toMatchObject({ state: 'open', reason: 'sampled' });

    const atOnce = await openWith({ ...review(100), mode: 'apply' });
    const other = await atOnce.enrol(1, 6000);
    await atOnce.settle();
    await reviewApplication(atOnce.deps, other, { decision: 'accept', reason: '符合' }, 'anna');
    expect(await caseOf(atOnce, other)).toMatchObject({ state: 'open', reason: 'sampled' });
  });

  it('is drawn once, though it is refused and accepted again', async () => {
    const world = await openWith(review(100));
    const id = await world.enrol(1, 6000);
    await checkEligibility(world.deps, id);
    const first = await caseOf(world, id);
    // As the allocator would send it back.
    const accepted = (await world.store.read('application', id))!;
    const refused = {
      ...accepted,
      version: accepted.version + 1,
      state: 'refused' as const,
      refusedBy: ['x'],
    };
    await world.store.commit({
      replaces: [{ kind: 'application', entity: refused }],
      event: {
        subject: `application:${id}`,
        seq: refused.version,
        type: 'application.refused',
        at: accepted.decidedAt!,
        by: 'system',
        data: {},
      },
    });
    const appeal = await appealDecision(world.deps, id, { grounds: '有误', attachments: [] }, 'enterprise:1');
    await answerAppeal(world.deps, appeal.id, { decision: 'accept', reason: '更正' }, 'anna');
    await checkEligibility(world.deps, id);
    expect(await world.store.read('application', id)).toMatchObject({ state: 'accepted', revision: 2 });
    expect(await caseOf(world, id)).toEqual(first);
  });
});

describe('what is not drawn', () => {
  it('is what a policy of no sample, or of no review, accepts, and what is refused', async () => {
    for (const changes of [review(0), {}]) {
      const world = await openWith(changes);
      const id = await world.enrol(1, 6000);
      await world.settle();
      expect(await world.stateOf(id)).toBe('paid');
      expect(await caseOf(world, id)).toBeUndefined();
    }
    const world = await openWith(review(100));
    const id = await world.enrol(1, 6000);
    world.held.set(usccOf(1), { ...fitting(6000), sector: 'industry' });
    await world.settle();
    expect(await world.stateOf(id)).toBe('refused');
    expect(await caseOf(world, id)).toBeUndefined();
  });
});

describe('a sample is closed', () => {
  const forbidden = (reason: string) => ({ code: 'forbidden', detail: { reason } });

  it('by the office that reviews, with a note, and by no other, nor by who reviewed the application', async () => {
    const world = await openWith({ ...review(100), mode: 'apply' });
    const id = await world.enrol(1, 6000);
    await world.settle();
    await reviewApplication(world.deps, id, { decision: 'accept', reason: '符合' }, 'anna');
    const close = (...who: Parameters<typeof person>) =>
      closeException(world.deps, sampledId(id), '材料属实', person(...who));
    for (const role of ['finance.maker', 'unit.maker', 'hub.tax', 'leader.cockpit', 'auditor'])
      await expect(close('otto', role)).rejects.toMatchObject(forbidden('owner'));
    await expect(close('anna', 'staff.reviewer')).rejects.toMatchObject(forbidden('same-person'));
    expect(await close('bert', 'staff.reviewer')).toMatchObject({
      state: 'closed',
      closedBy: 'bert',
      resolution: '材料属实',
    });
  });

  it('over HTTP: it stands in the inbox with its term, and who has no part in cases is not let in', async () => {
    const world = await openWith(review(100));
    const id = await world.enrol(1, 6000);
    await world.settle();
    const handler = httpLambda(allRoutes(), async () => world.deps);
    const call = async (routeKey: string, role: string, body?: object) => {
      const event = toyRequest({
        routeKey,
        claims: { sub: role, roles: [role] },
        headers: { 'content-type': 'application/json', 'idempotency-key': `sample-${role}` },
        params: { id: sampledId(id) },
        ...(body && { body: JSON.stringify(body) }),
      });
      const { statusCode, body: text = '' } = await handler(event, toyContext);
      return { status: statusCode, json: JSON.parse(text) as unknown };
    };
    const found = await caseOf(world, id);
    const inbox = await call('GET /api/exceptions', 'staff.reviewer');
    expect(inbox.json).toMatchObject({
      items: [{ id: sampledId(id), reason: 'sampled', dueAt: found?.dueAt }],
    });
    const closure = 'POST /api/exceptions/{id}/closure';
    const note = { resolution: '材料属实' };
    for (const role of ['enterprise', 'leader.cockpit', 'auditor', 'finance.maker'])
      expect([role, (await call(closure, role, note)).status]).toEqual([role, 403]);
    expect((await call(closure, 'staff.reviewer', { resolution: '' })).status).toBe(400);
    expect(await call(closure, 'staff.reviewer', note)).toMatchObject({
      status: 200,
      json: { state: 'closed', ...note },
    });
    expect((await call('GET /api/exceptions', 'staff.reviewer')).json).toMatchObject({ items: [] });
  });

  it('by a role that works on cases: a policy that names another is not read', () => {
    expect(() => tradePolicy(review(10, 'leader.cockpit'))).toThrow(
      expect.objectContaining({
        detail: expect.objectContaining({ fields: [expect.objectContaining({ path: 'review.role' })] }),
      }),
    );
    expect(tradePolicy(review(0, 'leader.cockpit')).review?.role).toBe('leader.cockpit');
  });
});
