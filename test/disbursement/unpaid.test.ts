// Who gets no money now: what he is told, once; and the share that a closed round leaves everybody.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Application } from '../../core/application/application.ts';
import type { Unpaid } from '../../core/disbursement/allocate-budget.ts';
import type { Reservation } from '../../core/disbursement/reserve.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { fen } from '../../core/kernel/fen.ts';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import { fixShare, isRoundOpen } from '../../functions/disbursement/fix-share.ts';
import { markQueued, refuseStanding, settleUnpaid } from '../../functions/disbursement/settle-unpaid.ts';
import type { CommitRefusal } from '../../functions/ports.ts';
import { claimOf, NOW, POLICY } from '../payment/payment-desk.ts';
import { applicationOf, openAllocatorDesk, type AllocatorDesk } from './allocator-desk.ts';

let queue: AllocatorDesk;
beforeEach(async () => {
  queue = await openAllocatorDesk();
});
const stored = (n = 1) => queue.store.readNow('application', claimOf(n));
const told = {
  subject: `application:${claimOf(1)}`,
  seq: 2,
  at: NOW,
  by: 'system',
};
const about = { applicationId: claimOf(1), policyId: POLICY, districtCode: '330106' };

describe('an application that is settled without money', () => {
  const settle = (application: Application, why: Unpaid['why']) =>
    settleUnpaid(queue.desk.deps, { application, why });

  it('stands beside an earlier claim: refused, and the claim is named', async () => {
    const filed = await queue.apply(1);
    const why = { kind: 'refused', reason: 'cap', earlierClaimId: 'p.u.1' } as const;
    expect(await settle(filed, why)).toBe(true);
    expect(stored()).toEqual({
      ...filed,
      version: 2,
      state: 'refused',
      refusedBy: ['cap'],
      blockedBy: { reason: 'cap', claimId: 'p.u.1' },
      decidedAt: NOW,
    });
    expect(queue.store.allEvents()).toEqual([
      { ...told, type: 'application.refused', data: { ...about, refusedBy: ['cap'], earlierClaim: 'p.u.1' } },
    ]);
  });

  it('cannot be worked out: a person sees it, with the reason and what is known of it', async () => {
    const filed = await queue.apply(1);
    expect(await settle(filed, new Fault('unprocessable', { reason: 'payee-unknown', zh: '无' }))).toBe(true);
    expect(stored()).toEqual({
      ...filed,
      version: 2,
      state: 'in-review',
      blockedBy: { reason: 'payee-unknown' },
    });
    expect(queue.store.allEvents()).toEqual([
      {
        ...told,
        type: 'application.review-needed',
        data: about,
        proof: { fault: { code: 'unprocessable', reason: 'payee-unknown', zh: '无' } },
      },
    ]);
    // A fault without a reason of its own is named by its kind.
    const other = await queue.apply(2);
    await settle(other, new Fault('not-found'));
    expect(stored(2)?.blockedBy).toEqual({ reason: 'not-found' });
  });

  it('has all its parts: reserved, by the event of a last part with no leg more', async () => {
    const filed = await queue.apply(1, { award: { amountFen: fen(9), reservedFen: fen(9), parts: 2 } });
    expect(await settle(filed, { kind: 'finished' })).toBe(true);
    expect(stored()).toEqual({ ...filed, version: 2, state: 'reserved' });
    expect(queue.store.allEvents()).toEqual([
      { ...told, type: 'claim.reserved', data: { ...about, legs: [] } },
    ]);
  });

  it('was settled by somebody else meanwhile: nothing is done twice', async () => {
    const filed = await queue.apply(1);
    await queue.apply(1, { version: 2, state: 'withdrawn' });
    expect(await settle(filed, { kind: 'finished' })).toBe(false);
    expect(stored()?.state).toBe('withdrawn');
  });
});

