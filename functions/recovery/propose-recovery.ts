// Use cases: a person proposes adjustments from a preview; a second one approves: a supplement is reserved, or a notice goes out.
import type { Application } from '../../core/application/application.ts';
import { evaluationContextOf } from '../../core/application/evaluation-context.ts';
import { hashName } from '../../core/disbursement/end-to-end-id.ts';
import { leftUnderCaps } from '../../core/disbursement/entitle.ts';
import { hasCounter } from '../../core/disbursement/reserve.ts';
import { capCounterId, type CapCounter } from '../../core/disbursement/standing.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { fen, minFen } from '../../core/kernel/fen.ts';
import { supplement } from '../../core/recovery/supplement.ts';
import { assertSecondPerson, assertState, notice, type Recovery } from '../../core/recovery/recovery.ts';
import { budgetIdsOf } from '../../core/disbursement/split-by-funding.ts';
import { movesOf } from '../../core/ledger/transfer.ts';
import { policyHold } from '../../core/payment/hold-board.ts';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import { instantOf, SYSTEM, type Deps } from '../deps.ts';
import { proofOf } from '../disbursement/load-standing.ts';
import { readBoard } from '../payment/place-hold.ts';
import { commitRecovery, findRecovery } from './commit-recovery.ts';
import {
  previewAdjustment,
  standingAward,
  supplementId,
  type AdjustmentQuery,
} from './preview-adjustment.ts';

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

/**
 * A supplement takes the way of every claim: reserved under the budgets' epochs, then ordered, sent and settled. It pays no
 * more than is still missing, since another adjustment of the award may have come first, and no more than the caps over
 * several claims leave; when that is nothing, the adjustment is dropped.
 */
async function topUp(deps: Deps, recovery: Recovery, by: string): Promise<Recovery> {
  const application = await deps.store.read('application', recovery.applicationId);
  if (!application) throw new Fault('not-found', { reason: 'application' });
  const { version, compiled } = await deps.policies.version(recovery.policyId, recovery.policyVersion);
  const counter = hasCounter(version.document)
    ? await deps.store.read('cap-counter', capCounterId(application.policyId, application.uscc))
    : undefined;
  const today = deps.clock.today();
  const standing = (await standingAward(deps, application)) ?? fen(0);
  const missingFen = minFen(fen(recovery.differenceFen), fen(recovery.correctFen - standing));
  const caps = compiled.caps(evaluationContextOf(application), (await proofOf(deps, application))?.facts);
  const leftFen = leftUnderCaps(caps, counter, today, () => true) ?? missingFen;
  const amountFen = minFen(missingFen, leftFen);
  if (amountFen <= 0) return drop(deps, recovery, by);
  const number = (application.supplements ?? 0) + 1;
  const claimId = supplementId(application.id, number);
  const at = instantOf(deps.clock);
  const made = supplement(version.document, application, { claimId, number, amountFen, at });
  const counted = hasCounter(version.document)
    ? [withAward(counter, application, { claimId, amountFen, day: today })]
    : [];
  const { moves, budgets } = await fundedMoves(deps, made, version.document);
  const { board, check } = await readBoard(deps, recovery.policyId);
  const hold = policyHold(board, recovery.policyId);
  if (hold)
    throw new Fault('unprocessable', {
      reason: 'held',
      zh: `该政策已被 ${hold.by} 暂停：${hold.reason}`,
      en: `The policy is held by ${hold.by}: ${hold.reason}`,
      evidence: { ...hold },
    });
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
      ...counted.filter((it) => it.version === 1).map((entity) => ({ kind: 'cap-counter', entity }) as const),
    ],
    replaces: [
      { kind: 'recovery', entity: next, notMadeBy: by },
      { kind: 'application', entity: made.application },
      ...counted.filter((it) => it.version > 1).map((entity) => ({ kind: 'cap-counter', entity }) as const),
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

/** @throws Fault unprocessable (`budget-short`) */
async function fundedMoves(
  deps: Deps,
  { application, transfers }: ReturnType<typeof supplement>,
  document: PolicyDocument,
) {
  const found = await deps.store.readMany('budget', budgetIdsOf(document, application.districtCode));
  const budgets = new Map(found.flatMap((budget) => (budget ? [[budget.id, budget] as const] : [])));
  const moves = movesOf(transfers);
  const isShort = moves.some(
    ({ budgetId, atLeast }) => (budgets.get(budgetId)?.available ?? 0) < (atLeast.available ?? 0),
  );
  if (isShort)
    throw new Fault('unprocessable', {
      reason: 'budget-short',
      zh: '可用预算不足，不能补发',
      en: 'The budgets hold too little to top it up',
    });
  return { moves, budgets };
}

/** Nothing is missing any more. */
async function drop(deps: Deps, recovery: Recovery, by: string): Promise<Recovery> {
  const dropped: Recovery = {
    ...recovery,
    version: recovery.version + 1,
    state: 'dropped',
    approvedBy: by,
  };
  await commitRecovery(deps, dropped, { type: 'recovery.decided', by, notMadeBy: by });
  return dropped;
}

const withAward = (
  counter: CapCounter | undefined,
  { policyId, uscc }: Application,
  award: CapCounter['awards'][number],
): CapCounter => ({
  id: capCounterId(policyId, uscc),
  version: (counter?.version ?? 0) + 1,
  awards: [...(counter?.awards ?? []), award],
});
