// From a click to money in the account, through the real use cases on the memory store.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Enterprise } from '../../core/enterprise/enterprise.ts';
import { parseDay } from '../../core/kernel/day.ts';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import { factsOf } from '../../local/sandbox/departments/facts-of.ts';
import { readExampleCatalogue, readExamplePolicies } from '../../examples/hangzhou-2020/estimate.ts';
import { showApplication } from '../../functions/application/show-application.ts';
import { submit } from '../../functions/application/submit-application.ts';
import { sweepStalled } from '../../functions/flow/sweep-stalled.ts';
import { verifyLedger } from '../../functions/reconciliation/verify-ledger.ts';
import { createFlowWorld, type FlowWorld } from '../world/flow-world.ts';

const trade = readExamplePolicies().find(({ id }) => id === 'p02-trade-services') as PolicyDocument;
const USCC = (n: number) => `9133010${String(n).padStart(10, '0')}X`.slice(0, 17) + 'B';
const firm = (n: number): Enterprise => ({
  id: USCC(n),
  uscc: USCC(n),
  name: `测试商店${n}`,
  registeredOn: '2015-05-01',
  legalForm: 'legal-person',
  districtCode: '330106',
});

/** Facts that fit the trade policy and are worth ¥(tax × 2/12). */
const fitting = (taxYuan: number) => ({
  businessStatus: 'open',
  sector: 'retail',
  sizeClass: 'small',
  taxRegistered: true,
  taxPaid2019: taxYuan * 100,
  seriouslyUntrustworthy: false,
});

let world: FlowWorld;
beforeEach(async () => {
  world = await createFlowWorld(readExampleCatalogue());
  await world.publish(trade);
  await world.settle();
});

async function enrol(n: number, facts: object): Promise<string> {
  await world.store.put('enterprise', [firm(n)]);
  world.held.set(USCC(n), facts as never);
  return (await submit(world.deps, { policyId: trade.id, uscc: USCC(n), by: 'test' })).application.id;
}
const stateOf = async (id: string) => (await showApplication(world.deps, id)).state;

