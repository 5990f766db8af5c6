// What a claim is made of, case by case: what mutants of entitling, reserving, splitting and allocating must fail.
import { describe, expect, it } from 'vitest';
import type { Application } from '../../core/application/application.ts';
import { allocateBudget, type AllocationInput } from '../../core/disbursement/allocate-budget.ts';
import type { Slot } from '../../core/disbursement/claim.ts';
import { entitle, isOwn, leftUnderCaps, payeeParts, type Entitled } from '../../core/disbursement/entitle.ts';
import { hasCounter, needOf, reserve, shareOut, type ReserveInput } from '../../core/disbursement/reserve.ts';
import { budgetIdsOf, sourceOf, splitByFunding } from '../../core/disbursement/split-by-funding.ts';
import type { AwardedLine, CapCounter, Standing } from '../../core/disbursement/standing.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { fen } from '../../core/kernel/fen.ts';
import { openBudget } from '../../core/ledger/fund-budget.ts';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';

const AT = '2020-03-02T01:00:00.000Z';
const TODAY = '2020-03-31';
/** The parts of a document that these decisions read: a whole one would need the whole house. */
const TRADE = {
  id: 'p',
  level: 'city',
  amount: { formula: 'tax / 6', rounding: { mode: 'down', toFen: 1 }, caps: [] },
  payees: [{ kind: 'enterprise', percent: 100, zh: '企业', en: 'firm' }],
  stacking: { rule: 'combine', higherLevelPrevails: false },
  funding: [{ treasury: 'city', percent: 100 }],
} as unknown as PolicyDocument;
const CITY_FIRST: PolicyDocument['funding'] = [
  { treasury: 'city', percent: 60 },
  { treasury: 'district', percent: 40 },
];
const documentOf = (changes: Partial<PolicyDocument> = {}): PolicyDocument => ({ ...TRADE, ...changes });
const payee = (kind: 'enterprise' | 'employee' | 'third-party', percent = 100) => ({
  kind,
  percent,
  zh: '收款人',
  en: 'payee',
});

const application = (changes: Partial<Application> = {}): Application => ({
  id: 'p.u.once',
  version: 3,
  policyId: 'p',
  policyVersion: 1,
  uscc: '91330100799655058B',
  enterpriseName: '企业',
  districtCode: '330106',
  period: 'once',
  revision: 1,
  state: 'accepted',
  submittedAt: AT,
  submittedBy: 'u',
  asOf: '2020-03-02',
  amountFen: fen(1000),
  ...changes,
});

const line = (index: number, amountFen: number, slotIds = [`s${index}`]): AwardedLine => ({
  index,
  amountFen: fen(amountFen),
  slotIds,
  payeeId: `P${index}`,
});
const slot = (id: string, claimId: string, more: Partial<Slot> = {}): Slot => ({
  id,
  version: 1,
  claimId,
  takenAt: AT,
  ...more,
});
const standing = (changes: Partial<Standing> & { readonly taken?: readonly Slot[] } = {}): Standing => {
  const { taken = [], ...rest } = changes;
  return { caps: [], lineSlots: new Map(taken.map((it) => [it.id, it])), ...rest };
};
const cap = (
  scope: 'case' | 'enterprise' | 'period',
  limitFen: number | null,
  months?: number,
): Standing['caps'][number] => ({
  scope,
  limitFen: limitFen === null ? null : fen(limitFen),
  ...(months !== undefined && { months }),
});
const counter = (...awards: readonly (readonly [string, number, string])[]): CapCounter => ({
  id: 'p.91330100799655058B',
  version: 4,
  awards: awards.map(([claimId, amount, day]) => ({ claimId, amountFen: fen(amount), day })),
});
const entitled = (given: Application, of: Standing, document = documentOf()): Entitled => {
  const found = entitle(document, given, of, TODAY);
  if (found.kind === 'refused') throw new Error(`refused: ${found.reason}`);
  return found;
};

