// What DynamoDB takes in one transaction: both adapters refuse more before anything is sent, so that a test on either sees it.
import type { Commit } from '../../functions/ports.ts';

export const TRANSACTION_ITEMS_MAX = 100;

/**
 * A commit that breaks these limits is a defect of whoever composed it: it would be refused whatever is stored, and for ever.
 * @throws Error naming what the commit is about, and how many items of which kind it holds
 */
export function assertOneTransaction({
  creates = [],
  replaces = [],
  moves = [],
  checks = [],
  event,
}: Commit): void {
  const keys = [
    ...checks.map(({ kind, id }) => `${kind}:${id}`),
    ...[...creates, ...replaces].map(({ kind, entity }) => `${kind}:${entity.id}`),
    ...moves.map((move) => `budget:${move.budgetId}`),
  ];
  const what = `the transaction of ${event.type} about ${event.subject}`;
  if (keys.length + 1 > TRANSACTION_ITEMS_MAX) {
    const kinds = Map.groupBy(keys, (key) => key.slice(0, key.indexOf(':')));
    const counts = [...kinds].map(([kind, { length }]) => `${length} ${kind}`).join(', ');
    throw new Error(
      `${what} has ${keys.length + 1} items (1 event, ${counts}); DynamoDB takes ${TRANSACTION_ITEMS_MAX}`,
    );
  }
  const seen = new Set<string>();
  for (const key of keys) {
    if (seen.has(key)) throw new Error(`${what} names ${key} twice`);
    seen.add(key);
  }
}
