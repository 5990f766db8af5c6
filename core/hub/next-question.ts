// Which department to ask next: the cheapest item that can still change the answer, and what else that department can add.
import type { Catalogue, CatalogueItem } from '../rules/catalogue.ts';

export interface Question {
  readonly department: string;
  /** Keys of catalogue items, in the order they matter. */
  readonly items: readonly string[];
}

const indexes = new WeakMap<Catalogue, ReadonlyMap<string, CatalogueItem>>();

/** Items by key; built once for a catalogue, since a replay asks it some hundred thousand times. */
export function catalogueIndex(catalogue: Catalogue): ReadonlyMap<string, CatalogueItem> {
  const known = indexes.get(catalogue);
  if (known) return known;
  const index = new Map(catalogue.items.map((item) => [item.key, item]));
  indexes.set(catalogue, index);
  return index;
}

/**
 * @param missing an evaluation's `missing`: item keys or `list.field`, those that can decide first, then by cost
 * @param down departments that did not answer in this case
 * @param notHeld items whose department said that it holds nothing
 * @returns undefined when nothing is left to ask: no item is missing, or nobody who is up can answer
 */
export function nextQuestion(
  missing: readonly string[],
  catalogue: Catalogue,
  down: ReadonlySet<string> = new Set(),
  notHeld: ReadonlySet<string> = new Set(),
): Question | undefined {
  const index = catalogueIndex(catalogue);
  const askable = missing
    .map((name) => index.get(name.split('.')[0] ?? name))
    .filter((item) => item !== undefined)
    // The register is public and already read: what it does not say, no department says for it.
    .filter((item) => item.fromRegister !== true && !down.has(item.department) && !notHeld.has(item.key));
  const first = askable[0];
  if (first === undefined) return undefined;
  const items = askable.filter((item) => item.department === first.department).map((item) => item.key);
  return { department: first.department, items: [...new Set(items)] };
}
