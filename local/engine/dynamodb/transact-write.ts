// TransactWriteItems: up to 100 puts, updates, deletes and condition checks, all or none, once per token.
import { acceptRequest } from './accept-request.ts';
import { AwsError, transactionCancelled, validationError } from './aws-error.ts';
import type { CancellationReason } from './aws-error.ts';
import { decideAndCommit } from './commit-changes.ts';
import { CapacityCounter, readUnits } from './consumed-capacity.ts';
import type { EngineContext, RawRequest, RequestBody } from './engine-context.ts';
import { evaluateWrite, isConditionFailure, writeOperation } from './evaluate-write.ts';
import type { ItemChange, WriteKind, WriteOperation } from './evaluate-write.ts';
import { fingerprintOf } from './idempotency-tokens.ts';
import { StoredItem } from './stored-item.ts';

const ITEMS_MAX = 100;
const TOTAL_MAX_BYTES = 4 * 1024 * 1024;

const ACTIONS: Readonly<Record<string, { kind: WriteKind; rules: 'putItem' | 'updateItem' | 'deleteItem' }>> =
  {
    Put: { kind: 'put', rules: 'putItem' },
    Update: { kind: 'update', rules: 'updateItem' },
    Delete: { kind: 'delete', rules: 'deleteItem' },
    ConditionCheck: { kind: 'check', rules: 'deleteItem' },
  };

/** @throws AwsError TransactionCanceledException with one reason per item, IdempotentParameterMismatchException, … */
export async function transactWriteItems(
  engine: EngineContext,
  raw: RawRequest,
  body: RequestBody,
): Promise<unknown> {
  const items = transactItems(raw);
  const token = raw['ClientRequestToken'];
  if (token !== undefined) assertToken(token);
  const fingerprint = token === undefined ? '' : fingerprintOf(body);
  const parsed = items.map((item) => parseAction(engine, item));
  const { changes, isRepeat } = await decideAndCommit(engine, () => {
    const nowMs = Date.now();
    if (token !== undefined && engine.tokens.isRepeat(String(token), fingerprint, nowMs))
      return { changes: [], isRepeat: true };
    const decided = decideAll(engine, parsed);
    const extraRows = token === undefined ? [] : engine.tokens.remember(String(token), fingerprint, nowMs);
    return { changes: decided, extraRows, isRepeat: false };
  });
  const capacity = isRepeat
    ? repeatCapacity(engine, raw, parsed)
    : new CapacityCounter(raw['ReturnConsumedCapacity'], 'WriteCapacityUnits');
  for (const change of changes) capacity.addWrite(change);
  const consumed = capacity.list();
  return consumed ? { ConsumedCapacity: consumed } : {};
}

/** A repeat under the same token costs the reading of its items. */
function repeatCapacity(
  engine: EngineContext,
  raw: RawRequest,
  parsed: readonly ParsedAction[],
): CapacityCounter {
  const capacity = new CapacityCounter(raw['ReturnConsumedCapacity'], 'ReadCapacityUnits');
  for (const action of capacity.isAsked ? parsed : []) {
    if (action instanceof AwsError) continue;
    const row = engine.store.durable(action.rowKey);
    capacity.add(
      action.table,
      readUnits(row === undefined ? 0 : StoredItem.fromRow(row).sizeBytes, 'transaction'),
    );
  }
  return capacity;
}

function transactItems(raw: RawRequest): Record<string, Record<string, unknown>>[] {
  const items = raw['TransactItems'];
  if (!Array.isArray(items) || items.length < 1 || items.length > ITEMS_MAX) {
    const bound =
      Array.isArray(items) && items.length > ITEMS_MAX
        ? `less than or equal to ${ITEMS_MAX}`
        : 'greater than or equal to 1';
    throw validationError(
      `1 validation error detected: Value at 'transactItems' failed to satisfy constraint: Member must have length ${bound}`,
    );
  }
  return items as Record<string, Record<string, unknown>>[];
}

function assertToken(token: unknown): void {
  if (typeof token === 'string' && token.length >= 1 && token.length <= 36) return;
  throw validationError(
    "1 validation error detected: Value at 'clientRequestToken' failed to satisfy constraint: Member must have length between 1 and 36",
  );
}

/** An action of a transaction after validation; a refusal that belongs to the item waits for its turn. */
type ParsedAction = WriteOperation | AwsError;

function parseAction(engine: EngineContext, item: Record<string, Record<string, unknown>>): ParsedAction {
  const [name, more] = Object.keys(item ?? {}).filter((one) => (item[one] ?? null) !== null);
  const action = name === undefined ? undefined : ACTIONS[name];
  const body = name === undefined ? undefined : item[name];
  if (!action || !body || more !== undefined) {
    throw validationError('TransactItems can only contain one of Check, Put, Update or Delete');
  }
  if (action.kind === 'check' && !body['ConditionExpression']) {
    throw validationError(
      "1 validation error detected: Value null at 'conditionExpression' failed to satisfy constraint: Member must not be null",
    );
  }
  if (action.kind === 'update' && !body['UpdateExpression']) {
    throw validationError(
      "1 validation error detected: Value null at 'updateExpression' failed to satisfy constraint: Member must not be null",
    );
  }
  const returnsItem = body['ReturnValuesOnConditionCheckFailure'] === 'ALL_OLD';
  const request = acceptRequest(action.rules, body);
  const table = engine.catalog.table(request['TableName']);
  try {
    return writeOperation(action.kind, table, request, returnsItem);
  } catch (error) {
    // A key that does not fit the table cancels the transaction, naming the item; it does not refuse the request.
    if (error instanceof AwsError) return error;
    throw error;
  }
}

/** @throws AwsError TransactionCanceledException when any action is refused */
function decideAll(engine: EngineContext, parsed: readonly ParsedAction[]): ItemChange[] {
  assertDistinctItems(parsed);
  engine.faults.beforeTransaction(parsed.length);
  const changes: ItemChange[] = [];
  const reasons: CancellationReason[] = [];
  for (const action of parsed) {
    try {
      if (action instanceof AwsError) throw action;
      changes.push(evaluateWrite(action, engine.store));
      reasons.push({ Code: 'None' });
    } catch (error) {
      reasons.push(reasonOf(error));
    }
  }
  if (changes.length < parsed.length) throw transactionCancelled(reasons);
  const totalBytes = changes.reduce(
    (sum, change) => sum + (change.after ?? change.before ?? { sizeBytes: 0 }).sizeBytes,
    0,
  );
  if (totalBytes > TOTAL_MAX_BYTES) {
    throw validationError('Collection size of items in the transaction exceeds the limit of 4194304 bytes');
  }
  return changes;
}

function assertDistinctItems(parsed: readonly ParsedAction[]): void {
  const seen = new Set<string>();
  for (const action of parsed) {
    if (action instanceof AwsError) continue;
    if (seen.has(action.rowKey))
      throw validationError('Transaction request cannot include multiple operations on one item');
    seen.add(action.rowKey);
  }
}

function reasonOf(error: unknown): CancellationReason {
  if (!(error instanceof AwsError)) throw error;
  if (!isConditionFailure(error)) return { Code: 'ValidationError', Message: error.message };
  const reason = { Code: 'ConditionalCheckFailed', Message: error.message };
  return error.body['Item'] ? { ...reason, Item: error.body['Item'] } : reason;
}
