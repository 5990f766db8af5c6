// The engine's process is killed with SIGKILL under load, again and again on one folder; nothing acknowledged may be lost.
import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import type { AttributeValue, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientOptions } from './engine-under-test.ts';
import { N, S } from './table-fixture.ts';

type Item = Record<string, AttributeValue>;

const ROUNDS = 6;
const WORKERS = 8;
const TableName = 'kill-test';

interface Child {
  readonly process: ChildProcess;
  readonly client: DynamoDBClient;
  readonly streams: DynamoDBStreamsClient;
}

async function startChild(folder: string): Promise<Child> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'engine-child.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const endpoint = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (line: Buffer) => resolve(line.toString().trim()));
    child.once('exit', (code) => reject(new Error(`the engine's process ended with ${code}`)));
  });
  const client = new DynamoDBClient(clientOptions(endpoint));
  return { process: child, client, streams: new DynamoDBStreamsClient(clientOptions(endpoint)) };
}

async function kill({ process: child, client, streams }: Child): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
  client.destroy();
  streams.destroy();
}

/** Transaction `id`: an order, its ledger entry, a count per worker, and the order before it moves in the index. */
function transaction(id: string, worker: number, earlier: string | undefined): TransactWriteItem[] {
  const order = { pk: S(`order-${id}`), sk: S('o'), g1pk: S('open'), g1sk: S(id), worker: N(worker) };
  const items: TransactWriteItem[] = [
    { Put: { TableName, Item: order, ConditionExpression: 'attribute_not_exists(pk)' } },
    { Put: { TableName, Item: { pk: S('ledger'), sk: S(id), amountFen: N(7) } } },
    {
      Update: {
        TableName,
        Key: { pk: S('count'), sk: S(worker) },
        UpdateExpression: 'ADD n :o',
        ExpressionAttributeValues: { ':o': N(1) },
      },
    },
  ];
  if (earlier !== undefined) {
    items.push({
      Update: {
        TableName,
        Key: { pk: S(`order-${earlier}`), sk: S('o') },
        UpdateExpression: 'SET g1pk = :c',
        ConditionExpression: 'g1pk = :o',
        ExpressionAttributeValues: { ':c': S('closed'), ':o': S('open') },
      },
    });
  }
  return items;
}

