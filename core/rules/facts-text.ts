// A firm's facts in words, for explanations and for the examples that the checker gives.
import { formatDay } from '../kernel/day.ts';
import { type CatalogueItem, scaleOf } from './catalogue.ts';
import type { Facts, FactValue } from './evaluation.ts';
import type { Program } from './program.ts';
import { ofScaled, toText } from './rational.ts';
import type { Words } from './rule-document.ts';

/** A carried value as a person writes it, in both languages. */
export function valueWords(item: CatalogueItem, value: FactValue | null | undefined): Words {
  if (value === null || value === undefined) return { zh: '未知', en: 'unknown' };
  if (item.type === 'boolean') return value === true ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' };
  if (item.type === 'enum') {
    const known = item.values?.find((each) => each.code === value);
    return known ?? { zh: String(value), en: String(value) };
  }
  if (typeof value !== 'number') return { zh: String(value), en: String(value) };
  const text = item.type === 'date' ? formatDay(value) : toText(ofScaled(value, scaleOf(item)));
  const unit = item.type === 'money' ? { zh: '元', en: ' yuan' } : { zh: item.unit ?? '', en: '' };
  return { zh: `${text}${unit.zh}`, en: `${text}${unit.en}` };
}

export function factsText(program: Program, facts: Facts): Words {
  const parts = Object.entries(facts).flatMap(([key, value]) => {
    const item = program.items.get(key);
    if (!item) return [];
    const words = valueWords(item, value);
    return [{ zh: `${item.zh} = ${words.zh}`, en: `${item.en} = ${words.en}` }];
  });
  return { zh: parts.map((part) => part.zh).join('，'), en: parts.map((part) => part.en).join(', ') };
}
