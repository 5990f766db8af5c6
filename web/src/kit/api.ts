// The one way to the API: a client typed by its own description, the token of whoever is signed in, and problems as errors.
import createClient from 'openapi-fetch';
import type { components, paths } from './api-types.d.ts';

export type Problem = components['schemas']['Problem'];
type Method = 'get' | 'post';

/** What a success of a route answers. */
export type Reply<P extends keyof paths, M extends Method = 'get'> = paths[P][M] extends {
  responses: { 200: { content: { 'application/json': infer Body } } };
}
  ? Body
  : never;
/** What a POST route takes. */
export type Body<P extends keyof paths> = paths[P]['post'] extends {
  requestBody?: { content: { 'application/json': infer Taken } };
}
  ? Taken
  : never;
/** One member of a list that a route answers. */
export type Item<P extends keyof paths> = Reply<P> extends { items: (infer Each)[] } ? Each : never;

/** A refusal or failure that the API put into words. Without an answer at all, `problem` is absent. */
export class ApiError extends Error {
  readonly problem: Problem | undefined;
  constructor(problem: Problem | undefined) {
    super(problem?.en ?? 'no answer');
    this.name = 'ApiError';
    this.problem = problem;
  }
}

let tokenNow: () => string | undefined = () => undefined;
/** The session tells where to find the token of the moment. */
export function takeTokensFrom(source: () => string | undefined): void {
  tokenNow = source;
}

export const api = createClient<paths>({ baseUrl: window.location.origin });
api.use({
  onRequest({ request }) {
    const token = tokenNow();
    if (token !== undefined) request.headers.set('authorization', `Bearer ${token}`);
    return request;
  },
  onError: () => new ApiError(undefined),
});

interface Answer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'zh' in value && 'code' in value;

/** The answer's data. @throws ApiError */
export async function answerOf<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data, error } = await asked;
  if (data !== undefined) return data;
  throw new ApiError(isProblem(error) ? error : undefined);
}

/** A key that is unique to one act of a person; repeated on a retry, the act is done once. */
export function newActKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
export const actHeader = (key: string) => ({ 'Idempotency-Key': key });

const PAGES_MAX = 200;

/** Reads a list to its end, page by page. */
export async function allPages<T>(
  page: (cursor: string | undefined) => Promise<{ items: T[]; cursor?: string | undefined }>,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (let count = 0; count < PAGES_MAX; count++) {
    const next = await page(cursor);
    items.push(...next.items);
    cursor = next.cursor;
    if (cursor === undefined) break;
  }
  return items;
}
/** The largest page, with the cursor when there is one. */
export const pageFrom = (cursor: string | undefined) => ({
  limit: '999',
  ...(cursor !== undefined && { cursor }),
});
