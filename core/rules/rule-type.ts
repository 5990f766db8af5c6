// The static types of the rule language, and their names for persons.
import type { EnumValue } from './catalogue.ts';
import type { Words } from './rule-document.ts';

export type RuleType =
  | { readonly is: 'number'; readonly unit?: string | undefined }
  | { readonly is: 'money' }
  | { readonly is: 'boolean' }
  | { readonly is: 'text' }
  | { readonly is: 'enum'; readonly values: readonly EnumValue[] }
  | { readonly is: 'date' }
  | { readonly is: 'months' }
  | { readonly is: 'days' }
  | { readonly is: 'list'; readonly of: RuleType }
  | { readonly is: 'record'; readonly list: string; readonly fields: ReadonlyMap<string, RecordField> }
  /** The type of `null`: fits everything. */
  | { readonly is: 'any' };

/** A record's field under either of its names. */
export interface RecordField {
  readonly key: string;
  readonly type: RuleType;
}

const NAMES: Readonly<Record<RuleType['is'], Words>> = {
  number: { zh: '数字', en: 'number' },
  money: { zh: '金额', en: 'money' },
  boolean: { zh: '是非', en: 'true or false' },
  text: { zh: '文字', en: 'text' },
  enum: { zh: '枚举', en: 'one of a list of codes' },
  date: { zh: '日期', en: 'date' },
  months: { zh: '年月时长', en: 'duration in months' },
  days: { zh: '天数时长', en: 'duration in days' },
  list: { zh: '列表', en: 'list' },
  record: { zh: '记录', en: 'record' },
  any: { zh: '未知', en: 'unknown' },
};

export function typeWords(type: RuleType): Words {
  if (type.is === 'number' && type.unit) return { zh: `数字（${type.unit}）`, en: `number (${type.unit})` };
  return NAMES[type.is];
}

export const BOOLEAN: RuleType = { is: 'boolean' };
export const NUMBER: RuleType = { is: 'number' };
export const MONEY: RuleType = { is: 'money' };
export const TEXT: RuleType = { is: 'text' };
export const DATE: RuleType = { is: 'date' };
export const ANY: RuleType = { is: 'any' };
