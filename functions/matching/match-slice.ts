// Use case: match one slice of the register with one policy version; an automatic policy applies for those that may fit.
import * as z from 'zod';
import { applicationId } from '../../core/application/application.ts';
import { periodOf } from '../../core/application/submit-application.ts';
import { parseDay } from '../../core/kernel/day.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { fenSchema, usccSchema } from '../../core/kernel/schema.ts';
import { itemsBesideColumns } from '../../core/matching/match-columns.ts';
import type { MatchSlice, MatchWork } from '../../core/matching/match-slice.ts';
import type { PolicyVersion } from '../../core/policy/policy.ts';
import { instantOf, SYSTEM, type Deps } from '../deps.ts';
import { actsOn } from './match-changes.ts';
import { type MatchedEnterprise, matchSegment, type PolicyRun, type RunTally } from './match-segment.ts';
import { openApplications } from './open-applications.ts';
import { openSegments } from './open-segments.ts';

/** Who fits or may fit, by run: the list of a run before stays, to tell who is new. */
export const matchListKey = (sliceId: string, run = 1): string =>
  run === 1 ? `matches/${sliceId}.json` : `matches/${sliceId}.${run}.json`;

/** Of a later run: those who did not fit before. */
export const newlyListKey = (sliceId: string, run: number): string => `matches/${sliceId}.${run}.new.json`;

const listSchema = z.array(
  z.strictObject({
    uscc: usccSchema,
    outcome: z.enum(['eligible', 'unknown']),
    amountFen: fenSchema.nullable(),
  }),
);

/** Whom a slice's run found, in the order of their codes; none where the list is lost. */
export async function readMatchList(
  { files }: Pick<Deps, 'files'>,
  sliceId: string,
  run = 1,
): Promise<MatchedEnterprise[]> {
  const content = await files.get('files', matchListKey(sliceId, run));
  return content ? listSchema.parse(JSON.parse(new TextDecoder().decode(content))) : [];
}

/** Safe to repeat until done: opening an application twice is opening it once. */
export async function matchSlice(deps: Deps, sliceId: string): Promise<MatchSlice | undefined> {
  const slice = await deps.store.read('match-slice', sliceId);
  if (!slice || slice.state === 'done') return undefined;
  // The catalogue first: after a new one, versions are compiled anew.
  const catalogue = await deps.policies.catalogue();
  const { version, compiled } = await deps.policies.version(slice.policyId, slice.policyVersion);
  const run = { compiled, catalogue, asOfDay: parseDay(slice.asOf) ?? 0 };
  const { tally, work } = await runOver(deps, run, slice);
  const fresh = slice.run === undefined ? tally.fitting : await newlyFitting(deps, slice, tally.fitting);
  const isAutomatic = version.document.mode === 'automatic';
  const opened = isAutomatic
    ? await openApplications(deps, slice.policyId, await toOpen(deps, slice, version, fresh))
    : 0;
  await putList(deps, matchListKey(slice.id, slice.run), tally.fitting);
  if (slice.run !== undefined) await putList(deps, newlyListKey(slice.id, slice.run), fresh);
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

const putList = (deps: Deps, key: string, list: readonly MatchedEnterprise[]): Promise<void> =>
  deps.files.put('files', key, JSON.stringify(list), { contentType: 'application/json' });

async function newlyFitting(
  deps: Deps,
  { id, run = 1 }: MatchSlice,
  fitting: readonly MatchedEnterprise[],
): Promise<MatchedEnterprise[]> {
  const before = new Set((await readMatchList(deps, id, run - 1)).map(({ uscc }) => uscc));
  return fitting.filter(({ uscc }) => !before.has(uscc));
}

/**
 * Matched again, only firms without an application are applied for, while the policy takes them: who was refused or withdrew since
 * stays as it is.
 */
async function toOpen(
  deps: Deps,
  { policyId, asOf, run }: MatchSlice,
  { document }: PolicyVersion,
  fresh: readonly MatchedEnterprise[],
): Promise<string[]> {
  const usccs = fresh.map(({ uscc }) => uscc);
  if (run === undefined) return usccs;
  const policy = await deps.policies.head(policyId);
  if (!policy || !actsOn({ policy, document }, deps.clock.today())) return [];
  const period = periodOf(document, asOf);
  const standing = await deps.store.readMany(
    'application',
    usccs.map((uscc) => applicationId(policyId, uscc, period)),
  );
  return usccs.filter((_, index) => standing[index] === undefined);
}

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
