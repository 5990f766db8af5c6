// Errors as callers see them: RFC 9457 problem details with a stable code, in Chinese and English.
import * as z from 'zod';
import englishLocale from 'zod/v4/locales/en.js';
import chineseLocale from 'zod/v4/locales/zh-CN.js';
import { FAULTS, Fault, type FieldError } from '../../core/kernel/fault.ts';

export const PROBLEM_TYPE = 'application/problem+json';

/** The body of every error. `code` is the kind (see FAULTS), `reason` the stable code below it. */
export const problemSchema = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  reason: z.string().optional(),
  zh: z.string(),
  en: z.string(),
  fields: z.array(z.strictObject({ path: z.string(), zh: z.string(), en: z.string() })).optional(),
  evidence: z.record(z.string(), z.unknown()).optional(),
  requestId: z.string(),
});
export type Problem = z.infer<typeof problemSchema>;

/** Words of a fault. A fault that names no words of its own has those of its code. */
export function problemOfFault(fault: Fault, requestId: string): Problem {
  const { reason, fields, evidence } = fault.detail;
  const { zh, en } = FAULTS[fault.code];
  const words = { zh: fault.detail.zh ?? zh, en: fault.detail.en ?? en };
  return {
    type: `urn:zhida:problem:${fault.code}`,
    title: en,
    status: fault.status,
    detail: words.en,
    code: fault.code,
    ...(reason !== undefined && { reason }),
    ...words,
    ...(fields !== undefined && { fields: [...fields] }),
    ...(evidence !== undefined && { evidence: { ...evidence } }),
    requestId,
  };
}

/** A defect tells nothing but the number to ask about. */
export function problemOfDefect(requestId: string): Problem {
  const zh = `系统内部错误，请将编号 ${requestId} 告知技术人员`;
  const en = `Internal error; tell the operator the request id ${requestId}`;
  return {
    type: 'urn:zhida:problem:defect',
    title: 'Internal error',
    status: 500,
    detail: en,
    code: 'defect',
    zh,
    en,
    requestId,
  };
}

const BETWEEN_LANGUAGES = '\u001f';
const chinese = chineseLocale().localeError;
const english = englishLocale().localeError;
type WordError = NonNullable<Parameters<typeof z.config>[0]>['localeError'];

const textOf = (words: ReturnType<NonNullable<WordError>>): string =>
  typeof words === 'string' ? words : (words?.message ?? 'invalid');

const bothLanguages: NonNullable<WordError> = (issue) =>
  textOf(chinese(issue)) + BETWEEN_LANGUAGES + textOf(english(issue));

/** A schema's own message is `中文 / English`, or one language for both. */
function splitWords(message: string): { zh: string; en: string } {
  const separator = message.includes(BETWEEN_LANGUAGES) ? BETWEEN_LANGUAGES : ' / ';
  const at = message.indexOf(separator);
  if (at < 0) return { zh: message, en: message };
  return { zh: message.slice(0, at), en: message.slice(at + separator.length) };
}

const pathOf = (root: string, path: readonly PropertyKey[]): string =>
  [root, ...path.map(String)].filter((part) => part !== '').join('.');

function fieldErrorsOf(issue: z.core.$ZodIssue, root: string): FieldError[] {
  if (issue.code !== 'unrecognized_keys')
    return [{ path: pathOf(root, issue.path), ...splitWords(issue.message) }];
  return issue.keys.map((key) => ({
    path: pathOf(root, [...issue.path, key]),
    zh: '没有这个字段',
    en: 'There is no such field',
  }));
}

const FIELD_ERRORS_MAX = 100;

/**
 * What a schema makes of a value.
 * @param root first part of each path, `''` for a body and `query` for a query string
 * @throws Fault invalid with one error a field, at most 100
 */
export function parseAs<S extends z.ZodType>(
  schema: S,
  value: unknown,
  root: string,
  reason: string,
): z.infer<S> {
  const parsed = schema.safeParse(value, { error: bothLanguages });
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.flatMap((issue) => fieldErrorsOf(issue, root));
  throw new Fault('invalid', { reason, fields: fields.slice(0, FIELD_ERRORS_MAX) });
}
