// What an engine is known not to do. A check listed here must fail: once it passes, this list is wrong and the run is red.
import { it } from 'vitest';

export type KnownGaps = Readonly<Record<string, string>>;

/** The embedded DynamoDB engine: declared not needed by Zhida, and refused with a clear error. */
export const EMBEDDED_DYNAMODB_GAPS: KnownGaps = {
  'PartiQL reads an item': 'PartiQL is not used',
  'PartiQL writes an item in a transaction': 'PartiQL is not used',
  'an index can be added to a table that has items':
    'indexes are fixed when a table is made; a new table is cheap here',
};

/** AWS's DynamoDB Local 3.3, the referee. */
export const DYNAMODB_LOCAL_GAPS: KnownGaps = {
  'an expired item is deleted': 'DynamoDB Local does not delete it within 20 s',
  'tags and point-in-time recovery are accepted': 'DynamoDB Local refuses tagging',
};

/** fauxqs 2.4.1 with its queues in memory. */
export const FAUXQS_GAPS: KnownGaps = {
  'dead letters can be moved back by a task': 'no StartMessageMoveTask; Zhida re-emits from state instead',
  'the sources of dead letters are listed':
    'no ListDeadLetterSourceQueues; Zhida knows them from the manifest',
  'a FIFO receive returns several messages of one group':
    'one message of a group at a time, which is allowed but slower',
  'a receipt handle that was never given is refused': 'unknown handles are accepted without effect',
};

/** Declares one check, expected to fail when the list names it. */
export function check(gaps: KnownGaps, name: string, run: () => Promise<void>, timeoutMs?: number): void {
  const gap = gaps[name];
  if (gap === undefined) it(name, run, timeoutMs);
  else it.fails(`${name} (known gap: ${gap})`, run, timeoutMs);
}
