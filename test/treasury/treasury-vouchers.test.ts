// Treasury vouchers must say the same to both sides, and bad ones must get one clear Fault.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRailFile } from '../../adapters/treasury/read-rail-file.ts';
import { readTreasuryFile } from '../../adapters/treasury/read-treasury-file.ts';
import { writePaymentApplication } from '../../adapters/treasury/write-payment-application.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { paymentFileSchema } from '../../core/payment/bank-message.ts';
import { treasuryDialect } from '../../local/sandbox/treasury/treasury-dialect.ts';
import type { AccountEntry } from '../../local/sandbox/bank/write-bank-report.ts';
import { good as bankFile } from '../bank/example-bank-file.ts';
import { applicationOf, appropriation, calendar } from './example-application.ts';

const dialect = treasuryDialect(calendar, () => 990);
const head = { messageId: 'V1', createdAt: '2020-03-03T10:00:00.000+08:00' };
const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const entry = (number: number, changes: Partial<AccountEntry> = {}): AccountEntry => ({
  endToEndId: `E${number}`,
  amountFen: 100 + number,
  direction: 'debit',
  bankReference: `R${number}`,
  day: '2020-03-03',
  counterparty: { name: '杭州示例商贸有限公司', account: '9990001' },
  remark: '补贴',
  appropriation,
  ...changes,
});
const line = (number: number) => ({
  endToEndId: `E${number}`,
  amountFen: 100 + number,
  isReversal: false,
  bankReference: `R${number}`,
  bookingDay: '2020-03-03',
  valueDay: '2020-03-03',
  counterparty: { name: '杭州示例商贸有限公司', account: '9990001' },
  remark: '补贴',
});
function faultOf(work: () => unknown): Fault {
  try {
    work();
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
  throw new Error('accepted');
}

describe('支付申请', () => {
  it('is read by the treasury as it was meant, to the last character', () => {
    const text = fc.string({
      unit: fc.constantFrom('杭', '<', '&', '"', 'a', '〔'),
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(
        text,
        text,
        fc.integer({ min: 1, max: 900_000_000_000 }),
        fc.integer({ min: 1, max: 5 }),
        (name, unit, amountFen, count) => {
          const plain = applicationOf('a', count);
          const payments = plain.payments.map((each) => ({
            ...each,
            amountFen,
            creditor: { ...each.creditor, name },
            appropriation: { ...appropriation, budgetUnit: unit },
          }));
          const file = applicationOf('a', count, { payments });
          expect(paymentFileSchema.parse(dialect.read(writePaymentApplication(file)))).toEqual(file);
        },
      ),
    );
  });

  it('bears the fields of the budget system', () => {
    const xml = decode(writePaymentApplication(applicationOf('a', 2)));
    expect(xml).toContain('<VoucherBody AdmDivCode="330100" StYear="2020" VtCode="PAYAPP" VoucherNo="M');
    for (const element of [
      '<PayAppAmt>200.01<',
      '<CreateDate>20200303<',
      '<ExpFuncCode>2160299<',
      '<GovBgtEcoCode>50799<',
      '<BgtDocNo>杭财示例〔2020〕2号<',
      '<ToPeopEnterp>1<',
      '<TrackingId>E',
    ])
      expect(xml).toContain(element);
  });

  const two = applicationOf('a', 2);
  const change = (index: number, part: object) => ({
    ...two,
    payments: two.payments.map((each, at) => (at === index ? { ...each, ...part } : each)),
  });
  it.each([
    ['no appropriation', change(1, { appropriation: undefined }), /names no appropriation/],
    [
      'two treasuries',
      change(1, { appropriation: { ...appropriation, division: '330106' } }),
      /one treasury in one year/,
    ],
    [
      'two years',
      change(1, { appropriation: { ...appropriation, fiscalYear: 2021 } }),
      /one treasury in one year/,
    ],
    [
      'a division of five digits',
      change(0, { appropriation: { ...appropriation, division: '33010' } }),
      /division/,
    ],
    ['no payment', { ...two, payments: [] }, /payments/],
  ])('with %s is refused', (_, file, words) => {
    const fault = faultOf(() => writePaymentApplication(file));
    expect(fault.code).toBe('invalid');
    expect(fault.detail.en).toMatch(words);
  });

  it('whose sum, count or type is wrong is refused by the treasury', () => {
    const xml = decode(writePaymentApplication(two));
    for (const [from, to] of [
      ['<PayAppAmt>200.01<', '<PayAppAmt>200.02<'],
      ['<DetailCount>2<', '<DetailCount>3<'],
      ['VtCode="PAYAPP"', 'VtCode="5201"'],
      ['MOF>', 'FOM>'],
    ] as const)
      expect(faultOf(() => dialect.read(encode(xml.replaceAll(from, to)))).code).toBe('invalid');
  });
});

describe('what the treasury leaves', () => {
  it('凭证: issued, undecided, refused, known', () => {
    const bytes = dialect.writeStatus({
      ...head,
      originalMessageId: 'M1',
      entries: [
        { endToEndId: 'E1', status: 'ACSC', amountFen: 1, bankReference: 'R1', appropriation },
        { endToEndId: 'E2', status: 'PDNG', amountFen: 2, appropriation },
        {
          endToEndId: 'E3',
          status: 'RJCT',
          amountFen: 3,
          appropriation,
          reason: { code: 'AC01', text: '账号不存在' },
        },
        {
          endToEndId: 'E4',
          status: 'RJCT',
          amountFen: 4,
          appropriation,
          reason: { code: 'AM05', text: '重复' },
        },
      ],
    });
    const [report] = readRailFile(bytes);
    expect(report).toMatchObject({
      kind: 'status-report',
      messageId: 'V1',
      originalMessageId: 'M1',
      problems: [],
    });
    expect(report?.lines.map(({ endToEndId, status }) => [endToEndId, status])).toEqual([
      ['E1', 'accepted'],
      ['E2', 'in-progress'],
      ['E3', 'rejected'],
      ['E4', 'duplicate'],
    ]);
    expect(report?.lines[2]).toMatchObject({ reason: { code: 'AC01', text: '账号不存在' } });
  });

  it('回单 and 退款通知书', () => {
    expect(
      readRailFile(dialect.writeNotice({ ...head, account: '1', entries: [entry(1), entry(2)] })),
    ).toEqual([
      {
        kind: 'notification',
        ...head,
        reportId: 'V1',
        account: '1',
        problems: [],
        lines: [1, 2].map((each) => ({ ...line(each), direction: 'debit', status: 'booked' })),
      },
    ]);
    const back = entry(3, { direction: 'credit', returnReason: { code: 'AC04', text: '已销户' } });
    expect(readRailFile(dialect.writeNotice({ ...head, account: '1', entries: [back] }))).toEqual([
      {
        kind: 'notification',
        ...head,
        reportId: 'V1',
        account: '1',
        problems: [],
        lines: [
          { ...line(3), direction: 'credit', status: 'returned', reason: { code: 'AC04', text: '已销户' } },
        ],
      },
    ]);
  });

  const clearing = decode(
    dialect.writeStatement({
      ...head,
      account: '1',
      day: '2020-03-03',
      page: { number: 2, isLast: true },
      openingFen: 0,
      closingFen: 0,
      entries: [
        entry(1),
        entry(2),
        entry(3, { direction: 'credit', returnReason: { code: 'AC04', text: 'x' } }),
      ],
    }),
  );
  it('清算: the day’s payments and refunds, and a sum that differs is said', () => {
    const [report] = readTreasuryFile(encode(clearing));
    expect(report).toMatchObject({
      kind: 'statement',
      account: '1',
      fromDay: '2020-03-03',
      toDay: '2020-03-03',
      page: { number: 2, isLast: true },
      problems: [],
    });
    expect(report?.lines.map(({ endToEndId, status }) => [endToEndId, status])).toEqual([
      ['E1', 'booked'],
      ['E2', 'booked'],
      ['E3', 'returned'],
    ]);
    const [wrong] = readTreasuryFile(encode(clearing.replace('<PayAmt>2.03<', '<PayAmt>2.04<')));
    expect(wrong?.problems).toMatchObject([{ code: 'sum-differs' }]);
  });

  it('the same line twice counts once; two words about one application line count not at all', () => {
    const twice = readTreasuryFile(
      dialect.writeNotice({ ...head, account: '1', entries: [entry(1), entry(1)] }),
    )[0];
    expect(twice?.lines).toHaveLength(1);
    expect(twice?.problems).toMatchObject([{ code: 'duplicate-line' }]);
    const entries = [
      { endToEndId: 'E1', status: 'ACSC' as const, amountFen: 1 },
      { endToEndId: 'E1', status: 'RJCT' as const, amountFen: 1, reason: { code: 'AC01', text: 'x' } },
    ];
    const both = readTreasuryFile(dialect.writeStatus({ ...head, originalMessageId: 'M1', entries }))[0];
    expect(both).toMatchObject({ lines: [], problems: [{ code: 'contradicting-lines' }] });
  });

  it.each([
    ['an unknown type', 'VtCode="2301"', 'VtCode="9999"', /9999/],
    ['another root', 'MOF>', 'MOP>', /MOP/],
    ['a division that is none', 'AdmDivCode="330100"', 'AdmDivCode="杭州"', /AdmDivCode/],
    ['a year that is none', 'StYear="2020"', 'StYear="20"', /StYear/],
    ['three decimals', '<PayAmt>1.01<', '<PayAmt>1.010<', /Detail\.0\.PayAmt/],
    ['a negative amount', '<PayAmt>1.01<', '<PayAmt>-1.01<', /Detail\.0\.PayAmt/],
    ['an exponent', '<PayAmt>1.01<', '<PayAmt>1e2<', /Detail\.0\.PayAmt/],
    ['a day that does not exist', '>20200303<', '>20200230<', /XClearDate/],
    ['a flag that is none', '<DcFlag>1<', '<DcFlag>3<', /DcFlag/],
    ['no tracking id', '<TrackingId>E1</TrackingId>', '', /TrackingId/],
    ['an entity', '补贴', '&evil;', /entity/],
    ['a DOCTYPE', '<MOF>', '<!DOCTYPE MOF><MOF>', /DOCTYPE/],
    ['a cut', '</MOF>', '', /well-formed/],
  ])('with %s is refused in two languages', (_, from, to, words) => {
    expect(clearing).toContain(from);
    const fault = faultOf(() => readRailFile(encode(clearing.replaceAll(from, to))));
    expect(fault.code).toBe('invalid');
    expect(fault.detail.en).toMatch(words);
    expect(fault.detail.zh).toMatch(/[\u4e00-\u9fff]/);
  });

  it('a bank’s file is read by the same door', () => {
    expect(readRailFile(encode(bankFile))).toMatchObject([{ kind: 'notification' }]);
    expect(faultOf(() => readTreasuryFile(encode(bankFile))).detail.reason).toBe('bank-file-namespace');
  });
});
