// A fact as a person reads it: carried values (fen, scaled numbers, day numbers, codes) in words, by the catalogue.
import type { BothWords } from './dictionary.ts';
import { money } from './money.ts';
import type { CatalogueItem } from './catalogue-item.ts';

const DAY_MS = 86_400_000;
const YES_NO: Readonly<Record<string, BothWords>> = {
  true: { zh: '是', en: 'yes' },
  false: { zh: '否', en: 'no' },
};

export interface FactWords {
  pick(words: BothWords): string;
}

/** `items` stands for a list: only its length is shown, for its records may be about persons. */
export function factText(item: CatalogueItem | undefined, value: unknown, { pick }: FactWords): string {
  if (value === null || value === undefined) return '—';
  if (Array.isArray(value)) return pick({ zh: `${value.length} 条记录`, en: `${value.length} records` });
  if (typeof value === 'boolean') return pick(YES_NO[String(value)] as BothWords);
  if (typeof value !== 'number' || item === undefined) return wordOf(item, String(value), pick);
  if (item.type === 'money') return money(value);
  if (item.type === 'date') return new Date(value * DAY_MS).toISOString().slice(0, 10);
  const number = (value / 10 ** (item.scale ?? 0)).toLocaleString('en-US', { maximumFractionDigits: 8 });
  return item.unit === undefined ? number : `${number} ${item.unit}`;
}

function wordOf(item: CatalogueItem | undefined, code: string, pick: FactWords['pick']): string {
  const found = item?.values?.find((each) => each.code === code);
  return found ? pick(found) : code;
}
