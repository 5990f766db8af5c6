// Answers /api/* as API Gateway does: finds the route, checks the token, bounds the body, calls the function.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { Fault } from '../../core/kernel/fault.ts';
import { BODY_BYTES_MAX } from '../../functions/edge/http.ts';
import { PROBLEM_TYPE, problemOfDefect, problemOfFault } from '../../functions/edge/problem.ts';
import { httpEvent, readBody, sendReply } from './http-event.ts';
import { routeMatcher } from './match-route.ts';
import type { HostedFunction, HostLog } from './run-function.ts';
import type { VerifyToken } from './verify-token.ts';

function sendProblem(response: ServerResponse, error: unknown, requestId: string): void {
  const problem = error instanceof Fault ? problemOfFault(error, requestId) : problemOfDefect(requestId);
  sendReply(response, {
    statusCode: problem.status,
    headers: { 'content-type': `${PROBLEM_TYPE}; charset=utf-8`, 'cache-control': 'no-store' },
    body: JSON.stringify(problem),
  });
}

interface Target {
  readonly called: HostedFunction;
  readonly isPublic: boolean;
}

const targetsOf = (called: HostedFunction): [string, Target][] => {
  const { trigger } = called.row;
  if (trigger.kind !== 'http') return [];
  return [
    ...trigger.routes.map((key): [string, Target] => [key, { called, isPublic: false }]),
    ...(trigger.publicRoutes ?? []).map((key): [string, Target] => [key, { called, isPublic: true }]),
  ];
};

/** Reads the whole body, or refuses it and closes the connection: the rest of it is not worth reading. */
async function boundedBody(request: IncomingMessage, response: ServerResponse): Promise<Buffer> {
  const body = await readBody(request, BODY_BYTES_MAX);
  if (body !== undefined) return body;
  response.setHeader('connection', 'close');
  throw new Fault('too-large', { evidence: { bytesMax: BODY_BYTES_MAX } });
}

/** Serves the routes of the functions given; what fails before a function is reached has the same problem details. */
export function apiServer(functions: readonly HostedFunction[], verify: VerifyToken, log: HostLog) {
  const match = routeMatcher(functions.flatMap(targetsOf));
  return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    const requestId = randomUUID();
    try {
      const route = match(request.method ?? '', url.pathname);
      if (!route)
        throw new Fault('not-found', { reason: 'route', zh: '没有这个接口', en: 'There is no such route' });
      const { called, isPublic } = route.target;
      const claims = isPublic ? undefined : await verify(request.headers.authorization);
      const body = await boundedBody(request, response);
      const event = httpEvent(request, { routeKey: route.routeKey, url, params: route.params, body, claims });
      sendReply(response, (await called.invoke(event)) as APIGatewayProxyStructuredResultV2);
    } catch (error) {
      // Nobody is left to answer.
      if (response.destroyed) return;
      if (!(error instanceof Fault)) log(`${request.method} ${url.pathname} (${requestId})`, error);
      sendProblem(response, error, requestId);
    }
  };
}