describe('from click to money', () => {
  it('pays ten firms, each once, and the books balance', async () => {
    await world.fund(trade.id, 'city', 100_000);
    const ids = [];
    for (let n = 0; n < 10; n++) ids.push(await enrol(n, fitting(6000 + n * 600)));
    await world.settle();
    expect(await Promise.all(ids.map(stateOf))).toEqual(ids.map(() => 'paid'));
    const expected = ids.reduce((sum, _, n) => sum + ((6000 + n * 600) * 100) / 6, 0);
    expect(world.bank.outflowFen).toBe(expected);
    const verification = await verifyLedger(world.deps);
    expect(verification).toMatchObject({ balanced: true, paidFen: expected });
    const shown = await showApplication(world.deps, ids[0] as string);
    expect(shown.timeline.map(({ step }) => step)).toEqual([
      'application.submitted',
      'application.accepted',
      'claim.reserved',
      'order.prepared',
      'order.sent',
      'claim.paid',
    ]);
    expect(shown.decision).toMatchObject({ evaluation: { outcome: 'eligible' } });
  });

  it('refuses what a condition excludes and says which, without asking for the rest', async () => {
    const id = await enrol(1, { ...fitting(6000), sector: 'software' });
    await world.settle();
    const shown = await showApplication(world.deps, id);
    expect(shown.application).toMatchObject({ state: 'refused', refusedBy: ['行业范围'] });
    expect(world.asked.flatMap(({ items }) => items)).not.toContain('taxPaid2019');
  });

  it('waits for a department that is down, keeps the place in the queue, and goes on when it is back', async () => {
    await world.fund(trade.id, 'city', 1500);
    world.down.add('tax');
    const first = await enrol(1, fitting(6000));
    await world.settle();
    expect(await stateOf(first)).toBe('awaiting-data');
    world.down.clear();
    const second = await enrol(2, fitting(6000));
    await world.settle();
    // ¥1,500 would pay the second alone, but the first stands before it and could take up to its cap.
    expect(await stateOf(second)).toBe('queued');
    await sweepStalled(world.deps, { stalledMs: 0 });
    await world.settle();
    expect(await stateOf(first)).toBe('paid');
    expect(await stateOf(second)).toBe('queued');
    await world.fund(trade.id, 'city', 500);
    await world.settle();
    expect(await stateOf(second)).toBe('paid');
  });

  it('names everything missing at once when no department holds it', async () => {
    const { taxPaid2019: _tax, taxRegistered: _registered, ...rest } = fitting(6000);
    const id = await enrol(1, rest);
    await world.settle();
    expect((await showApplication(world.deps, id)).application).toMatchObject({
      state: 'awaiting-applicant',
      missing: expect.arrayContaining(['taxPaid2019', 'taxRegistered']),
    });
  });

  it('funds exactly what the budget holds, in the order of submission', async () => {
    await world.fund(trade.id, 'city', 3000);
    const ids = [];
    for (let n = 0; n < 5; n++) ids.push(await enrol(n, fitting(6000)));
    await world.settle();
    expect(await Promise.all(ids.map(stateOf))).toEqual(['paid', 'paid', 'paid', 'queued', 'accepted']);
    expect(world.bank.outflowFen).toBe(300_000);
  });

  it('files once however often it is filed, and reopens a refused one as a new revision', async () => {
    await world.fund(trade.id, 'city', 3000);
    const id = await enrol(1, { ...fitting(6000), seriouslyUntrustworthy: true });
    const again = await submit(world.deps, { policyId: trade.id, uscc: USCC(1), by: 'test' });
    expect(again.created).toBe(false);
    await world.settle();
    expect(await stateOf(id)).toBe('refused');
    world.held.set(USCC(1), fitting(6000) as never);
    const reopened = await submit(world.deps, { policyId: trade.id, uscc: USCC(1), by: 'test' });
    expect(reopened).toMatchObject({ created: true, application: { id, revision: 2 } });
    await world.settle();
    expect(await stateOf(id)).toBe('paid');
  });

  it('holds the money of a rejected payment, and of one that came back', async () => {
    await world.fund(trade.id, 'city', 3000);
    let turn = 0;
    world.bank.answers = () => (['reject', 'return', 'pay'] as const)[turn++ % 3] as 'pay';
    const ids = [];
    for (let n = 0; n < 3; n++) ids.push(await enrol(n, fitting(6000)));
    await world.settle();
    const states = await Promise.all(ids.map(stateOf));
    expect(states.sort()).toEqual(['paid', 'returned', 'returned']);
    expect(await world.store.read('budget', `${trade.id}.city`)).toMatchObject({
      held: 200_000,
      inTransit: 0,
      paid: 100_000,
    });
    expect((await verifyLedger(world.deps)).balanced).toBe(true);
  });

  it('loses a whole queue and loses nothing: the sweeper brings every step back', async () => {
    await world.fund(trade.id, 'city', 3000);
    const id = await enrol(1, fitting(6000));
    for (let step = 0; step < 8 && (await stateOf(id)) !== 'paid'; step++) {
      world.dropQueues();
      await sweepStalled(world.deps, { stalledMs: 0 });
      await world.settle();
    }
    expect(await stateOf(id)).toBe('paid');
    expect(world.bank.received).toHaveLength(1);
  });

  it('loses the messages of a publication and of its slices, and matches all the same', async () => {
    const automatic = { ...trade, id: 'p02-automatic', mode: 'automatic' };
    await world.importFirms([firm(3)]);
    world.held.set(USCC(3), fitting(6000) as never);
    await world.publish(automatic);
    world.dropQueues();
    await world.fund('p02-automatic', 'city', 3000);
    await sweepStalled(world.deps, { stalledMs: 0 });
    await world.settleOnly('match-policy');
    world.dropQueues();
    await sweepStalled(world.deps, { stalledMs: 0 });
    await world.settle();
    expect(await stateOf(`p02-automatic.${USCC(3)}.once`)).toBe('paid');
    await sweepStalled(world.deps, { stalledMs: 0 });
    expect((await world.store.list('match-slice', { by: 'state', group: 'due', limit: 100 })).items).toEqual(
      [],
    );
  });

  it('asks the bank about an order without an answer and never resends before W', async () => {
    await world.fund(trade.id, 'city', 3000);
    world.bank.answers = () => 'never';
    const id = await enrol(1, fitting(6000));
    await world.settle();
    expect(await stateOf(id)).toBe('sent');
    await sweepStalled(world.deps, { stalledMs: 0 });
    await world.settle();
    expect(world.bank.received).toHaveLength(1);
    world.nowMs += 300_000;
    world.bank.answers = () => 'pay';
    await sweepStalled(world.deps, { stalledMs: 0 });
    await world.settle();
    expect(await stateOf(id)).toBe('paid');
    expect(new Set(world.bank.received.map(({ messageId }) => messageId)).size).toBe(1);
    expect(world.bank.received).toHaveLength(2);
  });

  it('decides from the sandbox departments’ facts as the estimate does', async () => {
    expect(parseDay('2020-03-02')).toBeDefined();
    const facts = factsOf(USCC(7), {});
    await world.fund(trade.id, 'city', 1_000_000);
    const id = await enrol(7, facts);
    await world.settle();
    expect(['paid', 'refused', 'awaiting-applicant']).toContain(await stateOf(id));
  });
});
