// From a bank's report to facts about payments: what moved, what was refused; announcements and promises are no facts.
import type { BankLine, BankReport, Statement, StatusReport } from '../payment/bank-message.ts';
import type { DayText } from '../kernel/day.ts';
import type { OrderLine, PaymentOrder } from '../payment/payment-order.ts';
import type { BankFact } from './settle-lines.ts';

/**
 * Settling comes only from booked lines; a status report can refuse, never settle.
 * @param order the order a status report answers, for a refusal of the whole file
 */
export function factsOfReport(report: BankReport, order?: PaymentOrder): BankFact[] {
  if (report.kind !== 'status-report') return report.lines.flatMap(factOfLine);
  if (report.groupStatus === 'rejected' && report.lines.length === 0)
    return (order?.lines ?? []).map((line) => refusal(line, report));
  return report.lines.flatMap((line): BankFact[] =>
    line.status === 'rejected'
      ? [
          {
            endToEndId: line.endToEndId,
            amountFen: line.amountFen,
            kind: 'rejected',
            bankReference: line.bankReference,
            reason: reasonText(line.reason),
          },
        ]
      : [],
  );
}

/** The last business day that a statement tells of; one that names none tells of the day it was made. */
export const dayOfStatement = ({ toDay, createdAt }: Statement): DayText => toDay ?? createdAt.slice(0, 10);

/** A file refused whole refuses each of its payments. */
const refusal = ({ endToEndId, amountFen }: OrderLine, report: StatusReport): BankFact => ({
  endToEndId,
  amountFen,
  kind: 'rejected',
  reason: reasonText(report.groupReason),
});

/** A reversal or a movement that is no payment of ours still is a fact: it ends as a case when nothing matches. */
export function factOfLine(line: BankLine): BankFact[] {
  if (line.status === 'pending') return [];
  const { endToEndId, amountFen, bankReference } = line;
  return [{ endToEndId, amountFen, kind: kindOf(line), bankReference, reason: reasonText(line.reason) }];
}

const kindOf = (line: BankLine): BankFact['kind'] => {
  if (line.isReversal) return 'reversal';
  if (line.status === 'rejected') return 'rejected';
  return line.status === 'returned' || line.direction === 'credit' ? 'returned' : 'booked';
};

const reasonText = (reason: { code: string; text?: string | undefined } | undefined): string | undefined =>
  reason && (reason.text === undefined ? reason.code : `${reason.code} ${reason.text}`);
