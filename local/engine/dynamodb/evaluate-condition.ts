// Evaluates a parsed condition or filter expression on an item, with DynamoDB's rules for types that do not match.
import type { AttributeValue, Item } from './attribute-value.ts';
import { sameValue, typeOf } from './attribute-value.ts';
import { sortableNumber } from './dynalite-internals.ts';
import type { Path } from './dynalite-internals.ts';

/** What dynalite's parser makes of a condition: a tree of operators whose leaves are paths and values. */
export interface Condition {
  readonly type: 'and' | 'or' | 'not' | 'between' | 'in' | 'function' | '=' | '<>' | '<' | '<=' | '>' | '>=';
  readonly name?: string;
  readonly args: readonly ConditionOperand[];
}
export type ConditionOperand = Path | AttributeValue | Condition;

/** True when the condition holds; an item that is not there has no attributes. */
export function holds(condition: Condition, item: Item): boolean {
  const { type, args } = condition;
  if (type === 'and') return args.every((arg) => holds(arg as Condition, item));
  if (type === 'or') return args.some((arg) => holds(arg as Condition, item));
  if (type === 'not') return !holds(args[0] as Condition, item);
  const [first, ...others] = args.map((arg) => valueOf(arg, item));
  if (type === 'function') return functionHolds(condition.name ?? '', first, others[0]);
  if (type === '<>') return !(first && others[0] && sameValue(first, others[0]));
  // Every other comparison with an attribute that is not there is false.
  if (!first) return false;
  if (type === 'in') return others.some((other) => other !== undefined && sameValue(first, other));
  if (type === '=') return others[0] !== undefined && sameValue(first, others[0]);
  if (type === 'between') return compares(first, '>=', others[0]) && compares(first, '<=', others[1]);
  return compares(first, type, others[0]);
}

function valueOf(operand: ConditionOperand, item: Item): AttributeValue | undefined {
  if (Array.isArray(operand)) return valueAtPath(operand, item);
  if (!('type' in operand)) return operand;
  const size = sizeOf(valueOf(operand.args[0] as ConditionOperand, item));
  return size === undefined ? undefined : { N: String(size) };
}

function valueAtPath(path: Path, item: Item): AttributeValue | undefined {
  let value: AttributeValue | undefined = item[path[0] as string];
  for (let step = 1; step < path.length && value; step++) {
    const name = path[step];
    value = typeof name === 'number' ? value.L?.[name] : value.M?.[name as string];
  }
  return value;
}

/** size(): characters of text, bytes of binary, elements of a set, list or map; none for numbers and truth values. */
function sizeOf(value: AttributeValue | undefined): number | undefined {
  if (!value) return undefined;
  if (value.S !== undefined) return value.S.length;
  if (value.B !== undefined) return Buffer.from(value.B, 'base64').length;
  if (value.M) return Object.keys(value.M).length;
  return (value.L ?? value.SS ?? value.NS ?? value.BS)?.length;
}

function functionHolds(
  name: string,
  value: AttributeValue | undefined,
  operand: AttributeValue | undefined,
): boolean {
  if (name === 'attribute_exists') return value !== undefined;
  if (name === 'attribute_not_exists') return value === undefined;
  if (!value || !operand) return false;
  if (name === 'attribute_type') return typeOf(value) === operand.S;
  if (name === 'begins_with') return beginsWith(value, operand);
  return contains(value, operand);
}

function beginsWith(value: AttributeValue, start: AttributeValue): boolean {
  if (value.S !== undefined && start.S !== undefined) return value.S.startsWith(start.S);
  if (value.B === undefined || start.B === undefined) return false;
  const prefix = Buffer.from(start.B, 'base64');
  return Buffer.from(value.B, 'base64').subarray(0, prefix.length).equals(prefix);
}

/** Part of text or binary, or an element of a set or list. */
function contains(value: AttributeValue, part: AttributeValue): boolean {
  if (value.L) return value.L.some((element) => sameValue(element, part));
  if (value.S !== undefined) return part.S !== undefined && value.S.includes(part.S);
  if (value.B !== undefined) {
    return part.B !== undefined && Buffer.from(value.B, 'base64').includes(Buffer.from(part.B, 'base64'));
  }
  if (value.SS) return part.S !== undefined && value.SS.includes(part.S);
  if (value.NS) return part.N !== undefined && value.NS.includes(part.N);
  return value.BS !== undefined && part.B !== undefined && value.BS.includes(part.B);
}

/** Values of different types, and types without an order, do not compare. */
function compares(
  left: AttributeValue,
  operator: '<' | '<=' | '>' | '>=',
  right: AttributeValue | undefined,
): boolean {
  if (!right) return false;
  const order = orderOf(left, right);
  if (order === undefined) return false;
  if (operator === '<') return order < 0;
  if (operator === '<=') return order <= 0;
  return operator === '>' ? order > 0 : order >= 0;
}

function orderOf(left: AttributeValue, right: AttributeValue): number | undefined {
  if (left.N !== undefined && right.N !== undefined) return orderOfNumbers(left.N, right.N);
  if (left.S !== undefined && right.S !== undefined)
    return Buffer.compare(Buffer.from(left.S), Buffer.from(right.S));
  if (left.B === undefined || right.B === undefined) return undefined;
  return Buffer.compare(Buffer.from(left.B, 'base64'), Buffer.from(right.B, 'base64'));
}

/** Numbers short enough to be exact as doubles compare as doubles; longer ones by their sortable text. */
function orderOfNumbers(left: string, right: string): number {
  if (left.length < 16 && right.length < 16) return Number(left) - Number(right);
  const [a, b] = [sortableNumber(left), sortableNumber(right)];
  return a < b ? -1 : a > b ? 1 : 0;
}
