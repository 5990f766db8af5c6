// Random writes, single and in transactions, against a model a child could read; then every view must agree with it.
import {
  DeleteItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { AttributeValue, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTableName, openEngine, target } from './engine-under-test.ts';
import type { EngineUnderTest } from './engine-under-test.ts';
import { N, S, createFullTable } from './table-fixture.ts';

type Item = Record<string, AttributeValue>;

/** One write: on which item, what, and the condition under which it is allowed. */
interface Write {
  readonly kind: 'put' | 'add' | 'delete' | 'check';
  readonly pk: string;
  readonly sk: string;
  readonly group: string | undefined;
  readonly amount: number;
  readonly condition: 'none' | 'exists' | 'absent' | 'atLeast3';
}
type Step = Write | { readonly transaction: readonly Write[] };

const write = (kinds: readonly Write['kind'][]): fc.Arbitrary<Write> =>
  fc.record({
    kind: fc.constantFrom(...kinds),
    pk: fc.constantFrom('a', 'b', '直达'),
    sk: fc.constantFrom('1', '2'),
    group: fc.constantFrom(undefined, 'x', 'y'),
    amount: fc.integer({ min: -3, max: 5 }),
    condition: fc.constantFrom('none', 'exists', 'absent', 'atLeast3'),
  });
const step: fc.Arbitrary<Step> = fc.oneof(
  write(['put', 'add', 'delete']),
  fc.record({
    transaction: fc.uniqueArray(write(['put', 'add', 'delete', 'check']), {
      minLength: 1,
      maxLength: 6,
      // Two actions on one item are refused, which the conformance suite checks; engines differ in what they refuse first.
      selector: ({ pk, sk }) => pk + sk,
    }),
  }),
);

const CONDITIONS = {
  none: undefined,
  exists: 'attribute_exists(pk)',
  absent: 'attribute_not_exists(pk)',
  atLeast3: 'n >= :three',
} as const;

const allowed = ({ condition, kind }: Write, item: Item | undefined): boolean => {
  if (condition === 'exists' || (condition === 'none' && kind === 'check')) return item !== undefined;
  if (condition === 'absent') return item === undefined;
  return condition === 'none' || Number(item?.['n']?.N ?? NaN) >= 3;
};

function applied({ kind, pk, sk, group, amount }: Write, item: Item | undefined): Item | undefined {
  if (kind === 'check') return item;
  if (kind === 'delete') return undefined;
  const key = { pk: S(pk), sk: S(sk) };
  if (kind === 'put')
    return { ...key, n: N(amount), ...(group ? { g1pk: S(group), g1sk: S(`${pk}${sk}`) } : {}) };
  return { ...(item ?? key), n: N(Number(item?.['n']?.N ?? 0) + amount) };
}

function requestOf(write: Write, TableName: string) {
  const Key = { pk: S(write.pk), sk: S(write.sk) };
  const ConditionExpression =
    CONDITIONS[write.condition] ?? (write.kind === 'check' ? CONDITIONS.exists : undefined);
  const values: Item = {};
  if (ConditionExpression?.includes(':three')) values[':three'] = N(3);
  if (write.kind === 'add') values[':a'] = N(write.amount);
  const common = {
    TableName,
    ...(ConditionExpression === undefined ? {} : { ConditionExpression }),
    ...(Object.keys(values).length === 0 ? {} : { ExpressionAttributeValues: values }),
  };
  return { Key, common, Item: applied({ ...write, kind: 'put' }, undefined) };
}

describe(`DynamoDB model on ${target}`, () => {
  let engine: EngineUnderTest;
  beforeAll(async () => {
    engine = await openEngine({ streamShards: 2 });
  });
  afterAll(async () => engine.close());

  async function perform(step: Step, TableName: string): Promise<string> {
    try {
      if ('transaction' in step) {
        const TransactItems = step.transaction.map((one): TransactWriteItem => {
          const { Key, common, Item } = requestOf(one, TableName);
          if (one.kind === 'put') return { Put: { ...common, Item } };
          if (one.kind === 'delete') return { Delete: { ...common, Key } };
          if (one.kind === 'add') return { Update: { ...common, Key, UpdateExpression: 'ADD n :a' } };
          return {
            ConditionCheck: { ...common, Key, ConditionExpression: String(common.ConditionExpression) },
          };
        });
        await engine.client.send(new TransactWriteItemsCommand({ TransactItems }));
        return 'ok';
      }
      const { Key, common, Item } = requestOf(step, TableName);
      if (step.kind === 'put') await engine.client.send(new PutItemCommand({ ...common, Item }));
      else if (step.kind === 'delete') await engine.client.send(new DeleteItemCommand({ ...common, Key }));
      else await engine.client.send(new UpdateItemCommand({ ...common, Key, UpdateExpression: 'ADD n :a' }));
      return 'ok';
    } catch (error) {
      const { name, CancellationReasons } = error as {
        name: string;
        CancellationReasons?: { Code: string }[];
      };
      return CancellationReasons ? CancellationReasons.map((reason) => reason.Code).join() : name;
    }
  }

  function expected(step: Step, model: Map<string, Item>): string {
    const nameOf = (one: Write): string => one.pk + one.sk;
    const writes = 'transaction' in step ? step.transaction : [step];
    const reasons = writes.map((one) =>
      allowed(one, model.get(nameOf(one))) ? 'None' : 'ConditionalCheckFailed',
    );
    if (reasons.some((reason) => reason !== 'None')) {
      return 'transaction' in step ? reasons.join() : 'ConditionalCheckFailedException';
    }
    for (const one of writes) {
      const after = applied(one, model.get(nameOf(one)));
      if (after) model.set(nameOf(one), after);
      else model.delete(nameOf(one));
    }
    return 'ok';
  }

  async function foldStream(StreamArn: string | undefined): Promise<Map<string, Item>> {
    const folded = new Map<string, Item>();
    const { StreamDescription } = await engine.streams.send(new DescribeStreamCommand({ StreamArn }));
    for (const { ShardId } of StreamDescription?.Shards ?? []) {
      const made = await engine.streams.send(
        new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' }),
      );
      const page = await engine.streams.send(new GetRecordsCommand({ ShardIterator: made.ShardIterator }));
      for (const { dynamodb } of page.Records ?? []) {
        const name = `${dynamodb?.Keys?.['pk']?.S}${dynamodb?.Keys?.['sk']?.S}`;
        expect(dynamodb?.OldImage).toEqual(folded.get(name));
        if (dynamodb?.NewImage) folded.set(name, dynamodb.NewImage);
        else folded.delete(name);
      }
    }
    return folded;
  }

  const byName = (items: Item[] | undefined): Map<string, Item> =>
    new Map((items ?? []).map((item) => [`${item['pk']?.S}${item['sk']?.S}`, item]));

  it('answers, items, indexes and stream agree with the model', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        const TableName = freshTableName();
        const { LatestStreamArn } = await createFullTable(engine.client, TableName);
        const model = new Map<string, Item>();
        for (const one of steps) expect(await perform(one, TableName)).toBe(expected(one, model));
        const { Items } = await engine.client.send(new ScanCommand({ TableName, ConsistentRead: true }));
        expect(byName(Items)).toEqual(model);
        for (const group of ['x', 'y']) {
          const inGroup = await engine.client.send(
            new QueryCommand({
              TableName,
              IndexName: 'gsi1',
              KeyConditionExpression: 'g1pk = :g',
              ExpressionAttributeValues: { ':g': S(group) },
            }),
          );
          expect(byName(inGroup.Items)).toEqual(byName(Items?.filter((item) => item['g1pk']?.S === group)));
          const order =
            inGroup.Items?.map((item) => Buffer.from(String(item['g1sk']?.S)).toString('hex')) ?? [];
          expect(order).toEqual([...order].sort());
        }
        expect(await foldStream(LatestStreamArn)).toEqual(model);
      }),
      { numRuns: 60 },
    );
  });
});
