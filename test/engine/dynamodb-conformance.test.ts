// What Zhida relies on from DynamoDB, through the AWS SDK, on the embedded engine and on AWS's own DynamoDB Local.
import {
  BatchWriteItemCommand,
  CreateTableCommand,
  ExecuteStatementCommand,
  ExecuteTransactionCommand,
  GetItemCommand,
  ListTagsOfResourceCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
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

describe(`DynamoDB conformance on ${target}`, () => {
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

  check('a table has its indexes and a stream', async () => {
    expect(table.GlobalSecondaryIndexes?.map((index) => index.IndexName).sort()).toEqual(['gsi1', 'gsi2']);
    expect(table.LatestStreamArn).toMatch(/^arn:aws:dynamodb:.*\/stream\//);
  });

  check('a table that exists is not made again', async () => {
    const again = new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    });
    expect((await rejection(engine.client.send(again))).name).toBe('ResourceInUseException');
  });

  check('an unknown table is not found', async () => {
    const read = engine.client.send(new GetItemCommand({ TableName: 'no-such-table', Key: { pk: S(1) } }));
    expect((await rejection(read)).name).toBe('ResourceNotFoundException');
  });

  check('a conditional put succeeds once', async () => {
    const once = {
      TableName,
      Item: { ...key('a'), v: N(1) },
      ConditionExpression: 'attribute_not_exists(pk)',
    };
    await engine.client.send(new PutItemCommand(once));
    const error = await rejection(engine.client.send(new PutItemCommand(once)));
    expect([error.name, error.message]).toEqual([
      'ConditionalCheckFailedException',
      'The conditional request failed',
    ]);
  });

  check('a failed condition returns the item when asked', async () => {
    const error = await rejection(
      engine.client.send(
        new PutItemCommand({
          TableName,
          Item: key('a'),
          ConditionExpression: 'attribute_not_exists(pk)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      ),
    );
    expect(error['Item']).toEqual({ ...key('a'), v: N(1) });
  });

  check('an update adds, sets and is guarded by its condition', async () => {
    const done = await engine.client.send(
      new UpdateItemCommand({
        TableName,
        Key: key('a'),
        UpdateExpression: 'ADD v :n SET #x = if_not_exists(#x, :z)',
        ConditionExpression: 'v >= :n',
        ExpressionAttributeNames: { '#x': 'x' },
        ExpressionAttributeValues: { ':n': N(1), ':z': S('q') },
        ReturnValues: 'ALL_NEW',
      }),
    );
    expect(done.Attributes).toEqual({ ...key('a'), v: N(2), x: S('q') });
    const refused = engine.client.send(
      new UpdateItemCommand({
        TableName,
        Key: key('a'),
        UpdateExpression: 'ADD v :n',
        ConditionExpression: 'v >= :m',
        ExpressionAttributeValues: { ':n': N(1), ':m': N(100) },
      }),
    );
    expect((await rejection(refused)).name).toBe('ConditionalCheckFailedException');
  });

  check('numbers keep 38 digits and decimals are exact', async () => {
    const large = '12345678901234567890123456789012345678';
    await put({ ...key('num'), n: N(large), m: N('0.1') });
    const { Attributes } = await engine.client.send(
      new UpdateItemCommand({
        TableName,
        Key: key('num'),
        UpdateExpression: 'SET n = n + :o, m = m + :p',
        ExpressionAttributeValues: { ':o': N(1), ':p': N('0.2') },
        ReturnValues: 'ALL_NEW',
      }),
    );
    expect([Attributes?.['n'], Attributes?.['m']]).toEqual([
      N('12345678901234567890123456789012345679'),
      N('0.3'),
    ]);
    const error = await rejection(put({ ...key('num', 2), n: N(`${large}9`) }));
    expect(error.name).toBe('ValidationException');
  });

  check('a transaction writes 100 items', async () => {
    const TransactItems = Array.from({ length: 100 }, (_, i) => {
      const sk = String(i).padStart(3, '0');
      return {
        Put: { TableName, Item: { ...key('t100', sk), g1pk: S('G'), g1sk: S(sk), g2pk: S(`H${i % 3}`) } },
      };
    });
    await engine.client.send(new TransactWriteItemsCommand({ TransactItems }));
    const pages = await allPages({
      KeyConditionExpression: 'pk = :p',
      ExpressionAttributeValues: { ':p': S('t100') },
    });
    expect(pages.flat()).toHaveLength(100);
  });

  check('a transaction of 101 items is refused', async () => {
    const TransactItems = Array.from({ length: 101 }, (_, i) => ({
      Put: { TableName, Item: key('t101', i) },
    }));
    const error = await rejection(engine.client.send(new TransactWriteItemsCommand({ TransactItems })));
    expect(error.name).toBe('ValidationException');
  });

  check('a transaction with two actions on one item is refused', async () => {
    const TransactItems = [1, 2].map((i) => ({ Put: { TableName, Item: { ...key('dup'), i: N(i) } } }));
    const error = await rejection(engine.client.send(new TransactWriteItemsCommand({ TransactItems })));
    expect(error.name).toBe('ValidationException');
    expect(await get('dup')).toBeUndefined();
  });

  check('a cancelled transaction gives its reasons, the item, and writes nothing', async () => {
    const error = await rejection(
      engine.client.send(
        new TransactWriteItemsCommand({
          TransactItems: [
            { Put: { TableName, Item: key('x') } },
            {
              ConditionCheck: {
                TableName,
                Key: key('a'),
                ConditionExpression: 'v > :m',
                ExpressionAttributeValues: { ':m': N(99) },
                ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
              },
            },
            {
              Update: {
                TableName,
                Key: key('a', 2),
                UpdateExpression: 'ADD v :o',
                ExpressionAttributeValues: { ':o': N(1) },
              },
            },
          ],
        }),
      ),
    );
    const reasons = error['CancellationReasons'] as { Code: string; Item?: Record<string, AttributeValue> }[];
    expect(error.name).toBe('TransactionCanceledException');
    expect(reasons.map((reason) => reason.Code)).toEqual(['None', 'ConditionalCheckFailed', 'None']);
    expect(reasons[1]?.Item?.['v']).toEqual(N(2));
    expect(await get('x')).toBeUndefined();
  });

  check('a transaction is applied once per token', async () => {
    const ClientRequestToken = `token-${Date.now()}`;
    const spend = (amount: number) =>
      engine.client.send(
        new TransactWriteItemsCommand({
          ClientRequestToken,
          TransactItems: [
            {
              Update: {
                TableName,
                Key: key('idem'),
                UpdateExpression: 'ADD v :o',
                ExpressionAttributeValues: { ':o': N(amount) },
              },
            },
          ],
        }),
      );
    await spend(5);
    await spend(5);
    expect((await get('idem'))?.['v']).toEqual(N(5));
    expect((await rejection(spend(6))).name).toBe('IdempotentParameterMismatchException');
  });

  check('TransactGetItems answers in order, with holes', async () => {
    const { Responses } = await engine.client.send(
      new TransactGetItemsCommand({
        TransactItems: [{ Get: { TableName, Key: key('a') } }, { Get: { TableName, Key: key('zz') } }],
      }),
    );
    expect(Responses?.map((one) => one.Item?.['v'])).toEqual([N(2), undefined]);
  });

  check('BatchWriteItem writes 25 at a time', async () => {
    for (let batch = 0; batch < 20; batch++) {
      const requests = Array.from({ length: 25 }, (_, i) => {
        const sk = String(batch * 25 + i).padStart(5, '0');
        return {
          PutRequest: { Item: { ...key('q', sk), d: S('x'.repeat(4000)), g1pk: S('Q'), g1sk: S(sk) } },
        };
      });
      const { UnprocessedItems } = await engine.client.send(
        new BatchWriteItemCommand({ RequestItems: { [TableName]: requests } }),
      );
      expect(UnprocessedItems).toEqual({});
    }
  });

  check('queries page by limit, by 1 MB and backwards over an index', async () => {
    const q = { ':p': S('q') };
    const limited = await allPages({
      KeyConditionExpression: 'pk = :p',
      ExpressionAttributeValues: q,
      Limit: 70,
    });
    expect(limited.flat()).toHaveLength(500);
    expect(limited.length).toBeGreaterThanOrEqual(8);
    const large = await allPages({
      KeyConditionExpression: 'pk = :p AND begins_with(sk, :z)',
      ExpressionAttributeValues: { ...q, ':z': S('00') },
    });
    expect(large.map((page) => page.length).reduce((a, b) => a + b)).toBe(500);
    expect(large.length).toBeGreaterThanOrEqual(2);
    const backwards = await allPages({
      IndexName: 'gsi1',
      KeyConditionExpression: 'g1pk = :p',
      ExpressionAttributeValues: { ':p': S('Q') },
      Limit: 130,
      ScanIndexForward: false,
    });
    const order = backwards.flat().map((item) => item['g1sk']?.S);
    expect(order).toEqual([...order].sort().reverse());
    expect(order).toHaveLength(500);
  });

  check('a parallel scan meets each item once', async () => {
    const seen: string[] = [];
    const segments = [0, 1, 2, 3].map(async (Segment) => {
      let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
      do {
        const page = await engine.client.send(
          new ScanCommand({ TableName, Segment, TotalSegments: 4, ExclusiveStartKey, ConsistentRead: true }),
        );
        seen.push(...(page.Items ?? []).map((item) => `${item['pk']?.S}|${item['sk']?.S}`));
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey);
    });
    await Promise.all(segments);
    expect(seen.length).toBeGreaterThanOrEqual(603);
    expect(new Set(seen).size).toBe(seen.length);
  });

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
    const read = await readStream('TRIM_HORIZON');
    const records = await read((all) => all.length >= 606, 8000);
    const ids = records.map((record) => record.eventID);
    expect(new Set(ids).size).toBe(ids.length);
    expect(records.length).toBeGreaterThanOrEqual(606);
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
