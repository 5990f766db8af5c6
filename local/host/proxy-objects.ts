// Browsers reach S3 on AWS by its own address; on one machine the signed URLs lead through the platform's port to the engine.
import { request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';

/** What signed URLs for browsers begin with. */
export const OBJECTS_PATH = '/objects';
/** The engine takes any signature, so only what a signed URL looks like is let through, and only to read or put one object. */
const METHODS: readonly string[] = ['GET', 'PUT'];
const KEPT_HEADERS = ['content-type', 'content-length'] as const;

/** @param s3 the engine's endpoint */
export function objectProxy(s3: string) {
  return (request: IncomingMessage, response: ServerResponse, url: URL): void => {
    const isSigned = url.searchParams.has('X-Amz-Signature') && METHODS.includes(request.method ?? '');
    const expected = url.searchParams.get('X-Amz-SignedHeaders')?.split(';') ?? [];
    const isComplete = expected.every((name) => name === 'host' || request.headers[name] !== undefined);
    if (!isSigned || !isComplete) {
      response.writeHead(403).end();
      return;
    }
    const target = new URL(url.pathname.slice(OBJECTS_PATH.length) + url.search, s3);
    const headers = Object.fromEntries(
      KEPT_HEADERS.flatMap((name) => {
        const value = request.headers[name];
        return value === undefined ? [] : [[name, value]];
      }),
    );
    const upstream = send(target, { method: request.method ?? 'GET', headers }, (answer) => {
      // The engine leaves out what the signed URL says of the name under which a browser saves the object.
      const name = url.searchParams.get('response-content-disposition');
      const named = name !== null && answer.statusCode === 200 ? { 'content-disposition': name } : {};
      response.writeHead(answer.statusCode ?? 502, { ...answer.headers, ...named });
      pipeline(answer, response, () => undefined);
    });
    upstream.on('error', () => response.writableEnded || response.writeHead(502).end());
    pipeline(request, upstream, () => undefined);
  };
}
