// Facts between their carried form (fen, scaled integers, day numbers) and the exact values of the interpreter.
import { parseDay } from '../kernel/day.ts';
import type { FieldError } from '../kernel/fault.ts';
import { type CatalogueField, type CatalogueItem, scaleOf } from './catalogue.ts';
import type { FactRecord, Facts, FactValue } from './evaluation.ts';
import { ofScaled, parseRational, rational, type Rational } from './rational.ts';
import { Day, type Value } from './value.ts';

type Scalar = string | number | boolean | null | undefined;

/** The value of a carried fact; null when it is missing. The fact must have passed `factErrors`. */
export function toValue(item: CatalogueItem, fact: FactValue | null | undefined): Value {
  if (fact === null || fact === undefined) return null;
  if (item.type !== 'list') return scalarValue(item, fact as Scalar);
  return (fact as readonly FactRecord[]).map((record) => recordValue(item, record));
}

/** A record with every field of the catalogue, null where it is missing. */
export function recordValue(item: CatalogueItem, record: FactRecord): ReadonlyMap<string, Value> {
  return new Map(
    (item.fields ?? []).map((field) => [field.key, scalarValue(field, ownValue(record, field.key))]),
  );
}

/** Only own properties count, so that no name reaches a prototype. */
export const ownValue = <T>(from: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(from, key) ? from[key] : undefined;

function scalarValue(item: CatalogueItem | CatalogueField, fact: Scalar): Value {
  if (fact === null || fact === undefined) return null;
  if (item.type === 'date') return new Day(Number(fact));
  return typeof fact === 'number' ? ofScaled(fact, scaleOf(item)) : fact;
}

/** What is wrong with the facts a set of items is about; empty when all is well. Facts of other items are not looked at. */
export function factErrors(items: Iterable<CatalogueItem>, facts: Facts): FieldError[] {
  const errors: FieldError[] = [];
  for (const item of items) {
    const fact = ownValue(facts, item.key);
    if (fact === null || fact === undefined) continue;
    if (item.type !== 'list') {
      if (!fits(item, fact as Scalar)) errors.push(wrongFact(item, item.key));
      continue;
    }
    if (!Array.isArray(fact)) errors.push(wrongFact(item, item.key));
    else
      (fact as readonly FactRecord[]).forEach((record, index) =>
        errors.push(...recordErrors(item, record, index)),
      );
  }
  return errors;
}

function recordErrors(item: CatalogueItem, record: FactRecord, index: number): FieldError[] {
  if (typeof record !== 'object' || record === null) return [wrongFact(item, `${item.key}.${index}`)];
  return (item.fields ?? [])
    .filter((field) => !fits(field, ownValue(record, field.key)))
    .map((field) => wrongFact(field, `${item.key}.${index}.${field.key}`));
}

/** Whether a carried value is of the item's type and, for an enum, one of its codes. */
function fits(item: CatalogueItem | CatalogueField, fact: Scalar): boolean {
  if (fact === null || fact === undefined) return true;
  switch (item.type) {
    case 'number':
    case 'money':
    case 'date':
      return Number.isSafeInteger(fact);
    case 'boolean':
      return typeof fact === 'boolean';
    case 'enum':
      return item.values?.some((value) => value.code === fact) ?? false;
    default:
      return typeof fact === 'string';
  }
}

const wrongFact = (item: CatalogueItem | CatalogueField, path: string): FieldError => ({
  path,
  zh: `“${item.zh}”的数据类型或取值不对`,
  en: `"${item.en}" is not of its type or not one of its values`,
});

/** A decimal as the item carries it; undefined when it has more places than the item, or is too large. */
export function toScaled(value: Rational, scale: number): number | undefined {
  const scaled = rational(value.n * 10n ** BigInt(scale), value.d);
  const number = Number(scaled.n);
  return scaled.d === 1n && Number.isSafeInteger(number) ? number : undefined;
}

/** A bound or an example's value as written (yuan, decimals, `YYYY-MM-DD`, enum words) in carried form; undefined when it does not fit. */
export function carried(item: CatalogueItem | CatalogueField, written: string | number | boolean): Scalar {
  switch (item.type) {
    case 'number':
    case 'money': {
      const value = typeof written === 'boolean' ? undefined : parseRational(String(written));
      return value && toScaled(value, scaleOf(item));
    }
    case 'date':
      return parseDay(String(written));
    case 'boolean':
      return typeof written === 'boolean' ? written : undefined;
    case 'enum':
      return item.values?.find((value) => [value.code, value.zh, value.en].includes(String(written)))?.code;
    default:
      return typeof written === 'string' ? written : undefined;
  }
}

export type WrittenScalar = string | number | boolean | null;
export type WrittenFacts = Readonly<
  Record<string, WrittenScalar | readonly Readonly<Record<string, WrittenScalar>>[]>
>;

/** Facts written by a person (keys or zh names) in carried form, with an error for each that does not fit. */
export function carryFacts(
  items: readonly CatalogueItem[],
  written: WrittenFacts,
): { facts: Facts; errors: FieldError[] } {
  const facts: Record<string, FactValue | null> = {};
  const errors: FieldError[] = [];
  for (const [name, value] of Object.entries(written)) {
    const item = items.find((each) => each.key === name || each.zh === name);
    if (!item) {
      errors.push({ path: name, zh: `目录中没有“${name}”`, en: `the catalogue has no "${name}"` });
    } else if (item.type === 'list' && Array.isArray(value)) {
      facts[item.key] = value.map((record: Readonly<Record<string, WrittenScalar>>, index) =>
        carryRecord(item, record, `${name}.${index}`, errors),
      );
    } else {
      facts[item.key] = carryScalar(item, value as WrittenScalar, name, errors);
    }
  }
  return { facts, errors };
}

function carryScalar(
  item: CatalogueItem | CatalogueField,
  value: WrittenScalar,
  path: string,
  errors: FieldError[],
): string | number | boolean | null {
  if (value === null) return null;
  const known = typeof value === 'object' ? undefined : carried(item, value);
  if (known === undefined) errors.push(wrongFact(item, path));
  return known ?? null;
}

function carryRecord(
  item: CatalogueItem,
  record: Readonly<Record<string, WrittenScalar>>,
  path: string,
  errors: FieldError[],
): FactRecord {
  const carriedRecord: Record<string, string | number | boolean | null> = {};
  for (const [name, value] of Object.entries(record)) {
    const field = item.fields?.find((each) => each.key === name || each.zh === name);
    if (field) carriedRecord[field.key] = carryScalar(field, value, `${path}.${name}`, errors);
    else
      errors.push({
        path: `${path}.${name}`,
        zh: `记录中没有字段“${name}”`,
        en: `the records have no field "${name}"`,
      });
  }
  return carriedRecord;
}
