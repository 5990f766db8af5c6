// Use case: a trial reads the register slice by slice, keeps what each slice adds, and ends with one report; it opens nothing.
import type { Job } from '../../core/enterprise/job.ts';
import { parseDay } from '../../core/kernel/day.ts';
import { Fault, FAULTS } from '../../core/kernel/fault.ts';
import { trialDayOf } from '../../core/policy/change-parameter.ts';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import {
  addSketch,
  emptySketch,
  profileOf,
  type ProfileSketch,
  sketchSegment,
} from '../../core/policy/register-profile.ts';
import { reportTrial, type TrialSums } from '../../core/policy/report-trial.ts';
import type { Trial } from '../../core/policy/trial.ts';
import {
  addBasePart,
  baseCounter,
  emptyBasePart,
  planTrial,
  type BasePart,
  type TrialPlan,
} from '../../core/policy/trial-pass.ts';
import type { TrialReport } from '../../core/policy/trial-report.ts';
import {
  addWhatIfPart,
  emptyWhatIfPart,
  valuesToTry,
  whatIfCounter,
  type TriedValue,
  type WhatIfPart,
} from '../../core/policy/trial-what-if.ts';
import type { Catalogue } from '../../core/rules/catalogue.ts';
import { buildProgram } from '../../core/rules/build-program.ts';
import type { Program } from '../../core/rules/program.ts';
import type { Facts } from '../../core/rules/evaluation.ts';
import { factsAt, type Segment } from '../../core/rules/match/segment.ts';
import { instantOf, SYSTEM, type Deps } from '../deps.ts';
import { openSegments } from '../matching/open-segments.ts';
import { REGISTER_SLICES } from '../../core/enterprise/register-slice.ts';
import { firmsCsv } from './list-trial-firms.ts';
import { PROFILE_KEY } from './load-surroundings.ts';
import { TRIAL_FIRMS, TRIAL_REPORT } from './show-trial.ts';
import { readTrialInput, trialFile, trialJob, type TrialInput } from './start-trial.ts';

type RunDeps = Pick<Deps, 'store' | 'files' | 'clock' | 'policies'>;

/** One trial under way. */
interface Running {
  readonly trial: Trial;
  readonly job: Job;
  readonly input: TrialInput;
  readonly catalogue: Catalogue;
  readonly plan: TrialPlan;
}

/**
 * Safe to repeat: what an earlier attempt counted is not counted again, and one that is done is left alone.
 * @throws Fault not-found when nobody asked for it, and what is transient; what is wrong with the trial is its answer
 */
export async function runTrial(deps: RunDeps, trialId: string): Promise<Trial | undefined> {
  const trial = await deps.store.read('trial', trialId);
  if (!trial) throw new Fault('not-found', { reason: 'trial', evidence: { trialId } });
  if (trial.state === 'done' || trial.state === 'failed') return undefined;
  try {
    const running = await begin(deps, trial);
    const { base, sketch } = await readBase(deps, running);
    await writeProfile(deps, trial, sketch);
    const tried = triedIn(running, base);
    const whatIfs = await readWhatIfs(deps, running, tried, base.firms);
    return await end(deps, running, { base, tried, whatIfs });
  } catch (error) {
    if (!(error instanceof Fault) || error.retryable) throw error;
    return fail(deps, trial, error);
  }
}

async function begin(deps: RunDeps, trial: Trial): Promise<Running> {
  const input = await readTrialInput(deps, trial.id);
  const catalogue = await deps.policies.catalogue();
  const program = programOf(input.document, catalogue);
  const { against } = input;
  // An older version may be over on the day: its rules are then read as on its last one.
  const other = against && {
    program: programOf(against.document, catalogue),
    asOfDay: dayNumber(trialDayOf(against.document, trial.day)),
  };
  const job: Job = { ...trialJob(trial), state: 'running' };
  return { trial, job, input, catalogue, plan: planTrial(program, dayNumber(trial.day), catalogue, other) };
}

const dayNumber = (day: string): number => parseDay(day) ?? 0;

/** @throws Fault invalid when the catalogue no longer fits the rules */
function programOf(document: PolicyDocument, catalogue: Catalogue): Program {
  const { program, errors } = buildProgram(document, catalogue);
  if (program) return program;
  throw new Fault('invalid', { reason: 'policy-rules', fields: errors });
}

interface FirstReading {
  readonly base: BasePart;
  readonly sketch: ProfileSketch;
}

async function readBase(deps: RunDeps, running: Running): Promise<FirstReading> {
  const { plan, input } = running;
  const readings = input.sweep || input.whatIfs.length > 0 ? 2 : 1;
  const sum = emptyBasePart(plan);
  const sketch = emptySketch();
  for (let slice = 0; slice < REGISTER_SLICES; slice += 1) {
    const part = await keptPart(deps, running, `base-${slice}`, async () => {
      const fresh: FirstReading = { base: emptyBasePart(plan), sketch: emptySketch() };
      const count = baseCounter(plan, fresh.base);
      await eachFirm(deps, running, slice, count, (segment) =>
        addSketch(fresh.sketch, sketchSegment(segment)),
      );
      return fresh;
    });
    addBasePart(sum, part.base);
    addSketch(sketch, part.sketch);
    const expected = Math.round((sum.firms * REGISTER_SLICES) / (slice + 1));
    await progress(deps, running, sum.firms, expected * readings);
  }
  return { base: sum, sketch };
}

