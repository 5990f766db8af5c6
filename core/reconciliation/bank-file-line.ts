// One line of a bank's file beside what it became in the books: the parse that a person reads when a file is questioned.
import * as z from 'zod';
import { daySchema, fenSchema } from '../kernel/schema.ts';
import type { BankLine, BankReport, StatusLine } from '../payment/bank-message.ts';
import type { PaymentOrder } from '../payment/payment-order.ts';
import { factOfLine, factsOfReport } from './facts-of-report.ts';
import { applyBankFact, type BankFact, type KnownPayment } from './settle-lines.ts';

/**
 * `settled` and `sent-back`: the books stand as the line says; `case`: a person's matter; `waiting`: read and not booked yet;
 * `information`: an announcement or a promise, which moves nothing.
 */
export const LINE_OUTCOMES = ['settled', 'sent-back', 'case', 'waiting', 'information'] as const;

export const bankFileLineSchema = z.strictObject({
  number: z.int(),
  endToEndId: z.string().optional(),
  amountFen: fenSchema.optional(),
  /** The bank's own word: `booked`, `returned`, `rejected`, `pending`, `accepted`, … */
  status: z.string(),
  bankReference: z.string().optional(),
  reason: z.string().optional(),
  bookingDay: z.string().optional(),
  counterparty: z.string().optional(),
  remark: z.string().optional(),
  became: z.enum(LINE_OUTCOMES),
  legId: z.string().optional(),
  orderId: z.string().optional(),
  exception: z.strictObject({ id: z.string(), state: z.enum(['open', 'closed']) }).optional(),
});
export type BankFileLine = z.infer<typeof bankFileLineSchema>;

export const bankReportHeadSchema = z.strictObject({
  kind: z.enum(['status-report', 'notification', 'statement']),
  messageId: z.string(),
  createdAt: z.string(),
  account: z.string().optional(),
  fromDay: daySchema.optional(),
  toDay: daySchema.optional(),
  openingFen: fenSchema.optional(),
  closingFen: fenSchema.optional(),
  /** Of a status report: the file it answers. */
  answers: z.string().optional(),
  groupStatus: z.string().optional(),
  lines: z.int(),
  problems: z.array(z.looseObject({ code: z.string(), path: z.string(), zh: z.string(), en: z.string() })),
});

/** A line as the bank wrote it, with the fact that it states, if it states one. */
export interface ReadLine {
  readonly raw: Pick<BankLine, 'endToEndId' | 'bookingDay' | 'counterparty' | 'remark' | 'bankReference'> & {
    readonly amountFen?: number | undefined;
    readonly status: string;
  };
  readonly fact: BankFact | undefined;
}

/** @param order the order that a status report answers: a refusal of a whole file refuses each of its payments */
export function linesOfReport(report: BankReport, order: PaymentOrder | undefined): ReadLine[] {
  if (report.kind !== 'status-report')
    return report.lines.map((line) => ({ raw: line, fact: factOfLine(line)[0] }));
  const told = report.lines.map((line: StatusLine) => ({
    raw: line,
    fact: factsOfReport({ ...report, lines: [line] })[0],
  }));
  const whole = report.lines.length === 0 ? factsOfReport(report, order) : [];
  return [
    ...told,
    ...whole.map((fact) => ({
      raw: { endToEndId: fact.endToEndId, amountFen: fact.amountFen, status: fact.kind },
      fact,
    })),
  ];
}

/** The line judged by the same rule that books it, against the books as they stand now: nothing is written. */
export function lineOutcome(
  { fact }: ReadLine,
  known: KnownPayment | undefined,
  at: string,
): { readonly became: BankFileLine['became']; readonly exceptionId?: string } {
  if (!fact) return { became: 'information' };
  const outcome = applyBankFact(fact, known, at);
  if (outcome.kind === 'exception') return { became: 'case', exceptionId: outcome.exception.id };
  if (outcome.kind === 'changed') return { became: 'waiting' };
  return { became: fact.kind === 'booked' ? 'settled' : 'sent-back' };
}
