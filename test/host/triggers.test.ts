// Queues, streams, objects and schedules on the embedded engines: retries, partial failures, DLQs, restarts.
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { CreateQueueCommand, ReceiveMessageCommand, SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import type { DynamoDBStreamEvent, SQSEvent } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EVENT_ATTRIBUTE } from '../../adapters/dynamodb/tables.ts';
import { startEngines, type Engines } from '../../local/engine/start-engines.ts';
import { createResources, type Resources } from '../../local/host/create-resources.ts';
import { pollQueue, type Running } from '../../local/host/poll-queue.ts';
import { loadFunctions, type HostedFunction } from '../../local/host/run-function.ts';
import { runSchedule } from '../../local/host/run-schedule.ts';
import { hostClients, type HostClients } from '../../local/host/start-host.ts';
import { startTriggers } from '../../local/host/start-triggers.ts';
import { setSdkEnvironment } from '../../local/sdk-environment.ts';
import { keptLog, toyFunction, toyRow, until } from './toy-functions.ts';

let engines: Engines;
let clients: HostClients;
const running: Running[] = [];
const { lines, log } = keptLog();

beforeAll(async () => {
  setSdkEnvironment();
  engines = await startEngines();
  clients = hostClients(engines);
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((each) => each.stop()));
  lines.length = 0;
});
afterAll(async () => {
  clients.destroy();
  await engines.close();
});

const resourcesOf = (functions: readonly HostedFunction[]): Promise<Resources> =>
  createResources(
    clients,
    functions.map(({ row }) => row),
  );

async function send(QueueUrl: string | undefined, bodies: readonly string[]): Promise<void> {
  for (let at = 0; at < bodies.length; at += 10) {
    const Entries = bodies
      .slice(at, at + 10)
      .map((MessageBody, index) => ({ Id: String(index), MessageBody }));
    await clients.sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  }
}

async function receive(QueueUrl: string | undefined): Promise<string[]> {
  const { Messages = [] } = await clients.sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
  );
  return Messages.map((message) => message.Body ?? '');
}

const queue = {
  kind: 'queue',
  batchSize: 10,
  batchWindowSeconds: 0,
  maxConcurrency: 2,
  visibilityTimeoutSeconds: 30,
} as const;
const bodiesOf = (event: unknown) => (event as SQSEvent).Records.map((record) => record.body);

