// The allocator, as the finance desk cares: who gets the money, in which order, to which fen, and what happens when two reach for it.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Application } from '../../core/application/application.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { fen } from '../../core/kernel/fen.ts';
import { allocatePolicies, allocatePolicy } from '../../functions/disbursement/allocate-budget.ts';
import { countBefore, lookAtQueue, openPlaces, orderOf } from '../../functions/disbursement/waiting-queue.ts';
import { placeHold } from '../../functions/payment/place-hold.ts';
import type { Commit, CommitRefusal } from '../../functions/ports.ts';
import { claimOf, NOW, POLICY, TODAY, usccOf } from '../payment/payment-desk.ts';
import { applicationOf, openAllocatorDesk, type AllocatorDesk } from './allocator-desk.ts';
import { faultOf } from '../world/fault-of.ts';

let queue: AllocatorDesk;
beforeEach(async () => {
  queue = await openAllocatorDesk();
});
const repeat = (count: number, state: string): string[] => Array.from({ length: count }, () => state);
const listed = () => queue.store.pages.filter(({ of }) => of === 'funding').map(({ limit }) => limit);
/** What every commit about reservations meets, as long as it is refused. */
function refuse(refusals: readonly CommitRefusal[], times: number, type = 'claim.reserved') {
  const { commit } = queue.store;
  let left = times;
  queue.store.commit = async (asked: Commit) => {
    if (asked.event.type !== type || left === 0) return commit.call(queue.store, asked);
    left -= 1;
    return { committed: false, refusals };
  };
}

describe('money', () => {
  it('goes to who applied first, until it does not cover the next, who is told once that he waits', async () => {
    await queue.fund(2999);
    await queue.applyAll(4);
    expect(await queue.allocate()).toBe(2);
    expect(queue.states()).toEqual(['reserved', 'reserved', 'queued', 'accepted']);
    expect(queue.budget()).toMatchObject({ available: 999, held: 2000, epoch: 2 });
    expect(queue.eventTypes()).toEqual(['claim.reserved', 'claim.queued']);
    expect(await queue.allocate()).toBe(0);
    expect(queue.eventTypes()).toHaveLength(2);
  });

  it('is given out to the last fen', async () => {
    await queue.fund(3000);
    await queue.applyAll(3);
    expect(await queue.allocate()).toBe(3);
    expect(queue.budget()).toMatchObject({ available: 0, held: 3000 });
    expect(queue.states()).toEqual(repeat(3, 'reserved'));
  });

  it('is reserved in one commit with claims and legs, and the event names both', async () => {
    await queue.fund(2000);
    await queue.applyAll(2);
    await queue.allocate();
    const legs = [1, 2].map((n) => ({ legId: `${claimOf(n)}/1`, districtCode: '330106', amountFen: 1000 }));
    expect(queue.store.allEvents()).toEqual([
      {
        subject: 'budget:p.city',
        seq: 2,
        type: 'claim.reserved',
        at: NOW,
        by: 'system',
        data: { policyId: POLICY, legs },
        transfers: [1, 2].map((n) => ({
          id: `${claimOf(n)}/1/1/reserve`,
          kind: 'reserve',
          budgetId: 'p.city',
          amountFen: 1000,
        })),
        hash: expect.any(String) as string,
      },
    ]);
    expect(queue.store.all('claim')).toMatchObject([
      { id: claimOf(1), amountFen: 1000 },
      { id: claimOf(2), amountFen: 1000 },
    ]);
    expect(queue.store.all('leg')).toMatchObject([
      { claimId: claimOf(1), state: 'reserved', budgetId: 'p.city' },
      { claimId: claimOf(2), state: 'reserved', budgetId: 'p.city' },
    ]);
  });

  it('of equal places goes by the name of the application, whoever is read first', async () => {
    await queue.fund(1000);
    const submittedAt = '2020-03-01T00:00:00.000Z';
    await queue.apply(2, { submittedAt });
    await queue.apply(1, { submittedAt });
    await queue.allocate();
    expect(queue.states()).toEqual(['reserved', 'queued']);
  });

  it('of two treasuries is taken of both or of neither', async () => {
    await queue.rules({
      funding: [
        { treasury: 'city', percent: 60 },
        { treasury: 'district', percent: 40 },
      ],
    });
    await queue.fund(5000);
    await queue.fund(800, { id: 'p.district-330106', source: 'district-330106' });
    await queue.applyAll(3);
    expect(await queue.allocate()).toBe(2);
    expect(queue.budget()).toMatchObject({ available: 3800, held: 1200, epoch: 2 });
    expect(queue.budget('district-330106')).toMatchObject({ available: 0, held: 800, epoch: 2 });
    expect(queue.states()).toEqual(['reserved', 'reserved', 'queued']);
  });

  it('of a budget that is closed, or that nobody opened, is not given out', async () => {
    await queue.apply(1);
    await queue.fund(1000, { status: 'closed' });
    expect(await queue.allocate()).toBe(0);
    await queue.rules({ funding: [{ treasury: 'district', percent: 100 }] });
    expect(await queue.allocate()).toBe(0);
    expect(queue.states()).toEqual(['queued']);
  });

  it('for more than one transaction takes goes out in several, in order, each under the epoch of the one before', async () => {
    await queue.fund(100_000);
    await queue.applyAll(70);
    expect(await queue.allocate()).toBe(70);
    expect(queue.states()).toEqual(repeat(70, 'reserved'));
    expect(queue.eventTypes()).toEqual(repeat(3, 'claim.reserved'));
    expect(queue.store.allEvents().map(({ seq }) => seq)).toEqual([2, 3, 4]);
    expect(queue.budget()).toMatchObject({ available: 30_000, epoch: 4 });
  });

  it('of one district’s firms does not raise the epoch of another district’s budget', async () => {
    await queue.rules({ funding: [{ treasury: 'district', percent: 100 }] });
    for (const source of ['district-1', 'district-2'])
      await queue.fund(100_000, { id: `p.${source}`, source });
    for (let n = 1; n <= 64; n++) await queue.apply(n, { districtCode: n <= 32 ? '1' : '2' });
    expect(await queue.allocate()).toBe(64);
    expect(queue.states()).toEqual(repeat(64, 'reserved'));
    const epochs = [queue.budget('district-1')?.epoch, queue.budget('district-2')?.epoch];
    const touched = (source: string) =>
      queue.store.commits.filter(({ moves }) => moves?.some(({ budgetId }) => budgetId === `p.${source}`))
        .length;
    expect(epochs).toEqual([1 + touched('district-1'), 1 + touched('district-2')]);
  });
});

