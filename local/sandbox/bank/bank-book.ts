// The sandbox bank's books: every payment at most once, balances and days; plain memory, told each fact once by whoever keeps it.
import { isDeepStrictEqual } from 'node:util';
import { hashName } from '../../../core/disbursement/end-to-end-id.ts';
import type { BankLine, Payment, PaymentFile } from '../../../core/payment/bank-message.ts';
import { befalls, type BankSettings } from './bank-settings.ts';
import { payeeDefect } from './sandbox-account.ts';
import type { AccountEntry, Reason } from './write-bank-report.ts';

/** What the bank did about one EndToEndId, once and for ever. */
export interface Booking {
  readonly payment: Payment;
  readonly payerAccount: string;
  readonly day: string;
  readonly bankReference: string;
  /** Absent when the money moved. */
  readonly rejection?: Reason;
}
/** Money of a booking that came back. */
export interface Return {
  readonly endToEndId: string;
  readonly day: string;
  readonly bankReference: string;
  readonly reason: Reason;
}
/** An account whose state a tester has set: closed and frozen ones refuse, a name that differs refuses. */
export interface SetAccount {
  readonly account: string;
  readonly state: 'open' | 'closed' | 'frozen';
  readonly name?: string | undefined;
}
/** The bank's answer to one payment of one file: its booking, or that the id stands for something else. */
export interface Outcome {
  readonly payment: Payment;
  readonly booking: Booking;
  readonly isConflict: boolean;
}

export class BankBook {
  private readonly bookings = new Map<string, Booking>();
  private readonly returns = new Map<string, Return>();
  /** Bookings of the seed's choosing that will come back, and when they were booked in real time. */
  private readonly comingBack = new Map<string, number>();
  private readonly movements = new Map<string, Map<string, AccountEntry[]>>();
  private readonly balances = new Map<string, number>();
  /** 指标文号 → booked and not given back. */
  private readonly quotaUse = new Map<string, number>();
  private readonly setAccounts = new Map<string, SetAccount>();
  private readonly settings: () => BankSettings;

  constructor(settings: () => BankSettings) {
    this.settings = settings;
  }

  /** Decides a file's payments without recording anything. @returns every payment's outcome and the bookings that are new. */
  decide(file: PaymentFile, day: string): { outcomes: Outcome[]; fresh: Booking[] } {
    const fresh = new Map<string, Booking>();
    let balanceFen = this.balanceOf(file.debtor.account);
    const quotaUse = new Map(this.quotaUse);
    const outcomes = file.payments.map((payment): Outcome => {
      const known = this.bookings.get(payment.endToEndId) ?? fresh.get(payment.endToEndId);
      if (known !== undefined)
        return { payment, booking: known, isConflict: !isSame(known, payment, file.debtor.account) };
      const rejection = this.rejectionOf(payment, balanceFen) ?? this.quotaDefect(payment, quotaUse);
      if (rejection === undefined) {
        balanceFen -= payment.amountFen;
        useQuota(quotaUse, payment, payment.amountFen);
      }
      const bankReference = `B${hashName('sandbox-booking', [payment.endToEndId]).slice(0, 19)}`;
      const booking = {
        payment,
        payerAccount: file.debtor.account,
        day,
        bankReference,
        ...(rejection ? { rejection } : {}),
      };
      fresh.set(payment.endToEndId, booking);
      return { payment, booking, isConflict: false };
    });
    return { outcomes, fresh: [...fresh.values()] };
  }

  /** Enters a booking; a second one for the same id is a defect of the caller. `atMs` is real time. */
  enter(booking: Booking, atMs: number): void {
    const { payment, payerAccount, rejection, day } = booking;
    if (this.bookings.has(payment.endToEndId)) throw new Error(`booked twice: ${payment.endToEndId}`);
    this.bookings.set(payment.endToEndId, booking);
    if (rejection !== undefined) return;
    this.balances.set(payerAccount, this.balanceOf(payerAccount) - payment.amountFen);
    useQuota(this.quotaUse, payment, payment.amountFen);
    this.move(payerAccount, day, debitEntry(booking));
    const { seed, returnRate } = this.settings();
    if (befalls(seed, 'return', payment.endToEndId, returnRate))
      this.comingBack.set(payment.endToEndId, atMs);
  }

