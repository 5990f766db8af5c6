// The second half of what Zhida relies on from DynamoDB: streams, time to live, what is not needed, and isolation.
import {
  BatchWriteItemCommand,
  ExecuteStatementCommand,
  ExecuteTransactionCommand,
  GetItemCommand,
  ListTagsOfResourceCommand,
  PutItemCommand,
  QueryCommand,
  TagResourceCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  DescribeTimeToLiveCommand,
  UpdateContinuousBackupsCommand,
  UpdateItemCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import type { AttributeValue, QueryCommandInput, TableDescription } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import type { _Record } from '@aws-sdk/client-dynamodb-streams';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { freshTableName, openEngine, target } from './engine-under-test.ts';
import type { EngineUnderTest } from './engine-under-test.ts';
import { DYNAMODB_LOCAL_GAPS, EMBEDDED_DYNAMODB_GAPS, check as checkWithGaps } from './known-gaps.ts';
import { N, S, createFullTable, rejection } from './table-fixture.ts';

const gaps = target === 'embedded' ? EMBEDDED_DYNAMODB_GAPS : DYNAMODB_LOCAL_GAPS;
const check = (name: string, run: () => Promise<void>, timeoutMs?: number): void =>
  checkWithGaps(gaps, name, run, timeoutMs);

describe(`DynamoDB conformance (streams, isolation) on ${target}`, () => {
  const TableName = freshTableName();
  let engine: EngineUnderTest;
  let table: TableDescription;
  const key = (pk: unknown, sk: unknown = '1') => ({ pk: S(pk), sk: S(sk) });
  const put = (Item: Record<string, AttributeValue>) =>
    engine.client.send(new PutItemCommand({ TableName, Item }));
  const get = async (pk: unknown, sk: unknown = '1') =>
    (await engine.client.send(new GetItemCommand({ TableName, Key: key(pk, sk), ConsistentRead: true })))
      .Item;

  beforeAll(async () => {
    engine = await openEngine({ ttlSweepMs: 200 });
    table = await createFullTable(engine.client, TableName);
    // DynamoDB Local loses a LATEST iterator that was taken while its stream had never held a record.
    await put(key('first'));
  });
  afterAll(async () => engine.close());

  async function readStream(type: 'LATEST' | 'TRIM_HORIZON') {
    const StreamArn = table.LatestStreamArn;
    const { StreamDescription } = await engine.streams.send(new DescribeStreamCommand({ StreamArn }));
    const shards = StreamDescription?.Shards ?? [];
    const iterators = await Promise.all(
      shards.map(async ({ ShardId }) => {
        const made = await engine.streams.send(
          new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: type }),
        );
        return made.ShardIterator;
      }),
    );
    /** Everything that can be read within the time, until `enough` says so. */
    return async (enough: (records: _Record[]) => boolean, timeoutMs: number): Promise<_Record[]> => {
      const records: _Record[] = [];
      const endMs = Date.now() + timeoutMs;
      while (!enough(records) && Date.now() < endMs) {
        for (const [index, ShardIterator] of iterators.entries()) {
          if (!ShardIterator) continue;
          const page = await engine.streams.send(new GetRecordsCommand({ ShardIterator }));
          iterators[index] = page.NextShardIterator;
          records.push(...(page.Records ?? []));
        }
        if (!enough(records)) await sleep(20);
      }
      return records;
    };
  }

  async function allPages(input: Omit<QueryCommandInput, 'TableName'>) {
    const pages: Record<string, AttributeValue>[][] = [];
    let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
    do {
      const page = await engine.client.send(new QueryCommand({ TableName, ...input, ExclusiveStartKey }));
      pages.push(page.Items ?? []);
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    return pages;
  }

  check('a write reaches a reader of the stream', async () => {
    const read = await readStream('LATEST');
    await engine.client.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          {
            Update: {
              TableName,
              Key: key('st'),
              UpdateExpression: 'ADD v :o',
              ExpressionAttributeValues: { ':o': N(1) },
            },
          },
          { Put: { TableName, Item: key('st', 2) } },
        ],
      }),
    );
    const records = await read((all) => all.length >= 2, 8000);
    expect(records.map((record) => record.eventName)).toEqual(['INSERT', 'INSERT']);
    expect(records.map((record) => record.dynamodb?.NewImage?.['pk'])).toEqual([S('st'), S('st')]);
  });

  check('a write that changes nothing makes no record', async () => {
    const read = await readStream('LATEST');
    await put(key('st', 2));
    expect(await read(() => false, 500)).toEqual([]);
  });

  check('the stream from its beginning holds every change once', async () => {
    const requests = Array.from({ length: 25 }, (_, i) => ({ PutRequest: { Item: key('begin', i) } }));
    await engine.client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: requests } }));
    const read = await readStream('TRIM_HORIZON');
    const records = await read((all) => all.length >= 28, 8000);
    expect(records).toHaveLength(28);
    expect(new Set(records.map((record) => record.eventID)).size).toBe(28);
  });

  check('time to live is set and described', async () => {
    await engine.client.send(
      new UpdateTimeToLiveCommand({
        TableName,
        TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
      }),
    );
    const { TimeToLiveDescription } = await engine.client.send(new DescribeTimeToLiveCommand({ TableName }));
    expect(TimeToLiveDescription?.TimeToLiveStatus).toMatch(/ENABL/);
  });

  check(
    'an expired item is deleted',
    async () => {
      await put({ ...key('ttl'), ttl: N(Math.floor(Date.now() / 1000) - 60) });
      await expect.poll(() => get('ttl'), { timeout: 20_000, interval: 250 }).toBeUndefined();
    },
    30_000,
  );

  check('PartiQL reads an item', async () => {
    await put(key('a'));
    const Statement = `SELECT * FROM "${TableName}" WHERE pk=? AND sk=?`;
    const { Items } = await engine.client.send(
      new ExecuteStatementCommand({ Statement, Parameters: [S('a'), S('1')] }),
    );
    expect(Items).toHaveLength(1);
  });

  check('PartiQL writes an item in a transaction', async () => {
    const Statement = `INSERT INTO "${TableName}" VALUE {'pk':?,'sk':?}`;
    await engine.client.send(
      new ExecuteTransactionCommand({ TransactStatements: [{ Statement, Parameters: [S('pq'), S('1')] }] }),
    );
  });

  check('an index can be added to a table that has items', async () => {
    await engine.client.send(
      new UpdateTableCommand({
        TableName,
        AttributeDefinitions: [{ AttributeName: 'g3pk', AttributeType: 'S' }],
        GlobalSecondaryIndexUpdates: [
          {
            Create: {
              IndexName: 'gsi3',
              KeySchema: [{ AttributeName: 'g3pk', KeyType: 'HASH' }],
              Projection: { ProjectionType: 'ALL' },
            },
          },
        ],
      }),
    );
  });

  check('tags and point-in-time recovery are accepted', async () => {
    const ResourceArn = table.TableArn;
    await engine.client.send(new TagResourceCommand({ ResourceArn, Tags: [{ Key: 'a', Value: 'b' }] }));
    const { Tags } = await engine.client.send(new ListTagsOfResourceCommand({ ResourceArn }));
    expect(Tags).toEqual([{ Key: 'a', Value: 'b' }]);
    await engine.client.send(
      new UpdateContinuousBackupsCommand({
        TableName,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      }),
    );
  });

  check('an empty key, a large item and a reserved word are refused', async () => {
    const empty = await rejection(put({ pk: S(''), sk: S('1') }));
    const large = await rejection(put({ ...key('big'), d: S('x'.repeat(410 * 1024)) }));
    const reserved = await rejection(
      engine.client.send(
        new UpdateItemCommand({
          TableName,
          Key: key('a'),
          UpdateExpression: 'SET status = :s',
          ExpressionAttributeValues: { ':s': S('x') },
        }),
      ),
    );
    expect([empty, large, reserved].map((error) => error.name)).toEqual(Array(3).fill('ValidationException'));
  });

  check('50 concurrent conditional updates do not overspend', async () => {
    await put({ ...key('bud', 'u'), bal: N(1000), n: N(0) });
    let spent = 0;
    const unexpected: string[] = [];
    const spender = async (): Promise<void> => {
      for (let i = 0; i < 10; i++) {
        try {
          await engine.client.send(
            new UpdateItemCommand({
              TableName,
              Key: key('bud', 'u'),
              UpdateExpression: 'SET bal = bal - :a ADD n :o',
              ConditionExpression: 'bal >= :a',
              ExpressionAttributeValues: { ':a': N(7), ':o': N(1) },
            }),
          );
          spent += 1;
        } catch (error) {
          if ((error as Error).name !== 'ConditionalCheckFailedException')
            unexpected.push((error as Error).name);
        }
      }
    };
    await Promise.all(Array.from({ length: 50 }, spender));
    expect(unexpected).toEqual([]);
    expect(spent).toBe(142);
    expect(await get('bud', 'u')).toEqual({ ...key('bud', 'u'), bal: N(1000 - 7 * 142), n: N(142) });
  });

  check('50 concurrent transactions spend exactly what the ledger says', async () => {
    await put({ ...key('bud', 't'), bal: N(1000) });
    let spent = 0;
    const spender = async (_: unknown, who: number): Promise<void> => {
      for (let i = 0; i < 6; i++) {
        try {
          await engine.client.send(
            new TransactWriteItemsCommand({
              TransactItems: [
                {
                  Update: {
                    TableName,
                    Key: key('bud', 't'),
                    UpdateExpression: 'SET bal = bal - :a',
                    ConditionExpression: 'bal >= :a',
                    ExpressionAttributeValues: { ':a': N(7) },
                  },
                },
                {
                  Put: {
                    TableName,
                    Item: { ...key('led', `${who}-${i}`), a: N(7) },
                    ConditionExpression: 'attribute_not_exists(pk)',
                  },
                },
              ],
            }),
          );
          spent += 1;
        } catch (error) {
          expect((error as Error).name).toMatch(/TransactionCanceledException|TransactionConflictException/);
        }
      }
    };
    await Promise.all(Array.from({ length: 50 }, spender));
    const ledger = await allPages({
      KeyConditionExpression: 'pk = :p',
      ExpressionAttributeValues: { ':p': S('led') },
    });
    expect(spent).toBeGreaterThan(0);
    expect((await get('bud', 't'))?.['bal']).toEqual(N(1000 - 7 * spent));
    expect(ledger.flat()).toHaveLength(spent);
  });

  check('TransactGetItems never sees half a transaction', async () => {
    const pair = (v: number) =>
      engine.client.send(
        new TransactWriteItemsCommand({
          TransactItems: ['A', 'B'].map((sk) => ({
            Put: { TableName, Item: { ...key('pair', sk), v: N(v) } },
          })),
        }),
      );
    await pair(0);
    let writing = true;
    const torn: unknown[] = [];
    let reads = 0;
    const writer = async (): Promise<void> => {
      for (let v = 1; v <= 150; v++) await pair(v).catch(() => undefined);
      writing = false;
    };
    const reader = async (): Promise<void> => {
      while (writing) {
        const TransactItems = ['A', 'B'].map((sk) => ({ Get: { TableName, Key: key('pair', sk) } }));
        const read = await engine.client
          .send(new TransactGetItemsCommand({ TransactItems }))
          .catch(() => undefined);
        if (!read) continue;
        reads += 1;
        const [a, b] = (read.Responses ?? []).map((one) => one.Item?.['v']?.N);
        if (a !== b) torn.push([a, b]);
      }
    };
    await Promise.all([writer(), reader(), reader(), reader(), reader()]);
    expect(reads).toBeGreaterThan(0);
    expect(torn).toEqual([]);
  });
});