describe('an earlier application without a decision', () => {
  const undecided = (n: number) => queue.apply(n, { state: 'submitted', amountFen: undefined } as never);

  it.each([
    ['covers him and the most that the earlier may be awarded', 2000, 1, 'reserved'],
    ['is a fen short of that', 1999, 0, 'queued'],
  ])('keeps its place: a later one is paid when money %s', async (_, available, count, state) => {
    await undecided(1);
    await queue.apply(2);
    await queue.fund(available);
    expect(await queue.allocate()).toBe(count);
    expect(queue.states()).toEqual(['submitted', state]);
  });

  it.each([
    ['each', 3000, ['submitted', 'submitted', 'reserved', 'queued']],
    ['each, and a fen is short', 2999, ['submitted', 'submitted', 'queued', 'accepted']],
  ])('has the most that it may be awarded set aside: for %s', async (_, available, states) => {
    await undecided(1);
    await undecided(2);
    await queue.apply(3);
    await queue.apply(4);
    await queue.fund(available);
    await queue.allocate();
    expect(queue.states()).toEqual(states);
  });

  it('is nobody’s hindrance who applied before it', async () => {
    await queue.apply(1);
    await undecided(2);
    await queue.fund(1000);
    expect(await queue.allocate()).toBe(1);
  });

  it.each(['awaiting-data', 'awaiting-applicant', 'in-review', 'in-publicity'] as const)(
    'keeps its place while it is %s',
    async (state) => {
      await queue.apply(1, { state });
      await queue.apply(2);
      await queue.fund(1999);
      expect(await queue.allocate()).toBe(0);
    },
  );

  it('of a policy without a cap may be awarded anything: nobody overtakes it, however much money there is', async () => {
    await queue.rules({ amount: { formula: 'tax', rounding: { mode: 'down', toFen: 1 }, caps: [] } });
    await queue.apply(1);
    await undecided(2);
    await undecided(3);
    await queue.apply(4);
    await queue.fund(1_000_000_000);
    expect(await queue.allocate()).toBe(1);
    expect(queue.states()).toEqual(['reserved', 'submitted', 'submitted', 'queued']);
    // One before him is enough to know that.
    expect(
      queue.store.pages.filter(({ of }) => of === 'undecided places').map(({ limit }) => limit),
    ).toContain(1);
  });

  it.each([
    ['an earlier', 20, 10],
    ['the latest', 10, 20],
  ])('may be awarded the most of any version: that of %s counts', async (_, first, second) => {
    const capped = (limit: number) => ({
      amount: {
        formula: 'tax',
        rounding: { mode: 'down' as const, toFen: 1 },
        caps: [{ scope: 'case' as const, limit, zh: '封顶', en: 'cap' }],
      },
    });
    await queue.rules(capped(first), 1);
    await queue.rules(capped(second), 2);
    await undecided(1);
    await queue.apply(2);
    await queue.fund(2999);
    expect(await queue.allocate()).toBe(0);
    await queue.fund(3000);
    expect(await queue.allocate()).toBe(1);
  });

  it('of a version without a cap is not bounded by the cap of another', async () => {
    await queue.rules({ amount: { formula: 'tax', rounding: { mode: 'down', toFen: 1 }, caps: [] } }, 1);
    await queue.rules({}, 2);
    await undecided(1);
    await queue.apply(2, { policyVersion: 2 });
    await queue.fund(1_000_000);
    expect(await queue.allocate()).toBe(0);
  });

  it('of many is counted only so far as the money goes', async () => {
    for (let n = 1; n <= 40; n++) await undecided(n);
    await queue.apply(50);
    await queue.fund(5999);
    expect(await queue.allocate()).toBe(0);
    expect(queue.store.pages.find(({ of }) => of === 'undecided places')?.limit).toBe(6);
  });

  it('of a version with a cap is not bounded by it where a later version has none', async () => {
    await queue.rules({}, 1);
    await queue.rules({ amount: { formula: 'tax', rounding: { mode: 'down', toFen: 1 }, caps: [] } }, 2);
    await undecided(1);
    await queue.apply(2);
    await queue.fund(1_000_000);
    expect(await queue.allocate()).toBe(0);
  });

  it('that is decided while money is being reserved frees who stood behind it, and he was never told to wait', async () => {
    await queue.apply(1);
    await undecided(2);
    await queue.apply(3);
    await queue.fund(2999);
    queue.store.beforeCommit = () => queue.apply(2, { state: 'refused', version: 2 });
    expect(await queue.allocate()).toBe(2);
    expect(queue.store.commits.map(({ event }) => event.type)).toEqual(['claim.reserved', 'claim.reserved']);
  });

  it('which is the reason for waiting does not make him who waits look again and again', async () => {
    await queue.apply(1);
    await undecided(2);
    await queue.apply(3);
    await queue.fund(2999);
    expect(await queue.allocate()).toBe(1);
    expect(queue.states()).toEqual(['reserved', 'submitted', 'queued']);
    // The decision came, and was no: the next look pays him.
    await queue.apply(2, { state: 'refused', version: 2 });
    expect(await queue.allocate()).toBe(1);
    expect(queue.states()).toEqual(['reserved', 'refused', 'reserved']);
  });
});

