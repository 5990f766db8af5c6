// Every kind of file that Zhida or its sandbox bank writes must be valid by the standard's own schemas, and read back the same.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { afterAll, describe, expect, it } from 'vitest';
import { readBankFile } from '../../adapters/bank/read-bank-file.ts';
import { writePaymentFile } from '../../adapters/bank/write-payment-file.ts';
import { readPaymentFile } from '../../local/sandbox/bank/read-payment-file.ts';
import {
  writeNotification,
  writeStatement,
  writeStatusReport,
  type AccountEntry,
  type StatusEntry,
} from '../../local/sandbox/bank/write-bank-report.ts';
import { examplePaymentFile } from './example-payment-file.ts';

const folder = process.env.ZHIDA_ISO20022_XSD;
if (folder !== undefined && !existsSync(join(folder, 'pain.001.001.12.xsd')))
  throw new Error(`no schemas in ${folder}`);
if (folder === undefined)
  console.warn('NOT RUN: the ISO 20022 schema checks, because ZHIDA_ISO20022_XSD names no folder');

const validators = new Map<string, { check: (bytes: Uint8Array) => void; dispose: () => void }>();
/** Validates when the schemas are there; the property itself is checked in any case. */
function validate(message: string, bytes: Uint8Array): void {
  if (folder === undefined) return;
  let validator = validators.get(message);
  if (validator === undefined) {
    const schema = XmlDocument.fromBuffer(readFileSync(join(folder, `${message}.xsd`)));
    const made = XsdValidator.fromDoc(schema);
    validator = {
      check: (each) => {
        const document = XmlDocument.fromBuffer(each);
        try {
          made.validate(document);
        } finally {
          document.dispose();
        }
      },
      dispose: () => {
        made.dispose();
        schema.dispose();
      },
    };
    validators.set(message, validator);
  }
  validator.check(bytes);
}
afterAll(() => validators.forEach((each) => each.dispose()));

/** Printable text with the characters that break careless writers; not blank at either end. */
const printable = (max: number) =>
  fc
    .string({
      unit: fc.oneof(
        fc.constantFrom('<', '>', '&', '"', "'", ']', '杭', '𠮷', ' ', '；'),
        fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 }),
      ),
      minLength: 1,
      maxLength: max,
    })
    .map((text) => text.trim())
    .filter((text) => text !== '');
const amount = fc.integer({ min: 1, max: 900_000_000_000 });
const digits = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: min, maxLength: max });
const identifier = fc.string({ unit: fc.constantFrom(...'ABCXYZ0189'), minLength: 1, maxLength: 35 });
const account = fc.record({ name: printable(70), account: digits(8, 34), clearingMember: digits(12, 12) });
const day = fc.constantFrom('2020-02-29', '2020-03-02', '2026-12-31');

const paymentFile = fc
  .record({
    debtor: account,
    requestedExecutionDay: day,
    payments: fc.uniqueArray(
      fc.record(
        {
          endToEndId: identifier,
          uetr: fc.uuid({ version: 4 }),
          amountFen: amount,
          creditor: account,
          remark: fc.oneof(printable(140), fc.constant('')),
        },
        { requiredKeys: ['endToEndId', 'amountFen', 'creditor', 'remark'] },
      ),
      { selector: (payment) => payment.endToEndId, minLength: 1, maxLength: 8 },
    ),
  })
  .map((content) => examplePaymentFile(1, content));

const reason = fc.record({ code: fc.constantFrom('AC01', 'AC04', 'AM04', 'MS03'), text: printable(105) });
const accountEntry: fc.Arbitrary<AccountEntry> = fc.record(
  {
    endToEndId: identifier.filter((id) => id !== 'NOTPROVIDED'),
    amountFen: amount,
    direction: fc.constantFrom('debit' as const, 'credit' as const),
    bankReference: identifier,
    day,
    counterparty: fc.record({ name: printable(140), account: digits(8, 34) }),
    remark: fc.oneof(printable(140), fc.constant('')),
    returnReason: reason,
  },
  {
    requiredKeys: ['endToEndId', 'amountFen', 'direction', 'bankReference', 'day', 'counterparty', 'remark'],
  },
);
const accountEntries = fc.uniqueArray(accountEntry, {
  selector: (entry) => entry.bankReference,
  maxLength: 6,
});
const statusEntry: fc.Arbitrary<StatusEntry> = fc.oneof(
  fc.record({
    endToEndId: identifier,
    status: fc.constantFrom('ACSC' as const, 'PDNG' as const),
    amountFen: amount,
    bankReference: identifier,
  }),
  fc.record({ endToEndId: identifier, status: fc.constant('RJCT' as const), amountFen: amount, reason }),
);
const head = { messageId: 'B1', createdAt: '2020-03-03T10:00:00.000Z' };

