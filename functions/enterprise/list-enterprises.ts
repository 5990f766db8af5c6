// Use case: enterprises page by page, by code, by part of a name or by district; an enterprise sees those it acts for.
import type { Enterprise } from '../../core/enterprise/enterprise.ts';
import { Fault } from '../../core/kernel/fault.ts';
import type { Clock, Page, PageRequest, Principal, Store } from '../ports.ts';
import { registerNamesOf } from './register-names.ts';

export interface ListDeps {
  readonly store: Pick<Store, 'list' | 'readMany'>;
  readonly clock: Pick<Clock, 'nowMs'>;
}

export interface EnterpriseFilter {
  /** The start of a USCC, or any part of a name. */
  readonly q?: string | undefined;
  readonly districtCode?: string | undefined;
}

const CODE_START = /^[0-9][0-9A-Z]{1,17}$/;

/** @throws Fault invalid for a cursor that no list gave */
export async function listEnterprises(
  deps: ListDeps,
  principal: Principal,
  { q, districtCode }: EnterpriseFilter,
  page: PageRequest,
): Promise<Page<Enterprise>> {
  const text = (q ?? '').trim();
  if (principal.actsFor.length > 0) return ownEnterprises(deps, principal.actsFor, text, page);
  const code = text.toUpperCase();
  if (districtCode === undefined && (text === '' || CODE_START.test(code))) {
    return deps.store.list('enterprise', { by: 'all', ...(text !== '' && { prefix: code }), ...page });
  }
  const found = await registerNamesOf(deps.store, deps.clock).search(text, districtCode);
  return pageOf(
    deps,
    found.map(({ uscc }) => uscc),
    page,
  );
}

async function ownEnterprises(
  deps: ListDeps,
  usccs: readonly string[],
  text: string,
  page: PageRequest,
): Promise<Page<Enterprise>> {
  const own = await deps.store.readMany('enterprise', usccs);
  const found = own.flatMap((it) =>
    it !== undefined && (it.uscc.startsWith(text.toUpperCase()) || it.name.includes(text)) ? [it.uscc] : [],
  );
  return pageOf(deps, found, page);
}

/** One page of a list of codes; the cursor is how many come before it. */
async function pageOf(
  deps: ListDeps,
  usccs: readonly string[],
  { limit, cursor }: PageRequest,
): Promise<Page<Enterprise>> {
  const from = cursor === undefined ? 0 : Number(cursor);
  if (!Number.isSafeInteger(from) || from < 0) throw new Fault('invalid', { reason: 'cursor' });
  const items = await deps.store.readMany('enterprise', usccs.slice(from, from + limit));
  const next = from + limit;
  return {
    items: items.filter((it) => it !== undefined),
    ...(next < usccs.length && { cursor: String(next) }),
  };
}
