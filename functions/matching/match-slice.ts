// Use case: match one slice of the register with one policy version; an automatic policy applies for those that may fit.
import { parseDay } from '../../core/kernel/day.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { itemsBesideColumns } from '../../core/matching/match-columns.ts';
import type { MatchSlice, MatchWork } from '../../core/matching/match-slice.ts';
import { instantOf, SYSTEM, type Deps } from '../deps.ts';
import { type MatchedEnterprise, matchSegment, type PolicyRun, type RunTally } from './match-segment.ts';
import { openApplications } from './open-applications.ts';
import { openSegments } from './open-segments.ts';

export const matchListKey = (sliceId: string): string => `matches/${sliceId}.json`;

/** Safe to repeat until done: opening an application twice is opening it once. */
export async function matchSlice(deps: Deps, sliceId: string): Promise<MatchSlice | undefined> {
  const slice = await deps.store.read('match-slice', sliceId);
  if (!slice || slice.state === 'done') return undefined;
  const { version, compiled } = await deps.policies.version(slice.policyId, slice.policyVersion);
  const run = { compiled, catalogue: await deps.policies.catalogue(), asOfDay: parseDay(slice.asOf) ?? 0 };
  const { tally, work } = await runOver(deps, run, slice);
  const isAutomatic = version.document.mode === 'automatic';
  const opened = isAutomatic ? await openApplications(deps, slice.policyId, usccsOf(tally.fitting)) : 0;
  await deps.files.put('files', matchListKey(slice.id), JSON.stringify(tally.fitting), {
    contentType: 'application/json',
  });
  return finish(deps, {
    ...slice,
    version: slice.version + 1,
    state: 'done',
    byDistrict: tally.byDistrict,
    bySize: tally.bySize,
    work,
    opened,
    doneAt: instantOf(deps.clock),
  });
}

const usccsOf = (fitting: readonly MatchedEnterprise[]): string[] => fitting.map(({ uscc }) => uscc);

/** Segment by segment; no columns are held any more when it returns. */
async function runOver(
  deps: Deps,
  run: PolicyRun,
  { slice, asOf }: MatchSlice,
): Promise<{ tally: RunTally; work: MatchWork }> {
  const tally: RunTally = { byDistrict: {}, bySize: {}, fitting: [], byColumns: 0, byRow: 0 };
  let changed = 0;
  let builtAt: string | undefined;
  for await (const open of openSegments(deps, { today: asOf, slice })) {
    await matchSegment(deps, run, open, tally);
    changed += open.changed;
    if (builtAt === undefined || open.builtAt < builtAt) builtAt = open.builtAt;
  }
  const besideColumns = itemsBesideColumns(run.compiled.program).map(({ key }) => key);
  const { byColumns, byRow } = tally;
  return {
    tally,
    work: { byColumns, byRow, besideColumns, changed, ...(builtAt !== undefined && { builtAt }) },
  };
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
