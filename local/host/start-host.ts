// The host: the rows of the manifest, behind one port and attached to their triggers, until it is stopped.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DynamoDbClientOptions } from '../engine/dynamodb-transport.ts';
import { SIGN_IN_PATH } from '../sign-in/sign-in-names.ts';
import type { SignIn } from '../sign-in/start-sign-in.ts';
import type { Clients, Resources } from './create-resources.ts';
import type { HttpFront, Serve } from './http-front.ts';
import type { Running } from './poll-queue.ts';
import type { HostedFunction, HostLog } from './run-function.ts';
import { objectProxy, OBJECTS_PATH } from './proxy-objects.ts';
import { apiServer } from './serve-api.ts';
import type { ServeConsole } from './serve-console.ts';
import { startTriggers, type Triggers } from './start-triggers.ts';
import type { VerifyToken } from './verify-token.ts';

export interface Endpoints {
  readonly dynamodb: string;
  readonly sqs: string;
  readonly s3: string;
  /** How a client of this process reaches the engine without HTTP; absent, it goes by the endpoint. */
  readonly dynamodbClientOptions?: DynamoDbClientOptions;
}

export type HostClients = Clients & { readonly streams: DynamoDBStreamsClient; destroy(): void };

/** SDK clients of the engines on this machine; credentials and region come from the environment. */
export function hostClients(endpoints: Endpoints): HostClients {
  const clients = {
    dynamodb: new DynamoDBClient({ endpoint: endpoints.dynamodb, ...endpoints.dynamodbClientOptions }),
    streams: new DynamoDBStreamsClient({ endpoint: endpoints.dynamodb, ...endpoints.dynamodbClientOptions }),
    sqs: new SQSClient({ endpoint: endpoints.sqs }),
    s3: new S3Client({ endpoint: endpoints.s3, forcePathStyle: true }),
  };
  // Copying every record of the streams through the filter of a logger that says nothing is work for nothing.
  for (const { middlewareStack } of Object.values(clients)) middlewareStack.removeByTag('LOGGER');
  return {
    ...clients,
    destroy: () => {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}

export interface HostOptions {
  readonly front: HttpFront;
  readonly functions: readonly HostedFunction[];
  readonly clients: HostClients;
  readonly endpoints: Endpoints;
  readonly resources: Resources;
  readonly verify: VerifyToken;
  readonly signIn?: SignIn;
  readonly serveConsole?: ServeConsole | undefined;
  /** What the console must know to sign in, served as /config.json. */
  readonly consoleConfig: Readonly<Record<string, string>>;
  /** Folder for checkpoints; undefined when the engines are in memory too. */
  readonly folder?: string | undefined;
  readonly log: HostLog;
}

function sendText(response: ServerResponse, status: number, contentType: string, text: string): void {
  response.writeHead(status, {
    'content-type': `${contentType}; charset=utf-8`,
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(text);
}

const NOTHING_HERE =
  '这里没有页面；接口说明见 /api/openapi.json\nNothing here; the API is described at /api/openapi.json\n';

function pathServer(options: HostOptions): Serve {
  const serveApi = apiServer(options.functions, options.verify, options.log);
  const serveObject = objectProxy(options.endpoints.s3);
  const config = JSON.stringify(options.consoleConfig);
  return (request: IncomingMessage, response: ServerResponse) => {
    const url = URL.parse(request.url ?? '/', options.front.url);
    if (!url) return sendText(response, 400, 'text/plain', 'Bad request\n');
    if (url.pathname.startsWith('/api/')) return serveApi(request, response, url);
    if (url.pathname.startsWith(`${OBJECTS_PATH}/`)) return serveObject(request, response, url);
    if (url.pathname.startsWith(`${SIGN_IN_PATH}/`) && options.signIn)
      return options.signIn.serve(request, response);
    if (url.pathname === '/config.json') return sendText(response, 200, 'application/json', config);
    if (options.serveConsole?.(request, response, url.pathname) === true) return;
    return sendText(response, 404, 'text/plain', NOTHING_HERE);
  };
}

export interface Host extends Running {
  readonly objectWritten: Triggers['objectWritten'];
}

/** Requests under way may take this long to end. */
const DRAIN_MS = 5_000;

/** Serves the front and starts every trigger. `stop` drains both; what did not end in time is done again by the next start. */
export async function startHost(options: HostOptions): Promise<Host> {
  const triggers = await startTriggers({ ...options, streamEndpoint: options.endpoints.dynamodb });
  options.front.serve(pathServer(options));
  return {
    objectWritten: triggers.objectWritten,
    stop: async () => {
      await options.front.close(DRAIN_MS);
      await triggers.stop();
    },
  };
}
