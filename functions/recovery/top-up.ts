// Use case: an approved difference in an enterprise's favour is reserved as a supplement, beside all that was claimed since.
import type { Application } from '../../core/application/application.ts';
import { evaluationContextOf } from '../../core/application/evaluation-context.ts';
import type { Slot } from '../../core/disbursement/claim.ts';
import { isOwn, leftUnderCaps } from '../../core/disbursement/entitle.ts';
import { groupSlotId, raisePlace } from '../../core/disbursement/group-place.ts';
import { hasCounter } from '../../core/disbursement/reserve.ts';
import { budgetIdsOf } from '../../core/disbursement/split-by-funding.ts';
import { capCounterId, type CapCounter } from '../../core/disbursement/standing.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { fen, minFen, type Fen } from '../../core/kernel/fen.ts';
import { movesOf } from '../../core/ledger/transfer.ts';
import { policyHold } from '../../core/payment/hold-board.ts';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import type { Recovery } from '../../core/recovery/recovery.ts';
import { supplement, type Supplement } from '../../core/recovery/supplement.ts';
import type { Facts } from '../../core/rules/evaluation.ts';
import { decisionProof } from '../application/decision-proof.ts';
import { instantOf, SYSTEM, type Deps } from '../deps.ts';
import { thirdPartyItem } from '../disbursement/load-standing.ts';
import { readBoard } from '../payment/place-hold.ts';
import type { Check, Commit, VersionedWrite } from '../ports.ts';
import { commitRecovery } from './commit-recovery.ts';
import { standingAward, supplementId } from './preview-adjustment.ts';

/**
 * A supplement takes the way of every claim: reserved under the budgets' epochs, then ordered, sent and settled. It pays no
 * more than is still missing, since another adjustment of the award may have come first, and no more than the caps over
 * several claims and the other claims of the group leave; when that is nothing, the adjustment is dropped.
 * @throws Fault unprocessable (`budget-short`, `held`, `payee-unknown`, `cap-not-computable`) | lost-race
 */
export async function topUp(deps: Deps, recovery: Recovery, by: string): Promise<Recovery> {
  const application = await deps.store.read('application', recovery.applicationId);
  if (!application) throw new Fault('not-found', { reason: 'application' });
  const { version } = await deps.policies.version(recovery.policyId, recovery.policyVersion);
  const { document } = version;
  const facts = (await decisionProof(deps, application.id))?.facts ?? {};
  const standing = (await standingAward(deps, application)) ?? fen(0);
  const missingFen = minFen(fen(recovery.differenceFen), fen(recovery.correctFen - standing));
  const capped = await underCaps(deps, recovery, application, facts);
  const grouped = await besideGroup(deps, document, application, recovery);
  const number = (application.supplements ?? 0) + 1;
  const made = supplement(document, application, {
    claimId: supplementId(application.id, number),
    number,
    amountFen: [capped.leftFen, grouped?.leftFen].reduce<Fen>(
      (least, left) => minFen(least, left ?? least),
      missingFen,
    ),
    lines: recovery.lines?.map((line) => ({ ...line, amountFen: fen(line.amountFen) })),
    taken: await takenPlaces(deps, recovery),
    thirdParty: thirdPartyOf(document, facts),
    at: instantOf(deps.clock),
  });
  if (!made) return drop(deps, recovery, by);
  const shared: VersionedWrite[] = [
    ...capped.writesFor(made),
    ...(grouped ? [{ kind: 'slot', entity: grouped.place } as const] : []),
  ];
  return commitSupplement(deps, document, { recovery, made, shared, by });
}

/** What the caps leave, and the sum under them with the supplement added. */
async function underCaps(deps: Deps, recovery: Recovery, application: Application, facts: Facts) {
  const { version, compiled } = await deps.policies.version(recovery.policyId, recovery.policyVersion);
  if (!hasCounter(version.document)) return { leftFen: undefined, writesFor: () => [] };
  const id = capCounterId(application.policyId, application.uscc);
  const counter = await deps.store.read('cap-counter', id);
  const today = deps.clock.today();
  const caps = compiled.caps(evaluationContextOf(application), facts);
  return {
    leftFen: leftUnderCaps(caps, counter, today, () => true),
    writesFor({ claim }: Supplement): VersionedWrite[] {
      const award = { claimId: claim.id, amountFen: claim.amountFen, day: today };
      const entity: CapCounter = {
        id,
        version: (counter?.version ?? 0) + 1,
        awards: [...(counter?.awards ?? []), award],
      };
      return [{ kind: 'cap-counter', entity }];
    },
  };
}

