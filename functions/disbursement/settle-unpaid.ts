// Use cases: an application that gets no money now is told so, once: refused beside an earlier claim, queued, or sent to a person.
import type { Application } from '../../core/application/application.ts';
import type { NotEntitled } from '../../core/disbursement/entitle.ts';
import {
  CLAIM_EXISTS,
  finish,
  refuseBeside,
  sendToPerson,
} from '../../core/disbursement/refuse-application.ts';
import type { Unpaid } from '../../core/disbursement/allocate-budget.ts';
import type { Reservation } from '../../core/disbursement/reserve.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { instantOf, SYSTEM, type Deps } from '../deps.ts';
import type { EventType } from '../manifest.ts';
import type { CommitRefusal } from '../ports.ts';

/** Whoever came first did the same; a lost race is planned again. */
export async function settleUnpaid(deps: Deps, { application, why }: Unpaid): Promise<boolean> {
  const at = instantOf(deps.clock);
  if (why instanceof Fault)
    return change(deps, sendToPerson(application, why), 'application.review-needed', {
      fault: { code: why.code, ...why.detail },
    });
  // Its claims carry the money: the same event as for a last part, with no leg more.
  if (why.kind === 'finished')
    return change(deps, finish(application), 'claim.reserved', undefined, { legs: [] });
  return refuse(deps, application, why, at);
}

const refuse = (
  deps: Deps,
  application: Application,
  why: { reason: NotEntitled['reason'] | typeof CLAIM_EXISTS; earlierClaimId: string },
  at: string,
): Promise<boolean> =>
  change(deps, refuseBeside(application, why, at), 'application.refused', undefined, {
    earlierClaim: why.earlierClaimId,
  });

async function change(
  deps: Deps,
  next: Application,
  type: EventType,
  proof?: Record<string, unknown>,
  more: Record<string, unknown> = {},
): Promise<boolean> {
  const { id, policyId, districtCode, refusedBy } = next;
  const { committed } = await deps.store.commit({
    replaces: [{ kind: 'application', entity: next }],
    event: {
      subject: `application:${id}`,
      seq: next.version,
      type,
      at: instantOf(deps.clock),
      by: SYSTEM,
      data: { applicationId: id, policyId, districtCode, ...(refusedBy && { refusedBy }), ...more },
      ...(proof && { proof }),
    },
  });
  return committed;
}

/** A group met claims that stand already: their applications are refused, naming them. A place taken meanwhile is planned anew. */
export async function refuseStanding(
  deps: Deps,
  group: readonly Reservation[],
  refusals: readonly CommitRefusal[],
): Promise<boolean> {
  if (!refusals.some((refusal) => refusal.part === 'create')) return false;
  const claims = await deps.store.readMany(
    'claim',
    group.map(({ claim }) => claim.id),
  );
  let settled = false;
  for (const [index, claim] of claims.entries()) {
    if (!claim) continue;
    const stored = await deps.store.read('application', group[index]?.application.id ?? '');
    if (!stored || (stored.state !== 'accepted' && stored.state !== 'queued') || stored.award) continue;
    const why = { reason: CLAIM_EXISTS, earlierClaimId: claim.id } as const;
    settled = (await refuse(deps, stored, why, instantOf(deps.clock))) || settled;
  }
  return settled;
}

/** Says once that money has run out for now; the place in the queue is the one of submission. */
export async function markQueued(deps: Deps, application: Application): Promise<void> {
  if (application.state === 'queued') return;
  const next: Application = { ...application, version: application.version + 1, state: 'queued' };
  await deps.store.commit({
    replaces: [{ kind: 'application', entity: next }],
    event: {
      subject: `application:${next.id}`,
      seq: next.version,
      type: 'claim.queued',
      at: instantOf(deps.clock),
      by: SYSTEM,
      data: { applicationId: next.id, policyId: next.policyId },
    },
  });
}
