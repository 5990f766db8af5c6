// Tells a function's queue of new objects under a prefix as S3 notifications do; what was not taken is told again at start.
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Running } from './poll-queue.ts';
import type { HostLog } from './run-function.ts';

export interface ObjectFeed {
  /** The bucket's real name. */
  readonly bucket: string;
  readonly prefix: string;
  readonly queueUrl: string;
  /** File that lists the keys that were taken; undefined keeps them in memory alone. */
  readonly takenFile?: string | undefined;
}

export interface ObjectWatch extends Running {
  /** An object has just been written: it is told at once, without a look at all the others. */
  written(key: string): void;
  /** To be called with the bodies of notifications that were handled. */
  taken(bodies: readonly string[]): Promise<void>;
}

/** The prefix is listed at least this far apart, and so that listing takes at most a hundredth of the time. */
const LOOK_EVERY_MS = 500;
const LISTING_SHARE = 100;
const SEND_MAX = 10;

interface Found {
  readonly key: string;
  readonly sizeBytes: number;
}

/** Keys as S3 writes them into notifications. */
const encodeKey = (key: string): string =>
  encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/');

const notificationOf = (bucket: string, { key, sizeBytes }: Found): string =>
  JSON.stringify({
    Records: [
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        eventName: 'ObjectCreated:Put',
        s3: { bucket: { name: bucket }, object: { key: encodeKey(key), size: sizeBytes } },
      },
    ],
  });

function keysOf(body: string): string[] {
  const { Records } = JSON.parse(body) as { Records: { s3: { object: { key: string } } }[] };
  return Records.map(({ s3 }) => decodeURIComponent(s3.object.key.replaceAll('+', ' ')));
}

class PrefixWatch implements ObjectWatch {
  /** Told already, in this run or a former one. */
  readonly #told: Set<string>;
  readonly #written = new Set<string>();
  readonly #stopping = new AbortController();
  readonly #s3: S3Client;
  readonly #sqs: SQSClient;
  readonly #feed: ObjectFeed;
  readonly #log: HostLog;
  readonly #loop: Promise<void>;
  #wake = Promise.withResolvers<void>();

  constructor(clients: { s3: S3Client; sqs: SQSClient }, feed: ObjectFeed, told: Set<string>, log: HostLog) {
    this.#s3 = clients.s3;
    this.#sqs = clients.sqs;
    this.#feed = feed;
    this.#told = told;
    this.#log = log;
    this.#loop = this.#run();
  }

  written(key: string): void {
    if (!key.startsWith(this.#feed.prefix) || this.#told.has(key)) return;
    this.#written.add(key);
    this.#wake.resolve();
  }

  async taken(bodies: readonly string[]): Promise<void> {
    if (this.#feed.takenFile === undefined || bodies.length === 0) return;
    await appendFile(
      this.#feed.takenFile,
      bodies
        .flatMap(keysOf)
        .map((key) => `${key}\n`)
        .join(''),
    );
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake.resolve();
    await this.#loop;
  }

  async #run(): Promise<void> {
    let listAtMs = 0;
    while (!this.#stopping.signal.aborted) {
      this.#wake = Promise.withResolvers();
      const startedMs = Date.now();
      try {
        await this.#tellWritten();
        if (startedMs >= listAtMs) {
          await this.#tellNew();
          listAtMs = Date.now() + Math.max(LOOK_EVERY_MS, LISTING_SHARE * (Date.now() - startedMs));
        }
      } catch (error) {
        this.#log(`objects under ${this.#feed.bucket}/${this.#feed.prefix}`, error);
        listAtMs = Date.now() + LOOK_EVERY_MS;
      }
      if (this.#written.size === 0) await this.#sleep(listAtMs - Date.now());
    }
  }

  /** Until the time is over, something was written, or the watch is stopped. */
  async #sleep(durationMs: number): Promise<void> {
    const over = new AbortController();
    const signal = AbortSignal.any([over.signal, this.#stopping.signal]);
    const timer = sleep(durationMs, undefined, { signal }).catch(() => undefined);
    await Promise.race([this.#wake.promise, timer]);
    over.abort();
  }

  async #tellWritten(): Promise<void> {
    const keys = [...this.#written].filter((key) => !this.#told.has(key));
    this.#written.clear();
    // The hint has no size; nobody needs one who is about to read the object.
    await this.#tell(keys.map((key) => ({ key, sizeBytes: 0 })));
  }

  async #tellNew(): Promise<void> {
    let cursor: string | undefined;
    do {
      const page = await this.#s3.send(
        new ListObjectsV2Command({
          Bucket: this.#feed.bucket,
          Prefix: this.#feed.prefix,
          ContinuationToken: cursor,
        }),
      );
      const found = (page.Contents ?? []).map((object) => ({
        key: object.Key ?? '',
        sizeBytes: object.Size ?? 0,
      }));
      await this.#tell(found.filter(({ key }) => !this.#told.has(key)));
      cursor = page.NextContinuationToken;
    } while (cursor !== undefined && !this.#stopping.signal.aborted);
  }

  async #tell(found: readonly Found[]): Promise<void> {
    for (let at = 0; at < found.length; at += SEND_MAX) {
      const slice = found.slice(at, at + SEND_MAX);
      const Entries = slice.map((object, index) => ({
        Id: String(index),
        MessageBody: notificationOf(this.#feed.bucket, object),
      }));
      const { Failed } = await this.#sqs.send(
        new SendMessageBatchCommand({ QueueUrl: this.#feed.queueUrl, Entries }),
      );
      const failed = new Set(Failed?.map(({ Id }) => Id));
      for (const [index, { key }] of slice.entries()) if (!failed.has(String(index))) this.#told.add(key);
    }
  }
}

/** Starts to watch. Its function's queue must call `taken` for what was handled. */
export async function watchObjects(
  clients: { s3: S3Client; sqs: SQSClient },
  feed: ObjectFeed,
  log: HostLog,
): Promise<ObjectWatch> {
  const told = new Set<string>();
  if (feed.takenFile !== undefined) {
    await mkdir(path.dirname(feed.takenFile), { recursive: true });
    const text = await readFile(feed.takenFile, 'utf8').catch(() => '');
    for (const key of text.split('\n').filter((line) => line !== '')) told.add(key);
  }
  return new PrefixWatch(clients, feed, told, log);
}
