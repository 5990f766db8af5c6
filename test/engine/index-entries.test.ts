// What an index's rows hold: the keys it projects, or the name of the item, as those of an older data directory do.
import { describe, expect, it } from 'vitest';
import { rowsOfChanges } from '../../local/engine/dynamodb/change-rows.ts';
import { createLevel } from '../../local/engine/dynamodb/dynalite-internals.ts';
import { readPage } from '../../local/engine/dynamodb/read-page.ts';
import { itemRowKey } from '../../local/engine/dynamodb/row-key.ts';
import { RowStore } from '../../local/engine/dynamodb/row-store.ts';
import { StoredItem } from '../../local/engine/dynamodb/stored-item.ts';
import { StreamSequence } from '../../local/engine/dynamodb/stream-sequence.ts';
import { tableOf } from '../../local/engine/dynamodb/table-description.ts';

const keys = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' as const },
  { AttributeName: range, KeyType: 'RANGE' as const },
];
const table = tableOf({
  description: {
    TableName: 'core',
    TableArn: 'arn',
    TableStatus: 'ACTIVE',
    AttributeDefinitions: ['pk', 'sk', 'listpk', 'listsk'].map((AttributeName) => ({
      AttributeName,
      AttributeType: 'S' as const,
    })),
    KeySchema: keys('pk', 'sk'),
    GlobalSecondaryIndexes: [
      {
        IndexName: 'list',
        KeySchema: keys('listpk', 'listsk'),
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
    LocalSecondaryIndexes: [
      { IndexName: 'local', KeySchema: keys('pk', 'listsk'), Projection: { ProjectionType: 'KEYS_ONLY' } },
    ],
  },
  streamShards: 1,
  tags: {},
  pointInTimeRecovery: false,
});
const item = (n: number) => ({
  pk: { S: 'firm' },
  sk: { S: String(n) },
  listpk: { S: 'waiting' },
  listsk: { S: `at ${n}` },
  body: { S: 'a long story' },
});
const keysOf = ({ body: _body, ...keysOnly }: ReturnType<typeof item>) => keysOnly;
const localKeysOf = ({ pk, sk, listsk }: ReturnType<typeof item>) => ({ pk, sk, listsk });

async function openStore(isOldDirectory: boolean): Promise<RowStore> {
  const store = new RowStore(createLevel(undefined));
  await store.open();
  const changes = [1, 2].map((n) => {
    const rowKey = itemRowKey(table, item(n));
    return { kind: 'put' as const, table, rowKey, before: undefined, after: StoredItem.of(item(n)) };
  });
  const rows = rowsOfChanges(changes, new StreamSequence(), 0);
  // Of the older form, the first item's entries only: a directory is written on in the newer one.
  const firstKey = changes[0]?.rowKey as string;
  const isFirst = (key: string) => key.endsWith(firstKey.slice(table.itemPrefix.length));
  await store.commit(
    rows.map((row) =>
      isOldDirectory && row.type === 'put' && row.key.startsWith('x~') && isFirst(row.key)
        ? { ...row, value: firstKey }
        : row,
    ),
  );
  return store;
}

async function readIndex(store: RowStore, name: string, Select?: string): Promise<unknown> {
  const index = table.indexes.find((one) => one.name === name);
  if (!index) throw new Error(`no index ${name}`);
  const range = { gte: index.rowPrefix, lt: `${index.rowPrefix}\u{10ffff}` };
  const request = { TableName: 'core', IndexName: name, ...(Select !== undefined && { Select }) };
  const page = await readPage(store, { table, index, keys: index.keys, request, range });
  return (JSON.parse(page.text) as { Items: unknown }).Items;
}

describe('entries of an index', () => {
  it.each([false, true])('hold the keys that it projects (older data directory: %s)', async (isOld) => {
    const store = await openStore(isOld);
    expect(await readIndex(store, 'list')).toEqual([keysOf(item(1)), keysOf(item(2))]);
    expect(await readIndex(store, 'local')).toEqual([localKeysOf(item(1)), localKeysOf(item(2))]);
  });

  it.each([false, true])('lead to whole items where a query asks for them (older: %s)', async (isOld) => {
    const store = await openStore(isOld);
    expect(await readIndex(store, 'local', 'ALL_ATTRIBUTES')).toEqual([item(1), item(2)]);
  });

  it('are read without the items behind them', async () => {
    const store = await openStore(false);
    await store.commit([{ type: 'del', key: itemRowKey(table, item(1)) }]);
    expect(await readIndex(store, 'list')).toEqual([keysOf(item(1)), keysOf(item(2))]);
    await expect(readIndex(store, 'local', 'ALL_ATTRIBUTES')).rejects.toThrow('an item that is not there');
  });
});
