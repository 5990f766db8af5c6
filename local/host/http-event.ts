// Turns a request of node:http into an API Gateway v2 event (payload 2.0), and a function's reply back.
import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

export type Claims = Readonly<Record<string, unknown>>;

/**
 * Reads a body of at most `bytesMax`. A longer one is answered with undefined as soon as that is known; what still comes of it
 * is thrown away. @throws Error when the caller breaks off
 */
export function readBody(request: IncomingMessage, bytesMax: number): Promise<Buffer | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer | undefined>();
  const chunks: Buffer[] = [];
  let bytes = Number(request.headers['content-length'] ?? 0) > bytesMax ? Infinity : 0;
  if (bytes > bytesMax) resolve(undefined);
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= bytesMax) chunks.push(chunk);
    else {
      chunks.length = 0;
      resolve(undefined);
    }
  });
  request.on('end', () => resolve(Buffer.concat(chunks)));
  request.on('close', () => reject(new Error('the caller broke off')));
  request.on('error', reject);
  return promise;
}

/** Repeated names are joined by commas, as API Gateway does. */
function joined(entries: Iterable<readonly [string, string]>): Record<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of entries) {
    const before = values.get(name);
    values.set(name, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(values);
}

const headersOf = (request: IncomingMessage): Record<string, string> =>
  joined(
    Object.entries(request.headers).flatMap(([name, value]) =>
      value === undefined || name === 'cookie'
        ? []
        : [[name, Array.isArray(value) ? value.join(',') : value]],
    ),
  );

/** A JWT authorizer prints every claim as text, and a list as `[a b]`. */
const printClaim = (claim: unknown): string =>
  Array.isArray(claim)
    ? `[${claim.join(' ')}]`
    : typeof claim === 'object'
      ? JSON.stringify(claim)
      : String(claim);

const printClaims = (claims: Claims): Record<string, string> =>
  Object.fromEntries(Object.entries(claims).map(([name, claim]) => [name, printClaim(claim)]));

export interface EventParts {
  readonly routeKey: string;
  readonly url: URL;
  readonly params: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Claims of a checked token; absent on public routes. */
  readonly claims?: Claims | undefined;
}

/** The event that a function gets. */
export function httpEvent(request: IncomingMessage, parts: EventParts): Record<string, unknown> {
  const { url, body, params, claims, routeKey } = parts;
  const query = joined(url.searchParams);
  const isText = isUtf8(body);
  return {
    version: '2.0',
    routeKey,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers: headersOf(request),
    ...(Object.keys(query).length > 0 && { queryStringParameters: query }),
    ...(Object.keys(params).length > 0 && { pathParameters: params }),
    ...(body.length > 0 && { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: url.host,
      stage: '$default',
      requestId: randomUUID(),
      routeKey,
      timeEpoch: Date.now(),
      http: {
        method: request.method,
        path: url.pathname,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '',
        userAgent: request.headers['user-agent'] ?? '',
      },
      ...(claims && { authorizer: { jwt: { claims: printClaims(claims), scopes: [] } } }),
    },
  };
}

/** Sends what the function answered. */
export function sendReply(response: ServerResponse, reply: APIGatewayProxyStructuredResultV2): void {
  const body = Buffer.from(reply.body ?? '', reply.isBase64Encoded ? 'base64' : 'utf8');
  for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, String(value));
  response.writeHead(reply.statusCode ?? 200, { 'content-length': body.length });
  response.end(body);
}
