// What every operation of the engine works with.
import type { FaultInjector } from './fault-injector.ts';
import type { IdempotencyTokens } from './idempotency-tokens.ts';
import type { RowStore } from './row-store.ts';
import type { StreamSequence } from './stream-sequence.ts';
import type { StreamSignal } from './stream-signal.ts';
import type { TableCatalog } from './table-catalog.ts';

export interface EngineContext {
  readonly store: RowStore;
  readonly catalog: TableCatalog;
  readonly tokens: IdempotencyTokens;
  readonly sequence: StreamSequence;
  readonly signal: StreamSignal;
  readonly faults: FaultInjector;
}

/** A request's JSON as the client sent it. */
export type RawRequest = Readonly<Record<string, unknown>>;

/** The text a request came as. */
export type RequestBody = string;
