// Where the issuer keeps sessions, codes and refresh tokens: in memory, because a restart of the demo may ask to sign in again.
import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Stored {
  readonly payload: AdapterPayload;
  readonly endsAtMs: number;
}

/** Beyond this many, the oldest go: a visitor of years ago need not be remembered. */
const STORED_MAX = 10_000;

/** What ends with its grant; an interaction names the grant too, but outlives it. */
const OF_GRANT = new Set(['AccessToken', 'AuthorizationCode', 'RefreshToken']);

/** Makes the library's adapters of all models over one map. */
export function memoryAdapter(): (model: string) => Adapter {
  const stored = new Map<string, Stored>();
  const live = (key: string): AdapterPayload | undefined => {
    const found = stored.get(key);
    if (found && found.endsAtMs > Date.now()) return found.payload;
    stored.delete(key);
    return undefined;
  };
  const findBy = (model: string, field: 'uid' | 'userCode', value: string): AdapterPayload | undefined => {
    for (const key of stored.keys()) {
      const payload = key.startsWith(`${model}:`) ? live(key) : undefined;
      if (payload?.[field] === value) return payload;
    }
    return undefined;
  };
  return (model) => ({
    upsert: async (id, payload, expiresInSeconds) => {
      const endsAtMs = expiresInSeconds !== undefined ? Date.now() + expiresInSeconds * 1000 : Infinity;
      stored.delete(`${model}:${id}`);
      stored.set(`${model}:${id}`, { payload, endsAtMs });
      for (const key of stored.keys()) {
        if (stored.size <= STORED_MAX) break;
        stored.delete(key);
      }
    },
    find: async (id) => live(`${model}:${id}`),
    findByUid: async (uid) => findBy(model, 'uid', uid),
    findByUserCode: async (userCode) => findBy(model, 'userCode', userCode),
    consume: async (id) => {
      const payload = live(`${model}:${id}`);
      if (payload) payload.consumed = Math.floor(Date.now() / 1000);
    },
    destroy: async (id) => {
      stored.delete(`${model}:${id}`);
    },
    revokeByGrantId: async (grantId) => {
      if (!OF_GRANT.has(model)) return;
      for (const [key, { payload }] of stored)
        if (key.startsWith(`${model}:`) && payload.grantId === grantId) stored.delete(key);
    },
  });
}
