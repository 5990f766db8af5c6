// Use case: what is to be given back is cut from payments that have not left, in as many transactions as it takes; the rest is owed.
import type { Application } from '../../core/application/application.ts';
import type { Leg } from '../../core/disbursement/claim.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { fen, type Fen } from '../../core/kernel/fen.ts';
import { sumOf } from '../../core/ledger/transfer.ts';
import { excessFen, openReceivable, type Recovery } from '../../core/recovery/recovery.ts';
import { firstStep, restOf, takeBack, type TakenBack } from '../../core/recovery/take-back.ts';
import { SYSTEM, type Deps } from '../deps.ts';
import { commitRecovery, findRecovery } from './commit-recovery.ts';
import { claimsOf, standingAward } from './preview-adjustment.ts';
import { recoveriesOf } from './recoveries-of.ts';

const NOTHING: TakenBack = { legs: [], transfers: [], shares: [] };
const PAGE = 500;
const RACES_MAX = 5;
/** Some seconds' worth. */
const STEPS_MAX = 200;

/** Who acts, and how far one call goes. */
interface Taking {
  readonly by: string;
  readonly notMadeBy?: string | undefined;
  /** A list of ten thousand takes hundreds of steps: the next sweep goes on. */
  readonly stepsMax?: number;
}

/**
 * Step by step, each as one commit that says what is taken so far: until the last of them the adjustment is `taking-back` and
 * nothing is owed yet. Before the first, all of it must be possible. What is begun is ended: a payment that moved meanwhile is
 * looked at again, one that left is waited for.
 * @param recovery the next version, not yet committed
 * @returns what stands now; `taking-back` when a payment left after the first step, or the call has gone far enough
 * @throws Fault unprocessable (`payment-under-way`) before anything was taken | lost-race
 */
export async function takeBackInSteps(deps: Deps, recovery: Recovery, taking: Taking): Promise<Recovery> {
  const progress: Progress = {
    next: recovery,
    isBegun: recovery.state === 'taking-back',
    left: taking.stepsMax ?? STEPS_MAX,
  };
  for (let races = 0; ;) {
    const { left } = progress;
    try {
      return await takePlanned(deps, progress, taking);
    } catch (error) {
      if (!progress.isBegun || !(error instanceof Fault)) throw error;
      const stored = await findRecovery(deps, recovery.id);
      if (error.detail.reason === 'payment-under-way' || stored.state !== 'taking-back') return stored;
      races = progress.left < left ? 0 : races + 1;
      if (error.code !== 'lost-race' || races > RACES_MAX) throw error;
      progress.next = following(stored);
    }
  }
}

interface Progress {
  next: Recovery;
  isBegun: boolean;
  /** How many steps this call still takes. */
  left: number;
}

const following = (stored: Recovery): Recovery => ({ ...stored, version: stored.version + 1 });

/**
 * What is read once holds for all its steps: each commit checks the legs that it changes, and the award, which each of them raises.
 * @returns what was committed last, or what stands where a first version was asked for before
 */
async function takePlanned(deps: Deps, progress: Progress, { by, notMadeBy }: Taking): Promise<Recovery> {
  let application = await deps.store.read('application', progress.next.applicationId);
  let rest = await whatIsTaken(deps, progress.next, application);
  for (;;) {
    const step = firstStep(rest);
    const isWhole = step === rest;
    const opened = opens(progress.next, step, isWhole);
    const isCommitted = await commitRecovery(deps, opened.recovery, {
      by,
      ...(notMadeBy !== undefined && { notMadeBy }),
      type: isWhole ? 'recovery.decided' : 'recovery.taking-back',
      transfers: [...step.transfers, ...opened.transfers],
      legs: step.legs,
      application,
    });
    if (!isCommitted)
      return (await deps.store.read('recovery', progress.next.id)) ?? Promise.reject(new Fault('lost-race'));
    progress.isBegun = true;
    progress.left -= 1;
    if (isWhole || progress.left <= 0) return opened.recovery;
    progress.next = following(opened.recovery);
    rest = restOf(rest, step);
    application = application && { ...application, version: application.version + 1 };
  }
}

/** The adjustment after a step: half taken back, or, with the last one, owed. */
function opens(recovery: Recovery, { transfers, shares }: TakenBack, isWhole: boolean) {
  const takenFen = fen((recovery.takenFen ?? 0) + sumOf(transfers));
  if (!isWhole) return { recovery: { ...recovery, state: 'taking-back' as const, takenFen }, transfers: [] };
  return openReceivable({ ...recovery, ...(recovery.takenFen !== undefined && { takenFen }) }, [...shares]);
}

/** Goes on where it stopped. @throws Fault lost-race */
export const resumeTakeBack = (deps: Deps, stored: Recovery, stepsMax?: number): Promise<Recovery> =>
  takeBackInSteps(deps, following(stored), { by: SYSTEM, ...(stepsMax !== undefined && { stepsMax }) });

/** Ends what was left half taken back: by a crash, or because a payment was with the bank. A lost race comes with the next sweep. */
export async function resumeTakeBacks(deps: Deps, stepsMax?: number): Promise<void> {
  const { items } = await deps.store.list('recovery', { by: 'state', group: 'taking-back', limit: PAGE });
  for (const recovery of items)
    await resumeTakeBack(deps, recovery, stepsMax).catch((error: unknown) => {
      if (!(error instanceof Fault) || !error.retryable) throw error;
    });
}

async function whatIsTaken(
  deps: Deps,
  recovery: Recovery,
  application: Application | undefined,
): Promise<TakenBack> {
  const standing = (application && (await standingAward(deps, application))) ?? fen(0);
  const amountFen = excessFen(recovery, standing);
  if (!application || amountFen === 0) return NOTHING;
  const claims = await claimsOf(deps, application);
  const legs = (
    await deps.store.readMany(
      'leg',
      claims.flatMap(({ legIds }) => legIds),
    )
  ).filter((leg): leg is Leg => leg !== undefined);
  return takeBack(legs, amountFen, recovery.id, await owedByBudget(deps, recovery));
}

/** What other adjustments of the same award claim already. */
async function owedByBudget(deps: Deps, recovery: Recovery): Promise<Map<string, Fen>> {
  const owed = new Map<string, Fen>();
  for (const other of await recoveriesOf(deps, recovery.uscc))
    if (other.applicationId === recovery.applicationId && other.id !== recovery.id)
      for (const { budgetId, amountFen } of other.shares)
        owed.set(budgetId, fen((owed.get(budgetId) ?? 0) + amountFen));
  return owed;
}
