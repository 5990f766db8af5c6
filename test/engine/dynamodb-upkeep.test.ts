// What time does to the engine's data: retention of streams, time to live, restarts, deletions cut short, clocks going back.
import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import type { ShardIteratorType, _Record } from '@aws-sdk/client-dynamodb-streams';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLevel } from '../../local/engine/dynamodb/dynalite-internals.ts';
import { startDynamoDbEngine } from '../../local/engine/dynamodb/start-engine.ts';
import type { DynamoDbEngineOptions } from '../../local/engine/dynamodb/start-engine.ts';
import { StreamSequence } from '../../local/engine/dynamodb/stream-sequence.ts';
import { clientOptions } from './engine-under-test.ts';
import { N, S, createFullTable, rejection } from './table-fixture.ts';

const TableName = 'upkeep';
const key = (pk: string) => ({ pk: S(pk), sk: S('1') });
const pastSecond = (): string => String(Math.floor(Date.now() / 1000) - 60);

describe('upkeep', () => {
  let path: string;
  let client: DynamoDBClient;
  let streams: DynamoDBStreamsClient;
  let close: (() => Promise<void>) | undefined;

  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), 'zhida-upkeep-'));
  });
  afterEach(async () => {
    await stop();
    rmSync(path, { recursive: true, force: true });
  });

  async function start(options: DynamoDbEngineOptions = {}): Promise<void> {
    const engine = await startDynamoDbEngine({ path, ...options });
    client = new DynamoDBClient(clientOptions(engine.endpoint));
    streams = new DynamoDBStreamsClient(clientOptions(engine.endpoint));
    close = engine.close;
  }
  async function stop(): Promise<void> {
    await close?.();
    close = undefined;
  }

  const put = (pk: string, more = {}) =>
    client.send(new PutItemCommand({ TableName, Item: { ...key(pk), ...more } }));
  const get = async (pk: string) =>
    (await client.send(new GetItemCommand({ TableName, Key: key(pk), ConsistentRead: true }))).Item;
  const streamArn = async () =>
    (await client.send(new DescribeTableCommand({ TableName }))).Table?.LatestStreamArn;

  async function records(
    type: ShardIteratorType = 'TRIM_HORIZON',
    SequenceNumber?: string,
  ): Promise<_Record[]> {
    const StreamArn = await streamArn();
    const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
    const all: _Record[] = [];
    for (const { ShardId } of StreamDescription?.Shards ?? []) {
      const { ShardIterator } = await streams.send(
        new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: type, SequenceNumber }),
      );
      all.push(...((await streams.send(new GetRecordsCommand({ ShardIterator }))).Records ?? []));
    }
    return all;
  }

  it('stream records go after their retention, and a reader that comes too late is told', async () => {
    await start({ streamRetentionMs: 300, trimEveryMs: 100 });
    await createFullTable(client, TableName);
    await put('old');
    const [old] = await records();
    await expect.poll(() => records(), { timeout: 5000, interval: 50 }).toEqual([]);
    await put('new');
    expect((await records()).map((one) => one.dynamodb?.Keys?.['pk'])).toEqual([S('new')]);
    const late = await rejection(records('AFTER_SEQUENCE_NUMBER', old?.dynamodb?.SequenceNumber));
    expect(late.name).toBe('TrimmedDataAccessException');
  });

  it('a stream continues over a restart, from the sequence number a reader kept', async () => {
    await start({ streamShards: 1 });
    await createFullTable(client, TableName);
    await put('before');
    const [before] = await records();
    await stop();
    await start();
    await put('after');
    const next = await records('AFTER_SEQUENCE_NUMBER', before?.dynamodb?.SequenceNumber);
    expect(next.map((one) => one.dynamodb?.Keys?.['pk'])).toEqual([S('after')]);
  });

  it('a stream turned off and on again begins anew', async () => {
    await start();
    const { LatestStreamArn } = await createFullTable(client, TableName);
    await put('first-stream');
    const turn = (StreamEnabled: boolean) =>
      client.send(
        new UpdateTableCommand({
          TableName,
          StreamSpecification: { StreamEnabled, ...(StreamEnabled ? { StreamViewType: 'NEW_IMAGE' } : {}) },
        }),
      );
    await turn(false);
    await put('no-stream');
    await turn(true);
    await put('second-stream', { v: N(1) });
    await put('second-stream', { v: N(2) });
    expect(await streamArn()).not.toBe(LatestStreamArn);
    const images = (await records()).map((one) => [one.dynamodb?.NewImage?.['v'], one.dynamodb?.OldImage]);
    expect(images).toEqual([
      [N(1), undefined],
      [N(2), undefined],
    ]);
  });

  it('items that were there before time to live was turned on expire too, by the service’s hand', async () => {
    await start({ ttlSweepMs: 100 });
    await createFullTable(client, TableName);
    await put('expired', { ttl: N(pastSecond()), g2pk: S('x') });
    await put('later', { ttl: N(Number(pastSecond()) + 3600) });
    await put('never');
    await put('text', { ttl: S('not a number') });
    await put('ancient', { ttl: N(1000) });
    await client.send(
      new UpdateTimeToLiveCommand({
        TableName,
        TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
      }),
    );
    await expect.poll(() => get('expired'), { timeout: 5000, interval: 50 }).toBeUndefined();
    await sleep(250);
    const { Items } = await client.send(new ScanCommand({ TableName }));
    expect(Items?.map((item) => item['pk']?.S).sort()).toEqual(['ancient', 'later', 'never', 'text']);
    const last = (await records()).at(-1);
    expect(last?.eventName).toBe('REMOVE');
    expect(last?.userIdentity).toEqual({ Type: 'Service', PrincipalId: 'dynamodb.amazonaws.com' });
  });

  it('an item whose time was put off in the meantime stays', async () => {
    await start({ ttlSweepMs: 3_600_000 });
    await createFullTable(client, TableName);
    await client.send(
      new UpdateTimeToLiveCommand({
        TableName,
        TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
      }),
    );
    await put('put-off', { ttl: N(pastSecond()) });
    await put('put-off', { ttl: N(Number(pastSecond()) + 3600) });
    await put('freed', { ttl: N(pastSecond()) });
    await put('freed');
    await put('due', { ttl: N(pastSecond()) });
    await stop();
    await start({ ttlSweepMs: 50 });
    await expect.poll(() => get('due'), { timeout: 5000, interval: 50 }).toBeUndefined();
    expect([await get('put-off'), await get('freed')]).not.toContain(undefined);
  });

  it('a table deletion that was cut short is finished at the next start', async () => {
    await start();
    await createFullTable(client, TableName);
    await put('left-over', { g2pk: S('x') });
    await stop();
    const level = createLevel(path);
    await level.open();
    const settings = JSON.parse(String(level.getSync(`t~${TableName}`))) as {
      description: { TableStatus: string };
    };
    settings.description.TableStatus = 'DELETING';
    await level.batch([{ type: 'put', key: `t~${TableName}`, value: JSON.stringify(settings) }]);
    await level.close();
    await start();
    expect((await rejection(put('x'))).name).toBe('ResourceNotFoundException');
    await createFullTable(client, TableName);
    const { Items } = await client.send(new ScanCommand({ TableName }));
    expect([Items, await records()]).toEqual([[], []]);
  });

  it('a deleted table leaves no rows behind', async () => {
    await start();
    await createFullTable(client, TableName);
    for (let i = 0; i < 30; i++) await put(`p${i}`, { g1pk: S('g'), g1sk: S(i), g2pk: S('h') });
    await client.send(new DeleteTableCommand({ TableName }));
    await stop();
    const level = createLevel(path);
    await level.open();
    const keys: string[] = [];
    for await (const [rowKey] of level.iterator({})) keys.push(rowKey);
    await level.close();
    expect(keys).toEqual([]);
  });

  it('with fsync an acknowledged item is there too', async () => {
    await start({ fsync: true });
    await createFullTable(client, TableName);
    await put('synced');
    await stop();
    await start();
    expect(await get('synced')).toEqual(key('synced'));
  });

  it.each([
    ['no keys', { KeySchema: [] }],
    ['an undefined key', { KeySchema: [{ AttributeName: 'nope', KeyType: 'HASH' as const }] }],
    ['a stream without its view', { StreamSpecification: { StreamEnabled: true } }],
  ])('a table with %s is refused', async (_what, wrong) => {
    await start();
    const made = client.send(
      new CreateTableCommand({
        TableName: 'refused',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        ...wrong,
      }),
    );
    expect((await rejection(made)).name).toBe('ValidationException');
  });
});

describe('stream sequence', () => {
  it('rises when the clock stands still, goes back, or starts before the last stored number', () => {
    let nowMs = 1_000;
    const sequence = new StreamSequence(() => nowMs);
    const numbers = [sequence.next(), sequence.next()];
    nowMs = 900;
    numbers.push(sequence.next());
    nowMs = 2_000;
    numbers.push(sequence.next());
    sequence.continueAfter('000000000005000000007');
    numbers.push(sequence.next());
    expect(numbers).toEqual([
      '000000000001000000000',
      '000000000001000000001',
      '000000000001000000002',
      '000000000002000000000',
      '000000000005000000008',
    ]);
  });

  it('does not run out within a millisecond', () => {
    const sequence = new StreamSequence(() => 1);
    let last = sequence.next();
    for (let i = 0; i < 1_000_001; i++) {
      const next = sequence.next();
      if (next <= last) throw new Error(`${next} is not above ${last}`);
      last = next;
    }
    expect(last).toBe('000000000000002000001');
  });
});
