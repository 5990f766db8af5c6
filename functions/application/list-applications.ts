// Use case: applications of an enterprise, or, for staff, those in a state.
import { openListOf, type Application, type ApplicationState } from '../../core/application/application.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { assertMaySee } from '../authorize.ts';
import type { Deps } from '../deps.ts';
import { pageReply } from '../page.ts';
import type { Page, PageRequest, Principal } from '../ports.ts';
import { shownStateOf, type ShownState } from './shown-state.ts';

export interface ApplicationFilter {
  readonly uscc?: string | undefined;
  readonly state?: ApplicationState | undefined;
  readonly policyId?: string | undefined;
}

/** Of one enterprise's applications: the state with that of its money, which `state` alone does not know. */
export type ListedApplication = Application & { readonly shown?: ShownState };

/** @throws Fault invalid when neither an enterprise nor a state is named, forbidden for another's enterprise */
export async function listApplications(
  deps: Deps,
  principal: Principal,
  filter: ApplicationFilter,
  page: PageRequest,
): Promise<Page<ListedApplication>> {
  const uscc = filter.uscc ?? (principal.actsFor.length === 1 ? principal.actsFor[0] : undefined);
  if (uscc !== undefined) {
    assertMaySee(principal, uscc);
    const { items, ...rest } = await deps.store.list('application', { by: 'owner', group: uscc, ...page });
    const shown = await Promise.all(items.map((application) => shownStateOf(deps, application)));
    const listed = items.map((it, index) => ({ ...it, shown: shown[index] ?? it.state }));
    return pageReply({ items: listed, ...rest });
  }
  if (filter.state === undefined || principal.actsFor.length > 0) {
    throw new Fault('invalid', {
      reason: 'filter-missing',
      zh: '请指明企业（uscc）或状态（state）',
      en: 'Name an enterprise (uscc) or a state (state)',
    });
  }
  const prefix = filter.policyId === undefined ? {} : { prefix: `${filter.policyId}#` };
  const group = openListOf(filter.state);
  if (group === undefined) {
    throw new Fault('invalid', {
      reason: 'closed-state',
      zh: '已办结的申报请按企业查询',
      en: 'List closed applications by their enterprise',
    });
  }
  // The list holds several states: a page may come out shorter than asked, its cursor still goes on.
  const { items, ...rest } = await deps.store.list('application', { by: 'state', group, ...prefix, ...page });
  return pageReply({ items: items.filter(({ state }) => state === filter.state), ...rest });
}
