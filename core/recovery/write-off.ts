// Writing off what can no longer be collected: one person asks with a reason, another approves, and both stay in sight for good.
import { Fault } from '../kernel/fault.ts';
import { ZERO_FEN } from '../kernel/fen.ts';
import type { Transfer } from '../ledger/transfer.ts';
import { assertState, owedFen, parted, repaidFen, type Recovery } from './recovery.ts';

/** Asked again, the later reason counts. @throws Fault unprocessable unless something is owed */
export function askWriteOff(
  recovery: Recovery,
  { reason, by, at }: { readonly reason: string; readonly by: string; readonly at: string },
): Recovery {
  assertState(recovery, 'receivable');
  return {
    ...recovery,
    version: recovery.version + 1,
    writeOff: { reason, requestedBy: by, requestedAt: at, amountFen: ZERO_FEN },
  };
}

/**
 * What is still owed leaves the receivable by a transfer of its own; what came back before stays where it is.
 * @throws Fault forbidden for who asked | unprocessable when nobody asked, or the debt was paid meanwhile
 */
export function approveWriteOff(
  recovery: Recovery,
  by: string,
  at: string,
): { recovery: Recovery; transfers: Transfer[] } {
  assertState(recovery, 'receivable');
  const { writeOff } = recovery;
  if (!writeOff)
    throw new Fault('unprocessable', {
      reason: 'not-requested',
      zh: '没有待批准的核销申请',
      en: 'No write-off waits for approval',
    });
  if (writeOff.requestedBy === by)
    throw new Fault('forbidden', {
      reason: 'same-person',
      zh: '申请核销的人不能自行批准',
      en: 'Who asked for the write-off may not approve it',
    });
  const amountFen = owedFen(recovery);
  const transfers = parted(recovery.shares, repaidFen(recovery), amountFen).map((part) => ({
    id: `recovery/${recovery.id}/write-off/${part.budgetId}`,
    kind: 'write-off' as const,
    ...part,
  }));
  const next: Recovery = {
    ...recovery,
    version: recovery.version + 1,
    state: 'written-off',
    writeOff: { ...writeOff, approvedBy: by, approvedAt: at, amountFen },
  };
  return { recovery: next, transfers };
}
