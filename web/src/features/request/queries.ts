// What the pages of requests (诉求) ask of the API.
import { useQuery } from '@tanstack/react-query';
import { allPages, answerOf, api, pageFrom, type Item } from '../../kit/api.ts';

export type Task = Item<'/api/exceptions'>;
export type EnterpriseRequest = Item<'/api/requests'>;

/** Those of one enterprise, or, for the offices, all that wait. */
export const useRequests = (uscc: string | undefined) =>
  useQuery({
    queryKey: ['requests', uscc],
    queryFn: () =>
      allPages((cursor) =>
        answerOf(
          api.GET('/api/requests', {
            params: { query: { ...(uscc !== undefined && { uscc }), ...pageFrom(cursor) } },
          }),
        ),
      ),
  });

/** What waits for a department; the API gives it nothing else. */
export const useTasks = () =>
  useQuery({
    queryKey: ['exceptions', 'department'],
    queryFn: () =>
      allPages((cursor) => answerOf(api.GET('/api/exceptions', { params: { query: pageFrom(cursor) } }))),
  });
