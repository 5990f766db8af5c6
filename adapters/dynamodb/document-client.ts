// The client that the store speaks through: plain values in and out, absent ones left away.
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/**
 * The SDK's logging is taken off: it copies every request through a filter, a quarter of the work of sending a transaction,
 * for a logger that says nothing.
 */
export function documentClient(client: DynamoDBClient): DynamoDBDocumentClient {
  client.middlewareStack.removeByTag('LOGGER');
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}
