// Payees' accounts, as the finance desk cares: two people or the bank vouch for where money goes, and a change cools before it counts.
import { beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '../../core/kernel/fault.ts';
import type { BankAccount } from '../../core/payment/bank-message.ts';
import { accountInForce } from '../../core/payment/payee-account.ts';
import { findPayees, isPutRight } from '../../functions/payment/find-payees.ts';
import { registerAccount, verifyByPerson } from '../../functions/payment/register-account.ts';
import {
  accountOf,
  DeskStore,
  NOW,
  openPaymentDesk,
  TODAY,
  usccOf,
  type PaymentDesk,
} from './payment-desk.ts';
import { faultOf } from '../world/fault-of.ts';

const FIRM = usccOf(1);
const FIRST = accountOf(1);
const OTHER = { ...FIRST, account: '629' };
/** Two working days after a Monday. */
const COOLED = '2020-03-04';

let desk: PaymentDesk;
beforeEach(async () => {
  desk = await openPaymentDesk();
});
const register = (payee: BankAccount, by = 'clerk', more: { uscc?: string; payeeId?: string } = {}) =>
  registerAccount(desk.deps, { uscc: FIRM, payee, ...more }, by);
const verify = (by = 'checker', payeeId = FIRM) => verifyByPerson(desk.deps, payeeId, by);
const stored = (payeeId = FIRM) => desk.store.read('account', payeeId);
const verified = (payee: BankAccount, more: object = {}) => ({
  payee,
  proposedBy: 'clerk',
  verifiedBy: 'checker',
  verifiedAt: NOW,
  effectiveFrom: TODAY,
  ...more,
});

describe('a first account', () => {
  it('waits for a second person, and is in force on the day on which that one verifies it', async () => {
    const waiting = {
      id: FIRM,
      version: 1,
      uscc: FIRM,
      proposed: { payee: FIRST, proposedBy: 'clerk', proposedAt: NOW },
    };
    expect(await register(FIRST)).toEqual(waiting);
    expect(await stored()).toEqual(waiting);
    expect(accountInForce(await stored(), TODAY)).toBeUndefined();
    const done = { id: FIRM, version: 2, uscc: FIRM, current: verified(FIRST) };
    expect(await verify()).toEqual(done);
    expect(await stored()).toEqual(done);
    const event = { subject: `account:${FIRM}`, at: NOW };
    expect(desk.store.allEvents()).toEqual([
      {
        ...event,
        seq: 1,
        type: 'account.registered',
        by: 'clerk',
        data: { uscc: FIRM, effectiveFrom: null },
      },
      {
        ...event,
        seq: 2,
        type: 'account.verified',
        by: 'checker',
        data: { uscc: FIRM, effectiveFrom: TODAY },
      },
    ]);
  });

  it('is never verified by who registered it: not in code, and not in the transaction', async () => {
    await register(FIRST);
    expect(await faultOf(verify('clerk'))).toEqual({
      code: 'forbidden',
      reason: 'same-person',
      zh: '登记人不能核验自己登记的账户',
      en: 'The person who registered an account may not verify it',
    });
    await verify();
    const commit = desk.store.commits.at(-1);
    const proposedBy = async (by: string) => {
      const other = new DeskStore();
      const proposed = { payee: FIRST, proposedBy: by, proposedAt: NOW };
      await other.put('account', [{ id: FIRM, version: 1, uscc: FIRM, proposed }]);
      return (await other.commit(commit!)).committed;
    };
    expect([await proposedBy('checker'), await proposedBy('clerk')]).toEqual([false, true]);
  });

  it('that the bank itself has verified needs nobody else', async () => {
    desk.known.set(FIRM, FIRST);
    const done = { id: FIRM, version: 1, uscc: FIRM, current: verified(FIRST, { verifiedBy: 'bank' }) };
    expect(await register(FIRST)).toEqual(done);
    expect(await stored()).toEqual(done);
    expect(desk.store.allEvents()).toMatchObject([
      { seq: 1, type: 'account.verified', by: 'clerk', data: { effectiveFrom: TODAY } },
    ]);
  });

  it.each([
    ['account', { account: '629' }],
    ['bank', { clearingMember: '102331000009' }],
    ['name', { name: '别人' }],
  ])('of another %s than the bank has waits for a second person', async (_, changes) => {
    desk.known.set(FIRM, FIRST);
    expect((await register({ ...FIRST, ...changes })).current).toBeUndefined();
  });

  it('can be registered anew before it is verified: the last one counts', async () => {
    await register(FIRST);
    await register(OTHER, 'other');
    expect(await verify()).toMatchObject({ version: 3, current: { payee: OTHER, proposedBy: 'other' } });
  });

  it('of a payee that is not the enterprise is that enterprise’s to keep, and nobody else’s', async () => {
    await register(FIRST, 'clerk', { payeeId: 'E7' });
    expect(await stored('E7')).toMatchObject({ id: 'E7', uscc: FIRM });
    expect(await faultOf(register(OTHER, 'thief', { payeeId: 'E7', uscc: usccOf(2) }))).toEqual({
      code: 'conflict',
      reason: 'payee-taken',
      zh: '该收款人已由其他企业登记',
      en: 'Another enterprise registered this payee',
    });
    expect(await verify('checker', 'E7')).toMatchObject({ current: { payee: FIRST } });
  });

  it('that nobody registered, or that waits for nothing, cannot be verified', async () => {
    expect(await faultOf(verify())).toEqual({
      code: 'not-found',
      reason: 'account',
      zh: '没有登记账户',
      en: 'No account is registered',
    });
    await register(FIRST);
    await verify();
    expect(await faultOf(verify('third'))).toEqual({
      code: 'unprocessable',
      reason: 'nothing-proposed',
      zh: '没有待核验的账户',
      en: 'No account waits for verification',
    });
  });
});

describe('a changed account', () => {
  beforeEach(async () => {
    await register(FIRST);
    await verify();
  });

  it('is paid to two working days after a second person verified it; until then money goes where it went', async () => {
    await register(OTHER);
    expect(accountInForce(await stored(), '2020-12-31')?.payee).toEqual(FIRST);
    expect(await verify()).toEqual({
      id: FIRM,
      version: 4,
      uscc: FIRM,
      current: verified(FIRST),
      next: verified(OTHER, { effectiveFrom: COOLED }),
    });
    expect(accountInForce(await stored(), '2020-03-03')?.payee).toEqual(FIRST);
    expect(accountInForce(await stored(), COOLED)?.payee).toEqual(OTHER);
    expect(desk.store.allEvents().at(-1)).toMatchObject({
      type: 'account.verified',
      data: { effectiveFrom: COOLED },
    });
  });

  it('cools over working days: a weekend is no time to notice a fraud', async () => {
    for (const day of ['2020-03-03', '2020-03-04']) desk.closed.add(day);
    await register(OTHER);
    expect((await verify()).next?.effectiveFrom).toBe('2020-03-06');
  });

  it('always needs a second person, whatever the bank says', async () => {
    desk.known.set(FIRM, OTHER);
    expect(await register(OTHER)).toMatchObject({ current: { payee: FIRST }, proposed: { payee: OTHER } });
  });

  it('that is the one in force again is in force at once, verified anew', async () => {
    desk.nowMs += 1000;
    await register(FIRST, 'other');
    const again = verified(FIRST, { proposedBy: 'other', verifiedAt: '2020-03-02T02:00:01.000Z' });
    expect(await verify()).toEqual({ id: FIRM, version: 4, uscc: FIRM, current: again });
  });

  it.each([
    ['account', { account: '629' }],
    ['bank', { clearingMember: '102331000009' }],
    ['holder', { name: '别人' }],
  ])('in its %s alone cools as well', async (_, changes) => {
    await register({ ...FIRST, ...changes });
    expect(await verify()).toMatchObject({ current: { payee: FIRST }, next: { effectiveFrom: COOLED } });
  });

  it('once more while it cools keeps the cooling one until a second person verified the newer', async () => {
    await register(OTHER);
    await verify();
    const third = { ...FIRST, account: '628' };
    expect(await register(third)).toMatchObject({ current: { payee: FIRST }, next: { payee: OTHER } });
    desk.today = COOLED;
    expect(await verify()).toMatchObject({
      current: { payee: OTHER },
      next: { payee: third, effectiveFrom: '2020-03-06' },
    });
  });

  it('taken back while it cools leaves the old one, and forgets the new', async () => {
    await register(OTHER);
    await verify();
    await register(FIRST);
    const done = await verify();
    expect(done).toMatchObject({ current: { payee: FIRST } });
    expect(done.next).toBeUndefined();
  });
});

describe('two people at once', () => {
  it('registering both get through, one after the other', async () => {
    desk.store.beforeCommit = () => register(OTHER, 'other');
    expect(await register(FIRST)).toMatchObject({ version: 2, proposed: { payee: FIRST } });
  });

  it.each([
    [4, 5],
    [5, 'lost-race'],
  ])('registering %d times before one end as %s', async (times, expected) => {
    const { commit } = desk.store;
    let left = times;
    desk.store.commit = async (asked) => {
      if (left-- > 0) {
        const version = ((await stored())?.version ?? 0) + 1;
        await desk.store.put('account', [{ id: FIRM, version, uscc: FIRM }]);
      }
      return commit.call(desk.store, asked);
    };
    const outcome = await register(FIRST).then(
      ({ version }) => version,
      (error: unknown) => (error instanceof Fault ? error.code : error),
    );
    expect(outcome).toBe(expected);
  });

  it('where one changes what the other verifies: what was seen is not verified', async () => {
    await register(FIRST);
    desk.store.beforeCommit = () => register(OTHER, 'other');
    expect(await faultOf(verify())).toEqual({ code: 'lost-race' });
    expect(await stored()).toMatchObject({ proposed: { payee: OTHER } });
  });
});

describe('where money goes', () => {
  it('is the registered account in force, else the one that the bank has verified, else nowhere', async () => {
    const legs = [await desk.leg(1), await desk.leg(2), await desk.leg(3), await desk.leg(4)];
    desk.known.delete(usccOf(3));
    await desk.account(1, NOW, OTHER);
    // Registered and not verified: the payee waits, whatever the bank knows.
    await desk.store.put('account', [{ id: usccOf(4), version: 1, uscc: usccOf(4) }]);
    const { accounts, verifiedAt } = await findPayees(desk.deps, legs);
    expect([...accounts]).toEqual([
      [usccOf(1), OTHER],
      [usccOf(2), accountOf(2)],
    ]);
    expect([...verifiedAt]).toEqual([[usccOf(1), NOW]]);
  });

  it('is asked once of each payee, and not of the bank where all are registered', async () => {
    const legs = [await desk.leg(1), await desk.leg(2, { payeeId: usccOf(1) })];
    await desk.account(1, NOW);
    const asked: string[][] = [];
    const read = desk.store.readMany.bind(desk.store);
    desk.store.readMany = async (kind, of) => {
      asked.push([...of]);
      return read(kind, of);
    };
    Object.assign(desk.deps.bank, { accountsOf: () => Promise.reject(new Error('nobody asks')) });
    expect([...(await findPayees(desk.deps, legs)).accounts.keys()]).toEqual([usccOf(1)]);
    expect(asked).toEqual([[usccOf(1)]]);
  });

  it.each([
    ['after', '2020-03-02T02:00:00.001Z', true],
    ['in the same instant as', NOW, false],
    ['before', '2020-03-02T01:59:59.999Z', false],
  ])(
    'of money that came back is put right by a verification %s its return',
    async (_, verifiedAtText, expected) => {
      const leg = await desk.leg(1, { state: 'returned', settledAt: NOW });
      await desk.account(1, verifiedAtText);
      expect(isPutRight(leg, await findPayees(desk.deps, [leg]))).toBe(expected);
    },
  );

  it('of money that came back is not put right by the bank’s word alone, nor while nobody knows when it came', async () => {
    const { settledAt: _none, ...unknown } = await desk.leg(2, { state: 'returned', settledAt: NOW });
    expect(isPutRight({ ...unknown, settledAt: NOW }, await findPayees(desk.deps, [unknown]))).toBe(false);
    await desk.account(2, NOW);
    expect(isPutRight(unknown, await findPayees(desk.deps, [unknown]))).toBe(false);
  });
});
