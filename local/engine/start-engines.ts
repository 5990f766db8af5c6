// Starts the machine's own DynamoDB, SQS and S3 in a worker thread: the one thing the host needs to know of them.
import { join } from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import { DynamoDbTransport } from './dynamodb-transport.ts';
import type { DynamoDbClientOptions } from './dynamodb-transport.ts';
import type { FaultOptions } from './dynamodb/fault-injector.ts';
import type { EngineWorkerData, EngineWorkerMessage } from './engine-worker.ts';
import { lockDataDirectory } from './lock-data-directory.ts';

export interface EnginesOptions {
  /** Folder for tables and objects; all is in memory when absent. Queues are always in memory. */
  readonly dataDir?: string | undefined;
  /** Injected DynamoDB errors, for fault runs. */
  readonly faults?: FaultOptions | undefined;
}

/** Endpoints for the AWS SDK (any credentials, region us-east-1, S3 with forcePathStyle). */
export interface Engines {
  readonly dynamodb: string;
  readonly sqs: string;
  readonly s3: string;
  /**
   * Beside the endpoint in the configuration of a DynamoDB or DynamoDB Streams client of this process: requests then
   * reach the engine without HTTP and signature, at half the SDK's work.
   */
  readonly dynamodbClientOptions: DynamoDbClientOptions;
  /** Writes what was accepted and frees the data directory. */
  close(): Promise<void>;
}

/**
 * @throws Fault conflict when another process uses the data directory
 * @throws Error when an engine cannot open its data
 */
export async function startEngines(options: EnginesOptions = {}): Promise<Engines> {
  const unlock = options.dataDir === undefined ? () => undefined : lockDataDirectory(options.dataDir);
  const { port1: ownPort, port2: dynamodbPort } = new MessageChannel();
  const data: EngineWorkerData = { dataDir: options.dataDir, faults: options.faults, dynamodbPort };
  const worker = new Worker(join(import.meta.dirname, 'engine-worker.ts'), {
    workerData: data,
    transferList: [dynamodbPort],
  });
  const transport = new DynamoDbTransport(ownPort);
  let isClosing = false;
  try {
    const started = await nextMessage(worker, 'started');
    // An engine that dies takes the platform with it: its tables would be gone for every handler.
    worker.on('error', (error) => {
      throw error;
    });
    worker.on('exit', (code) => {
      if (!isClosing) throw new Error(`the engines' worker ended by itself with code ${code}`);
    });
    const close = async (): Promise<void> => {
      isClosing = true;
      const closed = nextMessage(worker, 'closed');
      transport.close();
      worker.postMessage('close');
      await closed;
      await worker.terminate();
      unlock();
    };
    const { dynamodb, sqs, s3 } = started;
    return { dynamodb, sqs, s3, dynamodbClientOptions: transport.clientOptions, close };
  } catch (error) {
    transport.close();
    await worker.terminate();
    unlock();
    throw error;
  }
}

function nextMessage<Kind extends EngineWorkerMessage['kind']>(
  worker: Worker,
  kind: Kind,
): Promise<Extract<EngineWorkerMessage, { kind: Kind }>> {
  return new Promise((resolve, reject) => {
    const ended = (code: number): void =>
      reject(new Error(`the engines' worker ended with code ${code} before it was ${kind}`));
    const stop = (): void => {
      worker.off('error', reject).off('exit', ended).off('message', take);
    };
    function take(message: EngineWorkerMessage): void {
      if (message.kind !== kind) return;
      stop();
      resolve(message as Extract<EngineWorkerMessage, { kind: Kind }>);
    }
    worker.once('error', reject).once('exit', ended).on('message', take);
  });
}
