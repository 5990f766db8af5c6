// The one port of the platform: it listens before all else, so that a port in use is known at once, and drains at the end.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Serve = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

export interface HttpFront {
  /** `http://localhost:8080`, without a slash at its end. */
  readonly url: string;
  /** Sets who answers; until then every request gets 503. */
  serve(serve: Serve): void;
  /** Takes no more requests, lets those under way end for at most `graceMs`. */
  close(graceMs: number): Promise<void>;
}

const starting: Serve = (_request, response) => {
  response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '1' });
  response.end('正在启动，请稍候 / Starting; try again in a moment\n');
};

function failed(response: ServerResponse): void {
  if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' });
  response.end('内部错误 / Internal error\n');
}

/** @throws the error of `listen`, `EADDRINUSE` when the port is taken */
export async function openHttpFront(
  port: number,
  log: (message: string, error: unknown) => void,
): Promise<HttpFront> {
  let serve = starting;
  const server = createServer((request, response) => {
    Promise.resolve(request)
      .then(() => serve(request, response))
      .catch((error: unknown) => {
        log(`${request.method} ${request.url}`, error);
        failed(response);
      });
  });
  server.requestTimeout = 60_000;
  server.headersTimeout = 15_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    serve: (next) => {
      serve = next;
    },
    close: async (graceMs) => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(timer);
    },
  };
}
