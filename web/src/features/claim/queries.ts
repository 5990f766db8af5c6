// What the enterprise's pages ask of the API.
import { useQuery } from '@tanstack/react-query';
import { allPages, answerOf, api, pageFrom, type Item, type Reply } from '../../kit/api.ts';
import { usePerson } from '../../kit/session.ts';

export type Matches = Reply<'/api/enterprises/{uscc}/matches'>;
export type Match = Matches['matches'][number];
export type ShownPolicy = Reply<'/api/policies/{id}'>;
export type Question = ShownPolicy['questions'][number];
export type PolicyHead = Item<'/api/policies'>;

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

export const useLibrary = () =>
  useQuery({
    queryKey: ['library'],
    queryFn: () =>
      allPages((cursor) => answerOf(api.GET('/api/policies', { params: { query: pageFrom(cursor) } }))),
  });
