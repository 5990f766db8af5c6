// What to say about text that does not parse, or that parses to something outside the subset.
import type { Words } from './rule-document.ts';

type Said = readonly [Words, (Words | undefined)?];

/** Habits from other languages and keyboards, by what stands at or just before the error. */
const HABITS: readonly (readonly [RegExp, Words])[] = [
  [/^==/, { zh: '相等写作 =', en: 'Equality is written =' }],
  [/^(=<|=>)/, { zh: '请写 <= 或 >=', en: 'Write <= or >=' }],
  [/^&/, { zh: '并且写作 and', en: 'Write and' }],
  [/^\|/, { zh: '或者写作 or', en: 'Write or' }],
  [/^!/, { zh: '不等写作 !=，否定写作 not(…)', en: 'Inequality is written !=, negation not(…)' }],
  [/^['‘’]/, { zh: '文字用双引号 "…"', en: 'Text is written in double quotes "…"' }],
  [/^%/, { zh: '百分数写作小数，如 0.055', en: 'A percentage is written as a decimal such as 0.055' }],
  [
    /^[;；]/,
    { zh: '一个表达式只有一个结果，不用分号', en: 'One expression has one result; there is no semicolon' },
  ],
  [/^[:：]/, { zh: '此处不用冒号', en: 'There is no colon here' }],
  [/^[。]/, { zh: '句号请删去；小数点写作 .', en: 'Delete the full stop; a decimal point is written .' }],
  [/^[元万亿]/, { zh: '数字后不写单位，万元请写成元', en: 'Numbers carry no unit; write yuan in full' }],
  [
    /^[)\]}]/,
    { zh: '多了一个右括号，或括号前缺少内容', en: 'A bracket too many, or something is missing before it' },
  ],
];

/** Words for a place where the parser could not go on. */
export function syntaxProblem(text: string, at: number): Said {
  const rest = text.slice(at);
  if (text.trim() === '') return [{ zh: '表达式为空', en: 'the expression is empty' }];
  if (/^"/.test(rest) && !/^"(?:\\.|[^"\\])*"/s.test(rest)) {
    return [
      { zh: '引号没有闭合', en: 'the quote is not closed' },
      { zh: '请补上右引号', en: 'Add the closing quote' },
    ];
  }
  if (rest.trim() === '') {
    const opened = (text.match(/[([]/g) ?? []).length > (text.match(/[)\]]/g) ?? []).length;
    if (opened)
      return [
        { zh: '括号没有闭合', en: 'a bracket is not closed' },
        { zh: '请补上右括号', en: 'Add the closing bracket' },
      ];
    if (/\bif\b/.test(text) && !/\belse\b/.test(text)) {
      return [
        { zh: 'if 缺少 else', en: 'if without else' },
        { zh: '写作 if 条件 then 甲 else 乙', en: 'Write if condition then a else b' },
      ];
    }
    return [
      { zh: '表达式不完整', en: 'the expression is not complete' },
      { zh: '末尾缺少内容', en: 'Something is missing at the end' },
    ];
  }
  const shown = [...rest.trimStart()].slice(0, 12).join('');
  const before = text.charAt(at - 1);
  const hint = HABITS.find(
    ([pattern]) => pattern.test(rest) || (/[=!<>&|]/.test(before) && pattern.test(before + rest)),
  )?.[1];
  return [{ zh: `此处看不懂：${shown}`, en: `cannot be read here: ${shown}` }, hint];
}

const OUTSIDE: Readonly<Record<string, Words>> = {
  Context: { zh: '不能写 {…}', en: 'There are no contexts {…}' },
  ForExpression: {
    zh: '不能写 for；请用 some、every 或 sum、count',
    en: 'There is no for; use some, every, sum or count',
  },
  FunctionDefinition: {
    zh: '不能定义函数；请用具名的计算项',
    en: 'Functions cannot be defined; use named values',
  },
  InstanceOfExpression: {
    zh: '数据项的类型由目录确定，不必判断',
    en: 'The catalogue fixes the types of items; there is nothing to test',
  },
  NamedParameters: { zh: '参数按顺序写，不写名称', en: 'Arguments go by position, without names' },
  Wildcard: {
    zh: '“-”只能单独写在决策表的单元格里',
    en: 'A dash stands only by itself in a cell of a table',
  },
};

/** Words for a construct that FEEL knows and the subset does not. */
export const outsideSubset = (node: string, text: string): Said => [
  { zh: `不支持此写法：${text.slice(0, 40)}`, en: `not in the subset: ${text.slice(0, 40)}` },
  OUTSIDE[node],
];
