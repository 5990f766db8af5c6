// Awards put right: previewed, proposed by one and approved by another, topped up or owed back after notice and hearing.
import { beforeEach, describe, expect, it } from 'vitest';
import { fen } from '../../core/kernel/fen.ts';
import { sweepStalled } from '../../functions/flow/sweep-stalled.ts';
import { placeHold } from '../../functions/payment/place-hold.ts';
import { showApplication } from '../../functions/application/show-application.ts';
import { submit } from '../../functions/application/submit-application.ts';
import { previewAdjustment } from '../../functions/recovery/preview-adjustment.ts';
import { approveRecovery, proposeRecoveries } from '../../functions/recovery/propose-recovery.ts';
import {
  correctOneself,
  enterRepayment,
  hear,
  offset,
  restoreToBudget,
} from '../../functions/recovery/settle-recovery.ts';
import { grantWriteOff, requestWriteOff } from '../../functions/recovery/write-off-receivable.ts';
import { verifyLedger } from '../../functions/reconciliation/verify-ledger.ts';
import { openTradeWorld, tradePolicy, usccOf, type TradeWorld } from './trade-world.ts';

let world: TradeWorld;
let ids: string[];

beforeEach(async () => {
  world = await openTradeWorld();
  await world.fund(world.policyId, 'city', 10_000);
  ids = [await world.enrol(1, 6000), await world.enrol(2, 3000)];
  await world.settle();
});

const lowered = { taxPaid2019: 240_000 };
const query = (more: object = {}) => ({
  policyId: world.policyId,
  cause: 'corrected-fact' as const,
  facts: lowered,
  reason: '税额更正',
  ...more,
});
const budget = () => world.store.read('budget', `${world.policyId}.city`);
const propose = async (more: object = {}, key = 'request-1') =>
  proposeRecoveries(world.deps, query(more), 'unit.maker', key);

describe('a preview', () => {
  it('shows what would change for the decisions chosen, and changes nothing', async () => {
    const before = await budget();
    const preview = await previewAdjustment(world.deps, query());
    expect(preview).toMatchObject({ examined: 2, toPayFen: 0, toRecoverFen: 70_000, isTruncated: false });
    expect(
      preview.differences.map(({ applicationId, differenceFen }) => [applicationId, differenceFen]),
    ).toEqual(
      expect.arrayContaining([
        [ids[0], -60_000],
        [ids[1], -10_000],
      ]),
    );
    const one = await previewAdjustment(world.deps, query({ applicationIds: [ids[1]] }));
    expect(one).toMatchObject({ examined: 1, toRecoverFen: 10_000 });
    expect((await previewAdjustment(world.deps, query({ districtCode: '330127' }))).examined).toBe(0);
    expect(await budget()).toEqual(before);
  });

  it('never lowers an award because of an amendment', async () => {
    const preview = await previewAdjustment(world.deps, query({ cause: 'amendment' }));
    expect(preview.toRecoverFen).toBe(0);
    expect(preview.differences.map(({ note }) => note)).toEqual(['protected', 'protected']);
  });

  it('leaves what it cannot know to a person', async () => {
    const preview = await previewAdjustment(world.deps, query({ facts: { taxPaid2019: null } }));
    expect(preview).toMatchObject({ toPayFen: 0, toRecoverFen: 0 });
    expect(preview.differences.map(({ note }) => note)).toEqual(['unknown', 'unknown']);
  });
});

describe('a supplement', () => {
  it('is approved by a second person, reserved, paid, and proposed no more', async () => {
    const raised = { facts: { taxPaid2019: 900_000 }, applicationIds: [ids[0]] };
    const [recovery] = await propose(raised);
    expect(recovery?.differenceFen).toBe(50_000);
    await expect(approveRecovery(world.deps, recovery?.id ?? '', 'unit.maker')).rejects.toMatchObject({
      detail: { reason: 'same-person' },
    });
    await approveRecovery(world.deps, recovery?.id ?? '', 'finance.checker');
    await world.settle();
    const legs = world.store.all('leg').filter(({ applicationId }) => applicationId === ids[0]);
    expect(legs).toMatchObject([{ amountFen: 50_000, state: 'paid' }]);
    expect(world.bank.outflowFen).toBe(200_000);
    expect(await propose(raised, 'request-2')).toEqual([]);
    expect(await verifyLedger(world.deps)).toMatchObject({ verified: true, paidFen: 200_000 });
    await expect(approveRecovery(world.deps, recovery?.id ?? '', 'finance.checker')).rejects.toMatchObject({
      detail: { reason: 'recovery-state' },
    });
  });

  it('is refused while the budget is too short', async () => {
    const [recovery] = await propose({ facts: { taxPaid2019: 9_000_000 }, applicationIds: [ids[0]] });
    const short = { ...recovery, differenceFen: fen(100_000_000) };
    await world.store.put('recovery' as never, [short as never]);
    await expect(approveRecovery(world.deps, recovery?.id ?? '', 'finance.checker')).rejects.toMatchObject({
      detail: { reason: 'budget-short' },
    });
  });
});

