// Capacity units as AWS bills them: the cost bench counts on these figures.
import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDynamoDbEngine } from '../../local/engine/dynamodb/start-engine.ts';
import { itemSizeBytes } from '../../local/engine/dynamodb/attribute-value.ts';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clientOptions, freshTableName } from './engine-under-test.ts';
import { S, createFullTable } from './table-fixture.ts';

describe('item size', () => {
  it.each<[string, Record<string, AttributeValue>, number]>([
    ['names and text in UTF-8', { 名: { S: '直达' } }, 3 + 6],
    ['a number by pairs of digits', { n: { N: '123456' } }, 1 + 3 + 1],
    ['an odd number of digits', { n: { N: '12345' } }, 1 + 3 + 1],
    ['trailing zeros do not count', { n: { N: '1200000' } }, 1 + 1 + 1],
    ['leading zeros do not count', { n: { N: '0.00012' } }, 1 + 1 + 1],
    ['a minus sign', { n: { N: '-12' } }, 1 + 1 + 1 + 1],
    ['zero', { n: { N: '0' } }, 1 + 1],
    ['truth and null', { t: { BOOL: true }, z: { NULL: true } }, 1 + 1 + 1 + 1],
    ['binary, decoded', { b: { B: 'AQID' as unknown as Uint8Array } }, 1 + 3],
    ['a set', { s: { SS: ['ab', 'c'] } }, 1 + 3],
    ['a list', { l: { L: [{ S: 'ab' }, { BOOL: false }] } }, 1 + 3 + 1 + 2 + 1 + 1],
    ['a map', { m: { M: { ab: { S: 'c' } } } }, 1 + 3 + 1 + 2 + 1],
    ['an empty map', { m: { M: {} } }, 1 + 3],
  ])('%s', (_what, item, bytes) => {
    expect(itemSizeBytes(item as Parameters<typeof itemSizeBytes>[0])).toBe(bytes);
  });
});

