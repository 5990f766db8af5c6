// The only place where adapters are built: from the environment to the dependencies of every use case, once a process.
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { fileDropRail } from '../../adapters/bank/file-drop-rail.ts';
import { httpDepartments } from '../../adapters/department/http-department.ts';
import { documentClient } from '../../adapters/dynamodb/document-client.ts';
import { DynamoDbStore } from '../../adapters/dynamodb/dynamodb-store.ts';
import { S3Files } from '../../adapters/s3/s3-files.ts';
import { SqsQueues } from '../../adapters/sqs/sqs-queues.ts';
import { paymentRails } from '../../adapters/treasury/payment-rails.ts';
import { readRailFile } from '../../adapters/treasury/read-rail-file.ts';
import { treasuryRail } from '../../adapters/treasury/treasury-rail.ts';
import { dayOfInstant, formatDay } from '../../core/kernel/day.ts';
import { RAILS } from '../../core/payment/payment-order.ts';
import { minuteOfText } from '../../core/kernel/working-calendar.ts';
import type { Deps } from '../deps.ts';
import { QUEUES } from '../manifest.ts';
import { PolicyCache } from '../policy/policy-cache.ts';
import type { Clock, DepartmentSource, Files } from '../ports.ts';
import { parkMessage } from '../reconciliation/park-message.ts';
import { fileCalendar } from '../hub/file-calendar.ts';
import { fileTreasuries } from '../hub/file-treasuries.ts';
import { loadSources } from '../hub/load-sources.ts';

/** Reads a variable that the stack, or the local host, must have set. */
function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`the environment variable ${name} is not set`);
  return value;
}

/** Business time follows the real day in Shanghai, unless the demo or the replay says which day it plays. */
const clock: Clock = {
  nowMs: () => Date.now(),
  today: () => process.env['ZHIDA_TODAY'] ?? formatDay(dayOfInstant(Date.now())),
};

/** `allocate-budget` → `ZHIDA_QUEUE_ALLOCATE_BUDGET`. A function has the URLs of the queues it may send to, no others. */
export const queueVariable = (queue: string): string =>
  `ZHIDA_QUEUE_${queue.toUpperCase().replaceAll('-', '_')}`;

function queueUrls(): Record<string, string> {
  const entries = QUEUES.map((queue) => [queue, process.env[queueVariable(queue)]] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** The registry is read when a department is first asked: only functions that ask one may read it on AWS. */
function registeredDepartments(files: Files): DepartmentSource {
  let source: Promise<DepartmentSource> | undefined;
  const load = () => loadSources(files).then((sources) => httpDepartments({ sources }));
  return {
    async ask(...question) {
      source ??= load().catch((error: unknown) => {
        source = undefined;
        throw error;
      });
      return (await source).ask(...question);
    },
  };
}

/** Replaced by the local host, whose engine lives in this process; on AWS the SDK's own defaults hold. */
let dynamodbConfig: DynamoDBClientConfig = {};
export const reachDynamoDbBy = (config: DynamoDBClientConfig): void => {
  dynamodbConfig = config;
};

/** Where a rail's service is, whether it wants to know of files, and with which header it knows us: `ZHIDA_BANK_URL` … */
function reachedBy(files: Files, prefix: 'ZHIDA_BANK' | 'ZHIDA_TREASURY') {
  const authorization = process.env[`${prefix}_AUTHORIZATION`];
  return {
    files,
    bankUrl: process.env[`${prefix}_URL`] ?? '',
    announces: process.env[`${prefix}_ANNOUNCES`] === 'true',
    ...(authorization !== undefined && { authorization }),
  };
}

function build(): Deps {
  const endpoint = (name: string) => (process.env[name] === undefined ? {} : { endpoint: process.env[name] });
  const dynamodb = new DynamoDBClient({ ...endpoint('ZHIDA_ENDPOINT_DYNAMODB'), ...dynamodbConfig });
  const document = documentClient(dynamodb);
  const store = new DynamoDbStore(document, {
    register: required('ZHIDA_TABLE_REGISTER'),
    core: required('ZHIDA_TABLE_CORE'),
    views: required('ZHIDA_TABLE_VIEWS'),
  });
  const s3At = (name: string) =>
    new S3Client({
      ...endpoint(name),
      forcePathStyle: process.env[name] !== undefined,
      // A checksum of bytes that only the browser has would make its upload fail.
      requestChecksumCalculation: 'WHEN_REQUIRED',
    });
  const s3 = s3At('ZHIDA_ENDPOINT_S3');
  const buckets = {
    bank: required('ZHIDA_BUCKET_BANK'),
    files: required('ZHIDA_BUCKET_FILES'),
    anchors: required('ZHIDA_BUCKET_ANCHORS'),
  };
  // On one machine browsers reach objects through the platform's own port.
  const signer = process.env['ZHIDA_ENDPOINT_OBJECTS'] === undefined ? s3 : s3At('ZHIDA_ENDPOINT_OBJECTS');
  const files = new S3Files(s3, buckets, signer);
  const cutOff = process.env['ZHIDA_TREASURY_CUT_OFF'];
  return {
    store,
    files,
    queues: new SqsQueues(new SQSClient({ ...endpoint('ZHIDA_ENDPOINT_SQS') }), queueUrls()),
    bank: paymentRails({
      bank: fileDropRail(reachedBy(files, 'ZHIDA_BANK')),
      treasury: treasuryRail(reachedBy(files, 'ZHIDA_TREASURY')),
    }),
    rails: z.array(z.enum(RAILS)).parse(required('ZHIDA_RAILS').split(',')),
    ...(cutOff !== undefined && { treasuryCutOffMinute: minuteOfText(cutOff) }),
    treasuries: fileTreasuries(files),
    departments: registeredDepartments(files),
    clock,
    calendar: fileCalendar(files),
    policies: new PolicyCache(store, clock.nowMs),
    readBankFile: readRailFile,
    park: (message, fault) => parkMessage(store, message, fault, clock),
  };
}

let built: Deps | undefined;

/** The dependencies, built on first use. */
export async function loadDeps(): Promise<Deps> {
  built ??= build();
  return built;
}
