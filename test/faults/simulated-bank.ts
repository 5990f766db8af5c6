// A bank at its worst that still keeps its word: late, lossy, doubled, out of order, with rejects and returns, yet every
// payment it books was handed over, and a file in flight arrives within the stated bound or never.
import { Fault } from '../../core/kernel/fault.ts';
import type { BankAnswer, BankLine, BankReport, PaymentFile } from '../../core/payment/bank-message.ts';
import type { BankRail } from '../../functions/ports.ts';
import { accountOf } from './firm-facts.ts';
import type { Actor, Process, Scheduler } from './scheduler.ts';

/** What the auditor is told, in the instant it happens. */
export interface BankWatcher {
  handedOver(file: PaymentFile, isInFlight: boolean): void;
  booked(endToEndId: string, amountFen: number): void;
  cameBack(endToEndId: string, amountFen: number): void;
  /** A line that fits no payment: there must be a case for it in the end. */
  strayed(endToEndId: string, reason: string, fileKey: string): void;
  /** Ids of payments that the books say are paid, and payments that were never sent. */
  settledIds(): readonly string[];
  unsentPayments(): readonly { readonly endToEndId: string; readonly amountFen: number }[];
}

type Standing = 'lost' | 'in-progress' | 'booked' | 'rejected' | 'returned';
interface BookEntry {
  readonly endToEndId: string;
  readonly amountFen: number;
  standing: Standing;
}

/** The bank's stated bound of a file in flight; core/payment's W counts on it. */
const IN_FLIGHT_MAX_MS = 60_000;
const SLOW_MAX_MS = 400_000;
const RETURN_MAX_MS = 120_000;
const REPORT_MAX_MS = 10_000;
const STATEMENT_EVERY_MS = 150_000;

export class SimulatedBank implements Actor {
  readonly #scheduler: Scheduler;
  readonly #watcher: BankWatcher;
  /** Puts a report where the product finds it. @returns its key */
  readonly #drop: (report: BankReport) => string;
  /** Payees without an account at the bank. */
  readonly #unbanked: ReadonlySet<string>;
  /** A bank that knows an id again, or one that books whatever it is handed. */
  readonly #knowsIdsAgain: boolean;
  readonly #book = new Map<string, BookEntry>();
  /** Files on their way, by message id. */
  readonly #inFlight = new Set<string>();
  #agenda: { readonly atMs: number; readonly run: () => void }[] = [];
  #untold: BankLine[] = [];
  #told: BankLine[] = [];
  #reports = 0;
  #statementDueMs: number;
  #stated = 0;

  constructor(
    scheduler: Scheduler,
    watcher: BankWatcher,
    drop: (report: BankReport) => string,
    unbanked: ReadonlySet<string>,
  ) {
    this.#scheduler = scheduler;
    this.#watcher = watcher;
    this.#drop = drop;
    this.#unbanked = unbanked;
    this.#knowsIdsAgain = scheduler.random.chance(0.5);
    this.#statementDueMs = scheduler.nowMs + STATEMENT_EVERY_MS;
  }

