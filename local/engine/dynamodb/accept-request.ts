// Accepts well-formed requests of the hot operations at once; anything else goes to dynalite, which knows AWS's words for it.
import type { AttributeValue, Item } from './attribute-value.ts';
import { parseExpressions, queryKeyConditions, validateRequest } from './dynalite-internals.ts';
import type { ValidatedOperation } from './dynalite-internals.ts';
import type { RawRequest } from './engine-context.ts';
import { ExpressionCache } from './expression-cache.ts';
import type { ExpressionRequest } from './expression-cache.ts';

type MemberCheck = (value: unknown) => boolean;

const isText: MemberCheck = (value) => typeof value === 'string' && value !== '';
const isTruth: MemberCheck = (value) => typeof value === 'boolean';
const isTableName: MemberCheck = (value) =>
  typeof value === 'string' && /^[a-zA-Z0-9_.-]{3,255}$/.test(value);
const isLimit: MemberCheck = (value) => Number.isInteger(value) && (value as number) >= 1;
const oneOf = (...accepted: string[]): MemberCheck => {
  const set = new Set<unknown>(accepted);
  return (value) => set.has(value);
};
const isItem: MemberCheck = (value) => isPlainObject(value) && isWellFormedItem(value as Item);
const isNames: MemberCheck = (value) =>
  isPlainObject(value) &&
  Object.entries(value as object).every(([name, text]) => /^#\w+$/.test(name) && isText(text));
const isValues: MemberCheck = (value) =>
  isItem(value) && Object.keys(value as Item).every((name) => /^:\w+$/.test(name));

const COMMON: Readonly<Record<string, MemberCheck>> = {
  TableName: isTableName,
  ReturnConsumedCapacity: oneOf('INDEXES', 'TOTAL', 'NONE'),
  ExpressionAttributeNames: isNames,
};
const WRITE: Readonly<Record<string, MemberCheck>> = {
  ...COMMON,
  ReturnValues: oneOf('NONE', 'ALL_OLD'),
  ReturnValuesOnConditionCheckFailure: oneOf('ALL_OLD', 'NONE'),
  ConditionExpression: isText,
  ExpressionAttributeValues: isValues,
};

/** The members of each hot operation that need no more than a look, and which of them must be there. */
const ACCEPTED: Readonly<
  Partial<Record<ValidatedOperation, { members: Record<string, MemberCheck>; required: string }>>
> = {
  putItem: { members: { ...WRITE, Item: isItem }, required: 'Item' },
  deleteItem: { members: { ...WRITE, Key: isItem }, required: 'Key' },
  updateItem: {
    members: {
      ...WRITE,
      Key: isItem,
      UpdateExpression: isText,
      ReturnValues: oneOf('NONE', 'ALL_OLD', 'UPDATED_OLD', 'ALL_NEW', 'UPDATED_NEW'),
    },
    required: 'Key',
  },
  getItem: {
    members: { ...COMMON, Key: isItem, ConsistentRead: isTruth, ProjectionExpression: isText },
    required: 'Key',
  },
  query: {
    members: {
      ...COMMON,
      IndexName: isTableName,
      KeyConditionExpression: isText,
      FilterExpression: isText,
      ProjectionExpression: isText,
      ExpressionAttributeValues: isValues,
      ExclusiveStartKey: isItem,
      Limit: isLimit,
      ConsistentRead: isTruth,
      ScanIndexForward: isTruth,
      Select: oneOf('ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES', 'COUNT'),
    },
    required: 'KeyConditionExpression',
  },
};

const cache = new ExpressionCache();

/** A validated request with its parsed expressions, as `validateRequest` gives it. @throws AwsError */
export function acceptRequest(
  operation: ValidatedOperation,
  raw: RawRequest,
): Readonly<Record<string, unknown>> {
  if (!isAcceptable(operation, raw)) return validateRequest(operation, raw);
  const request = raw as ExpressionRequest;
  const parsed = cache.parsed(request, () => parseExpressions(request));
  if (operation !== 'query') return { ...raw, ...parsed };
  return { ...raw, ...parsed, KeyConditions: queryKeyConditions(parsed) };
}

/** A validated BatchWriteItem. @throws AwsError */
export function acceptBatchWrite(raw: RawRequest): Readonly<Record<string, unknown>> {
  const { RequestItems: byTable, ...others } = raw;
  const isPlain = isPlainObject(byTable) && Object.values(byTable as object).every(isBatchOfItems);
  const asksKnown = Object.entries(others).every(([name, value]) => COMMON[name]?.(value));
  const isOneBatch =
    isPlain && Object.values(byTable as Record<string, unknown[]>).flat().length <= BATCH_WRITE_MAX;
  return isOneBatch && asksKnown ? raw : validateRequest('batchWriteItem', raw);
}

const BATCH_WRITE_MAX = 25;

function isBatchOfItems(entries: unknown): boolean {
  if (!Array.isArray(entries) || entries.length === 0) return false;
  return entries.every((entry: { PutRequest?: { Item?: unknown }; DeleteRequest?: { Key?: unknown } }) => {
    if (!isPlainObject(entry) || Object.keys(entry).length !== 1) return false;
    return isItem(entry.PutRequest?.Item ?? entry.DeleteRequest?.Key);
  });
}

/** A validated BatchGetItem. @throws AwsError */
export function acceptBatchGet(raw: RawRequest): Readonly<Record<string, unknown>> {
  const { RequestItems: byTable, ...others } = raw;
  const isPlain = isPlainObject(byTable) && Object.values(byTable as object).every(isBatchOfKeys);
  const asksKnown = Object.entries(others).every(([name, value]) => COMMON[name]?.(value));
  const isOneBatch =
    isPlain &&
    Object.values(byTable as Record<string, { Keys: unknown[] }>).flatMap(({ Keys: keys }) => keys).length <=
      BATCH_GET_MAX;
  return isOneBatch && asksKnown ? raw : validateRequest('batchGetItem', raw);
}

const BATCH_GET_MAX = 100;

/** Whole items by different keys, without any expression. */
function isBatchOfKeys(read: { Keys?: unknown; ConsistentRead?: unknown }): boolean {
  if (!isPlainObject(read) || !Array.isArray(read.Keys) || read.Keys.length === 0) return false;
  const members = Object.keys(read).length;
  if (members !== (read.ConsistentRead === undefined ? 1 : 2)) return false;
  if (read.ConsistentRead !== undefined && !isTruth(read.ConsistentRead)) return false;
  const keys = read.Keys as Item[];
  const textOf = (key: Item) => JSON.stringify(Object.entries(key).sort(([a], [b]) => (a < b ? -1 : 1)));
  return keys.every(isItem) && new Set(keys.map(textOf)).size === keys.length;
}

function isAcceptable(operation: ValidatedOperation, raw: RawRequest): boolean {
  const accepted = ACCEPTED[operation];
  if (!accepted || raw['TableName'] === undefined || raw[accepted.required] === undefined) return false;
  for (const name in raw) {
    const check = accepted.members[name];
    if (!check?.(raw[name])) return false;
  }
  const usesValues = raw['ConditionExpression'] ?? raw['UpdateExpression'] ?? raw['KeyConditionExpression'];
  if (raw['ExpressionAttributeValues'] !== undefined && usesValues === undefined) return false;
  return (
    raw['ExpressionAttributeNames'] === undefined || (usesValues ?? raw['ProjectionExpression']) !== undefined
  );
}

const isPlainObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** True when every value has one type, with a value of that type in the form in which the engine stores it. */
function isWellFormedItem(item: Item): boolean {
  let count = 0;
  for (const name in item) {
    count += 1;
    if (name === '' || !isWellFormed(item[name])) return false;
  }
  return count > 0;
}

function isWellFormed(value: AttributeValue | undefined): boolean {
  if (typeof value !== 'object' || value === null) return false;
  let type: string | undefined;
  for (const letter in value) {
    if (type !== undefined) return false;
    type = letter;
  }
  switch (type) {
    case 'S':
      return typeof value.S === 'string';
    case 'N':
      return typeof value.N === 'string' && isStoredNumber(value.N);
    case 'BOOL':
      return typeof value.BOOL === 'boolean';
    case 'NULL':
      return value.NULL === true;
    case 'L':
      return Array.isArray(value.L) && value.L.every(isWellFormed);
    case 'M':
      return (
        isPlainObject(value.M) &&
        (Object.keys(value.M as Item).length === 0 || isWellFormedItem(value.M as Item))
      );
    case 'B':
      return typeof value.B === 'string' && value.B !== '' && isBase64(value.B);
    default:
      // Sets are rare, and have rules of their own.
      return false;
  }
}

/** In whole groups of four, as SDKs send it. */
const isBase64 = (text: string): boolean => text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);

/** A number written as DynamoDB writes it: no plus, exponent, leading or trailing zeros, at most 38 digits. */
const isStoredNumber = (text: string): boolean =>
  text.length <= 38 && /^(?:0|-?[1-9]\d*|-?(?:0|[1-9]\d*)\.\d*[1-9])$/.test(text);
