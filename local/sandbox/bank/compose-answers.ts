// Turns what the bank did into the files it leaves: status report, notification, statement pages, and every way they can go wrong.
import { hashName } from '../../../core/disbursement/end-to-end-id.ts';
import {
  debitEntry,
  returnEntry,
  type BankBook,
  type Booking,
  type Outcome,
  type Return,
} from './bank-book.ts';
import { befalls, type BankFault, type BankSettings } from './bank-settings.ts';
import type { Dialect } from './dialect.ts';
import type { AccountEntry, StatusEntry } from './write-bank-report.ts';

/** A file to leave in `bank-in/`, `afterMs` from now. */
export interface AnswerFile {
  readonly key: string;
  readonly bytes: Uint8Array;
  readonly afterMs: number;
}

/** In what words, when and under which settings an answer is made. */
export interface AnswerContext {
  readonly dialect: Dialect;
  readonly settings: BankSettings;
  /** ISO instant. */
  readonly createdAt: string;
}

const ENTRIES_PER_PAGE_MAX = 2_000;

/**
 * Everything the bank leaves about one payment file, in order: a status report on all its payments, then a notification of
 * what was booked, unless a fault of the settings befalls the file.
 */
export function composeAnswers(
  messageId: string,
  outcomes: readonly Outcome[],
  context: AnswerContext,
): AnswerFile[] {
  const { dialect, settings, createdAt } = context;
  const meets = (fault: BankFault): boolean =>
    befalls(settings.seed, fault, messageId, settings.faults[fault]);
  if (meets('never')) return [];
  const afterMs = meets('late') ? settings.lateMs : 0;
  const id = hashName('sandbox-answer', [messageId]).slice(0, 24);
  const entries = outcomes.map(statusEntry);
  const status: AnswerFile = {
    key: `bank-in/${dialect.stems.status}-${id}.xml`,
    bytes: dialect.writeStatus({ messageId: `S${id}`, createdAt, originalMessageId: messageId, entries }),
    afterMs,
  };
  const notices = noticesOf(id, outcomes, context, meets).map((file) => ({
    ...file,
    afterMs: file.afterMs + afterMs,
  }));
  const files = meets('outOfOrder') ? [...notices, status] : [status, ...notices];
  return [
    ...files.flatMap((file) => (meets('cutFile') ? [cut(file), file] : [file])),
    ...(meets('duplicateFile') ? files.map((file) => ({ ...file, key: renamed(file.key, '-copy') })) : []),
  ];
}

/** A notification of money that came back. */
export function composeReturnNotice(
  id: string,
  account: string,
  returns: readonly { booking: Booking; back: Return }[],
  { dialect, createdAt }: AnswerContext,
): AnswerFile {
  const entries = returns.map(({ booking, back }) => returnEntry(booking, back));
  const messageId = `R${hashName('sandbox-return-notice', [id, account]).slice(0, 24)}`;
  return {
    key: `bank-in/${dialect.stems.notice}-${messageId}.xml`,
    bytes: dialect.writeNotice({ messageId, createdAt, account, entries }),
    afterMs: 0,
  };
}

/** One account's statement of a day, in pages of 2,000 entries; written again it has the same ids unless the day has grown. */
export function composeStatement(
  book: BankBook,
  account: string,
  day: string,
  { dialect, createdAt }: AnswerContext,
): AnswerFile[] {
  const { openingFen, closingFen, entries } = book.dayOf(account, day);
  const pages = Math.max(1, Math.ceil(entries.length / ENTRIES_PER_PAGE_MAX));
  return Array.from({ length: pages }, (_, index) => {
    const identity = [account, day, index, entries.length, closingFen];
    const messageId = `D${hashName('sandbox-statement', identity).slice(0, 24)}`;
    const page = { number: index + 1, isLast: index + 1 === pages };
    const some = entries.slice(index * ENTRIES_PER_PAGE_MAX, (index + 1) * ENTRIES_PER_PAGE_MAX);
    const head = { messageId, createdAt, account, day, page, openingFen, closingFen };
    return {
      key: `bank-in/${dialect.stems.statement}-${day}-${messageId}.xml`,
      bytes: dialect.writeStatement({ ...head, entries: some }),
      afterMs: 0,
    };
  });
}

function statusEntry({ payment, booking, isConflict }: Outcome): StatusEntry {
  const { endToEndId, amountFen, appropriation } = payment;
  const common = { endToEndId, amountFen, appropriation };
  const reason = isConflict ? { code: 'AM05', text: '端到端标识重复，内容不同' } : booking.rejection;
  if (reason !== undefined) return { ...common, status: 'RJCT', reason };
  return { ...common, status: 'ACSC', bankReference: booking.bankReference };
}

function noticesOf(
  id: string,
  outcomes: readonly Outcome[],
  { dialect, settings, createdAt }: AnswerContext,
  meets: (fault: BankFault) => boolean,
): AnswerFile[] {
  const { seed, faults, lateMs } = settings;
  const booked = outcomes.filter(({ booking, isConflict }) => !isConflict && booking.rejection === undefined);
  const [first] = booked;
  if (first === undefined) return [];
  const entries = booked.map(({ booking }): AccountEntry => {
    const entry = debitEntry(booking);
    const isWrong = befalls(seed, 'wrongAmount', entry.endToEndId, faults.wrongAmount);
    return isWrong ? { ...entry, amountFen: entry.amountFen + 1 } : entry;
  });
  if (meets('unknownLine')) entries.push(unknownEntry(id, debitEntry(first.booking)));
  if (meets('outOfOrder')) entries.reverse();
  const account = first.booking.payerAccount;
  const notice = (suffix: string, some: readonly AccountEntry[], afterMs: number): AnswerFile => ({
    key: `bank-in/${dialect.stems.notice}-${id}${suffix}.xml`,
    bytes: dialect.writeNotice({ messageId: `N${id}${suffix}`, createdAt, account, entries: some }),
    afterMs,
  });
  const half = Math.ceil(entries.length / 2);
  const parts =
    meets('partialFile') && entries.length > 1
      ? [notice('A', entries.slice(0, half), 0), notice('B', entries.slice(half), lateMs)]
      : [notice('', entries, 0)];
  return meets('twice') ? [...parts, notice('T', entries, 0)] : parts;
}

const unknownEntry = (id: string, like: AccountEntry): AccountEntry => ({
  ...like,
  endToEndId: `X${id}`,
  bankReference: `X${id.slice(0, 19)}`,
  amountFen: 10_000,
  counterparty: { name: '不明收款人', account: '0000000000' },
  remark: '不明款项',
});

const renamed = (key: string, suffix: string): string => key.replace(/\.xml$/, `${suffix}.xml`);

const cut = (file: AnswerFile): AnswerFile => ({
  key: renamed(file.key, '-part'),
  bytes: file.bytes.subarray(0, Math.floor(file.bytes.byteLength * 0.6)),
  afterMs: file.afterMs,
});
