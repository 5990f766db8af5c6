// Use case: match one slice of the register with one policy version; an automatic policy applies for those that may fit.
import type { Enterprise } from '../../core/enterprise/enterprise.ts';
import { registerFacts } from '../../core/hub/register-facts.ts';
import { NO_DISTRICT } from '../../core/application/submit-application.ts';
import { parseDay } from '../../core/kernel/day.ts';
import { Fault } from '../../core/kernel/fault.ts';
import type { Fen } from '../../core/kernel/fen.ts';
import { countMatch, type MatchSlice, type MatchTally } from '../../core/matching/match-slice.ts';
import { submit } from '../application/submit-application.ts';
import { instantOf, SYSTEM, type Deps } from '../deps.ts';
import { ReleasedFacts } from './released-facts.ts';

const PAGE = 500;
/** Applications opened at once. */
const OPENING_MAX = 16;

/** One row of a slice's list: firms that fit or may fit. */
export interface MatchedEnterprise {
  readonly uscc: string;
  readonly outcome: 'eligible' | 'unknown';
  readonly amountFen: Fen | null;
}
export const matchListKey = (sliceId: string): string => `matches/${sliceId}.json`;

/** Safe to repeat until done: opening an application twice is opening it once. */
export async function matchSlice(deps: Deps, sliceId: string): Promise<MatchSlice | undefined> {
  const slice = await deps.store.read('match-slice', sliceId);
  if (!slice || slice.state === 'done') return undefined;
  const { version, compiled } = await deps.policies.version(slice.policyId, slice.policyVersion);
  const released = await ReleasedFacts.load(deps, version.document.items);
  const byDistrict: Record<string, MatchTally> = {};
  const asOfDay = parseDay(slice.asOf) ?? 0;
  const isAutomatic = version.document.mode === 'automatic';
  let opened = 0;
  const list: MatchedEnterprise[] = [];
  for await (const enterprises of slicePages(deps, slice.slice)) {
    const fitting = enterprises.filter((enterprise) => {
      const facts = { ...registerFacts(enterprise), ...released.of(enterprise.uscc, slice.asOf) };
      const { outcome, amountFen } = compiled.evaluate(facts, { asOfDay, district: enterprise.districtCode });
      countMatch(byDistrict, enterprise.districtCode ?? NO_DISTRICT, outcome, amountFen);
      if (outcome !== 'ineligible') list.push({ uscc: enterprise.uscc, outcome, amountFen });
      return outcome !== 'ineligible';
    });
    if (isAutomatic) opened += await openApplications(deps, slice.policyId, fitting);
  }
  await deps.files.put('files', matchListKey(slice.id), JSON.stringify(list), {
    contentType: 'application/json',
  });
  return finish(deps, {
    ...slice,
    version: slice.version + 1,
    state: 'done',
    byDistrict,
    opened,
    doneAt: instantOf(deps.clock),
  });
}

async function* slicePages(deps: Deps, slice: number): AsyncGenerator<Enterprise[]> {
  let cursor: string | undefined;
  do {
    const page = await deps.store.list('enterprise', {
      by: 'all',
      group: String(slice),
      limit: PAGE,
      ...(cursor !== undefined && { cursor }),
    });
    yield page.items;
    cursor = page.cursor;
  } while (cursor !== undefined);
}

async function openApplications(
  deps: Deps,
  policyId: string,
  enterprises: readonly Enterprise[],
): Promise<number> {
  let opened = 0;
  for (let from = 0; from < enterprises.length; from += OPENING_MAX) {
    const group = enterprises.slice(from, from + OPENING_MAX);
    const results = await Promise.all(group.map(({ uscc }) => submit(deps, { policyId, uscc, by: SYSTEM })));
    opened += results.filter(({ created }) => created).length;
  }
  return opened;
}

async function finish(deps: Deps, done: MatchSlice): Promise<MatchSlice> {
  const result = await deps.store.commit({
    replaces: [{ kind: 'match-slice', entity: done }],
    event: {
      subject: `match-slice:${done.id}`,
      seq: done.version,
      type: 'matching.slice-done',
      at: instantOf(deps.clock),
      by: SYSTEM,
      data: { sliceId: done.id, policyId: done.policyId, opened: done.opened },
    },
  });
  if (!result.committed) throw new Fault('lost-race');
  return done;
}
