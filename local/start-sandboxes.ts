// Starts the sandbox departments, bank and treasury in a worker thread, and passes on what the two leave in their folder.
import { SHARE_ENV, Worker } from 'node:worker_threads';
import type { SandboxWorkerData, SandboxWorkerMessage } from './sandbox-worker.ts';

type Started = Extract<SandboxWorkerMessage, { kind: 'started' }>;

export interface Sandboxes extends Omit<Started, 'kind'> {
  /** Who hears of each key that bank or treasury left; set once. */
  onFileDropped(listener: (key: string) => void): void;
  close(): Promise<void>;
}

/** @throws Error when a sandbox cannot start */
export async function startSandboxes(data: SandboxWorkerData): Promise<Sandboxes> {
  const worker = new Worker(new URL('./sandbox-worker.ts', import.meta.url), {
    workerData: data,
    env: SHARE_ENV,
  });
  let tell: (key: string) => void = () => undefined;
  const started = Promise.withResolvers<Started>();
  const closed = Promise.withResolvers<void>();
  worker.on('error', started.reject);
  worker.on('message', (message: SandboxWorkerMessage) => {
    if (message.kind === 'started') started.resolve(message);
    else if (message.kind === 'closed') closed.resolve();
    else tell(message.key);
  });
  const { kind: _kind, ...places } = await started.promise;
  return {
    ...places,
    onFileDropped: (listener) => {
      tell = listener;
    },
    close: async () => {
      worker.postMessage('close');
      await closed.promise;
      await worker.terminate();
    },
  };
}