describe('a group that met claims that stand already', () => {
  const CREATE: CommitRefusal = { part: 'create', index: 0 };
  const group = (...applications: Application[]): Reservation[] =>
    applications.map((application) => ({ application, claim: { id: application.id } }) as Reservation);
  const stand = (n: number) => queue.store.put('claim', [{ id: claimOf(n), version: 1 } as never]);
  const refuse = (applications: Application[], refusals: readonly CommitRefusal[] = [CREATE]) =>
    refuseStanding(queue.desk.deps, group(...applications), refusals);

  it('refuses theirs, each with its own claim named, and leaves the others', async () => {
    const filed = [await queue.apply(1), await queue.apply(2, { state: 'queued' }), await queue.apply(3)];
    await stand(1);
    await stand(2);
    expect(await refuse(filed)).toBe(true);
    expect(queue.states()).toEqual(['refused', 'refused', 'accepted']);
    expect(stored(2)).toMatchObject({
      refusedBy: ['stacking'],
      blockedBy: { reason: 'claim-exists', claimId: claimOf(2) },
      decidedAt: NOW,
    });
    expect(queue.store.allEvents()[0]).toEqual({
      ...told,
      type: 'application.refused',
      data: { ...about, refusedBy: ['stacking'], earlierClaim: claimOf(1) },
    });
  });

  it.each<[string, readonly CommitRefusal[], boolean]>([
    ['a replaced thing only', [{ part: 'replace', index: 0 }], false],
    ['a claim beside something else', [{ part: 'move', index: 0 }, CREATE], true],
    ['nothing', [], false],
  ])('is known by what refused the commit: %s', async (_what, refusals, expected) => {
    const filed = await queue.apply(1);
    await stand(1);
    expect(await refuse([filed], refusals)).toBe(expected);
  });

  it('says that it settled nothing where the place was taken and no claim stands', async () => {
    expect(await refuse([await queue.apply(1)])).toBe(false);
    expect(queue.states()).toEqual(['accepted']);
  });

  it.each<[string, Partial<Application>]>([
    ['withdrew', { state: 'withdrawn' }],
    ['is reserved', { state: 'reserved' }],
    ['has a part of its award', { award: { amountFen: fen(9), reservedFen: fen(5), parts: 1 } }],
  ])('does not refuse who by now %s', async (_what, changes) => {
    const filed = await queue.apply(1);
    const now = await queue.apply(1, changes);
    await stand(1);
    expect(await refuse([filed])).toBe(false);
    expect(stored()).toEqual(now);
  });

  it('has settled something when one of two was', async () => {
    const filed = [await queue.apply(1), await queue.apply(2)];
    await queue.apply(2, { state: 'withdrawn' });
    await stand(1);
    await stand(2);
    expect(await refuse(filed)).toBe(true);
    expect(queue.states()).toEqual(['refused', 'withdrawn']);
  });

  it('of whom one is gone from the store passes over it', async () => {
    await stand(1);
    expect(await refuse([applicationOf(1)])).toBe(false);
  });
});

describe('who waits for money', () => {
  it('is told once', async () => {
    const filed = await queue.apply(1);
    await markQueued(queue.desk.deps, filed);
    expect(stored()).toEqual({ ...filed, version: 2, state: 'queued' });
    expect(queue.store.allEvents()).toEqual([
      { ...told, type: 'claim.queued', data: { applicationId: claimOf(1), policyId: POLICY } },
    ]);
    await markQueued(queue.desk.deps, stored() as Application);
    expect(queue.store.commits.length).toBe(1);
  });
});

