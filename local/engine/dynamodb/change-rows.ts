// Turns the changes of one commit into rows: item, index entries, time to live and stream records, for one batch.
import type { Item } from './attribute-value.ts';
import { indexProjection } from './consumed-capacity.ts';
import type { LevelOperation } from './dynalite-internals.ts';
import type { ItemChange } from './evaluate-write.ts';
import { indexRowKey, shardOf, streamRowKey, ttlRowKey } from './row-key.ts';
import { StoredItem } from './stored-item.ts';
import type { StreamSequence } from './stream-sequence.ts';
import type { Index, Table } from './table-description.ts';

/** Rows of all changes, in order; a change without effect makes none. */
export function rowsOfChanges(
  changes: readonly ItemChange[],
  sequence: StreamSequence,
  nowMs: number,
): LevelOperation[] {
  const rows: LevelOperation[] = [];
  for (const change of changes) {
    if (change.before === change.after) continue;
    addItemRow(rows, change);
    addIndexRows(rows, change);
    addTtlRows(rows, change);
    if (change.table.streamView) rows.push(streamRow(change, sequence.next(), nowMs));
  }
  return rows;
}

function addItemRow(rows: LevelOperation[], { rowKey, after }: ItemChange): void {
  rows.push(after ? { type: 'put', key: rowKey, value: after.row } : { type: 'del', key: rowKey });
}

/**
 * An index entry changes only when a key attribute of the index does. One that projects keys only is all there is to read
 * of it; any other names the item's row, from which the rest is cut.
 */
function addIndexRows(rows: LevelOperation[], { table, rowKey, before, after }: ItemChange): void {
  for (const index of table.indexes) {
    const oldKey = before && indexRowKey(table, index, before.item, rowKey);
    const newKey = after && indexRowKey(table, index, after.item, rowKey);
    if (oldKey === newKey) continue;
    if (oldKey !== undefined) rows.push({ type: 'del', key: oldKey });
    if (newKey !== undefined) rows.push({ type: 'put', key: newKey, value: entryOf(index, rowKey, after) });
  }
}

const entryOf = (index: Index, rowKey: string, after: StoredItem | undefined): string =>
  index.isKeysOnly && after ? StoredItem.of(indexProjection(index, after.item) as Item).row : rowKey;

/** The second at which an item expires, or undefined when it does not. */
export function expirySecond(table: Table, item: Item | undefined): number | undefined {
  const text = table.ttlAttribute === undefined ? undefined : item?.[table.ttlAttribute]?.N;
  const second = text === undefined ? NaN : Math.floor(Number(text));
  return second > 0 && second < 1e12 ? second : undefined;
}

function addTtlRows(rows: LevelOperation[], { table, rowKey, before, after }: ItemChange): void {
  if (table.ttlAttribute === undefined) return;
  const oldSecond = expirySecond(table, before?.item);
  const newSecond = expirySecond(table, after?.item);
  if (oldSecond === newSecond) return;
  if (oldSecond !== undefined) rows.push({ type: 'del', key: ttlRowKey(table, oldSecond, rowKey) });
  if (newSecond !== undefined)
    rows.push({ type: 'put', key: ttlRowKey(table, newSecond, rowKey), value: rowKey });
}

const SERVICE_IDENTITY = '"userIdentity":{"Type":"Service","PrincipalId":"dynamodb.amazonaws.com"},';

/** The record is stored as the JSON text GetRecords answers with; items go in as the texts they are stored as. */
function streamRow(change: ItemChange, sequence: string, nowMs: number): LevelOperation {
  const { table, before, after } = change;
  const view = table.streamView ?? 'KEYS_ONLY';
  const image = (after ?? before) as StoredItem;
  const keys: Item = {};
  for (const key of table.keys) keys[key.name] = image.item[key.name] as Item[string];
  const newImage = after && view.startsWith('NEW') ? `"NewImage":${after.json},` : '';
  const oldImage = before && view.includes('OLD') ? `"OldImage":${before.json},` : '';
  const eventName = before ? (after ? 'MODIFY' : 'REMOVE') : 'INSERT';
  const sizeBytes = (newImage && after ? after.sizeBytes : 0) + (oldImage && before ? before.sizeBytes : 0);
  const value =
    `{"eventID":"${sequence.padStart(32, '0')}","eventName":"${eventName}","eventVersion":"1.1","eventSource":"aws:dynamodb",` +
    `"awsRegion":"us-east-1",${change.byService ? SERVICE_IDENTITY : ''}"dynamodb":{"ApproximateCreationDateTime":` +
    `${Math.floor(nowMs / 1000)},"Keys":${JSON.stringify(keys)},${newImage}${oldImage}"SequenceNumber":"${sequence}",` +
    `"SizeBytes":${sizeBytes},"StreamViewType":"${view}"}}`;
  return { type: 'put', key: streamRowKey(table, shardOf(table, image.item), sequence), value };
}