/** The register was read whole, so the checker may know how far its items go. */
async function writeProfile(deps: RunDeps, { asOf }: Trial, sketch: ProfileSketch): Promise<void> {
  const profile = profileOf(sketch, { asOf, builtAt: instantOf(deps.clock) });
  const file = { contentType: 'application/json' };
  await deps.files.put('files', PROFILE_KEY, JSON.stringify(profile), file);
}

function triedIn({ input, plan, catalogue, trial }: Running, base: BasePart): TriedValue[] {
  const sweep = input.sweep ? { watches: plan.watches, ranks: base.ranks } : undefined;
  return valuesToTry(input.document, plan.program, catalogue, trial.day, input.whatIfs, sweep);
}

/** The second reading: what the values do is told from the first one's answer, firm by firm. */
async function readWhatIfs(
  deps: RunDeps,
  running: Running,
  tried: readonly TriedValue[],
  firms: number,
): Promise<WhatIfPart> {
  const sum = emptyWhatIfPart(tried.length);
  if (tried.length === 0) return sum;
  const { input, catalogue, trial, plan } = running;
  for (let slice = 0; slice < REGISTER_SLICES; slice += 1) {
    const part = await keptPart(deps, running, `what-if-${slice}`, async () => {
      const fresh = emptyWhatIfPart(tried.length);
      const count = whatIfCounter(input.document, catalogue, trial.day, plan.rules, tried, fresh);
      await eachFirm(deps, running, slice, count);
      return fresh;
    });
    addWhatIfPart(sum, part);
    await progress(deps, running, firms + sum.firms, 2 * firms);
  }
  return sum;
}

/** What a slice adds, counted once: an attempt after a kill finds it in its file. */
async function keptPart<T>(
  deps: RunDeps,
  { trial }: Running,
  name: string,
  count: () => Promise<T>,
): Promise<T> {
  const key = trialFile(trial.id, `parts/${name}.json`);
  const kept = await deps.files.get('files', key);
  if (kept) return JSON.parse(new TextDecoder().decode(kept)) as T;
  const part = await count();
  await deps.files.put('files', key, JSON.stringify(part), { contentType: 'application/json' });
  return part;
}

async function eachFirm(
  deps: RunDeps,
  { trial, plan }: Running,
  slice: number,
  take: (facts: Facts, uscc: string) => void,
  look: (segment: Segment) => void = () => undefined,
): Promise<void> {
  for await (const { segment, usccs } of openSegments(deps, { today: trial.asOf, slice })) {
    look(segment);
    const columns = new Map([...segment.columns].filter(([key]) => plan.keys.has(key)));
    const read = { rows: segment.rows, columns };
    for (let row = 0; row < segment.rows; row += 1) take(factsAt(read, row), usccs.at(row));
  }
}

/** Rows are firms read: with what-ifs the register is read twice. */
async function progress(deps: RunDeps, { job }: Running, rowsDone: number, rowsTotal: number): Promise<void> {
  await deps.store.put('job', [{ ...job, updatedAt: instantOf(deps.clock), rowsDone, rowsTotal }]);
}

async function end(deps: RunDeps, running: Running, sums: TrialSums): Promise<Trial | undefined> {
  const { trial, input, catalogue, plan } = running;
  const { day, asOf, hash, id } = trial;
  const subject = { document: input.document, hash, day, asOf, catalogue, plan };
  const report = reportTrial({ ...subject, ...(input.against && { against: input.against }) }, sums);
  const { difference } = sums.base;
  if (difference) {
    const csv = await firmsCsv(deps, plan.district, difference);
    await deps.files.put('files', trialFile(id, TRIAL_FIRMS), csv, {
      contentType: 'text/csv; charset=utf-8',
    });
  }
  const file = { contentType: 'application/json' };
  await deps.files.put('files', trialFile(id, TRIAL_REPORT), JSON.stringify(report), file);
  const rows = sums.base.firms + sums.whatIfs.firms;
  return finish(deps, running.job, { ...trial, state: 'done', headline: headlineOf(report) }, rows);
}

function headlineOf({ firms, totals }: TrialReport): NonNullable<Trial['headline']> {
  const { eligible, unknown, ineligible, amountFen, possibleFen } = totals;
  return { firms, eligible, unknown, ineligible, amountFen, possibleFen };
}

function fail(deps: RunDeps, trial: Trial, fault: Fault): Promise<Trial | undefined> {
  const words = FAULTS[fault.code];
  const { reason = fault.code, zh = words.zh, en = words.en } = fault.detail;
  return finish(deps, trialJob(trial), { ...trial, state: 'failed', problem: { reason, zh, en } }, 0);
}

/** The end is committed once: whoever comes second leaves what the first wrote. */
async function finish(deps: RunDeps, job: Job, ended: Trial, rowsDone: number): Promise<Trial | undefined> {
  const at = instantOf(deps.clock);
  const next: Trial = { ...ended, version: ended.version + 1, updatedAt: at };
  const { state, problem } = next;
  await deps.store.put('job', [
    {
      ...job,
      state: state === 'failed' ? 'failed' : 'done',
      updatedAt: at,
      rowsDone,
      rowsTotal: rowsDone,
      ...(problem && { problem }),
    },
  ]);
  const result = await deps.store.commit({
    replaces: [{ kind: 'trial', entity: next }],
    event: {
      subject: `trial:${next.id}`,
      seq: next.version,
      type: 'trial.finished',
      at,
      by: SYSTEM,
      data: { trialId: next.id, policyId: next.policyId, state },
    },
  });
  return result.committed ? next : undefined;
}
