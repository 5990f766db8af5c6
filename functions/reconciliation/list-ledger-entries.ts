// Use case: the journal of one subject: every event that moved money, with its transfers.
import type { Deps } from '../deps.ts';
import type { FlowEvent, Page, PageRequest } from '../ports.ts';

export type LedgerEntry = Pick<FlowEvent, 'subject' | 'seq' | 'type' | 'at' | 'by' | 'transfers'>;

/** @param subject `budget:policy.source` or `order:id` */
export async function listLedgerEntries(
  deps: Deps,
  subject: string,
  page: PageRequest,
): Promise<Page<LedgerEntry>> {
  const { items, cursor } = await deps.store.events(subject, page);
  const entries = items.flatMap(({ seq, type, at, by, transfers }) =>
    transfers ? [{ subject, seq, type, at, by, transfers }] : [],
  );
  return { items: entries, ...(cursor !== undefined && { cursor }) };
}
