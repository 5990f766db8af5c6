// What the allocator must know beside application and budget: read only where the policy has groups, caps, lines or third parties.
import type { Application } from '../../core/application/application.ts';
import { evaluationContextOf } from '../../core/application/evaluation-context.ts';
import { groupSlotId } from '../../core/disbursement/group-place.ts';
import { hasCounter } from '../../core/disbursement/reserve.ts';
import {
  awardedLines,
  capCounterId,
  type AllocationShare,
  type AwardedLine,
  type Standing,
} from '../../core/disbursement/standing.ts';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import type { AmountCap } from '../../core/rules/compile-policy.ts';
import type { Facts } from '../../core/rules/evaluation.ts';
import { decisionProof, type DecisionProof } from '../application/decision-proof.ts';
import type { Deps } from '../deps.ts';

export interface LoadedStanding {
  readonly standingOf: (application: Application) => Standing;
  readonly thirdPartyOf: (application: Application) => string | undefined;
}

/** A claim with lines fills transactions of its own: more of the queue need not be looked at. */
export const QUEUE_WITH_PROOFS = 8;

export const thirdPartyItem = (document: PolicyDocument): string | undefined =>
  document.payees.find(({ kind }) => kind === 'third-party')?.identifiedBy;

/** Whether the decision's proof must be read: for the lines it awarded, the third party its facts name, or a cap's formula. */
export const needsProof = (document: PolicyDocument): boolean =>
  document.lines !== undefined || thirdPartyItem(document) !== undefined || mayCapReadFacts(document);

/** A plain number and a parameter read none; any other formula on an enterprise or a period may. */
const mayCapReadFacts = ({ amount, parameters }: PolicyDocument): boolean =>
  amount.caps.some(
    ({ scope, limit }) =>
      scope !== 'case' &&
      !/^[\d.]+$/.test(String(limit)) &&
      !parameters.some(({ name }) => name === String(limit).trim()),
  );

export async function loadStanding(
  deps: Deps,
  document: PolicyDocument,
  queue: readonly Application[],
  share: AllocationShare | undefined,
): Promise<LoadedStanding> {
  const { group, rule } = document.stacking;
  const hasGroup = group !== undefined && rule !== 'combine';
  const groupIds = hasGroup ? queue.map(({ uscc }) => groupSlotId(group, uscc)) : [];
  const counterIds = hasCounter(document) ? queue.map((it) => capCounterId(it.policyId, it.uscc)) : [];
  const [groupSlots, counters, proofs, caps] = await Promise.all([
    groupIds.length === 0 ? [] : deps.store.readMany('slot', groupIds),
    counterIds.length === 0 ? [] : deps.store.readMany('cap-counter', counterIds),
    needsProof(document) ? Promise.all(queue.map(({ id }) => decisionProof(deps, id))) : [],
    hasCounter(document) ? Promise.all(queue.map((it) => capsFor(deps, it))) : [],
  ]);
  const lines = queue.map((it, index) => linesOf(document, it, proofs[index]));
  const slotIds = lines.flatMap((of) => (of ?? []).flatMap((line) => line.slotIds));
  const slots = slotIds.length === 0 ? [] : await deps.store.readMany('slot', slotIds);
  const lineSlots = new Map(slots.flatMap((slot) => (slot ? [[slot.id, slot] as const] : [])));
  const places = new Map(queue.map((application, index) => [application, index]));
  const placeOf = (application: Application) => places.get(application) as number;
  const item = thirdPartyItem(document);
  return {
    standingOf(application) {
      const at = placeOf(application);
      return {
        groupSlot: groupSlots[at],
        counter: counters[at],
        caps: caps[at]?.(proofs[at]?.facts) ?? [],
        lines: lines[at],
        lineSlots,
        share,
      };
    },
    thirdPartyOf(application) {
      const value = item === undefined ? undefined : proofs[placeOf(application)]?.facts[item];
      return typeof value === 'string' ? value : undefined;
    },
  };
}

/** The caps on the application's own day and in its district, under the version that it was filed under. */
async function capsFor(
  deps: Deps,
  application: Application,
): Promise<(facts: Facts | undefined) => readonly AmountCap[]> {
  const { compiled } = await deps.policies.version(application.policyId, application.policyVersion);
  return (facts) => compiled.caps(evaluationContextOf(application), facts);
}

const linesOf = (
  document: PolicyDocument,
  application: Application,
  proof: DecisionProof | undefined,
): AwardedLine[] | undefined =>
  document.lines === undefined || proof === undefined
    ? undefined
    : awardedLines(document, proof.evaluation, application);
