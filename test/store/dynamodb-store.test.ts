// The DynamoDB store keeps the contract, on the embedded engine.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import { documentClient } from '../../adapters/dynamodb/document-client.ts';
import { DynamoDbStore } from '../../adapters/dynamodb/dynamodb-store.ts';
import { TABLES } from '../../adapters/dynamodb/tables.ts';
import { createTable } from '../../local/host/create-resources.ts';
import { startDynamoDbEngine } from '../../local/engine/dynamodb/start-engine.ts';
import { storeContract } from './store-contract.ts';

let engine: Awaited<ReturnType<typeof startDynamoDbEngine>>;
let client: DynamoDBClient;
let run = 0;

beforeAll(async () => {
  engine = await startDynamoDbEngine({});
  client = new DynamoDBClient({
    endpoint: engine.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
});
afterAll(async () => {
  client.destroy();
  await engine.close();
});

storeContract('embedded DynamoDB', async () => {
  run += 1;
  const names = { register: `register-${run}`, core: `core-${run}`, views: `views-${run}` };
  for (const shape of TABLES) await createTable(client, shape, names[shape.name]);
  return new DynamoDbStore(documentClient(client), names);
});