  /** The returns that are due on a day and at an instant of real time; not entered yet. */
  dueReturns(day: string, nowMs: number): Return[] {
    const { returnAfterDays, returnDelayMs } = this.settings();
    const due: Return[] = [];
    for (const [endToEndId, bookedAtMs] of this.comingBack) {
      const booking = this.bookings.get(endToEndId);
      if (
        booking === undefined ||
        nowMs < bookedAtMs + returnDelayMs ||
        addDays(booking.day, returnAfterDays) > day
      )
        continue;
      due.push(returnOf(booking, day, { code: 'AC04', text: '收款账户已销户，退汇' }));
    }
    return due;
  }

  enterReturn(back: Return): void {
    const booking = this.bookings.get(back.endToEndId);
    if (booking === undefined || booking.rejection !== undefined)
      throw new Error(`nothing to return: ${back.endToEndId}`);
    this.comingBack.delete(back.endToEndId);
    if (this.returns.has(back.endToEndId)) return;
    this.returns.set(back.endToEndId, back);
    this.balances.set(booking.payerAccount, this.balanceOf(booking.payerAccount) + booking.payment.amountFen);
    // 当年退款 restores the 指标.
    useQuota(this.quotaUse, booking.payment, -booking.payment.amountFen);
    this.move(booking.payerAccount, back.day, returnEntry(booking, back));
  }

  /** A tester's own return of a booked payment, whatever the seed says; undefined when there is nothing to return. */
  returnable(endToEndId: string, day: string, reason: Reason): Return | undefined {
    const booking = this.bookings.get(endToEndId);
    if (booking === undefined || booking.rejection !== undefined || this.returns.has(endToEndId))
      return undefined;
    return returnOf(booking, day, reason);
  }

  bookingOf(endToEndId: string): Booking | undefined {
    return this.bookings.get(endToEndId);
  }

  setAccount(account: SetAccount): void {
    this.setAccounts.set(account.account, account);
  }

  /** What the bank says of one payment when asked. */
  lineOf(endToEndId: string): BankLine | undefined {
    const booking = this.bookings.get(endToEndId);
    if (booking === undefined) return undefined;
    const { payment, rejection } = booking;
    const back = this.returns.get(endToEndId);
    const common = {
      endToEndId,
      amountFen: payment.amountFen,
      isReversal: false,
      counterparty: { name: payment.creditor.name, account: payment.creditor.account },
      remark: payment.remark,
    };
    if (back !== undefined) {
      const { day, bankReference, reason } = back;
      return {
        ...common,
        direction: 'credit',
        status: 'returned',
        bankReference,
        bookingDay: day,
        valueDay: day,
        reason: { ...reason },
      };
    }
    const { day, bankReference } = booking;
    if (rejection !== undefined)
      return { ...common, direction: 'debit', status: 'rejected', reason: { ...rejection } };
    return { ...common, direction: 'debit', status: 'booked', bankReference, bookingDay: day, valueDay: day };
  }

  balanceOf(account: string): number {
    return this.balances.get(account) ?? this.settings().openingBalanceFen;
  }

  /** All that ever left an account and came back to it, to compare with the payer's ledger. */
  totalsOf(account: string): {
    paidCount: number;
    paidFen: number;
    returnedCount: number;
    returnedFen: number;
  } {
    const totals = { paidCount: 0, paidFen: 0, returnedCount: 0, returnedFen: 0 };
    for (const entries of this.movements.get(account)?.values() ?? [])
      for (const { direction, amountFen } of entries) {
        totals[direction === 'debit' ? 'paidCount' : 'returnedCount'] += 1;
        totals[direction === 'debit' ? 'paidFen' : 'returnedFen'] += amountFen;
      }
    return totals;
  }

  accounts(): string[] {
    return [...this.balances.keys()].sort();
  }

  days(account: string): string[] {
    return [...(this.movements.get(account)?.keys() ?? [])].sort();
  }

