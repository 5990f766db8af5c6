// What the finance desk is shown and may do: an order's checks, a file line by line, unmatched lines settled by two, the cockpit.
import { beforeEach, describe, expect, it } from 'vitest';
import type { BankLine } from '../../core/payment/bank-message.ts';
import { projectFigures } from '../../functions/cockpit/project-figures.ts';
import { search } from '../../functions/cockpit/search.ts';
import { showAlerts } from '../../functions/cockpit/show-alerts.ts';
import { showFigures } from '../../functions/cockpit/show-figures.ts';
import { placeHold } from '../../functions/payment/place-hold.ts';
import { showOrderDesk } from '../../functions/payment/show-order-desk.ts';
import type { Figures } from '../../core/cockpit/figures.ts';
import { bulletinOf } from '../../core/cockpit/bulletin.ts';
import { linesOfDay, reconcileDay } from '../../functions/reconciliation/reconcile-day.ts';
import { approveCaseSettlement, proposeCaseSettlement } from '../../functions/reconciliation/settle-case.ts';
import { showBankFile } from '../../functions/reconciliation/show-bank-file.ts';
import { PAYER } from '../world/flow-world.ts';
import { openTradeWorld, usccOf, type TradeWorld } from './trade-world.ts';

const TAX_YUAN = 6000;
const AWARD_FEN = 100_000;
let world: TradeWorld;

beforeEach(async () => {
  world = await openTradeWorld({ preAuthorisedYuan: 0 });
  await world.fund(world.policyId, 'city', 10_000);
});

const orderOf = async () => {
  const order = world.store.all('order')[0];
  if (!order) throw new Error('there is no order');
  return order;
};
/** A line as a bank would report it, in a notification of its own. */
async function notify(line: Partial<BankLine>): Promise<void> {
  world.bank.reports.push({
    kind: 'notification',
    messageId: `N${world.bank.reports.length}${JSON.stringify(line).length}`,
    createdAt: '2020-03-02T12:00:00Z',
    problems: [],
    reportId: 'N1',
    account: PAYER.account,
    lines: [{ amountFen: AWARD_FEN, direction: 'debit', status: 'booked', isReversal: false, ...line }],
  });
  await world.settle();
}
async function sendOrder(): Promise<string> {
  const { releaseOrder } = await import('../../functions/payment/release-order.ts');
  const order = await orderOf();
  await releaseOrder(world.deps, order.id, 'finance.checker');
  await world.settle();
  return order.id;
}

describe('an order at the desk', () => {
  it('shows each payee with its award, its account and its state, and what holds it', async () => {
    await world.enrol(1, TAX_YUAN);
    await world.settle();
    const { id } = await orderOf();
    expect(await showOrderDesk(world.deps, id)).toMatchObject({
      preAuthorisedFen: 0,
      payees: 1,
      lines: [
        {
          uscc: usccOf(1),
          enterpriseName: '测试商店1',
          state: 'open',
          awardedFen: AWARD_FEN,
          agreesWithLeg: true,
          agreesWithAccount: true,
          account: { source: 'bank', verifiedBy: 'bank' },
        },
      ],
    });
    await placeHold(world.deps, { kind: 'payee', id: usccOf(1), reason: '核查' }, 'auditor');
    await placeHold(world.deps, { kind: 'policy', id: world.policyId, reason: '复核' }, 'auditor');
    const held = await showOrderDesk(world.deps, id);
    expect(held.hold).toMatchObject({ kind: 'policy', reason: '复核' });
    expect(held.lines[0]?.hold).toMatchObject({ kind: 'payee', reason: '核查' });
  });

  it('says how each payment ended, also when its leg has gone on to another round', async () => {
    world.bank.answers = (account) => (account.endsWith('2') ? 'reject' : 'pay');
    for (const n of [1, 2]) await world.enrol(n, TAX_YUAN);
    await world.settle();
    const id = await sendOrder();
    const desk = await showOrderDesk(world.deps, id);
    const stateOf = (n: number) => desk.lines.find(({ uscc }) => uscc === usccOf(n))?.state;
    expect([stateOf(1), stateOf(2)]).toEqual(['paid', 'rejected']);
    expect(desk.lines.find(({ state }) => state === 'rejected')?.bankReason).toContain('AC04');
  });

  it('shows an account that another one waits to replace', async () => {
    await world.enrol(1, TAX_YUAN);
    await world.settle();
    const other = { name: '新账户', account: '6222000000000009', clearingMember: '102331000001' };
    const { registerAccount, verifyByPerson } = await import('../../functions/payment/register-account.ts');
    await registerAccount(world.deps, { uscc: usccOf(1), payee: other }, 'enterprise');
    const { items } = await world.store.list('account', { by: 'state', group: 'proposed', limit: 10 });
    expect(items.map(({ id }) => id)).toEqual([usccOf(1)]);
    await verifyByPerson(world.deps, usccOf(1), 'finance.checker');
    expect((await world.store.list('account', { by: 'state', group: 'proposed', limit: 10 })).items).toEqual(
      [],
    );
    const { id } = await orderOf();
    // The order was made for the bank's account: the one in force now is another, and the checker must see that.
    expect((await showOrderDesk(world.deps, id)).lines[0]).toMatchObject({ agreesWithAccount: false });
  });
});

