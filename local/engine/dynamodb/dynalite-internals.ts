// The one doorway to dynalite: request validation, expression parsing and the order of numbers, with the types it does not have.
import { createRequire } from 'node:module';
import type { AttributeValue, Item } from './attribute-value.ts';
import { AwsError, validationError } from './aws-error.ts';
import type { ExpressionRequest, ParsedExpressions } from './expression-cache.ts';
import type { TableDescription } from './table-description.ts';

const requireHere = createRequire(import.meta.url);
/** Packages that dynalite itself depends on are resolved from its folder, so that its pinned versions are the ones used. */
const requireAsDynalite = createRequire(requireHere.resolve('dynalite'));

type Checked = Record<string, unknown>;

interface Validations {
  /** Parses the expressions of a request into its `_condition` and the like; answers with words when they are wrong. */
  validateExpressions(data: Checked): string | undefined;
  convertKeyCondition(expression: unknown): Checked | string;
  validateConditions(conditions: unknown): string | undefined;
  checkTypes(data: unknown, types: unknown): Checked;
  checkValidations(data: Checked, types: unknown, custom: unknown, store: unknown): void;
}

interface OperationRules {
  readonly types: unknown;
  readonly custom?: unknown;
}

/** The part of `dynalite/db` that the engine uses; each function returns an error where it finds one. */
interface DynaliteDb {
  validateKey(key: Item, table: TableDescription): Error | undefined;
  validateKeyPiece(key: Item, attribute: string, type: string, isHash: boolean): Error | undefined;
  validateItem(item: Item, table: TableDescription): Error | undefined;
  validateUpdates(
    legacy: undefined,
    updates: ParsedUpdate | undefined,
    table: TableDescription,
  ): Error | undefined;
  validateKeyPaths(paths: Record<string, unknown> | undefined, table: TableDescription): Error | undefined;
  mapPaths(paths: readonly (string | Path)[], item: Item): Item;
  toLexiStr(value: string, type: string): string;
}

export type Path = (string | number)[];

/** A parsed operand of an update: a path, a literal value, or a function or arithmetic of operands. */
export type Operand =
  | Path
  | AttributeValue
  | { type: 'add' | 'subtract' | 'function'; name?: string; args: Operand[]; attrType?: string };

export interface UpdateSection {
  readonly type: 'set' | 'remove' | 'add' | 'delete';
  readonly path: Path;
  readonly val?: Operand;
  readonly attrType?: string;
}

export interface ParsedUpdate {
  readonly sections: readonly UpdateSection[];
  readonly paths: readonly Path[];
  readonly nestedPaths: Record<string, unknown>;
}

interface BigNumber {
  plus(other: string): BigNumber;
  minus(other: string): BigNumber;
  toFixed(): string;
  readonly c: number[];
  readonly e: number;
}

/** The LevelDB interface (abstract-level 3) as far as the engine uses it, with text keys and values. */
export interface LevelDatabase {
  open(options?: object): Promise<void>;
  close(): Promise<void>;
  getSync(key: string, options?: { snapshot?: LevelSnapshot }): string | undefined;
  getMany(keys: string[], options?: { snapshot?: LevelSnapshot }): Promise<(string | undefined)[]>;
  batch(operations: LevelOperation[], options?: { sync?: boolean }): Promise<void>;
  iterator(options: LevelRange): LevelIterator;
  clear(options: LevelRange): Promise<void>;
  snapshot(): LevelSnapshot;
}
export interface LevelSnapshot {
  close(): Promise<void>;
}
export type LevelOperation = { type: 'put'; key: string; value: string } | { type: 'del'; key: string };
export interface LevelRange {
  gt?: string;
  gte?: string;
  lt?: string;
  lte?: string;
  reverse?: boolean;
  limit?: number;
  snapshot?: LevelSnapshot;
}
export interface LevelIterator extends AsyncIterable<[string, string]> {
  nextv(size: number): Promise<[string, string][]>;
  close(): Promise<void>;
}
type LevelConstructor = new (...args: unknown[]) => LevelDatabase;

const db = requireHere('dynalite/db') as DynaliteDb;
const validations = requireHere('dynalite/validations') as Validations;
const Big = requireAsDynalite('big.js') as new (text: string) => BigNumber;
const { Level } = requireAsDynalite('level') as { Level: LevelConstructor };
const { MemoryLevel } = requireAsDynalite('memory-level') as { MemoryLevel: LevelConstructor };

const RULE_FILES = [
  'batchGetItem',
  'batchWriteItem',
  'createTable',
  'deleteItem',
  'deleteTable',
  'describeTable',
  'getItem',
  'listTables',
  'putItem',
  'query',
  'scan',
  'updateItem',
] as const;
export type ValidatedOperation = (typeof RULE_FILES)[number];

const rules = new Map(
  RULE_FILES.map((name) => [name, requireHere(`dynalite/validations/${name}`) as OperationRules]),
);

