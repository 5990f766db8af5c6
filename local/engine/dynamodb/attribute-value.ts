// An item as DynamoDB's JSON carries it, and how many bytes AWS counts it as.

/** One value in DynamoDB JSON: exactly one of the type letters is present. */
export interface AttributeValue {
  S?: string;
  N?: string;
  B?: string;
  BOOL?: boolean;
  NULL?: boolean;
  SS?: string[];
  NS?: string[];
  BS?: string[];
  L?: AttributeValue[];
  M?: Item;
}

export interface Item {
  [attribute: string]: AttributeValue;
}

export type AttributeType = keyof AttributeValue;

/** The type letter of a value that validation has already accepted. */
export function typeOf(value: AttributeValue): AttributeType {
  for (const type in value) return type as AttributeType;
  throw new Error('an attribute value without a type passed validation');
}

/**
 * The size of an item in bytes: names and values in UTF-8, numbers at a byte per two digits, three bytes for a list or map
 * and one per element. Source: DynamoDB Developer Guide, "Item sizes and formats".
 */
export function itemSizeBytes(item: Item): number {
  let size = 0;
  for (const name in item) {
    const value = item[name];
    if (value) size += utf8Bytes(name) + valueSizeBytes(value);
  }
  return size;
}

function valueSizeBytes(value: AttributeValue): number {
  if (value.S !== undefined) return utf8Bytes(value.S);
  if (value.N !== undefined) return numberSizeBytes(value.N);
  if (value.B !== undefined) return binaryBytes(value.B);
  if (value.SS) return value.SS.reduce((sum, text) => sum + utf8Bytes(text), 0);
  if (value.NS) return value.NS.reduce((sum, text) => sum + numberSizeBytes(text), 0);
  if (value.BS) return value.BS.reduce((sum, text) => sum + binaryBytes(text), 0);
  if (value.L) return value.L.reduce((sum, element) => sum + 1 + valueSizeBytes(element), 3);
  if (value.M) return 3 + Object.keys(value.M).length + itemSizeBytes(value.M);
  return 1;
}

const utf8Bytes = (text: string): number => Buffer.byteLength(text, 'utf8');

function binaryBytes(base64: string): number {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
  return (base64.length / 4) * 3 - padding;
}

/** A byte for each two significant digits, one for the exponent, one more for a minus sign. */
function numberSizeBytes(text: string): number {
  const digits = text.replace(/^-?[0.]*|[.]/g, '').replace(text.includes('.') ? /$/ : /0+$/, '');
  return digits === '' ? 1 : Math.ceil(digits.length / 2) + 1 + (text.startsWith('-') ? 1 : 0);
}

/** True when two values are the same to DynamoDB: sets ignore order, maps ignore the order of names. */
export function sameValue(a: AttributeValue, b: AttributeValue): boolean {
  const type = typeOf(a);
  if (type !== typeOf(b)) return false;
  if (type === 'M') return sameItem(a.M ?? {}, b.M ?? {});
  if (type === 'L') {
    const left = a.L ?? [];
    const right = b.L ?? [];
    return (
      left.length === right.length &&
      left.every((value, index) => sameValue(value, right[index] as AttributeValue))
    );
  }
  if (type === 'SS' || type === 'NS' || type === 'BS') {
    const left = a[type] ?? [];
    const right = new Set(b[type]);
    return left.length === right.size && left.every((element) => right.has(element));
  }
  return a[type] === b[type];
}

export function sameItem(a: Item, b: Item): boolean {
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => {
    const left = a[name];
    const right = b[name];
    return left !== undefined && right !== undefined && sameValue(left, right);
  });
}
