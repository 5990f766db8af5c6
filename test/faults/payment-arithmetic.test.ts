// What one bank line does to one payment, and one act to one order, case by case: what mutants of these decisions must fail.
import { describe, expect, it } from 'vitest';
import type { Leg } from '../../core/disbursement/claim.ts';
import { endToEndId } from '../../core/disbursement/end-to-end-id.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { fen } from '../../core/kernel/fen.ts';
import {
  closeLines,
  markSent,
  release,
  sendTransfers,
  takeOver,
} from '../../core/payment/order-transitions.ts';
import type { PaymentOrder } from '../../core/payment/payment-order.ts';
import { applyBankFact, type BankFact, type KnownPayment } from '../../core/reconciliation/settle-lines.ts';
import type { Deps } from '../../functions/deps.ts';
import { sendOrder } from '../../functions/payment/send-order.ts';
import type { Commit } from '../../functions/ports.ts';

const AT = '2020-03-02T01:00:00.000Z';
const CLAIM = 'p.91330000000000001B.once';
const LEG: Leg = {
  id: `${CLAIM}/1`,
  version: 3,
  claimId: CLAIM,
  policyId: 'p',
  uscc: '91330000000000001B',
  districtCode: 'd1',
  budgetId: 'p.city',
  amountFen: fen(500),
  state: 'ordered',
  round: 1,
  endToEndId: endToEndId(CLAIM, '1', 1),
  orderId: 'M1',
  reservedAt: AT,
  orderedAt: AT,
};
const ORDER: PaymentOrder = {
  id: 'M1',
  version: 2,
  state: 'sent',
  rail: 'bank',
  policyId: 'p',
  payer: { name: '财政', account: '33', clearingMember: '102331000001' },
  lines: [
    {
      legId: LEG.id,
      endToEndId: LEG.endToEndId,
      budgetId: 'p.city',
      amountFen: fen(500),
      payee: { name: '企业', account: '62', clearingMember: '102331000001' },
      remark: '补贴',
    },
  ],
  totalFen: fen(500),
  openLines: 1,
  executionDay: '2020-03-02',
  preparedAt: AT,
  preparedBy: 'maker',
  sentAt: AT,
  attempt: 1,
};

const known = (leg: Partial<Leg> = {}, more: Partial<KnownPayment> = {}): KnownPayment => ({
  leg: { ...LEG, ...leg },
  order: ORDER,
  ...more,
});
const fact = (kind: BankFact['kind'], changes: Partial<BankFact> = {}): BankFact => ({
  endToEndId: LEG.endToEndId,
  amountFen: 500,
  kind,
  ...changes,
});
const moved = (kind: string) => ({ id: `${LEG.id}/1/${kind}`, kind, budgetId: 'p.city', amountFen: 500 });

