// What the pages of messages ask of the API.
import { useQuery } from '@tanstack/react-query';
import { answerOf, api, type Body, type Item } from '../../kit/api.ts';

export type Message = Item<'/api/messages'>;
export type Wish = Body<'/api/enterprises/{uscc}/subscriptions'>;
export type KeptWish = Item<'/api/enterprises/{uscc}/subscriptions'>;

const LOOK_EVERY_MS = 30_000;

export const useMessages = (uscc: string) =>
  useQuery({
    queryKey: ['messages', uscc],
    refetchInterval: LOOK_EVERY_MS,
    queryFn: () => answerOf(api.GET('/api/messages', { params: { query: { uscc, limit: '100' } } })),
  });

export const useWishes = (uscc: string) =>
  useQuery({
    queryKey: ['subscriptions', uscc],
    queryFn: () => answerOf(api.GET('/api/enterprises/{uscc}/subscriptions', { params: { path: { uscc } } })),
  });
