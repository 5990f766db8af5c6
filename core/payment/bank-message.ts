// What Zhida and a bank say to each other, free of any file format: payment files out, status, notifications, statements in.
import * as z from 'zod';
import { parseDay } from '../kernel/day.ts';
import { hashName, isEndToEndId } from '../disbursement/end-to-end-id.ts';

/** The most payments one file may carry, and the most lines one report may bring: bounds memory on both sides. */
export const PAYMENTS_PER_FILE_MAX = 10_000;
export const LINES_PER_REPORT_MAX = 10_000;

const CONTROL_CHARACTERS = /[\p{Cc}\ufffe\uffff]/u;
const printable = (max: number) =>
  z
    .string()
    .min(1)
    .refine((text) => [...text].length <= max, { error: `longer than ${max} characters` })
    .refine((text) => !CONTROL_CHARACTERS.test(text) && text.isWellFormed(), {
      error: 'holds characters that cannot be printed',
    })
    .refine((text) => text.trim() === text, { error: 'begins or ends with a blank' });

const day = z.string().refine((text) => parseDay(text) !== undefined, { error: 'not a day (YYYY-MM-DD)' });
const endToEnd = z.string().refine(isEndToEndId, { error: 'not 1 to 35 of [A-Z0-9]' });
const positiveFen = z.int().positive();

/** One account at a bank: the holder's name, the account number (1 to 34 of [0-9A-Z-]) and the bank's 12-digit CNAPS number. */
export const bankAccountSchema = z.strictObject({
  name: printable(70),
  account: z.string().regex(/^[0-9A-Z-]{1,34}$/, { error: 'not an account number' }),
  clearingMember: z.string().regex(/^\d{12}$/, { error: 'not a 12-digit CNAPS number' }),
});
export type BankAccount = z.infer<typeof bankAccountSchema>;

/**
 * Where in the budget a payment belongs (指标): what a treasury needs to know and a bank does not. `division` is the 6-digit
 * code of the treasury (财政区划), `quotaNumber` the 指标文号; classes are codes of the year's 政府收支分类科目.
 */
export const appropriationSchema = z.strictObject({
  division: z.string().regex(/^\d{6}$/, { error: 'not a 6-digit division' }),
  fiscalYear: z.int().min(1950).max(2200),
  budgetUnit: printable(100),
  quotaNumber: printable(100),
  functionClass: printable(13),
  economicClass: printable(11),
  fundNature: printable(60),
});
export type Appropriation = z.infer<typeof appropriationSchema>;

/** One payment of a file: `remark` is the 附言 the payee reads, policy and 文号, at most 140 characters, or empty. */
export const paymentSchema = z.strictObject({
  endToEndId: endToEnd,
  uetr: z.uuidv4().lowercase().optional(),
  amountFen: positiveFen,
  creditor: bankAccountSchema.extend({ name: printable(140) }),
  remark: printable(140).or(z.literal('')),
  appropriation: appropriationSchema.optional(),
});
export type Payment = z.infer<typeof paymentSchema>;

const distinctIds = (payments: readonly Payment[]): boolean =>
  new Set(payments.map((payment) => payment.endToEndId)).size === payments.length;

/** One file of payments from one account on one day. `messageId` is `paymentMessageId` of the rest. */
export const paymentFileSchema = z.strictObject({
  messageId: endToEnd,
  createdAt: z.iso.datetime({ offset: true }),
  requestedExecutionDay: day,
  debtor: bankAccountSchema,
  payments: z
    .array(paymentSchema)
    .min(1)
    .max(PAYMENTS_PER_FILE_MAX)
    .refine(distinctIds, { error: 'the same EndToEndId twice' }),
});
export type PaymentFile = z.infer<typeof paymentFileSchema>;

/**
 * The MsgId of a payment file: `M` and 32 of [0-9A-Z], from its content alone. The instant of making is left out, so that a
 * file made again after a crash has the same name and a bank, or a folder, sees it as the same file.
 */
