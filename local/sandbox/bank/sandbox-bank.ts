// The sandbox bank at work: picks payment files up, books each payment at most once, leaves answers, returns and statements.
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../../../core/kernel/fault.ts';
import { hashName } from '../../../core/disbursement/end-to-end-id.ts';
import type { BankLine, PaymentFile } from '../../../core/payment/bank-message.ts';
import { BankBook, type Outcome, type Return } from './bank-book.ts';
import type { BankJournal, JournalRecord } from './bank-journal.ts';
import { changeSettings, type BankSettings } from './bank-settings.ts';
import {
  composeAnswers,
  composeReturnNotice,
  composeStatement,
  type AnswerContext,
  type AnswerFile,
} from './compose-answers.ts';
import type { Dialect } from './dialect.ts';
import type { DropBox } from './drop-box.ts';
import type { Reason } from './write-bank-report.ts';

export interface BankParts {
  readonly box: DropBox;
  /** Opens the journal, giving back what it holds. */
  readonly openJournal: (replay: (record: JournalRecord) => void) => Promise<BankJournal>;
  readonly settings: BankSettings;
  /** The business day, YYYY-MM-DD, and the minute of it in Shanghai. */
  readonly today: () => string;
  readonly minuteOfDay: () => number;
  readonly dialect: Dialect;
  readonly onFileDropped: (key: string) => void;
}

const SLOTS = 8;

export class SandboxBank {
  settings: BankSettings;
  readonly book: BankBook;
  /** Set when the journal failed: the bank stops rather than answer what it may forget. */
  failure: Error | undefined;
  private readonly parts: BankParts;
  private journal: BankJournal | undefined;
  /** Files of which bookings are on disk, and whether their answers have been left. */
  private readonly unanswered = new Map<string, Outcome[]>();
  private readonly untold = new Map<string, readonly Return[]>();
  private readonly told = new Set<string>();
  private readonly handling = new Map<string, Promise<void>>();
  /** Files that wait for their day, by key. */
  private readonly held = new Map<string, { readonly day: string; readonly ids: readonly string[] }>();
  private readonly inProgress = new Map<string, number>();
  private readonly closing = new AbortController();
  private running: Promise<void> | undefined;
  private isAwake = false;
  private freeSlots = SLOTS;
  private readonly slotQueue: (() => void)[] = [];

  constructor(parts: BankParts) {
    this.parts = parts;
    this.settings = parts.settings;
    this.book = new BankBook(() => this.settings);
  }

  /** Reads the journal back, and leaves again every answer that a kill may have swallowed. */
  async start(): Promise<void> {
    this.journal = await this.parts.openJournal((record) => this.replay(record));
    for (const [messageId, outcomes] of this.unanswered)
      this.follow(`answer ${messageId}`, () => this.answer(messageId, outcomes));
    for (const [id, returns] of this.untold)
      this.follow(`returns ${id}`, () => this.tellReturns(id, returns));
    this.wake();
  }

  /** Looks at the folder and the calendar now; calls that come while it looks make it look once more. */
  wake(): void {
    this.isAwake = true;
    this.running ??= this.look();
  }

  /** Resolves when every file seen so far has been answered. */
  async settle(): Promise<void> {
    this.wake();
    while (this.running !== undefined || this.handling.size > 0) {
      await this.running;
      await Promise.all(this.handling.values());
    }
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.running;
    await Promise.all(this.handling.values());
    await this.journal?.close();
  }

  ask(endToEndId: string): { state: 'unknown' | 'in-progress' } | { state: 'known'; line: BankLine } {
    if (this.inProgress.has(endToEndId)) return { state: 'in-progress' };
    const line = this.book.lineOf(endToEndId);
    return line === undefined ? { state: 'unknown' } : { state: 'known', line };
  }

  change(change: unknown): BankSettings {
    this.settings = changeSettings(this.settings, change);
    return this.settings;
  }

  /** Leaves the statements of a day, of every account that has moved on it; also before the day has ended. @returns the keys */
  async emitStatement(day: string): Promise<string[]> {
    const files = this.book
      .accounts()
      .filter((account) => this.book.days(account).includes(day))
      .flatMap((account) => composeStatement(this.book, account, day, this.context()));
    await this.leave(files);
    return files.map(({ key }) => key);
  }