describe('a queue', () => {
  async function feed(
    name: string,
    handler: Parameters<typeof toyFunction>[2],
    change: Partial<typeof queue & { batchSize: number; batchWindowSeconds: number }> = {},
  ) {
    const called = toyFunction(name, { ...queue, ...change }, handler);
    const resources = await resourcesOf([called]);
    const triggers = await startTriggers({
      functions: [called],
      clients,
      streamEndpoint: engines.dynamodb,
      resources,
      log,
    });
    running.push(triggers);
    return { url: resources.queues[name], failures: resources.failureQueues[name] };
  }

  it('delivers every message once when all goes well, never more at once than allowed', async () => {
    const seen: string[] = [];
    let active = 0;
    let activeMax = 0;
    const { url } = await feed('toy-all', async (event) => {
      activeMax = Math.max(activeMax, ++active);
      await new Promise((resolve) => setTimeout(resolve, 20));
      seen.push(...bodiesOf(event));
      active -= 1;
      return { batchItemFailures: [] };
    });
    const bodies = Array.from({ length: 120 }, (_, index) => `m${index}`);
    await send(url, bodies);
    await until('all 120', () => seen.length >= 120);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(seen.toSorted()).toEqual(bodies.toSorted());
    expect(activeMax).toBe(2);
  });

  it('brings back only the items that failed, counting deliveries', async () => {
    const deliveries: [string, string][] = [];
    const { url } = await feed('toy-partial', async (event) => {
      const { Records } = event as SQSEvent;
      deliveries.push(
        ...Records.map((record): [string, string] => [
          record.body,
          record.attributes.ApproximateReceiveCount,
        ]),
      );
      const failed = Records.filter(
        (record) => record.body === 'b' && record.attributes.ApproximateReceiveCount === '1',
      );
      return { batchItemFailures: failed.map((record) => ({ itemIdentifier: record.messageId })) };
    });
    await send(url, ['a', 'b', 'c']);
    await until('b again', () => deliveries.length === 4);
    expect(deliveries.toSorted()).toEqual([
      ['a', '1'],
      ['b', '1'],
      ['b', '2'],
      ['c', '1'],
    ]);
  });

  it('fills a batch within its window, and closes it when the queue is quiet', async () => {
    const batches: number[] = [];
    const { url } = await feed(
      'toy-window',
      async (event) => {
        batches.push(bodiesOf(event).length);
        return { batchItemFailures: [] };
      },
      { batchSize: 100 as never, batchWindowSeconds: 5 as never },
    );
    const startedMs = performance.now();
    await send(
      url,
      Array.from({ length: 60 }, (_, index) => `m${index}`),
    );
    await until('all 60', () => batches.reduce((sum, size) => sum + size, 0) === 60);
    expect(performance.now() - startedMs).toBeLessThan(4_000);
    expect(Math.max(...batches)).toBeGreaterThan(10);
  });

  it('gives a message up to its DLQ after the deliveries that its redrive policy allows', async () => {
    const { QueueUrl: failures } = await clients.sqs.send(
      new CreateQueueCommand({ QueueName: 'toy-redrive-dlq' }),
    );
    const RedrivePolicy = JSON.stringify({
      deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:toy-redrive-dlq',
      maxReceiveCount: 2,
    });
    const { QueueUrl = '' } = await clients.sqs.send(
      new CreateQueueCommand({
        QueueName: 'toy-redrive',
        Attributes: { RedrivePolicy, VisibilityTimeout: '30' },
      }),
    );
    let deliveries = 0;
    const called = toyFunction('toy-redrive', queue, async () => {
      deliveries += 1;
      throw new Error('always');
    });
    running.push(
      pollQueue(
        clients.sqs,
        called,
        { queueUrl: QueueUrl, batchSize: 1, batchWindowMs: 0, maxConcurrency: 1 },
        log,
      ),
    );
    await send(QueueUrl, ['poison']);
    const dead: string[] = [];
    await until('in the DLQ', async () => dead.push(...(await receive(failures))) > 0);
    expect([dead, deliveries]).toEqual([['poison'], 2]);
    expect(lines.some((line) => line.includes('always'))).toBe(true);
  });

  it('fails a batch whose function takes too long', async () => {
    const called = { ...toyRow('toy-slow', queue, { timeoutSeconds: 0.05 }) };
    const { hostFunction } = await import('../../local/host/run-function.ts');
    const slow = hostFunction(called, () => new Promise(() => undefined));
    await expect(slow.invoke({})).rejects.toThrow('longer than 0.05 s');
  });

  it('lets work under way end when it stops', async () => {
    let ended = false;
    let begun = false;
    const { url } = await feed('toy-stop', async () => {
      begun = true;
      await new Promise((resolve) => setTimeout(resolve, 200));
      ended = true;
      return { batchItemFailures: [] };
    });
    await send(url, ['a']);
    await until('begun', () => begun);
    await running.pop()?.stop();
    expect(ended).toBe(true);
    expect(await receive(url)).toEqual([]);
  });
});