describe('shares of treasuries', () => {
  it('are rounded down but for the last, and those of nothing are left out', () => {
    const document = documentOf({ funding: CITY_FIRST });
    expect(splitByFunding(document, '330106', fen(1001))).toEqual([
      { budgetId: 'p.city', amountFen: 600 },
      { budgetId: 'p.district-330106', amountFen: 401 },
    ]);
    expect(splitByFunding(document, '330106', fen(1))).toEqual([
      { budgetId: 'p.district-330106', amountFen: 1 },
    ]);
    expect(budgetIdsOf(document, '330106')).toEqual(['p.city', 'p.district-330106']);
  });

  it('come from the firm’s own district, or from the one that the policy names', () => {
    expect(sourceOf({ treasury: 'district', percent: 100 }, '330106')).toBe('district-330106');
    expect(sourceOf({ treasury: 'district', percent: 100, district: '330110' }, '330106')).toBe(
      'district-330110',
    );
    expect(sourceOf({ treasury: 'city', percent: 100, district: '330110' }, '330106')).toBe('city');
  });

  const share = (availableFen: number, neededFen: number, budgetId = 'p.city') => ({
    budgetId,
    availableFen: fen(availableFen),
    neededFen: fen(neededFen),
  });
  const round = (...shares: ReturnType<typeof share>[]) => ({
    id: 'p',
    version: 1,
    fixedAt: AT,
    shares,
  });
  const parts = [
    { budgetId: 'p.city', amountFen: fen(100) },
    { budgetId: 'p.district', amountFen: fen(50) },
  ];
  it.each([
    ['no round', undefined, [100, 50]],
    ['a round with enough', round(share(10, 10), share(9, 8, 'p.district')), [100, 50]],
    ['a third of the city', round(share(1, 3)), [33, 16]],
    ['the shorter of two', round(share(2, 3), share(1, 3, 'p.district')), [33, 16]],
    ['the shorter of two, told first', round(share(1, 3), share(2, 3, 'p.district')), [33, 16]],
    ['a treasury that pays nothing here', round(share(1, 3, 'p.other')), [100, 50]],
    ['less than a fen', round(share(1, 75)), [1]],
    ['a round that asked the budget for nothing', round(share(0, 0)), [100, 50]],
  ])('of %s', (_name, of, expected) => {
    expect(shareOut(parts, of).map(({ amountFen }) => amountFen)).toEqual(expected);
  });
});

describe('payees', () => {
  const both = documentOf({ payees: [payee('enterprise', 33), payee('third-party', 67)] });
  it('get their percentages, rounded down, the last the rest', () => {
    expect(payeeParts(both, fen(101), [], 'T')).toEqual([{ amountFen: 33 }, { amountFen: 68, payeeId: 'T' }]);
  });

  it.each([undefined, ''])('that are to be paid and not named (%o) are a person’s matter', (named) => {
    expect(() => payeeParts(both, fen(101), [], named)).toThrow(
      expect.objectContaining({
        code: 'unprocessable',
        detail: {
          reason: 'payee-unknown',
          zh: '没有第三方收款人的代码，不能支付',
          en: 'The third party to be paid is not known',
        },
      }),
    );
  });

  it('of lines are the persons, by their lines’ amounts; without lines the enterprise', () => {
    const staff = documentOf({ payees: [payee('employee')] });
    const lines = [line(0, 10), line(1, 20)];
    expect(payeeParts(staff, fen(15), lines, undefined)).toEqual([
      { amountFen: 5, payeeId: 'P0', line: lines[0] },
      { amountFen: 10, payeeId: 'P1', line: lines[1] },
    ]);
    expect(payeeParts(staff, fen(15), [], undefined)).toEqual([{ amountFen: 15 }]);
    expect(payeeParts(documentOf(), fen(15), lines, undefined)).toEqual([{ amountFen: 15 }]);
    expect(payeeParts(both, fen(1), [], 'T')).toEqual([{ amountFen: 1, payeeId: 'T' }]);
  });
});

