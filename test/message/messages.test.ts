// What enterprises are told: policies that fit those who asked, and what their applications need or brought; each once.
import { beforeEach, describe, expect, it } from 'vitest';
import { readExampleCatalogue } from '../../examples/hangzhou-2020/estimate.ts';
import { submit } from '../../functions/application/submit-application.ts';
import { httpLambda } from '../../functions/edge/http.ts';
import { messageRoutes } from '../../functions/message/message-routes.ts';
import { notifyEnterprises, type ToldEvent } from '../../functions/message/notify-enterprises.ts';
import { subscribe } from '../../functions/message/subscribe.ts';
import { toyContext, toyRequest } from '../edge/toy-events.ts';
import { firmOf, fitting, tradePolicy, usccOf } from '../flow/trade-world.ts';
import { createFlowWorld, type FlowWorld } from '../world/flow-world.ts';

let world: FlowWorld;
beforeEach(async () => {
  world = await createFlowWorld(readExampleCatalogue());
  await world.importFirms([1, 2, 3, 4].map((n) => firmOf(n)));
  await world.settle();
});

const messages = (uscc?: string) =>
  world.store.all('message').filter((message) => uscc === undefined || message.uscc === uscc);
const confirm = () => tradePolicy({ id: 'p91-confirm', mode: 'confirm' });

/** The stage over HTTP, as a person who acts for some firms. */
async function call(usccs: readonly string[], routeKey: string, request: object = {}) {
  const handler = httpLambda(messageRoutes, async () => world.deps);
  const claims = { sub: 'enterprise:1', roles: ['enterprise'], actsFor: usccs };
  const headers = { 'content-type': 'application/json', 'idempotency-key': `key-${Math.floor(world.nowMs)}` };
  const reply = await handler(toyRequest({ routeKey, claims, headers, ...request } as never), toyContext);
  return { status: reply.statusCode, body: JSON.parse(reply.body ?? '{}') as Record<string, never> };
}

describe('a policy that one click confirms', () => {
  it('is told to the firms that asked for it, and to nobody else', async () => {
    await subscribe(world.deps, usccOf(1), {}, 'enterprise:1');
    await subscribe(world.deps, usccOf(2), { words: '商贸' }, 'enterprise:2');
    await subscribe(world.deps, usccOf(3), { words: '没有这样的政策' }, 'enterprise:3');
    await world.publish(confirm());
    await world.settle();
    const title = confirm().title.zh;
    expect(title).toContain('商贸');
    expect(messages().map(({ uscc, kind, policyId }) => [uscc, kind, policyId])).toEqual(
      expect.arrayContaining([
        [usccOf(1), 'match', 'p91-confirm'],
        [usccOf(2), 'match', 'p91-confirm'],
      ]),
    );
    expect(messages()).toHaveLength(2);
    expect(messages(usccOf(1))[0]?.text.zh).toContain('可能符合条件');
  });

  it('is told of its sector and its amount; an amount nobody knows yet passes', async () => {
    await subscribe(world.deps, usccOf(1), { sector: 'retail' }, 'enterprise:1');
    await subscribe(world.deps, usccOf(2), { sector: 'software' }, 'enterprise:2');
    await subscribe(world.deps, usccOf(3), { atLeastFen: 100 as never }, 'enterprise:3');
    await world.publish(confirm());
    await world.settle();
    expect(
      messages()
        .map(({ uscc }) => uscc)
        .sort(),
    ).toEqual([usccOf(1), usccOf(3)]);
  });

  it('reaches a firm whose facts changed after it was published', async () => {
    await subscribe(world.deps, usccOf(4), {}, 'enterprise:4');
    await world.importFirms([firmOf(4, { legalForm: 'representative-office' })]);
    await world.settle();
    await world.publish(confirm());
    await world.settle();
    expect(messages()).toEqual([]);
    await world.importFirms([firmOf(4)]);
    await world.settle();
    expect(messages().map(({ uscc }) => uscc)).toEqual([usccOf(4)]);
    // Told the same again, or after it filed, it would only be noise.
    await world.importFirms([firmOf(4, { districtCode: '330108' })]);
    await world.settle();
    expect(messages()).toHaveLength(1);
  });

  it('is not told to who has filed already', async () => {
    await world.publish(confirm());
    await world.settle();
    await submit(world.deps, { policyId: 'p91-confirm', uscc: usccOf(1), by: 'enterprise:1' });
    await subscribe(world.deps, usccOf(1), {}, 'enterprise:1');
    await subscribe(world.deps, usccOf(2), {}, 'enterprise:2');
    await world.importFirms([1, 2].map((n) => firmOf(n, { districtCode: '330108' })));
    await world.settle();
    expect(messages().flatMap(({ kind, uscc }) => (kind === 'match' ? [uscc] : []))).toEqual([usccOf(2)]);
  });

  it('is not told to who ended the subscription', async () => {
    const [wish] = await subscribe(world.deps, usccOf(1), {}, 'enterprise:1');
    const gone = await call([usccOf(1)], 'DELETE /api/enterprises/{uscc}/subscriptions/{id}', {
      params: { uscc: usccOf(1), id: wish?.id },
    });
    expect(gone).toMatchObject({ status: 200, body: { items: [] } });
    await world.publish(confirm());
    await world.settle();
    expect(messages()).toEqual([]);
  });
});

