// A policy is claimed in its application window; where that is open, for as long as the rule itself is valid.
import { expect, it } from 'vitest';
import { submit } from '../../functions/application/submit-application.ts';
import { matchEnterprise } from '../../functions/matching/match-enterprise.ts';
import { openTradeWorld, tradePolicy, usccOf } from './trade-world.ts';

const { dates } = tradePolicy();
const valid = { from: '2020-03-02', until: '2020-12-31' };

it.each([
  ['valid only', { validity: valid, application: {} }, '2020-12-31', '2021-01-01'],
  [
    'valid, claimed longer',
    { validity: valid, application: { until: '2021-03-31' } },
    '2021-03-31',
    '2021-04-01',
  ],
  [
    'valid, claimed shorter',
    { validity: valid, application: { until: '2020-06-30' } },
    '2020-06-30',
    '2020-07-01',
  ],
])('%s: on its last day, and not on the next', async (_, window, last, after) => {
  const world = await openTradeWorld({ dates: { ...dates, ...window } });
  await world.fund(world.policyId, 'city', 10_000);
  world.today = last;
  const id = await world.enrol(1, 6000);
  await world.settle();
  expect(await world.stateOf(id)).toBe('paid');
  world.today = after;
  await expect(world.enrol(2, 6000)).rejects.toMatchObject({ detail: { reason: 'outside-window' } });
  expect((await matchEnterprise(world.deps, usccOf(2))).matches).toMatchObject([
    { window: 'over', until: last },
  ]);
  await expect(
    submit(world.deps, { policyId: world.policyId, uscc: usccOf(2), by: 'test' }),
  ).rejects.toMatchObject({ code: 'unprocessable' });
  expect(world.bank.outflowFen).toBe(100_000);
});

it('not before the rule is valid, where no application window says more', async () => {
  const world = await openTradeWorld({
    dates: { ...dates, validity: { from: '2020-04-01' }, application: {} },
  });
  await expect(world.enrol(1, 6000)).rejects.toMatchObject({ detail: { reason: 'outside-window' } });
  world.today = '2020-04-01';
  expect(await world.enrol(1, 6000)).toContain(usccOf(1));
});
