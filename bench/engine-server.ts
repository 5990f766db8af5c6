// The worker thread in which a bench's server runs, so that every server has a thread of its own, as the platform's has.
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { startDynamoDbEngine } from '../local/engine/dynamodb/start-engine.ts';

/** `empty` answers every request with `{}`: what the SDK and HTTP cost by themselves. */
export type ServerKind = 'empty' | 'dynalite' | 'engine';
export interface ServerData {
  readonly kind: ServerKind;
  /** Folder for `engine`; in memory when absent. */
  readonly path: string | undefined;
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function emptyServer(): Server {
  return createServer((request, response) => {
    request.resume().on('end', () => {
      response
        .writeHead(200, { 'content-type': 'application/x-amz-json-1.0', 'content-length': 2 })
        .end('{}');
    });
  });
}

function dynaliteServer(): Server {
  const dynalite = createRequire(import.meta.url)('dynalite') as (options: {
    createTableMs: number;
  }) => Server;
  return dynalite({ createTableMs: 0 });
}

const { kind, path } = workerData as ServerData;
if (kind === 'engine') parentPort?.postMessage((await startDynamoDbEngine({ path })).endpoint);
else parentPort?.postMessage(await listen(kind === 'empty' ? emptyServer() : dynaliteServer()));