/** What the group's other claims leave; undefined where the award has no place in a group. */
async function besideGroup(
  deps: Deps,
  { stacking: { group, rule } }: PolicyDocument,
  application: Application,
  { correctFen, differenceFen }: Recovery,
): Promise<{ readonly place: Slot; readonly leftFen: Fen } | undefined> {
  if (group === undefined || rule === 'combine' || application.override) return undefined;
  const place = await deps.store.read('slot', groupSlotId(group, application.uscc));
  if (!place) return undefined;
  const difference = { correctFen: fen(correctFen), differenceFen: fen(differenceFen) };
  return raisePlace(place, isOwn(place.claimId, application), difference);
}

async function takenPlaces(deps: Deps, { lines = [] }: Recovery): Promise<Map<string, Slot>> {
  const ids = lines.flatMap(({ slotIds }) => slotIds);
  const slots = ids.length === 0 ? [] : await deps.store.readMany('slot', ids);
  return new Map(slots.flatMap((slot) => (slot ? [[slot.id, slot] as const] : [])));
}

/** The party that the award itself pays, by the facts that it rests on. */
function thirdPartyOf(document: PolicyDocument, facts: Facts): string | undefined {
  const item = thirdPartyItem(document);
  const value = item === undefined ? undefined : facts[item];
  return typeof value === 'string' ? value : undefined;
}

interface MadeSupplement {
  readonly recovery: Recovery;
  readonly made: Supplement;
  /** The sums and places that it shares with other claims. */
  readonly shared: readonly VersionedWrite[];
  readonly by: string;
}

async function commitSupplement(
  deps: Deps,
  document: PolicyDocument,
  { recovery, made, shared, by }: MadeSupplement,
): Promise<Recovery> {
  const { moves, budgets } = await fundedMoves(deps, made, document);
  const check = await assertNotHeld(deps, recovery.policyId);
  const next: Recovery = {
    ...recovery,
    version: recovery.version + 1,
    state: 'topped-up',
    approvedBy: by,
    supplementClaimId: made.claim.id,
  };
  const { committed } = await deps.store.commit({
    ...writesOf(made, next, shared, by),
    checks: [check],
    moves: moves.map((move) => ({ ...move, epoch: budgets.get(move.budgetId)?.epoch ?? 0 })),
    event: {
      subject: `recovery:${recovery.id}`,
      seq: next.version,
      type: 'claim.reserved',
      at: made.claim.reservedAt,
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

function writesOf(
  { claim, legs, slots, application }: Supplement,
  next: Recovery,
  shared: readonly VersionedWrite[],
  by: string,
): Pick<Commit, 'creates' | 'replaces'> {
  const isNew = ({ entity }: VersionedWrite) => (entity as { version: number }).version === 1;
  return {
    creates: [
      { kind: 'claim', entity: claim },
      ...legs.map((entity) => ({ kind: 'leg', entity }) as const),
      ...slots.map((entity) => ({ kind: 'slot', entity }) as const),
      ...shared.filter(isNew),
    ],
    replaces: [
      { kind: 'recovery', entity: next, notMadeBy: by },
      { kind: 'application', entity: application },
      ...shared.filter((write) => !isNew(write)),
    ],
  };
}

async function assertNotHeld(deps: Deps, policyId: string): Promise<Check> {
  const { board, check } = await readBoard(deps, policyId);
  const hold = policyHold(board, policyId);
  if (!hold) return check;
  throw new Fault('unprocessable', {
    reason: 'held',
    zh: `该政策已被 ${hold.by} 暂停：${hold.reason}`,
    en: `The policy is held by ${hold.by}: ${hold.reason}`,
    evidence: { ...hold },
  });
}

/** @throws Fault unprocessable (`budget-short`) */
async function fundedMoves(deps: Deps, { application, transfers }: Supplement, document: PolicyDocument) {
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
