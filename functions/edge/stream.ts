// Streams at the edge: committed items in their order, each reader at its own pace, failures by sequence number.
import middy from '@middy/core';
import type { AttributeValue, DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { count, invocationOf, observed, type Invocation } from './telemetry.ts';

/** An item of a table in DynamoDB's own notation (`{ subject: { S: 'claim:…' } }`). */
export type StreamImage = Readonly<Record<string, AttributeValue>>;

interface StreamSpec<D, T> {
  /** What the reader needs of a new item; undefined for an item of another kind, which is passed over. */
  read(image: StreamImage): T | undefined;
  readonly loadDeps: () => Promise<D>;
  /** Takes a batch in the stream's order. @returns the indexes (into `items`) that failed; delivery resumes at the lowest */
  handle(deps: D, items: readonly T[], invocation: Invocation): Promise<readonly number[]>;
}

/**
 * The handler of one reader of a table's stream. Items written once and never changed: only inserts are read. An item that
 * is delivered again must do no harm, for all that follow a failed one are. What `read` or `handle` throws fails the batch,
 * which the event source halves until the item to blame stands alone; after its retries that goes to the failure queue.
 */
export function streamLambda<D, T>(spec: StreamSpec<D, T>) {
  return middy<DynamoDBStreamEvent, DynamoDBBatchResponse>()
    .use(observed())
    .handler(async (event: DynamoDBStreamEvent, context) => {
      count('Record', event.Records.length);
      const read = event.Records.flatMap(({ eventName, dynamodb }) => {
        if (eventName !== 'INSERT' || dynamodb?.NewImage === undefined) return [];
        const item = spec.read(dynamodb.NewImage);
        return item === undefined ? [] : [{ item, sequenceNumber: dynamodb.SequenceNumber ?? '' }];
      });
      if (read.length === 0) return { batchItemFailures: [] };
      const items = read.map(({ item }) => item);
      const failed = await spec.handle(await spec.loadDeps(), items, invocationOf(context));
      count('Failed', failed.length);
      const numbers = failed.flatMap((index) => read[index]?.sequenceNumber ?? []);
      return { batchItemFailures: numbers.map((itemIdentifier) => ({ itemIdentifier })) };
    });
}