describe('an entitlement', () => {
  it('is what was accepted, where nothing stands beside it', () => {
    expect(entitled(application(), standing())).toEqual({
      kind: 'entitled',
      awardFen: 1000,
      openFen: 1000,
      lines: [],
      refusedLines: [],
    });
    const { amountFen: _none, ...bare } = application();
    expect(entitled(bare, standing()).awardFen).toBe(0);
  });

  it('knows its own parts from those of others', () => {
    expect(isOwn('p.u.once', application())).toBe(true);
    expect(isOwn('p.u.once~2', application())).toBe(true);
    expect(isOwn('p.u.onces', application())).toBe(false);
    expect(isOwn('p.v.once', application())).toBe(false);
  });

  it('of lines is the free ones, in order, the last cut to the award', () => {
    const lines = [line(0, 400), line(1, 300), line(2, 500), line(3, 9)];
    expect(entitled(application(), standing({ lines }))).toMatchObject({
      awardFen: 1000,
      openFen: 1000,
      lines: [{ amountFen: 400 }, { amountFen: 300 }, { amountFen: 300 }],
    });
    const taken = [slot('s1', 'p.v.once')];
    expect(entitled(application(), standing({ lines, taken }))).toMatchObject({
      awardFen: 909,
      lines: [{ index: 0 }, { index: 2, amountFen: 500 }, { index: 3 }],
      refusedLines: [{ index: 1, earlierClaimId: 'p.v.once' }],
    });
  });

  it('is refused when another claim was paid for every line', () => {
    const lines = [line(0, 400, ['s0', 'h0'])];
    const taken = [slot('h0', 'p.v.once')];
    expect(entitle(documentOf(), application(), standing({ lines, taken }), TODAY)).toEqual({
      kind: 'refused',
      reason: 'line-claimed',
      earlierClaimId: 'p.v.once',
    });
  });

  it('goes on with the lines that its own parts have not taken', () => {
    const lines = [line(0, 400), line(1, 600)];
    const begun = application({ award: { amountFen: fen(1000), reservedFen: fen(400), parts: 1 } });
    expect(entitled(begun, standing({ lines, taken: [slot('s0', 'p.u.once')] }))).toMatchObject({
      awardFen: 1000,
      openFen: 600,
      lines: [{ index: 1, amountFen: 600 }],
      refusedLines: [],
    });
  });

  it('never pays the rest of an award for a line that another claim took between two parts', () => {
    const lines = [line(0, 400), line(1, 350), line(2, 250)];
    const begun = application({ award: { amountFen: fen(1000), reservedFen: fen(400), parts: 1 } });
    const taken = [slot('s0', 'p.u.once'), slot('s1', 'p.v.once')];
    expect(entitled(begun, standing({ lines, taken }))).toMatchObject({
      openFen: 250,
      lines: [{ index: 2, amountFen: 250 }],
    });
    const all = [...taken, slot('s2', 'p.v.once')];
    expect(entitled(begun, standing({ lines, taken: all }))).toMatchObject({ openFen: 0, lines: [] });
  });

  const group = (rule: 'exclusive' | 'highest' | 'combine') =>
    documentOf({ stacking: { group: 'aid', rule, higherLevelPrevails: false } });
  const place = slot('aid.u', 'q.u.once', { amountFen: fen(700) });
  it.each([
    ['exclusive', place, undefined],
    ['highest', place, 300],
    ['combine', place, 1000],
    ['exclusive', slot('aid.u', 'p.u.once', { amountFen: fen(700) }), 1000],
    ['highest', slot('aid.u', 'q.u.once', { amountFen: fen(1000) }), undefined],
    ['highest', slot('aid.u', 'q.u.once'), undefined],
    ['exclusive', undefined, 1000],
  ] as const)('in a group where the rule is %s, beside %o, is %o', (rule, groupSlot, expected) => {
    const found = entitle(group(rule), application(), standing({ groupSlot }), TODAY);
    if (expected === undefined)
      expect(found).toEqual({ kind: 'refused', reason: 'stacking', earlierClaimId: 'q.u.once' });
    else expect(found).toMatchObject({ kind: 'entitled', awardFen: expected });
  });

  it('that two people let through passes the group', () => {
    const override = { reason: 'r', requestedBy: 'a', approvedBy: 'b', earlierClaimId: 'q.u.once' };
    expect(
      entitle(group('exclusive'), application({ override }), standing({ groupSlot: place }), TODAY),
    ).toMatchObject({ awardFen: 1000 });
  });

  it('under caps is what they leave, and refused when that is nothing, naming the last that used them up', () => {
    const caps = [cap('enterprise', 1500)];
    const before = counter(
      ['p.u.1', 600, '2020-01-01'],
      ['p.u.2', 300, '2020-02-01'],
      ['p.u.once', 9, TODAY],
    );
    expect(entitled(application(), standing({ caps, counter: before })).awardFen).toBe(600);
    const full = counter(['p.u.1', 1000, '2020-01-01'], ['p.u.2', 500, '2020-02-01'], ['p.u.once', 9, TODAY]);
    const refused = { kind: 'refused', reason: 'cap', earlierClaimId: 'p.u.2' };
    expect(entitle(documentOf(), application(), standing({ caps, counter: full }), TODAY)).toEqual(refused);
    expect(entitle(documentOf(), application(), standing({ caps: [cap('enterprise', 0)] }), TODAY)).toEqual({
      ...refused,
      earlierClaimId: 'p.u.once',
    });
  });

  it.each([
    ['a case’s own', [cap('case', 1)], undefined],
    ['an enterprise’s', [cap('enterprise', 1000)], 100],
    ['a month’s, which began after the same day of the month before', [cap('period', 1000, 1)], 700],
    ['two months’', [cap('period', 1000, 2)], 500],
    ['a year’s, unless it says otherwise', [cap('period', 1000)], 300],
    ['the least of several', [cap('period', 1000, 1), cap('enterprise', 1000), cap('case', 1)], 100],
  ])('left under %s', (_name, caps, expected) => {
    const awards = counter(
      ['a', 200, '2019-03-31'],
      ['b', 200, '2019-04-01'],
      ['c', 200, '2020-02-01'],
      ['d', 300, '2020-03-01'],
      ['mine', 50, TODAY],
    );
    expect(leftUnderCaps(caps, awards, TODAY, (claimId) => claimId !== 'mine')).toBe(expected);
  });

  it('under a cap that nobody can compute is a person’s matter', () => {
    expect(() => leftUnderCaps([cap('enterprise', null)], undefined, TODAY, () => true)).toThrow(
      expect.objectContaining({
        code: 'unprocessable',
        detail: {
          reason: 'cap-not-computable',
          zh: '企业或期间封顶须按该企业尚缺的数据计算，不能自动核定，请人工审核',
          en: 'The cap on an enterprise or period needs facts that are not known; a person must work it out',
        },
      }),
    );
  });
});

