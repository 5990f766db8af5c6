// Letting a refused application through beside an earlier claim: two people, a reason that stays, and never the same claim twice.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Application } from '../../core/application/application.ts';
import { claimOverrideSchema } from '../../core/disbursement/override.ts';
import { askOverride, grantOverride } from '../../functions/disbursement/override-claim.ts';
import { claimOf, NOW, POLICY } from '../payment/payment-desk.ts';
import { openAllocatorDesk, type AllocatorDesk } from './allocator-desk.ts';
import { faultOf } from '../world/fault-of.ts';

let queue: AllocatorDesk;
beforeEach(async () => {
  queue = await openAllocatorDesk();
});
const EARLIER = claimOf(9);
const REFUSED: Partial<Application> = {
  state: 'refused',
  refusedBy: ['stacking'],
  blockedBy: { reason: 'stacking', claimId: EARLIER },
};
const ask = (by = 'clerk') => askOverride(queue.desk.deps, claimOf(1), '前次已退回', by);
const grant = (by = 'chief') => grantOverride(queue.desk.deps, claimOf(1), by);
/** Another act comes first, just before the next commit. */
const meanwhile = (change: Partial<Application>) => {
  queue.store.beforeCommit = async () => {
    const now = (await queue.store.read('application', claimOf(1))) as Application;
    await queue.store.put('application', [{ ...now, version: now.version + 1, ...change }]);
  };
};

describe('what is asked', () => {
  it('names the claim that stands in the way, with who asked, when and why', async () => {
    await queue.apply(1, REFUSED);
    const asked = await ask();
    expect(asked).toEqual({
      id: claimOf(1),
      version: 1,
      state: 'requested',
      reason: '前次已退回',
      earlierClaimId: EARLIER,
      requestedBy: 'clerk',
      requestedAt: NOW,
    });
    expect(await queue.store.read('override', claimOf(1))).toEqual(asked);
    expect(queue.store.allEvents()).toEqual([
      {
        subject: `override:${claimOf(1)}`,
        seq: 1,
        type: 'override.requested',
        at: NOW,
        by: 'clerk',
        data: { applicationId: claimOf(1), earlierClaimId: EARLIER, reason: '前次已退回' },
      },
    ]);
    expect(queue.states()).toEqual(['refused']);
  });

  it('anew replaces what was asked before, and counts on', async () => {
    await queue.apply(1, REFUSED);
    await ask();
    const again = await ask('another');
    expect(again).toMatchObject({ version: 2, requestedBy: 'another' });
    expect(await queue.store.read('override', claimOf(1))).toEqual(again);
    expect(queue.eventTypes()).toEqual(['override.requested', 'override.requested']);
  });

  it.each<[string, Partial<Application>]>([
    ['is accepted', { ...REFUSED, state: 'accepted' }],
    ['was refused by a rule', { ...REFUSED, refusedBy: ['已纳税'] }],
    ['was refused without a rule named', { state: 'refused', blockedBy: { reason: 'x', claimId: EARLIER } }],
    ['met no claim', { ...REFUSED, blockedBy: { reason: 'stacking' } }],
    ['was refused and says no more', { state: 'refused', refusedBy: ['stacking'] }],
  ])('for one that %s is refused', async (_what, changes) => {
    await queue.apply(1, changes);
    expect(await faultOf(ask())).toMatchObject({
      code: 'unprocessable',
      reason: 'no-override',
      zh: '只有因与其他权益冲突被拒的申报可以特批',
      en: 'Only an application refused beside an earlier claim can be let through',
    });
    expect(queue.store.commits).toEqual([]);
  });

  it('for one that met its own claim is refused: nothing may pay that twice', async () => {
    await queue.apply(1, { ...REFUSED, blockedBy: { reason: 'claim-exists', claimId: claimOf(1) } });
    expect(await faultOf(ask())).toMatchObject({
      code: 'unprocessable',
      reason: 'no-override',
      zh: '同一权益不能支付两次',
      en: 'The same claim cannot be paid twice',
    });
  });

  it('for one that nobody filed is not found', async () => {
    const missing = {
      code: 'not-found',
      reason: 'application',
      zh: '没有这项申报',
      en: 'No such application',
    };
    expect(await faultOf(ask())).toMatchObject(missing);
    expect(await faultOf(grant())).toMatchObject(missing);
  });

  it('loses its race when the application moves on meanwhile', async () => {
    await queue.apply(1, REFUSED);
    meanwhile({ state: 'withdrawn' });
    expect(await faultOf(ask())).toMatchObject({ code: 'lost-race' });
    expect(await queue.store.read('override', claimOf(1))).toBeUndefined();
  });

  it.each(['', 'x'.repeat(501)])('takes a reason of 1 to 500 characters, not %#', (reason) => {
    const override = {
      id: 'a',
      version: 1,
      state: 'requested',
      reason,
      earlierClaimId: 'b',
      requestedBy: 'c',
      requestedAt: NOW,
    };
    expect(claimOverrideSchema.safeParse(override).success).toBe(false);
    expect(claimOverrideSchema.safeParse({ ...override, reason: 'x' }).success).toBe(true);
    expect(claimOverrideSchema.safeParse({ ...override, reason: 'x'.repeat(500) }).success).toBe(true);
    expect(claimOverrideSchema.safeParse({ ...override, reason: 'x', state: 'approved' }).success).toBe(true);
    expect(claimOverrideSchema.safeParse({ ...override, reason: 'x', state: 'other' }).success).toBe(false);
  });
});

