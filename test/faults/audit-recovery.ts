// Adjustments of awards: nobody gives back more than was too much, nobody gets more than is right, and what is owed adds up.
import type { Recovery } from '../../core/recovery/recovery.ts';
import type { Commit } from '../../functions/ports.ts';
import type { Auditor } from './auditor.ts';
import { claimName } from './audit-award.ts';
import { awardOf, periodIn, factsIn, totalOf } from './firm-facts.ts';

const NEXT: Readonly<Record<Recovery['state'], readonly string[]>> = {
  proposed: ['noticed', 'topped-up', 'dropped'],
  noticed: ['taking-back', 'receivable', 'settled', 'dropped'],
  'taking-back': ['taking-back', 'receivable', 'settled'],
  receivable: ['receivable', 'settled', 'written-off'],
  'written-off': ['written-off'],
  settled: ['settled'],
  'topped-up': ['topped-up'],
  dropped: [],
};

export class RecoveryBook {
  readonly #auditor: Auditor;
  readonly recoveries = new Map<string, Recovery>();

  constructor(auditor: Auditor) {
    this.#auditor = auditor;
  }

  /** Called when the commit's transfers and legs are in the auditor's books. */
  changed(entity: Recovery, { event }: Commit): void {
    const before = this.recoveries.get(entity.id);
    this.recoveries.set(entity.id, entity);
    const isSelf = entity.cause === 'self-correction';
    if (before ? !NEXT[before.state].includes(entity.state) : !isSelf && entity.state !== 'proposed')
      this.#auditor.wrong(`the adjustment ${entity.id} went from ${before?.state} to ${entity.state}`);
    this.#checkPeople(entity, isSelf);
    if (!before && !isSelf) this.#checkProposal(entity);
    if (totalOf(entity.repayments) > totalOf(entity.shares))
      this.#auditor.wrong(`${entity.id}: more came back than was owed`);
    const cashFen = totalOf(entity.repayments.filter(({ kind }) => kind === 'repaid'));
    if (entity.restoredFen > cashFen)
      this.#auditor.wrong(`${entity.id}: ${entity.restoredFen} fen restored of ${cashFen} that came back`);
    const taken = (event.transfers ?? []).filter(({ kind }) => kind === 'void' || kind === 'claim-back');
    this.#checkStanding(entity, entity.repayments.length === 0 && taken.length > 0);
    this.#checkSums(entity.policyId);
  }

  #checkPeople({ id, state, proposedBy, approvedBy, hearing, writeOff }: Recovery, isSelf: boolean): void {
    if (writeOff?.approvedBy !== undefined && writeOff.approvedBy === writeOff.requestedBy)
      this.#auditor.wrong(`${id} was written off by one person`);
    if (proposedBy === approvedBy || proposedBy === hearing?.by)
      this.#auditor.wrong(`${id} was decided by who proposed it`);
    const isOwed = state === 'receivable' || state === 'settled';
    if (isOwed && !isSelf && (approvedBy === undefined || hearing === undefined))
      this.#auditor.wrong(`${id} is owed without notice and hearing`);
  }

  /** What is right, by the facts that were given: recomputed, and never less than before for an amendment. */
  #checkProposal(entity: Recovery): void {
    const terms = this.#auditor.termsOf(entity);
    const { applicationId: id, uscc } = entity;
    const facts = { ...this.#auditor.factsOf({ id, uscc }), ...factsIn(entity.reason) };
    const correctFen = this.#auditor.awards.payableOf(terms, facts, awardOf(terms, facts, periodIn(id)) ?? 0);
    if (correctFen !== entity.correctFen)
      this.#auditor.wrong(`${entity.id}: ${entity.correctFen} would be right, by the facts ${correctFen}`);
    if (entity.cause === 'amendment' && entity.differenceFen < 0)
      this.#auditor.wrong(`${entity.id} lowers an award because of an amendment`);
  }

  /** What a firm has of an award: its legs, and what was kept of them for another debt, less what it owes or gave back. */
  standingFen(applicationId: string): number {
    let standing = 0;
    for (const leg of this.#auditor.legs.values())
      if (leg.state !== 'void' && claimName(leg.claimId).applicationId === applicationId)
        standing += leg.amountFen;
    for (const recovery of this.recoveries.values()) {
      if (recovery.applicationId === applicationId) standing -= totalOf(recovery.shares);
      for (const { kind, reference, amountFen } of recovery.repayments)
        if (kind === 'offset' && reference.includes(`${applicationId}/`)) standing += amountFen;
        else if (kind === 'offset' && reference.includes(`${applicationId}~`)) standing += amountFen;
    }
    return standing;
  }

  /** @param isTaken whether this step takes back of the award */
  #checkStanding(entity: Recovery, isTaken: boolean): void {
    const { id, state, applicationId, correctFen } = entity;
    const standingFen = this.standingFen(applicationId);
    if (isTaken && standingFen < correctFen)
      this.#auditor.wrong(
        `${id} leaves ${standingFen} fen of ${applicationId}, ${correctFen} would be right`,
      );
    if (state === 'topped-up' && standingFen > correctFen)
      this.#auditor.wrong(
        `${id} raises ${applicationId} to ${standingFen} fen, ${correctFen} would be right`,
      );
    if (standingFen < 0) this.#auditor.wrong(`${applicationId} stands at ${standingFen} fen`);
    const { enterpriseCapFen = Infinity } = this.#auditor.termsOf(entity);
    const mine = [...this.#auditor.applications.values()].filter(
      ({ entity: it }) => it.policyId === entity.policyId && it.uscc === entity.uscc,
    );
    const allFen = mine.reduce((sum, { entity: it }) => sum + this.standingFen(it.id), 0);
    if (state === 'topped-up' && allFen > enterpriseCapFen)
      this.#auditor.wrong(`${id} raises ${entity.uscc} to ${allFen} fen over its cap of ${enterpriseCapFen}`);
  }

  /** receivable = what is owed, recovered = what came back, over the budgets of one policy. */
  #checkSums(policyId: string): void {
    const mine = [...this.recoveries.values()].filter((recovery) => recovery.policyId === policyId);
    const backFen = mine.reduce((sum, { repayments }) => sum + totalOf(repayments), 0);
    const sharesFen = mine.reduce((sum, { shares }) => sum + totalOf(shares), 0);
    const budgets = this.#auditor.world.memory.all('budget').filter((budget) => budget.policyId === policyId);
    const sumOf = (account: 'receivable' | 'recovered') =>
      budgets.reduce((sum, budget) => sum + (budget[account] ?? 0), 0);
    const lostFen = mine.reduce((sum, { writeOff }) => sum + (writeOff?.amountFen ?? 0), 0);
    if (sumOf('receivable') !== sharesFen - backFen - lostFen)
      this.#auditor.wrong(
        `${policyId}: receivable ${sumOf('receivable')}, owed ${sharesFen - backFen - lostFen}`,
      );
    if (sumOf('recovered') !== backFen)
      this.#auditor.wrong(`${policyId}: recovered ${sumOf('recovered')}, came back ${backFen}`);
  }
}