describe('a reservation', () => {
  const inputOf = (given: Application, of: Standing, document: PolicyDocument): ReserveInput => ({
    document,
    application: given,
    entitled: entitled(given, of, document),
    standing: of,
    thirdParty: undefined,
    today: TODAY,
    at: AT,
  });

  it('is claim, legs, transfers and the application that it closes', () => {
    const document = documentOf({ funding: CITY_FIRST });
    const made = reserve(inputOf(application({ decidedAt: AT }), standing(), document));
    expect(made.application).toEqual(application({ decidedAt: AT, version: 4, state: 'reserved' }));
    expect(made.claim).toEqual({
      id: 'p.u.once',
      version: 1,
      policyId: 'p',
      policyVersion: 1,
      uscc: '91330100799655058B',
      districtCode: '330106',
      period: 'once',
      amountFen: 1000,
      legIds: ['p.u.once/1', 'p.u.once/2'],
      reservedAt: AT,
    });
    expect(made.legs[1]).toStrictEqual({
      id: 'p.u.once/2',
      version: 1,
      claimId: 'p.u.once',
      policyId: 'p',
      uscc: '91330100799655058B',
      districtCode: '330106',
      budgetId: 'p.district-330106',
      amountFen: 400,
      state: 'reserved',
      round: 1,
      endToEndId: expect.stringMatching(/^E[0-9A-Z]{32}$/),
      reservedAt: AT,
      decidedAt: AT,
    });
    expect(made.transfers).toEqual([
      { id: 'p.u.once/1/1/reserve', kind: 'reserve', budgetId: 'p.city', amountFen: 600 },
      { id: 'p.u.once/2/1/reserve', kind: 'reserve', budgetId: 'p.district-330106', amountFen: 400 },
    ]);
    expect(made).toMatchObject({ slots: [], counter: undefined, items: 4 });
    const undated = reserve(inputOf(application(), standing(), document)).legs;
    expect(undated.map((leg) => 'decidedAt' in leg)).toEqual([false, false]);
  });

  const STAFF = { payees: [payee('employee')] };
  it('of many lines comes in parts of thirty, and says how far it is', () => {
    const lines = Array.from({ length: 40 }, (_, index) => line(index, 25));
    const first = reserve(inputOf(application(), standing({ lines }), documentOf(STAFF)));
    expect(first.legs).toHaveLength(30);
    expect(first.slots).toHaveLength(30);
    expect(first.items).toBe(62);
    expect(first.claim).toMatchObject({ id: 'p.u.once', part: 1, amountFen: 750 });
    expect(first.claim).not.toHaveProperty('entitledFen');
    expect(first.legs[0]).not.toHaveProperty('applicationId');
    expect(first.application).toEqual(
      application({ version: 4, award: { amountFen: fen(1000), reservedFen: fen(750), parts: 1 } }),
    );
    const taken = first.slots;
    const second = reserve(inputOf(first.application, standing({ lines, taken }), documentOf(STAFF)));
    expect(second.claim).toMatchObject({ id: 'p.u.once~2', part: 2, amountFen: 250 });
    expect(second.legs).toHaveLength(10);
    expect(second.legs[0]).toMatchObject({ applicationId: 'p.u.once', payeeId: 'P30' });
    expect(second.application).toMatchObject({ state: 'reserved', award: { reservedFen: 1000, parts: 2 } });
  });

  it('takes its place, counts under its cap and tells what was cut with its first part alone', () => {
    const document = documentOf({
      ...STAFF,
      amount: { ...TRADE.amount, caps: [{ scope: 'enterprise', limit: 9, zh: '上限', en: 'cap' }] },
      stacking: { group: 'aid', rule: 'exclusive', higherLevelPrevails: false },
    });
    const lines = Array.from({ length: 40 }, (_, index) => line(index, 25));
    const caps = [cap('enterprise', 900)];
    const paidBefore = slot('s39', 'p.v.once');
    const first = reserve(inputOf(application(), standing({ lines, caps, taken: [paidBefore] }), document));
    const place = first.slots.at(-1);
    expect(place).toMatchObject({ id: 'aid.91330100799655058B', claimId: 'p.u.once' });
    expect(first.counter).toMatchObject({ awards: [{ claimId: 'p.u.once', amountFen: 900 }] });
    expect(first.claim).toMatchObject({
      entitledFen: 1000,
      refusedLines: [{ index: 39, earlierClaimId: 'p.v.once' }],
    });
    const taken = [...first.slots, paidBefore];
    const later = standing({ lines, caps, taken, groupSlot: place, counter: first.counter });
    const second = reserve(inputOf(first.application, later, document));
    expect(second).toMatchObject({ claim: { part: 2, amountFen: 150 }, counter: undefined, items: 14 });
    expect(second.slots).toHaveLength(6);
    expect(second.claim).not.toHaveProperty('entitledFen');
    expect(second.claim).not.toHaveProperty('refusedLines');
  });

  it('to a firm and its staff leaves room for the legs of both treasuries', () => {
    const lines = Array.from({ length: 40 }, (_, index) => line(index, 25));
    const wide = lines.map((it) => ({ ...it, slotIds: [`a${it.index}`, `b${it.index}`, `c${it.index}`] }));
    const payees = [payee('enterprise', 40), payee('employee', 60)];
    const made = reserve(
      inputOf(application(), standing({ lines: wide }), documentOf({ payees, funding: CITY_FIRST })),
    );
    // 84 items of three places and two legs each: 16 lines.
    expect(made.slots).toHaveLength(48);
    expect(made.legs).toHaveLength(34);
  });

  it('of lines with several places and treasuries takes as many as one commit holds', () => {
    const lines = Array.from({ length: 40 }, (_, index) => line(index, 25, [`s${index}`, `h${index}`]));
    const document = documentOf({ ...STAFF, funding: CITY_FIRST });
    expect(reserve(inputOf(application(), standing({ lines }), document)).legs).toHaveLength(42);
    const toFirm = documentOf({ funding: CITY_FIRST });
    expect(reserve(inputOf(application(), standing({ lines }), toFirm))).toMatchObject({ items: 64 });
    const wide = [
      line(
        0,
        500,
        Array.from({ length: 90 }, (_, at) => `x${at}`),
      ),
      line(1, 500),
    ];
    expect(reserve(inputOf(application(), standing({ lines: wide }), documentOf())).slots).toHaveLength(90);
  });

  it('that caps, lines or a round made smaller says what was accepted, and which lines were refused', () => {
    const caps = [cap('enterprise', 700)];
    const capped = documentOf({
      amount: { ...TRADE.amount, caps: [{ scope: 'enterprise', limit: 7, zh: '上限', en: 'cap' }] },
    });
    expect(hasCounter(capped)).toBe(true);
    expect(hasCounter(documentOf())).toBe(false);
    const ofCases = [{ scope: 'case' as const, limit: 7, zh: '上限', en: 'cap' }];
    expect(hasCounter(documentOf({ amount: { ...TRADE.amount, caps: ofCases } }))).toBe(false);
    const before = counter(['p.u.1', 100, '2020-01-01']);
    const made = reserve(inputOf(application(), standing({ caps, counter: before }), capped));
    expect(made.claim).toMatchObject({ amountFen: 600, entitledFen: 1000 });
    expect(made.counter).toEqual({
      id: 'p.91330100799655058B',
      version: 5,
      awards: [...before.awards, { claimId: 'p.u.once', amountFen: 600, day: TODAY }],
    });
    expect(made.items).toBe(4);
    const fresh = reserve(inputOf(application(), standing({ caps }), capped));
    expect(fresh.counter).toMatchObject({ version: 1, awards: [{ amountFen: 700 }] });
    const lines = [line(0, 600), line(1, 400)];
    const taken = [slot('s1', 'p.v.once')];
    expect(reserve(inputOf(application(), standing({ lines, taken }), documentOf())).claim).toMatchObject({
      amountFen: 600,
      entitledFen: 1000,
      refusedLines: [{ index: 1, earlierClaimId: 'p.v.once' }],
    });
  });

  it('tells the first five hundred of the lines that others were paid for', () => {
    const lines = Array.from({ length: 502 }, (_, index) => line(index, 25));
    const taken = lines.slice(1).map(({ slotIds }) => slot(slotIds[0] as string, 'p.v.once'));
    const { claim } = reserve(inputOf(application(), standing({ lines, taken }), documentOf(STAFF)));
    expect(claim.amountFen).toBe(25);
    expect(claim.refusedLines?.map(({ index }) => index)).toEqual(
      Array.from({ length: 500 }, (_, index) => index + 1),
    );
  });

  it('takes or raises the place in its group, but for an override', () => {
    const stacking = { group: 'aid', rule: 'highest', higherLevelPrevails: false } as const;
    const document = documentOf({ stacking });
    const before = slot('aid.91330100799655058B', 'q.u.once', { version: 2, amountFen: fen(700) });
    const made = reserve(inputOf(application(), standing({ groupSlot: before }), document));
    expect(made.slots).toMatchObject([
      { id: 'aid.91330100799655058B', version: 3, claimId: 'p.u.once', amountFen: 1000 },
    ]);
    expect(reserve(inputOf(application(), standing(), document)).slots).toMatchObject([{ version: 1 }]);
    const override = { reason: 'r', requestedBy: 'a', approvedBy: 'b', earlierClaimId: 'q.u.once' };
    const through = reserve(inputOf(application({ override }), standing({ groupSlot: before }), document));
    expect(through).toMatchObject({ slots: [], claim: { override } });
    const combine = documentOf({ stacking: { ...stacking, rule: 'combine' } });
    expect(reserve(inputOf(application(), standing(), combine)).slots).toEqual([]);
    const alone = documentOf({ stacking: { rule: 'highest', higherLevelPrevails: false } });
    expect(reserve(inputOf(application(), standing(), alone)).slots).toEqual([]);
  });

  it('needs of each budget what all its payees get from it', () => {
    const document = documentOf({ ...STAFF, funding: CITY_FIRST });
    const lines = [line(0, 500), line(1, 500)];
    expect([...needOf(inputOf(application(), standing({ lines }), document))]).toEqual([
      ['p.city', 600],
      ['p.district-330106', 400],
    ]);
  });
});