/** dynalite's limit on item size counts characters; ours counts bytes (see `itemSizeBytes`) and is checked apart. */
const VALIDATION_STORE = { options: { maxItemSize: 400 * 1024 } };

/**
 * Checks a request as AWS does and parses its expressions (`_condition`, `_updates`, `_filter`, `_projection`).
 * The raw request is consumed: unknown members are deleted from it.
 * @throws AwsError SerializationException or ValidationException with AWS's words
 */
export function validateRequest(operation: ValidatedOperation, raw: unknown): Checked {
  const rule = rules.get(operation);
  if (!rule) throw new Error(`no validation rules for ${operation}`);
  try {
    refuseLegacy(raw);
    const data = validations.checkTypes(raw, rule.types);
    validations.checkValidations(data, rule.types, rule.custom, VALIDATION_STORE);
    return data;
  } catch (error) {
    throw asAwsError(error);
  }
}

/** Parses the expressions of a request whose values are well-formed. @throws AwsError ValidationException */
export function parseExpressions(request: ExpressionRequest): ParsedExpressions {
  const data: Checked & ParsedExpressions = { ...request };
  const message = validations.validateExpressions(data);
  if (message) throw validationError(message);
  const { _condition, _updates, _keyCondition, _filter, _projection } = data;
  const parsed = { _condition, _updates, _keyCondition, _filter, _projection };
  return Object.fromEntries(Object.entries(parsed).filter(([, tree]) => tree !== undefined));
}

/** The key conditions of a query, by attribute. @throws AwsError ValidationException when they are more than key conditions */
export function queryKeyConditions(parsed: ParsedExpressions): Checked {
  const { expression } = parsed._keyCondition as { expression: unknown };
  const conditions = validations.convertKeyCondition(structuredClone(expression));
  if (typeof conditions === 'string') throw validationError(conditions);
  const message = validations.validateConditions(conditions);
  if (message) throw validationError(message);
  if (Object.keys(conditions).length > 2) throw validationError('Conditions can be of length 1 or 2 only');
  return conditions;
}

/** What expressions replaced in 2014; nothing in Zhida uses it, so the engine need not evaluate it. */
const LEGACY = [
  'Expected',
  'ConditionalOperator',
  'AttributeUpdates',
  'QueryFilter',
  'ScanFilter',
  'KeyConditions',
];

function refuseLegacy(raw: unknown): void {
  const found = LEGACY.find((name) => typeof raw === 'object' && raw !== null && name in raw);
  if (found !== undefined)
    throw validationError(`The local engine does not take the legacy parameter ${found}: use expressions`);
}

/** dynalite marks errors meant for the client by `statusCode` and `body`; all else is a defect and stays as it is. */
function asAwsError(error: unknown): unknown {
  const candidate = error as { statusCode?: number; body?: Record<string, unknown> };
  return candidate?.statusCode && candidate.body ? new AwsError(candidate.statusCode, candidate.body) : error;
}

function throwIfError(error: Error | undefined): void {
  if (error) throw asAwsError(error);
}

export const assertValidKey = (key: Item, table: TableDescription): void =>
  throwIfError(db.validateKey(key, table));
export const assertValidKeyPart = (key: Item, attribute: string, type: string, isHash: boolean): void =>
  throwIfError(db.validateKeyPiece(key, attribute, type, isHash));
export const assertValidItem = (item: Item, table: TableDescription): void =>
  throwIfError(db.validateItem(item, table));
export const assertValidUpdate = (update: ParsedUpdate | undefined, table: TableDescription): void =>
  throwIfError(db.validateUpdates(undefined, update, table));
export const assertValidPaths = (paths: Record<string, unknown> | undefined, table: TableDescription): void =>
  throwIfError(db.validateKeyPaths(paths, table));
export const projectItem = (paths: readonly (string | Path)[], item: Item): Item => db.mapPaths(paths, item);

/** A number's text such that texts sort as the numbers do. */
export const sortableNumber = (text: string): string => db.toLexiStr(text, 'N');

/** Exact decimal arithmetic on DynamoDB's number texts; undefined when the result has more than 38 digits or is out of range. */
export function calculate(left: string, operator: 'add' | 'subtract', right: string): string | undefined {
  const result = operator === 'add' ? new Big(left).plus(right) : new Big(left).minus(right);
  return result.c.length > 38 || result.e > 125 || result.e < -130 ? undefined : result.toFixed();
}

/** Opens nothing yet: a LevelDB in `path`, or one in memory when there is no path. */
export function createLevel(path: string | undefined): LevelDatabase {
  const encodings = { keyEncoding: 'utf8', valueEncoding: 'utf8' };
  if (path === undefined) return new MemoryLevel(encodings);
  return new Level(path, { ...encodings, writeBufferSize: 32 << 20, cacheSize: 64 << 20 });
}
