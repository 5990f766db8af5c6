// A suspended policy is opened again by another approver under the version that was approved, and meets whom it missed meanwhile.
import { beforeEach, describe, expect, it } from 'vitest';
import { readExampleCatalogue } from '../../examples/hangzhou-2020/estimate.ts';
import { submit } from '../../functions/application/submit-application.ts';
import { sweepStalled } from '../../functions/flow/sweep-stalled.ts';
import { publishCatalogue } from '../../functions/hub/publish-catalogue.ts';
import { close, draft, resume, suspend } from '../../functions/policy/change-policy.ts';
import { publicHead } from '../../functions/policy/public-head.ts';
import { firmOf, fitting, tradePolicy, usccOf } from '../flow/trade-world.ts';
import { createFlowWorld, type FlowWorld } from '../world/flow-world.ts';

const document = tradePolicy({ id: 'p90-automatic', mode: 'automatic' });
const catalogue = readExampleCatalogue();

let world: FlowWorld;
beforeEach(async () => {
  world = await createFlowWorld(catalogue);
  await world.importFirms([firmOf(1), firmOf(2)]);
  await world.settle();
  await world.publish(document);
  await world.settle();
});
const applied = () =>
  world.store
    .all('application')
    .map(({ uscc }) => uscc)
    .sort();
const slices = () => world.store.all('match-slice');
const suspended = () => suspend(world.deps, document.id, 'staff.approver');
/** Heads are remembered for a second. */
const later = () => (world.nowMs += 2000);
const sweep = async () => {
  await sweepStalled(world.deps, { stalledMs: 0 });
  await world.settle();
};

describe('a suspended policy', () => {
  it('is resumed by another than who suspended it, and takes applications again', async () => {
    await suspended();
    later();
    const ask = { policyId: document.id, uscc: usccOf(3), by: 'test' };
    await world.store.put('enterprise', [firmOf(3)]);
    await expect(submit(world.deps, ask)).rejects.toMatchObject({ code: 'unprocessable' });
    await expect(resume(world.deps, document.id, 'staff.approver')).rejects.toMatchObject({
      code: 'forbidden',
      detail: { reason: 'same-person', zh: expect.stringContaining('另一审批人') as string },
    });
    const policy = await resume(world.deps, document.id, 'admin');
    expect(policy).toMatchObject({ state: 'published', inForce: 1, resumed: { by: 'admin' } });
    expect(policy).not.toHaveProperty('suspended');
    later();
    expect((await submit(world.deps, ask)).created).toBe(true);
    const { items } = await world.store.events(`policy:${document.id}`);
    expect(items.slice(-2).map(({ type, by }) => [type, by])).toEqual([
      ['policy.suspended', 'staff.approver'],
      ['policy.resumed', 'admin'],
    ]);
  });

  it('tells the public nothing of who suspended or resumed it', async () => {
    const told = JSON.stringify(publicHead(await suspended()));
    const again = JSON.stringify(publicHead(await resume(world.deps, document.id, 'admin')));
    for (const text of [told, again]) expect(text).not.toMatch(/staff\.approver|"admin"/);
  });

  it('remembers who suspended it while an amendment is drafted', async () => {
    await suspended();
    const transition = {
      replacesVersion: 1,
      effectiveFrom: '2020-03-05',
      pending: 'old-version',
      zh: '新申报适用',
      en: 'for new claims',
    };
    await draft(world.deps, { ...document, version: 2, transition }, 'staff.drafter');
    await expect(resume(world.deps, document.id, 'staff.approver')).rejects.toMatchObject({
      detail: { reason: 'same-person' },
    });
    expect(await resume(world.deps, document.id, 'admin')).toMatchObject({
      state: 'published',
      inForce: 1,
      latest: 2,
    });
  });

  it.each(['published', 'closed', 'resumed'] as const)('that is %s cannot be resumed', async (state) => {
    if (state !== 'published') await suspended();
    if (state === 'closed') await close(world.deps, document.id, 'staff.approver');
    if (state === 'resumed') await resume(world.deps, document.id, 'admin');
    expect(await world.store.read('policy', document.id)).not.toHaveProperty('suspended');
    await expect(resume(world.deps, document.id, 'admin')).rejects.toMatchObject({
      detail: { reason: 'policy-state' },
    });
  });

  it('meets the firms that changed meanwhile, once it is resumed, and leaves the others as they are', async () => {
    expect(applied()).toEqual([usccOf(1), usccOf(2)]);
    const withdrawn = world.store.all('application').find(({ uscc }) => uscc === usccOf(2));
    await world.store.put('application' as never, [{ ...withdrawn, state: 'withdrawn' }] as never);
    await suspended();
    later();
    await world.importFirms([firmOf(4)]);
    await world.settle();
    expect(applied()).toEqual([usccOf(1), usccOf(2)]);
    await resume(world.deps, document.id, 'admin');
    later();
    await world.settle();
    expect(applied()).toEqual([usccOf(1), usccOf(2), usccOf(4)]);
    expect(world.store.all('application').find(({ uscc }) => uscc === usccOf(2))?.state).toBe('withdrawn');
    expect(new Set(slices().map(({ run, state }) => `${run} ${state}`))).toEqual(new Set(['2 done']));
    expect(slices().reduce((sum, { opened }) => sum + opened, 0)).toBe(1);
  });

  it('is matched again though every message was lost', async () => {
    await suspended();
    later();
    await world.importFirms([firmOf(4)]);
    await world.settle();
    await resume(world.deps, document.id, 'admin');
    later();
    world.dropQueues();
    await sweep();
    expect(applied()).toEqual([usccOf(1), usccOf(2), usccOf(4)]);
    const before = slices().map(({ version }) => version);
    later();
    await sweep();
    expect(slices().map(({ version }) => version)).toEqual(before);
  });
});

