// Which items of the catalogue the rules of a document read, told by the names in their expressions.
import type { CatalogueItem } from '../../kit/catalogue-item.ts';
import { at, listAt, textAt } from './document-value.ts';

/** Where expressions stand; words and names beside them are not read. */
const RULE_PARTS = ['parameters', 'values', 'tables', 'conditions', 'amount', 'lines'];
const RULE_KEYS = new Set([
  'when',
  'is',
  'then',
  'otherwise',
  'inputs',
  'formula',
  'limit',
  'value',
  'over',
  'rankBy',
]);
const NAME = /[\p{L}_][\p{L}\p{N}_]*/gu;
const TEXT = /"(?:\\.|[^"\\])*"|[“”][^“”]*[“”]/g;

function expressionsIn(value: unknown, isRule = false): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => expressionsIn(each, isRule));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, each]) => expressionsIn(each, RULE_KEYS.has(key)));
  return isRule && typeof value === 'string' ? [value] : [];
}

/** Keys of the items, in the catalogue's order. */
export function itemsRead(document: unknown, catalogue: readonly CatalogueItem[]): string[] {
  const expressions = RULE_PARTS.flatMap((part) => expressionsIn(at(document, [part])));
  const names = new Set(expressions.flatMap((text) => text.replaceAll(TEXT, ' ').match(NAME) ?? []));
  // A third party is found by an item; who may claim, and values by district, read an item of their own.
  for (const payee of listAt(document, ['payees'])) names.add(textAt(payee, ['identifiedBy']));
  const hasDistricts =
    textAt(document, ['level']) === 'district' ||
    listAt(document, ['parameters']).some((parameter) =>
      listAt(parameter, ['values']).some((entry) => textAt(entry, ['district']) !== ''),
    );
  return catalogue
    .filter(
      ({ key, zh, role }) =>
        names.has(key) || names.has(zh) || role === 'legal-form' || (role === 'district' && hasDistricts),
    )
    .map(({ key }) => key);
}