  /** All movements of an account on a day with its balances before the first and after the last. */
  dayOf(account: string, day: string): { openingFen: number; closingFen: number; entries: AccountEntry[] } {
    const all = this.movements.get(account) ?? new Map<string, AccountEntry[]>();
    let openingFen = this.settings().openingBalanceFen;
    for (const [earlier, movements] of all) if (earlier < day) openingFen += netOf(movements);
    const movements = all.get(day) ?? [];
    return { openingFen, closingFen: openingFen + netOf(movements), entries: [...movements] };
  }

  private rejectionOf(payment: Payment, balanceFen: number): Reason | undefined {
    const { creditor, endToEndId, amountFen } = payment;
    const defect = payeeDefect(creditor);
    if (defect !== undefined) return defect;
    const set = this.setAccounts.get(creditor.account);
    if (set?.state === 'closed') return { code: 'AC04', text: '收款账户已销户' };
    if (set?.state === 'frozen') return { code: 'AC06', text: '收款账户已冻结' };
    if (set?.name !== undefined && set.name !== creditor.name)
      return { code: 'BE01', text: '收款户名与账号不符' };
    if (balanceFen < amountFen) return { code: 'AM04', text: '付款账户余额不足' };
    const { seed, rejectRate } = this.settings();
    return befalls(seed, 'reject', endToEndId, rejectRate)
      ? { code: 'AC06', text: '收款账户暂停非柜面业务' }
      : undefined;
  }

  private quotaDefect(payment: Payment, use: ReadonlyMap<string, number>): Reason | undefined {
    const { quotaNumber = '' } = payment.appropriation ?? {};
    const quotaFen = this.settings().quotas[quotaNumber];
    if (quotaFen === undefined || (use.get(quotaNumber) ?? 0) + payment.amountFen <= quotaFen)
      return undefined;
    return { code: 'AM14', text: '指标可用额度不足' };
  }

  private move(account: string, day: string, entry: AccountEntry): void {
    const days = this.movements.get(account) ?? new Map<string, AccountEntry[]>();
    this.movements.set(account, days);
    const movements = days.get(day);
    if (movements === undefined) days.set(day, [entry]);
    else movements.push(entry);
  }
}

function useQuota(use: Map<string, number>, { appropriation }: Payment, amountFen: number): void {
  if (appropriation === undefined) return;
  use.set(appropriation.quotaNumber, (use.get(appropriation.quotaNumber) ?? 0) + amountFen);
}

const netOf = (movements: readonly AccountEntry[]): number =>
  movements.reduce(
    (sum, entry) => sum + (entry.direction === 'credit' ? entry.amountFen : -entry.amountFen),
    0,
  );

const entryOf = ({ payment }: Booking) => ({
  endToEndId: payment.endToEndId,
  amountFen: payment.amountFen,
  counterparty: { name: payment.creditor.name, account: payment.creditor.account },
  remark: payment.remark,
  ...(payment.appropriation === undefined ? {} : { appropriation: payment.appropriation }),
});

/** The debit as notification and statement show it. */
export const debitEntry = (booking: Booking): AccountEntry => ({
  ...entryOf(booking),
  direction: 'debit',
  bankReference: booking.bankReference,
  day: booking.day,
});

export const returnEntry = (booking: Booking, { bankReference, day, reason }: Return): AccountEntry => ({
  ...entryOf(booking),
  direction: 'credit',
  bankReference,
  day,
  returnReason: reason,
});

const returnOf = ({ payment }: Booking, day: string, reason: Reason): Return => ({
  endToEndId: payment.endToEndId,
  day,
  bankReference: `R${hashName('sandbox-return', [payment.endToEndId]).slice(0, 19)}`,
  reason,
});

/** The same id with the same content: the day and the file it comes in do not matter. */
function isSame(booking: Booking, payment: Payment, payerAccount: string): boolean {
  const known = booking.payment;
  return (
    booking.payerAccount === payerAccount &&
    known.amountFen === payment.amountFen &&
    known.remark === payment.remark &&
    isDeepStrictEqual(known.appropriation, payment.appropriation) &&
    known.creditor.name === payment.creditor.name &&
    known.creditor.account === payment.creditor.account &&
    known.creditor.clearingMember === payment.creditor.clearingMember
  );
}

const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
