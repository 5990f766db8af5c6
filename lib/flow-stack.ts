// The flow on AWS: for each row of the manifest a Lambda with its trigger, and a queue for each that events wake.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, SecretValue, Stack } from 'aws-cdk-lib';
import type { StackProps } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { Code, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import { EVENT_ATTRIBUTE } from '../adapters/dynamodb/tables.ts';
import { MANIFEST } from '../functions/manifest.ts';
import type { FunctionRow, Trigger } from '../functions/manifest.ts';
import { bundleFunctions } from './bundle-functions.ts';
import type { DataStack } from './data-stack.ts';
import { FlowFunction } from './flow-function.ts';
import { failureQueue, FlowQueue, visibilitySecondsOf } from './flow-queue.ts';
import type { FlowResources } from './grants.ts';
import { railSecretName, railUrlParameter } from './settings.ts';
import type { Rail, Settings } from './settings.ts';

const FUNCTIONS_FOLDER = join(import.meta.dirname, '../functions');

/** Records read at once from a shard; the relay sends them in tens. */
const STREAM_BATCH_SIZE = 100;
const STREAM_RETRIES = 10;
/** Parts of one shard handled beside each other; DynamoDB keeps the order within a partition key. */
const STREAM_PARALLEL = 4;

/** `ZHIDA_QUEUE_CHECK_ELIGIBILITY` for the queue `check-eligibility`. */
export const queueVariable = (name: string): string =>
  `ZHIDA_QUEUE_${name.toUpperCase().replaceAll('-', '_')}`;

export interface FlowStackProps extends StackProps {
  readonly data: DataStack;
  readonly settings: Settings;
  /** Absolute path of a folder for the functions' bundles. */
  readonly bundlesFolder: string;
}

export class FlowStack extends Stack {
  /** The Lambdas by the name of their row. */
  readonly functions: ReadonlyMap<string, FlowFunction>;
  /** The event queues by the name of the function each feeds. */
  readonly queues: ReadonlyMap<string, FlowQueue>;
  /** What a stream's reader gave up on, by its name. */
  readonly streamFailures: ReadonlyMap<string, Queue>;
  readonly #data: DataStack;

  constructor(scope: Construct, id: string, { data, settings, bundlesFolder, ...props }: FlowStackProps) {
    super(scope, id, props);
    this.#data = data;
    this.queues = new Map(
      MANIFEST.filter((row) => row.trigger.kind === 'queue').map((row) => [
        row.name,
        new FlowQueue(this, `Queue-${row.name}`, { visibilitySeconds: visibilitySecondsOf(row) }),
      ]),
    );
    this.streamFailures = new Map(
      MANIFEST.filter((row) => row.trigger.kind === 'stream').map((row) => [
        row.name,
        failureQueue(this, `StreamFailures-${row.name}`),
      ]),
    );
    const resources: FlowResources = {
      tables: data.tables,
      buckets: data.buckets,
      key: data.key,
      eventQueues: new Map([...this.queues].map(([name, { queue }]) => [name, queue])),
    };
    const environmentOf = this.#environments(settings);
    const code = this.#code(bundlesFolder);
    this.functions = new Map(
      MANIFEST.map((row) => [
        row.name,
        new FlowFunction(this, row.name, {
          row,
          code,
          resources,
          environment: environmentOf(row),
        }),
      ]),
    );
    for (const row of MANIFEST) this.#connect(row);
  }

  /**
   * One asset for all functions: they share the greater part. Tests that read the template alone set the context
   * `aws:cdk:bundling-stacks` to none.
   */
  #code(bundlesFolder: string): Code {
    if (!this.bundlingRequired) return Code.fromAsset(import.meta.dirname, { exclude: ['**'] });
    rmSync(bundlesFolder, { recursive: true, force: true });
    bundleFunctions(MANIFEST, FUNCTIONS_FOLDER, bundlesFolder);
    return Code.fromAsset(bundlesFolder);
  }

  /** Every function knows the tables and buckets; queues and the rails only those that may use them. */
  #environments(settings: Settings): (row: FunctionRow) => Record<string, string> {
    const { tables, buckets } = this.#data;
    const shared = {
      ZHIDA_TABLE_REGISTER: tables.register.tableName,
      ZHIDA_TABLE_CORE: tables.core.tableName,
      ZHIDA_TABLE_VIEWS: tables.views.tableName,
      ZHIDA_BUCKET_BANK: buckets.bank.bucketName,
      ZHIDA_BUCKET_FILES: buckets.files.bucketName,
      ZHIDA_BUCKET_ANCHORS: buckets.anchors.bucketName,
      // Also those that call no rail know which there are: a budget is refused whose money could not leave.
      ZHIDA_RAILS: settings.treasury ? 'bank,treasury' : 'bank',
    };
    const queueUrls = Object.fromEntries(
      [...this.queues].map(([name, { queue }]) => [queueVariable(name), queue.queueUrl]),
    );
    const rails = {
      ...this.#railEnvironment(settings, 'bank'),
      ...(settings.treasury && this.#railEnvironment(settings, 'treasury')),
      ZHIDA_TREASURY_CUT_OFF: settings.treasuryCutOff,
    };
    return (row) => ({
      ...shared,
      ...(row.relays && queueUrls),
      ...(row.calls?.includes('bank') && rails),
    });
  }

  /** Resolved by name when the stack is deployed: the template holds neither the address nor the secret. */
  #railEnvironment(settings: Settings, rail: Rail): Record<string, string> {
    const prefix = `ZHIDA_${rail.toUpperCase()}`;
    const url = StringParameter.valueForStringParameter(this, railUrlParameter(settings, rail));
    if (!settings[`${rail}Authorization`]) return { [`${prefix}_URL`]: url };
    const secret = SecretValue.secretsManager(railSecretName(settings, rail));
    return { [`${prefix}_URL`]: url, [`${prefix}_AUTHORIZATION`]: secret.unsafeUnwrap() };
  }

  #connect(row: FunctionRow): void {
    const { lambda } = this.#of(this.functions, row.name);
    switch (row.trigger.kind) {
      case 'http':
        return;
      case 'queue':
        lambda.addEventSource(
          new SqsEventSource(this.#of(this.queues, row.name).queue, {
            batchSize: row.trigger.batchSize,
            maxBatchingWindow: Duration.seconds(row.trigger.batchWindowSeconds),
            maxConcurrency: row.trigger.maxConcurrency,
            reportBatchItemFailures: true,
          }),
        );
        return;
      case 'object':
        lambda.addEventSource(
          new SqsEventSource(this.#of(this.#data.objectQueues, row.name).queue, {
            batchSize: 1,
            reportBatchItemFailures: true,
          }),
        );
        return;
      case 'stream':
        lambda.addEventSource(this.#streamSource(row, row.trigger));
        return;
      case 'schedule':
        new Rule(this, `Schedule-${row.name}`, {
          schedule: Schedule.rate(Duration.seconds(row.trigger.everySeconds)),
          targets: [new LambdaTarget(lambda, { retryAttempts: 2, maxEventAge: Duration.minutes(5) })],
        });
        return;
    }
  }

  #streamSource(row: FunctionRow, trigger: Extract<Trigger, { kind: 'stream' }>): DynamoEventSource {
    const isEvent = {
      eventName: FilterRule.isEqual('INSERT'),
      dynamodb: { NewImage: { [EVENT_ATTRIBUTE]: { S: FilterRule.exists() } } },
    };
    return new DynamoEventSource(this.#data.tables[trigger.table], {
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: STREAM_BATCH_SIZE,
      parallelizationFactor: STREAM_PARALLEL,
      bisectBatchOnError: true,
      retryAttempts: STREAM_RETRIES,
      reportBatchItemFailures: true,
      onFailure: new SqsDlq(this.#of(this.streamFailures, row.name)),
      filters: [FilterCriteria.filter(isEvent)],
    });
  }

  #of<T>(map: ReadonlyMap<string, T>, name: string): T {
    const found = map.get(name);
    if (found === undefined) throw new Error(`nothing was made for ${name}`);
    return found;
  }
}