describe('what a second person approves', () => {
  const granted = {
    reason: '前次已退回',
    requestedBy: 'clerk',
    approvedBy: 'chief',
    earlierClaimId: EARLIER,
  };

  it('is accepted again in its old place, and says for good who let it through and why', async () => {
    const filed = await queue.apply(1, REFUSED);
    await ask();
    const { refusedBy: _refused, blockedBy: _blocked, ...rest } = filed;
    const expected = { ...rest, version: 2, state: 'accepted', override: granted };
    expect(await grant()).toEqual(expected);
    expect(await queue.store.read('application', claimOf(1))).toEqual(expected);
    expect(await queue.store.read('override', claimOf(1))).toMatchObject({
      version: 2,
      state: 'approved',
      approvedBy: 'chief',
    });
    expect(queue.store.allEvents()[1]).toEqual({
      subject: `application:${claimOf(1)}`,
      seq: 2,
      type: 'application.accepted',
      at: NOW,
      by: 'chief',
      data: {
        applicationId: claimOf(1),
        policyId: POLICY,
        districtCode: '330106',
        state: 'accepted',
        override: granted,
      },
    });
  });

  it('is not what he himself asked for', async () => {
    await queue.apply(1, REFUSED);
    await ask();
    expect(await faultOf(grant('clerk'))).toEqual({
      code: 'forbidden',
      reason: 'same-person',
      zh: '申请人不能批准自己的特批',
      en: 'Who asked may not approve it',
    });
    expect(queue.states()).toEqual(['refused']);
  });

  it('is not what he asked for while his approval was on its way: the store sees the person too', async () => {
    await queue.apply(1, REFUSED);
    const asked = await ask();
    queue.store.beforeCommit = () => queue.store.put('override', [{ ...asked, requestedBy: 'chief' }]);
    expect(await faultOf(grant())).toMatchObject({ code: 'lost-race' });
    expect(queue.states()).toEqual(['refused']);
  });

  it('was asked for', async () => {
    await queue.apply(1, REFUSED);
    expect(await faultOf(grant())).toEqual({
      code: 'not-found',
      reason: 'override',
      zh: '没有特批申请',
      en: 'No override was asked for',
    });
  });

  const nothing = {
    code: 'unprocessable',
    reason: 'no-override',
    zh: '没有待批准的特批申请',
    en: 'Nothing waits for approval',
  };
  it('is approved once', async () => {
    await queue.apply(1, REFUSED);
    await ask();
    await grant();
    await queue.apply(1, REFUSED);
    expect(await faultOf(grant('third'))).toEqual(nothing);
  });

  it('is still refused when it is approved: one that was withdrawn stays so', async () => {
    await queue.apply(1, REFUSED);
    await ask();
    await queue.apply(1, { ...REFUSED, state: 'withdrawn' });
    expect(await faultOf(grant())).toEqual(nothing);
  });

  it('loses its race when the application moves on meanwhile', async () => {
    await queue.apply(1, REFUSED);
    await ask();
    meanwhile({ state: 'withdrawn' });
    expect(await faultOf(grant())).toMatchObject({ code: 'lost-race' });
    expect(await queue.store.read('override', claimOf(1))).toMatchObject({ state: 'requested' });
  });
});
