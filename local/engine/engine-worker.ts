// The worker thread in which the engines run, so that their work does not delay the platform's own event loop.
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { startFauxqs } from 'fauxqs';
import { startDynamoDbEngine } from './dynamodb/start-engine.ts';
import type { FaultOptions } from './dynamodb/fault-injector.ts';
import { withLargeObjects } from './raise-object-limit.ts';
import { repairObjectDirectory } from './repair-object-directory.ts';

/** What the worker is started with; everything is in memory when there is no data directory. */
export interface EngineWorkerData {
  readonly dataDir: string | undefined;
  readonly faults: FaultOptions | undefined;
  /** Where the DynamoDB engine takes requests without HTTP. */
  readonly dynamodbPort: MessagePort;
}

/** What the worker says: where the engines are, that they have closed, or why they could not start. */
export type EngineWorkerMessage =
  | { readonly kind: 'started'; readonly dynamodb: string; readonly sqs: string; readonly s3: string }
  | { readonly kind: 'closed' };

async function run(): Promise<void> {
  if (!parentPort) throw new Error('engine-worker.ts runs only as a worker thread: use startEngines');
  const port = parentPort;
  const { dataDir, faults, dynamodbPort } = workerData as EngineWorkerData;
  const objects = dataDir === undefined ? undefined : join(dataDir, 'objects');
  if (objects !== undefined) repairObjectDirectory(objects);
  const [dynamodb, fauxqs] = await Promise.all([
    startDynamoDbEngine({ path: dataDir === undefined ? undefined : join(dataDir, 'dynamodb'), faults }),
    // Queues stay in memory: the outbox and the sweeper bring back every message, and prove it at each start.
    withLargeObjects(() =>
      startFauxqs({
        port: 0,
        logger: false,
        host: '127.0.0.1',
        ...(objects === undefined ? {} : { s3StorageDir: objects }),
      }),
    ),
  ]);
  dynamodb.answer(dynamodbPort);
  const address = `http://127.0.0.1:${fauxqs.port}`;
  port.once('message', () => {
    void Promise.all([dynamodb.close(), fauxqs.stop()]).then(() => {
      port.postMessage({ kind: 'closed' } satisfies EngineWorkerMessage);
      dynamodbPort.close();
      port.close();
    });
  });
  port.postMessage({
    kind: 'started',
    dynamodb: dynamodb.endpoint,
    sqs: address,
    s3: address,
  } satisfies EngineWorkerMessage);
}

await run();
