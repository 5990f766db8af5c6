// Decides what one put, update, delete or condition check does to its item, without writing anything.
import type { Item } from './attribute-value.ts';
import { typeOf } from './attribute-value.ts';
import { applyUpdate } from './apply-update.ts';
import { AwsError, conditionFailed, validationError } from './aws-error.ts';
import { assertValidItem, assertValidKey, assertValidUpdate, projectItem } from './dynalite-internals.ts';
import type { ParsedUpdate } from './dynalite-internals.ts';
import { holds } from './evaluate-condition.ts';
import type { Condition } from './evaluate-condition.ts';
import { itemRowKey } from './row-key.ts';
import type { RowStore } from './row-store.ts';
import { StoredItem } from './stored-item.ts';
import type { Table } from './table-description.ts';

export type WriteKind = 'put' | 'update' | 'delete' | 'check';

/** A validated write of one item. `request` is dynalite's parsed form of it. */
export interface WriteOperation {
  readonly kind: WriteKind;
  readonly table: Table;
  readonly rowKey: string;
  readonly request: Readonly<Record<string, unknown>>;
  /** The failed condition answers with the item as it is. */
  readonly returnsItemOnFailure: boolean;
}

/** What a write does to its item; `before` and `after` are the same object when nothing changes. */
export interface ItemChange {
  readonly kind: WriteKind;
  readonly table: Table;
  readonly rowKey: string;
  readonly before: StoredItem | undefined;
  readonly after: StoredItem | undefined;
  /** Who deleted it, when it was not a client (time to live). */
  readonly byService?: boolean;
}

const ITEM_SIZE_MAX_BYTES = 400 * 1024;

/** Checks the keys against the table and fixes the row the write is about. @throws AwsError */
export function writeOperation(
  kind: WriteKind,
  table: Table,
  request: Readonly<Record<string, unknown>>,
  returnsItemOnFailure: boolean,
): WriteOperation {
  if (kind === 'put') assertValidItem(request['Item'] as Item, table.description);
  else assertValidKey(request['Key'] as Item, table.description);
  if (request['AttributeUpdates'])
    throw validationError('AttributeUpdates is not supported here: use UpdateExpression');
  if (kind === 'update')
    assertValidUpdate(request['_updates'] as ParsedUpdate | undefined, table.description);
  assertKeySizes(table, (request['Item'] ?? request['Key']) as Item);
  const rowKey = itemRowKey(table, (request['Item'] ?? request['Key']) as Item);
  return { kind, table, rowKey, request, returnsItemOnFailure };
}

/**
 * The change a write makes to the item as the next writer sees it.
 * @throws AwsError ConditionalCheckFailedException (with `Item` when asked for), or ValidationException
 */
export function evaluateWrite(operation: WriteOperation, store: RowStore): ItemChange {
  const { kind, table, rowKey, request } = operation;
  const row = store.latest(rowKey);
  const before = row === undefined ? undefined : StoredItem.fromRow(row);
  checkCondition(operation, before);
  return { kind, table, rowKey, before, after: itemAfter(kind, table, request, before) };
}

function checkCondition(operation: WriteOperation, before: StoredItem | undefined): void {
  const condition = operation.request['_condition'] as { expression: Condition } | undefined;
  if (!condition || holds(condition.expression, before?.item ?? {})) return;
  throw conditionFailed(operation.returnsItemOnFailure ? before?.item : undefined);
}

export const isConditionFailure = (error: unknown): boolean =>
  error instanceof AwsError && error.type === 'ConditionalCheckFailedException';

function itemAfter(
  kind: WriteKind,
  table: Table,
  request: Readonly<Record<string, unknown>>,
  before: StoredItem | undefined,
): StoredItem | undefined {
  if (kind === 'delete') return undefined;
  if (kind === 'check') return before;
  const update = request['_updates'] as ParsedUpdate | undefined;
  const start = before?.item ?? (request['Key'] as Item);
  const item = kind === 'put' ? (request['Item'] as Item) : update ? applyUpdate(update, start) : start;
  assertIndexKeys(table, item);
  const after = StoredItem.of(item);
  if (after.sizeBytes > ITEM_SIZE_MAX_BYTES) {
    throw validationError(
      kind === 'put'
        ? 'Item size has exceeded the maximum allowed size'
        : 'Item size to update has exceeded the maximum allowed size',
    );
  }
  return before?.equals(after) ? before : after;
}

const HASH_KEY_MAX_BYTES = 2048;
const RANGE_KEY_MAX_BYTES = 1024;

/** dynalite counts characters here, and AWS bytes: 1,000 Chinese characters are three times as many. */
function assertKeySizes(table: Table, item: Item): void {
  table.keys.forEach((key, position) => {
    const text = item[key.name]?.S;
    if (
      text === undefined ||
      Buffer.byteLength(text) <= (position === 0 ? HASH_KEY_MAX_BYTES : RANGE_KEY_MAX_BYTES)
    )
      return;
    throw validationError(
      position === 0
        ? 'One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes'
        : 'One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of 1024 bytes',
    );
  });
}

/** An attribute that an index is keyed on is absent, or of the key's type and not empty, however the write made it. */
function assertIndexKeys(table: Table, item: Item): void {
  for (const index of table.indexes) {
    for (const key of index.keys) {
      const value = item[key.name];
      if (value === undefined) continue;
      const text = value[key.type];
      if (text === undefined) {
        throw validationError(
          `One or more parameter values were invalid: Type mismatch for Index Key ${key.name} Expected: ${key.type} ` +
            `Actual: ${typeOf(value)} IndexName: ${index.name}`,
        );
      }
      if (text !== '') continue;
      throw validationError(
        'One or more parameter values are not valid. A value specified for a secondary index key is not supported. The ' +
          `AttributeValue for a key attribute cannot contain an empty string value. IndexName: ${index.name}, IndexKey: ${key.name}`,
      );
    }
  }
}

/** The `Attributes` a single write answers with, as ReturnValues asks. */
export function returnedAttributes(operation: WriteOperation, change: ItemChange): Item | undefined {
  const update = operation.request['_updates'] as ParsedUpdate | undefined;
  const paths = update?.paths ?? [];
  switch (operation.request['ReturnValues']) {
    case 'ALL_OLD':
      return change.before?.item;
    case 'UPDATED_OLD':
      return change.before && nonEmpty(projectItem(paths, change.before.item));
    case 'ALL_NEW':
      return change.after?.item;
    case 'UPDATED_NEW':
      return change.after && nonEmpty(projectItem(paths, change.after.item));
    default:
      return undefined;
  }
}

const nonEmpty = (item: Item): Item | undefined => (Object.keys(item).length > 0 ? item : undefined);
