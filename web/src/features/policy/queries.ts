// What the policy desk asks of the API.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { allPages, answerOf, api, pageFrom, type Item, type Reply } from '../../kit/api.ts';

export type PolicyHead = Item<'/api/policy-desk'>;
export type ShownPolicy = Reply<'/api/policy-desk/{id}'>;
export type PolicyVersion = Item<'/api/policies/{id}/versions'>;
export type PolicyCheck = Reply<'/api/policies/checks', 'post'>;
export type MatchSlice = Item<'/api/policies/{id}/matches'>;

export type PolicyRoute = Reply<'/api/policies/{id}/route'>;

/** What an act on a policy changes: read again after it. */
export const POLICY_QUERIES = [
  'policy',
  'policy-latest',
  'policy-desk',
  'policy-route',
  'policy-versions',
  'match-report',
  'library',
] as const;

export const useRoute = (id: string) =>
  useQuery({
    queryKey: ['policy-route', id],
    queryFn: () => answerOf(api.GET('/api/policies/{id}/route', { params: { path: { id } } })),
  });

export const useConsequences = (id: string, act: 'suspend' | 'close') =>
  useQuery({
    queryKey: ['policy-consequences', id, act],
    queryFn: () =>
      answerOf(api.GET('/api/policies/{id}/consequences', { params: { path: { id }, query: { act } } })),
    gcTime: 0,
  });

export const usePolicies = () =>
  useQuery({
    queryKey: ['policy-desk'],
    queryFn: () =>
      allPages((cursor) => answerOf(api.GET('/api/policy-desk', { params: { query: pageFrom(cursor) } }))),
  });

export const usePolicyHead = (id: string) =>
  useQuery({
    queryKey: ['policy-latest', id],
    queryFn: () => answerOf(api.GET('/api/policy-desk/{id}', { params: { path: { id } } })),
    enabled: id !== '',
  });

export const useVersions = (id: string) =>
  useQuery({
    queryKey: ['policy-versions', id],
    queryFn: () => answerOf(api.GET('/api/policies/{id}/versions', { params: { path: { id } } })),
  });

export type MatchedFirm = Item<'/api/policies/{id}/matches/firms'>;
export const FIRMS_AT_ONCE = 50;

/** The firms of the last matching, a page at a time: each page is a look that goes on record, so none is fetched unasked. */
export const useMatchedFirms = (id: string) =>
  useInfiniteQuery({
    queryKey: ['matched-firms', id],
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET('/api/policies/{id}/matches/firms', {
          params: {
            path: { id },
            query: { limit: String(FIRMS_AT_ONCE), ...(pageParam !== '' && { cursor: pageParam }) },
          },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ cursor }) => cursor,
    enabled: false,
    refetchOnWindowFocus: false,
  });

const LOOK_EVERY_MS = 2_000;

/** The report of the latest run, looked at again while slices are under way. */
export const useMatchReport = (id: string) =>
  useQuery({
    queryKey: ['match-report', id],
    queryFn: () => answerOf(api.GET('/api/policies/{id}/matches', { params: { path: { id } } })),
    refetchInterval: ({ state }) =>
      state.data?.items.some((slice) => slice.state !== 'done') === true ? LOOK_EVERY_MS : false,
  });
