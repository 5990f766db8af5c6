// Schema errors in the words of both languages, by path, for whoever writes a policy or a catalogue.
import type * as z from 'zod';
import { Fault, type FieldError } from '../kernel/fault.ts';

/** Path as in JSON: `conditions.0.when`. */
const pathText = (path: readonly PropertyKey[]): string => path.map(String).join('.');

const KINDS_ZH: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表',
  object: '一组字段',
  record: '一组字段',
};

const listed = (values: readonly unknown[]): string => values.map(String).join(', ').slice(0, 200);

function sizeWords(issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall): { zh: string; en: string } {
  const small = issue.code === 'too_small';
  const bound = String(small ? issue.minimum : issue.maximum);
  if (issue.origin === 'string') {
    return small
      ? { zh: `至少 ${bound} 个字`, en: `at least ${bound} characters` }
      : { zh: `最多 ${bound} 个字`, en: `at most ${bound} characters` };
  }
  if (issue.origin === 'array') {
    return small
      ? { zh: `至少 ${bound} 项`, en: `at least ${bound} entries` }
      : { zh: `最多 ${bound} 项`, en: `at most ${bound} entries` };
  }
  return small
    ? { zh: `不得小于 ${bound}`, en: `must be at least ${bound}` }
    : { zh: `不得大于 ${bound}`, en: `must be at most ${bound}` };
}

function issueWords(issue: z.core.$ZodIssue): { zh: string; en: string } {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return { zh: '此项必填', en: 'required' };
      return { zh: `应为${KINDS_ZH[issue.expected] ?? issue.expected}`, en: `expected ${issue.expected}` };
    case 'unrecognized_keys':
      return { zh: `没有这样的字段：${listed(issue.keys)}`, en: `unknown field: ${listed(issue.keys)}` };
    case 'invalid_value':
      return { zh: `应为以下之一：${listed(issue.values)}`, en: `must be one of: ${listed(issue.values)}` };
    case 'too_small':
    case 'too_big':
      return sizeWords(issue);
    case 'invalid_format':
      return {
        zh: '格式不正确',
        en: `malformed${issue.pattern === undefined ? '' : `, expected ${issue.pattern}`}`,
      };
    case 'custom': {
      const words = issue.params as { zh?: string; en?: string } | undefined;
      return { zh: words?.zh ?? '内容有误', en: words?.en ?? 'invalid' };
    }
    default:
      return { zh: '内容有误', en: `invalid (${issue.code})` };
  }
}

/** One entry per schema issue. */
export const fieldErrors = (error: z.ZodError): FieldError[] =>
  error.issues.map((issue) => ({ path: pathText(issue.path), ...issueWords(issue) }));

/** Parses by a schema. @throws Fault invalid, with every error's path and words. */
export function readBySchema<T>(schema: z.ZodType<T>, input: unknown, reason: string): T {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return result.data;
  throw new Fault('invalid', { reason, fields: fieldErrors(result.error) });
}
