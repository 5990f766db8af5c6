// The API's description, drawn from the same schemas that check each request: it cannot say anything else.
import * as z from 'zod';
import { PROBLEM_TYPE, problemSchema } from './problem.ts';
import type { Route, RouteKey } from './http.ts';

type Json = Record<string, unknown>;
type AnyRoute = Route<never>;

/** A schema as callers see it on the wire, before any transform. */
function wireSchema(schema: z.ZodType): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
}

const parametersOf = (path: string, query: Json): Json[] => [
  ...[...path.matchAll(/\{(\w+)\+?\}/g)].map((match) => ({
    name: match[1],
    in: 'path',
    required: true,
    schema: { type: 'string' },
  })),
  ...Object.entries((query.properties ?? {}) as Json).map(([name, schema]) => ({
    name,
    in: 'query',
    required: Array.isArray(query.required) && query.required.includes(name),
    schema,
  })),
];

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: '每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry',
  schema: { type: 'string', minLength: 8, maxLength: 128 },
};

function requestBodyOf(route: AnyRoute): Json {
  const media = route.media ?? ['application/json'];
  const schema = wireSchema(route.body);
  const required =
    route.media !== undefined || (Array.isArray(schema.required) && schema.required.length > 0);
  return { required, content: Object.fromEntries(media.map((type) => [type, { schema }])) };
}

function operationOf(key: string, route: AnyRoute): Json {
  const [method = '', path = ''] = key.split(' ');
  const success = route.response
    ? { content: { 'application/json': { schema: wireSchema(route.response) } } }
    : {};
  const isPublic = route.roles === 'public';
  return {
    operationId: key.replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-|-$/g, ''),
    tags: [path.split('/')[2] ?? ''],
    summary: `${route.summary.zh} / ${route.summary.en}`,
    parameters: [
      ...parametersOf(path, wireSchema(route.query)),
      ...(method === 'POST' ? [IDEMPOTENCY_KEY] : []),
    ],
    ...(method !== 'GET' && { requestBody: requestBodyOf(route) }),
    responses: {
      200: { description: '成功 / Success', ...success },
      default: {
        description: '错误详情（RFC 9457）/ Problem details (RFC 9457)',
        content: { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
    security: isPublic ? [] : [{ signIn: [] }],
    ...(!isPublic && { 'x-roles': route.roles }),
  };
}

/** An OpenAPI 3.1 document of all the routes given; `x-roles` says who may. */
export function openapiDocument(routes: Readonly<Record<RouteKey, AnyRoute>>, version: string): Json {
  const paths: Record<string, Json> = {};
  for (const [key, route] of Object.entries(routes).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [method = '', path = ''] = key.split(' ');
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(key, route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '直达 Zhida',
      version,
      description: '从已发布的惠企政策到企业账户 / From a published policy to money in the account',
    },
    paths,
    components: {
      schemas: { Problem: wireSchema(problemSchema) },
      securitySchemes: { signIn: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}