describe('a bank line', () => {
  it('that is booked pays the leg, with the bank’s reference where it gives one', () => {
    const paid = { ...LEG, version: 4, state: 'paid', settledAt: AT };
    expect(applyBankFact(fact('booked'), known(), AT)).toEqual({
      kind: 'changed',
      change: { leg: paid, transfers: [moved('settle')], outcome: 'paid' },
    });
    expect(applyBankFact(fact('booked', { bankReference: 'B7' }), known(), AT)).toMatchObject({
      change: { leg: { ...paid, bankReference: 'B7' } },
    });
    const untold = applyBankFact(fact('booked', { amountFen: undefined }), known(), AT);
    expect(untold).toStrictEqual({
      kind: 'changed',
      change: { leg: paid, transfers: [moved('settle')], outcome: 'paid' },
    });
  });

  it.each([
    ['rejected', 'ordered', ['reject'], 'rejected'],
    ['returned', 'ordered', ['settle', 'return'], 'returned'],
    ['returned', 'paid', ['return'], 'returned'],
  ] as const)('that is %s takes a leg that is %s back by %o', (kind, state, transfers, how) => {
    const { orderId: _order, orderedAt: _at, ...rest } = LEG;
    expect(applyBankFact(fact(kind, { reason: 'AC04' }), known({ state, bankReference: 'B7' }), AT)).toEqual({
      kind: 'changed',
      change: {
        leg: {
          ...rest,
          version: 4,
          state: 'returned',
          round: 2,
          endToEndId: endToEndId(CLAIM, '1', 2),
          sentBack: { kind: how, reason: 'AC04' },
          settledAt: AT,
        },
        transfers: transfers.map(moved),
        outcome: 'returned',
        ended: { id: LEG.endToEndId, version: 1, legId: LEG.id, orderId: 'M1', ended: how, endedAt: AT },
      },
    });
  });

  it('that gives no reason is its own', () => {
    expect(applyBankFact(fact('rejected'), known(), AT)).toMatchObject({
      change: { leg: { sentBack: { reason: 'rejected' } } },
    });
  });

  const words = {
    'bank-reversal': ['银行冲正，需人工核对', 'The bank reversed an entry of its own; a person must look'],
    'unmatched-line': ['银行流水无法匹配任何付款', 'A bank line matches no payment'],
    'wrong-amount': ['银行流水金额与付款不符', 'The bank line’s amount differs from the payment'],
    'contradicting-line': ['银行流水与付款现状矛盾', 'The bank line contradicts the payment’s state'],
    'booked-after-return': ['已退回的付款又被入账', 'A payment sent back was booked after all'],
  } as const;
  const older = { round: 2, endToEndId: 'E2', state: 'returned' } as const;
  const ended = { id: LEG.endToEndId, version: 1, legId: LEG.id, orderId: 'M1', endedAt: AT };
  const cases: readonly (readonly [
    string,
    BankFact,
    KnownPayment | undefined,
    keyof typeof words | 'repeated',
  ])[] = [
    ['a reversal', fact('reversal'), known(), 'bank-reversal'],
    ['of nobody', fact('booked'), undefined, 'unmatched-line'],
    ['of another amount', fact('booked', { amountFen: 501 }), known(), 'wrong-amount'],
    [
      'old, of what was ordered then though less is left by now',
      fact('rejected'),
      known({ ...older, amountFen: fen(300) }, { ended: { ...ended, ended: 'rejected' } }),
      'repeated',
    ],
    [
      'old, of what is left by now and was never ordered',
      fact('rejected', { amountFen: 300 }),
      known({ ...older, amountFen: fen(300) }, { ended: { ...ended, ended: 'rejected' } }),
      'wrong-amount',
    ],
    [
      'of a payment among others, by its own line',
      fact('booked'),
      known(
        { state: 'paid' },
        {
          order: {
            ...ORDER,
            lines: [{ ...ORDER.lines[0]!, endToEndId: 'E9', amountFen: fen(7) }, ...ORDER.lines],
          },
        },
      ),
      'repeated',
    ],
    [
      'of the right amount, whose order does not name it',
      fact('booked'),
      known({ state: 'paid' }, { order: { ...ORDER, lines: [] } }),
      'repeated',
    ],
    ['before it was sent', fact('booked'), known({}, { order: unsent() }), 'contradicting-line'],
    ['booked again', fact('booked'), known({ state: 'paid' }), 'repeated'],
    ['booked, but it came back', fact('booked'), known({ state: 'returned' }), 'contradicting-line'],
    ['rejected, but paid', fact('rejected'), known({ state: 'paid' }), 'contradicting-line'],
    ['rejected again', fact('rejected'), known({ state: 'returned' }), 'repeated'],
    ['returned, but void', fact('returned'), known({ state: 'void' }), 'contradicting-line'],
    ['returned again', fact('returned'), known({ state: 'returned' }), 'repeated'],
    [
      'old: booked before its return',
      fact('booked'),
      known(older, { ended: { ...ended, ended: 'returned' } }),
      'repeated',
    ],
    ['old: returned', fact('returned'), known(older, { ended: { ...ended, ended: 'returned' } }), 'repeated'],
    ['old: rejected', fact('rejected'), known(older, { ended: { ...ended, ended: 'rejected' } }), 'repeated'],
    [
      'old: booked after a refusal',
      fact('booked'),
      known(older, { ended: { ...ended, ended: 'rejected' } }),
      'booked-after-return',
    ],
    ['old: booked, nobody knows how it ended', fact('booked'), known(older), 'booked-after-return'],
  ];

  function unsent(): PaymentOrder {
    const { sentAt: _never, ...order } = ORDER;
    return { ...order, state: 'prepared' };
  }

  it.each(cases)('%s', (_, line, payment, expected) => {
    const outcome = applyBankFact(line, payment, AT);
    if (expected === 'repeated') return expect(outcome).toEqual({ kind: 'repeated' });
    const [zh, en] = words[expected];
    const subject =
      payment && expected !== 'unmatched-line' ? `leg:${LEG.id}` : `bank-line:${LEG.endToEndId}`;
    return expect(outcome).toEqual({
      kind: 'exception',
      exception: {
        id: expect.stringMatching(/^X[0-9A-Z]{32}$/) as string,
        version: 1,
        state: 'open',
        reason: expected,
        subject,
        owner: 'finance.maker',
        zh,
        en,
        evidence: line,
        openedAt: AT,
      },
    });
  });

  it('has one case however often it is told, and another for another line', () => {
    const idOf = (line: BankFact) => {
      const outcome = applyBankFact(line, undefined, AT);
      return outcome.kind === 'exception' ? outcome.exception.id : '';
    };
    const lines = [
      fact('booked'),
      fact('returned'),
      fact('booked', { amountFen: 7 }),
      fact('booked', { amountFen: undefined }),
      fact('booked', { endToEndId: 'E9' }),
      fact('booked', { endToEndId: undefined }),
      fact('booked', { bankReference: 'B1' }),
      fact('reversal'),
    ];
    expect(new Set(lines.map(idOf)).size).toBe(lines.length);
    expect(lines.map(idOf)).toEqual(lines.map(idOf));
    // Also after an upgrade: a name made otherwise would open every case a second time.
    expect(idOf(fact('booked'))).toBe('X6AJC9JKZH6VAN4TY2B1RA9M08Q2CQ0NE');
  });

  it.each([
    [{ endToEndId: 'E9', bankReference: 'B1' }, 'bank-line:E9'],
    [{ endToEndId: undefined, bankReference: 'B1' }, 'bank-line:B1'],
    [{ endToEndId: undefined, bankReference: undefined }, 'bank-line:none'],
  ])('without a payment, %o, is about %s', (changes, subject) => {
    expect(applyBankFact(fact('booked', changes), undefined, AT)).toMatchObject({ exception: { subject } });
  });
});