describe('a new catalogue', () => {
  const items = (change: (key: string) => object) =>
    ({ ...catalogue, items: catalogue.items.map((item) => ({ ...item, ...change(item.key) })) }) as unknown;

  it('with which a published policy could no longer be read is refused, and names it', async () => {
    const renamed = items((key) => (key === 'sector' ? { zh: '所属行业门类' } : {}));
    await expect(publishCatalogue(world.deps, renamed, 'admin')).rejects.toMatchObject({
      code: 'unprocessable',
      detail: { reason: 'policy-unreadable', evidence: { policies: ['p90-automatic@1'] } },
    });
    expect((await world.store.read('catalogue', 'current'))?.version).toBe(1);
  });

  it('has the policies that name a changed item matched again', async () => {
    world.held.set(usccOf(5), fitting(6000));
    await world.store.put('enterprise', [firmOf(5)]);
    const runsBefore = slices().map(({ version }) => version);
    const sector = catalogue.items.find(({ key }) => key === 'sector');
    const values = [...(sector?.values ?? []), { code: 'space', zh: '航天', en: 'space' }];
    await publishCatalogue(
      world.deps,
      items((key) => (key === 'sector' ? { values } : {})),
      'admin',
    );
    expect((await world.store.read('catalogue', 'current'))?.itemsChangedAt).toEqual({
      sector: expect.any(String) as string,
    });
    later();
    await sweep();
    expect(slices().map(({ run }) => run)).toEqual(runsBefore.map(() => 2));
    expect(applied()).toContain(usccOf(5));
    const done = slices().map(({ version }) => version);
    later();
    await sweep();
    expect(slices().map(({ version }) => version)).toEqual(done);
  });

  it('concerns no policy that names none of its changed items', async () => {
    const other = catalogue.items.find(({ key }) => !document.items.includes(key));
    const before = slices().map(({ version }) => version);
    await publishCatalogue(
      world.deps,
      items((key) => (key === other?.key ? { costRank: 99 } : {})),
      'admin',
    );
    later();
    await sweep();
    expect(slices().map(({ version }) => version)).toEqual(before);
  });
});
