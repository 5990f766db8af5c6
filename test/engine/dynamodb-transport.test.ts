// The SDK over a message port: the same answers and errors as over HTTP, and the ways in which a connection ends.
import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { DescribeStreamCommand, DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DynamoDbTransport } from '../../local/engine/dynamodb-transport.ts';
import { startDynamoDbEngine } from '../../local/engine/dynamodb/start-engine.ts';
import type { DynamoDbEngine, DynamoDbEngineOptions } from '../../local/engine/dynamodb/start-engine.ts';
import { clientOptions } from './engine-under-test.ts';
import { N, S, createFullTable, rejection } from './table-fixture.ts';

const TableName = 'by-port';
const key = (pk: string, sk = '1') => ({ pk: S(pk), sk: S(sk) });

describe('DynamoDB over a message port', () => {
  let engine: DynamoDbEngine;
  let transport: DynamoDbTransport;
  let client: DynamoDBClient;
  let overHttp: DynamoDBClient;

  async function open(options: DynamoDbEngineOptions = {}): Promise<void> {
    engine = await startDynamoDbEngine(options);
    const { port1, port2 } = new MessageChannel();
    engine.answer(port2);
    transport = new DynamoDbTransport(port1);
    overHttp = new DynamoDBClient(clientOptions(engine.endpoint));
    client = new DynamoDBClient({ ...clientOptions(engine.endpoint), ...transport.clientOptions });
    await createFullTable(overHttp, TableName);
  }
  beforeEach(() => open());
  afterEach(async () => {
    transport.close();
    overHttp.destroy();
    await engine.close();
  });

  const put = (pk: string, more = {}) =>
    client.send(new PutItemCommand({ TableName, Item: { ...key(pk), ...more } }));

  it('what goes in by one way comes out by the other', async () => {
    await put('直达', { text: S('héllo\n"\u{1f600}"'), n: N('1.5'), b: { B: Uint8Array.of(0, 255) } });
    const read = { TableName, Key: key('直达'), ConsistentRead: true };
    const [byPort, byHttp] = [
      await client.send(new GetItemCommand(read)),
      await overHttp.send(new GetItemCommand(read)),
    ];
    expect(byPort.Item).toEqual(byHttp.Item);
    expect(byPort.Item?.['text']).toEqual(S('héllo\n"\u{1f600}"'));
    expect([...(byPort.Item?.['b']?.B ?? [])]).toEqual([0, 255]);
  });

  it('many at once each get their own answer', async () => {
    await Promise.all(Array.from({ length: 300 }, (_, i) => put('many', { sk: S(i), v: N(i) })));
    const answers = await Promise.all(
      Array.from({ length: 300 }, (_, i) =>
        client.send(new GetItemCommand({ TableName, Key: key('many', String(i)) })),
      ),
    );
    expect(answers.map(({ Item }) => Number(Item?.['v']?.N))).toEqual(
      Array.from({ length: 300 }, (_, i) => i),
    );
  });

  it('pages of a megabyte come whole', async () => {
    for (let i = 0; i < 5; i++) await put('large', { sk: S(i), d: S('直'.repeat(100_000)) });
    const { Items, LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :p',
        ExpressionAttributeValues: { ':p': S('large') },
      }),
    );
    expect(Items?.length).toBe(4);
    expect(LastEvaluatedKey).toEqual(key('large', '3'));
  });

  it('errors are the SDK’s own classes with what they carry', async () => {
    await put('taken', { v: N(1) });
    const error = await rejection(
      client.send(
        new TransactWriteItemsCommand({
          TransactItems: [
            {
              Put: {
                TableName,
                Item: key('taken'),
                ConditionExpression: 'attribute_not_exists(pk)',
                ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
              },
            },
          ],
        }),
      ),
    );
    expect(error.name).toBe('TransactionCanceledException');
    expect(error['CancellationReasons']).toMatchObject([
      { Code: 'ConditionalCheckFailed', Item: { v: N(1) } },
    ]);
    const unknown = await rejection(client.send(new ScanCommand({ TableName: 'no-such-table' })));
    expect(unknown.name).toBe('ResourceNotFoundException');
  });

  it('a client of the streams takes it too', async () => {
    const streams = new DynamoDBStreamsClient({
      ...clientOptions(engine.endpoint),
      ...transport.clientOptions,
    });
    const unknown = streams.send(
      new DescribeStreamCommand({ StreamArn: 'arn:aws:dynamodb:us-east-1:0:table/x/stream/y' }),
    );
    expect((await rejection(unknown)).name).toBe('ResourceNotFoundException');
  });

  it('a client that is destroyed leaves the others their port', async () => {
    new DynamoDBClient({ ...clientOptions(engine.endpoint), ...transport.clientOptions }).destroy();
    await put('still-there');
  });

  it('an aborted request rejects at once', async () => {
    const abort = new AbortController();
    const sent = client.send(new PutItemCommand({ TableName, Item: key('aborted') }), {
      abortSignal: abort.signal,
    });
    abort.abort();
    expect((await rejection(sent)).name).toBe('AbortError');
    await put('next');
  });

  it('a lost answer is a broken connection, which the SDK tries again under the same token', async () => {
    await fetch(`${engine.endpoint}/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.0' },
      body: JSON.stringify({ timeoutAfterCommit: 0.5, seed: 3 }),
    });
    const patient = new DynamoDBClient({
      ...clientOptions(engine.endpoint),
      ...transport.clientOptions,
      maxAttempts: 20,
    });
    for (let i = 0; i < 6; i++) {
      await patient.send(
        new TransactWriteItemsCommand({
          TransactItems: [
            {
              Update: {
                TableName,
                Key: key('counter'),
                UpdateExpression: 'ADD v :o',
                ExpressionAttributeValues: { ':o': N(1) },
              },
            },
          ],
        }),
      );
    }
    const { Item } = await client.send(new GetItemCommand({ TableName, Key: key('counter') }));
    expect(Item?.['v']).toEqual(N(6));
  });

  it('after closing, requests fail as on a broken connection', async () => {
    const pending = put('pending');
    transport.close();
    expect(await rejection(pending)).toMatchObject({ code: 'ECONNRESET' });
    expect(await rejection(put('later'))).toMatchObject({ code: 'ECONNRESET' });
  });

  it('an idle port does not keep a process alive', async () => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'port-child.ts')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (text: Buffer) => (said += text.toString()));
    const code = await new Promise((resolve) => child.once('exit', resolve));
    expect([code, said]).toEqual([0, 'answered\n']);
  });
});
