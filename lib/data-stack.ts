// What must outlive every deployment: tables, buckets, their key, and the queues that buckets tell of new files.
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { StackProps } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table as DynamoTable,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket as S3Bucket,
  BucketEncryption,
  HttpMethods,
  ObjectLockRetention,
  ObjectOwnership,
  StorageClass,
} from 'aws-cdk-lib/aws-s3';
import type { BucketProps, CfnBucket, IBucket } from 'aws-cdk-lib/aws-s3';
import type { CfnQueuePolicy } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { PARTITION_KEY, SORT_KEY, TABLES, TTL_ATTRIBUTE } from '../adapters/dynamodb/tables.ts';
import type { TableShape } from '../adapters/dynamodb/tables.ts';
import { MANIFEST } from '../functions/manifest.ts';
import type { Bucket, FunctionRow, Table } from '../functions/manifest.ts';
import { FlowQueue, visibilitySecondsOf } from './flow-queue.ts';

/** Accounting books are kept for 30 years (会计档案管理办法, 2015). */
const ANCHOR_RETENTION = Duration.days(365 * 30);

type ObjectRow = FunctionRow & { readonly trigger: Extract<FunctionRow['trigger'], { kind: 'object' }> };
const objectRows = MANIFEST.filter((row): row is ObjectRow => row.trigger.kind === 'object');

export interface DataStackProps extends StackProps {
  /** Where the console is served, for uploads from the browser; any origin when it has no domain of its own. */
  readonly consoleOrigin?: string;
}

export class DataStack extends Stack {
  readonly key: Key;
  readonly tables: Readonly<Record<Table, ITable>>;
  readonly buckets: Readonly<Record<Bucket, IBucket>>;
  /** Queues of the rows that a file wakes, by the row's name. */
  readonly objectQueues: ReadonlyMap<string, FlowQueue>;

  constructor(scope: Construct, id: string, props: DataStackProps) {
    super(scope, id, props);
    this.key = new Key(this, 'Key', {
      description: 'Zhida: tables and files',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.tables = Object.fromEntries(TABLES.map((shape) => [shape.name, this.#table(shape)])) as Record<
      Table,
      ITable
    >;
    const logs = this.#bucket('AccessLogs', {
      encryption: BucketEncryption.S3_MANAGED,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      lifecycleRules: [{ expiration: Duration.days(365) }],
    });
    this.buckets = {
      bank: this.#bankBucket(logs),
      files: this.#filesBucket(logs, props.consoleOrigin ?? '*'),
      anchors: this.#anchorBucket(logs),
    };
    this.objectQueues = new Map(objectRows.map((row) => [row.name, this.#objectQueue(row)]));
    this.#tellQueues();
  }

  #table(shape: TableShape): ITable {
    const attribute = (name: string) => ({ name, type: AttributeType.STRING });
    const table = new DynamoTable(this, `Table-${shape.name}`, {
      partitionKey: attribute(PARTITION_KEY),
      sortKey: attribute(SORT_KEY),
      billingMode: BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: TTL_ATTRIBUTE,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.key,
      ...(shape.stream && { stream: StreamViewType.NEW_IMAGE }),
    });
    for (const index of shape.indexes) {
      table.addGlobalSecondaryIndex({
        indexName: index,
        partitionKey: attribute(`${index}${PARTITION_KEY}`),
        sortKey: attribute(`${index}${SORT_KEY}`),
        projectionType: ProjectionType.KEYS_ONLY,
      });
    }
    return table as ITable;
  }

  /**
   * Private, encrypted, over TLS only, every version kept unless `props` say otherwise. The interface is asserted because the
   * library's classes and interfaces differ in optional members under exactOptionalPropertyTypes.
   */
  #bucket(id: string, props: BucketProps): IBucket {
    return new S3Bucket(this, id, {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy: RemovalPolicy.RETAIN,
      versioned: true,
      ...(props.encryption === undefined && {
        encryption: BucketEncryption.KMS,
        encryptionKey: this.key,
        bucketKeyEnabled: true,
      }),
      ...props,
    }) as IBucket;
  }

  #bankBucket(logs: IBucket): IBucket {
    return this.#bucket('Bank', {
      serverAccessLogsBucket: logs,
      serverAccessLogsPrefix: 'bank/',
      lifecycleRules: [
        {
          abortIncompleteMultipartUploadAfter: Duration.days(7),
          transitions: [{ storageClass: StorageClass.INFREQUENT_ACCESS, transitionAfter: Duration.days(90) }],
        },
      ],
    });
  }

  #filesBucket(logs: IBucket, uploadOrigin: string): IBucket {
    return this.#bucket('Files', {
      serverAccessLogsBucket: logs,
      serverAccessLogsPrefix: 'files/',
      cors: [
        {
          allowedOrigins: [uploadOrigin],
          allowedMethods: [HttpMethods.PUT],
          allowedHeaders: ['content-type'],
        },
      ],
      lifecycleRules: [
        {
          abortIncompleteMultipartUploadAfter: Duration.days(7),
          noncurrentVersionExpiration: Duration.days(90),
        },
      ],
    });
  }

  /** The daily anchors of the ledger's chain: nobody can change or remove one before its time, nor lay another over it. */
  #anchorBucket(logs: IBucket): IBucket {
    const bucket = this.#bucket('LedgerAnchors', {
      serverAccessLogsBucket: logs,
      serverAccessLogsPrefix: 'ledger-anchors/',
      objectLockEnabled: true,
      objectLockDefaultRetention: ObjectLockRetention.governance(ANCHOR_RETENTION),
    });
    bucket.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['s3:PutObject'],
        resources: [bucket.arnForObjects('*')],
        conditions: { Null: { 's3:if-none-match': 'true' } },
      }),
    );
    return bucket;
  }

  #objectQueue(row: ObjectRow): FlowQueue {
    return new FlowQueue(this, `Queue-${row.name}`, { visibilitySeconds: visibilitySecondsOf(row) });
  }

  /**
   * Tells the queues of new files by the bucket's own configuration: the construct library would add a custom resource with
   * rights on every bucket. The queue names the account, not the bucket, or bucket and policy would wait for each other.
   */
  #tellQueues(): void {
    for (const [name, bucket] of Object.entries(this.buckets) as [Bucket, IBucket][]) {
      const rows = objectRows.filter((row) => row.trigger.bucket === name);
      if (rows.length === 0) continue;
      const resource = bucket.node.defaultChild as CfnBucket;
      resource.notificationConfiguration = {
        queueConfigurations: rows.map((row) => {
          const { queue } = this.#queueOf(row);
          queue.addToResourcePolicy(
            new PolicyStatement({
              principals: [new ServicePrincipal('s3.amazonaws.com')],
              actions: ['sqs:SendMessage'],
              resources: [queue.queueArn],
              conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
            }),
          );
          const policy = queue.node.findChild('Policy').node.defaultChild as CfnQueuePolicy;
          resource.addResourceDependency(policy);
          return {
            event: 's3:ObjectCreated:*',
            queue: queue.queueArn,
            filter: { s3Key: { rules: [{ name: 'prefix', value: row.trigger.prefix }] } },
          };
        }),
      };
    }
  }

  #queueOf(row: ObjectRow): FlowQueue {
    const found = this.objectQueues.get(row.name);
    if (!found) throw new Error(`no queue was made for ${row.name}`);
    return found;
  }
}
