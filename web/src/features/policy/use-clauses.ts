// The clauses of the legal text by their beginnings, so that a rule can name the one it comes from.
import { CLAUSE_HEADING } from './clause-words.ts';
import { textAt } from './document-value.ts';
import { useEditing } from './editing.ts';

export const clauseOf = (paragraph: string): string | undefined => CLAUSE_HEADING.exec(paragraph)?.[1];

export function useClauses(): readonly string[] {
  const { value } = useEditing();
  const found = textAt(value, ['legalText'])
    .split('\n')
    .flatMap((paragraph) => clauseOf(paragraph) ?? []);
  return [...new Set(found)];
}
