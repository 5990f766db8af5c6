// Which rail an order takes, and that an application of the treasury never mixes 指标.
import { describe, expect, it } from 'vitest';
import type { Leg } from '../../core/disbursement/claim.ts';
import { endToEndId } from '../../core/disbursement/end-to-end-id.ts';
import { fen } from '../../core/kernel/fen.ts';
import type { Budget } from '../../core/ledger/budget.ts';
import { appropriationOf } from '../../core/payment/appropriation-of.ts';
import { composeOrders, paymentFileOf } from '../../core/payment/compose-order.ts';
import { paymentFileSchema, paymentMessageId } from '../../core/payment/bank-message.ts';
import { paymentOrderSchema } from '../../core/payment/payment-order.ts';
import { minuteOfText } from '../../core/kernel/working-calendar.ts';
import { writePaymentApplication } from '../../adapters/treasury/write-payment-application.ts';

const PAYER = { name: '西湖区财政局', account: '3301000020330106', clearingMember: '313331000014' };
const budget = (id: string, changes: Partial<Budget> = {}): Budget => ({
  id,
  policyId: 'p',
  source: id,
  status: 'open',
  appropriated: fen(100),
  available: fen(100),
  held: fen(0),
  inTransit: fen(0),
  paid: fen(0),
  epoch: 1,
  fiscalYear: 2020,
  budgetUnit: '西湖区商务局',
  quotaNumber: '指标1',
  functionClass: '2160299',
  economicClass: '50799',
  fundNature: '一般公共预算',
  payer: { ...PAYER, treasury: '330106' },
  openedAt: '2020-03-02T00:00:00.000Z',
  ...changes,
});
const leg = (n: number, budgetId: string): Leg => ({
  id: `c${n}/1`,
  version: 1,
  claimId: `c${n}`,
  policyId: 'p',
  uscc: `9133010${String(n).padStart(10, '0')}B`,
  districtCode: '330106',
  budgetId,
  amountFen: fen(100 + n),
  state: 'reserved',
  round: 1,
  endToEndId: endToEndId(`c${n}`, '1', 1),
  reservedAt: '2020-03-02T00:00:00.000Z',
});
const compose = (legs: readonly Leg[], budgets: readonly Budget[]) =>
  composeOrders({
    legs,
    budgets: new Map(budgets.map((each) => [each.id, each])),
    payees: new Map(legs.map(({ uscc }) => [uscc, { ...PAYER, name: uscc }])),
    terms: new Map([['p', { preAuthorisedFen: fen(1_000), remark: '补贴' }]]),
    executionDay: '2020-03-02',
    at: '2020-03-02T01:00:00.000Z',
  });

describe('an order', () => {
  it.each<[string, Partial<Budget>, number]>([
    ['the same 指标 in two budgets', {}, 1],
    ['another 指标文号', { quotaNumber: '指标2' }, 2],
    ['another 功能分类', { functionClass: '2150899' }, 2],
    ['another 经济分类', { economicClass: '50701' }, 2],
    ['another 资金性质', { fundNature: '政府性基金预算' }, 2],
    ['another 预算单位', { budgetUnit: '西湖区经信局' }, 2],
    ['another year', { fiscalYear: 2021 }, 2],
    ['another treasury', { payer: { ...PAYER, treasury: '330110' } }, 2],
  ])('of the treasury with %s: %#', (_, changes, count) => {
    const legs = [leg(1, 'a'), leg(2, 'b'), leg(3, 'a'), leg(4, 'b')];
    const orders = compose(legs, [budget('a'), budget('b', changes)]).map(({ order }) => order);
    expect(orders).toHaveLength(count);
    expect(orders.flatMap(({ lines }) => lines)).toHaveLength(4);
    for (const order of orders) {
      expect(order.rail).toBe('treasury');
      expect(paymentOrderSchema.parse(order)).toEqual(order);
      const file = paymentFileOf(order);
      expect(paymentFileSchema.parse(file)).toEqual(file);
      expect(paymentMessageId(file)).toBe(order.id);
      const distinct = new Set(file.payments.map(({ appropriation }) => JSON.stringify(appropriation)));
      expect(distinct.size).toBe(1);
      expect(writePaymentApplication(file).byteLength).toBeGreaterThan(500);
    }
  });

  it('of a budget without a treasury goes to the bank, mixes 指标 as before, and names none', () => {
    const plain = [budget('a', { payer: PAYER }), budget('b', { payer: PAYER, quotaNumber: '指标2' })];
    const orders = compose([leg(1, 'a'), leg(2, 'b')], plain).map(({ order }) => order);
    expect(orders).toMatchObject([{ rail: 'bank', payer: PAYER }]);
    expect(orders[0]).not.toHaveProperty('appropriation');
    expect(orders[0] && paymentFileOf(orders[0]).payments[0]).not.toHaveProperty('appropriation');
  });
});

describe('a budget of a treasury', () => {
  it.each([
    ['quotaNumber', ''],
    ['functionClass', '21508990000000'],
    ['economicClass', '5'.repeat(12)],
    ['fundNature', ' 一般公共预算'],
    ['budgetUnit', '西'.repeat(101)],
  ] as const)('whose %s it could not take is refused when it is asked for', (field, value) => {
    expect(() => appropriationOf(budget('a', { [field]: value }))).toThrowError(
      expect.objectContaining({
        code: 'invalid',
        detail: expect.objectContaining({ evidence: { field } }) as object,
      }) as Error,
    );
    expect(appropriationOf(budget('a', { payer: PAYER, [field]: value }))).toBeUndefined();
  });
});

describe('a cut-off', () => {
  it.each([
    ['00:00', 0],
    ['16:30', 990],
    ['23:59', 1_439],
    ['24:00', 1_440],
  ])('of %s', (text, minute) => expect(minuteOfText(text)).toBe(minute));
  it.each(['', '16', '16:60', '24:01', '25:00', '4:30', '16:30 '])('of %j is refused', (text) =>
    expect(() => minuteOfText(text)).toThrowError(expect.objectContaining({ code: 'invalid' }) as Error),
  );
});