describe('a stream', () => {
  const stream = { kind: 'stream', table: 'core', only: 'event' } as const;
  let written = 0;
  async function write(count: number, kind: 'event' | 'state' = 'event'): Promise<string[]> {
    const names = Array.from({ length: count }, () => `n${String(written++).padStart(5, '0')}`);
    for (const name of names) {
      const Item = {
        pk: { S: name },
        sk: { S: 'x' },
        ...(kind === 'event' && { [EVENT_ATTRIBUTE]: { S: 'toy.made' } }),
      };
      await clients.dynamodb.send(new PutItemCommand({ TableName: 'zhida-core', Item }));
    }
    return names;
  }
  const namesOf = (event: unknown) =>
    (event as DynamoDBStreamEvent).Records.map((record) => record.dynamodb?.NewImage?.pk?.S ?? '');
  const numberOf = (event: unknown, index: number) =>
    (event as DynamoDBStreamEvent).Records[index]?.dynamodb?.SequenceNumber ?? '';

  async function read(functions: readonly HostedFunction[], folder?: string) {
    const resources = await resourcesOf(functions);
    const triggers = await startTriggers({
      functions,
      clients,
      streamEndpoint: engines.dynamodb,
      resources,
      folder,
      log,
    });
    running.push(triggers);
    return { resources, triggers };
  }

  it('is read by several, each at its own pace: a slow one does not hold the other up; state is passed over', async () => {
    const fast: string[] = [];
    const gate = Promise.withResolvers<void>();
    const slow: string[] = [];
    const seenBy = (names: string[], before: Promise<void>) => async (event: unknown) => {
      await before;
      names.push(...namesOf(event));
      return { batchItemFailures: [] };
    };
    await read([
      toyFunction('toy-fast', stream, seenBy(fast, Promise.resolve())),
      toyFunction('toy-slow-reader', stream, seenBy(slow, gate.promise)),
    ]);
    await write(3, 'state');
    const names = await write(30);
    await until('the fast one to see all', () => names.every((name) => fast.includes(name)));
    expect(slow).toEqual([]);
    gate.resolve();
    await until('the slow one to see all', () => names.every((name) => slow.includes(name)));
    expect(fast.filter((name) => names.includes(name))).toEqual(names);
    expect(fast).not.toContain('n00000');
  });

  it('goes on after its checkpoint in the next run', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'zhida-checkpoint-'));
    const seen: string[] = [];
    const reader = () =>
      toyFunction('toy-again', stream, async (event) => {
        seen.push(...namesOf(event));
        return { batchItemFailures: [] };
      });
    await read([reader()], folder);
    const first = await write(5);
    await until('the first five', () => first.every((name) => seen.includes(name)));
    await running.pop()?.stop();
    expect(
      Object.keys(JSON.parse(await readFile(path.join(folder, 'stream-toy-again.json'), 'utf8')) as object),
    ).toHaveLength(1);
    seen.length = 0;
    const second = await write(5);
    await read([reader()], folder);
    await until('the next five', () => second.every((name) => seen.includes(name)));
    expect(seen).toEqual(second);
  });

  it('delivers again from the first that failed, in order', async () => {
    const seen: string[] = [];
    let failures = 0;
    const names: string[] = [];
    await read([
      toyFunction('toy-retry', stream, async (event) => {
        const given = namesOf(event);
        const at = failures < 2 ? given.indexOf(names[2] ?? '-') : -1;
        seen.push(...(at < 0 ? given : given.slice(0, at)));
        if (at < 0) return { batchItemFailures: [] };
        failures += 1;
        return { batchItemFailures: [{ itemIdentifier: numberOf(event, at) }] };
      }),
    ]);
    await until('what was there before', () => seen.length > 0);
    names.push(...(await write(6)));
    await until('all', () => names.every((name) => seen.includes(name)));
    expect(seen.filter((name) => names.includes(name))).toEqual(names);
    expect(failures).toBeGreaterThan(0);
  });

  it('halves a batch that breaks until the one to blame stands alone, and gives that one up to the failure queue', async () => {
    const seen: string[] = [];
    const poison: string[] = [];
    const { resources } = await read([
      toyFunction('toy-poison', stream, async (event) => {
        const given = namesOf(event);
        if (given.some((name) => poison.includes(name))) throw new Error('poison');
        seen.push(...given);
        return { batchItemFailures: [] };
      }),
    ]);
    await until('what was there before', () => seen.length > 0);
    poison.push(`n${String(written + 4).padStart(5, '0')}`);
    const names = await write(10);
    await until(
      'the others',
      () => names.filter((name) => !poison.includes(name)).every((name) => seen.includes(name)),
      60_000,
    );
    const [failure = '{}'] = await receive(resources.failureQueues['toy-poison']);
    expect(JSON.parse(failure)).toMatchObject({
      function: 'toy-poison',
      record: { NewImage: { pk: { S: poison[0] } } },
    });
    expect(seen.filter((name) => names.includes(name))).toEqual(
      names.filter((name) => !poison.includes(name)),
    );
  }, 90_000);
});

