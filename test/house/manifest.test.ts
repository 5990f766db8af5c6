// The flow as data holds together: what is emitted is consumed or ends there, what is consumed is emitted, every entry exists.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EVENTS, MANIFEST, QUEUES, queuesOf } from '../../functions/manifest.ts';
import type { EventType } from '../../functions/manifest.ts';
import { ROOT } from './source-files.ts';

const eventTypes = Object.keys(EVENTS) as EventType[];
const emitted = new Set(MANIFEST.flatMap((row) => row.emits));
const consumed = new Set(MANIFEST.flatMap((row) => row.consumes));

describe('events', () => {
  it.each(eventTypes)('%s is emitted, and consumed or declared terminal, never both', (type) => {
    expect(emitted).toContain(type);
    expect(consumed.has(type)).toBe(!EVENTS[type].terminal);
    expect(queuesOf(type).length > 0).toBe(!EVENTS[type].terminal);
  });

  it('are declared before a function emits or consumes them', () => {
    for (const type of [...emitted, ...consumed]) expect(EVENTS).toHaveProperty([type]);
  });

  it('are consumed by functions with a queue only', () => {
    const others = MANIFEST.filter((row) => row.trigger.kind !== 'queue' && row.consumes.length > 0);
    expect(others.map((row) => row.name)).toEqual([]);
    for (const name of QUEUES) expect(MANIFEST.find((row) => row.name === name)?.consumes).not.toEqual([]);
  });
});

describe('functions', () => {
  it('have one name, one entry and one route key each', () => {
    const routes = MANIFEST.flatMap((row) =>
      row.trigger.kind === 'http' ? [...row.trigger.routes, ...(row.trigger.publicRoutes ?? [])] : [],
    );
    for (const values of [MANIFEST.map((row) => row.name), MANIFEST.map((row) => row.entry), routes]) {
      expect(new Set(values).size).toBe(values.length);
    }
    for (const route of routes) expect(route).toMatch(/^(GET|POST|PUT|PATCH|DELETE) \/api\/[a-z0-9/{}.-]+$/i);
  });

  it('emit only what they can write: a function with events writes core', () => {
    const blind = MANIFEST.filter((row) => row.emits.length > 0 && row.tables.core !== 'write');
    expect(blind.map((row) => row.name)).toEqual([]);
  });

  it('a queue gives a function the time it may take before it delivers again', () => {
    for (const row of MANIFEST) {
      if (row.trigger.kind === 'queue' || row.trigger.kind === 'object') {
        expect(row.trigger.visibilityTimeoutSeconds, row.name).toBeGreaterThanOrEqual(row.timeoutSeconds);
      }
    }
  });

  it.each(MANIFEST.map((row) => [row.name, row.entry]))(
    '%s: its entry exports a handler',
    async (_, entry) => {
      expect(entry).toMatch(/\.lambda\.ts$/);
      const module = (await import(join(ROOT, 'functions', entry))) as { handler?: unknown };
      expect(module.handler).toBeTypeOf('function');
    },
  );
});

describe('HTTP', () => {
  type StageRoutes = Readonly<Record<string, { readonly roles: readonly string[] | 'public' }>>;

  /** The routes of a stage: `functions/policy/policy-routes.ts` exports `policyRoutes`. */
  async function routesOf(stage: string): Promise<StageRoutes> {
    const file = join(ROOT, 'functions', stage, `${stage}-routes.ts`);
    return ((await import(file)) as Record<string, StageRoutes>)[`${stage}Routes`] ?? {};
  }
  const httpRows = MANIFEST.flatMap((row) =>
    row.trigger.kind === 'http' ? [{ ...row, trigger: row.trigger }] : [],
  );

  it.each(httpRows)(
    '$name answers exactly the routes of its row, and makes public only those',
    async (row) => {
      const { routes, publicRoutes = [] } = row.trigger;
      const stageRoutes = Object.entries(await routesOf(row.stage));
      const keys = (open: boolean) =>
        stageRoutes.filter(([, { roles }]) => (roles === 'public') === open).map(([key]) => key);
      expect(keys(false).sort()).toEqual([...routes].sort());
      expect(keys(true).sort()).toEqual([...publicRoutes].sort());
    },
  );

  it('the OpenAPI document describes every route', async () => {
    const { allRoutes } = await import('../../functions/cockpit/cockpit-routes.ts');
    const declared = httpRows.flatMap(({ trigger }) => [...trigger.routes, ...(trigger.publicRoutes ?? [])]);
    expect(Object.keys(allRoutes()).sort()).toEqual(declared.sort());
  });
});
