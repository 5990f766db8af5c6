// The arithmetic of the ledger, case by case with the result last: what mutants of core/ledger must fail.
import { describe, expect, it } from 'vitest';
import { Fault } from '../../core/kernel/fault.ts';
import { fen } from '../../core/kernel/fen.ts';
import { budgetBalances, budgetId, type Budget, type BudgetRequest } from '../../core/ledger/budget.ts';
import { approveBudgetRequest, changeBudget, openBudget } from '../../core/ledger/fund-budget.ts';
import {
  legOfTransfer,
  movesOf,
  sumOf,
  TRANSFERS,
  type Transfer,
  type TransferKind,
} from '../../core/ledger/transfer.ts';

const AT = '2020-03-02T01:00:00.000Z';
const transfer = (
  kind: TransferKind,
  amount = 5,
  budget = 'p.city',
  id = `p.u.once/1/1/${kind}`,
): Transfer => ({
  id,
  kind,
  budgetId: budget,
  amountFen: fen(amount),
});

const request = (changes: Partial<BudgetRequest> = {}): BudgetRequest => ({
  id: 'B1',
  version: 1,
  policyId: 'p',
  source: 'city',
  kind: 'fund',
  amountFen: fen(100),
  fiscalYear: 2021,
  budgetUnit: 'u',
  quotaNumber: 'q',
  functionClass: 'f',
  economicClass: 'e',
  fundNature: 'n',
  payer: { name: '财政', account: '33', clearingMember: '102331000001' },
  state: 'requested',
  requestedBy: 'maker',
  requestedAt: AT,
  ...changes,
});

const budget = (changes: Partial<Budget> = {}): Budget => ({
  ...openBudget(request({ fiscalYear: 2020 }), AT),
  appropriated: fen(100),
  available: fen(60),
  held: fen(20),
  inTransit: fen(15),
  paid: fen(5),
  ...changes,
});

/** The fault that a call throws, with its words. */
function faultOf(call: () => unknown): { code: string; reason: unknown; zh: unknown; en: unknown } {
  try {
    call();
  } catch (error) {
    if (error instanceof Fault) {
      const { reason, zh, en } = error.detail;
      return { code: error.code, reason, zh, en };
    }
    throw error;
  }
  throw new Error('it threw nothing');
}

describe('a transfer', () => {
  const cases: readonly (readonly [TransferKind, Record<string, number>, Record<string, number>])[] = [
    ['fund', { appropriated: 5, available: 5 }, {}],
    ['cut', { available: -5, appropriated: -5 }, { available: 5 }],
    ['lapse', { available: -5, appropriated: -5 }, { available: 5 }],
    ['reserve', { available: -5, held: 5 }, { available: 5 }],
    ['void', { held: -5, available: 5 }, { held: 5 }],
    ['send', { held: -5, inTransit: 5 }, { held: 5 }],
    ['settle', { inTransit: -5, paid: 5 }, { inTransit: 5 }],
    ['reject', { inTransit: -5, held: 5 }, { inTransit: 5 }],
    ['return', { paid: -5, held: 5 }, { paid: 5 }],
    ['claim-back', { receivable: 5 }, {}],
    ['repay', { receivable: -5, recovered: 5 }, { receivable: 5 }],
    ['write-off', { receivable: -5, writtenOff: 5 }, { receivable: 5 }],
    ['restore', { paid: -5, available: 5 }, { paid: 5 }],
  ];

  it.each(cases)('%s adds %o and needs %o', (kind, add, atLeast) => {
    expect(movesOf([transfer(kind)])).toEqual([{ budgetId: 'p.city', add, atLeast }]);
  });

  it('has a case above for each kind there is', () => {
    expect(cases.map(([kind]) => kind)).toEqual(Object.keys(TRANSFERS));
  });

  it.each([0, -1])('of %d fen is a defect', (amount) => {
    expect(() => movesOf([transfer('fund', amount)])).toThrow(
      `a transfer moves a positive amount: fund ${amount}`,
    );
  });

  it('is folded with others into one move a budget, in order', () => {
    const moves = movesOf([
      transfer('reserve', 5),
      transfer('reserve', 7, 'p.district-1'),
      transfer('reserve', 3),
      transfer('send', 8),
    ]);
    expect(moves).toEqual([
      { budgetId: 'p.city', add: { available: -8, held: 0, inTransit: 8 }, atLeast: { available: 8 } },
      { budgetId: 'p.district-1', add: { available: -7, held: 7 }, atLeast: { available: 7 } },
    ]);
  });

  it('asks for the deepest point on the way, not for the end', () => {
    expect(movesOf([transfer('send', 9), transfer('reject', 4), transfer('reserve', 1)])[0]?.atLeast).toEqual(
      {
        held: 9,
        available: 1,
      },
    );
  });

  it.each([
    ['fund', undefined],
    ['cut', undefined],
    ['lapse', undefined],
    ['reserve', 'p.u.once/1'],
    ['void', 'p.u.once/1'],
    ['send', 'p.u.once/1'],
    ['settle', 'p.u.once/1'],
    ['reject', 'p.u.once/1'],
    ['return', 'p.u.once/1'],
    ['claim-back', undefined],
    ['repay', undefined],
    ['write-off', undefined],
    ['restore', undefined],
  ] as const)('%s is about the leg %s', (kind, leg) => {
    expect(legOfTransfer(transfer(kind))).toBe(leg);
  });

  it('of the twelfth leg is not about the first', () => {
    expect(legOfTransfer(transfer('send', 5, 'p.city', 'p.u.once/12/E1/send'))).toBe('p.u.once/12');
  });

  it('without a leg in its name is about none', () => {
    expect(legOfTransfer(transfer('reserve', 5, 'p.city', 'nothing'))).toBeUndefined();
  });

  it('sums', () => {
    expect(sumOf([transfer('fund', 5), transfer('cut', 7)])).toBe(12);
    expect(sumOf([])).toBe(0);
  });
});

