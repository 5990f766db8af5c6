// Routes are found as API Gateway finds them, those of the manifest included.
import { describe, expect, it } from 'vitest';
import { MANIFEST } from '../../functions/manifest.ts';
import { routeMatcher } from '../../local/host/match-route.ts';

const match = routeMatcher([
  ['GET /api/toys/{id}', 'one'],
  ['GET /api/toys/new', 'new'],
  ['GET /api/toys', 'all'],
  ['POST /api/toys', 'create'],
  ['GET /api/{kind}/{id}/parts', 'parts'],
  ['GET /api/toys/{id}/parts', 'toy parts'],
]);

describe('a route', () => {
  it.each([
    ['GET', '/api/toys', 'all', {}],
    ['POST', '/api/toys', 'create', {}],
    ['GET', '/api/toys/7', 'one', { id: '7' }],
    ['GET', '/api/toys/new', 'new', {}],
    ['GET', '/api/toys/a%2Fb%20%E7%9B%B4', 'one', { id: 'a/b 直' }],
    ['GET', '/api/toys/7/parts', 'toy parts', { id: '7' }],
    ['GET', '/api/cars/7/parts', 'parts', { kind: 'cars', id: '7' }],
  ])('%s %s', (method, path, target, params) => {
    expect(match(method, path)).toMatchObject({ target, params });
  });

  it.each([
    ['GET', '/api/toys/'],
    ['DELETE', '/api/toys'],
    ['GET', '/api/toys/7/parts/1'],
    ['GET', '/api'],
    ['GET', '/api/toys/%E0%A4%A'],
    ['get', '/api/toys'],
  ])('is none for %s %s', (method, path) => {
    expect(match(method, path)).toBeUndefined();
  });

  it('may not be claimed twice', () => {
    expect(() =>
      routeMatcher([
        ['GET /a', 1],
        ['GET /a', 2],
      ]),
    ).toThrow('GET /a');
  });

  it('of the manifest is found by its own path', () => {
    const keys = MANIFEST.flatMap(({ trigger }) =>
      trigger.kind === 'http' ? [...trigger.routes, ...(trigger.publicRoutes ?? [])] : [],
    );
    const find = routeMatcher(keys.map((key) => [key, key] as const));
    expect(keys.length).toBeGreaterThan(20);
    for (const key of keys) {
      const [method = '', path = ''] = key.split(' ');
      expect(find(method, path.replaceAll(/\{\w+\}/g, 'x1'))?.routeKey).toBe(key);
    }
  });
});