  /** Gives one booked payment back now. @returns false when there is nothing to give back */
  async giveBack(endToEndId: string, reason: Reason): Promise<boolean> {
    const back = this.book.returnable(endToEndId, this.parts.today(), reason);
    if (back === undefined) return false;
    await this.bookReturns([back]);
    return true;
  }

  private replay(record: JournalRecord): void {
    if (record.kind === 'file') {
      for (const booking of record.fresh) this.book.enter(booking, record.atMs);
      const conflicts = new Set(record.conflicts);
      const outcomes = record.ids.flatMap((id) => {
        const booking = this.book.bookingOf(id);
        return booking === undefined
          ? []
          : [{ payment: booking.payment, booking, isConflict: conflicts.has(id) }];
      });
      this.unanswered.set(record.messageId, outcomes);
    } else if (record.kind === 'answered') this.unanswered.delete(record.messageId);
    else if (record.kind === 'returns') {
      for (const back of record.returns) this.book.enterReturn(back);
      this.untold.set(record.id, record.returns);
    } else {
      this.untold.delete(record.id);
      this.told.add(record.id);
    }
  }

  private async look(): Promise<void> {
    try {
      while (this.isAwake && this.failure === undefined && !this.closing.signal.aborted) {
        this.isAwake = false;
        for (const key of await this.parts.box.list(this.parts.dialect.outFolder)) {
          if (this.handling.has(key) || (this.held.get(key)?.day ?? '') > this.parts.today()) continue;
          this.follow(key, () => this.handle(key));
        }
        const due = this.book.dueReturns(this.parts.today(), Date.now());
        if (due.length > 0) await this.bookReturns(due);
        this.closeDays();
      }
    } catch (error) {
      this.report(error);
    } finally {
      this.running = undefined;
    }
  }

  /** Runs a task in the background under a name, so that one file is never handled twice at once. */
  private follow(name: string, task: () => Promise<void>): void {
    const run = task()
      .catch((error: unknown) => this.report(error))
      .finally(() => this.handling.delete(name));
    this.handling.set(name, run);
  }

  /** A bucket that fails is tried again at the next look; what lies in it is not lost. */
  private report(error: unknown): void {
    if (this.closing.signal.aborted) return;
    console.error('sandbox bank:', error instanceof Error ? error.message : error);
  }

  private async handle(key: string): Promise<void> {
    const bytes = await this.inSlot(() => this.parts.box.get(key));
    if (bytes === undefined) return;
    const file = readOrRefuse(this.parts.dialect, bytes);
    if (file === undefined) {
      const { outFolder, refusedFolder } = this.parts.dialect;
      await this.parts.box.put(refusedFolder + key.slice(outFolder.length), bytes);
      await this.parts.box.remove(key);
      return;
    }
    if (this.mustWait(key, file)) return;
    const outcomes = await this.bookFile(file);
    await this.answer(file.messageId, outcomes);
    await this.inSlot(() => this.parts.box.remove(key));
  }

  /** Holds a file until the day on which it may be worked on; its payments count as in progress meanwhile. */
  private mustWait(key: string, file: PaymentFile): boolean {
    const held = this.held.get(key);
    if (held !== undefined) {
      this.held.delete(key);
      this.endProgress(held.ids);
      return false;
    }
    const today = this.parts.today();
    const day = this.parts.dialect.workableFrom(file, today, this.parts.minuteOfDay());
    if (day <= today) return false;
    const ids = file.payments.map(({ endToEndId }) => endToEndId);
    this.held.set(key, { day, ids });
    this.beginProgress(ids);
    return true;
  }

  /** Books a file's payments; they count as in progress until the journal has them on disk. */
  private async bookFile(file: PaymentFile): Promise<Outcome[]> {
    const ids = file.payments.map(({ endToEndId }) => endToEndId);
    this.beginProgress(ids);
    try {
      await this.pause(this.settings.delayMs);
      const { outcomes, fresh } = this.book.decide(file, this.parts.today());
      const atMs = Date.now();
      for (const booking of fresh) this.book.enter(booking, atMs);
      const conflicts = outcomes
        .filter(({ isConflict }) => isConflict)
        .map(({ payment }) => payment.endToEndId);
      await this.write({ kind: 'file', messageId: file.messageId, atMs, ids, conflicts, fresh });
      return outcomes;
    } finally {
      this.endProgress(ids);
    }
  }

