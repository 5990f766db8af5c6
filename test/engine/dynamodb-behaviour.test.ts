// Finer points of DynamoDB that a hand-made engine gets wrong: order of keys, indexes, pages and stream records.
import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  ListTablesCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { AttributeValue, QueryCommandInput, UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTableName, openEngine, target } from './engine-under-test.ts';
import type { EngineUnderTest } from './engine-under-test.ts';
import { N, S, createFullTable, rejection } from './table-fixture.ts';

type Item = Record<string, AttributeValue>;

describe(`DynamoDB behaviour on ${target}`, () => {
  const TableName = freshTableName();
  let engine: EngineUnderTest;
  let streamArn: string | undefined;
  const key = (pk: unknown, sk: unknown = '1') => ({ pk: S(pk), sk: S(sk) });
  const put = (item: Item, table = TableName) =>
    engine.client.send(new PutItemCommand({ TableName: table, Item: item }));
  const update = (pk: string, input: Omit<UpdateItemCommandInput, 'TableName' | 'Key'>) =>
    engine.client.send(new UpdateItemCommand({ TableName, Key: key(pk), ...input }));
  const query = async (input: Omit<QueryCommandInput, 'TableName'>, table = TableName) =>
    engine.client.send(new QueryCommand({ TableName: table, ...input }));

  beforeAll(async () => {
    engine = await openEngine({ ttlSweepMs: 200, streamShards: 4 });
    streamArn = (await createFullTable(engine.client, TableName)).LatestStreamArn;
  });
  afterAll(async () => engine.close());

  async function makeKeyedTable(type: 'N' | 'B' | 'S'): Promise<string> {
    const name = freshTableName();
    await engine.client.send(
      new CreateTableCommand({
        TableName: name,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [
          { AttributeName: 'pk', AttributeType: 'S' },
          { AttributeName: 'sk', AttributeType: type },
        ],
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
      }),
    );
    return name;
  }

  describe('order of sort keys', () => {
    it('numbers sort by value', async () => {
      const name = await makeKeyedTable('N');
      const numbers = [
        '0',
        '-1',
        '1',
        '-1.5',
        '10',
        '9',
        '-10',
        '0.001',
        '-0.001',
        '1e10',
        '123456789012345678',
      ];
      for (const sk of numbers) await put({ pk: S('n'), sk: N(sk) }, name);
      const all = await query(
        { KeyConditionExpression: 'pk = :p', ExpressionAttributeValues: { ':p': S('n') } },
        name,
      );
      const expected = [...numbers].map(Number).sort((a, b) => a - b);
      expect(all.Items?.map((item) => Number(item['sk']?.N))).toEqual(expected);
      const some = await query(
        {
          KeyConditionExpression: 'pk = :p AND sk BETWEEN :a AND :b',
          ExpressionAttributeValues: { ':p': S('n'), ':a': N('-1.2'), ':b': N('9.5') },
        },
        name,
      );
      expect(some.Items?.map((item) => Number(item['sk']?.N))).toEqual([-1, -0.001, 0, 0.001, 1, 9]);
    });

    it('binary keys sort by unsigned bytes', async () => {
      const name = await makeKeyedTable('B');
      const keys = [[0], [127], [128], [255], [0, 1], [127, 255]];
      for (const bytes of keys) await put({ pk: S('b'), sk: { B: Uint8Array.from(bytes) } }, name);
      const all = await query(
        { KeyConditionExpression: 'pk = :p', ExpressionAttributeValues: { ':p': S('b') } },
        name,
      );
      const got = all.Items?.map((item) => [...(item['sk']?.B ?? [])]);
      expect(got).toEqual([[0], [0, 1], [127], [127, 255], [128], [255]]);
    });

    it('every comparison of text finds what comparing UTF-8 bytes finds', async () => {
      const name = await makeKeyedTable('S');
      const keys = [
        'a',
        'ab',
        'a\u0000',
        'a\u0001',
        'a\u0000b',
        'b',
        'A',
        '~',
        '直',
        '直达',
        '杭州',
        '\u{1f600}',
        '\uffee',
      ];
      for (const sk of keys) await put({ pk: S('s'), sk: S(sk) }, name);
      const bytes = (text: string) => Buffer.from(text, 'utf8');
      const sorted = [...keys].sort((x, y) => Buffer.compare(bytes(x), bytes(y)));
      const operators: Record<string, (order: number, text: string, bound: string) => boolean> = {
        'sk = :b': (order) => order === 0,
        'sk < :b': (order) => order < 0,
        'sk <= :b': (order) => order <= 0,
        'sk > :b': (order) => order > 0,
        'sk >= :b': (order) => order >= 0,
        'begins_with(sk, :b)': (_order, text, bound) => text.startsWith(bound),
      };
      for (const bound of keys) {
        for (const [condition, accepts] of Object.entries(operators)) {
          const found = await query(
            {
              KeyConditionExpression: `pk = :p AND ${condition}`,
              ExpressionAttributeValues: { ':p': S('s'), ':b': S(bound) },
            },
            name,
          );
          const expected = sorted.filter((text) =>
            accepts(Buffer.compare(bytes(text), bytes(bound)), text, bound),
          );
          expect([condition, bound, found.Items?.map((item) => item['sk']?.S)]).toEqual([
            condition,
            bound,
            expected,
          ]);
        }
      }
    });
  });

  describe('reading', () => {
    it('an index holds all of many items with the same index key', async () => {
      const count = 2000;
      for (let start = 0; start < count; start += 25) {
        const requests = Array.from({ length: 25 }, (_, i) => ({
          PutRequest: { Item: { ...key(`same${start + i}`), g2pk: S('crowd') } },
        }));
        await engine.client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: requests } }));
      }
      const found = new Set<string | undefined>();
      let ExclusiveStartKey: Item | undefined;
      do {
        const page = await query({
          IndexName: 'gsi2',
          KeyConditionExpression: 'g2pk = :g',
          ExpressionAttributeValues: { ':g': S('crowd') },
          Limit: 333,
          ExclusiveStartKey,
        });
        for (const one of page.Items ?? []) found.add(one['pk']?.S);
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey);
      expect(found.size).toBe(count);
    });

    it('an index of keys only answers with keys only', async () => {
      await put({ ...key('proj'), g2pk: S('only'), big: S('x') });
      const { Items } = await query({
        IndexName: 'gsi2',
        KeyConditionExpression: 'g2pk = :g',
        ExpressionAttributeValues: { ':g': S('only') },
      });
      expect(Items).toEqual([{ ...key('proj'), g2pk: S('only') }]);
    });

    it('an item leaves an index with its attribute, and moves with it', async () => {
      await put({ ...key('move'), g1pk: S('from'), g1sk: S('1') });
      const inIndex = async (g: string) =>
        (
          await query({
            IndexName: 'gsi1',
            KeyConditionExpression: 'g1pk = :g',
            ExpressionAttributeValues: { ':g': S(g) },
          })
        ).Count;
      await update('move', {
        UpdateExpression: 'SET g1pk = :g',
        ExpressionAttributeValues: { ':g': S('to') },
      });
      expect([await inIndex('from'), await inIndex('to')]).toEqual([0, 1]);
      await update('move', { UpdateExpression: 'REMOVE g1pk' });
      expect([await inIndex('from'), await inIndex('to')]).toEqual([0, 0]);
    });

    it('a local index sorts within the partition', async () => {
      for (const [sk, l] of [
        ['1', 'c'],
        ['2', 'a'],
        ['3', 'b'],
      ] as const) {
        await put({ ...key('local', sk), l: S(l) });
      }
      const { Items } = await query({
        IndexName: 'lsi1',
        KeyConditionExpression: 'pk = :p AND l > :l',
        ExpressionAttributeValues: { ':p': S('local'), ':l': S('a') },
        ConsistentRead: true,
      });
      expect(Items?.map((one) => one['sk']?.S)).toEqual(['3', '1']);
    });

    it('a filter counts what was read and what was kept', async () => {
      for (let i = 0; i < 10; i++) await put({ ...key('filter', i), v: N(i) });
      const page = await query({
        KeyConditionExpression: 'pk = :p',
        FilterExpression: 'v >= :v',
        ProjectionExpression: 'v',
        ExpressionAttributeValues: { ':p': S('filter'), ':v': N(3) },
        Limit: 5,
      });
      expect([page.Count, page.ScannedCount, page.Items]).toEqual([2, 5, [{ v: N(3) }, { v: N(4) }]]);
      expect(page.LastEvaluatedKey).toEqual(key('filter', 4));
      const counted = await query({
        KeyConditionExpression: 'pk = :p',
        ExpressionAttributeValues: { ':p': S('filter') },
        Select: 'COUNT',
      });
      expect([counted.Count, counted.Items, counted.LastEvaluatedKey]).toEqual([10, undefined, undefined]);
    });

    it('BatchGetItem finds what is there', async () => {
      await put({ ...key('bg', 1), v: N(1) });
      await put({ ...key('bg', 2), v: N(2) });
      const { Responses, UnprocessedKeys } = await engine.client.send(
        new BatchGetItemCommand({
          RequestItems: {
            [TableName]: { Keys: [key('bg', 1), key('bg', 2), key('bg', 3)], ProjectionExpression: 'v' },
          },
        }),
      );
      expect(Responses?.[TableName]?.map((one) => one['v']?.N).sort()).toEqual(['1', '2']);
      expect(UnprocessedKeys).toEqual({});
    });

    it.each([
      ['a starting key of another partition', { ExclusiveStartKey: { pk: S('other'), sk: S('1') } }],
      ['a starting key without its sort key', { ExclusiveStartKey: { pk: S('filter') } }],
      ['an unknown index', { IndexName: 'no-such-index' }],
      ['a consistent read of a global index', { IndexName: 'gsi1', ConsistentRead: true }],
      ['a condition on no key', { KeyConditionExpression: 'v = :p' }],
    ] as const)('refuses %s', async (_what, input) => {
      const refused = query({
        KeyConditionExpression: 'pk = :p',
        ExpressionAttributeValues: { ':p': S('filter') },
        ...input,
      });
      expect((await rejection(refused)).name).toBe('ValidationException');
    });

    it('a scan of an index meets only what is in it', async () => {
      const page = await engine.client.send(
        new ScanCommand({
          TableName,
          IndexName: 'gsi2',
          FilterExpression: 'begins_with(pk, :p)',
          ExpressionAttributeValues: { ':p': S('proj') },
        }),
      );
      expect(page.Items?.length).toBe(1);
    });
  });

  describe('streams', () => {
    async function recordsOf(pk: string) {
      const { StreamDescription } = await engine.streams.send(
        new DescribeStreamCommand({ StreamArn: streamArn }),
      );
      const found = [];
      for (const { ShardId } of StreamDescription?.Shards ?? []) {
        const made = await engine.streams.send(
          new GetShardIteratorCommand({ StreamArn: streamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' }),
        );
        let ShardIterator = made.ShardIterator;
        for (let empty = 0; empty < 2 && ShardIterator;) {
          const page = await engine.streams.send(new GetRecordsCommand({ ShardIterator }));
          if (page.Records?.length === 0) empty += 1;
          found.push(...(page.Records ?? []).filter((record) => record.dynamodb?.Keys?.['pk']?.S === pk));
          ShardIterator = page.NextShardIterator;
        }
      }
      return found;
    }

    it('an item’s life is three records in order, with old and new images', async () => {
      const first = { ...key('life'), v: N(1) };
      const second = { ...key('life'), v: N(2) };
      await put(first);
      await put(second);
      await engine.client.send(new DeleteItemCommand({ TableName, Key: key('life') }));
      const records = await recordsOf('life');
      expect(records.map((one) => [one.eventName, one.dynamodb?.OldImage, one.dynamodb?.NewImage])).toEqual([
        ['INSERT', undefined, first],
        ['MODIFY', first, second],
        ['REMOVE', second, undefined],
      ]);
      expect(records.map((one) => one.dynamodb?.Keys)).toEqual(Array(3).fill(key('life')));
      const sequence = records.map((one) => BigInt(one.dynamodb?.SequenceNumber ?? 0));
      expect(sequence).toEqual([...sequence].sort((a, b) => (a < b ? -1 : 1)));
    });

    it('a reader continues after a sequence number', async () => {
      const [first] = await recordsOf('life');
      const { StreamDescription } = await engine.streams.send(
        new DescribeStreamCommand({ StreamArn: streamArn }),
      );
      const names: (string | undefined)[] = [];
      for (const { ShardId } of StreamDescription?.Shards ?? []) {
        const made = await engine.streams
          .send(
            new GetShardIteratorCommand({
              StreamArn: streamArn,
              ShardId,
              ShardIteratorType: 'AFTER_SEQUENCE_NUMBER',
              SequenceNumber: first?.dynamodb?.SequenceNumber,
            }),
          )
          .catch(() => undefined);
        if (!made) continue;
        const page = await engine.streams.send(new GetRecordsCommand({ ShardIterator: made.ShardIterator }));
        names.push(
          ...(page.Records ?? [])
            .filter((one) => one.dynamodb?.Keys?.['pk']?.S === 'life')
            .map((one) => one.eventName),
        );
      }
      expect(names).toEqual(['MODIFY', 'REMOVE']);
    });

    it('streams are listed by table', async () => {
      const { Streams } = await engine.streams.send(new ListStreamsCommand({ TableName }));
      expect(Streams?.map((one) => one.StreamArn)).toEqual([streamArn]);
    });
  });

  it('a deleted table is gone, and made again it is empty', async () => {
    const name = await makeKeyedTable('S');
    await put({ pk: S('a'), sk: S('b') }, name);
    await engine.client.send(new DeleteTableCommand({ TableName: name }));
    const { TableNames } = await engine.client.send(new ListTablesCommand({}));
    expect(TableNames).not.toContain(name);
    expect((await rejection(put({ pk: S('a'), sk: S('b') }, name))).name).toBe('ResourceNotFoundException');
  });
});