describe('a hold', () => {
  const held = { reason: '核查', since: NOW, by: 'auditor' };

  it('on an application passes it over; the others go on', async () => {
    await queue.apply(1, { hold: held });
    await queue.apply(2);
    await queue.fund(1000);
    expect(await queue.allocate()).toBe(1);
    expect(queue.states()).toEqual(['accepted', 'reserved']);
  });

  it.each(['policy', 'stop-policy'] as const)(
    'on the policy as %s gives out nothing and says nothing',
    async (kind) => {
      await queue.apply(1);
      await queue.fund(1000);
      await queue.desk.hold(kind, POLICY);
      const before = queue.eventTypes().length;
      expect(await queue.allocate()).toBe(0);
      expect([queue.states(), queue.eventTypes().length]).toEqual([['accepted'], before]);
    },
  );

  it.each([
    ['first', false],
    ['next', true],
  ])('pulled while money is about to be reserved wins, as the %s hold of all', async (_, before) => {
    await queue.apply(1);
    await queue.fund(1000);
    if (before) await queue.desk.hold('payee', 'somebody');
    queue.store.beforeCommit = () =>
      placeHold(queue.desk.deps, { kind: 'stop-policy', id: POLICY, reason: '急停' }, 'finance.maker');
    expect(await queue.allocate()).toBe(0);
    expect([queue.states(), queue.budget()?.held]).toEqual([['accepted'], 0]);
  });
});

describe('two allocators', () => {
  it('of one policy at once spend the money once, in order', async () => {
    await queue.applyAll(3);
    await queue.fund(2000);
    queue.store.beforeCommit = () => allocatePolicy(queue.desk.deps, POLICY);
    expect(await queue.allocate()).toBe(0);
    expect(queue.states()).toEqual(['reserved', 'reserved', 'queued']);
    expect(queue.budget()).toMatchObject({ available: 0, held: 2000, epoch: 2 });
  });

  it('where the second came with new money plans anew and goes on', async () => {
    await queue.applyAll(2);
    await queue.fund(2000);
    queue.store.beforeCommit = () => queue.fund(2000, { epoch: 7 });
    expect(await queue.allocate()).toBe(2);
    expect(queue.budget()).toMatchObject({ available: 0, epoch: 8 });
  });

  it('stop at the group that lost: those behind it are not tried before it', async () => {
    await queue.applyAll(70);
    await queue.fund(100_000);
    const tried: number[] = [];
    const { commit } = queue.store;
    queue.store.commit = async (asked) => {
      tried.push(asked.creates?.length ?? 0);
      if (tried.length === 2) return { committed: false, refusals: [{ part: 'move', index: 0 }] };
      return commit.call(queue.store, asked);
    };
    expect(await queue.allocate()).toBe(70);
    expect(queue.states()).toEqual(repeat(70, 'reserved'));
    expect(tried.slice(0, 3)).toEqual([62, 62, 62]);
    expect(queue.store.allEvents().map(({ seq }) => seq)).toEqual([2, 3, 4]);
  });

  it.each([
    [5, 1],
    [6, 'lost-race'],
  ])('that lose %d races in a row end with %s', async (times, expected) => {
    await queue.apply(1);
    await queue.fund(1000);
    refuse([{ part: 'move', index: 0 }], times);
    const outcome = await queue
      .allocate()
      .catch((error: unknown) => (error instanceof Fault ? error.code : error));
    expect(outcome).toBe(expected);
  });

  it('count their races anew after each group that went through', async () => {
    await queue.applyAll(70);
    await queue.fund(100_000);
    const { commit } = queue.store;
    let calls = 0;
    // Four refusals before each of three groups: twelve in all.
    queue.store.commit = async (asked) =>
      ++calls % 5 === 0
        ? commit.call(queue.store, asked)
        : { committed: false, refusals: [{ part: 'move', index: 0 }] };
    expect(await queue.allocate()).toBe(70);
  });
});

