// Claims beside claims: groups, caps, persons and households, third parties; a duplicate is refused with the earlier one named.
import { beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '../../core/kernel/fault.ts';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import { readExamplePolicies } from '../../examples/hangzhou-2020/estimate.ts';
import { showApplication } from '../../functions/application/show-application.ts';
import { submit } from '../../functions/application/submit-application.ts';
import { askOverride, grantOverride } from '../../functions/disbursement/override-claim.ts';
import { verifyLedger } from '../../functions/reconciliation/verify-ledger.ts';
import { firmOf, openTradeWorld, tradePolicy, usccOf, type TradeWorld } from './trade-world.ts';

let world: TradeWorld;

/** A second policy for the same firms, in the same group. */
async function publishSecond(changes: Partial<PolicyDocument>): Promise<string> {
  const document = tradePolicy({ id: 'second-policy', ...changes });
  await world.publish(document);
  await world.settle();
  await world.fund(document.id, 'city', 100_000);
  return document.id;
}
const apply = async (policyId: string, n: number) =>
  (await submit(world.deps, { policyId, uscc: usccOf(n), by: 'test' })).application.id;
const claimOf = (id: string) => world.store.read('claim', id);
const applicationOf = (id: string) => world.store.read('application', id);

async function openWith(changes: Partial<PolicyDocument>): Promise<void> {
  world = await openTradeWorld(changes);
  await world.fund(world.policyId, 'city', 100_000);
}

describe('an exclusive group', () => {
  const stacking = { group: 'trade-aid', rule: 'exclusive', higherLevelPrevails: false } as const;
  beforeEach(() => openWith({ stacking }));

  it('pays whoever reserves first and refuses the other, naming the earlier claim', async () => {
    const second = await publishSecond({ stacking });
    const first = await world.enrol(1, 6000);
    await world.settle();
    const refused = await apply(second, 1);
    await world.settle();
    expect(await applicationOf(refused)).toMatchObject({
      state: 'refused',
      refusedBy: ['stacking'],
      blockedBy: { reason: 'stacking', claimId: first },
    });
    expect(world.bank.outflowFen).toBe(100_000);
  });

  it('lets two people override it with a reason that stays on application and claim', async () => {
    const second = await publishSecond({ stacking });
    const first = await world.enrol(1, 6000);
    await world.settle();
    await expect(askOverride(world.deps, first, '特殊情况', 'unit.maker')).rejects.toMatchObject({
      detail: { reason: 'no-override' },
    });
    const refused = await apply(second, 1);
    await world.settle();
    await askOverride(world.deps, refused, '特殊情况', 'unit.maker');
    await expect(grantOverride(world.deps, refused, 'unit.maker')).rejects.toMatchObject({
      detail: { reason: 'same-person' },
    });
    await grantOverride(world.deps, refused, 'finance.checker');
    await world.settle();
    expect(await world.stateOf(refused)).toBe('paid');
    const override = {
      reason: '特殊情况',
      requestedBy: 'unit.maker',
      approvedBy: 'finance.checker',
      earlierClaimId: first,
    };
    expect((await claimOf(refused))?.override).toEqual(override);
    await expect(grantOverride(world.deps, refused, 'finance.checker')).rejects.toMatchObject({
      detail: { reason: 'no-override' },
    });
  });
});

describe('从高不重复', () => {
  const stacking = { group: 'trade-aid', rule: 'highest', higherLevelPrevails: false } as const;

  it('pays only the difference to the later, higher claim, and nothing to a lower one', async () => {
    await openWith({ stacking });
    const amount = { ...tradePolicy().amount, formula: '1500', caps: [] };
    const second = await publishSecond({ stacking, amount });
    const third = tradePolicy({ id: 'third-policy', stacking, amount: { ...amount, formula: '1200' } });
    await world.publish(third);
    await world.settle();
    await world.fund(third.id, 'city', 100_000);
    const low = await world.enrol(1, 6000);
    await world.settle();
    const high = await apply(second, 1);
    await world.settle();
    const between = await apply(third.id, 1);
    await world.settle();
    expect(await claimOf(low)).toMatchObject({ amountFen: 100_000 });
    expect(await claimOf(high)).toMatchObject({ amountFen: 50_000, entitledFen: 150_000 });
    expect(await applicationOf(between)).toMatchObject({
      state: 'refused',
      blockedBy: { reason: 'stacking', claimId: high },
    });
    expect(world.bank.outflowFen).toBe(150_000);
  });
});

describe('where the higher level prevails', () => {
  const stacking = (higherLevelPrevails: boolean, rule: 'exclusive' | 'highest' = 'exclusive') => ({
    stacking: { group: 'trade-aid', rule, higherLevelPrevails },
  });
  const worth = (formula: string) => ({ amount: { ...tradePolicy().amount, formula } });
  /** The same policy of the firm's district. */
  const district = {
    level: 'district',
    district: '330106',
    items: [...tradePolicy().items, 'district'],
    funding: [{ treasury: 'district', percent: 100 }],
    examples: tradePolicy().examples.map((example) => ({ ...example, district: '330106' })),
  } as const;
  /** Publishes the district's policy beside the city's, and claims both in the order given. */
  async function claimBoth(
    first: 'city' | 'district',
    city: Partial<PolicyDocument>,
    local: Partial<PolicyDocument>,
  ) {
    await openWith(city);
    const document = tradePolicy({ ...district, id: 'district-policy', ...local } as Partial<PolicyDocument>);
    await world.publish(document);
    await world.settle();
    await world.fund(document.id, 'district-330106', 100_000);
    await world.enrol(9, 6000);
    await world.settle();
    await world.store.put('enterprise', [firmOf(1)]);
    world.held.set(usccOf(1), world.held.get(usccOf(9)) ?? {});
    const order = first === 'city' ? [world.policyId, document.id] : [document.id, world.policyId];
    const ids = [];
    for (const policyId of order) {
      ids.push(await apply(policyId, 1));
      await world.settle();
    }
    return Promise.all(ids.map(async (id) => (await claimOf(id))?.amountFen));
  }

  it('a city’s later claim pays what it is worth more', async () => {
    const claims = await claimBoth(
      'district',
      { ...worth('1800'), ...stacking(true) },
      { ...worth('1000'), ...stacking(true) },
    );
    expect(claims).toEqual([100_000, 80_000]);
    expect((await verifyLedger(world.deps)).verified).toBe(true);
  });

  it('a city’s later claim that is worth no more gets nothing', async () => {
    expect(
      await claimBoth(
        'district',
        { ...worth('1000'), ...stacking(true) },
        { ...worth('1000'), ...stacking(true) },
      ),
    ).toEqual([100_000, undefined]);
  });

  it('a district’s later claim gets nothing, however much it is worth', async () => {
    expect(
      await claimBoth(
        'city',
        { ...worth('1000'), ...stacking(true, 'highest') },
        { ...worth('1800'), ...stacking(true, 'highest') },
      ),
    ).toEqual([100_000, undefined]);
  });

  it('nothing changes where neither says so', async () => {
    expect(
      await claimBoth(
        'district',
        { ...worth('1800'), ...stacking(false) },
        { ...worth('1000'), ...stacking(false) },
      ),
    ).toEqual([100_000, undefined]);
    expect(
      await claimBoth(
        'city',
        { ...worth('1000'), ...stacking(false, 'highest') },
        { ...worth('1800'), ...stacking(false, 'highest') },
      ),
    ).toEqual([100_000, 80_000]);
  });
});

describe('a cap over several claims', () => {
  const monthly = (caps: PolicyDocument['amount']['caps']) => ({
    period: 'monthly' as const,
    amount: { ...tradePolicy().amount, formula: '1000', caps },
  });
  const inMonth = async (n: number, day: string) => {
    world.today = day;
    const id = await apply(world.policyId, n);
    await world.settle();
    return id;
  };

  it('on an enterprise cuts the claim that meets it, and refuses the next', async () => {
    await openWith(monthly([{ scope: 'enterprise', limit: 1500, zh: '封顶', en: 'cap' }]));
    const first = await world.enrol(1, 6000);
    await world.settle();
    const second = await inMonth(1, '2020-04-02');
    const third = await inMonth(1, '2020-05-02');
    expect((await claimOf(first))?.amountFen).toBe(100_000);
    expect(await claimOf(second)).toMatchObject({ amountFen: 50_000, entitledFen: 100_000 });
    expect(await applicationOf(third)).toMatchObject({
      state: 'refused',
      refusedBy: ['cap'],
      blockedBy: { claimId: second },
    });
  });

  it('over some months looks back no further than these', async () => {
    await openWith(monthly([{ scope: 'period', limit: 1500, months: 2, zh: '封顶', en: 'cap' }]));
    await world.enrol(1, 6000);
    await world.settle();
    const april = await inMonth(1, '2020-04-02');
    const may = await inMonth(1, '2020-05-03');
    expect((await claimOf(april))?.amountFen).toBe(50_000);
    expect((await claimOf(may))?.amountFen).toBe(100_000);
  });

  const twice = async (): Promise<[number | undefined, number | undefined]> => {
    const first = await world.enrol(1, 6000);
    await world.settle();
    const second = await inMonth(1, '2020-04-02');
    return [(await claimOf(first))?.amountFen, (await claimOf(second))?.amountFen];
  };
  const capped = (limit: string) => monthly([{ scope: 'enterprise', limit, zh: '封顶', en: 'cap' }]);

  it('may be a formula, of numbers or of the facts of the decision', async () => {
    await openWith(capped('1000 + 250'));
    expect(await twice()).toEqual([100_000, 25_000]);
    await openWith(capped('年纳税额_2019 / 5'));
    expect(await twice()).toEqual([100_000, 20_000]);
  });

  it('is the parameter’s value in the firm’s district on the day of its application', async () => {
    const values = [
      { until: '2020-03-31', value: 5000 },
      { from: '2020-04-01', value: 1800 },
      { from: '2020-04-01', district: '330106', value: 1300 },
      { from: '2020-04-01', district: '330109', value: 9999 },
    ];
    const parameters = [{ name: '企业封顶额', zh: '封顶额', en: 'the cap', values }];
    const items = [...tradePolicy().items, 'district'];
    await openWith({
      ...capped('企业封顶额'),
      parameters: [...tradePolicy().parameters, ...parameters],
      items,
    });
    expect(await twice()).toEqual([100_000, 30_000]);
  });

  it('that needs a fact nobody asked for goes to a person, and holds nobody else up', async () => {
    await openWith({ ...capped('营业收入_2019 / 100'), items: [...tradePolicy().items, 'revenue2019'] });
    const id = await world.enrol(1, 6000);
    await world.settle();
    expect(await applicationOf(id)).toMatchObject({
      state: 'in-review',
      blockedBy: { reason: 'cap-not-computable' },
    });
  });
});

describe('lines', () => {
  const tenants = readExamplePolicies().find(({ id }) => id === 'p01-tenant-staff') as PolicyDocument;
  const person = (name: string, household = `H${name}`) => ({
    person: name,
    household,
    insuredMonths2019: 12,
    wage2019: 6_000_000,
    rentsUnderContract: true,
    ownsHomeInCity: false,
    otherHousingAid: false,
  });
  const staff = (people: object[]) => ({
    businessStatus: 'open',
    taxRegistered: true,
    tenantListGiven: true,
    tenants: people,
  });

  async function enrolStaff(n: number, people: object[]): Promise<string> {
    await world.store.put('enterprise', [firmOf(n)]);
    world.held.set(usccOf(n), staff(people) as never);
    return apply(tenants.id, n);
  }
  beforeEach(async () => {
    world = await openTradeWorld();
    await world.publish(tenants);
    await world.settle();
    await world.fund(tenants.id, 'city', 100_000);
  });

  it('pay each person alone: one that comes back does not keep the others from being paid', async () => {
    world.bank.accountsOf = async (keys) =>
      new Map(keys.map((key) => [key, { name: key, account: `62-${key}`, clearingMember: '102331000001' }]));
    world.bank.answers = (account) => (account === '62-A2' ? 'return' : 'pay');
    const id = await enrolStaff(1, [person('A1'), person('A2'), person('A3')]);
    await world.settle();
    const { legs, state } = await showApplication(world.deps, id);
    expect(legs.map(({ payeeId, amountFen, state: of }) => [payeeId, amountFen, of])).toEqual([
      ['A1', 50_000, 'paid'],
      ['A2', 50_000, 'returned'],
      ['A3', 50_000, 'paid'],
    ]);
    expect(state).toBe('returned');
    expect((await verifyLedger(world.deps)).verified).toBe(true);
  });

  it('too many for the store to keep their proof go to a person, with words for the enterprise', async () => {
    const { commit } = world.store;
    world.store.commit = async (asked) => {
      if (asked.event.proof?.['evaluation'] !== undefined)
        throw new Fault('unprocessable', { reason: 'proof-too-large', zh: '名单过长', en: 'Too long' });
      return commit.call(world.store, asked);
    };
    const id = await enrolStaff(1, [person('A1')]);
    await world.settle();
    expect(await applicationOf(id)).toMatchObject({
      state: 'in-review',
      blockedBy: { reason: 'proof-too-large' },
    });
    expect(world.store.all('claim')).toEqual([]);
  });

  it('pay a person and a household once, whoever files them; the earlier claim is named', async () => {
    const first = await enrolStaff(1, [person('A1', 'H1'), person('A2', 'H2')]);
    await world.settle();
    const second = await enrolStaff(2, [person('A1', 'H9'), person('A9', 'H2'), person('A3', 'H3')]);
    const third = await enrolStaff(3, [person('A1', 'H1')]);
    await world.settle();
    expect(await claimOf(second)).toMatchObject({
      amountFen: 50_000,
      entitledFen: 150_000,
      refusedLines: [
        { index: 0, earlierClaimId: first },
        { index: 1, earlierClaimId: first },
      ],
    });
    expect(await applicationOf(third)).toMatchObject({
      state: 'refused',
      refusedBy: ['line-claimed'],
      blockedBy: { claimId: first },
    });
    expect(world.bank.outflowFen).toBe(150_000);
  });

  it('of a long list become parts, each its own commit, all paid, none twice', async () => {
    const people = Array.from({ length: 70 }, (_, n) => person(`P${n}`));
    const id = await enrolStaff(1, people);
    await world.settle();
    const { legs, state, application } = await showApplication(world.deps, id);
    expect(state).toBe('paid');
    expect(legs).toHaveLength(70);
    expect(application.award).toEqual({ amountFen: 3_500_000, reservedFen: 3_500_000, parts: 3 });
    expect(new Set(legs.map(({ endToEndId }) => endToEndId)).size).toBe(70);
    expect(world.bank.outflowFen).toBe(3_500_000);
    const proof = await verifyLedger(world.deps);
    expect(proof).toMatchObject({ verified: true, claimLegs: 70 });
  });

  it('of one claim are funded together or wait together, and the case cap cuts the last ones', async () => {
    const people = Array.from({ length: 120 }, (_, n) => person(`P${n}`));
    const id = await enrolStaff(1, people);
    await world.settle();
    const { legs } = await showApplication(world.deps, id);
    expect(legs).toHaveLength(100);
    expect(world.bank.outflowFen).toBe(5_000_000);
    const next = await enrolStaff(
      2,
      Array.from({ length: 120 }, (_, n) => person(`Q${n}`)),
    );
    await world.settle();
    expect(await world.stateOf(next)).toBe('paid');
    const waits = await enrolStaff(3, [person('Z1')]);
    await world.settle();
    expect(await world.stateOf(waits)).toBe('queued');
  });
});

describe('a third party', () => {
  it('is paid at its own account, by the code that the facts name', async () => {
    const cut = readExamplePolicies().find(({ id }) => id === 'p03-rate-cut-award') as PolicyDocument;
    world = await openTradeWorld();
    world.today = '2020-03-05';
    await world.publish({ ...cut, mode: 'confirm' });
    await world.settle();
    await world.fund(cut.id, 'city', 100_000);
    await world.store.put('enterprise', [firmOf(1)]);
    const lender = usccOf(77);
    world.held.set(usccOf(1), {
      businessStatus: 'open',
      sizeClass: 'small',
      rateCutListed: true,
      loanBalance: 100_000_000,
      furtherRateCut: 50,
      lenderUscc: lender,
    } as never);
    const id = await apply(cut.id, 1);
    await world.settle();
    const { legs, state } = await showApplication(world.deps, id);
    expect(state).toBe('paid');
    expect(legs).toMatchObject([{ payeeId: lender, uscc: usccOf(1) }]);
    expect(world.bank.received.flatMap(({ payments }) => payments.map((it) => it.creditor.name))).toEqual([
      lender,
    ]);
  });
});
