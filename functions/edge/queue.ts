// Queues at the edge: a batch of messages becomes use cases, and only those that may succeed later come back.
import middy from '@middy/core';
import { BatchProcessor, EventType as BatchType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { Fault } from '../../core/kernel/fault.ts';
import { EVENTS, type EventType } from '../manifest.ts';
import { parseAs } from './problem.ts';
import { count, invocationOf, logger, observed, type Invocation } from './telemetry.ts';

/** A message that cannot be handled as it is: what a person needs to see of it. */
export interface ParkedMessage {
  readonly queue: string;
  readonly messageId: string;
  /** The message as it came, JSON when it was JSON. */
  readonly message: unknown;
}

/** What the edge needs of the dependencies: a message with a fault becomes an exception with an owner. */
export interface Parking {
  park(message: ParkedMessage, fault: Fault): Promise<void>;
}

const eventTypes = Object.keys(EVENTS) as [EventType, ...EventType[]];

/** A flow event as the queues carry it: without proof and transfers. */
export const flowMessageSchema = z.object({
  subject: z.string().min(1),
  seq: z.int().positive(),
  type: z.enum(eventTypes),
  at: z.string(),
  by: z.string(),
  data: z.record(z.string(), z.unknown()),
});
export type FlowMessage = z.infer<typeof flowMessageSchema>;

interface QueueSpec<D extends Parking, S extends z.ZodType> {
  /** Schema of one message; what does not fit is parked. */
  readonly schema: S;
  readonly loadDeps: () => Promise<D>;
}
interface OneByOne<D extends Parking, S extends z.ZodType> extends QueueSpec<D, S> {
  /** Messages of a batch run beside each other. */
  handleOne(deps: D, message: z.infer<S>, invocation: Invocation): Promise<void>;
}
interface Together<D extends Parking, S extends z.ZodType> extends QueueSpec<D, S> {
  /** Takes the readable messages of a batch at once. @returns the indexes (into `messages`) to deliver again */
  handle(deps: D, messages: readonly z.infer<S>[], invocation: Invocation): Promise<readonly number[]>;
}

const queueOf = (record: SQSRecord): string => record.eventSourceARN.split(':').at(-1) ?? '';

/** What a message's body says: its JSON, or the text when it is none. */
export function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Runs one message's work: a fault nobody can cure by waiting is parked, all else fails the item and comes back. */
export async function parkFaults(deps: Parking, record: SQSRecord, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const mayPass = !(error instanceof Fault) || error.retryable;
    if (mayPass) {
      count('Failed');
      logger[error instanceof Fault ? 'warn' : 'error']('message failed', {
        queue: queueOf(record),
        messageId: record.messageId,
        error,
      });
      throw error;
    }
    await deps.park(
      { queue: queueOf(record), messageId: record.messageId, message: jsonOrText(record.body) },
      error,
    );
    count('Parked');
  }
}

/** Runs `work` for each record beside the others, and names those that failed, for SQS to deliver again. */
export async function partialBatch(
  event: SQSEvent,
  deps: Parking,
  work: (record: SQSRecord) => Promise<void>,
): Promise<SQSBatchResponse> {
  const processor = new BatchProcessor(BatchType.SQS);
  const handleRecord = (record: SQSRecord) => parkFaults(deps, record, () => work(record));
  return processPartialResponse(event, handleRecord, processor, { throwOnFullBatchFailure: false });
}

async function oneByOne<D extends Parking, S extends z.ZodType>(
  spec: OneByOne<D, S>,
  event: SQSEvent,
  invocation: Invocation,
): Promise<SQSBatchResponse> {
  const deps = await spec.loadDeps();
  return partialBatch(event, deps, (record) =>
    spec.handleOne(deps, parseAs(spec.schema, jsonOrText(record.body), '', 'message'), invocation),
  );
}

async function together<D extends Parking, S extends z.ZodType>(
  spec: Together<D, S>,
  event: SQSEvent,
  invocation: Invocation,
): Promise<SQSBatchResponse> {
  const deps = await spec.loadDeps();
  const readable: { id: string; message: z.infer<S> }[] = [];
  const unread = await partialBatch(event, deps, async (record) => {
    readable.push({
      id: record.messageId,
      message: parseAs(spec.schema, jsonOrText(record.body), '', 'message'),
    });
  });
  if (readable.length === 0) return unread;
  const messages = readable.map(({ message }) => message);
  const again = (await spec.handle(deps, messages, invocation)).flatMap((index) => readable[index] ?? []);
  count('Failed', again.length);
  return {
    batchItemFailures: [...unread.batchItemFailures, ...again.map(({ id }) => ({ itemIdentifier: id }))],
  };
}

/**
 * The handler of one queue, with partial batch responses. `handleOne` is called for each message; `handle` for all at once.
 * A fault that is not retryable is parked through `deps.park` and acknowledged; a retryable one or a defect fails its item,
 * or, thrown by `handle`, the whole batch.
 */
export function queueLambda<D extends Parking, S extends z.ZodType>(spec: OneByOne<D, S> | Together<D, S>) {
  return middy<SQSEvent, SQSBatchResponse>()
    .use(observed())
    .handler(async (event: SQSEvent, context) => {
      count('Message', event.Records.length);
      const invocation = invocationOf(context);
      return 'handleOne' in spec ? oneByOne(spec, event, invocation) : together(spec, event, invocation);
    });
}
