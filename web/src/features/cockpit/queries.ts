// What the cockpit asks of the API, again every few seconds, and sums over what the reader may see.
import { useQuery } from '@tanstack/react-query';
import { answerOf, api, type Item, type Reply } from '../../kit/api.ts';
import { useLanguage } from '../../kit/language.ts';

export type Summary = Reply<'/api/cockpit/summary'>;
export type Figures = Summary['items'][number];
export type Tally = Figures['byDistrict'][string];
export type Alert = Item<'/api/cockpit/alerts'>;

const LOOK_EVERY_MS = 5_000;

export const useSummary = () =>
  useQuery({
    queryKey: ['summary'],
    queryFn: () => answerOf(api.GET('/api/cockpit/summary')),
    refetchInterval: LOOK_EVERY_MS,
  });

export const useAlerts = () =>
  useQuery({
    queryKey: ['alerts'],
    queryFn: async () => (await answerOf(api.GET('/api/cockpit/alerts'))).items,
    refetchInterval: LOOK_EVERY_MS * 2,
  });

export const useBulletins = () =>
  useQuery({
    queryKey: ['bulletins'],
    queryFn: async () => (await answerOf(api.GET('/api/cockpit/bulletins'))).items,
    refetchInterval: LOOK_EVERY_MS * 6,
  });

/** Titles of published policies: the cockpit's readers see no policy desk. */
export function usePolicyTitle(): (policyId: string) => string {
  const { pick } = useLanguage();
  const policies = useQuery({
    queryKey: ['policy-titles'],
    queryFn: async () => (await answerOf(api.GET('/api/policies'))).items,
    staleTime: 600_000,
  }).data;
  return (policyId) => {
    const found = policies?.find(({ id }) => id === policyId);
    return found ? pick({ zh: found.titleZh, en: found.titleEn }) : policyId;
  };
}

const NAMES = [
  'applied',
  'accepted',
  'refused',
  'reserved',
  'paid',
  'paidFen',
  'returned',
  'served',
] as const;
export type Total = Readonly<Record<(typeof NAMES)[number], number>>;

export function totalOf(tallies: readonly Tally[]): Total {
  const total = Object.fromEntries(NAMES.map((name) => [name, 0])) as Record<(typeof NAMES)[number], number>;
  for (const tally of tallies) for (const name of NAMES) total[name] += tally[name] ?? 0;
  return total;
}
export const ofFigures = ({ byDistrict }: Pick<Figures, 'byDistrict'>): Total =>
  totalOf(Object.values(byDistrict));

export interface NamedTotal extends Total {
  readonly id: string;
}

export const byPolicy = ({ items }: Summary): NamedTotal[] =>
  items.map((figures) => ({ id: figures.id, ...ofFigures(figures) })).sort((a, b) => b.paidFen - a.paidFen);

export function byDistrict({ items }: Summary): NamedTotal[] {
  const codes = [...new Set(items.flatMap((figures) => Object.keys(figures.byDistrict)))];
  return codes
    .map((code) => ({
      id: code,
      ...totalOf(items.flatMap((figures) => figures.byDistrict[code] ?? [])),
    }))
    .sort((a, b) => b.paidFen - a.paidFen);
}

/** Oldest first; the row of a day is called `@` and the day. */
export const byDay = ({ days }: Summary): NamedTotal[] =>
  days.map((figures) => ({ id: figures.id.slice(1), ...ofFigures(figures) }));
