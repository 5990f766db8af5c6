// What an enterprise is told of an award in instalments before it files: the award in all, and what comes first.
import { beforeAll, describe, expect, it } from 'vitest';
import { fen } from '../../core/kernel/fen.ts';
import { matchMessage } from '../../core/message/message.ts';
import { matchEnterprise } from '../../functions/matching/match-enterprise.ts';
import { calculatePolicy } from '../../functions/policy/calculate-policy.ts';
import { firstSumOf, sumOf } from '../../web/src/features/claim/award-sums.ts';
import { firmOf, openTradeWorld, usccOf, type TradeWorld } from '../flow/trade-world.ts';

const FACTS = {
  主体类型: '法人',
  登记状态: '存续',
  行业: '零售业',
  企业规模: '小型',
  市内纳税: true,
  严重失信: false,
};
const part = (percent: number) => ({ afterMonths: 0, percent, zh: '期', en: 'part' });
const inThree = { period: 'instalments', instalments: [part(33), part(33), part(34)] } as const;

describe('an estimate of an award in instalments', () => {
  let world: TradeWorld;
  beforeAll(async () => {
    world = await openTradeWorld({ ...inThree, instalments: [...inThree.instalments] });
  });

  it('by the calculator has the first payment as it would be made, beside the award', async () => {
    // A sixth of ¥6,001 is ¥1,000.16.
    expect(
      await calculatePolicy(world.deps, world.policyId, { ...FACTS, 年纳税额_2019: 6001 }),
    ).toMatchObject({ amountFen: 100_016, firstInstalment: { percent: 33, of: 3, amountFen: 33_005 } });
    expect(await calculatePolicy(world.deps, world.policyId, FACTS)).toMatchObject({
      amountFen: null,
      firstInstalment: { percent: 33, of: 3, amountFen: null },
    });
  });

  it('on the home page says that there are instalments, also where the amount is not known yet', async () => {
    await world.store.put('enterprise', [firmOf(1)]);
    const { matches } = await matchEnterprise(world.deps, usccOf(1));
    expect(matches).toMatchObject([
      { outcome: 'unknown', firstInstalment: { percent: 33, of: 3, amountFen: null } },
    ]);
  });

  it('in a message names both', () => {
    const policy = { id: 'p', titleZh: '补贴', titleEn: 'Aid' };
    const news = { uscc: usccOf(1), outcome: 'eligible', amountFen: fen(100_016) } as const;
    const at = '2020-03-02T01:00:00.000Z';
    const told = matchMessage({ ...policy, instalments: [...inThree.instalments] }, news, at, 'm');
    expect(told.text.zh).toContain('预计 1000.16 元，分 3 期兑付，首期 330.05 元。');
    expect(told.text.en).toContain('about ¥1000.16 in 3 instalments, the first of ¥330.05.');
    const atOnce = matchMessage({ ...policy, instalments: undefined }, news, at, 'm');
    expect(atOnce.text.zh).toMatch(/预计 1000\.16 元。$/);
  });
});

it('an award that is paid at once is estimated as before', async () => {
  const world = await openTradeWorld();
  const answer = await calculatePolicy(world.deps, world.policyId, { ...FACTS, 年纳税额_2019: 6000 });
  expect(answer).toMatchObject({ amountFen: 100_000 });
  expect(answer).not.toHaveProperty('firstInstalment');
});

it('the sum of the home page has the first payment of the one that counts in a group', () => {
  const match = (policyId: string, amountFen: number, firstFen?: number, group?: string) => ({
    policyId,
    group,
    amountFen,
    firstInstalment: firstFen === undefined ? undefined : { amountFen: firstFen },
  });
  const matches = [match('a', 1000, 100, 'g'), match('b', 900, undefined, 'g'), match('c', 50)];
  expect([sumOf(matches), firstSumOf(matches)]).toEqual([1050, 150]);
});