describe('a round that is shared out', () => {
  const PREFIX = `${POLICY}#`;
  const CITY_AND_DISTRICT: PolicyDocument['funding'] = [
    { treasury: 'city', percent: 60 },
    { treasury: 'district', percent: 40 },
  ];
  const documentOf = (until?: string): PolicyDocument =>
    ({
      id: POLICY,
      dates: { validity: {}, application: until === undefined ? {} : { until } },
    }) as unknown as PolicyDocument;
  const fix = () => fixShare(queue.desk.deps, documentOf('2020-03-01'), PREFIX);
  const shareOf = (...shares: object[]) => ({ id: POLICY, version: 1, fixedAt: NOW, shares });

  it('is open to the end of its last day, and without one for ever', () => {
    expect(isRoundOpen(documentOf('2020-03-01'), '2020-03-01')).toBe(true);
    expect(isRoundOpen(documentOf('2020-03-01'), '2020-03-02')).toBe(false);
    expect(isRoundOpen(documentOf(), '9999-12-31')).toBe(true);
  });

  it('fixes what each treasury has for what is asked of it, as an event of its own', async () => {
    await queue.rules({ funding: CITY_AND_DISTRICT });
    await queue.fund(900);
    await queue.fund(5000, { id: `${POLICY}.district-330106`, source: 'district-330106' });
    await queue.applyAll(2);
    const expected = shareOf(
      { budgetId: `${POLICY}.city`, availableFen: 900, neededFen: 1200 },
      { budgetId: `${POLICY}.district-330106`, availableFen: 5000, neededFen: 800 },
    );
    expect(await fix()).toEqual(expected);
    expect(await queue.store.read('allocation-share', POLICY)).toEqual(expected);
    expect(queue.store.allEvents()).toEqual([
      {
        subject: `allocation-share:${POLICY}`,
        seq: 1,
        type: 'allocation.fixed',
        at: NOW,
        by: 'system',
        data: { policyId: POLICY, shares: expected.shares },
      },
    ]);
  });

  it('is fixed once: neither new money nor a new application changes it', async () => {
    await queue.fund(900);
    await queue.apply(1);
    const first = await fix();
    await queue.fund(5000);
    await queue.apply(2);
    expect(await fix()).toEqual(first);
    expect(queue.store.commits.length).toBe(1);
  });

  it('counts all who wait, page by page', async () => {
    await queue.fund(900);
    await queue.applyAll(501);
    expect(await fix()).toEqual(
      shareOf({ budgetId: `${POLICY}.city`, availableFen: 900, neededFen: 501_000 }),
    );
  });

  it('asks nothing for an application without an amount', async () => {
    await queue.fund(900);
    const { amountFen: _none, ...filed } = applicationOf(1);
    await queue.store.put('application', [filed]);
    await queue.apply(2);
    expect((await fix())?.shares).toMatchObject([{ neededFen: 1000 }]);
  });

  it('waits for a budget that is empty', async () => {
    await queue.apply(1);
    await queue.fund(0);
    expect(await fix()).toBeUndefined();
    expect(queue.store.commits).toEqual([]);
  });

  it('waits for a budget that nobody opened', async () => {
    await queue.rules({ funding: [{ treasury: 'district', percent: 100 }] });
    await queue.apply(1);
    expect(await fix()).toBeUndefined();
    expect(queue.store.commits).toEqual([]);
  });

  it('waits though only one of two budgets is empty: a fen of each is a beginning', async () => {
    await queue.rules({ funding: CITY_AND_DISTRICT });
    await queue.fund(1);
    await queue.fund(0, { id: `${POLICY}.district-330106`, source: 'district-330106' });
    await queue.apply(1);
    expect(await fix()).toBeUndefined();
    await queue.fund(1, { id: `${POLICY}.district-330106`, source: 'district-330106' });
    expect((await fix())?.shares).toMatchObject([{ availableFen: 1 }, { availableFen: 1 }]);
  });

  it('waits for the last decision of its own policy, and of no other', async () => {
    await queue.fund(900);
    await queue.apply(1);
    await queue.apply(2, { policyId: 'another', state: 'in-review' });
    await queue.apply(3, { state: 'in-review' });
    expect(await fix()).toBeUndefined();
    await queue.apply(3, { state: 'refused' });
    expect(await fix()).toBeDefined();
  });

  it('takes the share that another handler fixed at the same time', async () => {
    await queue.fund(900);
    await queue.apply(1);
    const theirs = shareOf({ budgetId: `${POLICY}.city`, availableFen: 800, neededFen: 1000 });
    queue.store.beforeCommit = () => queue.store.put('allocation-share', [theirs as never]);
    expect(await fix()).toEqual(theirs);
  });
});
