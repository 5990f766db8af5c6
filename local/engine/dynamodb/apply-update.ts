// Applies a parsed update expression to a copy of an item, with DynamoDB's rules for paths, numbers, lists and sets.
import type { AttributeValue, Item } from './attribute-value.ts';
import { typeOf } from './attribute-value.ts';
import { validationError } from './aws-error.ts';
import { calculate } from './dynalite-internals.ts';
import type { Operand, ParsedUpdate, Path, UpdateSection } from './dynalite-internals.ts';

const BAD_PATH = 'The document path provided in the update expression is invalid for update';
const BAD_TYPE = 'An operand in the update expression has an incorrect data type';
const NO_ATTRIBUTE = 'The provided expression refers to an attribute that does not exist in the item';
const OVERFLOW = 'Number overflow. Attempting to store a number with magnitude larger than supported range';

/**
 * The item after the update. All values of SET are computed on the item as it was; list elements removed together are
 * counted by their old positions.
 * @throws AwsError ValidationException
 */
export function applyUpdate(update: ParsedUpdate, before: Item): Item {
  const after = copyAlong(update, before);
  const values = update.sections.map((section) =>
    section.type === 'set' ? resolve(section.val as Operand, before) : undefined,
  );
  const removals: UpdateSection[] = [];
  update.sections.forEach((section, index) => {
    if (section.type === 'remove') removals.push(section);
    else if (section.type === 'set')
      put(after, section.path, structuredClone(values[index] as AttributeValue));
    else if (section.type === 'add') add(after, section);
    else removeFromSet(after, section);
  });
  // From the highest position down, so that a removal does not move what another one names.
  removals.sort((a, b) => comparePositions(b.path, a.path));
  for (const removal of removals) remove(after, removal.path);
  return compactLists(update, after);
}

/** A shallow copy is enough for attributes replaced whole; those changed inside are copied in full. */
function copyAlong(update: ParsedUpdate, before: Item): Item {
  const after: Item = { ...before };
  for (const section of update.sections) {
    const name = section.path[0] as string;
    const value = before[name];
    if (value && section.path.length > 1 && after[name] === value) after[name] = structuredClone(value);
  }
  return after;
}

function comparePositions(a: Path, b: Path): number {
  const left = a.at(-1);
  const right = b.at(-1);
  return typeof left === 'number' && typeof right === 'number' ? left - right : 0;
}

type Container = { names: Item } | { elements: AttributeValue[] };

/** The map or list that holds the last step of a path. */
function containerOf(item: Item, path: Path): Container {
  const parent = valueAt({ M: item }, path.slice(0, -1));
  const isPosition = typeof path.at(-1) === 'number';
  if (parent?.M && !isPosition) return { names: parent.M };
  if (parent?.L && isPosition) return { elements: parent.L };
  throw validationError(BAD_PATH);
}

function valueAt(root: AttributeValue, path: Path): AttributeValue | undefined {
  let value: AttributeValue | undefined = root;
  for (const step of path) {
    value = typeof step === 'number' ? value?.L?.[step] : value?.M?.[step];
    if (!value) return undefined;
  }
  return value;
}

function put(item: Item, path: Path, value: AttributeValue): void {
  const container = containerOf(item, path);
  if ('names' in container) container.names[path.at(-1) as string] = value;
  else container.elements[path.at(-1) as number] = value;
}

function remove(item: Item, path: Path): void {
  const container = containerOf(item, path);
  if ('names' in container) delete container.names[path.at(-1) as string];
  else if ((path.at(-1) as number) < container.elements.length)
    container.elements.splice(path.at(-1) as number, 1);
}

/** A SET beyond a list's end leaves holes until all are done; DynamoDB then appends without holes. */
function compactLists(update: ParsedUpdate, item: Item): Item {
  for (const { type, path } of update.sections) {
    if (type !== 'set' || typeof path.at(-1) !== 'number') continue;
    const list = valueAt({ M: item }, path.slice(0, -1));
    if (list?.L) list.L = list.L.filter(() => true);
  }
  return item;
}

function add(item: Item, section: UpdateSection): void {
  const operand = resolve(section.val as Operand, item);
  const type = typeOf(operand);
  const existing = valueAt({ M: item }, section.path);
  if (existing && typeOf(existing) !== type) throw validationError(BAD_TYPE);
  if (type === 'N') {
    put(item, section.path, { N: number(existing?.N ?? '0', 'add', operand.N as string) });
    return;
  }
  if (type !== 'SS' && type !== 'NS' && type !== 'BS') throw validationError(BAD_TYPE);
  put(item, section.path, { [type]: [...new Set([...(existing?.[type] ?? []), ...(operand[type] ?? [])])] });
}

function removeFromSet(item: Item, section: UpdateSection): void {
  const operand = resolve(section.val as Operand, item);
  const type = typeOf(operand);
  const existing = valueAt({ M: item }, section.path);
  // DELETE on a path that is not there does nothing, but the path to it must exist.
  containerOf(item, section.path);
  if (!existing) return;
  if (typeOf(existing) !== type || (type !== 'SS' && type !== 'NS' && type !== 'BS'))
    throw validationError(BAD_TYPE);
  const gone = new Set(operand[type]);
  const left = (existing[type] ?? []).filter((element) => !gone.has(element));
  if (left.length > 0) put(item, section.path, { [type]: left });
  else remove(item, section.path);
}

function resolve(operand: Operand, item: Item): AttributeValue {
  if (Array.isArray(operand)) {
    const value = valueAt({ M: item }, operand);
    if (!value) throw validationError(NO_ATTRIBUTE);
    return value;
  }
  if (!('type' in operand)) return operand;
  const [first, second] = operand.args as [Operand, Operand];
  if (operand.type === 'function') {
    if (operand.name === 'if_not_exists') return valueAt({ M: item }, first as Path) ?? resolve(second, item);
    const left = resolve(first, item).L;
    const right = resolve(second, item).L;
    if (!left || !right) throw validationError(BAD_TYPE);
    return { L: [...left, ...right] };
  }
  const left = resolve(first, item).N;
  const right = resolve(second, item).N;
  if (left === undefined || right === undefined) throw validationError(BAD_TYPE);
  return { N: number(left, operand.type, right) };
}

/** Whole numbers within a double's exact range, which is nearly all, take the short way. */
function number(left: string, operator: 'add' | 'subtract', right: string): string {
  if (left.length < 15 && right.length < 15 && isWhole(left) && isWhole(right)) {
    return String(operator === 'add' ? Number(left) + Number(right) : Number(left) - Number(right));
  }
  const result = calculate(left, operator, right);
  if (result === undefined) throw validationError(OVERFLOW);
  return result;
}

const isWhole = (text: string): boolean => /^-?\d+$/.test(text);
