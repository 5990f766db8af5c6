// The public library finds by words and by what a firm is, the calculator answers on typed facts, and the log tells every question.
import { beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../core/kernel/canonical-json.ts';
import { checkReceipt, receiptSchema } from '../../functions/application/verify-receipt.ts';
import { showApplication } from '../../functions/application/show-application.ts';
import { listCalls } from '../../functions/hub/list-calls.ts';
import { calculatePolicy } from '../../functions/policy/calculate-policy.ts';
import { searchLibrary, type LibraryQuery } from '../../functions/policy/search-library.ts';
import { openTradeWorld, tradePolicy, usccOf, type TradeWorld } from '../flow/trade-world.ts';

let world: TradeWorld;
beforeAll(async () => {
  world = await openTradeWorld();
  await world.publish(
    tradePolicy({
      id: 'p93-other',
      title: { zh: '住宿业纾困', en: 'Help for lodging' },
      dates: { ...world.document.dates, application: { from: '2020-03-02', until: '2020-03-31' } },
    }),
  );
});

const found = async (query: LibraryQuery) => (await searchLibrary(world.deps, query)).map(({ id }) => id);
const TRADE = 'p02-trade-services';

describe('the library', () => {
  it.each<[string, LibraryQuery, string[]]>([
    ['everything in force, the nearest deadline first', {}, ['p93-other', TRADE]],
    ['every word', { q: '住宿业 纾困' }, ['p93-other']],
    ['words of either language', { q: 'HELP lodging' }, ['p93-other']],
    ['no word of another policy', { q: '不存在的词' }, []],
    ['a sector that it is for', { facts: 'sector:retail' }, ['p93-other', TRADE]],
    ['not one that it rules out', { facts: 'sector:industry' }, []],
    ['a size together with a sector', { facts: 'sector:retail,sizeClass:large' }, []],
    ['a district', { district: '330106' }, ['p93-other', TRADE]],
    ['an amount that can be reached', { minYuan: '50000' }, ['p93-other', TRADE]],
    ['not one above the limit', { minYuan: '83335' }, []],
    ['open on a day', { openOn: '2020-04-15' }, [TRADE]],
    ['open today', { openOn: 'today' }, ['p93-other', TRADE]],
  ])('finds %s', async (_, query, ids) => {
    expect(await found(query)).toEqual(ids);
  });

  it('refuses a fact that the catalogue does not know', async () => {
    await expect(found({ facts: 'sector:nowhere' })).rejects.toMatchObject({
      code: 'invalid',
      detail: { reason: 'library-facts' },
    });
  });

  it('shows nobody who signed, and no draft', async () => {
    const [first] = await searchLibrary(world.deps, {});
    expect(first).not.toHaveProperty('approval');
    expect(first).toMatchObject({ until: '2020-03-31', mostFen: 8_333_400 });
  });
});

describe('the calculator', () => {
  const facts = {
    主体类型: '法人',
    登记状态: '存续',
    行业: '零售业',
    企业规模: '小型',
    市内纳税: true,
    严重失信: false,
  };

  it('answers on typed facts, keeps nothing and asks nobody', async () => {
    const answer = await calculatePolicy(world.deps, TRADE, { ...facts, 年纳税额_2019: 6000 });
    expect(answer).toMatchObject({ outcome: 'eligible', amountFen: 100_000, missing: [] });
    expect(world.asked).toEqual([]);
  });

  it('says what is missing instead of guessing', async () => {
    expect(await calculatePolicy(world.deps, TRADE, facts)).toMatchObject({
      outcome: 'unknown',
      amountFen: null,
      missing: ['taxPaid2019'],
    });
  });

  it('names the field that cannot be read, and refuses a flood', async () => {
    await expect(calculatePolicy(world.deps, TRADE, { 年纳税额_2019: '很多' })).rejects.toMatchObject({
      code: 'invalid',
      detail: { fields: [expect.objectContaining({ path: expect.stringContaining('年纳税额') as string })] },
    });
    await expect(calculatePolicy(world.deps, TRADE, { x: 'x'.repeat(70_000) })).rejects.toMatchObject({
      code: 'too-large',
    });
    await expect(calculatePolicy(world.deps, 'no-policy', {})).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('the log of questions', () => {
  it('has each question with its department, items and purpose', async () => {
    const id = await world.enrol(1, 6000);
    await world.settle();
    const { items } = await listCalls(world.deps, usccOf(1), { limit: 9 });
    expect(items.map(({ department }) => department).sort()).toEqual([
      'credit',
      'market',
      'statistics',
      'tax',
    ]);
    for (const call of items) {
      expect(call).toMatchObject({ outcome: 'answered', purpose: { applicationId: id, policyId: TRADE } });
      expect(call.items.length).toBeGreaterThan(0);
    }
    expect(await listCalls(world.deps, usccOf(2), { limit: 9 })).toEqual({ items: [] });
  });
});

describe('a receipt', () => {
  it('is the recorded decision, recalculated to the fen; a signature that is none is named', async () => {
    const id = await world.enrol(3, 9000);
    await world.settle();
    const { application, decision } = await showApplication(world.deps, id);
    const receipt = receiptSchema.parse({ application, decision });
    const by = (checks: { name: string; ok: boolean }[]) =>
      Object.fromEntries(checks.map(({ name, ok }) => [name, ok]));
    const genuine = await checkReceipt(world.deps, receipt);
    // The departments of this world sign nothing, and no source is registered.
    expect(by(genuine.checks)).toEqual({
      rule: true,
      signatures: false,
      sources: true,
      result: true,
      record: true,
    });
    const forged = structuredClone(receipt);
    const { facts = {} } = forged.decision;
    forged.decision.facts = { ...facts, taxPaid2019: 99_999_00 };
    expect(canonicalJson(forged)).not.toBe(canonicalJson(receipt));
    expect(by((await checkReceipt(world.deps, forged)).checks)).toMatchObject({
      rule: true,
      sources: false,
      result: false,
      record: false,
    });
  });
});
