// PutItem, UpdateItem, DeleteItem and BatchWriteItem.
import type { Item } from './attribute-value.ts';
import { validationError } from './aws-error.ts';
import { acceptBatchWrite, acceptRequest } from './accept-request.ts';
import { decideAndCommit } from './commit-changes.ts';
import { CapacityCounter } from './consumed-capacity.ts';
import type { EngineContext, RawRequest } from './engine-context.ts';
import { evaluateWrite, returnedAttributes, writeOperation } from './evaluate-write.ts';
import type { WriteOperation } from './evaluate-write.ts';

const RULES = { put: 'putItem', update: 'updateItem', delete: 'deleteItem' } as const;

/** Writes one item under its condition. @throws AwsError */
export async function writeItem(
  engine: EngineContext,
  kind: keyof typeof RULES,
  raw: RawRequest,
): Promise<unknown> {
  const returnsItem = raw['ReturnValuesOnConditionCheckFailure'] === 'ALL_OLD';
  const request = acceptRequest(RULES[kind], raw);
  const operation = writeOperation(kind, engine.catalog.table(request['TableName']), request, returnsItem);
  const { change } = await decideAndCommit(engine, () => {
    engine.faults.beforeSingleWrite();
    const decided = evaluateWrite(operation, engine.store);
    return { change: decided, changes: [decided] };
  });
  const capacity = new CapacityCounter(request['ReturnConsumedCapacity']);
  capacity.addWrite(change);
  const attributes = returnedAttributes(operation, change);
  const consumed = capacity.single();
  return {
    ...(attributes ? { Attributes: attributes } : {}),
    ...(consumed ? { ConsumedCapacity: consumed } : {}),
  };
}

/** In all tables together; dynalite counts each table apart. */
const BATCH_MAX = 25;

interface BatchEntry {
  readonly PutRequest?: { readonly Item: Item };
  readonly DeleteRequest?: { readonly Key: Item };
}

/** Up to 25 puts and deletes; each item is written, or none when the request is invalid. @throws AwsError */
export async function batchWriteItem(engine: EngineContext, raw: RawRequest): Promise<unknown> {
  const request = acceptBatchWrite(raw);
  const operations = batchOperations(engine, request['RequestItems'] as Record<string, BatchEntry[]>);
  const { changes } = await decideAndCommit(engine, () => ({
    changes: operations.map((operation) => evaluateWrite(operation, engine.store)),
  }));
  const capacity = new CapacityCounter(request['ReturnConsumedCapacity']);
  for (const change of changes) capacity.addWrite(change);
  const consumed = capacity.list();
  return { UnprocessedItems: {}, ...(consumed ? { ConsumedCapacity: consumed } : {}) };
}

function batchOperations(
  engine: EngineContext,
  byTable: Readonly<Record<string, BatchEntry[]>>,
): WriteOperation[] {
  const operations: WriteOperation[] = [];
  const seen = new Set<string>();
  for (const [name, entries] of Object.entries(byTable)) {
    const table = engine.catalog.table(name);
    for (const { PutRequest: put, DeleteRequest: del } of entries) {
      const operation = put
        ? writeOperation('put', table, { Item: put.Item }, false)
        : writeOperation('delete', table, { Key: del?.Key }, false);
      if (seen.has(operation.rowKey)) throw validationError('Provided list of item keys contains duplicates');
      seen.add(operation.rowKey);
      operations.push(operation);
    }
  }
  if (operations.length > BATCH_MAX)
    throw validationError('Too many items requested for the BatchWriteItem call');
  return operations;
}
