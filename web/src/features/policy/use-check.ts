// Checks the text while it is typed: YAML here, the policy and its worked examples by the API, half a second after the last key.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { actHeader, answerOf, api, newActKey } from '../../kit/api.ts';
import { listAt } from './document-value.ts';
import type { PolicyCheck } from './queries.ts';
import { readYaml } from './policy-yaml.ts';

const QUIET_MS = 500;

export interface LineError {
  readonly line: number;
  readonly path: string;
  readonly zh: string;
  readonly en: string;
}

export interface TextCheck {
  /** The document, when the text is YAML. */
  readonly document: unknown;
  readonly errors: readonly LineError[];
  /** Each says what to do; none has to be done. */
  readonly warnings: readonly LineError[];
  readonly examples: PolicyCheck['examples'];
  /** Examples are written; they run once the rules can be read. */
  readonly hasExamples: boolean;
  /** A draft may have errors that stand in the way of submission; what cannot be read cannot be kept. */
  readonly isReadable: boolean;
}

async function check(text: string): Promise<TextCheck> {
  const { value, syntaxErrors, lineOf } = readYaml(text);
  if (syntaxErrors.length > 0 || typeof value !== 'object' || value === null) {
    const errors = syntaxErrors.map(({ line, message }) => ({ line, path: '', zh: message, en: message }));
    return { document: undefined, errors, warnings: [], examples: [], hasExamples: true, isReadable: false };
  }
  const found = await answerOf(
    api.POST('/api/policies/checks', {
      params: { header: actHeader(newActKey()) },
      body: value as Record<string, unknown>,
    }),
  );
  const withLines = (list: PolicyCheck['errors']): LineError[] =>
    list.map((error) => ({ ...error, line: lineOf(error.path) })).sort((a, b) => a.line - b.line);
  const errors = withLines(found.errors);
  return {
    document: value,
    errors,
    warnings: withLines(found.warnings),
    examples: found.examples,
    hasExamples: listAt(value, ['examples']).length > 0,
    isReadable: found.isReadable,
  };
}

/** The latest check; `isStale` while a newer text waits for its own. */
export function useCheck(text: string) {
  const [quiet, settle] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => settle(text), QUIET_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const query = useQuery({
    queryKey: ['policy-check', quiet],
    queryFn: () => check(quiet),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
  return { query, isStale: quiet !== text || query.isFetching };
}
