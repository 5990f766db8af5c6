// Finer points of writing that a hand-made engine gets wrong: paths, lists, sets, types, and the truth of conditions.
import {
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { AttributeValue, UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTableName, openEngine, target } from './engine-under-test.ts';
import type { EngineUnderTest } from './engine-under-test.ts';
import { N, S, createFullTable, rejection } from './table-fixture.ts';

type Item = Record<string, AttributeValue>;

describe(`DynamoDB writing behaviour on ${target}`, () => {
  const TableName = freshTableName();
  let engine: EngineUnderTest;
  const key = (pk: unknown, sk: unknown = '1') => ({ pk: S(pk), sk: S(sk) });
  const put = (item: Item, table = TableName) =>
    engine.client.send(new PutItemCommand({ TableName: table, Item: item }));
  const get = async (pk: unknown, sk: unknown = '1') =>
    (await engine.client.send(new GetItemCommand({ TableName, Key: key(pk, sk), ConsistentRead: true })))
      .Item;
  const update = (pk: string, input: Omit<UpdateItemCommandInput, 'TableName' | 'Key'>) =>
    engine.client.send(new UpdateItemCommand({ TableName, Key: key(pk), ...input }));

  beforeAll(async () => {
    engine = await openEngine({ ttlSweepMs: 200, streamShards: 4 });
    await createFullTable(engine.client, TableName);
  });
  afterAll(async () => engine.close());

  describe('update expressions', () => {
    it('sets compute on the item as it was', async () => {
      await put({ ...key('swap'), a: N(1), b: N(2) });
      const { Attributes } = await update('swap', {
        UpdateExpression: 'SET a = b, b = a',
        ReturnValues: 'ALL_NEW',
      });
      expect(Attributes).toEqual({ ...key('swap'), a: N(2), b: N(1) });
    });

    it('list elements are removed by their old positions', async () => {
      await put({ ...key('list'), li: { L: [S('a'), S('b'), S('c'), S('d')] } });
      const { Attributes } = await update('list', {
        UpdateExpression: 'REMOVE li[0], li[2]',
        ReturnValues: 'ALL_NEW',
      });
      expect(Attributes?.['li']).toEqual({ L: [S('b'), S('d')] });
    });

    it('a position past the end of a list appends', async () => {
      await put({ ...key('end'), li: { L: [S('a')] } });
      const { Attributes } = await update('end', {
        UpdateExpression: 'SET li[5] = :x, li[9] = :y',
        ExpressionAttributeValues: { ':x': S('x'), ':y': S('y') },
        ReturnValues: 'ALL_NEW',
      });
      expect(Attributes?.['li']).toEqual({ L: [S('a'), S('x'), S('y')] });
    });

    it('list_append, nested maps and several sections work together', async () => {
      await put({ ...key('nest'), m: { M: { a: { M: { n: N(1) } }, gone: S('x') } }, li: { L: [N(1)] } });
      const { Attributes } = await update('nest', {
        UpdateExpression:
          'SET m.a.n = m.a.n + :o, m.#new = :m, li = list_append(li, :l) REMOVE m.gone ADD c :o',
        ExpressionAttributeNames: { '#new': 'new' },
        ExpressionAttributeValues: { ':o': N(1), ':m': { M: {} }, ':l': { L: [N(2)] } },
        ReturnValues: 'ALL_NEW',
      });
      expect(Attributes).toEqual({
        ...key('nest'),
        m: { M: { a: { M: { n: N(2) } }, new: { M: {} } } },
        li: { L: [N(1), N(2)] },
        c: N(1),
      });
    });

    it('sets grow, shrink and vanish', async () => {
      const set = (...SS: string[]) => ({ ':s': { SS } });
      await update('sets', { UpdateExpression: 'ADD s :s', ExpressionAttributeValues: set('a', 'b') });
      await update('sets', { UpdateExpression: 'ADD s :s', ExpressionAttributeValues: set('b', 'c') });
      expect([...((await get('sets'))?.['s']?.SS ?? [])].sort()).toEqual(['a', 'b', 'c']);
      await update('sets', { UpdateExpression: 'DELETE s :s', ExpressionAttributeValues: set('a', 'z') });
      expect([...((await get('sets'))?.['s']?.SS ?? [])].sort()).toEqual(['b', 'c']);
      await update('sets', { UpdateExpression: 'DELETE s :s', ExpressionAttributeValues: set('b', 'c') });
      expect(await get('sets')).toEqual(key('sets'));
    });

    it.each([
      ['a path into what is not there', 'SET nothing.here = :s'],
      ['adding a number to text', 'SET n = txt + :n'],
      ['adding to text', 'ADD txt :n'],
      ['a missing attribute', 'SET n = missing'],
      ['the key', 'SET sk = :s'],
      ['overlapping paths', 'SET m.a = :s, m.a.b = :s'],
    ])('refuses %s and changes nothing', async (_what, UpdateExpression) => {
      const item = { ...key('bad'), txt: S('x'), m: { M: {} } };
      await put(item);
      const values: Item = {};
      if (UpdateExpression.includes(':s')) values[':s'] = S('v');
      if (UpdateExpression.includes(':n')) values[':n'] = N(1);
      const error = await rejection(
        update('bad', {
          UpdateExpression,
          ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {}),
        }),
      );
      expect(error.name).toBe('ValidationException');
      expect(await get('bad')).toEqual(item);
    });

    it.each([
      ['ALL_OLD', { ...key('rv'), a: N(1), b: N(1) }],
      ['UPDATED_OLD', { a: N(1) }],
      ['ALL_NEW', { ...key('rv'), a: N(2), b: N(1) }],
      ['UPDATED_NEW', { a: N(2) }],
      ['NONE', undefined],
    ] as const)('ReturnValues %s', async (ReturnValues, expected) => {
      await put({ ...key('rv'), a: N(1), b: N(1) });
      const { Attributes } = await update('rv', {
        UpdateExpression: 'SET a = a + :o',
        ExpressionAttributeValues: { ':o': N(1) },
        ReturnValues,
      });
      expect(Attributes).toEqual(expected);
    });

    it.each([
      ['an empty text as an index key', { g1pk: S(''), g1sk: S('x') }],
      ['a number as an index key', { g1pk: N(1), g1sk: S('x') }],
    ])('a put refuses %s', async (_what, more) => {
      const error = await rejection(put({ ...key('index-key'), ...more }));
      expect(error.name).toBe('ValidationException');
      expect(await get('index-key')).toBeUndefined();
    });

    it('an update refuses to copy a number into an index key', async () => {
      await put({ ...key('copied'), n: N(1) });
      const error = await rejection(update('copied', { UpdateExpression: 'SET g1pk = n' }));
      expect(error.name).toBe('ValidationException');
    });

    it('keys are limited in bytes, not in characters', async () => {
      await put(key('直'.repeat(682), '达'.repeat(341)));
      expect(await get('直'.repeat(682), '达'.repeat(341))).toBeDefined();
      for (const [pk, sk] of [
        ['直'.repeat(683), '1'],
        ['a', '达'.repeat(342)],
      ] as const) {
        expect((await rejection(put(key(pk, sk)))).name).toBe('ValidationException');
      }
    });

    it('an update of nothing makes the item', async () => {
      await update('fresh', {});
      expect(await get('fresh')).toEqual(key('fresh'));
    });
  });

  describe('conditions', () => {
    const item = {
      ...key('cond'),
      n: N('1.50'),
      s: S('直达'),
      set: { SS: ['b', 'a'] },
      m: { M: { x: { L: [N(1), S('y')] } } },
      li: { L: [N(1)] },
      t: { BOOL: true },
      z: { NULL: true },
    };
    const values: Item = {
      ':n': N('1.5'),
      ':two': N(2),
      ':s': S('直'),
      ':set': { SS: ['a', 'b'] },
      ':m': { M: { x: { L: [N('1.0'), S('y')] } } },
      ':l': { L: [N(1)] },
      ':t': { BOOL: true },
      ':type': S('NULL'),
    };
    it.each([
      ['n = :n', true],
      ['n < :two AND NOT n > :two', true],
      ['n IN (:two, :n)', true],
      ['n BETWEEN :n AND :two', true],
      ['begins_with(s, :s)', true],
      ['contains(s, :s)', true],
      ['size(s) = :two', true],
      ['#set = :set', true],
      ['size(#set) = :two', true],
      ['m = :m', true],
      ['li = :l', true],
      ['m.x[0] < :two', true],
      ['attribute_exists(m.x[1]) AND attribute_not_exists(m.x[2])', true],
      ['t = :t', true],
      ['attribute_type(z, :type)', true],
      ['s < :n', false],
      ['nope = :n', false],
      ['nope <> :n', true],
      ['n <> :s', true],
      ['m <> :m', false],
      ['m.x[7] = :n OR s = :s', false],
    ])('%s is %s', async (ConditionExpression, expected) => {
      await put(item);
      const used = Object.entries(values).filter(([name]) =>
        new RegExp(`${name}\\b`).test(ConditionExpression),
      );
      const check = engine.client.send(
        new TransactWriteItemsCommand({
          TransactItems: [
            {
              ConditionCheck: {
                TableName,
                Key: key('cond'),
                ConditionExpression,
                ...(used.length > 0 ? { ExpressionAttributeValues: Object.fromEntries(used) } : {}),
                ...(ConditionExpression.includes('#set')
                  ? { ExpressionAttributeNames: { '#set': 'set' } }
                  : {}),
              },
            },
          ],
        }),
      );
      if (expected) await check;
      else expect((await rejection(check)).name).toBe('TransactionCanceledException');
    });
  });
});
