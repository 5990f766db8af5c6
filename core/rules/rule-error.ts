// An error in the text of a rule: where it is, what is wrong and what to write instead, in both languages.
import type { FieldError } from '../kernel/fault.ts';
import type { Words } from './rule-document.ts';

export class RuleError extends Error {
  /** Offset in the text as written. */
  readonly at: number;
  readonly words: Words;
  readonly hint: Words | undefined;
  constructor(at: number, words: Words, hint?: Words | undefined) {
    super(words.en);
    this.name = 'RuleError';
    this.at = at;
    this.words = words;
    this.hint = hint;
  }
}

/** 1-based line and column, counted in characters as an editor shows them. */
export function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: [...before.slice(lineStart)].length + 1 };
}

/** `1:5 …; hint` in both languages, for the field at `path`. */
export function toFieldError(error: RuleError, path: string, text: string): FieldError {
  const { line, column } = placeOf(text, error.at);
  return {
    path,
    zh: `${line}:${column} ${error.words.zh}${error.hint ? `。${error.hint.zh}` : ''}`,
    en: `${line}:${column} ${error.words.en}${error.hint ? `. ${error.hint.en}` : ''}`,
  };
}
