// The API’s description says what the schemas check: routes, parameters, bodies and who may.
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { fenSchema, usccSchema } from '../../core/kernel/schema.ts';
import { routeFor } from '../../functions/edge/http.ts';
import { openapiDocument } from '../../functions/edge/openapi.ts';

const route = routeFor<undefined>();
const document = openapiDocument(
  {
    'POST /api/toys/{id}/lines': route({
      roles: ['finance.maker'],
      body: z.strictObject({ uscc: usccSchema, amountFen: fenSchema }),
      response: z.strictObject({ id: z.string() }),
      summary: { zh: '加一行', en: 'Adds a line' },
      handle: async () => ({ body: { id: '1' } }),
    }),
    'GET /api/toys': route({
      roles: 'public',
      query: z.strictObject({ cursor: z.string().optional(), state: z.enum(['open', 'closed']) }),
      summary: { zh: '列表', en: 'Lists' },
      handle: async () => ({ body: [] }),
    }),
  },
  '1.2.3',
) as { paths: Record<string, Record<string, Record<string, unknown>>> } & Record<string, unknown>;

describe('the OpenAPI document', () => {
  it('describes bodies as they are on the wire, with the key that a POST needs and who may', () => {
    const post = document.paths['/api/toys/{id}/lines']?.post;
    expect(post).toMatchObject({
      'x-roles': ['finance.maker'],
      security: [{ signIn: [] }],
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: {
              type: 'object',
              additionalProperties: false,
              required: ['uscc', 'amountFen'],
              properties: { amountFen: { type: 'integer' }, uscc: { type: 'string' } },
            },
          },
        },
      },
    });
    expect(
      (post?.parameters as { name: string; in: string }[]).map((each) => `${each.in} ${each.name}`),
    ).toEqual(['path id', 'header Idempotency-Key']);
  });

  it('describes queries, and that a public route needs no sign-in', () => {
    const get = document.paths['/api/toys']?.get;
    expect(get).toMatchObject({
      security: [],
      parameters: [
        { name: 'cursor', in: 'query', required: false },
        { name: 'state', in: 'query', required: true, schema: { enum: ['open', 'closed'] } },
      ],
    });
    expect(get).not.toHaveProperty('requestBody');
  });

  it('has operation ids of its own for each route, and refers only to what it defines', () => {
    const ids = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map((each) => each.operationId),
    );
    expect(ids.sort()).toEqual(['GET-api-toys', 'POST-api-toys-id-lines']);
    const text = JSON.stringify(document);
    for (const [, name = ''] of text.matchAll(/#\/components\/schemas\/(\w+)/g))
      expect((document.components as { schemas: object }).schemas).toHaveProperty(name);
  });
});