describe('time', () => {
  it.each([
    [10_000, 1],
    [9_999, { code: 'throttled', reason: 'queue-goes-on' }],
  ])('with %d ms left gives %o', async (left, expected) => {
    await queue.apply(1);
    await queue.fund(1000);
    const call = queue.allocate(undefined, () => left);
    expect(await (typeof expected === 'number' ? call : faultOf(call))).toEqual(expected);
  });

  it('that runs out between two looks leaves the rest to the next delivery, and nothing half done', async () => {
    await queue.applyAll(9);
    await queue.fund(100_000);
    let looks = 0;
    const call = queue.allocate({ first: 2, next: 2 }, () => (++looks > 2 ? 0 : Infinity));
    expect(await faultOf(call)).toMatchObject({ code: 'throttled' });
    const reserved = queue.states().filter((state) => state === 'reserved').length;
    expect(queue.budget()?.held).toBe(reserved * 1000);
    expect(await queue.allocate()).toBe(9 - reserved);
    expect(queue.states()).toEqual(repeat(9, 'reserved'));
  });
});

describe('a claim that stands already', () => {
  const standing = (n: number) => ({ id: claimOf(n), version: 1 }) as never;

  it('refuses its application, naming the claim; the others are paid', async () => {
    await queue.applyAll(3);
    await queue.fund(3000);
    await queue.store.put('claim', [standing(2)]);
    expect(await queue.allocate()).toBe(2);
    expect(queue.states()).toEqual(['reserved', 'refused', 'reserved']);
    expect(await queue.store.read('application', claimOf(2))).toMatchObject({
      refusedBy: ['stacking'],
      blockedBy: { reason: 'claim-exists', claimId: claimOf(2) },
    });
    expect(queue.budget()).toMatchObject({ available: 1000, held: 2000 });
  });

  it('is no race: more of them than races may be lost are settled one after another', async () => {
    await queue.applyAll(8);
    await queue.fund(8000);
    let next = 1;
    const { commit } = queue.store;
    queue.store.commit = async (asked) => {
      if (asked.event.type === 'claim.reserved' && next <= 7)
        await queue.store.put('claim', [standing(next++)]);
      return commit.call(queue.store, asked);
    };
    expect(await queue.allocate()).toBe(1);
    expect(queue.states()).toEqual([...repeat(7, 'refused'), 'reserved']);
  });
});

describe('an application that only a person can decide, or that gets nothing', () => {
  const LANDLORD: Application['policyId'] = 'landlord';
  beforeEach(async () => {
    await queue.rules({
      payees: [{ kind: 'third-party', percent: 100, identifiedBy: LANDLORD, zh: '房东', en: 'landlord' }],
    });
    await queue.fund(100_000);
  });

  it('goes to one with the reason, and the others go on', async () => {
    await queue.apply(1);
    await queue.apply(2);
    expect(await queue.allocate()).toBe(0);
    expect(queue.states()).toEqual(['in-review', 'in-review']);
    expect(await queue.store.read('application', claimOf(1))).toMatchObject({
      blockedBy: { reason: 'payee-unknown' },
    });
  });

  it.each([
    [5, ['in-review']],
    [6, 'lost-race'],
  ])('whose answer loses %d races in a row ends as %o', async (times, expected) => {
    await queue.apply(1);
    refuse([{ part: 'replace', index: 0 }], times, 'application.review-needed');
    const outcome = await queue.allocate().then(
      () => queue.states(),
      (error: unknown) => (error instanceof Fault ? error.code : error),
    );
    expect(outcome).toEqual(expected);
  });

  it('does not count against the races of the next', async () => {
    for (let n = 1; n <= 3; n++) await queue.apply(n);
    const { commit } = queue.store;
    let calls = 0;
    queue.store.commit = async (asked) =>
      ++calls % 5 === 0
        ? commit.call(queue.store, asked)
        : { committed: false, refusals: [{ part: 'replace', index: 0 }] };
    expect(await queue.allocate()).toBe(0);
    expect(queue.states()).toEqual(repeat(3, 'in-review'));
  });

  it('is looked at in short pieces, since each has its proof to be read', async () => {
    await queue.applyAll(12);
    const read: string[] = [];
    const { events } = queue.store;
    queue.store.events = async (subject, request) => {
      read.push(subject);
      return events.call(queue.store, subject, request);
    };
    await queue.desk.hold('payee', 'nobody');
    const { commit } = queue.store;
    queue.store.commit = () => Promise.reject(new Fault('throttled'));
    await faultOf(queue.allocate());
    queue.store.commit = commit;
    expect(read).toHaveLength(8);
  });
});

describe('a policy that was amended while people waited', () => {
  it('pays each under the version that it was filed under, in their order', async () => {
    const split = { funding: [{ treasury: 'district' as const, percent: 100 }] };
    await queue.rules({}, 1);
    await queue.rules(split, 2);
    await queue.fund(10_000);
    await queue.fund(10_000, { id: 'p.district-330106', source: 'district-330106' });
    for (const [n, policyVersion] of [
      [1, 1],
      [2, 2],
      [3, 1],
    ] as const)
      await queue.apply(n, { policyVersion });
    expect(await queue.allocate()).toBe(3);
    expect(queue.states()).toEqual(repeat(3, 'reserved'));
    expect([queue.budget()?.held, queue.budget('district-330106')?.held]).toEqual([2000, 1000]);
    expect(
      queue.store.commits.map(({ event }) => event.transfers?.map(({ id }) => id.split('/')[0])),
    ).toEqual([1, 2, 3].map((n) => [claimOf(n)]));
  });

  it('stops all behind the first that its version’s budget does not cover', async () => {
    await queue.rules({}, 1);
    await queue.rules({ funding: [{ treasury: 'district', percent: 100 }] }, 2);
    await queue.fund(10_000);
    await queue.apply(1, { policyVersion: 2 });
    await queue.apply(2, { policyVersion: 1 });
    expect(await queue.allocate()).toBe(0);
    expect(queue.states()).toEqual(['queued', 'accepted']);
  });
});

