// Reads the facts out of a department's answer, and refuses values of the wrong kind before a rule can see them.
import { catalogueIndex } from './next-question.ts';
import type { Catalogue, CatalogueField, CatalogueItem } from '../rules/catalogue.ts';
import type { Facts, FactValue } from '../rules/evaluation.ts';

/** The answer in two parts; `wrong` names the items whose values are not what the catalogue says. */
export interface AnsweredFacts {
  readonly facts: Facts;
  readonly notHeld: readonly string[];
  readonly wrong: readonly string[];
}

function fits(item: CatalogueItem | CatalogueField, value: unknown): boolean {
  switch (item.type) {
    case 'number':
    case 'money':
    case 'date':
      return typeof value === 'number' && Number.isSafeInteger(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'text':
      return typeof value === 'string';
    case 'enum':
      return item.values?.some(({ code }) => code === value) ?? false;
    case 'list':
      return Array.isArray(value) && value.every((record) => recordFits(item, record));
  }
}

/** A field that is absent or null is unknown, which is allowed; a field nobody declared is not. */
function recordFits(item: CatalogueItem | CatalogueField, record: unknown): boolean {
  if (record === null || typeof record !== 'object' || !('fields' in item)) return false;
  const fields = new Map(item.fields?.map((field) => [field.key, field]));
  return Object.entries(record).every(([key, value]) => {
    const field = fields.get(key);
    return field !== undefined && (value === null || fits(field, value));
  });
}

/** @param asked item keys; an item that the answer leaves out counts as wrong, never as not held */
export function answeredFacts(
  asked: readonly string[],
  values: Readonly<Record<string, unknown>>,
  catalogue: Catalogue,
): AnsweredFacts {
  const index = catalogueIndex(catalogue);
  const facts: Record<string, FactValue> = {};
  const notHeld: string[] = [];
  const wrong: string[] = [];
  for (const key of asked) {
    const item = index.get(key);
    const value = Object.hasOwn(values, key) ? values[key] : undefined;
    if (value === null) notHeld.push(key);
    else if (item !== undefined && fits(item, value)) facts[key] = value as FactValue;
    else wrong.push(key);
  }
  return { facts, notHeld, wrong };
}