describe('a bank’s file', () => {
  it('is shown line by line with what each became', async () => {
    world.bank.answers = (account) => (account.endsWith('2') ? 'return' : 'pay');
    for (const n of [1, 2]) await world.enrol(n, TAX_YUAN);
    await world.settle();
    const orderId = await sendOrder();
    await notify({ endToEndId: 'EUNKNOWN', amountFen: 77 });
    const files = world.store.all('bank-file');
    const shown = await Promise.all(files.map(({ id }) => showBankFile(world.deps, id, { limit: 100 })));
    const lines = shown.flatMap(({ items }) => items);
    const became = (outcome: string) => lines.filter((line) => line.became === outcome);
    expect(became('settled').every((line) => line.orderId === orderId)).toBe(true);
    expect(became('settled').length).toBeGreaterThan(0);
    expect(became('sent-back')).toMatchObject([{ status: 'returned', reason: 'AC01' }]);
    expect(became('case')).toMatchObject([
      { endToEndId: 'EUNKNOWN', amountFen: 77, exception: { state: 'open' } },
    ]);
    expect(became('waiting')).toEqual([]);
    const first = await showBankFile(world.deps, files[0]?.id ?? '', { limit: 1 });
    expect(first.items).toHaveLength(1);
  });
});

describe('a bank line that matches nothing', () => {
  const caseId = () =>
    world.store.all('exception').find(({ reason }) => reason === 'unmatched-line')?.id ?? '';
  const legOf = () => world.store.all('leg')[0];

  beforeEach(async () => {
    world.bank.answers = () => 'never';
    await world.enrol(1, TAX_YUAN);
    await world.settle();
    await sendOrder();
    await notify({ bankReference: 'B-STRAY' });
  });

  it('is attached to its payment by two people, and the money moves with the second one’s word', async () => {
    const leg = legOf();
    const ask = { kind: 'attach', legId: leg?.id ?? '', reason: '附言可辨认' } as const;
    await proposeCaseSettlement(world.deps, caseId(), ask, 'finance.maker');
    expect(legOf()?.state).toBe('ordered');
    await expect(approveCaseSettlement(world.deps, caseId(), 'finance.maker')).rejects.toMatchObject({
      code: 'forbidden',
    });
    await approveCaseSettlement(world.deps, caseId(), 'finance.checker');
    expect(legOf()).toMatchObject({ state: 'paid', bankReference: 'B-STRAY' });
    expect(await world.store.read('exception', caseId())).toMatchObject({
      state: 'closed',
      closedBy: 'finance.checker',
      settlement: { kind: 'attach', approvedBy: 'finance.checker' },
    });
    expect((await world.store.read('budget', `${world.policyId}.city`))?.paid).toBe(AWARD_FEN);
    await expect(approveCaseSettlement(world.deps, caseId(), 'finance.checker')).rejects.toMatchObject({
      code: 'unprocessable',
    });
    // The day agrees: the bank's statement tells of that line under its own reference.
    world.bank.reports.push({
      kind: 'statement',
      messageId: 'S1',
      createdAt: '2020-03-02T12:00:00Z',
      problems: [],
      reportId: 'S1',
      account: PAYER.account,
      page: { number: 1, isLast: true },
      fromDay: '2020-03-02',
      toDay: '2020-03-02',
      lines: [
        {
          amountFen: AWARD_FEN,
          direction: 'debit',
          status: 'booked',
          isReversal: false,
          bankReference: 'B-STRAY',
        },
      ],
    });
    await world.settle();
    expect(await reconcileDay(world.deps, '2020-03-02')).toMatchObject({
      state: 'agreed',
      ledgerFen: AWARD_FEN,
      bankFen: AWARD_FEN,
    });
  });

  it('is not attached to a payment of another amount, nor to one that stands as it says', async () => {
    await notify({ bankReference: 'B-LESS', amountFen: 99 });
    const [, other] = world.store.all('exception').filter(({ reason }) => reason === 'unmatched-line');
    const ask = { kind: 'attach', legId: legOf()?.id ?? '', reason: 'x' } as const;
    await expect(
      proposeCaseSettlement(world.deps, other?.id ?? '', ask, 'finance.maker'),
    ).rejects.toMatchObject({ detail: { reason: 'cannot-attach' } });
    await expect(
      proposeCaseSettlement(world.deps, caseId(), { ...ask, legId: 'none/1' }, 'finance.maker'),
    ).rejects.toMatchObject({ code: 'not-found' });
  });

  it('goes back to the bank by two people, and moves nothing', async () => {
    const before = await world.store.read('budget', `${world.policyId}.city`);
    const ask = { kind: 'return-to-bank', reason: '不是我方款项' } as const;
    await proposeCaseSettlement(world.deps, caseId(), ask, 'finance.maker');
    await approveCaseSettlement(world.deps, caseId(), 'finance.checker');
    expect(await world.store.read('exception', caseId())).toMatchObject({
      state: 'closed',
      resolution: '不是我方款项',
    });
    expect(await world.store.read('budget', `${world.policyId}.city`)).toEqual(before);
  });

  it('tells the day what differs, without writing anything', async () => {
    const { orders, lines } = await linesOfDay(world.deps, '2020-03-02');
    expect([orders, lines.length, lines[0]?.ledgerFen]).toEqual([1, 1, 0]);
    expect(world.store.all('reconciliation')).toEqual([]);
  });
});

