// Keeps parsed expressions by their text and the types of their values, since programs send the same few again and again.
import type { AttributeValue, Item } from './attribute-value.ts';
import { typeOf } from './attribute-value.ts';

/** The members of a request that its expressions are made of. */
export interface ExpressionRequest {
  readonly ConditionExpression?: string;
  readonly UpdateExpression?: string;
  readonly KeyConditionExpression?: string;
  readonly FilterExpression?: string;
  readonly ProjectionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Item;
}

/** The parsed trees, as dynalite names them. */
export interface ParsedExpressions {
  _condition?: unknown;
  _updates?: unknown;
  _keyCondition?: unknown;
  _filter?: unknown;
  _projection?: unknown;
}

const EXPRESSIONS = [
  'ConditionExpression',
  'UpdateExpression',
  'KeyConditionExpression',
  'FilterExpression',
  'ProjectionExpression',
] as const;
const TREES = ['_condition', '_updates', '_keyCondition', '_filter', '_projection'] as const;

/** The parser looks at the values themselves, not only at their types, in these. */
const VALUE_DEPENDENT = /between|attribute_type/i;
const ENTRIES_MAX = 2000;

/** Stands in a kept tree where a request's own value goes. */
class ValueSlot {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

export class ExpressionCache {
  readonly #kept = new Map<string, ParsedExpressions>();

  /**
   * The parsed expressions of a request whose values have been validated.
   * @param parse parses afresh; called when nothing is kept. @throws what `parse` throws
   */
  parsed(request: ExpressionRequest, parse: () => ParsedExpressions): ParsedExpressions {
    const key = keyOf(request);
    const values = request.ExpressionAttributeValues;
    const kept = this.#kept.get(key);
    // Without values there is nothing to fill in, and the tree itself is shared.
    if (kept) return values ? (fill(kept, values) as ParsedExpressions) : kept;
    const fresh = parse();
    if (EXPRESSIONS.some((name) => VALUE_DEPENDENT.test(request[name] ?? ''))) return fresh;
    if (this.#kept.size >= ENTRIES_MAX) this.#kept.clear();
    this.#kept.set(key, templateOf(fresh, values ?? {}));
    return fresh;
  }
}

/** No expression that parses holds this character, so that keys of different requests differ. */
const END = '\u0000';

function keyOf(request: ExpressionRequest): string {
  let key = '';
  for (const name of EXPRESSIONS) {
    const text = request[name];
    key += text === undefined ? END : text + END;
  }
  if (request.ExpressionAttributeNames) key += JSON.stringify(request.ExpressionAttributeNames);
  for (const name in request.ExpressionAttributeValues) {
    key += `${END}${name}${typeOf(request.ExpressionAttributeValues[name] as AttributeValue)}`;
  }
  return key;
}

/** The trees with slots for the values of this request. */
function templateOf(parsed: ParsedExpressions, values: Item): ParsedExpressions {
  const names = new Map(Object.entries(values).map(([name, value]) => [value as unknown, name]));
  const template: ParsedExpressions = {};
  for (const tree of TREES) if (parsed[tree] !== undefined) template[tree] = withSlots(parsed[tree], names);
  return template;
}

function withSlots(node: unknown, names: ReadonlyMap<unknown, string>): unknown {
  if (typeof node !== 'object' || node === null) return node;
  const name = names.get(node);
  if (name !== undefined) return new ValueSlot(name);
  if (Array.isArray(node)) return node.map((child) => withSlots(child, names));
  return Object.fromEntries(Object.entries(node).map(([field, child]) => [field, withSlots(child, names)]));
}

/** A tree with this request's values; parts without slots are shared, so trees must not be changed. */
function fill(node: unknown, values: Item): unknown {
  if (node instanceof ValueSlot) return values[node.name];
  if (typeof node !== 'object' || node === null) return node;
  if (Array.isArray(node)) {
    let filled: unknown[] | undefined;
    for (let index = 0; index < node.length; index++) {
      const child = fill(node[index], values);
      if (child !== node[index]) (filled ??= [...(node as unknown[])])[index] = child;
    }
    return filled ?? node;
  }
  const fields = node as Record<string, unknown>;
  let filled: Record<string, unknown> | undefined;
  for (const field in fields) {
    const child = fill(fields[field], values);
    if (child !== fields[field]) (filled ??= { ...fields })[field] = child;
  }
  return filled ?? node;
}
