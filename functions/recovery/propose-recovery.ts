// Use cases: a person proposes adjustments from a preview; a second one approves: a supplement is reserved, or a notice goes out.
import { hashName } from '../../core/disbursement/end-to-end-id.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { fen } from '../../core/kernel/fen.ts';
import { supplement } from '../../core/recovery/supplement.ts';
import { assertSecondPerson, assertState, notice, type Recovery } from '../../core/recovery/recovery.ts';
import { budgetIdsOf } from '../../core/disbursement/split-by-funding.ts';
import { movesOf } from '../../core/ledger/transfer.ts';
import { instantOf, SYSTEM, type Deps } from '../deps.ts';
import { readBoard } from '../payment/place-hold.ts';
import { commitRecovery, findRecovery } from './commit-recovery.ts';
import { previewAdjustment, supplementId, type AdjustmentQuery } from './preview-adjustment.ts';

export interface Proposal extends AdjustmentQuery {
  readonly reason: string;
}

/** One adjustment for each difference; the same request twice proposes once. @throws Fault as the preview */
export async function proposeRecoveries(
  deps: Deps,
  proposal: Proposal,
  by: string,
  requestId: string,
): Promise<Recovery[]> {
  const { differences } = await previewAdjustment(deps, proposal);
  const at = instantOf(deps.clock);
  const proposed: Recovery[] = [];
  for (const difference of differences) {
    if (difference.differenceFen === 0) continue;
    const { applicationId, uscc, claimedFen, correctFen, differenceFen, policyVersion } = difference;
    const recovery: Recovery = {
      id: `R${hashName('recovery/1', [requestId, applicationId])}`,
      version: 1,
      state: 'proposed',
      cause: proposal.cause,
      reason: proposal.reason,
      applicationId,
      policyId: proposal.policyId,
      policyVersion,
      uscc,
      claimedFen,
      correctFen,
      differenceFen,
      proposedBy: by,
      proposedAt: at,
      shares: [],
      repayments: [],
      restoredFen: fen(0),
    };
    await commitRecovery(deps, recovery, { type: 'recovery.proposed', by });
    proposed.push((await deps.store.read('recovery', recovery.id)) ?? recovery);
  }
  return proposed;
}

/** @throws Fault forbidden for who proposed it | unprocessable (`budget-short`) | lost-race */
export async function approveRecovery(deps: Deps, id: string, by: string): Promise<Recovery> {
  const recovery = await findRecovery(deps, id);
  assertState(recovery, 'proposed');
  assertSecondPerson(recovery, by);
  if (recovery.differenceFen > 0) return topUp(deps, recovery, by);
  const { version } = await deps.policies.version(recovery.policyId, recovery.policyVersion);
  const { repayWithinDays } = version.document.recovery;
  const repayBy = await deps.calendar.addWorkingDays(deps.clock.today(), repayWithinDays);
  const noticed = notice(recovery, by, instantOf(deps.clock), repayBy);
  await commitRecovery(deps, noticed, { type: 'recovery.noticed', by, notMadeBy: by });
  return noticed;
}

/** A supplement takes the way of every claim: reserved under the budgets' epochs, then ordered, sent and settled. */
async function topUp(deps: Deps, recovery: Recovery, by: string): Promise<Recovery> {
  const application = await deps.store.read('application', recovery.applicationId);
  if (!application) throw new Fault('not-found', { reason: 'application' });
  const { version } = await deps.policies.version(recovery.policyId, recovery.policyVersion);
  const number = (application.supplements ?? 0) + 1;
  const at = instantOf(deps.clock);
  const made = supplement(version.document, application, {
    claimId: supplementId(application.id, number),
    number,
    amountFen: fen(recovery.differenceFen),
    at,
  });
  const ids = budgetIdsOf(version.document, application.districtCode);
  const budgets = new Map(
    (await deps.store.readMany('budget', ids)).flatMap((budget) =>
      budget ? [[budget.id, budget] as const] : [],
    ),
  );
  const moves = movesOf(made.transfers);
  const isShort = moves.some(
    ({ budgetId, atLeast }) => (budgets.get(budgetId)?.available ?? 0) < (atLeast.available ?? 0),
  );
  if (isShort)
    throw new Fault('unprocessable', {
      reason: 'budget-short',
      zh: '可用预算不足，不能补发',
      en: 'The budgets hold too little to top it up',
    });
  const { check } = await readBoard(deps, recovery.policyId);
  const next: Recovery = {
    ...recovery,
    version: recovery.version + 1,
    state: 'topped-up',
    approvedBy: by,
    supplementClaimId: made.claim.id,
  };
  const { committed } = await deps.store.commit({
    creates: [
      { kind: 'claim', entity: made.claim },
      ...made.legs.map((entity) => ({ kind: 'leg', entity }) as const),
    ],
    replaces: [
      { kind: 'recovery', entity: next, notMadeBy: by },
      { kind: 'application', entity: made.application },
    ],
    checks: [check],
    moves: moves.map((move) => ({ ...move, epoch: budgets.get(move.budgetId)?.epoch ?? 0 })),
    event: {
      subject: `recovery:${recovery.id}`,
      seq: next.version,
      type: 'claim.reserved',
      at,
      by: by || SYSTEM,
      data: {
        policyId: recovery.policyId,
        recoveryId: recovery.id,
        legs: made.legs.map(({ id, districtCode, amountFen }) => ({ legId: id, districtCode, amountFen })),
      },
      transfers: made.transfers,
    },
  });
  if (!committed) throw new Fault('lost-race');
  return next;
}