describe('consumed capacity', () => {
  const TableName = freshTableName();
  let client: DynamoDBClient;
  let close: () => Promise<void>;
  const key = (pk: string) => ({ pk: S(pk), sk: S('1') });
  const item = (pk: string, bytes: number, more: Record<string, AttributeValue> = {}) => ({
    ...key(pk),
    d: S('x'.repeat(bytes)),
    ...more,
  });
  const indexed = { g1pk: S('g'), g1sk: S('s'), g2pk: S('h') };
  const asked = { TableName, ReturnConsumedCapacity: 'INDEXES' } as const;

  beforeAll(async () => {
    const engine = await startDynamoDbEngine();
    close = engine.close;
    client = new DynamoDBClient(clientOptions(engine.endpoint));
    await createFullTable(client, TableName);
  });
  afterAll(async () => {
    client.destroy();
    await close();
  });

  it('a put costs a unit per KB and the indexes it is in', async () => {
    const small = await client.send(new PutItemCommand({ ...asked, Item: item('small', 10) }));
    expect(small.ConsumedCapacity).toEqual({ TableName, CapacityUnits: 1, Table: { CapacityUnits: 1 } });
    const large = await client.send(new PutItemCommand({ ...asked, Item: item('large', 1500, indexed) }));
    expect(large.ConsumedCapacity).toEqual({
      TableName,
      CapacityUnits: 5,
      Table: { CapacityUnits: 2 },
      GlobalSecondaryIndexes: { gsi1: { CapacityUnits: 2 }, gsi2: { CapacityUnits: 1 } },
    });
  });

  it('an index costs nothing when nothing it holds changes, once for content, twice for a key', async () => {
    const set = async (UpdateExpression: string, value: string) => {
      const done = await client.send(
        new UpdateItemCommand({
          ...asked,
          Key: key('large'),
          UpdateExpression,
          ExpressionAttributeValues: { ':v': S(value) },
        }),
      );
      const { Table, GlobalSecondaryIndexes } = done.ConsumedCapacity ?? {};
      return [
        Table?.CapacityUnits,
        GlobalSecondaryIndexes?.['gsi1']?.CapacityUnits,
        GlobalSecondaryIndexes?.['gsi2'],
      ];
    };
    expect(await set('SET e = :v', 'new')).toEqual([2, 2, undefined]);
    expect(await set('SET e = :v', 'new')).toEqual([2, undefined, undefined]);
    expect(await set('SET g1sk = :v', 'moved')).toEqual([2, 4, undefined]);
    expect(await set('SET g2pk = :v', 'moved')).toEqual([2, 2, { CapacityUnits: 2 }]);
  });

  it('a shrinking item costs by what it was, and a delete too', async () => {
    await client.send(new PutItemCommand({ TableName, Item: item('shrink', 3000) }));
    const shrunk = await client.send(new PutItemCommand({ ...asked, Item: item('shrink', 10) }));
    expect(shrunk.ConsumedCapacity?.CapacityUnits).toBe(3);
    const nothing = await client.send(new DeleteItemCommand({ ...asked, Key: key('no-such-item') }));
    expect(nothing.ConsumedCapacity?.CapacityUnits).toBe(1);
  });

  it('a transaction doubles the table and the check, not the indexes', async () => {
    const done = await client.send(
      new TransactWriteItemsCommand({
        ReturnConsumedCapacity: 'INDEXES',
        TransactItems: [
          { Put: { TableName, Item: item('tx', 1500, { ...indexed, l: S('1') }) } },
          { ConditionCheck: { TableName, Key: key('large'), ConditionExpression: 'attribute_exists(pk)' } },
          { Delete: { TableName, Key: key('never') } },
        ],
      }),
    );
    expect(done.ConsumedCapacity).toEqual([
      {
        TableName,
        CapacityUnits: 15,
        WriteCapacityUnits: 15,
        Table: { CapacityUnits: 10, WriteCapacityUnits: 10 },
        GlobalSecondaryIndexes: { gsi1: { CapacityUnits: 2 }, gsi2: { CapacityUnits: 1 } },
        LocalSecondaryIndexes: { lsi1: { CapacityUnits: 2 } },
      },
    ]);
  });

  it('a repeat under the same token costs reading', async () => {
    const send = () =>
      client.send(
        new TransactWriteItemsCommand({
          ReturnConsumedCapacity: 'TOTAL',
          ClientRequestToken: 'the-same-token',
          TransactItems: [{ Put: { TableName, Item: item('repeat', 5000) } }],
        }),
      );
    expect((await send()).ConsumedCapacity).toEqual([
      { TableName, CapacityUnits: 10, WriteCapacityUnits: 10 },
    ]);
    expect((await send()).ConsumedCapacity).toEqual([{ TableName, CapacityUnits: 4, ReadCapacityUnits: 4 }]);
  });

  it('reads cost half when eventual, double in a transaction, also of nothing', async () => {
    const get = async (ConsistentRead: boolean, pk: string) =>
      (await client.send(new GetItemCommand({ ...asked, Key: key(pk), ConsistentRead }))).ConsumedCapacity
        ?.CapacityUnits;
    expect([await get(false, 'repeat'), await get(true, 'repeat'), await get(false, 'nothing')]).toEqual([
      1, 2, 0.5,
    ]);
    const { ConsumedCapacity } = await client.send(
      new TransactGetItemsCommand({
        ReturnConsumedCapacity: 'TOTAL',
        TransactItems: [
          { Get: { TableName, Key: key('repeat') } },
          { Get: { TableName, Key: key('nothing') } },
        ],
      }),
    );
    expect(ConsumedCapacity).toEqual([{ TableName, CapacityUnits: 6, ReadCapacityUnits: 6 }]);
  });

  it('a query costs by the sum of what it reads', async () => {
    const query = async (IndexName: string | undefined, pk: string) => {
      const done = await client.send(
        new QueryCommand({
          ...asked,
          IndexName,
          KeyConditionExpression: IndexName ? 'g1pk = :p' : 'pk = :p',
          ExpressionAttributeValues: { ':p': S(pk) },
        }),
      );
      return done.ConsumedCapacity;
    };
    expect(await query(undefined, 'repeat')).toEqual({
      TableName,
      CapacityUnits: 1,
      Table: { CapacityUnits: 1 },
    });
    expect(await query('gsi1', 'g')).toEqual({
      TableName,
      CapacityUnits: 0.5,
      Table: { CapacityUnits: 0 },
      GlobalSecondaryIndexes: { gsi1: { CapacityUnits: 0.5 } },
    });
  });
});