describe('a recovery', () => {
  const upheld = async () => {
    const [recovery] = await propose({ applicationIds: [ids[0]] });
    const id = recovery?.id ?? '';
    const noticed = await approveRecovery(world.deps, id, 'finance.checker');
    expect(noticed).toMatchObject({ state: 'noticed', repayBy: expect.stringMatching(/^2020-/) });
    await hear(world.deps, id, { statement: '企业认可', outcome: 'uphold' }, 'staff.reviewer');
    return id;
  };

  it('opens a receivable only after notice and hearing, by other people than who proposed it', async () => {
    const [recovery] = await propose({ applicationIds: [ids[0]] });
    const id = recovery?.id ?? '';
    const decision = { statement: '', outcome: 'uphold' } as const;
    await expect(hear(world.deps, id, decision, 'staff.reviewer')).rejects.toMatchObject({
      detail: { reason: 'recovery-state' },
    });
    await approveRecovery(world.deps, id, 'finance.checker');
    await expect(hear(world.deps, id, decision, 'unit.maker')).rejects.toMatchObject({
      detail: { reason: 'same-person' },
    });
    expect((await budget())?.receivable).toBeUndefined();
    await hear(world.deps, id, decision, 'staff.reviewer');
    expect(await budget()).toMatchObject({ receivable: 60_000, paid: 150_000 });
    expect(await propose({ applicationIds: [ids[0]] }, 'request-2')).toEqual([]);
    expect((await verifyLedger(world.deps)).verified).toBe(true);
  });

  it('that the hearing drops changes nothing', async () => {
    const [recovery] = await propose({ applicationIds: [ids[0]] });
    const id = recovery?.id ?? '';
    await approveRecovery(world.deps, id, 'finance.checker');
    const dropped = await hear(world.deps, id, { statement: '税单', outcome: 'drop' }, 'staff.reviewer');
    expect(dropped.state).toBe('dropped');
    expect((await budget())?.receivable).toBeUndefined();
  });

  it('is repaid in parts, each reference once, never more than is owed', async () => {
    const id = await upheld();
    const enter = (reference: string, amountFen: number) =>
      enterRepayment(world.deps, id, { reference, amountFen: fen(amountFen) }, 'finance.maker');
    await enter('BANK1', 20_000);
    await enter('BANK1', 20_000);
    await expect(enter('BANK1', 30_000)).rejects.toMatchObject({ detail: { reason: 'reference-used' } });
    await expect(enter('BANK2', 40_001)).rejects.toMatchObject({ detail: { reason: 'too-much' } });
    expect(await enter('BANK2', 40_000)).toMatchObject({ state: 'settled' });
    expect(await budget()).toMatchObject({ receivable: 0, recovered: 60_000, paid: 150_000 });
    await expect(enter('BANK3', 1)).rejects.toMatchObject({ detail: { reason: 'recovery-state' } });
    expect((await verifyLedger(world.deps)).verified).toBe(true);
  });

  it('goes back to the budget in the same year by a second person’s transfer, later not at all', async () => {
    const id = await upheld();
    await enterRepayment(world.deps, id, { reference: 'B1', amountFen: fen(60_000) }, 'finance.maker');
    await expect(restoreToBudget(world.deps, id, 'finance.maker')).rejects.toMatchObject({
      detail: { reason: 'same-person' },
    });
    world.today = '2021-01-04';
    await expect(restoreToBudget(world.deps, id, 'finance.checker')).rejects.toMatchObject({
      detail: { reason: 'later-year' },
    });
    world.today = '2020-12-01';
    await restoreToBudget(world.deps, id, 'finance.checker');
    expect(await budget()).toMatchObject({ available: 910_000, paid: 90_000, recovered: 60_000 });
    await expect(restoreToBudget(world.deps, id, 'finance.checker')).rejects.toMatchObject({
      detail: { reason: 'nothing-to-restore' },
    });
    expect((await verifyLedger(world.deps)).verified).toBe(true);
  });

  it('of money that has not left yet is a void, and nothing is owed', async () => {
    await placeHold(world.deps, { kind: 'payee', id: usccOf(3), reason: '核查' }, 'auditor');
    const held = await world.enrol(3, 6000);
    await world.settle();
    const [recovery] = await propose({ applicationIds: [held] });
    // It has no order yet, but it was named: chosen by id, not by the policy's orders.
    await approveRecovery(world.deps, recovery?.id ?? '', 'finance.checker');
    const done = await hear(
      world.deps,
      recovery?.id ?? '',
      { statement: '', outcome: 'uphold' },
      'staff.reviewer',
    );
    expect(done.state).toBe('settled');
    expect((await showApplication(world.deps, held)).legs).toMatchObject([{ amountFen: 40_000 }]);
    expect(await budget()).toMatchObject({ held: 40_000 });
    expect((await verifyLedger(world.deps)).verified).toBe(true);
  });

  it('waits while the money is with the bank', async () => {
    world.bank.answers = () => 'never';
    const sent = await world.enrol(3, 6000);
    await world.settle();
    const [recovery] = await propose({ applicationIds: [sent] });
    await approveRecovery(world.deps, recovery?.id ?? '', 'finance.checker');
    const uphold = hear(
      world.deps,
      recovery?.id ?? '',
      { statement: '', outcome: 'uphold' },
      'staff.reviewer',
    );
    await expect(uphold).rejects.toMatchObject({ detail: { reason: 'payment-under-way' } });
  });
});

