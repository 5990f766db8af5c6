// Feeds a function from a table's stream as an event source mapping does: in order, retries, halving, a failure queue.
import { setTimeout as sleep } from 'node:timers/promises';
import {
  DescribeStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type DynamoDBStreamsClient,
  type _Record as StreamRecord,
} from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBBatchResponse } from 'aws-lambda';
import type { Checkpoint } from './checkpoint-file.ts';
import type { Running } from './poll-queue.ts';
import type { HostedFunction, HostLog } from './run-function.ts';

export interface StreamFeed {
  readonly streamArn: string;
  readonly batchSize: number;
  /** Whether the function wants a record; others are passed over without a call, as by a filter of the mapping. */
  wants(record: StreamRecord): boolean;
  /** Resolves when there may be more to read. */
  waitForMore(signal: AbortSignal): Promise<void>;
  /** Takes a record that failed too often. */
  toFailureQueue(record: StreamRecord, error: unknown): Promise<void>;
  readonly checkpoint: Checkpoint;
}

const RETRIES_MAX = 10;
const BACKOFF_FIRST_MS = 50;
const BACKOFF_MAX_MS = 2_000;
const SHARDS_AGAIN_MS = 1_000;

const sequenceOf = (record: StreamRecord): string => record.dynamodb?.SequenceNumber ?? '';
const isTrimmed = (error: unknown): boolean =>
  error instanceof Error && error.name === 'TrimmedDataAccessException';

class StreamReader implements Running {
  readonly #stopping = new AbortController();
  readonly #shards = new Set<string>();
  readonly #streams: DynamoDBStreamsClient;
  readonly #called: HostedFunction;
  readonly #feed: StreamFeed;
  readonly #log: HostLog;
  readonly #loop: Promise<void>;

  constructor(streams: DynamoDBStreamsClient, called: HostedFunction, feed: StreamFeed, log: HostLog) {
    this.#streams = streams;
    this.#called = called;
    this.#feed = feed;
    this.#log = log;
    this.#loop = this.#readShards();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#loop;
    await this.#feed.checkpoint.flush();
  }

  get #isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  async #pause(durationMs: number): Promise<void> {
    await sleep(durationMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }

  /** Reads every shard beside the others, and those that appear later. */
  async #readShards(): Promise<void> {
    const reading: Promise<void>[] = [];
    while (!this.#isStopping) {
      try {
        const { StreamDescription } = await this.#streams.send(
          new DescribeStreamCommand({ StreamArn: this.#feed.streamArn }),
        );
        for (const { ShardId = '' } of StreamDescription?.Shards ?? []) {
          if (this.#shards.has(ShardId)) continue;
          this.#shards.add(ShardId);
          reading.push(this.#readShard(ShardId));
        }
      } catch (error) {
        this.#log(`stream of ${this.#called.row.name}`, error);
      }
      await this.#pause(SHARDS_AGAIN_MS);
    }
    await Promise.all(reading);
  }

  async #readShard(shardId: string): Promise<void> {
    let iterator: string | undefined;
    while (!this.#isStopping) {
      try {
        iterator ??= await this.#iteratorOf(shardId);
        const page = await this.#streams.send(
          new GetRecordsCommand({ ShardIterator: iterator, Limit: 1000 }),
        );
        const records = page.Records ?? [];
        await this.#deliverPage(shardId, records);
        if (page.NextShardIterator === undefined) return;
        iterator = page.NextShardIterator;
        if (records.length === 0) await this.#feed.waitForMore(this.#stopping.signal);
      } catch (error) {
        if (this.#isStopping) return;
        this.#log(`stream of ${this.#called.row.name}`, error);
        iterator = undefined;
        await this.#pause(BACKOFF_FIRST_MS * 10);
      }
    }
  }

  /** After the checkpoint, or from the oldest record that the stream still holds. */
  async #iteratorOf(shardId: string): Promise<string | undefined> {
    const after = this.#feed.checkpoint.after(shardId);
    const shard = { StreamArn: this.#feed.streamArn, ShardId: shardId };
    const oldest = new GetShardIteratorCommand({ ...shard, ShardIteratorType: 'TRIM_HORIZON' });
    if (after === undefined) return (await this.#streams.send(oldest)).ShardIterator;
    try {
      const next = new GetShardIteratorCommand({
        ...shard,
        ShardIteratorType: 'AFTER_SEQUENCE_NUMBER',
        SequenceNumber: after,
      });
      return (await this.#streams.send(next)).ShardIterator;
    } catch (error) {
      if (!isTrimmed(error)) throw error;
      return (await this.#streams.send(oldest)).ShardIterator;
    }
  }

  async #deliverPage(shardId: string, records: readonly StreamRecord[]): Promise<void> {
    const wanted = records.filter((record) => this.#feed.wants(record));
    for (let at = 0; at < wanted.length && !this.#isStopping; at += this.#feed.batchSize) {
      const batch = wanted.slice(at, at + this.#feed.batchSize);
      await this.#deliver(batch);
      if (this.#isStopping) return;
      this.#feed.checkpoint.advance(shardId, sequenceOf(batch.at(-1) ?? {}));
    }
    const last = records.at(-1);
    if (last && !this.#isStopping) this.#feed.checkpoint.advance(shardId, sequenceOf(last));
  }

  /**
   * Delivers until every record is done or given up. A failure named by its sequence number is retried from there; when
   * the whole call fails the batch is halved, so that in the end the record to blame stands alone.
   */
  async #deliver(batch: readonly StreamRecord[]): Promise<void> {
    let rest = batch;
    for (let attempt = 1; rest.length > 0 && !this.#isStopping; attempt++) {
      const outcome = await this.#invoke(rest);
      if (outcome.failedAt > 0) attempt = 1;
      rest = rest.slice(outcome.failedAt);
      if (rest.length === 0) return;
      if (outcome.threw && rest.length > 1) {
        const middle = Math.ceil(rest.length / 2);
        await this.#deliver(rest.slice(0, middle));
        return this.#deliver(rest.slice(middle));
      }
      if (attempt > RETRIES_MAX) {
        await this.#giveUp(rest[0] ?? {}, outcome.error);
        rest = rest.slice(1);
        attempt = 0;
      } else await this.#pause(Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** (attempt - 1)));
    }
  }

  /** Where the batch failed first (its length when it did not), and whether the call itself did. */
  async #invoke(
    batch: readonly StreamRecord[],
  ): Promise<{ failedAt: number; threw: boolean; error?: unknown }> {
    try {
      const Records = batch.map((record) => ({
        ...record,
        eventSource: 'aws:dynamodb',
        eventSourceARN: this.#feed.streamArn,
      }));
      const response = (await this.#called.invoke({ Records })) as DynamoDBBatchResponse | undefined;
      const failed = new Set(response?.batchItemFailures.map((failure) => failure.itemIdentifier));
      const failedAt =
        failed.size === 0 ? batch.length : batch.findIndex((record) => failed.has(sequenceOf(record)));
      return { failedAt: Math.max(0, failedAt), threw: false };
    } catch (error) {
      this.#log(`function ${this.#called.row.name}`, error);
      return { failedAt: 0, threw: true, error };
    }
  }

  /** A record leaves the stream's order only once the failure queue has it. */
  async #giveUp(record: StreamRecord, error: unknown): Promise<void> {
    for (let attempt = 0; !this.#isStopping; attempt++) {
      try {
        return await this.#feed.toFailureQueue(record, error);
      } catch (queueError) {
        this.#log(`failure queue of ${this.#called.row.name}`, queueError);
        await this.#pause(Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** attempt));
      }
    }
  }
}

/** Starts to feed a function from a stream, after its checkpoint. */
export const readStream = (
  streams: DynamoDBStreamsClient,
  called: HostedFunction,
  feed: StreamFeed,
  log: HostLog,
): Running => new StreamReader(streams, called, feed, log);
