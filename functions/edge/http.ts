// HTTP at the edge: one Lambda for the routes of a stage, from the gateway's event to a use case and back.
import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import * as z from 'zod';
import { Fault } from '../../core/kernel/fault.ts';
import { hasRole } from '../authorize.ts';
import type { Principal } from '../ports.ts';
import { GUEST, principalOf } from './principal.ts';
import { PROBLEM_TYPE, parseAs, problemOfDefect, problemOfFault } from './problem.ts';
import { count, invocationOf, logger, observed, type Invocation } from './telemetry.ts';

/** `POST /api/applications`: as API Gateway v2 names its routes and as the manifest lists them. */
export type RouteKey = `${'GET' | 'POST' | 'PUT' | 'DELETE'} /api/${string}`;

export interface RouteRequest<B, Q> {
  readonly principal: Principal;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Q;
  readonly body: B;
  /** The caller's `Idempotency-Key` on a POST, else the gateway's request id. */
  readonly requestId: string;
}

/** `body` is an object for JSON, or a string or bytes when `headers` name another `content-type`. */
export interface RouteReply {
  readonly status?: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

type Empty = z.ZodObject<Record<never, never>, z.core.$strict>;

/** One route as a stage writes it, with the schemas that its `handle` is typed by. */
export interface RouteSpec<D, B extends z.ZodType, Q extends z.ZodType> {
  /** Who may: exact roles, families (`leader.*`), `enterprise`; or everyone. */
  readonly roles: readonly string[] | 'public';
  /** Schema of the body: strict objects, so that a field nobody knows is refused. Without one a body must be empty or `{}`. */
  readonly body?: B;
  /** Media types taken instead of JSON, for example `text/csv`; the body is then one string. */
  readonly media?: readonly string[];
  /** Schema of the query string, whose values are strings. Without one it must be empty. */
  readonly query?: Q;
  /** What a success answers: for the OpenAPI document. */
  readonly response?: z.ZodType;
  readonly summary: { readonly zh: string; readonly en: string };
  handle(deps: D, request: RouteRequest<z.infer<B>, z.infer<Q>>, invocation: Invocation): Promise<RouteReply>;
}

/** A route whose types are settled: what `httpLambda` and the OpenAPI document take. */
export interface Route<D> extends Omit<RouteSpec<D, z.ZodType, z.ZodType>, 'body' | 'query' | 'handle'> {
  readonly body: z.ZodType;
  readonly query: z.ZodType;
  handle(deps: D, request: RouteRequest<never, never>, invocation: Invocation): Promise<RouteReply>;
}
export type Routes<D> = Readonly<Record<RouteKey, Route<D>>>;

const EMPTY: Empty = z.strictObject({});

/** Makes the `route({...})` of a set of dependencies, so that `handle` sees the types of its own body and query. */
export const routeFor =
  <D>() =>
  <B extends z.ZodType = Empty, Q extends z.ZodType = Empty>(spec: RouteSpec<D, B, Q>): Route<D> => ({
    ...spec,
    body: spec.body ?? EMPTY,
    query: spec.query ?? EMPTY,
  });

export const BODY_BYTES_MAX = 1_048_576;

/** The gateway's event, with an authorizer on routes that need sign-in. */
type HttpEvent = APIGatewayProxyEventV2 & {
  readonly requestContext: { readonly authorizer?: { readonly jwt?: { readonly claims?: unknown } } };
};

/** @throws Fault unauthenticated | forbidden */
function admit(route: Route<never>, event: HttpEvent): Principal {
  const principal = principalOf(event.requestContext.authorizer?.jwt?.claims);
  if (route.roles === 'public') return principal ?? GUEST;
  if (!principal) throw new Fault('unauthenticated');
  if (hasRole(principal, route.roles)) return principal;
  throw new Fault('forbidden', { reason: 'role', evidence: { needs: route.roles } });
}

const KEY_FORM = /^[\x21-\x7e]{8,128}$/;

/** @throws Fault invalid when a POST lacks a usable `Idempotency-Key` */
function requestIdOf(event: HttpEvent): string {
  if (event.requestContext.http.method !== 'POST') return event.requestContext.requestId;
  const key = event.headers['idempotency-key'];
  if (key !== undefined && KEY_FORM.test(key)) return key;
  throw new Fault('invalid', {
    reason: key === undefined ? 'idempotency-key-missing' : 'idempotency-key-form',
    zh: '请在请求头 Idempotency-Key 中带上8至128位、每次操作唯一的编号（例如 UUID）；重试时沿用同一编号，即不会重复办理',
    en: 'Send the header Idempotency-Key: 8 to 128 visible ASCII characters, unique to this act (a UUID, say); repeat it when you retry, and nothing is done twice',
  });
}

const mediaTypeOf = (event: HttpEvent): string =>
  (event.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

function bytesOf(event: HttpEvent): Buffer {
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length <= BODY_BYTES_MAX) return bytes;
  throw new Fault('too-large', { evidence: { bytes: bytes.length, bytesMax: BODY_BYTES_MAX } });
}

/** @throws Fault invalid */
function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Fault('invalid', {
      reason: 'encoding',
      zh: '内容不是 UTF-8 编码',
      en: 'The body is not UTF-8',
    });
  }
}

