// Use case: what is to be given back is cut from payments that have not left, in as many transactions as it takes; the rest is owed.
import type { Application } from '../../core/application/application.ts';
import type { Leg } from '../../core/disbursement/claim.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { fen, type Fen } from '../../core/kernel/fen.ts';
import { sumOf } from '../../core/ledger/transfer.ts';
import { excessFen, openReceivable, type Recovery } from '../../core/recovery/recovery.ts';
import { firstStep, takeBack, type TakenBack } from '../../core/recovery/take-back.ts';
import { SYSTEM, type Deps } from '../deps.ts';
import { commitRecovery, findRecovery } from './commit-recovery.ts';
import { claimsOf, standingAward } from './preview-adjustment.ts';
import { recoveriesOf } from './recoveries-of.ts';

const NOTHING: TakenBack = { legs: [], transfers: [], shares: [] };
const PAGE = 500;
const RACES_MAX = 5;

/**
 * Step by step, each as one commit that says what is taken so far: until the last of them the adjustment is `taking-back` and
 * nothing is owed yet. Before the first, all of it must be possible.
 * @param recovery the next version, not yet committed
 * @returns what stands now; `taking-back` when a payment left after the first step
 * @throws Fault unprocessable (`payment-under-way`) before anything was taken | lost-race
 */
export async function takeBackInSteps(
  deps: Deps,
  recovery: Recovery,
  by: string,
  notMadeBy?: string,
): Promise<Recovery> {
  const acts = { by, ...(notMadeBy !== undefined && { notMadeBy }) };
  let next = recovery;
  for (let races = 0; ;) {
    try {
      const taken = await takeStep(deps, next, acts);
      if (taken.state !== 'taking-back') return taken;
      next = { ...taken, version: taken.version + 1 };
      races = 0;
    } catch (error) {
      // What was begun is ended: a payment that moved meanwhile is looked at again, one that left is waited for.
      if (next.state !== 'taking-back' || !(error instanceof Fault)) throw error;
      const stored = await findRecovery(deps, next.id);
      if (error.detail.reason === 'payment-under-way' || stored.state !== 'taking-back') return stored;
      if (error.code !== 'lost-race' || races >= RACES_MAX) throw error;
      races += 1;
      next = { ...stored, version: stored.version + 1 };
    }
  }
}

/** @returns what was committed, or what stands where a first version was asked for before */
async function takeStep(
  deps: Deps,
  recovery: Recovery,
  acts: { readonly by: string; readonly notMadeBy?: string },
): Promise<Recovery> {
  const application = await deps.store.read('application', recovery.applicationId);
  const back = await whatIsTaken(deps, recovery, application);
  const step = firstStep(back);
  const takenFen = fen((recovery.takenFen ?? 0) + sumOf(step.transfers));
  const isWhole = step === back;
  const { recovery: next, transfers } = isWhole
    ? openReceivable({ ...recovery, ...(recovery.takenFen !== undefined && { takenFen }) }, [...back.shares])
    : { recovery: { ...recovery, state: 'taking-back' as const, takenFen }, transfers: [] };
  const isCommitted = await commitRecovery(deps, next, {
    ...acts,
    type: isWhole ? 'recovery.decided' : 'recovery.taking-back',
    transfers: [...step.transfers, ...transfers],
    legs: step.legs,
    application,
  });
  if (isCommitted) return next;
  return (await deps.store.read('recovery', next.id)) ?? Promise.reject(new Fault('lost-race'));
}

/** Goes on where it stopped. @throws Fault lost-race */
export const resumeTakeBack = (deps: Deps, stored: Recovery): Promise<Recovery> =>
  takeBackInSteps(deps, { ...stored, version: stored.version + 1 }, SYSTEM);

/** Ends what was left half taken back: by a crash, or because a payment was with the bank. A lost race comes with the next sweep. */
export async function resumeTakeBacks(deps: Deps): Promise<void> {
  const { items } = await deps.store.list('recovery', { by: 'state', group: 'taking-back', limit: PAGE });
  for (const recovery of items)
    await resumeTakeBack(deps, recovery).catch((error: unknown) => {
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