describe('approving a request', () => {
  it('is a second person’s', () => {
    expect(approveBudgetRequest(request(), 'checker')).toEqual({
      ...request(),
      version: 2,
      state: 'approved',
      approvedBy: 'checker',
    });
    expect(faultOf(() => approveBudgetRequest(request(), 'maker'))).toEqual({
      code: 'forbidden',
      reason: 'same-person',
      zh: '申请人不能审批自己的预算申请',
      en: 'The person who asked may not approve',
    });
  });

  it('happens once', () => {
    expect(faultOf(() => approveBudgetRequest(request({ state: 'approved' }), 'checker'))).toEqual({
      code: 'unprocessable',
      reason: 'not-requested',
      zh: '预算申请状态为 approved',
      en: 'The budget request is approved',
    });
  });
});

describe('changing a budget', () => {
  const moved = (kind: 'fund' | 'cut' | 'lapse', amountFen: number) => ({
    id: 'budget-request/B1',
    kind,
    budgetId: 'p.city',
    amountFen,
  });
  const change = (changes: Partial<BudgetRequest>, of: Budget | undefined = budget()) =>
    changeBudget(request(changes), of);

  it('opens it with its first money', () => {
    expect(changeBudget(request(), undefined)).toEqual({ transfers: [moved('fund', 100)], moves: [] });
    expect(openBudget(request(), AT)).toEqual({
      id: 'p.city',
      policyId: 'p',
      source: 'city',
      status: 'open',
      appropriated: 100,
      available: 100,
      held: 0,
      inTransit: 0,
      paid: 0,
      epoch: 1,
      fiscalYear: 2021,
      budgetUnit: 'u',
      quotaNumber: 'q',
      functionClass: 'f',
      economicClass: 'e',
      fundNature: 'n',
      payer: { name: '财政', account: '33', clearingMember: '102331000001' },
      openedAt: AT,
    });
  });

  it.each(['cut', 'close', 'carry-over', 'lapse'] as const)('that does not exist cannot %s', (kind) => {
    expect(faultOf(() => changeBudget(request({ kind }), undefined))).toEqual({
      code: 'unprocessable',
      reason: 'no-budget',
      zh: '没有这项预算',
      en: 'There is no such budget',
    });
  });

  it('raises it, and opens again what was closed', () => {
    const move = { budgetId: 'p.city', add: { appropriated: 100, available: 100 }, atLeast: {} };
    expect(change({})).toEqual({ transfers: [moved('fund', 100)], moves: [move] });
    expect(change({}, budget({ status: 'closed' })).moves).toEqual([
      { ...move, set: { status: 'open', fiscalYear: 2021 } },
    ]);
  });

  it('cuts what is available, to the last fen and not one more', () => {
    const move = {
      budgetId: 'p.city',
      add: { available: -60, appropriated: -60 },
      atLeast: { available: 60 },
    };
    expect(change({ kind: 'cut', amountFen: fen(60) })).toEqual({
      transfers: [moved('cut', 60)],
      moves: [move],
    });
    expect(change({ kind: 'cut', amountFen: fen(60) }, budget({ status: 'closed' })).moves).toEqual([
      { ...move, set: { status: 'closed' } },
    ]);
    expect(faultOf(() => change({ kind: 'cut', amountFen: fen(61) }))).toEqual({
      code: 'unprocessable',
      reason: 'budget-short',
      zh: '可用预算不足，不能核减；已占用的资金不可收回',
      en: 'The budget holds too little that is still available; money already held cannot be cut',
    });
  });

  it('closes it: what is available goes back', () => {
    expect(change({ kind: 'close', amountFen: fen(0) })).toEqual({
      transfers: [moved('cut', 60)],
      moves: [
        {
          budgetId: 'p.city',
          add: { available: -60, appropriated: -60 },
          atLeast: { available: 60 },
          set: { status: 'closed' },
        },
      ],
    });
    expect(change({ kind: 'close' }, budget({ available: fen(0) }))).toEqual({
      transfers: [],
      moves: [{ budgetId: 'p.city', add: {}, atLeast: {}, set: { status: 'closed' } }],
    });
  });

  it('carries it over', () => {
    expect(change({ kind: 'carry-over' })).toEqual({
      transfers: [],
      moves: [{ budgetId: 'p.city', add: {}, atLeast: {}, set: { fiscalYear: 2021 } }],
    });
  });

  it('lets it lapse with a day by which the unfunded are paid', () => {
    expect(change({ kind: 'lapse', payBy: '2021-03-31' })).toEqual({
      transfers: [moved('lapse', 60)],
      moves: [
        {
          budgetId: 'p.city',
          add: { available: -60, appropriated: -60 },
          atLeast: { available: 60 },
          set: { status: 'closed', payBy: '2021-03-31' },
        },
      ],
    });
    expect(faultOf(() => change({ kind: 'lapse' }))).toEqual({
      code: 'unprocessable',
      reason: 'pay-by-missing',
      zh: '结转须写明兑付期限',
      en: 'A lapse names the day by which the unfunded are paid',
    });
  });

  it.each(['close', 'carry-over', 'lapse'] as const)('that is closed cannot %s', (kind) => {
    const closed = budget({ status: 'closed' });
    expect(faultOf(() => change({ kind, payBy: '2021-03-31' }, closed))).toEqual({
      code: 'unprocessable',
      reason: 'budget-closed',
      zh: '预算已关闭',
      en: 'The budget is closed',
    });
  });
});

describe('a budget', () => {
  it('is named by policy and source', () => {
    expect(budgetId('p', 'district-330106')).toBe('p.district-330106');
  });

  it.each([
    ['sums up', {}, true],
    ['lacks a fen', { available: fen(59) }, false],
    ['has one too many', { paid: fen(6) }, false],
    [
      'is empty',
      { appropriated: fen(0), available: fen(0), held: fen(0), inTransit: fen(0), paid: fen(0) },
      true,
    ],
    ['hides a debt in available', { available: fen(-1), held: fen(81) }, false],
    ['hides a debt in held', { held: fen(-1), available: fen(81) }, false],
    ['hides a debt in transit', { inTransit: fen(-1), available: fen(76) }, false],
    ['hides a debt in paid', { paid: fen(-1), available: fen(66) }, false],
  ] as const)('that %s: %o → %s', (_, changes, balances) => {
    expect(budgetBalances(budget(changes))).toBe(balances);
  });
});