describe('an enterprise that corrects itself', () => {
  it('owes at once, once, and not more than it got', async () => {
    const correct = (amountFen: number, key: string) =>
      correctOneself(
        world.deps,
        { applicationId: ids[1] as string, amountFen: fen(amountFen), reason: '自查' },
        'clerk',
        key,
      );
    await expect(correct(50_001, 'key-0')).rejects.toMatchObject({ detail: { reason: 'too-much' } });
    const first = await correct(20_000, 'key-1');
    expect(first).toMatchObject({ state: 'receivable', cause: 'self-correction' });
    expect(await correct(20_000, 'key-1')).toEqual(first);
    await expect(correct(30_001, 'key-2')).rejects.toMatchObject({ detail: { reason: 'too-much' } });
    expect(await budget()).toMatchObject({ receivable: 20_000 });
  });
});

describe('an enterprise with more adjustments than a page', () => {
  it('owes no more than it got: the latest ones count too', async () => {
    const ask = { applicationId: ids[0] as string, reason: '自查' };
    const first = await correctOneself(world.deps, { ...ask, amountFen: fen(60_000) }, 'clerk', 'key-1');
    const older = Array.from({ length: 1100 }, (_, n) => ({
      ...first,
      id: `R${n}`,
      state: 'dropped',
      shares: [],
      proposedAt: '2020-03-01T00:00:00.000Z',
    }));
    await world.store.put('recovery' as never, older as never);
    await expect(
      correctOneself(world.deps, { ...ask, amountFen: fen(40_001) }, 'clerk', 'key-2'),
    ).rejects.toMatchObject({ detail: { reason: 'too-much' } });
    const rest = await correctOneself(world.deps, { ...ask, amountFen: fen(40_000) }, 'clerk', 'key-3');
    expect(rest).toMatchObject({ state: 'receivable', shares: [{ amountFen: 40_000 }] });
  });
});

