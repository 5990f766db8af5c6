// The language a sandbox bank speaks with its customer: ISO 20022 for a bank, vouchers for a treasury; the work behind is the same.
import type { PaymentFile } from '../../../core/payment/bank-message.ts';
import { readPaymentFile } from './read-payment-file.ts';
import { writeNotification, writeStatement, writeStatusReport } from './write-bank-report.ts';
import type { NotificationInput, StatementPage, StatusReportInput } from './write-bank-report.ts';

export interface Dialect {
  /** The folder files are taken from, and the one for files that cannot be read. */
  readonly outFolder: string;
  readonly refusedFolder: string;
  /** How the names of the files it leaves in `bank-in/` begin. */
  readonly stems: { readonly status: string; readonly notice: string; readonly statement: string };
  /** @throws Fault when the bytes are no payment file */
  read(bytes: Uint8Array): PaymentFile;
  /** The first day on which a file that came on a day, at a minute of it, is worked on. */
  workableFrom(file: PaymentFile, day: string, minuteOfDay: number): string;
  writeStatus(report: StatusReportInput): Uint8Array;
  writeNotice(report: NotificationInput): Uint8Array;
  writeStatement(page: StatementPage): Uint8Array;
}

export const isoDialect: Dialect = {
  outFolder: 'bank-out/',
  refusedFolder: 'bank-refused/',
  stems: { status: 'pain.002', notice: 'camt.054', statement: 'camt.053' },
  read: readPaymentFile,
  workableFrom: (file) => file.requestedExecutionDay,
  writeStatus: writeStatusReport,
  writeNotice: writeNotification,
  writeStatement,
};
