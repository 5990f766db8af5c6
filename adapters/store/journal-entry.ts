// An event with transfers is a journal entry: whatever use case wrote it, the store gives it its hash.
import { entryHash } from '../../core/ledger/journal.ts';
import type { FlowEvent } from '../../functions/ports.ts';

export const hashed = (event: FlowEvent): FlowEvent =>
  event.transfers === undefined ? event : { ...event, hash: entryHash(event) };
