// Carries the SDK's DynamoDB requests to the engine's thread as messages: half the SDK's work is HTTP and its signature.
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { MessagePort } from 'node:worker_threads';
import type { PortAnswer, PortRequest } from './dynamodb/answer-port.ts';
import { AWS_JSON } from './dynamodb/answer-request.ts';

/** The part of a client's configuration that this machine's engine wants; spread it beside the endpoint. */
export type DynamoDbClientOptions = Required<Pick<DynamoDBClientConfig, 'requestHandler' | 'signer'>>;

/** A request as the SDK hands it to its transport. */
interface SdkRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

interface SdkResponse {
  readonly response: {
    readonly statusCode: number;
    readonly headers: Record<string, string>;
    readonly body: Uint8Array;
  };
}

interface Waiting {
  resolve(response: SdkResponse): void;
  reject(error: Error): void;
}

/** What Node's own transport fails with when a connection breaks: the SDK takes it for a passing fault, and retries. */
const connectionLost = (): Error =>
  Object.assign(new Error('the connection to the engine broke'), { code: 'ECONNRESET' });

const aborted = (): Error => Object.assign(new Error('Request aborted'), { name: 'AbortError' });

/** The SDK's bytes carry string methods of their own that warn when touched: only the buffer behind them is read. */
const textOf = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('utf8');

export class DynamoDbTransport {
  readonly metadata = { handlerProtocol: 'http/1.1' };
  readonly #port: MessagePort;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #isClosed = false;

  constructor(port: MessagePort) {
    this.#port = port;
    port.on('message', (answer: PortAnswer) => this.#take(answer));
    port.unref();
  }

  /** The SDK's entry. Rejects with `code` ECONNRESET when the engine closes or a fault loses the answer. */
  handle(request: SdkRequest, { abortSignal }: { abortSignal?: AbortSignal } = {}): Promise<SdkResponse> {
    if (this.#isClosed) return Promise.reject(connectionLost());
    if (abortSignal?.aborted) return Promise.reject(aborted());
    const id = ++this.#lastId;
    const { body = '' } = request;
    const text = typeof body === 'string' ? body : textOf(body);
    return new Promise((resolve, reject) => {
      // The process must not end while an answer is awaited, and may when none is.
      if (this.#waiting.size === 0) this.#port.ref();
      this.#waiting.set(id, { resolve, reject });
      abortSignal?.addEventListener('abort', () => this.#forget(id)?.reject(aborted()), { once: true });
      this.#port.postMessage([id, request.headers['x-amz-target'] ?? '', text] satisfies PortRequest);
    });
  }

  #take([id, statusCode, body]: PortAnswer): void {
    const waiting = this.#forget(id);
    if (!waiting) return;
    if (statusCode === 0) waiting.reject(connectionLost());
    else
      waiting.resolve({
        response: { statusCode, headers: { 'content-type': AWS_JSON }, body: Buffer.from(body) },
      });
  }

  #forget(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#port.unref();
    return waiting;
  }

  /** Called by a client that is destroyed; other clients share the port, which closes with the engine. */
  destroy(): void {}

  close(): void {
    this.#isClosed = true;
    for (const id of [...this.#waiting.keys()]) this.#forget(id)?.reject(connectionLost());
    this.#port.close();
  }

  updateHttpClientConfig(): void {}
  httpHandlerConfigs(): Record<string, never> {
    return {};
  }

  /** Nobody checks a signature within one process. */
  get clientOptions(): DynamoDbClientOptions {
    return { requestHandler: this, signer: { sign: (request) => Promise.resolve(request) } };
  }
}