describe('objects', () => {
  const object = { kind: 'object', bucket: 'bank', prefix: 'toy-in/', visibilityTimeoutSeconds: 2 } as const;
  const put = (Key: string) =>
    clients.s3.send(new PutObjectCommand({ Bucket: 'zhida-bank', Key, Body: 'x' }));

  it('are told once each, at once when hinted; those not taken are told again by the next run', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'zhida-objects-'));
    const seen: string[] = [];
    let fails = true;
    const taker = () =>
      toyFunction('toy-take', object, async (event) => {
        const { Records } = event as SQSEvent;
        const failed = Records.filter((record) => fails && record.body.includes('bad'));
        for (const record of Records)
          seen.push(
            (JSON.parse(record.body) as { Records: [{ s3: { object: { key: string } } }] }).Records[0].s3
              .object.key,
          );
        return { batchItemFailures: failed.map((record) => ({ itemIdentifier: record.messageId })) };
      });
    const start = async () => {
      const functions = [taker()];
      const resources = await resourcesOf(functions);
      const triggers = await startTriggers({
        functions,
        clients,
        streamEndpoint: engines.dynamodb,
        resources,
        folder,
        log,
      });
      running.push(triggers);
      return triggers;
    };
    const triggers = await start();
    await put('other/one');
    await put('toy-in/a b');
    await put('toy-in/bad');
    triggers.objectWritten('bank', 'toy-in/a b');
    triggers.objectWritten('bank', 'other/one');
    await until('both', () => seen.includes('toy-in/a+b') && seen.includes('toy-in/bad'));
    await running.pop()?.stop();
    expect(seen.filter((key) => key === 'toy-in/a+b')).toHaveLength(1);
    expect(await readFile(path.join(folder, 'objects-toy-take.log'), 'utf8')).toBe('toy-in/a b\n');
    seen.length = 0;
    fails = false;
    await put('toy-in/new');
    await start();
    await until(
      'the new one and the one that failed',
      () => seen.includes('toy-in/new') && seen.includes('toy-in/bad'),
    );
    expect(seen).not.toContain('toy-in/a+b');
  });
});

describe('a schedule', () => {
  it('runs soon and then at its interval, also after a failure, never twice at once', async () => {
    let ticks = 0;
    let active = 0;
    const called = toyFunction('toy-tick', { kind: 'schedule', everySeconds: 1 }, async () => {
      expect(++active).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 30));
      active -= 1;
      if (++ticks === 1) throw new Error('first tick');
    });
    running.push(runSchedule(called, 10, log));
    await until('three ticks', () => ticks >= 3);
    expect(lines.filter((line) => line.includes('first tick'))).toHaveLength(1);
  });
});

describe('the modules of the manifest', () => {
  it.each([
    [
      'is missing',
      toyRow('toy-missing', queue),
      'toy-missing, but functions/toy/toy-missing.lambda.ts does not exist',
    ],
    [
      'exports no handler',
      toyRow('toy-port', queue, { entry: 'ports.ts' }),
      'functions/ports.ts (toy-port) exports no handler',
    ],
  ])('are refused by name when one %s', async (_, row, message) => {
    await expect(loadFunctions([row])).rejects.toThrow(message);
  });
});