/** @throws Fault invalid */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message.slice(0, 200) : '';
    throw new Fault('invalid', {
      reason: 'json',
      zh: `请求内容不是有效的 JSON：${why}`,
      en: `The body is not JSON: ${why}`,
    });
  }
}

/** @throws Fault invalid | too-large | unsupported-media-type */
function bodyOf(route: Route<never>, event: HttpEvent): unknown {
  if (event.requestContext.http.method === 'GET') return {};
  const bytes = bytesOf(event);
  if (bytes.length === 0 && !route.media) return parseAs(route.body, {}, '', 'body');
  const mediaType = mediaTypeOf(event);
  const allowed = route.media ?? ['application/json'];
  if (!allowed.includes(mediaType))
    throw new Fault('unsupported-media-type', { evidence: { sent: mediaType, allowed } });
  const text = textOf(bytes);
  return parseAs(route.body, route.media ? text : jsonOf(text), '', 'body');
}

const SECURITY_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

function replyOf(reply: RouteReply): APIGatewayProxyStructuredResultV2 {
  const headers = { 'content-type': 'application/json; charset=utf-8', ...reply.headers };
  const status = { statusCode: reply.status ?? 200, headers };
  if (reply.body instanceof Uint8Array)
    return { ...status, body: Buffer.from(reply.body).toString('base64'), isBase64Encoded: true };
  const isText = typeof reply.body === 'string' && reply.headers?.['content-type'] !== undefined;
  return { ...status, body: isText ? String(reply.body) : JSON.stringify(reply.body) };
}

/** The last word on every failure: a fault tells the caller, a defect tells the log. */
function problemReply(error: unknown, requestId: string): APIGatewayProxyStructuredResultV2 {
  const problem = error instanceof Fault ? problemOfFault(error, requestId) : problemOfDefect(requestId);
  if (!(error instanceof Fault)) logger.error('defect', { requestId, error });
  count(problem.status >= 500 ? 'ServerFault' : 'CallerFault');
  const retry: Record<string, string> =
    error instanceof Fault && error.retryable ? { 'retry-after': '1' } : {};
  return {
    statusCode: problem.status,
    headers: { 'content-type': `${PROBLEM_TYPE}; charset=utf-8`, ...retry },
    body: JSON.stringify(problem),
  };
}

const answersProblems: middy.MiddlewareObj<HttpEvent, APIGatewayProxyStructuredResultV2> = {
  onError: (request) => {
    request.response = problemReply(request.error, request.event.requestContext?.requestId ?? '');
  },
};

function secure(request: middy.Request<HttpEvent, APIGatewayProxyStructuredResultV2>): void {
  if (request.response) request.response.headers = { ...SECURITY_HEADERS, ...request.response.headers };
}
const setsSecurityHeaders: middy.MiddlewareObj<HttpEvent, APIGatewayProxyStructuredResultV2> = {
  after: secure,
  onError: secure,
};

function routeOf<D>(routes: Routes<D>, routeKey: string): Route<D> {
  const found = Object.hasOwn(routes, routeKey) ? routes[routeKey as RouteKey] : undefined;
  if (found) return found;
  throw new Fault('not-found', { reason: 'route', zh: '没有这个接口', en: 'There is no such route' });
}

/**
 * The handler of a stage's routes: finds the route, checks sign-in and role, then the Idempotency-Key, the body and the
 * query, and calls the use case. Faults become problem details; defects become an opaque 500 and a log line.
 */
export function httpLambda<D>(routes: Routes<D>, loadDeps: () => Promise<D>) {
  return middy<HttpEvent, APIGatewayProxyStructuredResultV2>()
    .use(observed())
    .use(setsSecurityHeaders)
    .use(answersProblems)
    .handler(async (event: HttpEvent, context) => {
      count('Request');
      const route = routeOf(routes, event.routeKey);
      const principal = admit(route, event);
      const requestId = requestIdOf(event);
      const query = parseAs(route.query, event.queryStringParameters ?? {}, 'query', 'query');
      const request = {
        principal,
        params: { ...event.pathParameters } as Record<string, string>,
        query,
        body: bodyOf(route, event),
        requestId,
      };
      return replyOf(
        await route.handle(await loadDeps(), request as RouteRequest<never, never>, invocationOf(context)),
      );
    });
}
