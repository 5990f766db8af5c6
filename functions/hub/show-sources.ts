// Use case: which department holds which items, cheapest first, as the catalogue lists them.
import type { Deps } from '../deps.ts';

export interface Source {
  readonly department: string;
  readonly items: readonly {
    readonly key: string;
    readonly zh: string;
    readonly en: string;
    readonly released: boolean;
  }[];
}

export async function showSources(deps: Deps): Promise<{ items: Source[] }> {
  const { items } = await deps.policies.catalogue();
  const departments = [...new Set(items.map((item) => item.department))];
  return {
    items: departments.map((department) => ({
      department,
      items: items
        .filter((item) => item.department === department)
        .sort((a, b) => a.costRank - b.costRank)
        .map(({ key, zh, en, released }) => ({ key, zh, en, released })),
    })),
  };
}
