// Attaches every function to what wakes it: queues, streams, schedules and objects, by its row in the manifest.
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBStreamsClient, _Record as StreamRecord } from '@aws-sdk/client-dynamodb-streams';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { EVENT_ATTRIBUTE } from '../../adapters/dynamodb/tables.ts';
import type { Bucket, Trigger } from '../../functions/manifest.ts';
import { openCheckpoint } from './checkpoint-file.ts';
import type { Clients, Resources } from './create-resources.ts';
import { pollQueue, type Running } from './poll-queue.ts';
import { readStream } from './read-stream.ts';
import type { HostedFunction, HostLog } from './run-function.ts';
import { runSchedule } from './run-schedule.ts';
import { watchObjects, type ObjectWatch } from './watch-objects.ts';

export interface TriggerOptions {
  readonly functions: readonly HostedFunction[];
  readonly clients: Clients & { readonly streams: DynamoDBStreamsClient };
  /** Endpoint of the DynamoDB engine, which tells when a stream has news. */
  readonly streamEndpoint: string;
  readonly resources: Resources;
  /** Folder for checkpoints; in memory alone when undefined, for engines in memory. */
  readonly folder?: string | undefined;
  readonly log: HostLog;
}

export interface Triggers extends Running {
  /** An object has just been written to a bucket: a hint, without which it is found a little later. */
  objectWritten(bucket: Bucket, key: string): void;
}

type TriggerOf<K extends Trigger['kind']> = Extract<Trigger, { kind: K }>;

const STREAM_BATCH = 100;
/** Only the relay is in a hurry: others read a stream in fewer, larger batches. */
const UNHURRIED_MS = 250;
const WAIT_MS = 20_000;
const WAIT_AGAIN_MS = 100;
const OBJECT_BATCH = 10;
const OBJECT_CONCURRENCY = 4;

const isEvent = (record: StreamRecord): boolean =>
  record.eventName === 'INSERT' && record.dynamodb?.NewImage?.[EVENT_ATTRIBUTE] !== undefined;

/** Waits at the engine until a table's stream has moved on; see local/engine/dynamodb/http-server.ts. */
function streamWaiter(
  endpoint: string,
  table: string,
  pauseMs: number,
): (signal: AbortSignal) => Promise<void> {
  let version = -1;
  return async (signal) => {
    try {
      const query = new URLSearchParams({ table, after: String(version), timeoutMs: String(WAIT_MS) });
      const response = await fetch(`${endpoint}/stream-wait?${query}`, { signal });
      version = ((await response.json()) as { version: number }).version;
      if (pauseMs > 0) await sleep(pauseMs, undefined, { signal });
    } catch {
      if (!signal.aborted) await sleep(WAIT_AGAIN_MS);
    }
  };
}

async function startStream(
  options: TriggerOptions,
  called: HostedFunction,
  trigger: TriggerOf<'stream'>,
): Promise<Running> {
  const { resources, clients, log } = options;
  const { name, relays } = called.row;
  const streamArn = resources.streamArns[trigger.table];
  if (streamArn === undefined)
    throw new Error(`${name} reads the stream of ${trigger.table}, which has none`);
  const pauseMs = relays === true ? 0 : UNHURRIED_MS;
  const feed = {
    streamArn,
    batchSize: STREAM_BATCH,
    wants: isEvent,
    waitForMore: streamWaiter(options.streamEndpoint, resources.tables[trigger.table], pauseMs),
    toFailureQueue: async (record: StreamRecord, error: unknown) => {
      const body = { function: name, error: String(error), record: record.dynamodb };
      const QueueUrl = resources.failureQueues[name];
      await clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(body) }));
    },
    checkpoint: await openCheckpoint(options.folder, `stream-${name}`),
  };
  return readStream(clients.streams, called, feed, log);
}

const queueUrlOf = (resources: Resources, name: string): string => {
  const url = resources.queues[name];
  if (url === undefined) throw new Error(`no queue was made for ${name}`);
  return url;
};

function startQueue(options: TriggerOptions, called: HostedFunction, trigger: TriggerOf<'queue'>): Running {
  const feed = {
    queueUrl: queueUrlOf(options.resources, called.row.name),
    batchSize: trigger.batchSize,
    batchWindowMs: trigger.batchWindowSeconds * 1000,
    maxConcurrency: trigger.maxConcurrency,
  };
  return pollQueue(options.clients.sqs, called, feed, options.log);
}

interface Watched {
  readonly bucket: Bucket;
  readonly watch: ObjectWatch;
  readonly poller: Running;
}

async function startObjects(
  options: TriggerOptions,
  called: HostedFunction,
  trigger: TriggerOf<'object'>,
): Promise<Watched> {
  const { name } = called.row;
  const queueUrl = queueUrlOf(options.resources, name);
  const bucket = options.resources.buckets[trigger.bucket];
  const takenFile = options.folder && path.join(options.folder, `objects-${name}.log`);
  const watch = await watchObjects(
    options.clients,
    { bucket, prefix: trigger.prefix, queueUrl, takenFile },
    options.log,
  );
  const feed = {
    queueUrl,
    batchSize: OBJECT_BATCH,
    batchWindowMs: 0,
    maxConcurrency: OBJECT_CONCURRENCY,
    onDone: (bodies: readonly string[]) => watch.taken(bodies),
  };
  return { bucket: trigger.bucket, watch, poller: pollQueue(options.clients.sqs, called, feed, options.log) };
}

/** Starts all triggers but HTTP. `stop` stops what brings new work first and resolves when the work under way has ended. */
export async function startTriggers(options: TriggerOptions): Promise<Triggers> {
  const running: Running[] = [];
  const watched: Watched[] = [];
  for (const called of options.functions) {
    const { trigger } = called.row;
    if (trigger.kind === 'stream') running.push(await startStream(options, called, trigger));
    if (trigger.kind === 'queue') running.push(startQueue(options, called, trigger));
    if (trigger.kind === 'schedule')
      running.push(runSchedule(called, trigger.everySeconds * 1000, options.log));
    if (trigger.kind === 'object') watched.push(await startObjects(options, called, trigger));
  }
  return {
    objectWritten: (bucket, key) => {
      for (const each of watched) if (each.bucket === bucket) each.watch.written(key);
    },
    stop: async () => {
      await Promise.all(
        [...running, ...watched.flatMap(({ watch, poller }) => [watch, poller])].map((each) => each.stop()),
      );
    },
  };
}