describe('a round that is shared out pro rata', () => {
  beforeEach(async () => {
    await queue.rules({ allocation: { method: 'pro-rata' } });
    await queue.fund(1000);
    await queue.applyAll(2);
  });

  it('pays nobody on its last day, and everybody the same share on the next', async () => {
    queue.desk.today = '2020-03-01';
    expect(await queue.allocate()).toBe(0);
    expect(queue.states()).toEqual(repeat(2, 'accepted'));
    queue.desk.today = TODAY;
    expect(await queue.allocate()).toBe(2);
    expect(queue.store.all('claim').map(({ amountFen }) => amountFen)).toEqual([500, 500]);
    expect(queue.budget()?.available).toBe(0);
  });

  it('waits for the last decision', async () => {
    await queue.apply(3, { state: 'in-review' });
    expect(await queue.allocate()).toBe(0);
    expect(queue.states()).toEqual(['accepted', 'accepted', 'in-review']);
  });

  it('does not wait for the decisions of another policy', async () => {
    await queue.apply(3, { policyId: 'a', state: 'in-review' });
    expect(await queue.allocate()).toBe(2);
  });

  it('whose share leaves less than a fen refuses, and goes on', async () => {
    await queue.fund(1);
    expect(await queue.allocate()).toBe(0);
    expect(queue.states()).toEqual(repeat(2, 'refused'));
  });
});

describe('a claim of many persons', () => {
  /** Firm n asks for persons whose wages are these, each paid himself. */
  async function enrol(n: number, wages: readonly number[]) {
    await queue.apply(n, { amountFen: fen(wages.reduce((sum, wage) => sum + wage, 0)) });
    const lines = wages.map((amountFen, index) => ({
      index,
      outcome: 'eligible',
      conditions: [],
      uniqueKeys: [`employee:${n}-${index}`],
      amountFen,
    }));
    await queue.store.commit({
      event: {
        subject: `application:${claimOf(n)}`,
        seq: 1,
        type: 'application.accepted',
        at: NOW,
        by: 'system',
        data: {},
        proof: { evaluation: { lines }, facts: {} },
      },
    });
  }
  const STAFF = {
    payees: [{ kind: 'employee', percent: 100, zh: '员工', en: 'employee' }],
    amount: { formula: 'lineTotal', rounding: { mode: 'down', toFen: 1 }, caps: [] },
    lines: {
      over: 'staff',
      conditions: [],
      amount: { formula: 'wage', rounding: { mode: 'down', toFen: 1 }, caps: [] },
      unique: [{ name: 'employee', zh: '员工', en: 'employee', fields: ['person'] }],
    },
  } as const;
  const reservations = () =>
    queue.store.commits.map(({ event }) => event).filter(({ type }) => type === 'claim.reserved');

  it('is reserved part by part, and only the last part ends its place in the queue', async () => {
    await queue.rules(STAFF as never);
    await queue.fund(100_000);
    const seventy = Array.from({ length: 70 }, () => 100);
    // Behind a small one, whose claim is whole in the same look.
    await enrol(1, [100]);
    await enrol(2, seventy);
    expect(await queue.allocate()).toBe(4);
    expect(queue.store.all('claim').map(({ id, amountFen }) => [id, amountFen])).toEqual([
      [claimOf(1), 100],
      [claimOf(2), 3000],
      [`${claimOf(2)}~2`, 3000],
      [`${claimOf(2)}~3`, 1000],
    ]);
    expect(queue.states()).toEqual(['reserved', 'reserved']);
    expect(queue.budget()).toMatchObject({ available: 92_900, held: 7100 });
  });

  it('keeps those behind it waiting until its last part', async () => {
    await queue.rules(STAFF as never);
    await queue.fund(3100);
    await enrol(
      1,
      Array.from({ length: 40 }, () => 100),
    );
    await enrol(2, [100]);
    expect(await queue.allocate()).toBe(0);
    await queue.fund(4000);
    expect(await queue.allocate()).toBe(2);
    expect(queue.states()).toEqual(['reserved', 'queued']);
  });

  it('of which a short budget’s share rounds a part to nothing takes that step without money', async () => {
    await queue.rules({ ...STAFF, allocation: { method: 'pro-rata' } } as never);
    await queue.fund(1000);
    await enrol(1, [...Array.from({ length: 30 }, () => 1), 2000]);
    expect(await queue.allocate()).toBe(2);
    const [first, second] = reservations();
    expect(first).toEqual({
      subject: `application:${claimOf(1)}`,
      seq: 2,
      type: 'claim.reserved',
      at: NOW,
      by: 'system',
      data: { policyId: POLICY, legs: [] },
    });
    expect(second).toMatchObject({ subject: 'budget:p.city', seq: 2, transfers: [{ amountFen: 985 }] });
    expect(queue.states()).toEqual(['reserved']);
    expect(queue.budget()).toMatchObject({ available: 15, held: 985 });
  });
});