/** What the product must have understood of an entry the sandbox wrote. */
const expectedLine = ({ day: bookingDay, returnReason, remark, ...rest }: AccountEntry) => ({
  ...rest,
  ...(remark === '' ? {} : { remark }),
  isReversal: false,
  status: returnReason !== undefined && rest.direction === 'credit' ? 'returned' : 'booked',
  bookingDay,
  valueDay: bookingDay,
  ...(returnReason === undefined ? {} : { reason: returnReason }),
});

describe(`files by schema (${folder === undefined ? 'schemas NOT checked: ZHIDA_ISO20022_XSD is not set' : 'schemas checked'})`, () => {
  it('pain.001: what the product writes, a bank reads back to the last character', () => {
    fc.assert(
      fc.property(paymentFile, (file) => {
        const bytes = writePaymentFile(file);
        validate('pain.001.001.12', bytes);
        expect(readPaymentFile(bytes)).toEqual(file);
        expect(writePaymentFile(file)).toEqual(bytes);
      }),
      { numRuns: 200 },
    );
  });

  it('pain.002: what the bank writes, the product reads back', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(statusEntry, { selector: (entry) => entry.endToEndId, minLength: 1, maxLength: 6 }),
        (entries) => {
          const bytes = writeStatusReport({ ...head, originalMessageId: 'M1', entries });
          validate('pain.002.001.14', bytes);
          const [report] = readBankFile(bytes);
          const words = { ACSC: 'accepted', PDNG: 'in-progress', RJCT: 'rejected' };
          expect(report).toMatchObject({
            kind: 'status-report',
            messageId: 'B1',
            originalMessageId: 'M1',
            problems: [],
          });
          expect(report?.lines).toEqual(
            entries.map(({ status, ...rest }) => ({ ...rest, code: status, status: words[status] })),
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it('camt.054: what the bank writes, the product reads back', () => {
    fc.assert(
      fc.property(accountEntries, (entries) => {
        const bytes = writeNotification({ ...head, account: '123', entries });
        validate('camt.054.001.12', bytes);
        expect(readBankFile(bytes)).toEqual([
          {
            kind: 'notification',
            ...head,
            reportId: 'B1',
            account: '123',
            lines: entries.map(expectedLine),
            problems: [],
          },
        ]);
      }),
      { numRuns: 200 },
    );
  });

  it('camt.053: what the bank writes, the product reads back, and balances tie', () => {
    fc.assert(
      fc.property(
        accountEntries,
        fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
        (entries, openingFen) => {
          const closingFen = entries.reduce(
            (sum, entry) => sum + (entry.direction === 'credit' ? entry.amountFen : -entry.amountFen),
            openingFen,
          );
          const page = { number: 1, isLast: true };
          const bytes = writeStatement({
            ...head,
            account: '123',
            day: '2020-03-03',
            page,
            openingFen,
            closingFen,
            entries,
          });
          validate('camt.053.001.12', bytes);
          expect(readBankFile(bytes)).toEqual([
            {
              kind: 'statement',
              ...head,
              reportId: 'B1',
              account: '123',
              page,
              fromDay: '2020-03-03',
              toDay: '2020-03-03',
              openingFen,
              closingFen,
              lines: entries.map(expectedLine),
              problems: [],
            },
          ]);
        },
      ),
      { numRuns: 200 },
    );
  });

  it.runIf(folder !== undefined)('the validator itself refuses a file with a wrong element', () => {
    const text = new TextDecoder().decode(writePaymentFile(examplePaymentFile(1)));
    expect(() =>
      validate('pain.001.001.12', new TextEncoder().encode(text.replace('<PmtMtd>TRF', '<PmtMtd>XXX'))),
    ).toThrow();
  });
});
