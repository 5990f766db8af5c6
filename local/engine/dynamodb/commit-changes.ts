// Decides and commits in one turn of the event loop: the only way items are written.
import { rowsOfChanges } from './change-rows.ts';
import type { LevelOperation } from './dynalite-internals.ts';
import type { EngineContext } from './engine-context.ts';
import type { ItemChange } from './evaluate-write.ts';

/** What a request decided: its changes, and rows of its own (the idempotency token) for the same commit. */
export interface Decision {
  readonly changes: readonly ItemChange[];
  readonly extraRows?: readonly LevelOperation[];
}

/**
 * Runs `decide` on the accepted rows and hands its changes over as one atomic commit, with nothing in between, so that
 * concurrent requests cannot decide on the same rows. Resolves when the commit is durable.
 * A refusal may rest on rows that are accepted but not durable yet: it is told only once they are.
 * @throws what `decide` throws
 */
export async function decideAndCommit<Made extends Decision>(
  engine: EngineContext,
  decide: () => Made,
): Promise<Made> {
  let decision: Made;
  try {
    decision = decide();
  } catch (error) {
    await engine.store.settled();
    throw error;
  }
  const rows = [
    ...rowsOfChanges(decision.changes, engine.sequence, Date.now()),
    ...(decision.extraRows ?? []),
  ];
  if (rows.length === 0) {
    await engine.store.settled();
    return decision;
  }
  await engine.store.commit(rows);
  for (const { table } of decision.changes) if (table.streamView) engine.signal.notify(table.name);
  return decision;
}
