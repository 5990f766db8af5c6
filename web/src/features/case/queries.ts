// What the pages of one case ask of the API, and who may act on it.
import { useQuery } from '@tanstack/react-query';
import { allPages, answerOf, api, pageFrom, type Body, type Item, type Reply } from '../../kit/api.ts';
import { hasRole, usePerson } from '../../kit/session.ts';

export type LoggedCall = Item<'/api/hub/calls'>;
export type Receipt = Body<'/api/receipts/verification'>;
export type VerifiedReceipt = Reply<'/api/receipts/verification', 'post'>;

export const usePolicy = (policyId: string) =>
  useQuery({
    queryKey: ['policy', policyId],
    queryFn: () => answerOf(api.GET('/api/policies/{id}', { params: { path: { id: policyId } } })),
  });

export const useCalls = (uscc: string) =>
  useQuery({
    queryKey: ['calls', uscc],
    queryFn: () =>
      allPages((cursor) =>
        answerOf(api.GET('/api/hub/calls', { params: { query: { uscc, ...pageFrom(cursor) } } })),
      ),
  });

export const useRecoveries = (uscc: string, isAsked: boolean) =>
  useQuery({
    queryKey: ['recoveries', uscc],
    enabled: isAsked,
    queryFn: () => answerOf(api.GET('/api/recoveries', { params: { query: { uscc } } })),
  });

/** Only the enterprise itself may act on its case. */
export const useIsOwner = (uscc: string): boolean => {
  const person = usePerson();
  return hasRole(person, 'enterprise') && person.actsFor.includes(uscc);
};
