// Releasing payment orders, as the finance desk cares: two people, no hold, and nobody paid who by now is no longer entitled.
import { beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '../../core/kernel/fault.ts';
import { fen } from '../../core/kernel/fen.ts';
import type { Leg } from '../../core/disbursement/claim.ts';
import type { PaymentOrder } from '../../core/payment/payment-order.ts';
import { checkRelease, isStale } from '../../functions/payment/check-release.ts';
import { prepareByHand, releaseOrder } from '../../functions/payment/release-order.ts';
import { closeException } from '../../functions/reconciliation/close-exception.ts';
import {
  claimOf,
  composeOrderOf,
  DeskStore,
  NOW,
  openPaymentDesk,
  POLICY,
  usccOf,
  type PaymentDesk,
} from './payment-desk.ts';
import { faultOf } from '../world/fault-of.ts';

const TEN_MINUTES_MS = 600_000;
const CLEAN = { untrustworthy: false, dissolved: false };
const CLERK = { sub: 'clerk', roles: ['unit.maker'], actsFor: [] };
const LISTED = { untrustworthy: true, dissolved: false };

let desk: PaymentDesk;
beforeEach(async () => {
  desk = await openPaymentDesk();
});

/** An order of firms 1 to n, prepared by the machine and above the policy's limit. */
async function preparedOrder(firms: number): Promise<PaymentOrder> {
  await desk.policy({ preAuthorisedYuan: 0 });
  const order = await composeOrderOf(desk, firms);
  desk.store.looks.length = 0;
  return order;
}
const stored = (order: PaymentOrder) => desk.store.read('order', order.id);

describe('a prepared order', () => {
  it('is released by a second person, in whose name it stands from then on', async () => {
    const order = await preparedOrder(2);
    const released = await releaseOrder(desk.deps, order.id, 'checker');
    expect(released).toEqual({ ...order, version: 2, state: 'released', releasedBy: 'checker' });
    expect(await stored(order)).toEqual(released);
    expect(desk.store.allEvents().find(({ type }) => type === 'order.released')).toEqual({
      subject: `order:${order.id}`,
      seq: 2,
      type: 'order.released',
      at: NOW,
      by: 'checker',
      data: { orderId: order.id, policyId: POLICY, totalFen: 2000, lines: 2 },
    });
  });

  it('is taken over by a person, who then may not release it', async () => {
    const order = await preparedOrder(1);
    const taken = await prepareByHand(desk.deps, order.id, 'maker');
    expect(taken).toEqual({ ...order, version: 2, preparedBy: 'maker' });
    expect(await stored(order)).toEqual(taken);
    expect(
      desk.store.allEvents().find(({ seq, subject }) => seq === 2 && subject.startsWith('order:')),
    ).toEqual({
      subject: `order:${order.id}`,
      seq: 2,
      type: 'order.prepared',
      at: NOW,
      by: 'maker',
      data: { orderId: order.id, policyId: POLICY, totalFen: 1000, lines: 1 },
    });
    expect(await faultOf(releaseOrder(desk.deps, order.id, 'maker'))).toMatchObject({
      code: 'forbidden',
      reason: 'same-person',
    });
    expect(await stored(order)).toEqual(taken);
    expect(await releaseOrder(desk.deps, order.id, 'checker')).toMatchObject({ releasedBy: 'checker' });
  });

  it('may be taken over by one person after another, and by the same one again', async () => {
    const order = await preparedOrder(1);
    for (const by of ['maker', 'maker', 'other']) await prepareByHand(desk.deps, order.id, by);
    expect(await stored(order)).toMatchObject({ version: 4, preparedBy: 'other' });
  });

  it('keeps its two people apart in the transaction itself, whatever was read before it', async () => {
    const order = await preparedOrder(1);
    await releaseOrder(desk.deps, order.id, 'checker');
    const commit = desk.store.commits.at(-1);
    const madeBy = async (preparedBy: string) => {
      const other = new DeskStore();
      await other.put('order', [{ ...order, preparedBy }]);
      return other.commit(commit!);
    };
    expect(await madeBy('checker')).toEqual({ committed: false, refusals: [{ part: 'replace', index: 0 }] });
    expect(await madeBy('maker')).toEqual({ committed: true });
  });

  it('that another person changed meanwhile is not released: what was seen is not what stands', async () => {
    const order = await preparedOrder(1);
    desk.store.beforeCommit = () => prepareByHand(desk.deps, order.id, 'maker');
    expect(await faultOf(releaseOrder(desk.deps, order.id, 'checker'))).toEqual({ code: 'lost-race' });
    expect(await stored(order)).toMatchObject({ state: 'prepared', preparedBy: 'maker' });
  });

  it('that does not exist is not found, for whoever asks', async () => {
    const missing = {
      code: 'not-found',
      reason: 'order',
      zh: '没有这张支付单',
      en: 'No such payment order',
    };
    expect(await faultOf(releaseOrder(desk.deps, 'M0', 'checker'))).toEqual(missing);
    expect(await faultOf(prepareByHand(desk.deps, 'M0', 'maker'))).toEqual(missing);
  });

  it('is not released twice, and no department is asked for one who may not release', async () => {
    const order = await preparedOrder(1);
    await prepareByHand(desk.deps, order.id, 'maker');
    desk.nowMs += TEN_MINUTES_MS;
    await faultOf(releaseOrder(desk.deps, order.id, 'maker'));
    expect(desk.asked).toEqual([]);
    await releaseOrder(desk.deps, order.id, 'checker');
    expect(await faultOf(releaseOrder(desk.deps, order.id, 'third'))).toMatchObject({
      reason: 'not-prepared',
    });
  });
});

describe('a hold', () => {
  it.each([
    ['stop-rail', () => 'bank'],
    ['stop-policy', () => POLICY],
    ['policy', () => POLICY],
    ['order', (order: PaymentOrder) => order.id],
  ] as const)('on the order by %s keeps it, and says who stopped it and why', async (kind, idOf) => {
    const order = await preparedOrder(1);
    await desk.hold(kind, idOf(order));
    expect(await faultOf(releaseOrder(desk.deps, order.id, 'checker'))).toEqual({
      code: 'unprocessable',
      reason: 'held',
      zh: '已被 auditor 暂停：核查中',
      en: 'Held by auditor: 核查中',
      evidence: { kind, id: idOf(order), reason: '核查中', by: 'auditor', since: NOW },
    });
    expect(await stored(order)).toEqual(order);
  });

  it('on another rail, policy or order keeps nothing', async () => {
    const order = await preparedOrder(1);
    await desk.hold('stop-rail', 'treasury');
    await desk.hold('stop-policy', 'q');
    await desk.hold('order', 'M0');
    expect(await releaseOrder(desk.deps, order.id, 'checker')).toMatchObject({ state: 'released' });
  });

  const released = {
    code: 'unprocessable',
    reason: 'release-check',
    zh: '支付单中有付款被暂停或复核未通过，其余付款将重新制单',
    en: 'A line of the order is held or no longer fits; the others come back in an order of their own',
  };

  it('on one payee takes the order back, so that the others come in an order without it', async () => {
    const order = await preparedOrder(2);
    await desk.hold('payee', usccOf(1));
    expect(await faultOf(releaseOrder(desk.deps, order.id, 'checker'))).toEqual(released);
    expect(await stored(order)).toMatchObject({ state: 'withdrawn' });
    expect(desk.legs().map(({ state }) => state)).toEqual(['reserved', 'reserved']);
  });

  it('on the only payee leaves the order where it is', async () => {
    const order = await preparedOrder(1);
    await desk.hold('payee', usccOf(1));
    expect(await faultOf(releaseOrder(desk.deps, order.id, 'checker'))).toEqual(released);
    expect(await stored(order)).toEqual(order);
  });

  it('that comes of asking again takes the order back in the same breath', async () => {
    const order = await preparedOrder(2);
    desk.facts.set(usccOf(2), LISTED);
    desk.nowMs += TEN_MINUTES_MS;
    expect(await faultOf(releaseOrder(desk.deps, order.id, 'checker'))).toEqual(released);
    expect(await stored(order)).toMatchObject({ state: 'withdrawn' });
  });

  it('is not the answer to a department that is down: the order waits whole', async () => {
    const order = await preparedOrder(2);
    desk.down.add('credit');
    desk.nowMs += TEN_MINUTES_MS;
    expect(await faultOf(releaseOrder(desk.deps, order.id, 'checker'))).toEqual({
      code: 'unavailable',
      reason: 'department-down',
    });
    expect(await stored(order)).toEqual(order);
    desk.down.clear();
    expect(await releaseOrder(desk.deps, order.id, 'checker')).toMatchObject({ state: 'released' });
  });
});

describe('what is asked again before money goes out', () => {
  const check = async (...legs: readonly Leg[]) => (await checkRelease(desk.deps, legs)).map(({ id }) => id);
  const idOf = (n: number) => `${claimOf(n)}/1`;

  it.each([
    ['is 9 minutes 59 old', TEN_MINUTES_MS - 1, {}, []],
    ['is ten minutes old', TEN_MINUTES_MS, {}, ['market', 'credit']],
    // The time in the queue counts: the decision is old, though the money was reserved only now.
    ['is old, of money reserved now', 0, { decidedAt: '2020-03-02T01:50:00.000Z' }, ['market', 'credit']],
    // Publicity and review take days: what counts is when the departments were asked, not when the answer became a decision.
    [
      'is new, on old answers',
      0,
      { askedAt: '2020-03-02T01:50:00.000Z', decidedAt: NOW },
      ['market', 'credit'],
    ],
    ['is not told, of money reserved now', 0, { decidedAt: undefined }, []],
    [
      'is not told, of money reserved long ago',
      TEN_MINUTES_MS,
      { decidedAt: undefined },
      ['market', 'credit'],
    ],
  ] as const)('of a decision that %s', async (_, passedMs, times, departments) => {
    await desk.decide(1);
    const leg = { ...(await desk.leg(1)), ...times } as Leg;
    desk.nowMs += passedMs;
    expect(await check(leg)).toEqual([leg.id]);
    expect(desk.asked.map(({ department }) => department).sort()).toEqual([...departments].sort());
  });

  it('of fresh decisions is nothing, and costs no look at anything', async () => {
    const leg = await desk.leg(1);
    desk.store.looks.length = 0;
    expect(await check(leg)).toEqual([leg.id]);
    expect([desk.store.looks, desk.store.pages]).toEqual([[], []]);
  });

  it('is what catalogue and policy both name, of each department its own, for the purpose of this application', async () => {
    await desk.decide(1);
    const leg = await desk.leg(1);
    desk.nowMs += TEN_MINUTES_MS;
    await check(leg);
    const purpose = { applicationId: claimOf(1), policyId: POLICY, policyVersion: 1 };
    expect(desk.asked).toEqual([
      { department: 'credit', uscc: usccOf(1), items: ['untrustworthy'], purpose },
      { department: 'market', uscc: usccOf(1), items: ['dissolved'], purpose },
    ]);
  });

  it('is nothing where the policy reads none of it: then the decision stands as it was made', async () => {
    await desk.policy({ items: ['tax'] });
    await desk.decide(1, {}, { tax: 50 });
    const leg = await desk.leg(1);
    desk.nowMs += TEN_MINUTES_MS;
    expect(await check(leg)).toEqual([leg.id]);
    expect(desk.asked).toEqual([]);
  });

  it('is nothing where the catalogue names nothing: not even the applications are looked at', async () => {
    const [stored] = desk.store.all('catalogue');
    const items = stored!.catalogue.items.map((item) => ({ ...item, askedAtRelease: undefined }));
    await desk.store.put('catalogue', [{ ...stored!, catalogue: { items } }]);
    const leg = await desk.leg(1);
    desk.nowMs += TEN_MINUTES_MS;
    desk.store.looks.length = 0;
    expect(await check(leg)).toEqual([leg.id]);
    expect(desk.store.looks).toEqual(['catalogue']);
  });

  it('is asked once of a claim, whose legs all wait for the answer', async () => {
    await desk.decide(1);
    const [one, two] = [await desk.leg(1), await desk.leg(1, { id: `${claimOf(1)}/2` })];
    desk.facts.set(usccOf(1), LISTED);
    desk.nowMs += TEN_MINUTES_MS;
    expect(await check(one, two)).toEqual([]);
    expect(desk.asked).toHaveLength(2);
    expect(desk.store.all('exception')).toHaveLength(2);
  });

  it('is not asked of those whose decision is fresh, in the same batch', async () => {
    for (const n of [1, 2]) await desk.decide(n);
    const [old, fresh] = [await desk.leg(1), await desk.leg(2, { decidedAt: '2020-03-02T02:10:00.000Z' })];
    desk.nowMs += TEN_MINUTES_MS;
    expect(await check(old, fresh)).toEqual([old.id, fresh.id]);
    expect(new Set(desk.asked.map(({ uscc }) => uscc))).toEqual(new Set([usccOf(1)]));
  });

  it('is asked of sixteen firms at once and of no more, and of all of a large batch', async () => {
    const legs: Leg[] = [];
    for (let n = 1; n <= 40; n++) {
      await desk.decide(n);
      legs.push(await desk.leg(n));
    }
    for (const n of [16, 17, 40]) desk.facts.set(usccOf(n), LISTED);
    let under = 0;
    let most = 0;
    const { ask } = desk.deps.departments;
    Object.assign(desk.deps.departments, {
      async ask(...question: Parameters<typeof ask>) {
        most = Math.max(most, ++under);
        await new Promise(setImmediate);
        under -= 1;
        return ask(...question);
      },
    });
    desk.nowMs += TEN_MINUTES_MS;
    const passed = await check(...legs);
    expect(passed).toEqual(legs.map(({ id }) => id).filter((id) => ![16, 17, 40].map(idOf).includes(id)));
    expect(new Set(desk.asked.map(({ uscc }) => uscc)).size).toBe(40);
    expect(desk.asked).toHaveLength(80);
    expect(most).toBe(16);
  });

  it('of a part of a claim, or of a supplement, is asked of the application behind it, once for all parts', async () => {
    await desk.decide(1);
    const first = await desk.leg(1);
    const second = { claimId: `${claimOf(1)}~2`, applicationId: claimOf(1) };
    const part = await desk.leg(1, { id: `${second.claimId}/1`, ...second });
    desk.facts.set(usccOf(1), LISTED);
    desk.nowMs += TEN_MINUTES_MS;
    expect(await check(first, part)).toEqual([]);
    expect(desk.asked).toHaveLength(2);
  });

  it.each([
    ['is the oldest of those that still count', ['02:01', '02:05', '01:00'], '2020-03-02T02:01:00.000Z'],
    ['is now where all were asked again', ['01:00', '01:30'], '2020-03-02T02:10:00.000Z'],
    ['is now where one that is ten minutes old was asked again', ['02:00'], '2020-03-02T02:10:00.000Z'],
    ['is that of the first line as well as of the last', ['02:05', '02:03'], '2020-03-02T02:03:00.000Z'],
  ])('leaves its age on the order that is released: it %s', async (_, times, askedAt) => {
    const order = await preparedOrder(times.length);
    for (const [index, time] of times.entries())
      await desk.store.put('leg', [
        { ...desk.legs()[index]!, askedAt: `2020-03-02T${time}:00.000Z`, decidedAt: NOW },
      ]);
    desk.nowMs += TEN_MINUTES_MS;
    expect(await releaseOrder(desk.deps, order.id, 'checker')).toMatchObject({ askedAt });
  });

  it.each([
    ['2020-03-02T01:50:00.001Z', false],
    ['2020-03-02T01:50:00.000Z', true],
    [undefined, true],
  ])('of an order that was asked about at %s is stale ten minutes later: %s', (askedAt, expected) => {
    expect(isStale(desk.deps, askedAt === undefined ? {} : { askedAt })).toBe(expected);
  });

  it('is judged on the facts of the last decision, whatever was written after it, by the day and district of filing', async () => {
    await desk.decide(1, {}, { tax: 50 });
    await desk.store.commit({
      event: {
        subject: `application:${claimOf(1)}`,
        seq: 3,
        type: 'application.accepted',
        at: NOW,
        by: 'reviewer',
        data: {},
        proof: { evaluation: {}, facts: { legalForm: 'legal-person', tax: 50_000 } },
      },
    });
    for (const [seq, proof] of [
      [4, { note: 'no decision' }],
      [5, undefined],
    ] as const)
      await desk.store.commit({
        event: {
          subject: `application:${claimOf(1)}`,
          seq,
          type: 'claim.queued',
          at: NOW,
          by: 'system',
          data: {},
          ...(proof && { proof }),
        },
      });
    await desk.decide(2, { districtCode: '330109' });
    const [here, there] = [await desk.leg(1), await desk.leg(2)];
    desk.facts.set(usccOf(1), CLEAN);
    desk.nowMs += TEN_MINUTES_MS;
    expect(await check(here, there)).toEqual([here.id]);
    expect(desk.store.all('exception')).toMatchObject([{ evidence: { failed: ['已纳税'] } }]);
  });
});

describe('a firm that was listed or dissolved since', () => {
  async function hit(facts: Record<string, boolean | null> = LISTED): Promise<Leg> {
    await desk.decide(1);
    const leg = await desk.leg(1);
    desk.facts.set(usccOf(1), facts);
    desk.nowMs += TEN_MINUTES_MS;
    expect(await checkRelease(desk.deps, [leg])).toEqual([]);
    return leg;
  }
  const holds = async () => (await desk.store.read('hold-board', '0'))?.holds ?? [];

  it('is held, with a case that says what it failed and what the department answered', async () => {
    const leg = await hit();
    expect(desk.store.all('exception')).toEqual([
      {
        // Pinned: made otherwise after an upgrade it would open every case again.
        id: 'release-check.p.91330100000000001B.once.1.1.Y03QA8Q3TTM0MY5KK3XPARRYHHNMXZP1',
        version: 1,
        state: 'open',
        reason: 'release-check',
        subject: `leg:${leg.id}`,
        owner: 'unit.maker',
        zh: '放款前复核不再符合条件：未失信',
        en: 'Asked again before release, it no longer fits: 未失信',
        evidence: { uscc: usccOf(1), amountFen: 1000, facts: LISTED, failed: ['未失信'] },
        openedAt: '2020-03-02T02:10:00.000Z',
      },
    ]);
    expect(await holds()).toEqual([
      {
        kind: 'leg',
        id: leg.id,
        reason: '放款前复核不再符合条件：未失信 / Asked again before release, it no longer fits: 未失信',
        since: '2020-03-02T02:10:00.000Z',
        by: 'system',
      },
    ]);
  });

  it('of whom a department holds nothing any more is not taken for a clean one', async () => {
    await hit({ untrustworthy: null, dissolved: true });
    expect(desk.store.all('exception')).toMatchObject([
      {
        zh: '放款前复核不再符合条件：未失信、未注销',
        en: expect.stringContaining('未失信, 未注销') as string,
      },
    ]);
  });

  it('of whom a department answers nonsense waits for a better answer: no case, no hold, no money', async () => {
    await desk.decide(1);
    const leg = await desk.leg(1);
    desk.facts.set(usccOf(1), { untrustworthy: 'no', dissolved: false });
    desk.nowMs += TEN_MINUTES_MS;
    expect(await checkRelease(desk.deps, [leg])).toEqual([]);
    expect([desk.store.all('exception'), await holds()]).toEqual([[], []]);
  });

  it('is one case and one hold, however often it is asked', async () => {
    const leg = await hit();
    desk.nowMs += 1;
    const written = desk.store.commits.length;
    expect(await checkRelease(desk.deps, [leg])).toEqual([]);
    expect(desk.store.commits).toHaveLength(written);
    expect([desk.store.all('exception').length, (await holds()).length]).toEqual([1, 1]);
  });

  it('goes out on the word of a person who closed this very case', async () => {
    const leg = await hit();
    const [found] = desk.store.all('exception');
    await closeException(desk.deps, found?.id ?? '', '已核实为误列', CLERK);
    expect(await checkRelease(desk.deps, [leg])).toEqual([leg]);
  });

  it('but what is found after that word is another case: who let one hit pass has not seen the next', async () => {
    const leg = await hit();
    const [found] = desk.store.all('exception');
    await closeException(desk.deps, found?.id ?? '', '已核实为误列', CLERK);
    desk.facts.set(usccOf(1), { untrustworthy: true, dissolved: true });
    expect(await checkRelease(desk.deps, [leg])).toEqual([]);
    expect(desk.store.all('exception').map(({ state }) => state)).toEqual(['closed', 'open']);
  });

  it.each([
    ['whose application is not to be found', { id: 'other', also: false }],
    ['whose decision is not to be found', { id: 'other', also: true }],
  ])('and money %s goes to a person: nothing says that it is owed', async (_, { id, also }) => {
    await desk.decide(1, { id });
    if (also) await desk.store.put('application', [{ ...desk.store.all('application')[0]!, id: claimOf(1) }]);
    const leg = await desk.leg(1);
    desk.nowMs += TEN_MINUTES_MS;
    expect(await checkRelease(desk.deps, [leg])).toEqual([]);
    expect(desk.store.all('exception')).toMatchObject([
      { evidence: { facts: {}, failed: ['核定依据 (the decision)'] } },
    ]);
    expect(desk.asked).toEqual([]);
  });

  it('a defect of a department’s adapter is no answer: it is thrown, and nothing goes out', async () => {
    await desk.decide(1);
    const leg = await desk.leg(1, { amountFen: fen(5) });
    desk.nowMs += TEN_MINUTES_MS;
    const ask = (error: Error) => Object.assign(desk.deps.departments, { ask: () => Promise.reject(error) });
    ask(new TypeError('broken'));
    await expect(checkRelease(desk.deps, [leg])).rejects.toThrow('broken');
    ask(new Fault('forbidden'));
    await expect(checkRelease(desk.deps, [leg])).rejects.toThrow(Fault);
  });

  it('a hold that cannot be written stops the release: a hit is never passed over', async () => {
    await desk.decide(1);
    const leg = await desk.leg(1);
    desk.facts.set(usccOf(1), LISTED);
    desk.nowMs += TEN_MINUTES_MS;
    const { commit } = desk.store;
    desk.store.commit = async (it) =>
      it.event.type === 'hold.placed' ? { committed: false, refusals: [] } : commit.call(desk.store, it);
    await expect(checkRelease(desk.deps, [leg])).rejects.toMatchObject({ code: 'lost-race' });
  });

  const lift = async () => {
    const boards = desk.store.all('hold-board');
    await desk.store.put(
      'hold-board',
      boards.map((board) => ({ ...board, version: board.version + 1, holds: [] })),
    );
  };

  it('which was let go by lifting the hold alone is held again: the case still stands', async () => {
    const leg = await hit();
    await lift();
    expect(await checkRelease(desk.deps, [leg])).toEqual([]);
    expect(await holds()).toHaveLength(1);
    expect(desk.store.all('exception')).toMatchObject([{ version: 1, state: 'open' }]);
  });

  it('whose case a person closes in the instant of holding it again is not held for nothing', async () => {
    const leg = await hit();
    await lift();
    const [found] = desk.store.all('exception');
    desk.store.beforeCommit = () => closeException(desk.deps, found?.id ?? '', '已核实为误列', CLERK);
    await expect(checkRelease(desk.deps, [leg])).rejects.toMatchObject({ code: 'lost-race' });
    expect(await holds()).toEqual([]);
    expect(await checkRelease(desk.deps, [leg])).toEqual([leg]);
  });

  it.each([
    ['for the first time', false],
    ['again', true],
  ])(
    'whose money is given back in the instant of holding it %s is neither held nor a case',
    async (_, again) => {
      await desk.decide(1);
      const leg = again ? await hit() : await desk.leg(1);
      if (again) await lift();
      desk.facts.set(usccOf(1), LISTED);
      desk.nowMs += TEN_MINUTES_MS;
      const before = desk.store.all('exception');
      desk.store.beforeCommit = () => desk.store.put('leg', [{ ...leg, version: 2, state: 'void' }]);
      await expect(checkRelease(desk.deps, [leg])).rejects.toMatchObject({ code: 'lost-race' });
      expect([await holds(), desk.store.all('exception')]).toEqual([[], before]);
    },
  );

  it('and is held already has its case beside that hold', async () => {
    await desk.decide(1);
    const leg = await desk.leg(1);
    await desk.hold('leg', leg.id);
    desk.facts.set(usccOf(1), LISTED);
    desk.nowMs += TEN_MINUTES_MS;
    expect(await checkRelease(desk.deps, [leg])).toEqual([]);
    expect(await holds()).toMatchObject([{ by: 'auditor' }]);
    expect(desk.store.all('exception')).toMatchObject([{ reason: 'release-check', state: 'open' }]);
  });

  it('has its case though the board takes no more holds; it stays, and nobody else is kept back', async () => {
    const full = Array.from({ length: 1000 }, (_, n) => ({
      kind: 'leg' as const,
      id: `other/${n}`,
      reason: '核查中',
      since: NOW,
      by: 'auditor',
    }));
    await desk.store.put(
      'hold-board',
      ['0', '1', '2', '3'].map((id) => ({ id, version: 1, holds: full, changedAt: NOW })),
    );
    await desk.decide(1);
    await desk.decide(2);
    const legs = [await desk.leg(1), await desk.leg(2)];
    desk.facts.set(usccOf(1), LISTED);
    desk.nowMs += TEN_MINUTES_MS;
    expect(await checkRelease(desk.deps, legs)).toEqual([legs[1]]);
    expect(await checkRelease(desk.deps, legs)).toEqual([legs[1]]);
    expect(desk.store.all('exception')).toMatchObject([{ reason: 'release-check', state: 'open' }]);
    expect(await holds()).toHaveLength(1000);
  });

  describe('and is not any more', () => {
    const caseOf = async () => {
      const found = desk.store.all('exception').filter(({ reason }) => reason === 'release-check');
      return found.map(({ state, version, closedBy, resolution }) => ({
        state,
        version,
        closedBy,
        resolution,
      }));
    };
    const OPEN = { state: 'open', version: 1, closedBy: undefined, resolution: undefined };
    const SOLVED = {
      state: 'closed',
      version: 2,
      closedBy: 'system',
      resolution: '再次核验已符合条件 / Asked again, it fits',
    };

    it('is paid once nobody holds the money, and its case is closed', async () => {
      const leg = await hit();
      desk.facts.set(usccOf(1), CLEAN);
      // Let through while it is held, it would go out on this answer once the hold is lifted, and its case stay open.
      expect(await checkRelease(desk.deps, [leg])).toEqual([]);
      expect(await caseOf()).toEqual([OPEN]);
      await lift();
      expect(await checkRelease(desk.deps, [leg])).toEqual([leg]);
      expect(await caseOf()).toEqual([SOLVED]);
    });

    it('leaves all other cases as they are: of the same money, and of other money', async () => {
      const leg = await hit();
      const [found] = desk.store.all('exception');
      const others = [
        { ...found!, id: 'a', reason: 'payment-returned' },
        { ...found!, id: 'b', subject: 'leg:other/1' },
        { ...found!, id: 'c', state: 'closed' as const, closedBy: 'clerk' },
      ];
      await desk.store.put('exception', others);
      desk.facts.set(usccOf(1), CLEAN);
      await lift();
      await checkRelease(desk.deps, [leg]);
      const stored = desk.store.all('exception');
      expect(stored.filter(({ id }) => id.length === 1)).toEqual(others);
      expect(stored.find(({ id }) => id === found?.id)).toMatchObject(SOLVED);
    });

    it('but was not asked, or gave no answer, keeps its case', async () => {
      const leg = await hit();
      await lift();
      await checkRelease(desk.deps, [{ ...leg, askedAt: new Date(desk.nowMs).toISOString() }]);
      desk.down.add('credit');
      await checkRelease(desk.deps, [leg]);
      expect(await caseOf()).toEqual([OPEN]);
    });

    it('and is held by a person in the instant of closing keeps its case', async () => {
      const leg = await hit();
      desk.facts.set(usccOf(1), CLEAN);
      await lift();
      desk.store.beforeCommit = () => desk.hold('leg', leg.id);
      await checkRelease(desk.deps, [leg]);
      expect(await caseOf()).toEqual([OPEN]);
    });

    it('has its case closed whatever else is held meanwhile', async () => {
      const leg = await hit();
      desk.facts.set(usccOf(1), CLEAN);
      await lift();
      desk.store.beforeCommit = () => desk.hold('payee', 'somebody');
      expect(await checkRelease(desk.deps, [leg])).toEqual([leg]);
      expect(await caseOf()).toEqual([SOLVED]);
    });

    it.each([
      [3, 'passed'],
      [4, 'lost-race'],
    ])('is tried again while others are being held: %d times over ends as %s', async (times, expected) => {
      const leg = await hit();
      desk.facts.set(usccOf(1), CLEAN);
      await lift();
      const { commit } = desk.store;
      let left = times;
      desk.store.commit = async (asked) => {
        if (asked.event.type === 'exception.closed' && left > 0)
          await desk.hold('payee', `somebody ${left--}`);
        return commit.call(desk.store, asked);
      };
      const outcome = await checkRelease(desk.deps, [leg]).then(
        () => 'passed',
        (error: unknown) => (error instanceof Fault ? error.code : error),
      );
      expect(outcome).toBe(expected);
      expect(await checkRelease(desk.deps, [leg])).toEqual([leg]);
      expect(await caseOf()).toEqual([SOLVED]);
    });

    it('and is listed once more is held once more, in the same case', async () => {
      const leg = await hit();
      desk.facts.set(usccOf(1), CLEAN);
      await lift();
      await checkRelease(desk.deps, [leg]);
      desk.facts.set(usccOf(1), LISTED);
      expect(await checkRelease(desk.deps, [leg])).toEqual([]);
      expect(await caseOf()).toEqual([{ ...OPEN, version: 3 }]);
      expect(await holds()).toHaveLength(1);
    });
  });
});