describe('an allocation', () => {
  const BUDGET = openBudget(
    {
      id: 'B1',
      version: 1,
      policyId: 'p',
      source: 'city',
      kind: 'fund',
      amountFen: fen(2500),
      fiscalYear: 2020,
      budgetUnit: 'u',
      quotaNumber: 'q',
      functionClass: 'f',
      economicClass: 'e',
      fundNature: 'n',
      payer: { name: '财政', account: '33', clearingMember: '102331000001' },
      state: 'requested',
      requestedBy: 'maker',
      requestedAt: AT,
    },
    AT,
  );
  const queue = (count: number, changes: Partial<Application> = {}) =>
    Array.from({ length: count }, (_, n) => application({ id: `p.${n}.once`, uscc: `U${n}`, ...changes }));
  const allocate = (changes: Partial<AllocationInput>) => {
    const found = allocateBudget({
      document: documentOf(),
      queue: queue(3),
      budgets: new Map([['p.city', BUDGET]]),
      undecidedBefore: () => 0,
      capFen: undefined,
      standingOf: () => standing(),
      thirdPartyOf: () => undefined,
      today: TODAY,
      at: AT,
      ...changes,
    });
    return {
      groups: found.groups.map((group) => group.map(({ claim }) => claim.id)),
      stoppedAt: found.stoppedAt?.id,
      unpaid: found.unpaid && [found.unpaid.application.id, found.unpaid.why],
    };
  };
  const FIRST_TWO = { groups: [['p.0.once', 'p.1.once']], unpaid: undefined };

  it('takes in order as long as the money goes, to the last fen', () => {
    expect(allocate({})).toEqual({ ...FIRST_TWO, stoppedAt: 'p.2.once' });
    const exact = new Map([['p.city', { ...BUDGET, available: fen(2000) }]]);
    expect(allocate({ budgets: exact, queue: queue(2) })).toEqual({ ...FIRST_TWO, stoppedAt: undefined });
    const less = new Map([['p.city', { ...BUDGET, available: fen(1999) }]]);
    expect(allocate({ budgets: less })).toMatchObject({ groups: [['p.0.once']], stoppedAt: 'p.1.once' });
    expect(allocate({ queue: [] })).toEqual({ groups: [], stoppedAt: undefined, unpaid: undefined });
  });

  it('takes nothing from a closed budget, nor from one that there is not', () => {
    const closed = new Map([['p.city', { ...BUDGET, status: 'closed' as const }]]);
    expect(allocate({ budgets: closed })).toMatchObject({ groups: [], stoppedAt: 'p.0.once' });
    expect(allocate({ budgets: new Map() })).toMatchObject({ groups: [], stoppedAt: 'p.0.once' });
    const cityAlone = allocate({ document: documentOf({ funding: CITY_FIRST }) });
    expect(cityAlone).toMatchObject({ groups: [], stoppedAt: 'p.0.once' });
  });

  it('sets aside the cap for each undecided one before, all there is without a cap', () => {
    const undecidedBefore = () => 2;
    expect(allocate({ undecidedBefore, capFen: fen(750) })).toMatchObject({
      groups: [['p.0.once']],
      stoppedAt: 'p.1.once',
    });
    expect(allocate({ undecidedBefore, capFen: fen(751) })).toMatchObject({ groups: [] });
    expect(allocate({ undecidedBefore })).toMatchObject({ groups: [], stoppedAt: 'p.0.once' });
    expect(allocate({ capFen: fen(9_999_999) })).toMatchObject(FIRST_TWO);
  });

  it('stops at the first that gets nothing, or that only a person can decide', () => {
    const stacking = { group: 'aid', rule: 'exclusive', higherLevelPrevails: false } as const;
    const groupSlot = slot('aid.U1', 'q.1.once');
    const standingOf = ({ id }: Application) => (id === 'p.1.once' ? standing({ groupSlot }) : standing());
    expect(allocate({ document: documentOf({ stacking }), standingOf })).toEqual({
      groups: [['p.0.once']],
      stoppedAt: undefined,
      unpaid: ['p.1.once', { kind: 'refused', reason: 'stacking', earlierClaimId: 'q.1.once' }],
    });
    const third = documentOf({ payees: [payee('third-party')] });
    const thirdPartyOf = ({ id }: Application) => (id === 'p.0.once' ? 'T' : undefined);
    expect(allocate({ document: third, thirdPartyOf }).unpaid).toEqual(['p.1.once', expect.any(Fault)]);
    const defect = () => {
      throw new TypeError('a defect');
    };
    expect(() => allocate({ thirdPartyOf: defect })).toThrow('a defect');
    const passing = () => {
      throw new Fault('throttled');
    };
    expect(() => allocate({ thirdPartyOf: passing })).toThrow(Fault);
  });

  it('refuses a share of less than a fen, and ends a claim of which nothing is left', () => {
    const shares = [{ budgetId: 'p.city', availableFen: fen(1), neededFen: fen(1001) }];
    const share = { id: 'p', version: 1, fixedAt: AT, shares };
    expect(allocate({ standingOf: () => standing({ share }) }).unpaid).toEqual([
      'p.0.once',
      { kind: 'refused', reason: 'share', earlierClaimId: 'p.0.once' },
    ]);
    const award = { amountFen: fen(1000), reservedFen: fen(1000), parts: 1 };
    expect(allocate({ queue: queue(1, { award }) }).unpaid).toEqual(['p.0.once', { kind: 'finished' }]);
  });

  it('ends a look where a place or a sum is touched twice, and after a part that is not the last', () => {
    const stacking = { group: 'aid', rule: 'exclusive', higherLevelPrevails: false } as const;
    const same = queue(2, { uscc: 'U' });
    expect(allocate({ document: documentOf({ stacking }), queue: same }).groups).toEqual([['p.0.once']]);
    const amount = {
      ...TRADE.amount,
      caps: [{ scope: 'enterprise' as const, limit: 99, zh: '上限', en: 'cap' }],
    };
    expect(allocate({ document: documentOf({ amount }), queue: same }).groups).toEqual([['p.0.once']]);
    const others = queue(2);
    expect(allocate({ document: documentOf({ stacking }), queue: others }).groups).toEqual(FIRST_TWO.groups);
    expect(allocate({ document: documentOf({ amount }), queue: others }).groups).toEqual(FIRST_TWO.groups);
    const lines = Array.from({ length: 40 }, (_, index) => line(index, 25));
    const parted = ({ id }: Application) => (id === 'p.0.once' ? standing({ lines }) : standing());
    expect(allocate({ standingOf: parted })).toEqual({
      groups: [['p.0.once']],
      stoppedAt: undefined,
      unpaid: undefined,
    });
  });

  it('fills groups to what one transaction holds, budgets counted', () => {
    const rich = new Map([['p.city', { ...BUDGET, available: fen(1_000_000) }]]);
    // Each is application, claim and leg; the budget once a group: 31 make 94 items, 32 would make 97.
    const { groups } = allocate({ budgets: rich, queue: queue(40) });
    expect(groups.map((group) => group.length)).toEqual([31, 9]);
    // One of them takes a place in its group as well, which fills the group to its last item.
    const stacking = { group: 'aid', rule: 'exclusive', higherLevelPrevails: false } as const;
    const override = { reason: 'r', requestedBy: 'a', approvedBy: 'b', earlierClaimId: 'q.u.once' };
    const [first, ...rest] = queue(40);
    const full = allocate({
      document: documentOf({ stacking }),
      budgets: rich,
      queue: [first as Application, ...rest.map((it) => ({ ...it, override }))],
    });
    expect(full.groups.map((group) => group.length)).toEqual([31, 9]);
    const districts = Array.from({ length: 40 }, (_, n) =>
      application({ id: `p.${n}.once`, uscc: `U${n}`, districtCode: `d${n}` }),
    );
    const many = new Map([
      ...rich,
      ...districts.map(({ districtCode }) => [`p.district-${districtCode}`, { ...BUDGET }] as const),
    ]);
    const split = allocate({
      document: documentOf({ funding: CITY_FIRST }),
      queue: districts,
      budgets: many,
    }).groups;
    // Four items each, and a budget of its own each beside the city's: 18 make 91, 19 would make 96.
    expect(split.map((group) => group.length)).toEqual([18, 18, 4]);
  });
});
