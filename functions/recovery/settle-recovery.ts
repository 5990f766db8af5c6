// Use cases: the hearing's outcome, repayments, offsets where the policy allows them, and the refund's return to the budget.
import type { Leg } from '../../core/disbursement/claim.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { fen, minFen, type Fen } from '../../core/kernel/fen.ts';
import {
  decideHearing,
  openReceivable,
  owedFen,
  repay,
  repaidFen,
  restore,
  type Hearing,
  type Recovery,
} from '../../core/recovery/recovery.ts';
import { takeBack, type TakenBack } from '../../core/recovery/take-back.ts';
import { hashName } from '../../core/disbursement/end-to-end-id.ts';
import { instantOf, type Deps } from '../deps.ts';
import { commitRecovery, findRecovery } from './commit-recovery.ts';
import { claimsOf, offsetReference, standingAward } from './preview-adjustment.ts';

const NOTHING: TakenBack = { legs: [], transfers: [], shares: [] };

/**
 * Takes back no more than is still too much: another adjustment of the same award may have come first.
 * @throws Fault forbidden for who proposed it | unprocessable (`payment-under-way`) | lost-race
 */
export async function hear(deps: Deps, id: string, hearing: Hearing, by: string): Promise<Recovery> {
  const recovery = await findRecovery(deps, id);
  const application = await deps.store.read('application', recovery.applicationId);
  const standing = (application && (await standingAward(deps, application))) ?? fen(0);
  const excessFen = minFen(fen(-recovery.differenceFen), fen(standing - recovery.correctFen));
  const back =
    hearing.outcome === 'uphold' && excessFen > 0 ? await whatIsTaken(deps, recovery, excessFen) : NOTHING;
  const decided = decideHearing(recovery, hearing, [...back.shares], by, instantOf(deps.clock));
  await commitRecovery(deps, decided.recovery, {
    type: 'recovery.decided',
    by,
    notMadeBy: by,
    transfers: [...back.transfers, ...decided.transfers],
    legs: back.legs,
    application,
  });
  return decided.recovery;
}

async function whatIsTaken(deps: Deps, recovery: Recovery, amountFen: Fen): Promise<TakenBack> {
  const application = await deps.store.read('application', recovery.applicationId);
  const claims = application ? await claimsOf(deps, application) : [];
  const legs = (
    await deps.store.readMany(
      'leg',
      claims.flatMap(({ legIds }) => legIds),
    )
  ).filter((leg): leg is Leg => leg !== undefined);
  return takeBack(legs, amountFen, recovery.id, await owedByBudget(deps, recovery));
}

/** What other adjustments of the same award claim already. */
async function owedByBudget(deps: Deps, recovery: Recovery): Promise<Map<string, number>> {
  const { items } = await deps.store.list('recovery', { by: 'owner', group: recovery.uscc, limit: 1000 });
  const owed = new Map<string, number>();
  for (const other of items)
    if (other.applicationId === recovery.applicationId && other.id !== recovery.id)
      for (const { budgetId, amountFen } of other.shares)
        owed.set(budgetId, (owed.get(budgetId) ?? 0) + amountFen);
  return owed;
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
  const back = await whatIsTaken(deps, recovery, amountFen);
  const opened = openReceivable(recovery, [...back.shares]);
  await commitRecovery(deps, opened.recovery, {
    type: 'recovery.decided',
    by,
    transfers: [...back.transfers, ...opened.transfers],
    legs: back.legs,
    application,
  });
  return (await deps.store.read('recovery', id)) ?? Promise.reject(new Fault('lost-race'));
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
