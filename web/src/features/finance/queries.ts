// What the finance desk asks of the API.
import { useQuery } from '@tanstack/react-query';
import { allPages, answerOf, api, pageFrom, type Item, type Reply } from '../../kit/api.ts';
import { useLanguage } from '../../kit/language.ts';
import { useNames } from '../../kit/reference-data.ts';

export type Budget = Item<'/api/budgets'>;
export type BudgetRequest = Item<'/api/budget-requests'>;
export type Order = Item<'/api/payment-orders'>;
export type OrderLine = Order['lines'][number];
export type BankFile = Item<'/api/statements'>;
export type LedgerEntry = Item<'/api/ledger/entries'>;
export type OrderState = Order['state'];
export type BankFileKind = BankFile['kind'];

const LOOK_EVERY_MS = 10_000;

const allBudgets = () =>
  allPages((cursor) => answerOf(api.GET('/api/budgets', { params: { query: pageFrom(cursor) } })));

export const useBudgets = () =>
  useQuery({
    queryKey: ['budgets'],
    queryFn: allBudgets,
    refetchInterval: LOOK_EVERY_MS,
  });

export const useBudgetRequests = () =>
  useQuery({
    queryKey: ['budget-requests'],
    queryFn: () =>
      allPages((cursor) =>
        answerOf(api.GET('/api/budget-requests', { params: { query: pageFrom(cursor) } })),
      ),
  });

/** By state, or all of one policy. */
export const useOrders = (which: { state: OrderState } | { policyId: string }) =>
  useQuery({
    queryKey: ['orders', which],
    queryFn: () =>
      allPages((cursor) =>
        answerOf(api.GET('/api/payment-orders', { params: { query: { ...which, ...pageFrom(cursor) } } })),
      ),
    refetchInterval: LOOK_EVERY_MS,
  });

export const useOrder = (id: string) =>
  useQuery({
    queryKey: ['order', id],
    queryFn: () => answerOf(api.GET('/api/payment-orders/{id}', { params: { path: { id } } })),
  });

export const useCase = (applicationId: string) =>
  useQuery({
    queryKey: ['application', applicationId],
    queryFn: () => answerOf(api.GET('/api/applications/{id}', { params: { path: { id: applicationId } } })),
  });

export const useBankFiles = (kind: BankFileKind) =>
  useQuery({
    queryKey: ['bank-files', kind],
    queryFn: () =>
      allPages((cursor) =>
        answerOf(api.GET('/api/statements', { params: { query: { kind, ...pageFrom(cursor) } } })),
      ),
  });

const entriesOf = (subject: string) =>
  allPages((cursor) =>
    answerOf(api.GET('/api/ledger/entries', { params: { query: { subject, ...pageFrom(cursor) } } })),
  );

/**
 * A group of claims is one entry, written under the first budget it reserves from: those of one budget stand under all budgets
 * of its policy.
 */
async function entriesOfBudget(budgetId: string): Promise<LedgerEntry[]> {
  const budgets = await allBudgets();
  const policyId = budgets.find(({ id }) => id === budgetId)?.policyId;
  const ids = budgets.filter((budget) => budget.policyId === policyId).map(({ id }) => id);
  const entries = (await Promise.all(ids.map((id) => entriesOf(`budget:${id}`)))).flat();
  return entries
    .map((entry) => ({
      ...entry,
      transfers: entry.transfers.filter((transfer) => transfer.budgetId === budgetId),
    }))
    .filter(({ transfers }) => transfers.length > 0)
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}

const OF_BUDGET = 'budget:';
export const useEntries = (subject: string) =>
  useQuery({
    queryKey: ['entries', subject],
    queryFn: () =>
      subject.startsWith(OF_BUDGET) ? entriesOfBudget(subject.slice(OF_BUDGET.length)) : entriesOf(subject),
    enabled: subject !== '',
  });

export type Verification = Reply<'/api/ledger/verification'>;
export const useVerification = (isAsked: boolean) =>
  useQuery({
    queryKey: ['verification'],
    queryFn: () => answerOf(api.GET('/api/ledger/verification')),
    enabled: isAsked,
    staleTime: 0,
  });

export const usePolicyHeads = () =>
  useQuery({
    queryKey: ['policy-desk'],
    queryFn: () =>
      allPages((cursor) => answerOf(api.GET('/api/policy-desk', { params: { query: pageFrom(cursor) } }))),
  });

/** Titles of policies and words of funding sources. */
export function useMoneyNames(): { policy(id: string): string; source(source: string): string } {
  const { pick } = useLanguage();
  const policies = usePolicyHeads().data ?? [];
  const names = useNames();
  return {
    policy: (id) => {
      const policy = policies.find((each) => each.id === id);
      return policy ? pick({ zh: policy.titleZh, en: policy.titleEn }) : id;
    },
    source: (source) =>
      source === 'city' ? pick({ zh: '市级', en: 'City' }) : names.district(source.replace(/^district-/, '')),
  };
}

export const usePolicyDocument = (id: string) =>
  useQuery({
    queryKey: ['policy', id],
    queryFn: () => answerOf(api.GET('/api/policies/{id}', { params: { path: { id } } })),
  });