  /** The rail as one process uses it. */
  railOf(process: Process): BankRail {
    const call = <T>(label: string, run: () => T) => this.#scheduler.call(process, 'bank', label, run);
    return {
      send: (file) => call('bank-send', () => this.#take(file)),
      ask: (endToEndId) => call('bank-ask', () => this.#answerFor(endToEndId)),
      accountsOf: (usccs) =>
        call('bank-accounts', () => {
          const banked = usccs.filter((uscc) => !this.#unbanked.has(uscc));
          return new Map(banked.map((uscc) => [uscc, accountOf(uscc)]));
        }),
    };
  }

  dueMs(): number {
    return Math.min(this.#statementDueMs, ...this.#agenda.map(({ atMs }) => atMs));
  }

  act(): void {
    const due = this.#agenda.filter(({ atMs }) => atMs <= this.#scheduler.nowMs);
    if (due.length === 0) return this.#stateAll();
    const chosen = this.#scheduler.random.pick(due);
    this.#agenda = this.#agenda.filter((item) => item !== chosen);
    chosen.run();
  }

  get isQuiet(): boolean {
    return this.#agenda.length === 0 && !this.#hasNews;
  }

  get #hasNews(): boolean {
    return this.#told.length + this.#untold.length > this.#stated;
  }

  #in(maxMs: number, run: () => void): void {
    this.#agenda.push({ atMs: this.#scheduler.nowMs + this.#scheduler.random.int(maxMs), run });
  }

  #take(file: PaymentFile) {
    this.#watcher.handedOver(file, this.#inFlight.has(file.messageId));
    const { random } = this.#scheduler;
    if (this.#scheduler.strikes('bank-lost-file', 'bank-send')) {
      if (random.chance(0.5)) throw new Fault('unavailable');
      return { fileName: file.messageId, bytes: 0 };
    }
    const isLate = this.#scheduler.strikes('bank-late', 'bank-send');
    this.#inFlight.add(file.messageId);
    const onItsWayMs = isLate ? random.between(IN_FLIGHT_MAX_MS / 2, IN_FLIGHT_MAX_MS) : random.int(1_000);
    this.#agenda.push({ atMs: this.#scheduler.nowMs + onItsWayMs, run: () => this.#arrive(file) });
    if (this.#scheduler.strikes('bank-lost-answer', 'bank-send')) throw new Fault('unavailable');
    return { fileName: file.messageId, bytes: 0 };
  }

  #arrive(file: PaymentFile): void {
    this.#inFlight.delete(file.messageId);
    for (const { endToEndId, amountFen } of file.payments) {
      const known = this.#book.get(endToEndId);
      if (known && this.#knowsIdsAgain && known.standing !== 'lost') continue;
      const entry: BookEntry = { endToEndId, amountFen, standing: 'in-progress' };
      this.#book.set(endToEndId, entry);
      if (this.#scheduler.strikes('bank-lost-line', 'payment')) entry.standing = 'lost';
      else if (this.#scheduler.strikes('bank-reject', 'payment'))
        this.#in(5_000, () => this.#reject(entry, file.messageId));
      else if (this.#scheduler.strikes('bank-slow', 'payment')) this.#in(SLOW_MAX_MS, () => this.#pay(entry));
      else this.#in(5_000, () => this.#pay(entry));
    }
  }

  #pay(entry: BookEntry): void {
    entry.standing = 'booked';
    this.#watcher.booked(entry.endToEndId, entry.amountFen);
    this.#tell(lineOf(entry));
    if (this.#scheduler.strikes('bank-return', 'payment')) {
      this.#in(RETURN_MAX_MS, () => {
        entry.standing = 'returned';
        this.#watcher.cameBack(entry.endToEndId, entry.amountFen);
        this.#tell(lineOf(entry));
      });
    }
    if (this.#scheduler.strikes('bank-stray-line', 'payment'))
      this.#in(RETURN_MAX_MS, () => this.#stray(entry));
    if (this.#scheduler.strikes('bank-contradiction', 'payment'))
      this.#in(RETURN_MAX_MS, () => this.#contradict());
  }

  #reject(entry: BookEntry, originalMessageId: string): void {
    entry.standing = 'rejected';
    this.#report(this.#statusOf([entry], originalMessageId));
  }

  /** Lines are told in files of whatever is untold then: several payments, both directions, any order. */
  #tell(line: BankLine): void {
    this.#untold.push(line);
    this.#in(REPORT_MAX_MS, () => {
      if (this.#untold.length === 0) return;
      const lines = this.#shuffled(this.#untold);
      this.#told.push(...this.#untold);
      this.#untold = [];
      this.#report({ kind: 'notification', ...this.#head(), account: 'payer', lines });
    });
  }

  /** A statement tells everything once more, and first what no notification told. */
  #stateAll(): void {
    this.#statementDueMs = this.#scheduler.nowMs + STATEMENT_EVERY_MS;
    const lines = [...this.#told, ...this.#untold];
    if (!this.#hasNews) return;
    this.#stated = lines.length;
    this.#told = lines;
    this.#untold = [];
    const page = { number: 1, isLast: true };
    this.#report({
      kind: 'statement',
      ...this.#head(),
      account: 'payer',
      page,
      lines: this.#shuffled(lines),
    });
  }

