// Starts the DynamoDB engine: opens its rows, serves the AWS API, and does what time asks for (TTL, trimming).
import type { AddressInfo } from 'node:net';
import type { MessagePort } from 'node:worker_threads';
import { createLevel } from './dynalite-internals.ts';
import { answerPort } from './answer-port.ts';
import type { EngineContext } from './engine-context.ts';
import { FaultInjector } from './fault-injector.ts';
import type { FaultOptions } from './fault-injector.ts';
import { createEngineServer } from './http-server.ts';
import { IdempotencyTokens } from './idempotency-tokens.ts';
import { RowStore } from './row-store.ts';
import { StreamSequence } from './stream-sequence.ts';
import { StreamSignal } from './stream-signal.ts';
import { continueSequence, trimStreams } from './streams.ts';
import { TableCatalog } from './table-catalog.ts';
import { deleteExpired } from './time-to-live.ts';

export interface DynamoDbEngineOptions {
  /** Folder for the data; in memory when absent. */
  readonly path?: string | undefined;
  /** Port on 127.0.0.1; a free one when absent. */
  readonly port?: number | undefined;
  readonly faults?: FaultOptions | undefined;
  /** Wait for the disk at each commit: safe against a power cut too, several times slower. Off by default. */
  readonly fsync?: boolean | undefined;
  /** Shards of each stream made from now on; records of one partition key stay in one shard. */
  readonly streamShards?: number | undefined;
  /** How long stream records are kept, counted from their commit; AWS keeps 24 hours. */
  readonly streamRetentionMs?: number | undefined;
  /** How often old stream records are deleted. */
  readonly trimEveryMs?: number | undefined;
  /** How often expired items are deleted. */
  readonly ttlSweepMs?: number | undefined;
}

export interface DynamoDbEngine {
  readonly endpoint: string;
  /** Also answers requests that come over a message port, see `PortRequest`. */
  answer(port: MessagePort): void;
  close(): Promise<void>;
}

const DAY_MS = 86_400_000;
/** The first trimming waits this long, so that a reader that was off for days still finds its records. */
const TRIM_EVERY_MS = 600_000;
const TTL_SWEEP_MS = 2_000;

/** @throws Error when the folder is not readable, or when another process has it open */
export async function startDynamoDbEngine(options: DynamoDbEngineOptions = {}): Promise<DynamoDbEngine> {
  const store = new RowStore(createLevel(options.path), options.fsync);
  await store.open();
  const engine: EngineContext = {
    store,
    catalog: new TableCatalog(store, options.streamShards ?? 1),
    tokens: new IdempotencyTokens(),
    sequence: new StreamSequence(),
    signal: new StreamSignal(),
    faults: new FaultInjector(options.faults),
  };
  await engine.catalog.load();
  await engine.tokens.load(store);
  await continueSequence(engine);
  const server = createEngineServer(engine);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const stopSweep = repeat(options.ttlSweepMs ?? TTL_SWEEP_MS, () => deleteExpired(engine, Date.now()));
  const stopTrim = repeat(options.trimEveryMs ?? TRIM_EVERY_MS, () =>
    trimStreams(engine, options.streamRetentionMs ?? DAY_MS),
  );
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: (port) => answerPort(engine, port),
    close: async () => {
      await Promise.all([stopSweep(), stopTrim()]);
      engine.signal.release();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await store.close();
    },
  };
}

/** Runs a task at intervals, one at a time; the function returned stops it and waits for a run under way. */
function repeat(everyMs: number, task: () => Promise<unknown>): () => Promise<void> {
  let running: Promise<unknown> | undefined;
  const timer = setInterval(() => {
    running ??= task()
      .catch((error: unknown) => console.error('DynamoDB engine, background task:', error))
      .finally(() => (running = undefined));
  }, everyMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