describe('an offset', () => {
  const owing = async (allowed: boolean) => {
    const { recovery } = tradePolicy();
    world = await openTradeWorld({ period: 'monthly', recovery: { ...recovery, offset: allowed } });
    await world.fund(world.policyId, 'city', 10_000);
    const first = await world.enrol(1, 6000);
    await world.settle();
    const owed = await correctOneself(
      world.deps,
      { applicationId: first, amountFen: fen(30_000), reason: '自查' },
      'clerk',
      'key-1',
    );
    await placeHold(world.deps, { kind: 'payee', id: usccOf(1), reason: '抵扣' }, 'finance.maker');
    world.today = '2020-04-02';
    const later = await submit(world.deps, { policyId: world.policyId, uscc: usccOf(1), by: 'test' });
    await world.settle();
    return { owed, legId: `${later.application.id}/1` };
  };

  it('is kept from a later award where the policy allows it', async () => {
    const { owed, legId } = await owing(true);
    expect(await offset(world.deps, owed.id, legId, 'finance.maker')).toMatchObject({ state: 'settled' });
    expect(await world.store.read('leg', legId)).toMatchObject({ amountFen: 70_000, state: 'reserved' });
    expect(await budget()).toMatchObject({ held: 70_000, receivable: 0, recovered: 30_000 });
    await sweepStalled(world.deps, { stalledMs: 0 });
    expect((await verifyLedger(world.deps)).verified).toBe(true);
  });

  it('is refused where it does not, and against what is no later award of the same enterprise', async () => {
    const refused = await owing(false);
    await expect(offset(world.deps, refused.owed.id, refused.legId, 'f')).rejects.toMatchObject({
      detail: { reason: 'offset-not-allowed' },
    });
    const allowed = await owing(true);
    await expect(offset(world.deps, allowed.owed.id, 'nothing/1', 'f')).rejects.toMatchObject({
      detail: { reason: 'nothing-to-offset' },
    });
  });
});

describe('what can no longer be collected', () => {
  const owed = async () => {
    const [recovery] = await propose({ applicationIds: [ids[0]] });
    const id = recovery?.id ?? '';
    await approveRecovery(world.deps, id, 'finance.checker');
    await hear(world.deps, id, { statement: '', outcome: 'uphold' }, 'staff.reviewer');
    return id;
  };

  it('is written off by two people with a reason, by a transfer of its own, and stays in sight', async () => {
    const id = await owed();
    await enterRepayment(world.deps, id, { reference: 'B1', amountFen: fen(20_000) }, 'finance.maker');
    await expect(grantWriteOff(world.deps, id, 'finance.checker')).rejects.toMatchObject({
      detail: { reason: 'not-requested' },
    });
    await requestWriteOff(world.deps, id, '企业已注销，无财产可供执行', 'finance.maker');
    expect(await budget()).toMatchObject({ receivable: 40_000 });
    await expect(grantWriteOff(world.deps, id, 'finance.maker')).rejects.toMatchObject({
      detail: { reason: 'same-person' },
    });
    const done = await grantWriteOff(world.deps, id, 'finance.checker');
    expect(done).toMatchObject({ state: 'written-off', writeOff: { amountFen: 40_000 } });
    expect(await budget()).toMatchObject({
      receivable: 0,
      recovered: 20_000,
      writtenOff: 40_000,
      paid: 150_000,
    });
    const seen = await world.store.list('recovery', { by: 'state', group: 'written-off', limit: 10 });
    expect(seen.items.map(({ writeOff }) => writeOff?.reason)).toEqual(['企业已注销，无财产可供执行']);
    const ledger = await verifyLedger(world.deps);
    expect(ledger.verified).toBe(true);
    expect(world.store.allEvents().flatMap(({ transfers = [] }) => transfers)).toContainEqual({
      id: `recovery/${id}/write-off/${world.policyId}.city`,
      kind: 'write-off',
      budgetId: `${world.policyId}.city`,
      amountFen: 40_000,
    });
    // The firm was paid too much and still is: nothing is proposed again, nothing is topped up.
    expect(await propose({ applicationIds: [ids[0]] }, 'request-9')).toEqual([]);
    await expect(requestWriteOff(world.deps, id, '再次', 'finance.maker')).rejects.toMatchObject({
      detail: { reason: 'recovery-state' },
    });
  });

  it('is refused to the person who asked in the transaction itself', async () => {
    const id = await owed();
    const asked = await requestWriteOff(world.deps, id, '无法联系', 'wang');
    const { committed } = await world.store.commit({
      replaces: [{ kind: 'recovery', entity: { ...asked, version: asked.version + 1 }, notMadeBy: 'wang' }],
      event: {
        subject: `recovery:${id}`,
        seq: asked.version + 1,
        type: 'recovery.written-off',
        at: asked.proposedAt,
        by: 'wang',
        data: {},
      },
    });
    expect(committed).toBe(false);
  });

  it('that is paid before the second person looks is not written off', async () => {
    const id = await owed();
    await requestWriteOff(world.deps, id, '无法联系', 'finance.maker');
    await enterRepayment(world.deps, id, { reference: 'B1', amountFen: fen(60_000) }, 'finance.maker');
    await expect(grantWriteOff(world.deps, id, 'finance.checker')).rejects.toMatchObject({
      detail: { reason: 'recovery-state' },
    });
    expect((await budget())?.writtenOff).toBeUndefined();
  });
});