describe('kill -9', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhida-kill-'));
  const acknowledged: { id: string; items: TransactWriteItem[] }[] = [];
  let child: Child;

  beforeAll(async () => {
    child = await startChild(folder);
    await child.client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: ['pk', 'sk', 'g1pk', 'g1sk'].map((AttributeName) => ({
          AttributeName,
          AttributeType: 'S',
        })),
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        GlobalSecondaryIndexes: [
          {
            IndexName: 'gsi1',
            KeySchema: [
              { AttributeName: 'g1pk', KeyType: 'HASH' },
              { AttributeName: 'g1sk', KeyType: 'RANGE' },
            ],
            Projection: { ProjectionType: 'ALL' },
          },
        ],
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
      }),
    );
  });
  afterAll(async () => {
    await kill(child);
    rmSync(folder, { recursive: true, force: true });
  });

  async function load(round: number): Promise<void> {
    let alive = true;
    const { client } = child;
    const worker = async (who: number): Promise<void> => {
      let earlier: string | undefined;
      for (let n = 0; alive; n++) {
        const id = `${round}-${who}-${n}`;
        const items = transaction(id, who, earlier);
        try {
          await client.send(
            new TransactWriteItemsCommand({ TransactItems: items, ClientRequestToken: `token-${id}` }),
          );
        } catch {
          return; // The connection broke: whether this one was committed is what the round finds out.
        }
        acknowledged.push({ id, items });
        earlier = id;
      }
    };
    const running = Promise.all(Array.from({ length: WORKERS }, (_, who) => worker(who)));
    await sleep(60 + Math.random() * 500);
    alive = false;
    await kill(child);
    await running;
    child = await startChild(folder);
  }

  async function scanAll(): Promise<Item[]> {
    const items: Item[] = [];
    let ExclusiveStartKey: Item | undefined;
    do {
      const page = await child.client.send(
        new ScanCommand({ TableName, ConsistentRead: true, ExclusiveStartKey }),
      );
      items.push(...(page.Items ?? []));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    return items;
  }

  async function queryIndex(state: string): Promise<string[]> {
    const ids: string[] = [];
    let ExclusiveStartKey: Item | undefined;
    do {
      const page = await child.client.send(
        new QueryCommand({
          TableName,
          IndexName: 'gsi1',
          KeyConditionExpression: 'g1pk = :s',
          ExpressionAttributeValues: { ':s': S(state) },
          ExclusiveStartKey,
        }),
      );
      ids.push(...(page.Items ?? []).map((item) => String(item['g1sk']?.S)));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    return ids.sort();
  }

  const nameOf = (item: Item | undefined): string => `${item?.['pk']?.S}|${item?.['sk']?.S}`;

  /** The items that the stream's records make, from its beginning. */
  async function foldStream(): Promise<Map<string, Item>> {
    const { Streams } = await child.streams.send(new ListStreamsCommand({ TableName }));
    const StreamArn = Streams?.[0]?.StreamArn;
    const { StreamDescription } = await child.streams.send(new DescribeStreamCommand({ StreamArn }));
    const folded = new Map<string, Item>();
    for (const { ShardId } of StreamDescription?.Shards ?? []) {
      const made = await child.streams.send(
        new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' }),
      );
      let ShardIterator = made.ShardIterator;
      for (let more = true; more && ShardIterator;) {
        const page = await child.streams.send(new GetRecordsCommand({ ShardIterator }));
        for (const { dynamodb } of page.Records ?? []) {
          const name = nameOf(dynamodb?.Keys);
          // Each record continues from the one before it: a record lost or made twice breaks the chain.
          expect(dynamodb?.OldImage).toEqual(folded.get(name));
          if (dynamodb?.NewImage) folded.set(name, dynamodb.NewImage);
          else folded.delete(name);
        }
        more = (page.Records?.length ?? 0) > 0;
        ShardIterator = page.NextShardIterator;
      }
    }
    return folded;
  }

  it(`${ROUNDS} kills lose no acknowledged transaction and leave none half done`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const before = acknowledged.length;
      await load(round);
      expect(acknowledged.length).toBeGreaterThan(before);

      const items = new Map((await scanAll()).map((item) => [nameOf(item), item]));
      const orders = [...items.values()].filter((item) => item['pk']?.S?.startsWith('order-'));
      const lost = acknowledged.filter(({ id }) => !items.has(`order-${id}|o`) || !items.has(`ledger|${id}`));
      expect(lost).toEqual([]);
      const ledger = [...items.values()]
        .filter((item) => item['pk']?.S === 'ledger')
        .map((item) => item['sk']?.S);
      expect(ledger.sort()).toEqual(orders.map((item) => item['g1sk']?.S).sort());
      for (let who = 0; who < WORKERS; who++) {
        const own = orders.filter((item) => item['worker']?.N === String(who)).length;
        expect(Number(items.get(`count|${who}`)?.['n']?.N ?? 0)).toBe(own);
      }
      for (const state of ['open', 'closed']) {
        const inState = orders
          .filter((item) => item['g1pk']?.S === state)
          .map((item) => String(item['g1sk']?.S));
        expect(await queryIndex(state)).toEqual(inState.sort());
      }
      expect(await foldStream()).toEqual(items);
    }
  }, 120_000);

  it('a token acknowledged before the kill is still known after it', async () => {
    const last = acknowledged.at(-1);
    expect(last).toBeDefined();
    const countOf = async () => {
      const who = String(last?.id.split('-')[1]);
      const { Item } = await child.client.send(
        new GetItemCommand({ TableName, Key: { pk: S('count'), sk: S(who) }, ConsistentRead: true }),
      );
      return Item?.['n']?.N;
    };
    const before = await countOf();
    await child.client.send(
      new TransactWriteItemsCommand({ TransactItems: last?.items, ClientRequestToken: `token-${last?.id}` }),
    );
    expect(await countOf()).toBe(before);
  });
});
