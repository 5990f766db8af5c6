// The catalogue as names with types, for the binder.
import type { Binding } from './bind-rule.ts';
import { type Catalogue, type CatalogueField, type CatalogueItem } from './catalogue.ts';
import type { RecordField, RuleType } from './rule-type.ts';

/** Types are made once an item, so that two uses of an enum have the same values by identity. */
const TYPES = new WeakMap<CatalogueItem | CatalogueField, RuleType>();

export function typeOfItem(item: CatalogueItem | CatalogueField): RuleType {
  const known = TYPES.get(item);
  if (known) return known;
  const type = makeType(item);
  TYPES.set(item, type);
  return type;
}

function makeType(item: CatalogueItem | CatalogueField): RuleType {
  switch (item.type) {
    case 'number':
      return { is: 'number', unit: item.unit };
    case 'enum':
      return { is: 'enum', values: item.values ?? [] };
    case 'list':
      return { is: 'list', of: { is: 'record', list: item.key, fields: recordFields(item) } };
    default:
      return { is: item.type };
  }
}

function recordFields(item: CatalogueItem | CatalogueField): ReadonlyMap<string, RecordField> {
  const fields = new Map<string, RecordField>();
  for (const field of 'fields' in item ? (item.fields ?? []) : []) {
    const own = { key: field.key, type: typeOfItem(field) };
    fields.set(field.key, own);
    fields.set(field.zh, own);
  }
  return fields;
}

/** Items under both of their names. */
export function itemBindings(
  catalogue: Catalogue,
): Map<string, { readonly item: CatalogueItem; readonly binding: Binding }> {
  const bindings = new Map<string, { item: CatalogueItem; binding: Binding }>();
  for (const item of catalogue.items) {
    const binding: Binding = { slot: item.key, type: typeOfItem(item), reads: item.key };
    bindings.set(item.zh, { item, binding });
    bindings.set(item.key, { item, binding });
  }
  return bindings;
}
