// What each function may do, derived from its row and nothing else: no wildcard among the actions, each resource by name.
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { TABLES } from '../adapters/dynamodb/tables.ts';
import type { Access, Bucket, FunctionRow, Table } from '../functions/manifest.ts';

const TABLE_READ = ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'];
/** A transaction needs the rights of its parts. There is no deletion: what happened stays. */
const TABLE_WRITE = ['dynamodb:ConditionCheckItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'];
/** A batch may hide a deletion, so that core, where events lie, takes none. */
const TABLE_BULK = ['dynamodb:BatchWriteItem'];

/** What DynamoDB and S3 do with the key on behalf of the caller. */
const KEY_READ = ['kms:Decrypt', 'kms:DescribeKey'];
const KEY_WRITE = [
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];

export interface FlowResources {
  readonly tables: Readonly<Record<Table, ITable>>;
  readonly buckets: Readonly<Record<Bucket, IBucket>>;
  readonly key: IKey;
  /** The event queues, by the name of the function each feeds. */
  readonly eventQueues: ReadonlyMap<string, IQueue>;
}

function tableStatement(table: Table, access: Access, resources: FlowResources): PolicyStatement {
  const { tableArn } = resources.tables[table];
  const indexes = TABLES.find((shape) => shape.name === table)?.indexes ?? [];
  const write = access === 'write' ? [...TABLE_WRITE, ...(table === 'core' ? [] : TABLE_BULK)] : [];
  return new PolicyStatement({
    actions: [...TABLE_READ, ...write].sort(),
    resources: [tableArn, ...indexes.map((index) => `${tableArn}/index/${index}`)],
  });
}

/** Listing the bucket lets S3 say that a file is not there, where it would otherwise say only that access is denied. */
function bucketStatements(bucket: Bucket, access: Access, resources: FlowResources): PolicyStatement[] {
  const { bucketArn } = resources.buckets[bucket];
  return [
    new PolicyStatement({
      actions: ['s3:GetObject', ...(access === 'write' ? ['s3:PutObject'] : [])],
      resources: [`${bucketArn}/*`],
    }),
    new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucketArn] }),
  ];
}

/** The statements of a row's role, trigger and logs aside. */
export function statementsOf(row: FunctionRow, resources: FlowResources): PolicyStatement[] {
  const tables = Object.entries(row.tables) as [Table, Access][];
  const buckets = Object.entries(row.buckets ?? {}) as [Bucket, Access][];
  const rights = [...tables, ...buckets].map(([, access]) => access);
  const keyActions = rights.includes('write') ? [...KEY_READ, ...KEY_WRITE] : KEY_READ;
  return [
    ...tables.map(([table, access]) => tableStatement(table, access, resources)),
    ...buckets.flatMap(([bucket, access]) => bucketStatements(bucket, access, resources)),
    // The environment of every function lies under the key, too.
    new PolicyStatement({ actions: keyActions, resources: [resources.key.keyArn] }),
    ...(row.relays
      ? [
          new PolicyStatement({
            actions: ['sqs:SendMessage'],
            resources: [...resources.eventQueues.values()].map((queue) => queue.queueArn),
          }),
        ]
      : []),
  ];
}