  /** Lines that are nobody's, of a wrong amount, or of a payment that was never handed over. */
  #stray(entry: BookEntry): void {
    const { random } = this.#scheduler;
    const unsent = this.#watcher.unsentPayments();
    const kind = random.int(unsent.length > 0 ? 3 : 2);
    const booked = lineOf({ ...entry, standing: 'booked' });
    const [line, reason] =
      kind === 0
        ? ([{ ...booked, endToEndId: `ESTRAY${this.#reports}` }, 'unmatched-line'] as const)
        : kind === 1
          ? ([{ ...booked, amountFen: entry.amountFen + 1 }, 'wrong-amount'] as const)
          : ([{ ...booked, ...random.pick(unsent) }, 'unmatched-line'] as const);
    const fileKey = this.#report({ kind: 'notification', ...this.#head(), account: 'payer', lines: [line] });
    this.#watcher.strayed(line.endToEndId as string, reason, fileKey);
  }

  /** A reject for something that the books already hold as paid: it must change nothing. */
  #contradict(): void {
    const settled = this.#watcher.settledIds().flatMap((id) => this.#book.get(id) ?? []);
    const booked = settled.filter(({ standing }) => standing === 'booked');
    if (booked.length === 0) return;
    const entry = this.#scheduler.random.pick(booked);
    const fileKey = this.#report(this.#statusOf([entry], 'MUNKNOWN'));
    this.#watcher.strayed(entry.endToEndId, 'contradicting-line', fileKey);
  }

  #statusOf(entries: readonly BookEntry[], originalMessageId: string): BankReport {
    const lines = entries.map(({ endToEndId, amountFen }) => ({
      endToEndId,
      status: 'rejected' as const,
      code: 'RJCT',
      amountFen,
      reason: { code: 'AC04' },
    }));
    return { kind: 'status-report', ...this.#head(), originalMessageId, lines };
  }

  /** @returns the file's key */
  #report(report: BankReport): string {
    const key = this.#drop(report);
    if (this.#scheduler.strikes('bank-report-twice', report.kind)) {
      const again = this.#scheduler.random.chance(0.5) ? report : { ...report, ...this.#head() };
      this.#in(RETURN_MAX_MS, () => void this.#drop(again));
    }
    return key;
  }

  #head() {
    this.#reports += 1;
    const messageId = `R${this.#reports}`;
    return { messageId, reportId: messageId, createdAt: '2020-03-02T00:00:00Z', problems: [] };
  }

  #shuffled<T>(items: readonly T[]): T[] {
    const left = [...items];
    const shuffled: T[] = [];
    while (left.length > 0) shuffled.push(...left.splice(this.#scheduler.random.int(left.length), 1));
    return shuffled;
  }

  #answerFor(endToEndId: string): BankAnswer {
    const entry = this.#book.get(endToEndId);
    if (!entry || entry.standing === 'lost') return 'unknown';
    return entry.standing === 'in-progress' ? 'in-progress' : lineOf(entry);
  }
}

const lineOf = ({ endToEndId, amountFen, standing }: BookEntry): BankLine => ({
  endToEndId,
  amountFen,
  direction: standing === 'returned' ? 'credit' : 'debit',
  status: standing === 'returned' ? 'returned' : standing === 'rejected' ? 'rejected' : 'booked',
  isReversal: false,
  ...(standing !== 'booked' && { reason: { code: 'AC01' } }),
});
