// What a process of the local platform has in its environment where AWS would have set it: names, endpoints, quiet telemetry.
import { queueVariable, reachDynamoDbBy } from '../functions/edge/wiring.ts';
import type { Resources } from './host/create-resources.ts';
import type { Endpoints } from './host/start-host.ts';

export interface LocalEnvironment {
  readonly endpoints: Endpoints;
  readonly resources: Resources;
  readonly bankUrl: string;
  readonly treasuryUrl: string;
  /** Where browsers reach objects: `http://localhost:8080/objects`. */
  readonly objectsUrl: string;
}

/** Sets what functions/edge/wiring.ts reads. */
export function setLocalEnvironment(environment: LocalEnvironment): void {
  const { endpoints, resources, bankUrl, treasuryUrl, objectsUrl } = environment;
  Object.assign(process.env, {
    ZHIDA_ENDPOINT_DYNAMODB: endpoints.dynamodb,
    ZHIDA_ENDPOINT_SQS: endpoints.sqs,
    ZHIDA_ENDPOINT_S3: endpoints.s3,
    ZHIDA_ENDPOINT_OBJECTS: objectsUrl,
    ZHIDA_TABLE_REGISTER: resources.tables.register,
    ZHIDA_TABLE_CORE: resources.tables.core,
    ZHIDA_TABLE_VIEWS: resources.tables.views,
    ZHIDA_BUCKET_BANK: resources.buckets.bank,
    ZHIDA_BUCKET_FILES: resources.buckets.files,
    ZHIDA_BUCKET_ANCHORS: resources.buckets.anchors,
    ZHIDA_RAILS: 'bank,treasury',
    ZHIDA_BANK_URL: bankUrl,
    ZHIDA_BANK_ANNOUNCES: 'true',
    ZHIDA_TREASURY_URL: treasuryUrl,
    ZHIDA_TREASURY_ANNOUNCES: 'true',
  });
  if (endpoints.dynamodbClientOptions) reachDynamoDbBy(endpoints.dynamodbClientOptions);
  for (const [queue, url] of Object.entries(resources.queues)) process.env[queueVariable(queue)] = url;
}

/** A played day has no hours: unless somebody sets one, no time of the real day cuts it off at the treasury. */
export function setPlayedHours(): void {
  if (process.env['ZHIDA_TODAY'] !== undefined) process.env['ZHIDA_TREASURY_CUT_OFF'] ??= '24:00';
}
