// One application as the API shows it, looked at again and again as long as it moves.
import { useQuery } from '@tanstack/react-query';
import { answerOf, api, type Reply } from './api.ts';

export type ShownApplication = Reply<'/api/applications/{id}'>;

/** States in which nothing moves until somebody acts: looking again every second would show nothing new. */
const RESTING: readonly string[] = [
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

export const useApplication = (id: string) =>
  useQuery({
    queryKey: ['application', id],
    queryFn: () => answerOf(api.GET('/api/applications/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) =>
      state.data && RESTING.includes(state.data.state) ? LOOK_SELDOM_MS : LOOK_EVERY_MS,
  });