describe('places and sums that claims of one enterprise share', () => {
  it('are made with the first claim and changed with the next, in the same commit', async () => {
    await queue.rules({
      stacking: { group: 'g', rule: 'highest', higherLevelPrevails: false },
      amount: {
        formula: 'tax',
        rounding: { mode: 'down', toFen: 1 },
        caps: [{ scope: 'enterprise', limit: 1000, zh: '企业封顶', en: 'cap' }],
      },
    });
    await queue.fund(10_000);
    await queue.apply(1);
    const again = await queue.apply(2, {
      uscc: usccOf(1),
      id: `${POLICY}.${usccOf(1)}.again`,
      amountFen: fen(1500),
    });
    expect(await queue.allocate()).toBe(2);
    expect(queue.store.all('claim').map(({ amountFen }) => amountFen)).toEqual([1000, 500]);
    expect(queue.store.all('slot')).toMatchObject([{ version: 2, claimId: again.id, amountFen: 1500 }]);
    expect(queue.store.all('cap-counter')).toMatchObject([
      { version: 2, awards: [{ claimId: claimOf(1) }, { claimId: again.id }] },
    ]);
    expect(
      queue.store.commits.map(({ creates, replaces }) =>
        [creates, replaces].map((of) => of?.map((it) => it.kind)),
      ),
    ).toEqual([
      [['claim', 'leg', 'slot', 'cap-counter'], ['application']],
      [
        ['claim', 'leg'],
        ['application', 'slot', 'cap-counter'],
      ],
    ]);
  });
});

describe('a long queue', () => {
  it('is taken in looks that grow, and everybody is paid in order', async () => {
    await queue.applyAll(20);
    await queue.fund(20_000);
    expect(await queue.allocate({ first: 2, next: 6 })).toBe(20);
    expect(queue.states()).toEqual(repeat(20, 'reserved'));
    expect(listed()[0]).toBe(2);
    expect(
      listed()
        .slice(1)
        .every((limit) => limit === 6),
    ).toBe(true);
    const order = queue.store.commits.flatMap(({ event: { transfers = [] } }) =>
      transfers.map(({ id }) => id.split('/')[0]),
    );
    expect(order).toEqual(Array.from({ length: 20 }, (_, index) => claimOf(index + 1)));
  });

  it('is not looked at further than the money goes, and by one more', async () => {
    await queue.applyAll(20);
    await queue.fund(5999);
    expect(await queue.allocate({ first: 2, next: 100 })).toBe(5);
    expect(queue.states()).toEqual([...repeat(5, 'reserved'), 'queued', ...repeat(14, 'accepted')]);
    // After two for 2,000 fen there is money for two times as many, and one who waits.
    expect(listed()[1]).toBe(5);
  });

  it('is looked at once when it is taken up whole', async () => {
    await queue.applyAll(3);
    await queue.fund(10_000);
    expect(await queue.allocate()).toBe(3);
    expect(listed()).toEqual([100]);
  });

  it('is looked at no further once money has run out', async () => {
    await queue.applyAll(8);
    await queue.fund(1500);
    expect(await queue.allocate({ first: 4, next: 4 })).toBe(1);
    expect(listed()).toEqual([4]);
    expect(queue.states()).toEqual(['reserved', 'queued', ...repeat(6, 'accepted')]);
  });

  it('whose look ahead fails is looked at again in its turn', async () => {
    await queue.applyAll(6);
    await queue.fund(10_000);
    const { list } = queue.store;
    let calls = 0;
    queue.store.list = async (kind, query) => {
      if (++calls === 2) throw new Fault('throttled');
      return list.call(queue.store, kind, query) as never;
    };
    expect(await queue.allocate({ first: 2, next: 2 })).toBe(6);
    expect(queue.states()).toEqual(repeat(6, 'reserved'));
  });

  it('after a race begins with a short look again', async () => {
    await queue.applyAll(12);
    await queue.fund(100_000);
    const { commit } = queue.store;
    let calls = 0;
    queue.store.commit = async (asked) =>
      ++calls === 2
        ? { committed: false, refusals: [{ part: 'move', index: 0 }] }
        : commit.call(queue.store, asked);
    expect(await queue.allocate({ first: 2, next: 4 })).toBe(12);
    expect(listed().filter((limit) => limit === 2)).toHaveLength(2);
  });

  it('of which nobody waits costs one look and nothing more', async () => {
    expect(await queue.allocate()).toBe(0);
    expect(queue.store.pages).toEqual([{ of: 'funding', limit: 100 }]);
  });
});

