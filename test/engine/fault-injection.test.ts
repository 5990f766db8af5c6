// Injected faults: each kind as AWS words it, the same for the same seed, and none when nobody asked.
import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDynamoDbEngine } from '../../local/engine/dynamodb/start-engine.ts';
import type { FaultOptions } from '../../local/engine/dynamodb/fault-injector.ts';
import { clientOptions, freshTableName } from './engine-under-test.ts';
import { N, S, createFullTable, rejection } from './table-fixture.ts';

describe('fault injection', () => {
  const TableName = freshTableName();
  let client: DynamoDBClient;
  let endpoint: string;
  let close: () => Promise<void>;
  const key = (pk: string) => ({ pk: S(pk), sk: S('1') });
  const put = (pk: string) => client.send(new PutItemCommand({ TableName, Item: { ...key(pk), v: N(1) } }));
  const exists = async (pk: string) =>
    (await client.send(new GetItemCommand({ TableName, Key: key(pk), ConsistentRead: true }))).Item !==
    undefined;
  const setFaults = async (options: FaultOptions): Promise<{ given: Record<string, number> }> => {
    const answer = await fetch(`${endpoint}/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.0' },
      body: JSON.stringify(options),
    });
    return (await answer.json()) as { given: Record<string, number> };
  };

  beforeAll(async () => {
    const engine = await startDynamoDbEngine();
    ({ endpoint, close } = engine);
    client = new DynamoDBClient(clientOptions(endpoint));
    await createFullTable(client, TableName);
  });
  afterAll(async () => {
    client.destroy();
    await close();
  });

  it('gives none unless asked', async () => {
    for (let i = 0; i < 100; i++) await put(`calm${i}`);
    expect((await setFaults({})).given).toEqual({
      transactionConflict: 0,
      throttle: 0,
      timeoutAfterCommit: 0,
    });
  });

  it('a conflict cancels a transaction at one item and writes nothing', async () => {
    await setFaults({ transactionConflict: 1, seed: 7 });
    const error = await rejection(
      client.send(
        new TransactWriteItemsCommand({
          TransactItems: ['c1', 'c2', 'c3'].map((pk) => ({ Put: { TableName, Item: key(pk) } })),
        }),
      ),
    );
    const codes = (error['CancellationReasons'] as { Code: string }[]).map((reason) => reason.Code);
    expect(error.name).toBe('TransactionCanceledException');
    expect(codes.toSorted()).toEqual(['None', 'None', 'TransactionConflict']);
    expect((await rejection(put('c4'))).name).toBe('TransactionConflictException');
    expect((await setFaults({})).given).toMatchObject({ transactionConflict: 2 });
    expect([await exists('c1'), await exists('c2'), await exists('c3'), await exists('c4')]).toEqual(
      Array(4).fill(false),
    );
  });

  it('throttling refuses reads and writes before they happen', async () => {
    await setFaults({ throttle: 1 });
    expect((await rejection(put('throttled'))).name).toBe('ProvisionedThroughputExceededException');
    expect((await rejection(exists('throttled'))).name).toBe('ProvisionedThroughputExceededException');
    await setFaults({});
    expect(await exists('throttled')).toBe(false);
  });

  it('a lost answer leaves the commit, and the retry under its token applies it once', async () => {
    await setFaults({ timeoutAfterCommit: 1 });
    const spend = () =>
      client.send(
        new TransactWriteItemsCommand({
          ClientRequestToken: 'lost-answer',
          TransactItems: [
            {
              Update: {
                TableName,
                Key: key('lost'),
                UpdateExpression: 'ADD v :o',
                ExpressionAttributeValues: { ':o': N(1) },
              },
            },
          ],
        }),
      );
    const error = await rejection(spend());
    expect(error).not.toHaveProperty('$response.statusCode');
    await setFaults({});
    await spend();
    const { Item } = await client.send(
      new GetItemCommand({ TableName, Key: key('lost'), ConsistentRead: true }),
    );
    expect(Item?.['v']).toEqual(N(1));
  });

  it('the same seed gives the same faults', async () => {
    const outcomes = async (seed: number): Promise<string> => {
      await setFaults({ throttle: 0.3, transactionConflict: 0.2, seed });
      let text = '';
      for (let i = 0; i < 60; i++)
        text += await put(`seed${i}`).then(
          () => '.',
          (error: Error) => error.name[0],
        );
      return text;
    };
    const first = await outcomes(42);
    expect(first).toMatch(/P/);
    expect(first).toMatch(/T/);
    expect(await outcomes(42)).toBe(first);
    expect(await outcomes(43)).not.toBe(first);
    await setFaults({});
  });

  it('a web page of another origin cannot reach it', async () => {
    const answer = await fetch(`${endpoint}/faults`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: '{"throttle":1}',
    });
    expect(answer.status).toBe(404);
    await put('still-works');
  });
});
