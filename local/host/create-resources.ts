// Makes what the manifest and the tables' shapes ask for on the machine's own engines: tables, queues with DLQs, buckets.
import {
  CreateTableCommand,
  DescribeTableCommand,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import {
  BucketAlreadyExists,
  BucketAlreadyOwnedByYou,
  CreateBucketCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { CreateQueueCommand, GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import {
  PARTITION_KEY,
  SORT_KEY,
  TABLES,
  TTL_ATTRIBUTE,
  type TableShape,
} from '../../adapters/dynamodb/tables.ts';
import type { Bucket, FunctionRow, Table } from '../../functions/manifest.ts';

export interface Clients {
  readonly dynamodb: DynamoDBClient;
  readonly sqs: SQSClient;
  readonly s3: S3Client;
}

/** The real names of what the house calls by short ones. */
export interface Resources {
  readonly tables: Readonly<Record<Table, string>>;
  readonly streamArns: Readonly<Partial<Record<Table, string>>>;
  readonly buckets: Readonly<Record<Bucket, string>>;
  /** URL of the queue that feeds a function, by its name. */
  readonly queues: Readonly<Record<string, string>>;
  /** URL of the queue for what a function could not do, by its name. */
  readonly failureQueues: Readonly<Record<string, string>>;
}

/** With the host's growing pauses, ten deliveries take about two minutes; then a person must look. */
const DELIVERIES_MAX = 10;
const DLQ_RETENTION_SECONDS = 1_209_600;

/** @returns the table's role, its name and the ARN of its stream, or '' without one */
export async function createTable(
  dynamodb: DynamoDBClient,
  shape: TableShape,
  name = `zhida-${shape.name}`,
): Promise<readonly [TableShape['name'], string, string]> {
  const keys = [PARTITION_KEY, SORT_KEY, ...shape.indexes.flatMap((index) => [`${index}pk`, `${index}sk`])];
  const keySchema = (hash: string, range: string) => [
    { AttributeName: hash, KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
  const indexes = shape.indexes.map((index) => ({
    IndexName: index,
    KeySchema: keySchema(`${index}pk`, `${index}sk`),
    Projection: { ProjectionType: 'KEYS_ONLY' as const },
  }));
  const create = new CreateTableCommand({
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: keys.map((key) => ({ AttributeName: key, AttributeType: 'S' })),
    KeySchema: keySchema(PARTITION_KEY, SORT_KEY),
    ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
    ...(shape.stream && { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' } }),
  });
  try {
    await dynamodb.send(create);
    const TimeToLiveSpecification = { AttributeName: TTL_ATTRIBUTE, Enabled: true };
    await dynamodb.send(new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification }));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: name }));
  return [shape.name, name, Table?.LatestStreamArn ?? ''];
}

async function createQueue(
  sqs: SQSClient,
  name: string,
  attributes: Record<string, string>,
): Promise<string> {
  const { QueueUrl = '' } = await sqs.send(
    new CreateQueueCommand({ QueueName: name, Attributes: attributes }),
  );
  return QueueUrl;
}

const createFailureQueue = (sqs: SQSClient, name: string): Promise<string> =>
  createQueue(sqs, `${name}-dlq`, { MessageRetentionPeriod: String(DLQ_RETENTION_SECONDS) });

async function createFedQueue(
  sqs: SQSClient,
  name: string,
  visibilitySeconds: number,
  failureUrl: string,
): Promise<string> {
  const attributes = new GetQueueAttributesCommand({ QueueUrl: failureUrl, AttributeNames: ['QueueArn'] });
  const deadLetterTargetArn = (await sqs.send(attributes)).Attributes?.QueueArn;
  return createQueue(sqs, name, {
    VisibilityTimeout: String(visibilitySeconds),
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: DELIVERIES_MAX }),
  });
}

async function createBucket(s3: S3Client, name: string): Promise<string> {
  await s3.send(new CreateBucketCommand({ Bucket: name })).catch((error: unknown) => {
    if (!(error instanceof BucketAlreadyExists || error instanceof BucketAlreadyOwnedByYou)) throw error;
  });
  return name;
}

async function createQueues(sqs: SQSClient, rows: readonly FunctionRow[]) {
  const queues: Record<string, string> = {};
  const failureQueues: Record<string, string> = {};
  for (const { name, trigger } of rows) {
    if (trigger.kind === 'http' || trigger.kind === 'schedule') continue;
    const failureUrl = await createFailureQueue(sqs, name);
    failureQueues[name] = failureUrl;
    if (trigger.kind !== 'stream')
      queues[name] = await createFedQueue(sqs, name, trigger.visibilityTimeoutSeconds, failureUrl);
  }
  return { queues, failureQueues };
}

/** Creates what is not there yet; everything else is left as it is. */
export async function createResources(clients: Clients, rows: readonly FunctionRow[]): Promise<Resources> {
  const [tables, queues, bank, files, anchors] = await Promise.all([
    Promise.all(TABLES.map((shape) => createTable(clients.dynamodb, shape))),
    createQueues(clients.sqs, rows),
    createBucket(clients.s3, 'zhida-bank'),
    createBucket(clients.s3, 'zhida-files'),
    createBucket(clients.s3, 'zhida-anchors'),
  ]);
  return {
    tables: Object.fromEntries(tables.map(([table, name]) => [table, name])) as Record<Table, string>,
    streamArns: Object.fromEntries(tables.flatMap(([table, , arn]) => (arn === '' ? [] : [[table, arn]]))),
    buckets: { bank, files, anchors },
    ...queues,
  };
}
