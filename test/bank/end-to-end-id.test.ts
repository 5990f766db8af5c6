// The names money travels under must be fixed by content, fit every rail and never meet.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endToEndId, hashName, isEndToEndId } from '../../core/disbursement/end-to-end-id.ts';
import { paymentFileSchema, paymentMessageId } from '../../core/payment/bank-message.ts';
import { examplePaymentFile } from './example-payment-file.ts';

const nonEmpty = fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' });

describe('endToEndId', () => {
  it('is pinned for ever: money already sent under it must be found again', () => {
    expect(endToEndId('p08.91330100799655058B.2020', '1', 1)).toBe('E5EJDHHRQPJH8HR7EAEFEENE30RM2JJ35');
  });

  it('fits the rails whatever the claim is called', () => {
    fc.assert(
      fc.property(nonEmpty, nonEmpty, fc.integer({ min: 1, max: 99 }), (claim, leg, round) => {
        const id = endToEndId(claim, leg, round);
        expect(isEndToEndId(id)).toBe(true);
        expect(id).toHaveLength(33);
        expect(endToEndId(claim, leg, round)).toBe(id);
      }),
    );
  });

  it('changes with each part, and parts that join to the same text stay apart', () => {
    const ids = [
      endToEndId('a', 'bc', 1),
      endToEndId('ab', 'c', 1),
      endToEndId('a', 'bc', 2),
      endToEndId('a","b', 'c', 1),
      endToEndId('a', 'b","c', 1),
      endToEndId('a', 'bc', 11),
      endToEndId('a', 'bc1', 1),
      `E${hashName('payment-file/1', ['a', 'bc', 1])}`,
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('does not collide over 200,000 neighbouring claims', () => {
    const ids = new Set<string>();
    for (let claim = 0; claim < 100_000; claim += 1)
      for (const round of [1, 2]) ids.add(endToEndId(`p01.${claim}`, '1', round));
    expect(ids.size).toBe(200_000);
  });

  it.each([
    ['', '1', 1],
    ['a', '', 1],
    ['a', '1', 0],
    ['a', '1', 1.5],
    ['a', '1', Number.NaN],
  ])('refuses claim %j leg %j round %j as a defect', (claim, leg, round) => {
    expect(() => endToEndId(claim, leg, round)).toThrow(/assertion failed/);
  });
});

describe('paymentMessageId', () => {
  it('ignores when the file was made and sees every other change', () => {
    const file = examplePaymentFile(2);
    const id = paymentMessageId(file);
    expect(paymentMessageId({ ...file, createdAt: '2020-03-09T00:00:00Z' } as typeof file)).toBe(id);
    const [first, second] = file.payments;
    if (!first || !second) throw new Error('the example has two payments');
    const variants = [
      { ...file, requestedExecutionDay: '2020-03-04' },
      { ...file, debtor: { ...file.debtor, account: '1' } },
      { ...file, payments: [first] },
      { ...file, payments: [second, first] },
      { ...file, payments: [{ ...first, amountFen: first.amountFen + 1 }, second] },
      { ...file, payments: [{ ...first, remark: 'x' }, second] },
      { ...file, payments: [{ ...first, creditor: { ...first.creditor, account: '9' } }, second] },
    ];
    expect(new Set([id, ...variants.map(paymentMessageId)]).size).toBe(variants.length + 1);
    expect(isEndToEndId(id)).toBe(true);
  });
});

describe('paymentFileSchema', () => {
  const file = examplePaymentFile(1);
  const payment = file.payments[0];
  if (!payment) throw new Error('the example has a payment');
  const withPayment = (change: object) => ({ ...file, payments: [{ ...payment, ...change }] });

  it('accepts the example', () => expect(paymentFileSchema.parse(file)).toEqual(file));

  it.each([
    ['no payment', { ...file, payments: [] }],
    ['the same EndToEndId twice', { ...file, payments: [payment, payment] }],
    ['zero', withPayment({ amountFen: 0 })],
    ['a negative amount', withPayment({ amountFen: -1 })],
    ['a fraction of a fen', withPayment({ amountFen: 1.5 })],
    ['an amount beyond exact integers', withPayment({ amountFen: 2 ** 53 })],
    ['an EndToEndId of 36', withPayment({ endToEndId: 'E'.repeat(36) })],
    ['a lower-case EndToEndId', withPayment({ endToEndId: 'e1' })],
    ['a remark of 141', withPayment({ remark: '补'.repeat(141) })],
    ['a line break in the remark', withPayment({ remark: 'a\nb' })],
    ['a lone surrogate in a name', withPayment({ creditor: { ...payment.creditor, name: '\ud800' } })],
    ['an 11-digit bank', withPayment({ creditor: { ...payment.creditor, clearingMember: '1'.repeat(11) } })],
    ['an account with a blank', withPayment({ creditor: { ...payment.creditor, account: '1 2' } })],
    ['a day that does not exist', { ...file, requestedExecutionDay: '2020-02-30' }],
    ['a field nobody knows', { ...file, note: 'x' }],
  ])('refuses %s', (_, value) => expect(paymentFileSchema.safeParse(value).success).toBe(false));

  it('counts characters, not UTF-16 units', () => {
    expect(paymentFileSchema.safeParse(withPayment({ remark: '𠮷'.repeat(140) })).success).toBe(true);
  });
});
