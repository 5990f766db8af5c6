// What the enterprise's pages ask of the API.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { paths } from '../../kit/api-types.d.ts';
import { allPages, answerOf, api, pageFrom, type Item, type Reply } from '../../kit/api.ts';
import { usePerson } from '../../kit/session.ts';

export type Matches = Reply<'/api/enterprises/{uscc}/matches'>;
export type Match = Matches['matches'][number];
export type ShownPolicy = Reply<'/api/policies/{id}'>;
export type Question = ShownPolicy['questions'][number];
export type LibraryPolicy = Item<'/api/policies'>;

/** The enterprise that the person acts for; pages for enterprises are behind a guard. */
export const useUscc = (): string => usePerson().actsFor[0] ?? '';

export const useMatches = (uscc: string) =>
  useQuery({
    queryKey: ['matches', uscc],
    queryFn: () => answerOf(api.GET('/api/enterprises/{uscc}/matches', { params: { path: { uscc } } })),
  });

export const usePolicy = (policyId: string) =>
  useQuery({
    queryKey: ['policy', policyId],
    queryFn: () => answerOf(api.GET('/api/policies/{id}', { params: { path: { id: policyId } } })),
  });

export const usePayeeAccount = (uscc: string) =>
  useQuery({
    queryKey: ['payee-account', uscc],
    queryFn: () => answerOf(api.GET('/api/payee-accounts/{uscc}', { params: { path: { uscc } } })),
  });

export const useApplications = (uscc: string) =>
  useQuery({
    queryKey: ['applications', uscc],
    queryFn: () =>
      allPages((cursor) =>
        answerOf(api.GET('/api/applications', { params: { query: { uscc, ...pageFrom(cursor) } } })),
      ),
  });

export type LibraryFilter = NonNullable<paths['/api/policies']['get']['parameters']['query']>;

/** Policies in force; while another filter loads, the last answer stays. */
export const useLibrary = (filter: LibraryFilter = {}) =>
  useQuery({
    queryKey: ['library', filter],
    placeholderData: keepPreviousData,
    queryFn: () =>
      allPages((cursor) =>
        answerOf(api.GET('/api/policies', { params: { query: { ...filter, ...pageFrom(cursor) } } })),
      ),
  });

/** A value once it has not changed for a while: what a person types is not sent letter by letter. */
export function useSettled<T>(value: T, afterMs: number): T {
  const [settled, settle] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => settle(value), afterMs);
    return () => clearTimeout(timer);
  }, [value, afterMs]);
  return settled;
}
