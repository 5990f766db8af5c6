// What two people may do with a bank line that matches nothing: say which payment it is, or that the bank takes it back.
import * as z from 'zod';
import { Fault } from '../kernel/fault.ts';
import { closeCase, type CaseSettlement, type ExceptionCase } from '../kernel/exception-case.ts';
import type { BankFact } from './settle-lines.ts';

/** Cases that a line of a bank's file opened; anything else is closed by its owner with words. */
const OF_BANK_LINES = [
  'unmatched-line',
  'wrong-amount',
  'contradicting-line',
  'booked-after-return',
  'bank-reversal',
];
/** Only a line that names no payment may be given one: the others name theirs, and disagree with it. */
const ATTACHABLE = 'unmatched-line';

const factSchema = z.looseObject({
  endToEndId: z.string().optional(),
  amountFen: z.int().optional(),
  kind: z.enum(['booked', 'returned', 'rejected', 'reversal']),
  bankReference: z.string().optional(),
  reason: z.string().optional(),
});

/** The bank's line as it came, from the case's evidence. @throws Fault unprocessable when the case is about no line */
export function factOfCase({ reason, evidence }: ExceptionCase): BankFact {
  const parsed = OF_BANK_LINES.includes(reason) ? factSchema.safeParse(evidence) : undefined;
  if (!parsed?.success)
    throw notPossible(
      '此事项不是银行流水，请写明处理结果后办结',
      'This case is about no bank line; close it with words',
    );
  const { endToEndId, amountFen, kind, bankReference, reason: why } = parsed.data;
  return {
    endToEndId,
    amountFen,
    kind,
    ...(bankReference !== undefined && { bankReference }),
    ...(why !== undefined && { reason: why }),
  };
}

export type SettlementAsk = Pick<CaseSettlement, 'kind' | 'legId' | 'reason'>;

/** @throws Fault unprocessable for a closed case, one that is no bank line, or a payment named where none may be */
export function proposeSettlement(
  found: ExceptionCase,
  { kind, legId, reason }: SettlementAsk,
  by: string,
  at: string,
): ExceptionCase {
  assertOpen(found);
  const fact = factOfCase(found);
  if (kind === 'attach') {
    if (found.reason !== ATTACHABLE)
      throw notPossible(
        '该流水已指明付款，不能改挂',
        'The line names its payment; it cannot be given another',
      );
    if (fact.amountFen === undefined)
      throw notPossible('该流水没有金额，不能挂账', 'The line states no amount and cannot be attached');
    if (legId === undefined) throw notPossible('请指明付款', 'Name the payment');
  }
  return {
    ...found,
    version: found.version + 1,
    settlement: {
      kind,
      reason,
      proposedBy: by,
      proposedAt: at,
      ...(kind === 'attach' && legId !== undefined && { legId }),
    },
  };
}

/** The second person's word closes the case. @throws Fault unprocessable without a proposal, forbidden for who made it */
export function approveSettlement(found: ExceptionCase, by: string, at: string): ExceptionCase {
  assertOpen(found);
  const { settlement } = found;
  if (!settlement) throw notPossible('没有待批准的处理方案', 'Nothing is proposed for this case');
  if (settlement.proposedBy === by)
    throw new Fault('forbidden', {
      reason: 'same-person',
      zh: '提出处理方案的人不能自行批准',
      en: 'Who proposed it may not approve it',
    });
  return {
    ...closeCase(found, by, at, settlement.reason),
    settlement: { ...settlement, approvedBy: by },
  };
}

function assertOpen({ state }: ExceptionCase): void {
  if (state === 'closed') throw notPossible('此事项已办结', 'This case is closed already');
}

const notPossible = (zh: string, en: string): Fault =>
  new Fault('unprocessable', { reason: 'no-settlement', zh, en });
