// Which DynamoDB the suites talk to: the embedded engine, or another endpoint (AWS's DynamoDB Local as the referee).
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { startDynamoDbEngine } from '../../local/engine/dynamodb/start-engine.ts';
import type { DynamoDbEngineOptions } from '../../local/engine/dynamodb/start-engine.ts';

export type Target = 'embedded' | 'dynamodb-local';

export interface EngineUnderTest {
  readonly client: DynamoDBClient;
  readonly streams: DynamoDBStreamsClient;
  readonly endpoint: string;
  close(): Promise<void>;
}

/** Set by `npm run test:referee` to the address of DynamoDB Local. */
const REFEREE_ENDPOINT = process.env['ZHIDA_REFEREE_ENDPOINT'];

export const target: Target = REFEREE_ENDPOINT ? 'dynamodb-local' : 'embedded';

/** What every client needs to talk to an engine on this machine. */
export const clientOptions = (endpoint: string) => ({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  maxAttempts: 1,
});

/** Starts the embedded engine, or connects to the referee when there is one. */
export async function openEngine(options: DynamoDbEngineOptions = {}): Promise<EngineUnderTest> {
  const engine = REFEREE_ENDPOINT ? undefined : await startDynamoDbEngine(options);
  const endpoint = engine?.endpoint ?? String(REFEREE_ENDPOINT);
  const client = new DynamoDBClient(clientOptions(endpoint));
  const streams = new DynamoDBStreamsClient(clientOptions(endpoint));
  const close = async (): Promise<void> => {
    client.destroy();
    streams.destroy();
    await engine?.close();
  };
  return { client, streams, endpoint, close };
}

let tables = 0;
/** A table name no other test uses, since the referee keeps its tables between files. */
export const freshTableName = (): string =>
  `zhida-test-${process.pid}-${Date.now().toString(36)}-${tables++}`;
