// The stream’s edge: only new items of the kind asked for, failures by their sequence number.
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { scheduleLambda } from '../../functions/edge/schedule.ts';
import { streamLambda, type StreamImage } from '../../functions/edge/stream.ts';
import { toyContext } from './toy-events.ts';

const record = (n: number, kind: string, eventName = 'INSERT') => ({
  eventName,
  dynamodb: { SequenceNumber: String(100 + n), NewImage: { kind: { S: kind }, n: { N: String(n) } } },
});
const event = (...Records: object[]) => ({ Records }) as unknown as DynamoDBStreamEvent;
const read = (image: StreamImage) => (image.kind?.S === 'event' ? Number(image.n?.N) : undefined);

describe('a reader of the stream', () => {
  it('sees inserted events in order and names the numbers of those that failed', async () => {
    const seen: (readonly number[])[] = [];
    const handler = streamLambda({
      read,
      loadDeps: async () => seen,
      handle: async (batches, items) => {
        batches.push(items);
        return [1, 2];
      },
    });
    const records = [
      record(1, 'event'),
      record(2, 'claim'),
      record(3, 'event'),
      record(4, 'event', 'MODIFY'),
      record(5, 'event'),
    ];
    expect(await handler(event(...records), toyContext)).toEqual({
      batchItemFailures: [{ itemIdentifier: '103' }, { itemIdentifier: '105' }],
    });
    expect(seen).toEqual([[1, 3, 5]]);
  });

  it('is not woken for other items', async () => {
    const handler = streamLambda({
      read,
      loadDeps: async () => expect.unreachable('dependencies are not needed'),
      handle: async () => [],
    });
    expect(await handler(event(record(1, 'claim')), toyContext)).toEqual({ batchItemFailures: [] });
  });

  it('fails the batch when an item cannot be read, so that it is halved', async () => {
    const handler = streamLambda({
      read: (): number => {
        throw new Error('no such item');
      },
      loadDeps: async () => undefined,
      handle: async () => [],
    });
    await expect(handler(event(record(1, 'event')), toyContext)).rejects.toThrow('no such item');
  });
});

describe('a schedule', () => {
  it('runs with the time it has left', async () => {
    const left: number[] = [];
    const handler = scheduleLambda({
      loadDeps: async () => left,
      handle: async (deps, invocation) => void deps.push(invocation.remainingMs()),
    });
    expect(await handler({} as never, toyContext)).toEqual({ done: true });
    expect(left).toEqual([5_000]);
  });
});