describe('several policies', () => {
  it('are allocated once each; those that failed in a way that may pass are told by their place', async () => {
    await queue.apply(1);
    await queue.fund(1000);
    const { list } = queue.store;
    const asked: string[] = [];
    queue.store.list = async (kind, query) => {
      asked.push(query.prefix ?? '');
      if (query.prefix === 'busy#') throw new Fault('throttled');
      return list.call(queue.store, kind, query) as never;
    };
    const failed = await allocatePolicies(queue.desk.deps, ['busy', POLICY, 'busy', POLICY]);
    expect(failed).toEqual([0, 2]);
    expect(queue.states()).toEqual(['reserved']);
    expect(asked.filter((prefix) => prefix === 'busy#')).toHaveLength(1);
  });

  it('of which one fails for good are not passed over in silence', async () => {
    queue.store.list = () => Promise.reject(new Fault('not-found'));
    await expect(allocatePolicies(queue.desk.deps, [POLICY])).rejects.toThrow(Fault);
    queue.store.list = () => Promise.reject(new TypeError('broken'));
    await expect(allocatePolicies(queue.desk.deps, [POLICY])).rejects.toThrow('broken');
  });

  it('share the time and the sizes that they are given', async () => {
    await queue.apply(1);
    await queue.fund(1000);
    expect(await allocatePolicies(queue.desk.deps, [POLICY], () => 0)).toEqual([0]);
    expect(await allocatePolicies(queue.desk.deps, [POLICY], undefined, { first: 7, next: 7 })).toEqual([]);
    expect(listed()).toEqual([7]);
  });
});

describe('a look at the queue', () => {
  const look = (limit = 100, behind: readonly Application[] = [], most = 50) =>
    lookAtQueue(queue.desk.deps, POLICY, { limit, behind, undecidedMost: async () => most });
  const ids = (applications: readonly Application[]) => applications.map(({ id }) => id);

  it('shows who waits in order, and the places of the undecided before the last of them', async () => {
    await queue.apply(1, { state: 'submitted' });
    await queue.apply(2);
    const third = await queue.apply(3, { state: 'in-review' });
    await queue.apply(4, { state: 'queued' });
    await queue.apply(5, { state: 'submitted' });
    const seen = await look();
    expect(ids(seen.queue)).toEqual([claimOf(2), claimOf(4)]);
    expect(seen.undecided).toEqual([orderOf(applicationOf(1)), orderOf(third)]);
    expect([seen.isCut, seen.isComplete]).toEqual([false, true]);
  });

  it('of nobody asks no further, and says whether more may wait behind', async () => {
    const held = { reason: '核查', since: NOW, by: 'auditor' };
    expect(await look()).toEqual({ queue: [], undecided: [], isCut: false, isComplete: true });
    for (let n = 1; n <= 3; n++) await queue.apply(n, { hold: held });
    const pages = queue.store.pages.length;
    expect(await look(2)).toMatchObject({ queue: [], isCut: false, isComplete: false });
    expect(queue.store.pages).toHaveLength(pages + 1);
  });

  it('of another policy is another queue, even of one whose name goes on', async () => {
    await queue.apply(1, { policyId: `${POLICY}-more` });
    expect((await look()).queue).toEqual([]);
  });

  it('behind those who are being reserved begins behind the last of them', async () => {
    const behind = [await queue.apply(1), await queue.apply(2)];
    await queue.apply(3);
    expect(ids((await look(100, behind)).queue)).toEqual([claimOf(3)]);
  });

  /** Acts between the reads of a look: when the places of a group are asked for. */
  const meanwhile = (group: string, act: () => Promise<unknown>) => {
    const { listKeys } = queue.store;
    queue.store.listKeys = async (kind, query) => {
      queue.store.listKeys = listKeys;
      const page = query.group === group ? undefined : await listKeys.call(queue.store, kind, query);
      await act();
      return page ?? listKeys.call(queue.store, kind, query);
    };
  };

  it('misses nobody who is accepted between its reads: he takes his place, and is undecided no more', async () => {
    await queue.apply(1, { state: 'submitted' });
    await queue.apply(2);
    // The undecided were read, and before the queue's places are read again the first is accepted.
    meanwhile('funding', () => queue.apply(1));
    const seen = await look();
    expect(ids(seen.queue)).toEqual([claimOf(1), claimOf(2)]);
    expect(seen.undecided).toEqual([]);
  });

  it('leaves out who came meanwhile and is held, or is gone again', async () => {
    await queue.apply(1, { state: 'submitted' });
    await queue.apply(2);
    await queue.apply(9);
    const held = { reason: '核查', since: NOW, by: 'auditor' };
    meanwhile('funding', () => queue.apply(1, { hold: held }));
    expect(ids((await look()).queue)).toEqual([claimOf(2), claimOf(9)]);
    await queue.apply(1, { state: 'submitted' });
    const { readMany } = queue.store;
    queue.store.readMany = async (kind, of) =>
      (await readMany.call(queue.store, kind, of)).map(() => undefined) as never;
    meanwhile('funding', () => queue.apply(1));
    expect(ids((await look()).queue)).toEqual([claimOf(2), claimOf(9)]);
  });

  it('does not take those who are being reserved at this moment for newcomers', async () => {
    const behind = [await queue.apply(1), await queue.apply(2)];
    const seen = await queue.apply(3);
    expect(ids((await look(100, behind)).queue)).toEqual([seen.id]);
    // Nor those who stood on its own page, held.
    await queue.apply(3, { hold: { reason: '核查', since: NOW, by: 'auditor' } });
    await queue.apply(4);
    const read: string[] = [];
    const { readMany } = queue.store;
    queue.store.readMany = async (kind, of) => {
      read.push(...of);
      return readMany.call(queue.store, kind, of) as never;
    };
    expect(ids((await look(100, behind)).queue)).toEqual([claimOf(4)]);
    expect(read).toEqual([]);
  });

  it('that was cut says so, and takes nobody off the list: the count must not fall below what it was cut at', async () => {
    for (let n = 1; n <= 5; n++) await queue.apply(n, { state: 'submitted' });
    await queue.apply(9);
    meanwhile('funding', () => queue.apply(1));
    const seen = await look(100, [], 3);
    expect(seen.isCut).toBe(true);
    expect(seen.undecided).toEqual([1, 2, 3].map((n) => orderOf(applicationOf(n))));
    expect(ids(seen.queue)).toEqual([claimOf(1), claimOf(9)]);
  });

  it('at exactly as many as matter is cut; at one less it is whole', async () => {
    for (let n = 1; n <= 3; n++) await queue.apply(n, { state: 'submitted' });
    await queue.apply(9);
    expect((await look(100, [], 3)).isCut).toBe(true);
    expect((await look(100, [], 4)).isCut).toBe(false);
  });

  it('asks how many of the undecided matter for those whom it shows', async () => {
    await queue.apply(1);
    await queue.apply(2);
    let asked: readonly Application[] = [];
    await lookAtQueue(queue.desk.deps, POLICY, {
      limit: 1,
      behind: [],
      undecidedMost: async (shown) => {
        asked = shown;
        return 1;
      },
    });
    expect(ids(asked)).toEqual([claimOf(1)]);
  });
});

