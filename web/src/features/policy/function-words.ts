// The functions and forms of the rule language in words, for completion; a test holds the list against the language itself.
import type { BothWords } from '../../kit/dictionary.ts';

export interface FunctionWords extends BothWords {
  readonly name: string;
  /** Its arguments, as they are written. */
  readonly takes: string;
}

export const FUNCTION_WORDS: readonly FunctionWords[] = [
  { name: 'not', takes: '(a)', zh: '相反', en: 'the opposite' },
  { name: 'min', takes: '(a, b, …)', zh: '最小的', en: 'the least' },
  { name: 'max', takes: '(a, b, …)', zh: '最大的', en: 'the greatest' },
  { name: 'sum', takes: '(list)', zh: '合计', en: 'the sum' },
  { name: 'count', takes: '(list)', zh: '个数', en: 'how many' },
  { name: 'mean', takes: '(list)', zh: '平均', en: 'the average' },
  { name: 'all', takes: '(list)', zh: '全部为真', en: 'every one is true' },
  { name: 'any', takes: '(list)', zh: '至少一个为真', en: 'at least one is true' },
  { name: 'list contains', takes: '(list, x)', zh: '列表中有 x', en: 'x is in the list' },
  { name: 'floor', takes: '(n)', zh: '向下取整', en: 'down to a whole number' },
  { name: 'ceiling', takes: '(n)', zh: '向上取整', en: 'up to a whole number' },
  { name: 'decimal', takes: '(n, places)', zh: '四舍六入到若干位', en: 'half-even to so many places' },
  { name: 'round up', takes: '(n, places)', zh: '远离零取到若干位', en: 'away from zero to so many places' },
  { name: 'round down', takes: '(n, places)', zh: '舍去到若干位', en: 'cut to so many places' },
  { name: 'round half up', takes: '(n, places)', zh: '四舍五入到若干位', en: 'half up to so many places' },
  {
    name: 'round half down',
    takes: '(n, places)',
    zh: '五舍六入到若干位',
    en: 'half down to so many places',
  },
  { name: 'abs', takes: '(n)', zh: '绝对值', en: 'without its sign' },
  { name: 'modulo', takes: '(n, by)', zh: '余数', en: 'the remainder' },
  { name: 'date', takes: '("2020-03-02")', zh: '日期', en: 'a day' },
  { name: 'duration', takes: '("P1Y")', zh: '时长', en: 'a length of time' },
  {
    name: 'years and months duration',
    takes: '(from, until)',
    zh: '相隔年月',
    en: 'years and months between',
  },
  { name: 'number', takes: '(text)', zh: '文字转数字', en: 'a number out of text' },
  { name: 'string', takes: '(x)', zh: '转成文字', en: 'as text' },
  { name: 'contains', takes: '(text, part)', zh: '文字中有', en: 'the text has this part' },
  { name: 'starts with', takes: '(text, part)', zh: '以……开头', en: 'begins with' },
  { name: 'ends with', takes: '(text, part)', zh: '以……结尾', en: 'ends with' },
  { name: 'string length', takes: '(text)', zh: '字数', en: 'how many characters' },
  { name: 'upper case', takes: '(text)', zh: '转大写', en: 'in capitals' },
  { name: 'lower case', takes: '(text)', zh: '转小写', en: 'in small letters' },
];

/** Words that join expressions. */
export const JOINING_WORDS: readonly (BothWords & { readonly name: string })[] = [
  { name: 'and', zh: '并且', en: 'both hold' },
  { name: 'or', zh: '或者', en: 'one of them holds' },
  { name: 'between', zh: '介于 x and y', en: 'between x and y' },
  { name: 'in', zh: '属于 [a, b] 或区间 [1..9]', en: 'one of [a, b] or within [1..9]' },
  { name: 'if', zh: 'if 条件 then 甲 else 乙', en: 'if condition then a else b' },
  { name: 'some', zh: 'some x in 列表 satisfies …', en: 'some x in list satisfies …' },
  { name: 'every', zh: 'every x in 列表 satisfies …', en: 'every x in list satisfies …' },
];

/** The day of the evaluation, by its name in each language. */
export const AS_OF_WORDS: BothWords & { readonly names: BothWords } = {
  names: { zh: '核定日', en: 'asOf' },
  zh: '核定的那一天',
  en: 'the day of the evaluation',
};
