// Feeds a function from its SQS queue as an event source mapping does: batches, windows, concurrency, partial failures.
import { setTimeout as sleep } from 'node:timers/promises';
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  type Message,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import type { HostedFunction, HostLog } from './run-function.ts';

export interface QueueFeed {
  readonly queueUrl: string;
  readonly batchSize: number;
  /** The longest a batch waits to fill; it also closes once the queue has been empty for `QUIET_MS`. */
  readonly batchWindowMs: number;
  readonly maxConcurrency: number;
  /** Called with the bodies that were done, before they are deleted. */
  readonly onDone?: (bodies: readonly string[]) => Promise<void>;
}

/** Something that runs until it is stopped; `stop` resolves when its work under way has ended. */
export interface Running {
  stop(): Promise<void>;
}

const RECEIVE_MAX = 10;
const LONG_POLL_SECONDS = 20;
/** A queue without news for this long has given all it has: one person's claim does not wait for a batch to fill. */
const QUIET_MS = 30;
const LOOK_AGAIN_MS = 8;
const AFTER_ERROR_MS = 500;
const RETRY_SECONDS_MAX = 30;

const recordOf = (message: Message, arn: string): SQSRecord => ({
  messageId: message.MessageId ?? '',
  receiptHandle: message.ReceiptHandle ?? '',
  body: message.Body ?? '',
  attributes: (message.Attributes ?? {}) as unknown as SQSRecord['attributes'],
  messageAttributes: {},
  md5OfBody: message.MD5OfBody ?? '',
  eventSource: 'aws:sqs',
  eventSourceARN: arn,
  awsRegion: 'us-east-1',
});

function* slices<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}

class QueuePoller implements Running {
  readonly #stopping = new AbortController();
  readonly #running = new Set<Promise<void>>();
  readonly #sqs: SQSClient;
  readonly #called: HostedFunction;
  readonly #feed: QueueFeed;
  readonly #log: HostLog;
  readonly #loop: Promise<void>;

  constructor(sqs: SQSClient, called: HostedFunction, feed: QueueFeed, log: HostLog) {
    this.#sqs = sqs;
    this.#called = called;
    this.#feed = feed;
    this.#log = log;
    this.#loop = this.#poll();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#loop;
    await Promise.all(this.#running);
  }

  get #isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  async #poll(): Promise<void> {
    while (!this.#isStopping) {
      try {
        while (this.#running.size >= this.#feed.maxConcurrency) await Promise.race(this.#running);
        const batch = await this.#fill();
        if (batch.length > 0) this.#start(batch);
      } catch (error) {
        if (this.#isStopping) return;
        this.#log(`queue ${this.#called.row.name}`, error);
        await sleep(AFTER_ERROR_MS);
      }
    }
  }

  /** Waits for a first message, then for more until the batch is full, its window over, or the queue quiet. */
  async #fill(): Promise<Message[]> {
    const { batchSize, batchWindowMs } = this.#feed;
    const batch = await this.#receive(batchSize, LONG_POLL_SECONDS);
    const endsAtMs = Date.now() + batchWindowMs;
    let newsAtMs = Date.now();
    while (batch.length > 0 && batch.length < batchSize && !this.#isStopping) {
      const nowMs = Date.now();
      if (nowMs >= endsAtMs || nowMs - newsAtMs >= QUIET_MS) break;
      const more = await this.#receiveMore(batchSize - batch.length);
      batch.push(...more);
      if (more.length > 0) newsAtMs = Date.now();
      else await sleep(LOOK_AGAIN_MS);
    }
    return batch;
  }

  /** What was received already must not be lost to an error while asking for more. */
  async #receiveMore(count: number): Promise<Message[]> {
    try {
      return await this.#receive(count, 0);
    } catch {
      return [];
    }
  }

  async #receive(count: number, waitSeconds: number): Promise<Message[]> {
    const command = new ReceiveMessageCommand({
      QueueUrl: this.#feed.queueUrl,
      MaxNumberOfMessages: Math.min(RECEIVE_MAX, count),
      WaitTimeSeconds: waitSeconds,
      MessageSystemAttributeNames: ['ApproximateReceiveCount', 'SentTimestamp'],
    });
    return (await this.#sqs.send(command, { abortSignal: this.#stopping.signal })).Messages ?? [];
  }

  #start(batch: readonly Message[]): void {
    const work = this.#handle(batch)
      .catch((error: unknown) => this.#log(`queue ${this.#called.row.name}, acknowledging`, error))
      .finally(() => this.#running.delete(work));
    this.#running.add(work);
  }

  async #handle(batch: readonly Message[]): Promise<void> {
    const failed = await this.#invoke(batch);
    const done = batch.filter((message) => !failed.has(message.MessageId ?? ''));
    const again = batch.filter((message) => failed.has(message.MessageId ?? ''));
    await this.#feed.onDone?.(done.map((message) => message.Body ?? ''));
    await Promise.all([this.#delete(done), this.#retryLater(again)]);
  }

  /** The ids of the messages that failed: all of them when the function itself did. */
  async #invoke(batch: readonly Message[]): Promise<ReadonlySet<string>> {
    const arn = `arn:aws:sqs:us-east-1:000000000000:${this.#called.row.name}`;
    try {
      const response = (await this.#called.invoke({
        Records: batch.map((message) => recordOf(message, arn)),
      })) as SQSBatchResponse | undefined;
      return new Set(response?.batchItemFailures.map((failure) => failure.itemIdentifier));
    } catch (error) {
      this.#log(`function ${this.#called.row.name}`, error);
      return new Set(batch.map((message) => message.MessageId ?? ''));
    }
  }

  async #delete(messages: readonly Message[]): Promise<void> {
    for (const slice of slices(messages, RECEIVE_MAX)) {
      const Entries = slice.map((message, index) => ({
        Id: String(index),
        ReceiptHandle: message.ReceiptHandle,
      }));
      await this.#sqs.send(new DeleteMessageBatchCommand({ QueueUrl: this.#feed.queueUrl, Entries }));
    }
  }

  /** Lambda would wait for the whole visibility time-out; here a failed message comes back after 1, 2, 4 … 30 s. */
  async #retryLater(messages: readonly Message[]): Promise<void> {
    for (const slice of slices(messages, RECEIVE_MAX)) {
      const Entries = slice.map((message, index) => {
        const receives = Number(message.Attributes?.ApproximateReceiveCount ?? 1);
        const VisibilityTimeout = Math.min(RETRY_SECONDS_MAX, 2 ** Math.min(10, receives - 1));
        return { Id: String(index), ReceiptHandle: message.ReceiptHandle, VisibilityTimeout };
      });
      await this.#sqs.send(
        new ChangeMessageVisibilityBatchCommand({ QueueUrl: this.#feed.queueUrl, Entries }),
      );
    }
  }
}

/** Starts to feed a function from a queue. Messages that fail too often go to the queue's DLQ by its redrive policy. */
export const pollQueue = (sqs: SQSClient, called: HostedFunction, feed: QueueFeed, log: HostLog): Running =>
  new QueuePoller(sqs, called, feed, log);
