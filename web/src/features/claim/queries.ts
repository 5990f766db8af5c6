// What the enterprise's pages ask of the API.
import { useQuery } from '@tanstack/react-query';
import { allPages, answerOf, api, pageFrom, type Item, type Reply } from '../../kit/api.ts';
import { hasRole, usePerson } from '../../kit/session.ts';

export type Matches = Reply<'/api/enterprises/{uscc}/matches'>;
export type Match = Matches['matches'][number];
export type ShownPolicy = Reply<'/api/policies/{id}'>;
export type Question = ShownPolicy['questions'][number];
export type ShownApplication = Reply<'/api/applications/{id}'>;
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

/** States in which nothing moves until somebody acts: looking again every second would show nothing new. */
const RESTING = [
  'paid',
  'granted',
  'refused',
  'withdrawn',
  'awaiting-applicant',
  'in-review',
  'in-publicity',
];
const LOOK_EVERY_MS = 1_000;
const LOOK_SELDOM_MS = 15_000;

/** One application, looked at every second as long as it moves. */
export const useApplication = (id: string) =>
  useQuery({
    queryKey: ['application', id],
    queryFn: () => answerOf(api.GET('/api/applications/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) =>
      state.data && RESTING.includes(state.data.state) ? LOOK_SELDOM_MS : LOOK_EVERY_MS,
  });

export const useLibrary = () =>
  useQuery({
    queryKey: ['library'],
    queryFn: () =>
      allPages((cursor) => answerOf(api.GET('/api/policies', { params: { query: pageFrom(cursor) } }))),
  });

/** Only the enterprise itself may file or withdraw. */
export const useIsOwner = (uscc: string): boolean => {
  const person = usePerson();
  return hasRole(person, 'enterprise') && person.actsFor.includes(uscc);
};