describe('an order', () => {
  const prepared: PaymentOrder = { ...ORDER, state: 'prepared' };
  const faultOf = (call: () => unknown) => {
    try {
      call();
    } catch (error) {
      if (error instanceof Fault) return { code: error.code, ...error.detail };
      throw error;
    }
    throw new Error('it threw nothing');
  };

  it('is released by a second person', () => {
    expect(release(prepared, 'checker')).toEqual({
      ...prepared,
      version: 3,
      state: 'released',
      releasedBy: 'checker',
    });
    expect(faultOf(() => release(prepared, 'maker'))).toEqual({
      code: 'forbidden',
      reason: 'same-person',
      zh: '编制人不能放行自己的支付单',
      en: 'The person who prepared an order may not release it',
    });
  });

  it('is released or taken over only while it is prepared', () => {
    expect(takeOver(prepared, 'other')).toEqual({ ...prepared, version: 3, preparedBy: 'other' });
    const wrong = (zh: string, en: string) => ({
      code: 'unprocessable',
      reason: 'not-prepared',
      zh: `支付单状态为 sent，不能${zh}`,
      en: `The order is sent; it cannot be ${en}`,
    });
    expect(faultOf(() => release(ORDER, 'checker'))).toEqual(wrong('放行', 'released'));
    expect(faultOf(() => takeOver(ORDER, 'other'))).toEqual(wrong('复核', 'prepared again'));
  });

  it('is sent once more under the same names', () => {
    expect(markSent({ ...ORDER, state: 'released', attempt: 0 }, AT)).toEqual({
      ...ORDER,
      version: 3,
      state: 'sent',
      sentAt: AT,
      attempt: 1,
    });
    expect(sendTransfers(ORDER)).toEqual([
      { id: `${LEG.id}/${LEG.endToEndId}/send`, kind: 'send', budgetId: 'p.city', amountFen: 500 },
    ]);
  });

  it.each([
    ['sent', 2, 1, 1, 'sent'],
    ['sent', 2, 2, 0, 'settled'],
    ['prepared', 1, 1, 0, 'prepared'],
    ['settled', 0, 0, 0, 'settled'],
  ] as const)(
    'that is %s with %d open lines, %d closed, has %d and is %s',
    (state, open, closed, left, then) => {
      const order = closeLines({ ...ORDER, state, openLines: open }, closed);
      expect(order).toEqual({ ...ORDER, version: 3, openLines: left, state: then });
    },
  );
});

