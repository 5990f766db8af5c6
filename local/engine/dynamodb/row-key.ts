// Row keys in LevelDB: text whose byte order is DynamoDB's order within a partition, and spread by hash between partitions.
import type { Item } from './attribute-value.ts';
import { sortableNumber } from './dynalite-internals.ts';
import type { Index, KeyAttribute, Table } from './table-description.ts';

/** Ends a part of a key; sorts below every character a part can hold, because `escape` takes 0 and 1 out of parts. */
const END = '\u0000';
/** Sorts above END and below every other continuation: the exclusive bound of all keys with the same part. */
const AFTER_END = '\u0001';
/** No text of Unicode sorts above this noncharacter. */
export const LAST_CHARACTER = '\u{10ffff}';

/** Keys are spread over this many hash values; a parallel scan divides them. */
export const HASH_SPACE = 65_536;

function escape(text: string): string {
  if (!text.includes(END) && !text.includes(AFTER_END)) return text;
  return text.replaceAll('\u0001', '\u0001\u0002').replaceAll('\u0000', '\u0001\u0001');
}

/** One key attribute as sortable text without its end mark. */
export function keyPart(item: Item, key: KeyAttribute): string {
  const text = item[key.name]?.[key.type];
  if (text === undefined) throw new Error(`key attribute ${key.name} passed validation without a value`);
  if (key.type === 'S') return escape(text);
  return key.type === 'N' ? sortableNumber(text) : Buffer.from(text, 'base64').toString('hex');
}

/** FNV-1a over the characters, folded to 16 bits: cheap, and even enough to divide a table. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash ^ (hash >>> 16)) & 0xffff;
}

export const hashText = (hash: number): string => hash.toString(16).padStart(4, '0');

/** The start of every key of one partition: hash, partition value, end mark. */
export function partitionPrefix(rowPrefix: string, partition: string): string {
  return rowPrefix + hashText(hashOf(partition)) + partition + END;
}

function keyOf(rowPrefix: string, keys: readonly KeyAttribute[], item: Item): string {
  const [hashKey, rangeKey] = keys;
  if (!hashKey) throw new Error('a key schema without a hash key');
  const prefix = partitionPrefix(rowPrefix, keyPart(item, hashKey));
  return rangeKey ? prefix + keyPart(item, rangeKey) + END : prefix;
}

/** The row key of an item, from the item or from its key. */
export const itemRowKey = (table: Table, item: Item): string => keyOf(table.itemPrefix, table.keys, item);

/** The row key of an index entry; it ends with the item's own key, since index keys are not unique. */
export function indexRowKey(table: Table, index: Index, item: Item, itemKey: string): string | undefined {
  for (const key of index.keys) if (item[key.name]?.[key.type] === undefined) return undefined;
  return keyOf(index.rowPrefix, index.keys, item) + itemKey.slice(table.itemPrefix.length);
}

/** Which shard of the stream a partition's records go to. */
export const shardOf = (table: Table, item: Item): number =>
  hashOf(keyPart(item, table.keys[0] as KeyAttribute)) % table.settings.streamShards;

export const streamRowKey = (table: Table, shard: number, sequence: string): string =>
  `${table.streamPrefix}${String(shard).padStart(3, '0')}~${sequence}`;

/** TTL rows sort by the second at which the item expires. */
export const ttlRowKey = (table: Table, expiresAtSecond: number, itemKey: string): string =>
  ttlBound(table, expiresAtSecond) + itemKey.slice(table.itemPrefix.length);
export const ttlBound = (table: Table, second: number): string =>
  `${table.ttlPrefix}${String(second).padStart(12, '0')}~`;

/** Bounds of a sort key condition inside a partition: [from, to) in key order. */
export function sortKeyBounds(
  partition: string,
  operator: string,
  operands: readonly string[],
): { gte: string; lt: string } {
  const first = operands[0] ?? '';
  const all = { gte: partition, lt: partition.slice(0, -1) + AFTER_END };
  switch (operator) {
    case 'EQ':
      return { gte: partition + first + END, lt: partition + first + AFTER_END };
    case 'LT':
      return { ...all, lt: partition + first + END };
    case 'LE':
      return { ...all, lt: partition + first + AFTER_END };
    case 'GT':
      return { ...all, gte: partition + first + AFTER_END };
    case 'GE':
      return { ...all, gte: partition + first + END };
    case 'BETWEEN':
      return { gte: partition + first + END, lt: partition + (operands[1] ?? '') + AFTER_END };
    case 'BEGINS_WITH':
      return { gte: partition + first, lt: partition + first + LAST_CHARACTER };
    default:
      return all;
  }
}
