// What the desk asks beside budgets and orders: holds, accounts, parsed files, days, adjustments.
import { useQuery } from '@tanstack/react-query';
import { allPages, answerOf, api, pageFrom, type Item, type Reply } from '../../kit/api.ts';

export type OrderDesk = Reply<'/api/payment-orders/{id}/desk'>;
export type DeskLine = OrderDesk['lines'][number];
export type Hold = Item<'/api/holds'>;
export type Account = Item<'/api/payee-accounts'>;
export type Registration = Reply<'/api/payee-accounts/{uscc}/registration'>;
export type BankFileLine = Reply<'/api/statements/{id}'>['items'][number];
export type Reconciliation = Item<'/api/ledger/reconciliations'>;
export type Difference = Reply<'/api/ledger/reconciliations/{day}'>['differences'][number];
export type ExceptionCase = Item<'/api/exceptions'>;
export type Recovery = Item<'/api/recoveries'>;
export type RecoveryState = Recovery['state'];

const LOOK_EVERY_MS = 10_000;

export const useOrderDesk = (id: string) =>
  useQuery({
    queryKey: ['order-desk', id],
    queryFn: () => answerOf(api.GET('/api/payment-orders/{id}/desk', { params: { path: { id } } })),
    refetchInterval: LOOK_EVERY_MS,
  });

export const useHolds = () =>
  useQuery({
    queryKey: ['holds'],
    queryFn: async () => (await answerOf(api.GET('/api/holds'))).items,
    refetchInterval: LOOK_EVERY_MS,
  });

export const useStops = () =>
  useQuery({
    queryKey: ['stops'],
    queryFn: async () => (await answerOf(api.GET('/api/payment-stop'))).items,
    refetchInterval: LOOK_EVERY_MS,
  });

export const useWaitingAccounts = () =>
  useQuery({
    queryKey: ['accounts'],
    queryFn: () =>
      allPages((cursor) => answerOf(api.GET('/api/payee-accounts', { params: { query: pageFrom(cursor) } }))),
    refetchInterval: LOOK_EVERY_MS,
  });

export const useRegistration = (uscc: string) =>
  useQuery({
    queryKey: ['registration', uscc],
    queryFn: () =>
      answerOf(api.GET('/api/payee-accounts/{uscc}/registration', { params: { path: { uscc } } })),
    enabled: uscc !== '',
  });

export const useBankFile = (id: string) =>
  useQuery({
    queryKey: ['bank-file', id],
    queryFn: async () => {
      const first = await answerOf(
        api.GET('/api/statements/{id}', { params: { path: { id }, query: pageFrom(undefined) } }),
      );
      if (first.cursor === undefined) return first;
      const items = await allPages((cursor) =>
        cursor === undefined
          ? Promise.resolve(first)
          : answerOf(api.GET('/api/statements/{id}', { params: { path: { id }, query: pageFrom(cursor) } })),
      );
      return { ...first, items };
    },
  });

export const useReconciliations = () =>
  useQuery({
    queryKey: ['reconciliations'],
    queryFn: () =>
      allPages((cursor) =>
        answerOf(api.GET('/api/ledger/reconciliations', { params: { query: pageFrom(cursor) } })),
      ),
  });

export const useDay = (day: string) =>
  useQuery({
    queryKey: ['day', day],
    queryFn: () => answerOf(api.GET('/api/ledger/reconciliations/{day}', { params: { path: { day } } })),
  });

export const useExceptions = () =>
  useQuery({
    queryKey: ['exceptions'],
    queryFn: () =>
      allPages((cursor) => answerOf(api.GET('/api/exceptions', { params: { query: pageFrom(cursor) } }))),
    refetchInterval: LOOK_EVERY_MS,
  });

/** Of one enterprise, or those in a state that has a list; ended ones are found by their enterprise. */
export const useRecoveries = (which: { state: RecoveryState } | { uscc: string }) =>
  useQuery({
    queryKey: ['recoveries', which],
    queryFn: () =>
      allPages((cursor) =>
        answerOf(api.GET('/api/recoveries', { params: { query: { ...which, ...pageFrom(cursor) } } })),
      ),
  });

export const useRecovery = (id: string) =>
  useQuery({
    queryKey: ['recovery', id],
    queryFn: () => answerOf(api.GET('/api/recoveries/{id}', { params: { path: { id } } })),
  });