export function paymentMessageId(
  file: Pick<PaymentFile, 'requestedExecutionDay' | 'debtor' | 'payments'>,
): string {
  const { name, account, clearingMember } = file.debtor;
  const payments = file.payments.map(({ endToEndId, uetr, amountFen, creditor, remark, appropriation }) => [
    endToEndId,
    uetr ?? '',
    amountFen,
    creditor.name,
    creditor.account,
    creditor.clearingMember,
    remark,
    ...(appropriation === undefined ? [] : Object.entries(appropriation).sort().flat()),
  ]);
  return `M${hashName('payment-file/1', [file.requestedExecutionDay, name, account, clearingMember, payments])}`;
}

/** Why a bank refused or gave back a payment: an ISO 20022 external code (AC04 closed account) and the bank's own words. */
const reasonSchema = z.strictObject({
  code: z.string().min(1).max(35),
  text: z.string().max(500).optional(),
});
export type BankReason = z.infer<typeof reasonSchema>;

/**
 * One movement of our account as a bank reports it.
 * - `booked`: the money moved; `direction` debit is a payment that left, credit is money that came in.
 * - `returned`: money that came back to us (credit) for the payment `endToEndId`.
 * - `rejected`: no money moved; only in an answer to `ask`.
 * - `pending`: announced, not booked: settles nothing.
 * `isReversal` marks the bank's own correction of an earlier entry: a person's matter, whatever the direction.
 */
export const bankLineSchema = z.strictObject({
  endToEndId: z.string().min(1).max(35).optional(),
  amountFen: z.int().nonnegative(),
  direction: z.enum(['debit', 'credit']),
  status: z.enum(['booked', 'returned', 'rejected', 'pending']),
  isReversal: z.boolean(),
  bankReference: z.string().min(1).max(35).optional(),
  bookingDay: day.optional(),
  valueDay: day.optional(),
  reason: reasonSchema.optional(),
  counterparty: z.strictObject({ name: z.string().optional(), account: z.string().optional() }).optional(),
  remark: z.string().optional(),
});
export type BankLine = z.infer<typeof bankLineSchema>;

/**
 * One transaction's standing in a status report. A report never settles: `accepted` is a promise, and a transaction that the
 * report leaves out is not thereby accepted. `duplicate` says that the bank already knows the id: the first payment stands,
 * ask for it, never void. `in-progress` is also what a status code that this house does not know becomes.
 */
export interface StatusLine {
  readonly endToEndId: string;
  readonly status: 'accepted' | 'in-progress' | 'rejected' | 'duplicate';
  /** The bank's own code: ACSC, RJCT, PDNG … */
  readonly code: string;
  readonly amountFen?: number;
  readonly bankReference?: string;
  readonly reason?: BankReason;
}

/** Something in a readable report that a person must look at: it becomes a case, the other lines go on. */
export interface ReportProblem {
  readonly code:
    'sum-differs' | 'balance-differs' | 'count-differs' | 'duplicate-line' | 'contradicting-lines';
  /** Where in the file, as `Ntry.3`. */
  readonly path: string;
  readonly zh: string;
  readonly en: string;
}

interface ReportHead {
  readonly messageId: string;
  /** The bank's own time stamp, as written. */
  readonly createdAt: string;
  readonly problems: readonly ReportProblem[];
}

/** What the bank thinks of one payment file. `groupStatus` rejected with no lines refuses every payment of the file. */
export interface StatusReport extends ReportHead {
  readonly kind: 'status-report';
  readonly originalMessageId: string;
  readonly groupStatus?: 'accepted' | 'partly-accepted' | 'in-progress' | 'rejected' | 'duplicate';
  readonly groupReason?: BankReason;
  readonly lines: readonly StatusLine[];
}

/** Movements told as they happen. */
export interface Notification extends ReportHead {
  readonly kind: 'notification';
  readonly reportId: string;
  readonly account: string;
  readonly lines: readonly BankLine[];
}

/** A day's movements and balances of one account, in pages; balances may stand on the first and last page only. */
export interface Statement extends ReportHead {
  readonly kind: 'statement';
  readonly reportId: string;
  readonly account: string;
  readonly page: { readonly number: number; readonly isLast: boolean };
  readonly fromDay?: string;
  readonly toDay?: string;
  readonly openingFen?: number;
  readonly closingFen?: number;
  readonly lines: readonly BankLine[];
}

export type BankReport = StatusReport | Notification | Statement;

/** What a bank answers when asked for one payment: its line, or that it does not know it, or has not finished with it. */
export type BankAnswer = BankLine | 'unknown' | 'in-progress';
