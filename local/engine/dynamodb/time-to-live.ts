// Time to live: the setting, and the deletion of items whose second has passed.
import { validationError } from './aws-error.ts';
import { expirySecond } from './change-rows.ts';
import { decideAndCommit } from './commit-changes.ts';
import type { LevelOperation } from './dynalite-internals.ts';
import type { EngineContext, RawRequest } from './engine-context.ts';
import { LAST_CHARACTER, ttlBound, ttlRowKey } from './row-key.ts';
import { StoredItem } from './stored-item.ts';
import type { Table } from './table-description.ts';

/** Items that expired longer ago than this are left alone, as AWS does. */
const TOO_OLD_SECONDS = 5 * 365 * 86_400;
const SWEEP_MAX = 500;

interface TtlSpecification {
  readonly AttributeName?: string;
  readonly Enabled?: boolean;
}

export async function updateTimeToLive(engine: EngineContext, raw: RawRequest): Promise<unknown> {
  const table = engine.catalog.named(raw);
  const wanted = raw['TimeToLiveSpecification'] as TtlSpecification | undefined;
  if (typeof wanted?.AttributeName !== 'string' || typeof wanted.Enabled !== 'boolean') {
    throw validationError('TimeToLiveSpecification needs AttributeName and Enabled');
  }
  if (wanted.Enabled && table.ttlAttribute !== undefined)
    throw validationError('TimeToLive is already enabled');
  if (!wanted.Enabled && table.ttlAttribute === undefined)
    throw validationError('TimeToLive is already disabled');
  const { ttlAttribute: _, ...rest } = table.settings;
  await engine.catalog.replace(wanted.Enabled ? { ...rest, ttlAttribute: wanted.AttributeName } : rest);
  if (wanted.Enabled) await indexExisting(engine, engine.catalog.table(table.name));
  else await engine.store.clear({ gte: table.ttlPrefix, lt: table.ttlPrefix + LAST_CHARACTER });
  return { TimeToLiveSpecification: wanted };
}

export function describeTimeToLive(engine: EngineContext, raw: RawRequest): unknown {
  const { ttlAttribute } = engine.catalog.named(raw);
  const status = ttlAttribute === undefined ? 'DISABLED' : 'ENABLED';
  return {
    TimeToLiveDescription: {
      TimeToLiveStatus: status,
      ...(ttlAttribute ? { AttributeName: ttlAttribute } : {}),
    },
  };
}

/** Items written from now on make their own rows; these are the ones that were there before. */
async function indexExisting(engine: EngineContext, table: Table): Promise<void> {
  await engine.store.settled();
  for await (const [rowKey] of engine.store.range({
    gte: table.itemPrefix,
    lt: table.itemPrefix + LAST_CHARACTER,
  })) {
    const row = engine.store.latest(rowKey);
    const second = row === undefined ? undefined : expirySecond(table, StoredItem.fromRow(row).item);
    if (second === undefined) continue;
    await engine.store.commit([{ type: 'put', key: ttlRowKey(table, second, rowKey), value: rowKey }]);
  }
}

/** Deletes the items of all tables that have expired, each as a commit with its stream record. Returns how many. */
export async function deleteExpired(engine: EngineContext, nowMs: number): Promise<number> {
  let deleted = 0;
  const second = Math.floor(nowMs / 1000);
  for (const table of engine.catalog.all()) {
    if (table.ttlAttribute === undefined) continue;
    const range = {
      gte: ttlBound(table, Math.max(0, second - TOO_OLD_SECONDS)),
      lt: ttlBound(table, second),
      limit: SWEEP_MAX,
    };
    for await (const [ttlKey, rowKey] of engine.store.range(range)) {
      if (await deleteIfExpired(engine, table, ttlKey, rowKey)) deleted += 1;
    }
  }
  return deleted;
}

/** The item may have been changed since its row was read: only one that still expires then goes. */
async function deleteIfExpired(
  engine: EngineContext,
  table: Table,
  ttlKey: string,
  rowKey: string,
): Promise<boolean> {
  const { changes } = await decideAndCommit(engine, () => {
    const row = engine.store.latest(rowKey);
    const before = row === undefined ? undefined : StoredItem.fromRow(row);
    const second = expirySecond(table, before?.item);
    const stale: LevelOperation = { type: 'del', key: ttlKey };
    if (!before || second === undefined || ttlRowKey(table, second, rowKey) !== ttlKey)
      return { changes: [], extraRows: [stale] };
    return {
      changes: [{ kind: 'delete' as const, table, rowKey, before, after: undefined, byService: true }],
    };
  });
  return changes.length > 0;
}
