// Decides what one put, update, delete or condition check does to its item, without writing anything.
import type { Item } from './attribute-value.ts';
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
  return { kind, table, rowKey, before, after: itemAfter(kind, request, before) };
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
  request: Readonly<Record<string, unknown>>,
  before: StoredItem | undefined,
): StoredItem | undefined {
  if (kind === 'delete') return undefined;
  if (kind === 'check') return before;
  const update = request['_updates'] as ParsedUpdate | undefined;
  const start = before?.item ?? (request['Key'] as Item);
  const item = kind === 'put' ? (request['Item'] as Item) : update ? applyUpdate(update, start) : start;
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