  private beginProgress(ids: readonly string[]): void {
    for (const id of ids) this.inProgress.set(id, (this.inProgress.get(id) ?? 0) + 1);
  }

  private endProgress(ids: readonly string[]): void {
    for (const id of ids) {
      const left = (this.inProgress.get(id) ?? 1) - 1;
      if (left === 0) this.inProgress.delete(id);
      else this.inProgress.set(id, left);
    }
  }

  private async answer(messageId: string, outcomes: readonly Outcome[]): Promise<void> {
    await this.leave(composeAnswers(messageId, outcomes, this.context()));
    await this.write({ kind: 'answered', messageId });
    this.unanswered.delete(messageId);
  }

  private async bookReturns(returns: readonly Return[]): Promise<void> {
    for (const back of returns) this.book.enterReturn(back);
    const id = hashName('sandbox-returns', [returns.map(({ endToEndId }) => endToEndId)]);
    await this.write({ kind: 'returns', id, returns });
    await this.tellReturns(id, returns);
  }

  private async tellReturns(id: string, returns: readonly Return[]): Promise<void> {
    const byAccount = new Map<
      string,
      { booking: NonNullable<ReturnType<BankBook['bookingOf']>>; back: Return }[]
    >();
    for (const back of returns) {
      const booking = this.book.bookingOf(back.endToEndId);
      if (booking === undefined) continue;
      byAccount.set(booking.payerAccount, [
        ...(byAccount.get(booking.payerAccount) ?? []),
        { booking, back },
      ]);
    }
    const context = this.context();
    await this.leave(
      [...byAccount].map(([account, some]) => composeReturnNotice(id, account, some, context)),
    );
    await this.write({ kind: 'told', id });
    this.untold.delete(id);
  }

  /** Leaves the statement of every day that has ended, once. */
  private closeDays(): void {
    const today = this.parts.today();
    for (const account of this.book.accounts())
      for (const day of this.book.days(account)) {
        const id = `statement ${account} ${day}`;
        if (day >= today || this.told.has(id) || this.handling.has(id)) continue;
        this.follow(id, async () => {
          await this.pause(this.settings.statementDelayMs);
          await this.leave(composeStatement(this.book, account, day, this.context()));
          await this.write({ kind: 'told', id });
          this.told.add(id);
        });
      }
  }

  private async leave(files: readonly AnswerFile[]): Promise<void> {
    const begunMs = Date.now();
    for (const file of [...files].sort((a, b) => a.afterMs - b.afterMs)) {
      await this.pause(begunMs + file.afterMs - Date.now());
      await this.inSlot(() => this.parts.box.put(file.key, file.bytes));
      this.parts.onFileDropped(file.key);
    }
  }

  private async write(record: JournalRecord): Promise<void> {
    if (this.journal === undefined) throw new Error('the bank has not been started');
    try {
      await this.journal.append(record);
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error(String(error));
      throw error;
    }
  }

  /** Bounds the requests in flight; a pause never holds a slot. */
  private async inSlot<T>(work: () => Promise<T>): Promise<T> {
    if (this.freeSlots > 0) this.freeSlots -= 1;
    else await new Promise<void>((free) => this.slotQueue.push(free));
    try {
      return await work();
    } finally {
      const next = this.slotQueue.shift();
      if (next === undefined) this.freeSlots += 1;
      else next();
    }
  }

  private async pause(ms: number): Promise<void> {
    if (ms > 0) await sleep(ms, undefined, { signal: this.closing.signal });
  }

  /** In what words and under which settings an answer made now is made. */
  context(): AnswerContext {
    return { dialect: this.parts.dialect, settings: this.settings, createdAt: this.instant() };
  }

  /** Now, on the business day, in Shanghai's time. */
  private instant(): string {
    const clock = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(11, 23);
    return `${this.parts.today()}T${clock}+08:00`;
  }
}

function readOrRefuse(dialect: Dialect, bytes: Uint8Array): PaymentFile | undefined {
  try {
    return dialect.read(bytes);
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}
