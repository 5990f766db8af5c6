// What the inbox asks of the API; it looks again every few seconds, for others work on the same things.
import { useQuery } from '@tanstack/react-query';
import { allPages, answerOf, api, pageFrom, type Item } from '../../kit/api.ts';
import { useLanguage } from '../../kit/language.ts';

export type Review = Item<'/api/applications'>;
export type ExceptionCase = Item<'/api/exceptions'>;
export type PolicyHead = Item<'/api/policy-desk'>;
export type Order = Item<'/api/payment-orders'>;
export type BudgetRequest = Item<'/api/budget-requests'>;

export type Override = Item<'/api/claim-overrides'>;
export type Found = Item<'/api/search'>;

const LOOK_EVERY_MS = 5_000;

export const useReviews = (isAsked: boolean) =>
  useQuery({
    queryKey: ['reviews'],
    enabled: isAsked,
    refetchInterval: LOOK_EVERY_MS,
    queryFn: () =>
      allPages((cursor) =>
        answerOf(
          api.GET('/api/applications', { params: { query: { state: 'in-review', ...pageFrom(cursor) } } }),
        ),
      ),
  });

export const useExceptions = (isAsked = true) =>
  useQuery({
    queryKey: ['exceptions'],
    enabled: isAsked,
    refetchInterval: LOOK_EVERY_MS,
    queryFn: () =>
      allPages((cursor) => answerOf(api.GET('/api/exceptions', { params: { query: pageFrom(cursor) } }))),
  });

export const usePolicyHeads = () =>
  useQuery({
    queryKey: ['policy-desk'],
    queryFn: () =>
      allPages((cursor) => answerOf(api.GET('/api/policy-desk', { params: { query: pageFrom(cursor) } }))),
  });

export const useWaitingOrders = (isAsked: boolean) =>
  useQuery({
    queryKey: ['orders', { state: 'prepared' }],
    enabled: isAsked,
    refetchInterval: LOOK_EVERY_MS,
    queryFn: () =>
      allPages((cursor) =>
        answerOf(
          api.GET('/api/payment-orders', { params: { query: { state: 'prepared', ...pageFrom(cursor) } } }),
        ),
      ),
  });

export const useWaitingRequests = (isAsked: boolean) =>
  useQuery({
    queryKey: ['budget-requests'],
    enabled: isAsked,
    queryFn: () =>
      allPages((cursor) =>
        answerOf(api.GET('/api/budget-requests', { params: { query: pageFrom(cursor) } })),
      ),
    select: (requests) => requests.filter(({ state }) => state === 'requested'),
  });

export const useCase = (id: string) =>
  useQuery({
    queryKey: ['application', id],
    queryFn: () => answerOf(api.GET('/api/applications/{id}', { params: { path: { id } } })),
  });

export const usePolicyDocument = (id: string) =>
  useQuery({
    queryKey: ['policy', id],
    queryFn: () => answerOf(api.GET('/api/policies/{id}', { params: { path: { id } } })),
  });

/** The title of a policy in the language of the moment. */
export function usePolicyTitle(): (policyId: string) => string {
  const { pick } = useLanguage();
  const policies = usePolicyHeads().data ?? [];
  return (policyId) => {
    const policy = policies.find(({ id }) => id === policyId);
    return policy ? pick({ zh: policy.titleZh, en: policy.titleEn }) : policyId;
  };
}

export const useOverrides = (isAsked = true) =>
  useQuery({
    queryKey: ['overrides'],
    enabled: isAsked,
    refetchInterval: LOOK_EVERY_MS,
    queryFn: () =>
      allPages((cursor) =>
        answerOf(api.GET('/api/claim-overrides', { params: { query: pageFrom(cursor) } })),
      ),
  });

export const useFound = (q: string) =>
  useQuery({
    queryKey: ['found', q],
    queryFn: async () => (await answerOf(api.GET('/api/search', { params: { query: { q } } }))).items,
  });
