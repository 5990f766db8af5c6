// Speaks the AWS JSON protocol over HTTP, and two paths of its own: waiting for stream records, and injected faults.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { AWS_JSON, answerRequest, parseObject } from './answer-request.ts';
import { AwsError } from './aws-error.ts';
import type { EngineContext } from './engine-context.ts';
import type { FaultOptions } from './fault-injector.ts';

const BODY_MAX_BYTES = 16 * 1024 * 1024;
const WAIT_MAX_MS = 60_000;

export function createEngineServer(engine: EngineContext): Server {
  const server = createServer((request, response) => {
    answer(engine, request, response).catch((error: unknown) => fail(response, error));
  });
  // Clients keep connections for as long as they like; the engine is closed by closing them.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  return server;
}

async function answer(
  engine: EngineContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname === '/stream-wait' && request.method === 'GET')
    return waitForStream(engine, url, response);
  const body = await readBody(request);
  if (body === undefined) return send(response, 413, '{"__type":"RequestEntityTooLargeException"}');
  // A browser cannot send this content type to another origin without being asked first, so no web page can reach the data.
  if (request.method !== 'POST' || !request.headers['content-type']?.startsWith(AWS_JSON)) {
    return send(response, 404, '{"__type":"UnknownOperationException"}');
  }
  if (url.pathname === '/faults') return setFaults(engine, body, response);
  const answered = await answerRequest(engine, String(request.headers['x-amz-target'] ?? ''), body);
  if (answered.isLost) response.destroy();
  else send(response, answered.statusCode, answered.body);
}

/** The whole body, or undefined when it is too large (the rest is read and thrown away). */
function readBody(request: IncomingMessage): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= BODY_MAX_BYTES) chunks.push(chunk);
    });
    request.on('end', () =>
      resolve(size > BODY_MAX_BYTES ? undefined : Buffer.concat(chunks).toString('utf8')),
    );
    request.on('error', reject);
  });
}

/**
 * `GET /stream-wait?table=T&after=VERSION&timeoutMs=N` answers `{"version":V}` when the table's stream has moved past
 * VERSION, or after the time-out. Read the stream, then wait with the version answered last: nothing is missed.
 */
async function waitForStream(engine: EngineContext, url: URL, response: ServerResponse): Promise<void> {
  const timeoutMs = Math.min(
    WAIT_MAX_MS,
    Math.max(0, Number(url.searchParams.get('timeoutMs') ?? 20_000) || 0),
  );
  const after = Number(url.searchParams.get('after') ?? -1);
  const version = await engine.signal.waitAfter(url.searchParams.get('table') ?? '', after, timeoutMs);
  send(response, 200, JSON.stringify({ version }));
}

/** `POST /faults` with `FaultOptions` sets the rates; the answer counts the faults given since they were set last. */
function setFaults(engine: EngineContext, body: string, response: ServerResponse): void {
  const given = { ...engine.faults.given };
  engine.faults.set(parseObject(body) as FaultOptions);
  send(response, 200, JSON.stringify({ given }));
}

function fail(response: ServerResponse, error: unknown): void {
  if (response.destroyed) return;
  if (error instanceof AwsError) return send(response, error.statusCode, JSON.stringify(error.body));
  console.error('DynamoDB engine:', error);
  send(
    response,
    500,
    '{"__type":"com.amazonaws.dynamodb.v20120810#InternalServerError","message":"defect in the local engine"}',
  );
}

function send(response: ServerResponse, statusCode: number, body: string): void {
  response.writeHead(statusCode, {
    'content-type': AWS_JSON,
    'content-length': Buffer.byteLength(body),
    'x-amzn-requestid': randomUUID(),
  });
  response.end(body);
}
