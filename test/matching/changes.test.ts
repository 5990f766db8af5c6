// When facts change, the firms whose facts they are meet the policies in force again, and nobody else does.
import { beforeEach, describe, expect, it } from 'vitest';
import { registerSliceOf } from '../../core/enterprise/register-slice.ts';
import { invitedListKey, type Invited } from '../../functions/matching/match-changes.ts';
import { refreshSegments } from '../../functions/matching/refresh-segments.ts';
import { sweepStalled } from '../../functions/flow/sweep-stalled.ts';
import { firmOf, fitting, tradePolicy, usccOf } from '../flow/trade-world.ts';
import { readExampleCatalogue } from '../../examples/hangzhou-2020/estimate.ts';
import { releasedKey } from '../../functions/matching/read-released.ts';
import { createFlowWorld, type FlowWorld } from '../world/flow-world.ts';

let world: FlowWorld;
beforeEach(async () => {
  world = await createFlowWorld(readExampleCatalogue());
});

const automatic = () => tradePolicy({ id: 'p90-automatic', mode: 'automatic' });
const confirm = () => tradePolicy({ id: 'p91-confirm', mode: 'confirm' });
const changes = () => world.store.all('register-change');
const applications = () => world.store.all('application').map(({ uscc }) => uscc);
const eventsOf = (type: string) => world.store.allEvents().filter((event) => event.type === type);

/** A department's file with one item of some firms. */
const release = (rows: Readonly<Record<string, Record<string, unknown>>>, department = 'statistics') =>
  world.files.put(
    'files',
    releasedKey(department),
    Object.entries(rows)
      .map(([uscc, values]) => JSON.stringify({ uscc, asOf: '2020-03-01', expiresOn: '2030-01-01', values }))
      .join('\n'),
  );

describe('a change of the register', () => {
  it('is noted and nothing more while no policy acts on its own', async () => {
    const id = await world.importFirms(Array.from({ length: 40 }, (_, n) => firmOf(n)));
    await world.settle();
    expect((await world.store.read('register-notice', id))?.state).toBe('done');
    expect(changes()).toEqual([]);
    expect(eventsOf('matching.changes-due')).toEqual([]);
    expect(eventsOf('matching.changes-noted').length).toBeLessThanOrEqual(16);
  });

  it('reaches a firm that was imported after the policy was published, and no other', async () => {
    await world.importFirms([firmOf(1), firmOf(2)]);
    await world.settle();
    await world.publish(automatic());
    await world.settle();
    expect(applications().sort()).toEqual([usccOf(1), usccOf(2)]);
    await world.importFirms([firmOf(3)]);
    await world.settle();
    expect(applications().sort()).toEqual([usccOf(1), usccOf(2), usccOf(3)]);
    expect(changes()).toEqual([
      expect.objectContaining({ slice: registerSliceOf(usccOf(3)), firms: 1, opened: 1, state: 'done' }),
    ]);
  });

  it('invites the firm of a policy that one click confirms; a firm that cannot fit is left alone', async () => {
    await world.publish(confirm());
    await world.settle();
    await world.importFirms([firmOf(4), firmOf(5, { legalForm: 'representative-office' })]);
    await world.settle();
    const invited = await Promise.all(
      changes().map(async ({ id }) => {
        const list = await world.files.get('files', invitedListKey(id));
        return JSON.parse(new TextDecoder().decode(list)) as Invited[];
      }),
    );
    expect(invited.flat()).toEqual([
      { policyId: 'p91-confirm', uscc: usccOf(4), outcome: 'unknown', amountFen: null },
    ]);
    expect(applications()).toEqual([]);
  });

  it('is applied for again after a refusal, and not after a withdrawal', async () => {
    await world.publish(automatic());
    await world.settle();
    world.held.set(usccOf(6), { ...fitting(6000), seriouslyUntrustworthy: true });
    await world.importFirms([firmOf(6), firmOf(7)]);
    await world.settle();
    const stored = () => world.store.all('application').find(({ uscc }) => uscc === usccOf(6));
    expect(stored()?.state).toBe('refused');
    const other = world.store.all('application').find(({ uscc }) => uscc === usccOf(7));
    if (!other) throw new Error('no application');
    await world.store.put('application' as never, [{ ...other, state: 'withdrawn' }] as never);
    world.held.set(usccOf(6), fitting(6000));
    await world.importFirms([firmOf(6, { districtCode: '330108' }), firmOf(7, { districtCode: '330108' })]);
    await world.settle();
    expect(stored()?.revision).toBe(2);
    expect(world.store.all('application').find(({ uscc }) => uscc === usccOf(7))?.state).toBe('withdrawn');
  });

  it('of a whole register whose firms nobody named is found by comparison', async () => {
    await world.importFirms([firmOf(1), firmOf(2)]);
    await world.settle();
    await world.publish(automatic());
    await world.settle();
    await world.importFirms([firmOf(1), firmOf(2, { districtCode: '330108' }), firmOf(3)], false);
    await world.settle();
    expect(applications().sort()).toEqual([usccOf(1), usccOf(2)]);
    expect(await refreshSegments(world.deps)).toBe(16);
    await world.settle();
    expect(applications().sort()).toEqual([usccOf(1), usccOf(2), usccOf(3)]);
    const named = changes().reduce((sum, { firms }) => sum + firms, 0);
    expect(named).toBe(2);
    expect(await refreshSegments(world.deps)).toBe(0);
  });

  it('loses its messages and is noted and matched all the same', async () => {
    await world.publish(automatic());
    await world.settle();
    await world.importFirms([firmOf(8)]);
    world.dropQueues();
    await sweepStalled(world.deps, { stalledMs: 0 });
    await world.settleOnly('note-changes');
    world.dropQueues();
    await sweepStalled(world.deps, { stalledMs: 0 });
    await world.settle();
    expect(applications()).toEqual([usccOf(8)]);
    expect(changes().map(({ state }) => state)).toEqual(['done']);
  });
});

describe('a new released file', () => {
  it('does not list again a firm whose change was noted before', async () => {
    const firms = Array.from({ length: 10 }, (_, n) => firmOf(n));
    await world.importFirms(firms);
    await world.settle();
    await world.publish(automatic());
    await world.settle();
    await world.importFirms([firmOf(3, { districtCode: '330108' })]);
    await world.settle();
    await release({ [usccOf(5)]: { sector: 'retail' } });
    await refreshSegments(world.deps);
    expect(changes().map(({ firms: count, cause }) => [count, cause])).toEqual([
      [1, 'register'],
      [1, 'released'],
    ]);
  });

  it('concerns the firms whose row it changes, and no others', async () => {
    const firms = Array.from({ length: 30 }, (_, n) => firmOf(n));
    await world.importFirms(firms);
    await world.settle();
    const industry = Object.fromEntries(firms.map(({ uscc }) => [uscc, { sector: 'industry' }]));
    await release(industry);
    await world.publish(automatic());
    await world.settle();
    expect(applications()).toEqual([]);
    await release({ ...industry, [usccOf(9)]: { sector: 'retail' } });
    expect(await refreshSegments(world.deps)).toBe(16);
    await world.settle();
    expect(applications()).toEqual([usccOf(9)]);
    expect(changes().map(({ firms: count, cause }) => [count, cause])).toEqual([[1, 'released']]);
  });
});
