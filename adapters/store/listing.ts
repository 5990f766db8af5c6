// How a list query becomes ranges over partitions, and how sorted partitions merge into one page: shared by both stores.
import { REGISTER_SLICES } from '../../core/enterprise/register-slice.ts';
import type { Kind, ListQuery } from '../../functions/ports.ts';
import { KEYS, messagePartition, STATE_SHARDS, ownerPartition, statePartition } from './keys.ts';
import { OWNER_INDEX, STATE_INDEX } from '../dynamodb/tables.ts';

/** Sorts after every key the house uses. */
const LAST = '\uffff';

export interface Range {
  /** Absent: the main table. */
  readonly index?: string;
  readonly partitions: readonly string[];
  /** Exclusive when `after` is set, else inclusive. */
  readonly from: string;
  readonly after: boolean;
  /** Exclusive. */
  readonly to: string;
}

const range = (query: ListQuery, partitions: readonly string[], index?: string): Range => {
  const prefix = query.prefix ?? '';
  const end = prefix === '' ? LAST : `${prefix}${LAST}`;
  return {
    ...(index !== undefined && { index }),
    partitions,
    from: query.cursor ?? prefix,
    after: query.cursor !== undefined,
    to: query.before !== undefined && query.before < end ? query.before : end,
  };
};

/** The partitions and key range a list query reads. @throws RangeError for a list that does not exist */
export function rangeOf(kind: Kind, query: ListQuery): Range {
  const keys = KEYS[kind];
  const group = query.group ?? '';
  if (query.by === 'state' && keys.state) {
    const shards = Array.from({ length: STATE_SHARDS }, (_, shard) => statePartition(kind, group, shard));
    return range(query, shards, STATE_INDEX);
  }
  if (query.by === 'owner' && kind === 'message') return range(query, [messagePartition(group)]);
  if (query.by === 'owner' && keys.owner) return range(query, [ownerPartition(kind, group)], OWNER_INDEX);
  if (query.by === 'all' && kind === 'figures') return range(query, ['figures']);
  if (query.by === 'all' && keys.small) return range(query, [ownerPartition(kind, '')], OWNER_INDEX);
  if (query.by === 'all' && kind === 'enterprise') {
    const slices =
      query.group === undefined
        ? Array.from({ length: REGISTER_SLICES }, (_, slice) => String(slice))
        : [group];
    return range(
      query,
      slices.map((slice) => `enterprise#${slice}`),
    );
  }
  throw new RangeError(`no list of ${kind} by ${query.by}`);
}

/**
 * How much to read of each partition for one page: ids are spread by their hash, so an even share and three times its root
 * nearly always suffice, where asking each for a whole page would read sixteen pages.
 */
export function partitionLimit(range: Range, limit: number): number {
  if (range.partitions.length === 1) return limit;
  const share = limit / range.partitions.length;
  return Math.min(limit, Math.ceil(share + 3 * Math.sqrt(share)) + 2);
}

/**
 * Merges sorted partitions and cuts one page, of which every entry comes before all that were not read: beyond the last entry
 * of a partition that was not read to its end, others may be missing. So a page may be shorter than asked; its cursor, the
 * last sort key, goes on behind it.
 * @param read how much of each partition was asked for
 */
export function mergePage<T extends { sort: string }>(
  parts: readonly (readonly T[])[],
  limit: number,
  read: number,
): { items: T[]; cursor?: string } {
  const unfinished = parts.filter((part) => part.length >= read).map((part) => (part.at(-1) as T).sort);
  const horizon = unfinished.length === 0 ? LAST : unfinished.reduce((a, b) => (a < b ? a : b));
  const merged = parts
    .flat()
    .filter(({ sort }) => sort <= horizon)
    .sort((a, b) => (a.sort < b.sort ? -1 : a.sort > b.sort ? 1 : 0));
  const items = merged.slice(0, limit);
  const last = items.at(-1);
  const more = merged.length > limit || unfinished.length > 0;
  return { items, ...(more && last && { cursor: last.sort }) };
}