describe('an application', () => {
  const policy = () => tradePolicy({ id: 'p02-trade' });
  async function file(n: number): Promise<string> {
    const { application } = await submit(world.deps, {
      policyId: 'p02-trade',
      uscc: usccOf(n),
      by: 'enterprise',
    });
    await world.settle();
    return application.id;
  }

  it('tells of money that came, of money that was sent back, and of a refusal with its reason', async () => {
    await world.publish(policy());
    await world.fund('p02-trade', 'city', 100_000);
    world.held.set(usccOf(1), fitting(6000));
    world.held.set(usccOf(2), { ...fitting(6000), seriouslyUntrustworthy: true });
    world.held.set(usccOf(3), fitting(6000));
    world.bank.answers = (account) => (account.endsWith('3') ? 'reject' : 'pay');
    const paid = await file(1);
    await file(2);
    await file(3);
    expect(messages(usccOf(1))).toEqual([
      expect.objectContaining({ kind: 'paid', applicationId: paid, amountFen: 100_000 }),
    ]);
    expect(messages(usccOf(1))[0]?.text).toEqual({
      zh: '1000.00 元已拨付到账。',
      en: '¥1000.00 was paid into your account.',
    });
    expect(messages(usccOf(2)).map(({ kind, text }) => [kind, text.zh.includes('未满足')])).toEqual([
      ['refused', true],
    ]);
    expect(messages(usccOf(3)).map(({ kind }) => kind)).toEqual(['returned']);
  });

  it('tells all that it waits for, once, however often the event comes', async () => {
    await world.publish(policy());
    world.held.set(usccOf(1), { ...fitting(6000), taxPaid2019: null });
    await file(1);
    const told = messages(usccOf(1));
    expect(told.map(({ kind }) => kind)).toEqual(['awaiting-applicant']);
    const again = world.store.allEvents().find(({ type }) => type === 'application.waiting') as ToldEvent;
    expect(await notifyEnterprises(world.deps, again)).toBe(0);
    expect(messages(usccOf(1))).toEqual(told);
  });
});

describe('over HTTP', () => {
  it('messages are newest first, page by page, with how many are unread, and read once', async () => {
    const uscc = usccOf(1);
    await world.publish(tradePolicy({ id: 'p02-trade' }));
    for (let minute = 0; minute < 3; minute += 1) {
      const at = `2020-03-02T01:0${minute}:00.000Z`;
      const { application } = await submit(world.deps, { policyId: 'p02-trade', uscc, by: 'enterprise' });
      await notifyEnterprises(world.deps, {
        type: 'application.refused',
        subject: `application:${application.id}`,
        seq: minute + 1,
        at,
        data: { applicationId: application.id, refusedBy: [] },
      });
    }
    const first = await call([uscc], 'GET /api/messages', { query: { limit: '2' } });
    const items = first.body['items'] as unknown as { id: string; at: string }[];
    expect(first.body).toMatchObject({ uscc, unread: 3 });
    expect(items.map(({ at }) => at)).toEqual(['2020-03-02T01:02:00.000Z', '2020-03-02T01:01:00.000Z']);
    const rest = await call([uscc], 'GET /api/messages', {
      query: { limit: '2', cursor: first.body['cursor'] },
    });
    expect(rest.body['items']).toHaveLength(1);
    expect(rest.body['cursor']).toBeUndefined();
    const reading = { params: { id: items[0]?.id } };
    const read = await call([uscc], 'POST /api/messages/{id}/reading', reading);
    expect(read).toMatchObject({ status: 200, body: { readBy: 'enterprise:1' } });
    world.nowMs += 60_000;
    const again = await call([uscc], 'POST /api/messages/{id}/reading', reading);
    expect(again.body['readAt']).toBe(read.body['readAt']);
    expect((await call([uscc], 'GET /api/messages')).body['unread']).toBe(2);
    const stranger = await call([usccOf(2)], 'POST /api/messages/{id}/reading', reading);
    expect(stranger.status).toBe(404);
  });

  it('a person who acts for several names the firm, and nobody reads another’s', async () => {
    const several = [usccOf(1), usccOf(2)];
    expect((await call(several, 'GET /api/messages')).body).toMatchObject({ reason: 'enterprise-missing' });
    expect((await call(several, 'GET /api/messages', { query: { uscc: usccOf(2) } })).status).toBe(200);
    expect((await call(several, 'GET /api/messages', { query: { uscc: usccOf(3) } })).status).toBe(403);
    const subscriptions = 'GET /api/enterprises/{uscc}/subscriptions';
    expect((await call(several, subscriptions, { params: { uscc: usccOf(3) } })).status).toBe(403);
  });

  it('subscribing twice to the same is one subscription, the twenty-first is refused', async () => {
    const subscribeTo = (body: object) =>
      call([usccOf(1)], 'POST /api/enterprises/{uscc}/subscriptions', {
        params: { uscc: usccOf(1) },
        body: JSON.stringify(body),
      });
    for (let n = 0; n < 20; n += 1) await subscribeTo({ words: `词${n}` });
    const twice = await subscribeTo({ words: '词3' });
    expect(twice.body['items']).toHaveLength(20);
    expect((await subscribeTo({ words: '再来一项' })).body).toMatchObject({
      reason: 'too-many-subscriptions',
    });
  });
});
