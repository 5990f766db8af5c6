// Query and Scan: which range of rows a request means, checked against the table's or index's keys.
import type { AttributeValue, Item } from './attribute-value.ts';
import { acceptRequest } from './accept-request.ts';
import { validationError } from './aws-error.ts';
import {
  assertValidKey,
  assertValidKeyPart,
  assertValidPaths,
  validateRequest,
} from './dynalite-internals.ts';
import type { EngineContext, RawRequest } from './engine-context.ts';
import { readPage } from './read-page.ts';
import type { PageRequest } from './read-page.ts';
import {
  HASH_SPACE,
  LAST_CHARACTER,
  hashText,
  indexRowKey,
  itemRowKey,
  keyPart,
  partitionPrefix,
  sortKeyBounds,
} from './row-key.ts';
import type { JsonText } from './stored-item.ts';
import type { Index, KeyAttribute, Table } from './table-description.ts';

interface KeyCondition {
  readonly ComparisonOperator: string;
  readonly AttributeValueList: AttributeValue[];
}

/** Where the rows of a request are: the table's own or those of one of its indexes. */
interface Target {
  readonly table: Table;
  readonly index: Index | undefined;
  readonly keys: readonly KeyAttribute[];
  readonly rowPrefix: string;
}

const BAD_START = 'The provided starting key is invalid';

/** @throws AwsError */
export async function query(engine: EngineContext, raw: RawRequest): Promise<JsonText> {
  const request = acceptRequest('query', raw) as unknown as PageRequest;
  const target = targetOf(engine, request);
  const bounds = queryBounds(target, request.KeyConditions as Record<string, KeyCondition>);
  assertReadable(target, request);
  const start = startRowKey(target, request.ExclusiveStartKey);
  if (start !== undefined && (start < bounds.gte || start >= bounds.lt)) {
    throw validationError(
      'The provided starting key is outside query boundaries based on provided conditions',
    );
  }
  const reverse = request.ScanIndexForward === false;
  const range =
    start === undefined ? bounds : reverse ? { gte: bounds.gte, lt: start } : { gt: start, lt: bounds.lt };
  return readPage(engine.store, { ...target, request, range: { ...range, reverse } });
}

/** @throws AwsError */
export async function scan(engine: EngineContext, raw: RawRequest): Promise<JsonText> {
  const request = validateRequest('scan', raw) as unknown as PageRequest;
  const target = targetOf(engine, request);
  assertReadable(target, request);
  const segments = request.TotalSegments ?? 1;
  const segment = request.Segment ?? 0;
  const bound = (part: number): string => {
    const hash = Math.ceil((HASH_SPACE * part) / segments);
    return target.rowPrefix + (hash < HASH_SPACE ? hashText(hash) : LAST_CHARACTER);
  };
  const lt = bound(segment + 1);
  const start = startRowKey(target, request.ExclusiveStartKey);
  if (start !== undefined && (start < bound(segment) || start >= lt)) {
    throw validationError(
      `${BAD_START}: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment.`,
    );
  }
  const range = start === undefined ? { gte: bound(segment), lt } : { gt: start, lt };
  return readPage(engine.store, { ...target, request, range });
}

function targetOf(engine: EngineContext, request: PageRequest): Target {
  const table = engine.catalog.table(request.TableName);
  if (request.IndexName === undefined)
    return { table, index: undefined, keys: table.keys, rowPrefix: table.itemPrefix };
  const index = table.indexes.find((one) => one.name === request.IndexName);
  if (!index) throw validationError(`The table does not have the specified index: ${request.IndexName}`);
  if (index.isGlobal && request.ConsistentRead) {
    throw validationError('Consistent reads are not supported on global secondary indexes');
  }
  if (index.isGlobal && index.projected && request.Select === 'ALL_ATTRIBUTES') {
    throw validationError(
      'One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index ' +
        `${index.name} because its projection type is not ALL`,
    );
  }
  return { table, index, keys: index.keys, rowPrefix: index.rowPrefix };
}

function assertReadable({ table, keys }: Target, request: PageRequest): void {
  assertValidPaths(request._projection?.nestedPaths, table.description);
  assertValidPaths(request._filter?.nestedPaths, table.description);
  if (!request.KeyConditions) return;
  const filtered = request._filter?.pathHeads ?? {};
  const key = keys.find(({ name }) => filtered[name] !== undefined);
  if (key) {
    throw validationError(
      `Filter Expression can only contain non-primary key attributes: Primary key attribute: ${key.name}`,
    );
  }
}

const NOT_INDEXABLE = new Set(['NULL', 'NOT_NULL', 'NE', 'CONTAINS', 'NOT_CONTAINS', 'IN']);

/** The rows of one partition that fulfil the condition on the sort key. @throws AwsError ValidationException */
function queryBounds(
  { keys, rowPrefix }: Target,
  conditions: Readonly<Record<string, KeyCondition>>,
): { gte: string; lt: string } {
  const [hashKey, rangeKey] = keys as [KeyAttribute, KeyAttribute | undefined];
  const hashCondition = conditions[hashKey.name];
  if (!hashCondition) throw validationError(`Query condition missed key schema element: ${hashKey.name}`);
  if (hashCondition.ComparisonOperator !== 'EQ') throw validationError('Query key condition not supported');
  const rangeCondition = rangeKey && conditions[rangeKey.name];
  if (Object.keys(conditions).length > (rangeCondition ? 2 : 1)) {
    throw validationError(
      rangeKey
        ? `Query condition missed key schema element: ${rangeKey.name}`
        : 'Query key condition not supported',
    );
  }
  const partition = partitionPrefix(rowPrefix, operandParts(hashKey, hashCondition, true)[0] as string);
  if (!rangeKey || !rangeCondition) return sortKeyBounds(partition, 'ALL', []);
  return sortKeyBounds(
    partition,
    rangeCondition.ComparisonOperator,
    operandParts(rangeKey, rangeCondition, false),
  );
}

function operandParts(key: KeyAttribute, condition: KeyCondition, isHash: boolean): string[] {
  if (NOT_INDEXABLE.has(condition.ComparisonOperator)) {
    throw validationError('Attempted conditional constraint is not an indexable operation');
  }
  const { AttributeValueList: values } = condition;
  if (values.some((value) => value[key.type] === undefined)) {
    throw validationError(
      'One or more parameter values were invalid: Condition parameter type does not match schema type',
    );
  }
  return values.map((value) => {
    if (isHash) assertValidKeyPart({ [key.name]: value }, key.name, key.type, true);
    return keyPart({ [key.name]: value }, key);
  });
}

/** The row after which a page continues. @throws AwsError when the key given is not one this request could have answered */
function startRowKey(target: Target, startKey: Item | undefined): string | undefined {
  if (!startKey) return undefined;
  const { table, index } = target;
  const names = new Set([...table.keys, ...(index?.keys ?? [])].map((key) => key.name));
  const given = Object.keys(startKey);
  if (given.length !== names.size || !given.every((name) => names.has(name)))
    throw validationError(BAD_START);
  const tableKey = Object.fromEntries(
    table.keys.map((key) => [key.name, startKey[key.name] as AttributeValue]),
  );
  assertValidKey(tableKey, table.description);
  const itemKey = itemRowKey(table, tableKey);
  if (!index) return itemKey;
  const rowKey = indexRowKey(table, index, startKey, itemKey);
  if (rowKey === undefined) throw validationError(BAD_START);
  return rowKey;
}
