// What Zhida relies on from SQS, through the AWS SDK, on the embedded queues as startEngines runs them.
import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListDeadLetterSourceQueuesCommand,
  ListQueueTagsCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SQSClient,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  StartMessageMoveTaskCommand,
  TagQueueCommand,
} from '@aws-sdk/client-sqs';
import type { Message, ReceiveMessageCommandInput, SendMessageCommandInput } from '@aws-sdk/client-sqs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { startEngines } from '../../local/engine/start-engines.ts';
import type { Engines } from '../../local/engine/start-engines.ts';
import { clientOptions } from './engine-under-test.ts';
import { FAUXQS_GAPS, check as checkWithGaps } from './known-gaps.ts';
import { rejection } from './table-fixture.ts';

const check = (name: string, run: () => Promise<void>): void => checkWithGaps(FAUXQS_GAPS, name, run);

describe('SQS conformance on fauxqs', () => {
  let engines: Engines;
  let client: SQSClient;
  let queues = 0;

  beforeAll(async () => {
    engines = await startEngines();
    client = new SQSClient(clientOptions(engines.sqs));
  });
  afterAll(async () => {
    client.destroy();
    await engines.close();
  });

  const makeQueue = async (Attributes: Record<string, string> = {}, QueueName = `queue-${queues++}`) => {
    const name = Attributes['FifoQueue'] ? `${QueueName}.fifo` : QueueName;
    const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName: name, Attributes }));
    return String(QueueUrl);
  };
  const attributesOf = async (QueueUrl: string) =>
    (await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }))).Attributes ??
    {};
  const send = (QueueUrl: string, MessageBody: string, more: Partial<SendMessageCommandInput> = {}) =>
    client.send(new SendMessageCommand({ QueueUrl, MessageBody, ...more }));
  const receive = async (
    QueueUrl: string,
    more: Partial<ReceiveMessageCommandInput> = {},
  ): Promise<Message[]> => {
    const { Messages } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: 0,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
        ...more,
      }),
    );
    return Messages ?? [];
  };
  const remove = (QueueUrl: string, message: Message | undefined) =>
    client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }));
  const bodies = (messages: Message[]): (string | undefined)[] => messages.map((message) => message.Body);

  check('making a queue again with the same attributes is the same queue; others are refused', async () => {
    const url = await makeQueue({ VisibilityTimeout: '1' }, 'made-twice');
    expect(await makeQueue({ VisibilityTimeout: '1' }, 'made-twice')).toBe(url);
    await rejection(makeQueue({ VisibilityTimeout: '9' }, 'made-twice'));
    const unknown = await rejection(client.send(new GetQueueUrlCommand({ QueueName: 'no-such-queue' })));
    expect(unknown.name).toMatch(/QueueDoesNotExist/);
  });

  check('a message keeps body and attributes, and is gone once deleted', async () => {
    const url = await makeQueue({ VisibilityTimeout: '1' });
    await send(url, '直达 héllo', {
      MessageAttributes: {
        a: { DataType: 'String', StringValue: 'x' },
        n: { DataType: 'Number', StringValue: '5' },
      },
    });
    const [message] = await receive(url);
    expect(message?.Body).toBe('直达 héllo');
    expect(message?.MessageAttributes?.['a']?.StringValue).toBe('x');
    expect(message?.Attributes).toMatchObject({ ApproximateReceiveCount: '1' });
    await remove(url, message);
    await sleep(1200);
    expect(await receive(url)).toEqual([]);
  });

  check('batches of ten are sent, received and deleted; eleven are refused', async () => {
    const url = await makeQueue();
    const entries = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ Id: `i${i}`, MessageBody: `b${i}` }));
    const sent = await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries: entries(10) }));
    expect(sent.Successful).toHaveLength(10);
    await rejection(client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries: entries(11) })));
    const messages = await receive(url);
    expect(messages).toHaveLength(10);
    const handles = messages.map(({ ReceiptHandle }, i) => ({ Id: `d${i}`, ReceiptHandle }));
    const deleted = await client.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries: handles }));
    expect(deleted.Successful).toHaveLength(10);
  });

  check('a long poll wakes when a message is sent', async () => {
    const url = await makeQueue();
    const startMs = Date.now();
    const waiting = receive(url, { WaitTimeSeconds: 10 });
    await sleep(300);
    await send(url, 'wake');
    expect(bodies(await waiting)).toEqual(['wake']);
    expect(Date.now() - startMs).toBeLessThan(2500);
  });

  check('an empty long poll waits its whole time', async () => {
    const url = await makeQueue();
    const startMs = Date.now();
    expect(await receive(url, { WaitTimeSeconds: 1 })).toEqual([]);
    expect(Date.now() - startMs).toBeGreaterThan(900);
  });

  check('a long poll wakes when a message becomes visible again', async () => {
    const url = await makeQueue();
    await send(url, 'again');
    await receive(url, { VisibilityTimeout: 1 });
    const startMs = Date.now();
    expect(bodies(await receive(url, { WaitTimeSeconds: 8 }))).toEqual(['again']);
    expect(Date.now() - startMs).toBeLessThan(3500);
  });

  check('an undeleted message comes back with its count, and visibility can be changed', async () => {
    const url = await makeQueue({ VisibilityTimeout: '1' });
    await send(url, 'v');
    expect(await receive(url)).toHaveLength(1);
    expect(await receive(url)).toHaveLength(0);
    await sleep(1300);
    const [second] = await receive(url);
    expect(second?.Attributes?.['ApproximateReceiveCount']).toBe('2');
    const change = (ReceiptHandle: string | undefined, VisibilityTimeout: number) =>
      client.send(new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle, VisibilityTimeout }));
    await change(second?.ReceiptHandle, 0);
    const [third] = await receive(url);
    await change(third?.ReceiptHandle, 3);
    await sleep(1500);
    expect(await receive(url)).toHaveLength(0);
    await client.send(
      new ChangeMessageVisibilityBatchCommand({
        QueueUrl: url,
        Entries: [{ Id: 'a', ReceiptHandle: third?.ReceiptHandle, VisibilityTimeout: 0 }],
      }),
    );
    expect(await receive(url)).toHaveLength(1);
  });

  check('delays hold a message back, by message and by queue', async () => {
    const url = await makeQueue();
    await send(url, 'later', { DelaySeconds: 1 });
    expect(await receive(url)).toEqual([]);
    await sleep(1300);
    expect(bodies(await receive(url))).toEqual(['later']);
    const slow = await makeQueue({ DelaySeconds: '1' });
    await send(slow, 'later');
    expect(await receive(slow)).toEqual([]);
  });

  let pair: { dead: string; source: string } | undefined;
  /** A queue and the one its dead letters go to, made once for the three checks that follow one message. */
  const deadLetters = async () => {
    if (pair) return pair;
    const dead = await makeQueue();
    const { QueueArn: deadLetterTargetArn } = await attributesOf(dead);
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 2 });
    return (pair = { dead, source: await makeQueue({ VisibilityTimeout: '1', RedrivePolicy }) });
  };

  check('a message received too often goes to the dead letters', async () => {
    const { dead, source } = await deadLetters();
    await send(source, 'poison');
    for (let i = 0; i < 2; i++) {
      expect(await receive(source)).toHaveLength(1);
      await sleep(1200);
    }
    expect(await receive(source)).toEqual([]);
    expect(bodies(await receive(dead, { VisibilityTimeout: 0 }))).toEqual(['poison']);
  });

  check('dead letters can be moved back by a task', async () => {
    const { dead, source } = await deadLetters();
    const { QueueArn } = await attributesOf(dead);
    await client.send(new StartMessageMoveTaskCommand({ SourceArn: QueueArn }));
    await sleep(1500);
    expect(await receive(source)).toHaveLength(1);
  });

  check('the sources of dead letters are listed', async () => {
    const { dead, source } = await deadLetters();
    const { queueUrls } = await client.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl: dead }));
    expect(queueUrls).toEqual([source]);
  });

  const grouped = (MessageGroupId: string, MessageDeduplicationId: string) => ({
    MessageGroupId,
    MessageDeduplicationId,
  });

  check('a FIFO queue keeps the order of a group and locks it while one is in flight', async () => {
    const url = await makeQueue({ FifoQueue: 'true', VisibilityTimeout: '1' });
    for (let i = 0; i < 6; i++) await send(url, `g${i % 2}-${i}`, grouped(`g${i % 2}`, `x${i}`));
    expect(bodies(await receive(url, { MaxNumberOfMessages: 1 }))).toEqual(['g0-0']);
    const meanwhile = await receive(url);
    expect(meanwhile.every((message) => message.Body?.startsWith('g1'))).toBe(true);
    await sleep(1300);
    const all: (string | undefined)[] = [];
    for (let round = 0; round < 10 && all.length < 6; round++) {
      for (const message of await receive(url)) {
        all.push(message.Body);
        await remove(url, message);
      }
    }
    expect(all.filter((body) => body?.startsWith('g0'))).toEqual(['g0-0', 'g0-2', 'g0-4']);
    expect(all.filter((body) => body?.startsWith('g1'))).toEqual(['g1-1', 'g1-3', 'g1-5']);
  });

  check('a FIFO receive returns several messages of one group', async () => {
    const url = await makeQueue({ FifoQueue: 'true' });
    for (let i = 0; i < 3; i++) await send(url, `m${i}`, grouped('g', `d${i}`));
    expect(bodies(await receive(url))).toEqual(['m0', 'm1', 'm2']);
  });

  check('a FIFO queue drops a duplicate, also after the first was deleted', async () => {
    const url = await makeQueue({ FifoQueue: 'true' });
    const first = await send(url, 'dd', grouped('z', 'same'));
    const second = await send(url, 'dd', grouped('z', 'same'));
    expect(second.MessageId).toBe(first.MessageId);
    const messages = await receive(url);
    expect(messages).toHaveLength(1);
    await remove(url, messages[0]);
    await send(url, 'dd', grouped('z', 'same'));
    expect(await receive(url)).toEqual([]);
  });

  check('a FIFO queue wants a group and a deduplication id, or takes it from the content', async () => {
    const url = await makeQueue({ FifoQueue: 'true' });
    await rejection(send(url, 'q', { MessageDeduplicationId: '1' }));
    await rejection(send(url, 'q', { MessageGroupId: '1' }));
    const byContent = await makeQueue({ FifoQueue: 'true', ContentBasedDeduplication: 'true' });
    for (let i = 0; i < 2; i++) await send(byContent, 'q', { MessageGroupId: '1' });
    expect(await receive(byContent)).toHaveLength(1);
  });

  check('a poisonous FIFO message leaves its group free', async () => {
    const dead = await makeQueue({ FifoQueue: 'true' });
    const { QueueArn: deadLetterTargetArn } = await attributesOf(dead);
    const url = await makeQueue({
      FifoQueue: 'true',
      VisibilityTimeout: '1',
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 1 }),
    });
    for (const body of ['p', 'q']) await send(url, body, grouped('g', body));
    expect(bodies(await receive(url, { MaxNumberOfMessages: 1 }))).toEqual(['p']);
    await sleep(1300);
    expect(bodies(await receive(url, { MaxNumberOfMessages: 1 }))).toEqual(['q']);
    expect(bodies(await receive(dead))).toEqual(['p']);
  });

  check('a message of 200 KB is taken and one above 1 MB is not', async () => {
    const url = await makeQueue();
    await send(url, 'x'.repeat(200 * 1024));
    await rejection(send(url, 'x'.repeat(1100 * 1024)));
  });

  check('a receipt handle that was never given is refused', async () => {
    const url = await makeQueue();
    await rejection(client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: 'never-given' })));
  });

  check('queues are purged, tagged, changed and listed', async () => {
    const url = await makeQueue({}, 'kept-house');
    await send(url, 'x');
    await client.send(new PurgeQueueCommand({ QueueUrl: url }));
    await client.send(new TagQueueCommand({ QueueUrl: url, Tags: { a: 'b' } }));
    expect((await client.send(new ListQueueTagsCommand({ QueueUrl: url }))).Tags).toEqual({ a: 'b' });
    await client.send(
      new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { VisibilityTimeout: '31' } }),
    );
    expect(await attributesOf(url)).toMatchObject({
      VisibilityTimeout: '31',
      ApproximateNumberOfMessages: '0',
    });
    const { QueueUrls } = await client.send(new ListQueuesCommand({ QueueNamePrefix: 'kept-' }));
    expect(QueueUrls).toEqual([url]);
  });

  check('concurrent receivers get each message once', async () => {
    const url = await makeQueue({ VisibilityTimeout: '30' });
    for (let batch = 0; batch < 30; batch++) {
      const Entries = Array.from({ length: 10 }, (_, i) => ({
        Id: `i${i}`,
        MessageBody: String(batch * 10 + i),
      }));
      await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
    }
    const got: (string | undefined)[] = [];
    const receiver = async (): Promise<void> => {
      for (let empty = 0; empty < 3;) {
        const messages = await receive(url);
        if (messages.length === 0) empty += 1;
        got.push(...bodies(messages));
      }
    };
    await Promise.all(Array.from({ length: 16 }, receiver));
    expect(got).toHaveLength(300);
    expect(new Set(got).size).toBe(300);
  });
});
