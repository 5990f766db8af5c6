// GetItem, BatchGetItem and TransactGetItems.
import type { Item } from './attribute-value.ts';
import { validationError } from './aws-error.ts';
import { acceptBatchGet, acceptRequest } from './accept-request.ts';
import { CapacityCounter, readUnits } from './consumed-capacity.ts';
import { assertValidKey, assertValidPaths, projectItem } from './dynalite-internals.ts';
import type { Path } from './dynalite-internals.ts';
import type { EngineContext, RawRequest } from './engine-context.ts';
import { itemRowKey } from './row-key.ts';
import { JsonText, StoredItem } from './stored-item.ts';
import type { Table } from './table-description.ts';

/** The parts of a parsed read that say which attributes are wanted. */
interface Projected {
  readonly _projection?: { readonly paths: readonly Path[]; readonly nestedPaths: Record<string, unknown> };
  readonly AttributesToGet?: readonly string[];
}

interface KeyedRead extends Projected {
  readonly Key: Item;
  readonly ConsistentRead?: boolean;
}

/** What a read wants of an item, as JSON text. */
function projectedJson(stored: StoredItem, request: Projected): string {
  const paths = request._projection?.paths ?? request.AttributesToGet;
  return paths ? JSON.stringify(projectItem(paths, stored.item)) : stored.json;
}

function rowKeyOf(table: Table, key: Item, request: Projected): string {
  assertValidKey(key, table.description);
  assertValidPaths(request._projection?.nestedPaths, table.description);
  return itemRowKey(table, key);
}

const fromRow = (row: string | undefined): StoredItem | undefined =>
  row === undefined ? undefined : StoredItem.fromRow(row);

/** @throws AwsError */
export function getItem(engine: EngineContext, raw: RawRequest): JsonText {
  const request = acceptRequest('getItem', raw);
  const table = engine.catalog.table(request['TableName']);
  const read = request as unknown as KeyedRead;
  const stored = fromRow(engine.store.durable(rowKeyOf(table, read.Key, read)));
  const capacity = new CapacityCounter(request['ReturnConsumedCapacity']);
  capacity.add(table, readUnits(stored?.sizeBytes ?? 0, read.ConsistentRead ? 'consistent' : 'eventual'));
  const parts = [];
  if (stored) parts.push(`"Item":${projectedJson(stored, read)}`);
  if (capacity.isAsked) parts.push(`"ConsumedCapacity":${JSON.stringify(capacity.single())}`);
  return new JsonText(`{${parts.join()}}`);
}

/** AWS stops a batch at 16 MB and hands the rest back as UnprocessedKeys. */
const BATCH_MAX_BYTES = 16 * 1024 * 1024;

interface TableRead extends Projected {
  readonly Keys: readonly Item[];
  readonly ConsistentRead?: boolean;
}

/** @throws AwsError */
export function batchGetItem(engine: EngineContext, raw: RawRequest): JsonText {
  // Validation adds what it parsed to each table's request; what is handed back must be as it came.
  const original = new Map(
    Object.entries((raw['RequestItems'] ?? {}) as Record<string, object>).map(([name, read]) => [
      name,
      { ...read },
    ]),
  );
  const request = acceptBatchGet(raw);
  const capacity = new CapacityCounter(request['ReturnConsumedCapacity']);
  const responses: string[] = [];
  const unprocessed: Record<string, unknown> = {};
  let size = 0;
  for (const [name, read] of Object.entries(request['RequestItems'] as Record<string, TableRead>)) {
    const table = engine.catalog.table(name);
    const found: string[] = [];
    const left: Item[] = [];
    for (const key of read.Keys) {
      const stored =
        size < BATCH_MAX_BYTES ? fromRow(engine.store.durable(rowKeyOf(table, key, read))) : undefined;
      if (size >= BATCH_MAX_BYTES) left.push(key);
      else
        capacity.add(
          table,
          readUnits(stored?.sizeBytes ?? 0, read.ConsistentRead ? 'consistent' : 'eventual'),
        );
      if (stored) found.push(projectedJson(stored, read));
      size += stored?.sizeBytes ?? 0;
    }
    if (left.length > 0) unprocessed[name] = { ...original.get(name), Keys: left };
    responses.push(`${JSON.stringify(name)}:[${found.join()}]`);
  }
  const consumed = capacity.isAsked ? `,"ConsumedCapacity":${JSON.stringify(capacity.list())}` : '';
  return new JsonText(
    `{"Responses":{${responses.join()}},"UnprocessedKeys":${JSON.stringify(unprocessed)}${consumed}}`,
  );
}

const TRANSACT_GET_MAX = 100;

/** Reads up to 100 items as they stood at one moment. @throws AwsError */
export async function transactGetItems(engine: EngineContext, raw: RawRequest): Promise<JsonText> {
  const items = raw['TransactItems'];
  if (!Array.isArray(items) || items.length < 1 || items.length > TRANSACT_GET_MAX) {
    throw validationError(
      `1 validation error detected: Value at 'transactItems' failed to satisfy constraint: Member must have length between 1 and ${TRANSACT_GET_MAX}`,
    );
  }
  const reads = (items as { Get?: Record<string, unknown> }[]).map(({ Get: get }) => {
    if (!get) throw validationError('TransactItems can only contain Get');
    const request = acceptRequest('getItem', get);
    const table = engine.catalog.table(request['TableName']);
    const read = request as unknown as KeyedRead;
    return { table, read, rowKey: rowKeyOf(table, read.Key, read) };
  });
  const capacity = new CapacityCounter(raw['ReturnConsumedCapacity'], 'ReadCapacityUnits');
  const snapshot = engine.store.snapshot();
  const responses: string[] = [];
  try {
    for (const { table, read, rowKey } of reads) {
      const stored = fromRow(engine.store.durable(rowKey, snapshot));
      capacity.add(table, readUnits(stored?.sizeBytes ?? 0, 'transaction'));
      responses.push(stored ? `{"Item":${projectedJson(stored, read)}}` : '{}');
    }
  } finally {
    await snapshot.close();
  }
  const consumed = capacity.isAsked ? `,"ConsumedCapacity":${JSON.stringify(capacity.list())}` : '';
  return new JsonText(`{"Responses":[${responses.join()}]${consumed}}`);
}