describe('sending', () => {
  const released: PaymentOrder = { ...ORDER, state: 'released', attempt: 0 };

  function world(order: PaymentOrder | undefined, holds: object[] = [], committed = true) {
    const commits: Commit[] = [];
    const sent: string[] = [];
    const board = { id: '0', version: 4, holds, changedAt: AT };
    const deps = {
      store: {
        read: async (kind: string) => (kind === 'order' ? order : holds.length > 0 ? board : undefined),
        readMany: async () => [LEG],
        commit: async (commit: Commit) => {
          commits.push(commit);
          return committed ? { committed } : { committed, refusals: [] };
        },
      },
      bank: { send: async (file: { messageId: string }) => void sent.push(file.messageId) },
      clock: { nowMs: () => Date.parse(AT), today: () => '2020-03-02' },
    } as unknown as Deps;
    return { deps, commits, sent };
  }

  it('marks the order, moves its money, checks the holds, and only then calls the bank', async () => {
    const { deps, commits, sent } = world(released);
    expect(await sendOrder(deps, 'M1')).toBe(true);
    expect(sent).toEqual(['M1']);
    expect(commits).toEqual([
      {
        replaces: [
          { kind: 'order', entity: { ...released, version: 3, state: 'sent', sentAt: AT, attempt: 1 } },
        ],
        moves: [{ budgetId: 'p.city', add: { held: -500, inTransit: 500 }, atLeast: { held: 500 } }],
        checks: [{ kind: 'hold-board', id: expect.any(String) as string, version: 0 }],
        event: {
          subject: 'order:M1',
          seq: 3,
          type: 'order.sent',
          at: AT,
          by: 'system',
          data: { orderId: 'M1', policyId: 'p', totalFen: 500, attempt: 1 },
          transfers: sendTransfers(released),
        },
      },
    ]);
  });

  it.each([
    ['that does not exist', undefined, [], true],
    ['that is not released', ORDER, [], true],
    ['under a stop', released, [{ kind: 'stop-rail', id: 'bank' }], true],
    ['whose only payee is held', released, [{ kind: 'payee', id: LEG.uscc }], true],
    ['that somebody else sends', released, [], false],
  ] as const)('an order %s calls nobody', async (_, order, holds, committed) => {
    const { deps, commits, sent } = world(order, [...holds], committed);
    expect(await sendOrder(deps, 'M1')).toBe(false);
    expect(sent).toEqual([]);
    expect(commits).toHaveLength(committed ? 0 : 1);
  });
});
