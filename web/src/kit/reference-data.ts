// Names for codes: departments, data items and districts are data of the platform, read once and kept.
import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from './api.ts';
import type { CatalogueItem } from './catalogue-item.ts';
import { useLanguage } from './language.ts';

const LONG_MS = 600_000;

export const useCatalogue = () =>
  useQuery({
    queryKey: ['catalogue'],
    queryFn: () => answerOf(api.GET('/api/hub/items')),
    staleTime: LONG_MS,
  });

export const useDepartments = () =>
  useQuery({
    queryKey: ['departments'],
    queryFn: () => answerOf(api.GET('/api/hub/departments')),
    staleTime: LONG_MS,
  });

export interface Names {
  department(id: string): string;
  /** `list.field` is named by the list. */
  item(key: string): string;
  district(code: string): string;
  /** The department that answers for an item, when the catalogue says so. */
  departmentOf(key: string): string | undefined;
  itemOf(key: string): CatalogueItem | undefined;
}

/** A code without a name stands for itself. */
export function useNames(): Names {
  const { pick } = useLanguage();
  const items = useCatalogue().data?.items ?? [];
  const departments = useDepartments().data?.items ?? [];
  const districts = items.find(({ role }) => role === 'district')?.values ?? [];
  const itemOf = (key: string) => items.find((item) => item.key === key.split('.')[0]);
  const named = (found: { zh: string; en: string } | undefined, code: string) => (found ? pick(found) : code);
  return {
    itemOf,
    department: (id) =>
      named(
        departments.find((each) => each.id === id),
        id,
      ),
    // Names of items are words of the rule language, which has no blanks.
    item: (key) => named(itemOf(key), key).replaceAll('_', ' '),
    district: (code) =>
      named(
        districts.find((each) => each.code === code),
        code,
      ),
    departmentOf: (key) => itemOf(key)?.department,
  };
}