describe('the cockpit', () => {
  const eventsOf = async () => {
    const subjects = [
      ...world.store.all('application').map(({ id }) => `application:${id}`),
      ...world.store.all('order').map(({ id }) => `order:${id}`),
      `budget:${world.policyId}.city`,
    ];
    const pages = await Promise.all(subjects.map((subject) => world.store.events(subject)));
    return pages.flatMap(({ items }) => items);
  };
  const leader = { sub: 'leader.city', roles: ['leader.city'], actsFor: [] };
  const tallyOf = (figures: Pick<Figures, 'byDistrict'> | undefined) => figures?.byDistrict['330106'];

  beforeEach(async () => {
    world.bank.answers = (account) => (account.endsWith('2') ? 'return' : 'pay');
    for (const n of [1, 2, 3]) await world.enrol(n, TAX_YUAN);
    await world.settle();
    await sendOrder();
    await projectFigures(world.deps, await eventsOf());
  });

  it('shows what the ledger holds as paid: what came back is taken off, per policy and per day', async () => {
    const { items, days, today } = await showFigures(world.deps, leader);
    const paid = (await world.store.read('budget', `${world.policyId}.city`))?.paid;
    expect(paid).toBe(2 * AWARD_FEN);
    expect(items.map(({ id }) => id)).toEqual([world.policyId]);
    expect(tallyOf(items[0])).toMatchObject({ paidFen: paid, served: 2, returned: 1, applied: 3 });
    expect(days.map(({ id }) => id)).toEqual([`@${today}`]);
    expect(tallyOf(days[0])).toMatchObject({ paidFen: paid, served: 2 });
    expect(JSON.stringify(items)).not.toContain('recent');
  });

  it('counts a repeated batch once', async () => {
    const before = await showFigures(world.deps, leader);
    await projectFigures(world.deps, await eventsOf());
    expect((await showFigures(world.deps, leader)).days).toEqual(before.days);
  });

  it('shows a district’s leader the district alone', async () => {
    const other = { ...leader, district: '330102' };
    const { items, days, district } = await showFigures(world.deps, other);
    expect(district).toBe('330102');
    expect([...items, ...days].map(({ byDistrict }) => byDistrict)).toEqual([{}, {}]);
    expect(await showAlerts(world.deps, other)).toEqual([]);
  });

  it('tells the day in sentences with the same figures', async () => {
    const { items, days } = await showFigures(world.deps, leader);
    const told = days.map((day) => bulletinOf(day, items));
    expect(told[0]?.zh).toContain('兑付 2 户次、2,000.00 元，银行退回 1 笔');
    expect(told[0]?.en).toContain('2 awards paid, ¥2,000.00; the bank sent back 1 payments');
  });

  it('warns of a stop, of a budget that runs short, and of work past its deadline', async () => {
    expect((await showAlerts(world.deps, leader)).map(({ kind }) => kind)).toEqual([]);
    await placeHold(world.deps, { kind: 'stop-rail', id: 'bank', reason: '演练' }, 'finance.maker');
    world.nowMs += 5 * 86_400_000;
    const kinds = (await showAlerts(world.deps, leader)).map(({ kind, level }) => `${level} ${kind}`);
    expect(kinds).toEqual(['critical stop', 'warning exceptions']);
  });
});

describe('the search', () => {
  const staff = (role: string) => ({ sub: role, roles: [role], actsFor: [] });

  it('finds by name, code, case, order and EndToEndId, and money only for those who may see it', async () => {
    await world.enrol(1, TAX_YUAN);
    await world.settle();
    const order = await orderOf();
    const line = order.lines[0];
    const kinds = async (q: string, role = 'finance.checker') =>
      (await search(world.deps, staff(role), q, role.startsWith('finance.'))).map(({ kind }) => kind);
    expect(await kinds('商店1')).toEqual(['enterprise', 'application']);
    expect(await kinds(usccOf(1))).toEqual(['enterprise', 'application']);
    expect(await kinds(`${world.policyId}.${usccOf(1)}.once`)).toEqual(['application']);
    expect(await kinds(order.id)).toEqual(['order']);
    expect(await kinds(line?.endToEndId ?? '')).toEqual(['payment']);
    expect(await kinds(line?.endToEndId ?? '', 'staff.reviewer')).toEqual([]);
    expect(await kinds('trade-serv')).toEqual(['policy']);
    expect(await kinds('nothing-like-it')).toEqual([]);
  });
});
