// Bank files to test with, as the sandbox bank writes them, for tests that then damage or change them.
import { expect } from 'vitest';
import { readBankFile } from '../../adapters/bank/read-bank-file.ts';
import type { BankReport } from '../../core/payment/bank-message.ts';
import { writeNotification, type AccountEntry } from '../../local/sandbox/bank/write-bank-report.ts';

export const encode = (text: string) => new TextEncoder().encode(text);
export const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
export const head = { messageId: 'B1', createdAt: '2020-03-03T10:00:00.000Z' };
export const entry = (number: number, changes: Partial<AccountEntry> = {}): AccountEntry => ({
  endToEndId: `E${number}`,
  amountFen: 100 + number,
  direction: 'debit',
  bankReference: `R${number}`,
  day: '2020-03-03',
  counterparty: { name: '杭州示例商贸有限公司', account: '9990001' },
  remark: '补贴',
  ...changes,
});
export const notification = (...entries: AccountEntry[]) =>
  decode(writeNotification({ ...head, account: '123', entries }));
export const good = notification(entry(1), entry(2));

/** The one report of a file that has one. */
export function onlyReport(text: string): BankReport {
  const reports = readBankFile(encode(text));
  expect(reports).toHaveLength(1);
  const [report] = reports;
  if (report === undefined) throw new Error('no report');
  return report;
}
