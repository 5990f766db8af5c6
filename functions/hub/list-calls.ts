// Use case: every question that was asked about an enterprise, from the logs kept with its decisions: there is no second copy.
import type { DataUse } from '../../core/hub/data-use.ts';
import { historyOf } from '../application/history-of.ts';
import type { Deps } from '../deps.ts';
import type { Page, PageRequest } from '../ports.ts';

export type LoggedCall = DataUse & { readonly at: string };

/** The latest first within each page; a page is that of the applications, in their order. */
export async function listCalls(
  deps: Pick<Deps, 'store'>,
  uscc: string,
  page: PageRequest,
): Promise<Page<LoggedCall>> {
  const { items, ...rest } = await deps.store.list('application', { by: 'owner', group: uscc, ...page });
  const logs = await Promise.all(items.map(({ id }) => historyOf(deps, id)));
  const calls = logs.flatMap((log) =>
    log.flatMap(({ at, proof }) =>
      ((proof?.['asked'] ?? []) as readonly DataUse[]).map((use) => ({ ...use, at })),
    ),
  );
  return { items: calls.sort((a, b) => b.at.localeCompare(a.at)), ...rest };
}
