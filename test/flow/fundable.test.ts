// What fresh money is refused for: an account that nothing connects to, and a sum above what the policy was approved for.
import { describe, expect, it } from 'vitest';
import type { BudgetRequest } from '../../core/ledger/budget.ts';
import { approveBudget, requestBudget } from '../../functions/disbursement/fund-budget.ts';
import { PAYER } from '../world/flow-world.ts';
import { openTradeWorld, tradePolicy, type TradeWorld } from './trade-world.ts';

let requests = 0;
async function ask(world: TradeWorld, changes: Partial<BudgetRequest> = {}) {
  requests += 1;
  const request = {
    policyId: world.policyId,
    source: 'city',
    kind: 'fund',
    amountFen: 1_000_000 as never,
    fiscalYear: 2020,
    budgetUnit: '市财政',
    quotaNumber: '指标1',
    functionClass: '2150899',
    economicClass: '31204',
    fundNature: '一般公共预算',
    payer: PAYER,
    ...changes,
  } as const;
  return requestBudget(world.deps, request, 'finance.maker', `fundable-${requests}`);
}
const change = async (world: TradeWorld, changes: Partial<BudgetRequest> = {}) =>
  approveBudget(world.deps, (await ask(world, changes)).id, 'finance.checker');

describe('a budget of a treasury', () => {
  const payer = { ...PAYER, treasury: '330106' };
  const source = 'district-330106';
  const refused = { code: 'unprocessable', detail: { reason: 'rail-not-connected' } };

  it('is refused when it is asked for where no treasury is connected, with what to do', async () => {
    const world = await openTradeWorld();
    Object.assign(world.deps, { rails: ['bank'] });
    const asked = ask(world, { payer, source });
    await expect(asked).rejects.toMatchObject(refused);
    await expect(asked).rejects.toMatchObject({
      detail: {
        zh: expect.stringContaining('改填由银行支付的账户') as string,
        en: expect.stringContaining('have the treasury connected first') as string,
      },
    });
    expect(world.store.all('budget-request')).toEqual([]);
    expect(await change(world, { source })).toMatchObject({ available: 1_000_000 });
  });

  it('is refused when it is approved, where the treasury was disconnected meanwhile', async () => {
    const world = await openTradeWorld();
    const { id } = await ask(world, { payer, source });
    Object.assign(world.deps, { rails: ['bank'] });
    await expect(approveBudget(world.deps, id, 'finance.checker')).rejects.toMatchObject(refused);
    expect(world.store.all('budget')).toEqual([]);
  });

  it('that stands from before takes no fresh money, whatever account is named, but can be cut and closed', async () => {
    const world = await openTradeWorld();
    await change(world, { payer, source });
    Object.assign(world.deps, { rails: ['bank'] });
    await expect(ask(world, { source })).rejects.toMatchObject(refused);
    const cut = { kind: 'cut', payer, source } as const;
    expect(await change(world, { ...cut, amountFen: 1 as never })).toMatchObject({ available: 999_999 });
    expect(await change(world, { ...cut, kind: 'close', amountFen: 0 as never })).toMatchObject({
      status: 'closed',
    });
  });

  it('is taken where the treasury is connected', async () => {
    const world = await openTradeWorld();
    Object.assign(world.deps, { rails: ['bank', 'treasury'] });
    expect(await change(world, { payer, source })).toMatchObject({ payer });
  });
});

describe('the budgets of a policy', () => {
  const { approval } = tradePolicy();
  const declaring = (expectedYuan: number | undefined, more: object = {}) => {
    const { expectedYuan: _declared, ...others } = approval;
    return { approval: { ...others, ...(expectedYuan !== undefined && { expectedYuan }) }, ...more };
  };
  const yuan = (sum: number) => (sum * 100) as never;
  const above = { code: 'unprocessable', detail: { reason: 'above-approved-total' } };

  it('together hold no more than it was approved for, to the fen; both figures are named', async () => {
    const world = await openTradeWorld(declaring(10_000));
    await change(world, { amountFen: yuan(6000) });
    const second = { source: 'district-330106', amountFen: 400_001 as never };
    const asked = ask(world, second);
    await expect(asked).rejects.toMatchObject(above);
    await expect(asked).rejects.toMatchObject({
      detail: {
        zh: expect.stringMatching(
          /总额为 10,000\.00 元，已安排 6,000\.00 元，再安排 4,000\.01 元将超出 0\.01 元/,
        ) as string,
        en: expect.stringMatching(
          /approved for ¥10,000\.00 in all and ¥6,000\.00 is set aside; ¥4,000\.01 more/,
        ) as string,
        evidence: { approvedFen: 1_000_000, appropriatedFen: 600_000, amountFen: 400_001, aboveFen: 1 },
      },
    });
    expect(await change(world, { ...second, amountFen: yuan(4000) })).toMatchObject({ available: 400_000 });
  });

  it('asked for beside each other are looked at again when the second is approved', async () => {
    const world = await openTradeWorld(declaring(10_000));
    const [first, second] = [
      await ask(world, { amountFen: yuan(6000) }),
      await ask(world, { source: 'district-330106', amountFen: yuan(6000) }),
    ];
    await approveBudget(world.deps, first.id, 'finance.checker');
    await expect(approveBudget(world.deps, second.id, 'finance.checker')).rejects.toMatchObject(above);
    await change(world, { kind: 'cut', amountFen: yuan(2000) });
    expect(await approveBudget(world.deps, second.id, 'finance.checker')).toMatchObject({
      available: 600_000,
    });
  });

  it('hold more once an amendment that says so is in force', async () => {
    const world = await openTradeWorld(declaring(10_000));
    const whole = await ask(world, { amountFen: yuan(10_000) });
    await approveBudget(world.deps, whole.id, 'finance.checker');
    requests -= 1;
    // The same request sent again is the same request, though no more would be taken now.
    expect(await ask(world, { amountFen: yuan(10_000) })).toMatchObject({ id: whole.id, state: 'approved' });
    await expect(ask(world, { amountFen: 1 as never })).rejects.toMatchObject(above);
    await world.publish({
      ...world.document,
      ...declaring(12_000),
      version: 2,
      transition: {
        replacesVersion: 1,
        effectiveFrom: '2020-03-05',
        pending: 'new-version',
        zh: '追加',
        en: 'more money',
      },
    });
    expect(await change(world, { amountFen: yuan(2000) })).toMatchObject({ appropriated: 1_200_000 });
    await expect(ask(world, { amountFen: 1 as never })).rejects.toMatchObject(above);
  });

  it('are not bounded where no total was declared', async () => {
    const world = await openTradeWorld(declaring(undefined));
    expect(await change(world, { amountFen: yuan(100_000_000) })).toMatchObject({
      available: 10_000_000_000,
    });
  });
});
