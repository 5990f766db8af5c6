// The first half of what Zhida relies on from DynamoDB (tables, items, transactions, queries), through the AWS SDK, on the embedded engine and on AWS's own DynamoDB Local.
import {
  BatchWriteItemCommand,
  CreateTableCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { AttributeValue, QueryCommandInput, TableDescription } from '@aws-sdk/client-dynamodb';
import type { _Record } from '@aws-sdk/client-dynamodb-streams';
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
});
