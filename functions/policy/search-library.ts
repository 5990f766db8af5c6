// Use case: the public library: policies in force by words, by who may have them, by amount and by deadline.
import type { Fen } from '../../core/kernel/fen.ts';
import { parseDay, type DayText } from '../../core/kernel/day.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { yuanToFen } from '../../core/kernel/fen.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { claimWindow } from '../../core/policy/claim-window.ts';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import type { Catalogue } from '../../core/rules/catalogue.ts';
import type { Facts } from '../../core/rules/evaluation.ts';
import type { Deps } from '../deps.ts';
import type { LoadedVersion } from './policy-cache.ts';
import { isPublic, publicHead } from './public-head.ts';

export interface LibraryQuery {
  /** Every word must stand in title, summary, number, conditions or text. */
  readonly q?: string | undefined;
  readonly district?: string | undefined;
  /** `sector:retail,sizeClass:small`: keys and codes of the catalogue; a policy is left out only if it rules them out. */
  readonly facts?: string | undefined;
  /** At least this may be had; a policy without a plain limit is not left out. */
  readonly minYuan?: string | undefined;
  /** Can be claimed on this day, `today` being the business day. */
  readonly openOn?: DayText | undefined;
  readonly sort?: 'amount' | 'deadline' | undefined;
}

export interface LibraryPolicy extends Policy {
  readonly summary?: { readonly zh: string; readonly en: string };
  readonly department: string;
  readonly level: PolicyDocument['level'];
  readonly kind: PolicyDocument['kind'];
  readonly from?: DayText;
  readonly until?: DayText;
  /** The most that one case can be given, where the policy says a plain amount. */
  readonly mostFen?: Fen;
}

const POLICIES_MAX = 1000;

/** @throws Fault invalid for facts that the catalogue does not know */
export async function searchLibrary(deps: Deps, query: LibraryQuery): Promise<LibraryPolicy[]> {
  const [{ items }, catalogue] = await Promise.all([
    deps.store.list('policy', { by: 'all', limit: POLICIES_MAX }),
    deps.policies.catalogue(),
  ]);
  const facts = factsOf(query, catalogue);
  const today = deps.clock.today();
  const found: LibraryPolicy[] = [];
  for (const policy of items) {
    if (!isPublic(policy)) continue;
    const loaded = await deps.policies.version(policy.id, policy.inForce);
    const shown = libraryPolicy(policy, loaded, query, today);
    if (fits(shown, loaded, query, facts, today)) found.push(shown);
  }
  return found.sort(ORDERS[query.sort ?? 'deadline']);
}

const LAST = '9999-12-31';
const byDeadline = (a: LibraryPolicy, b: LibraryPolicy): number =>
  (a.until ?? LAST).localeCompare(b.until ?? LAST) || a.id.localeCompare(b.id);
const ORDERS = {
  deadline: byDeadline,
  amount: (a: LibraryPolicy, b: LibraryPolicy) => (b.mostFen ?? 0) - (a.mostFen ?? 0) || byDeadline(a, b),
} as const;

function factsOf({ district, facts = '' }: LibraryQuery, { items }: Catalogue): Facts {
  const pairs = facts === '' ? [] : facts.split(',').map((pair) => pair.split(':') as [string, string?]);
  const place = items.find(({ role }) => role === 'district');
  if (district !== undefined && place) pairs.push([place.key, district]);
  const wrong = pairs.find(([key, code]) => {
    const item = items.find((each) => each.key === key);
    return !item?.values?.some((value) => value.code === code);
  });
  if (wrong)
    throw new Fault('invalid', {
      reason: 'library-facts',
      zh: `数据项目录中没有 ${wrong.join(':')}`,
      en: `The catalogue of data items knows no ${wrong.join(':')}`,
    });
  return Object.fromEntries(pairs);
}

function libraryPolicy(
  policy: Policy,
  { version: { document }, compiled }: LoadedVersion,
  { district }: LibraryQuery,
  today: DayText,
): LibraryPolicy {
  const caps = compiled.caps({ asOfDay: parseDay(today) ?? 0, district });
  const limits = caps.flatMap(({ scope, limitFen }) =>
    scope === 'case' && limitFen !== null ? [limitFen] : [],
  );
  const most = limits.length === 0 ? undefined : limits.reduce((a, b) => (a < b ? a : b));
  return {
    ...publicHead(policy),
    ...(document.summary && { summary: document.summary }),
    department: document.department,
    level: document.level,
    kind: document.kind,
    ...claimWindow(document),
    ...(most !== undefined && { mostFen: most }),
  };
}

function fits(
  policy: LibraryPolicy,
  { version: { document }, compiled }: LoadedVersion,
  query: LibraryQuery,
  facts: Facts,
  today: DayText,
): boolean {
  const { q = '', minYuan, openOn, district } = query;
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length > 0 && !words.every((word) => textOf(document).includes(word))) return false;
  if (minYuan !== undefined && policy.mostFen !== undefined && policy.mostFen < yuanToFen(minYuan))
    return false;
  if (openOn !== undefined && !isOpen(policy, openOn === 'today' ? today : openOn)) return false;
  if (Object.keys(facts).length === 0) return true;
  // Three values: a policy is passed over only where these facts alone make it impossible.
  return compiled.evaluate(facts, { asOfDay: parseDay(today) ?? 0, district }).outcome !== 'ineligible';
}

const isOpen = ({ state, from, until }: LibraryPolicy, day: DayText): boolean =>
  state === 'published' && (from === undefined || from <= day) && (until === undefined || day <= until);

const textOf = ({ title, summary, documentNumber, conditions, legalText, id }: PolicyDocument): string =>
  [title, ...(summary ? [summary] : []), ...conditions]
    .flatMap(({ zh, en }) => [zh, en])
    .concat(documentNumber, legalText, id)
    .join('\n')
    .toLowerCase();