describe('an index that lags behind', () => {
  const look = () =>
    lookAtQueue(queue.desk.deps, POLICY, { limit: 100, behind: [], undecidedMost: async () => 50 });
  const shows = (items: readonly Application[]) => {
    queue.store.list = async () => ({ items: [...items] }) as never;
  };

  it('still shows who is reserved by now: he does not wait', async () => {
    shows([await queue.apply(1, { state: 'reserved' }), await queue.apply(2)]);
    expect((await look()).queue.map(({ id }) => id)).toEqual([claimOf(2)]);
  });

  it('shows who filed anew in his old place: his place is the one of the filing that stands', async () => {
    await queue.apply(3, { state: 'submitted' });
    shows([await queue.apply(4), await queue.apply(2)]);
    const seen = await look();
    expect(seen.queue.map(({ id }) => id)).toEqual([claimOf(2), claimOf(4)]);
    expect(seen.undecided).toHaveLength(1);
  });
});

describe('the places of open applications', () => {
  it('are those of one policy alone', async () => {
    await queue.apply(1, { policyId: 'a', state: 'submitted' });
    await queue.apply(2, { state: 'submitted' });
    const places = await openPlaces(queue.desk.deps, POLICY, 'undecided');
    expect(places.map(({ id }) => id)).toEqual([claimOf(2)]);
  });

  it('are read page by page to the end, each of its own list, in order', async () => {
    for (let n = 1; n <= 5; n++) await queue.apply(n, { state: n % 2 ? 'submitted' : 'accepted' });
    const { listKeys } = queue.store;
    queue.store.listKeys = (kind, query) => listKeys.call(queue.store, kind, { ...query, limit: 1 });
    const places = (await openPlaces(queue.desk.deps, POLICY, 'undecided')).map(({ id }) => id);
    expect(places).toEqual([1, 3, 5].map(claimOf));
    expect(await openPlaces(queue.desk.deps, POLICY, 'funding')).toEqual(
      [2, 4].map((n) => ({ id: claimOf(n), sort: orderOf(applicationOf(n)) })),
    );
  });

  it('are those before one, and no more than are wanted', async () => {
    for (let n = 1; n <= 5; n++) await queue.apply(n, { state: 'submitted' });
    const before = applicationOf(4);
    const places = async (request: Parameters<typeof openPlaces>[3]) =>
      (await openPlaces(queue.desk.deps, POLICY, 'undecided', request)).map(({ id }) => id);
    expect(await places({ before })).toEqual([1, 2, 3].map(claimOf));
    queue.store.pages.length = 0;
    expect(await places({ before, most: 2 })).toEqual([1, 2].map(claimOf));
    expect(await places({ most: 1 })).toEqual([claimOf(1)]);
    expect(queue.store.pages.map(({ limit }) => limit)).toEqual([2, 1]);
    expect(await places({})).toHaveLength(5);
    expect(queue.store.pages.at(-1)?.limit).toBe(2000);
  });
});

describe('how many without a decision stand before one', () => {
  const places = [1, 3, 5].map((n) => orderOf(applicationOf(n)));
  it.each([
    [1, false, 0],
    [2, false, 1],
    [3, false, 1],
    [4, false, 2],
    [5, false, 2],
    [6, false, 3],
    [2, true, 1],
    [5, true, 2],
    // Behind the last that was read of a list that was cut nobody can know.
    [6, true, Infinity],
  ])('of number %d, where the list was cut: %s, is %d', (n, isCut, expected) => {
    expect(countBefore({ undecided: places, isCut }, applicationOf(n))).toBe(expected);
  });

  it('is none where there are none, and unknown where even the first was cut off', () => {
    expect(countBefore({ undecided: [], isCut: false }, applicationOf(1))).toBe(0);
    const first = applicationOf(1, { policyId: '2020-aid' });
    expect(countBefore({ undecided: [], isCut: true }, first)).toBe(Infinity);
  });
});
