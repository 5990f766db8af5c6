// Use cases: the hearing's outcome, repayments, offsets where the policy allows them, and the refund's return to the budget.
import { Fault } from '../../core/kernel/fault.ts';
import { fen, minFen, type Fen } from '../../core/kernel/fen.ts';
import {
  decideHearing,
  owedFen,
  repay,
  repaidFen,
  restore,
  type Hearing,
  type Recovery,
} from '../../core/recovery/recovery.ts';
import { takeBack } from '../../core/recovery/take-back.ts';
import { hashName } from '../../core/disbursement/end-to-end-id.ts';
import { instantOf, type Deps } from '../deps.ts';
import { commitRecovery, findRecovery } from './commit-recovery.ts';
import { offsetReference, standingAward } from './preview-adjustment.ts';
import { resumeTakeBack, takeBackInSteps } from './take-back-in-steps.ts';

/**
 * What is upheld is taken back at once; what a crash, or a payment that left meanwhile, kept from being taken back whole goes on
 * when the hearing is asked for again, or with the next sweep.
 * @throws Fault forbidden for who proposed it | unprocessable (`payment-under-way`) | lost-race
 */
export async function hear(deps: Deps, id: string, hearing: Hearing, by: string): Promise<Recovery> {
  const recovery = await findRecovery(deps, id);
  if (recovery.state === 'taking-back' && hearing.outcome === 'uphold') return resumeTakeBack(deps, recovery);
  const decided = decideHearing(recovery, hearing, by, instantOf(deps.clock));
  if (decided.state !== 'dropped') return takeBackInSteps(deps, decided, { by, notMadeBy: by });
  await commitRecovery(deps, decided, { type: 'recovery.decided', by, notMadeBy: by });
  return decided;
}

export interface SelfCorrection {
  readonly applicationId: string;
  readonly amountFen: Fen;
  readonly reason: string;
}

/** An enterprise says itself that it got too much: no notice is needed, it owes from now on. @throws Fault unprocessable */
export async function correctOneself(
  deps: Deps,
  { applicationId, amountFen, reason }: SelfCorrection,
  by: string,
  requestId: string,
): Promise<Recovery> {
  const id = `R${hashName('recovery/1', [requestId, applicationId])}`;
  const standing = await deps.store.read('recovery', id);
  if (standing) return standing;
  const application = await deps.store.read('application', applicationId);
  const claimedFen = application && (await standingAward(deps, application));
  if (!application || claimedFen === undefined)
    throw new Fault('not-found', { reason: 'claim', zh: '没有这项兑付', en: 'No such award' });
  if (amountFen > claimedFen)
    throw new Fault('unprocessable', {
      reason: 'too-much',
      zh: `该项兑付现为 ${claimedFen} 分`,
      en: `The award stands at ${claimedFen} fen`,
    });
  const at = instantOf(deps.clock);
  const recovery: Recovery = {
    id,
    version: 1,
    state: 'proposed',
    cause: 'self-correction',
    reason,
    applicationId,
    policyId: application.policyId,
    policyVersion: application.policyVersion,
    uscc: application.uscc,
    claimedFen,
    correctFen: fen(claimedFen - amountFen),
    differenceFen: fen(-amountFen),
    proposedBy: by,
    proposedAt: at,
    shares: [],
    repayments: [],
    restoredFen: fen(0),
  };
  return takeBackInSteps(deps, recovery, { by });
}

/** Money that came in, by the bank's reference: entered twice it is entered once. @throws Fault unprocessable | conflict */
export async function enterRepayment(
  deps: Deps,
  id: string,
  { reference, amountFen }: { reference: string; amountFen: Fen },
  by: string,
): Promise<Recovery> {
  const recovery = await findRecovery(deps, id);
  const entered = repay(recovery, { reference, kind: 'repaid', amountFen, by, at: instantOf(deps.clock) });
  if (entered === 'repeated') return recovery;
  await commitRecovery(deps, entered.recovery, {
    type: 'recovery.repaid',
    by,
    transfers: entered.transfers,
  });
  return entered.recovery;
}

/**
 * Keeps what is owed from a later award of the same enterprise that has not left yet.
 * @throws Fault unprocessable (`offset-not-allowed`, `nothing-to-offset`)
 */
export async function offset(deps: Deps, id: string, legId: string, by: string): Promise<Recovery> {
  const recovery = await findRecovery(deps, id);
  const { version } = await deps.policies.version(recovery.policyId, recovery.policyVersion);
  if (!version.document.recovery.offset)
    throw new Fault('unprocessable', {
      reason: 'offset-not-allowed',
      zh: '该政策不允许从后续兑付中抵扣',
      en: 'The policy does not allow what is owed to be kept from later awards',
    });
  const leg = await deps.store.read('leg', legId);
  const fits =
    leg?.uscc === recovery.uscc &&
    (leg.applicationId ?? leg.claimId) !== recovery.applicationId &&
    (leg.state === 'reserved' || leg.state === 'returned') &&
    leg.payeeId === undefined;
  if (!leg || !fits)
    throw new Fault('unprocessable', {
      reason: 'nothing-to-offset',
      zh: '这笔付款不能用于抵扣',
      en: 'This payment cannot be used to offset what is owed',
    });
  const amountFen = minFen(leg.amountFen, owedFen(recovery));
  const at = instantOf(deps.clock);
  const kept = takeBack([leg], amountFen, `${recovery.id}-${recovery.version}`);
  const entered = repay(recovery, { reference: offsetReference(leg.id), kind: 'offset', amountFen, by, at });
  if (entered === 'repeated') return recovery;
  await commitRecovery(deps, entered.recovery, {
    type: 'recovery.repaid',
    by,
    transfers: [...kept.transfers, ...entered.transfers],
    legs: kept.legs,
  });
  return entered.recovery;
}

/** @throws Fault unprocessable (`later-year`) when the refund came after the budget's year: it is the treasury's */
export async function restoreToBudget(deps: Deps, id: string, by: string): Promise<Recovery> {
  const recovery = await findRecovery(deps, id);
  const budgets = await deps.store.readMany(
    'budget',
    recovery.shares.map(({ budgetId }) => budgetId),
  );
  const year = Number(deps.clock.today().slice(0, 4));
  if (repaidFen(recovery) > 0 && budgets.some((budget) => budget && budget.fiscalYear < year))
    throw new Fault('unprocessable', {
      reason: 'later-year',
      zh: '跨年度退回的资金上缴国库，不恢复指标',
      en: 'A refund of an earlier year goes to the treasury and restores no budget',
    });
  const restored = restore(recovery, by);
  await commitRecovery(deps, restored.recovery, {
    type: 'recovery.restored',
    by,
    transfers: restored.transfers,
  });
  return restored.recovery;
}
