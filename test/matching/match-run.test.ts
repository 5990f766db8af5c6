// A run over the register: its report, and that it goes on where it was killed.
import { expect, it } from 'vitest';
import { readExampleCatalogue } from '../../examples/hangzhou-2020/estimate.ts';
import { Fault } from '../../core/kernel/fault.ts';
import type { Deps } from '../../functions/deps.ts';
import { httpLambda } from '../../functions/edge/http.ts';
import { sweepStalled } from '../../functions/flow/sweep-stalled.ts';
import { matchingRoutes } from '../../functions/matching/matching-routes.ts';
import { releasedKey } from '../../functions/matching/read-released.ts';
import { toyContext, toyRequest } from '../edge/toy-events.ts';
import { firmOf, tradePolicy, usccOf } from '../flow/trade-world.ts';
import { createFlowWorld, type FlowWorld } from '../world/flow-world.ts';

async function worldOf(firms: number): Promise<FlowWorld> {
  const world = await createFlowWorld(readExampleCatalogue());
  await world.importFirms(Array.from({ length: firms }, (_, n) => firmOf(n)));
  await world.settle();
  return world;
}

it('killed while it opens applications, opens the rest and none twice', async () => {
  const world = await worldOf(12);
  const { commit } = world.store;
  let submitted = 0;
  world.store.commit = (it) => {
    if (it.event.type === 'application.submitted' && ++submitted > 4)
      return Promise.reject(new Fault('unavailable'));
    return commit.call(world.store, it);
  };
  await world.publish(tradePolicy({ id: 'p90-automatic', mode: 'automatic' }));
  await expect(world.settle()).rejects.toThrow(Fault);
  world.store.commit = commit;
  world.dropQueues();
  await sweepStalled(world.deps, { stalledMs: 0 });
  await world.settle();
  await sweepStalled(world.deps, { stalledMs: 0 });
  await world.settle();
  const applications = world.store.all('application');
  expect(applications.map(({ revision }) => revision)).toEqual(Array.from({ length: 12 }, () => 1));
  const slices = world.store.all('match-slice');
  expect(slices.map(({ state }) => state)).toEqual(Array.from({ length: 16 }, () => 'done'));
});

it('reports by district and size, with its day, how much columns decided, and of the latest version', async () => {
  const world = await worldOf(10);
  const row = (n: number, values: object) =>
    JSON.stringify({ uscc: usccOf(n), asOf: '2020-03-01', expiresOn: '2030-01-01', values });
  const rows = [
    row(0, { sector: 'industry', sizeClass: 'micro' }),
    row(1, { sector: 'retail', sizeClass: 'small' }),
  ];
  await world.files.put('files', releasedKey('statistics'), rows.join('\n'));
  await world.publish(tradePolicy({ id: 'p91-confirm', mode: 'confirm' }));
  await world.settle();
  const handler = httpLambda(matchingRoutes, async () => world.deps as Deps);
  const reply = await handler(
    toyRequest({
      routeKey: 'GET /api/policies/{id}/matches',
      claims: { sub: 'staff.drafter', roles: ['staff.drafter'] },
      params: { id: 'p91-confirm' },
    }),
    toyContext,
  );
  const { report } = JSON.parse(reply.body ?? '') as { report: Record<string, unknown> };
  const counts = { eligible: 0, notComputable: 0, amountFen: 0 };
  expect(report).toMatchObject({
    policyId: 'p91-confirm',
    policyVersion: 1,
    asOf: '2020-03-02',
    slices: 16,
    slicesDone: 16,
    totals: { ...counts, unknown: 9, ineligible: 1 },
    byDistrict: { '330106': { ...counts, unknown: 9, ineligible: 1 } },
    bySize: {
      micro: { ...counts, unknown: 0, ineligible: 1 },
      small: { ...counts, unknown: 1, ineligible: 0 },
      unknown: { ...counts, unknown: 8, ineligible: 0 },
    },
    opened: 0,
    byColumns: 1,
    byRow: 9,
  });
});

it('lists the firms it found page by page, by name and district alone, and who looked is on record', async () => {
  const world = await worldOf(45);
  await world.importFirms([
    firmOf(60, { legalForm: 'representative-office' }),
    firmOf(61, { districtCode: '330108' }),
  ]);
  await world.settle();
  await world.publish(tradePolicy({ id: 'p91-confirm', mode: 'confirm' }));
  await world.settle();
  const handler = httpLambda(matchingRoutes, async () => world.deps as Deps);
  let reads = 0;
  const look = async (query: Record<string, string>, claims: object = { roles: ['staff.drafter'] }) => {
    reads += 1;
    const event = toyRequest({
      routeKey: 'GET /api/policies/{id}/matches/firms',
      claims: { sub: 'staff.drafter', ...claims },
      params: { id: 'p91-confirm' },
      query,
    });
    event.requestContext.requestId = `look-${reads}`;
    const reply = await handler(event, toyContext);
    return {
      status: (reply as { statusCode: number }).statusCode,
      ...(JSON.parse((reply as { body: string }).body) as {
        items: { uscc: string; name: string; districtCode: string }[];
        cursor?: string;
      }),
    };
  };
  const seen: string[] = [];
  let cursor: string | undefined;
  let pages = 0;
  do {
    const page = await look({ limit: '10', ...(cursor !== undefined && { cursor }) });
    pages += 1;
    expect(page.items.length).toBeLessThanOrEqual(10);
    for (const item of page.items) expect(Object.keys(item)).toEqual(['uscc', 'name', 'districtCode']);
    seen.push(...page.items.map(({ uscc }) => uscc));
    cursor = page.cursor;
  } while (cursor !== undefined);
  expect(pages).toBe(5);
  expect(seen.toSorted()).toEqual(
    [...Array.from({ length: 45 }, (_, n) => usccOf(n)), usccOf(61)].toSorted(),
  );
  const log = () => world.store.allEvents().filter(({ type }) => type === 'match-list.read');
  expect(log().map(({ by, data }) => [by, data['policyId'], data['firms']])).toEqual([
    ...Array.from({ length: 4 }, () => ['staff.drafter', 'p91-confirm', 10]),
    ['staff.drafter', 'p91-confirm', 6],
  ]);
  // A person of a district sees that district's; nobody else than policy staff and auditors sees any.
  expect(
    (await look({ limit: '200' }, { roles: ['staff.reviewer'], district: '330108' })).items,
  ).toMatchObject([{ uscc: usccOf(61) }]);
  for (const role of ['finance.maker', 'leader.city', 'hub.tax'])
    expect((await look({}, { roles: [role] })).status).toBe(403);
  expect(log()).toHaveLength(6);
});
