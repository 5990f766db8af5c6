// Use case: one application from click to money: where it stands, every step with its time, and why.
import { claimIdsOf, type Application } from '../../core/application/application.ts';
import type { Claim, Leg } from '../../core/disbursement/claim.ts';
import { Fault } from '../../core/kernel/fault.ts';
import type { Fen } from '../../core/kernel/fen.ts';
import type { PaymentOrder } from '../../core/payment/payment-order.ts';
import type { Deps } from '../deps.ts';
import { queuePlace, type QueuePlace } from '../disbursement/queue-place.ts';
import type { FlowEvent } from '../ports.ts';

/** The words of design.md: the application's own state, and from the claim on that of its money. */
export type ShownState = Application['state'] | 'ordered' | 'sent' | 'paid' | 'returned';

export interface TimelineStep {
  readonly at: string;
  readonly step: string;
  readonly by: string;
  readonly amountFen?: Fen;
  readonly bankReference?: string;
}

export interface ShownApplication {
  readonly application: Application;
  readonly state: ShownState;
  readonly timeline: readonly TimelineStep[];
  readonly claim?: Claim;
  readonly legs: readonly Leg[];
  /** Where it stands while it waits for money. */
  readonly queue?: QueuePlace;
  /** The decision's proof since the last filing: rule by hash, facts, receipts, conditions, amount step by step. */
  readonly decision?: FlowEvent['proof'];
}

/** @throws Fault not-found */
export async function showApplication(deps: Deps, id: string): Promise<ShownApplication> {
  const [application, events, claim] = await Promise.all([
    deps.store.read('application', id),
    deps.store.events(`application:${id}`),
    deps.store.read('claim', id),
  ]);
  if (!application)
    throw new Fault('not-found', { reason: 'application', zh: '没有这项申报', en: 'No such application' });
  const queue = await queuePlace(deps, application);
  const legIds = [claim, ...(await laterParts(deps, application))].flatMap((part) => part?.legIds ?? []);
  const legs = (await deps.store.readMany('leg', legIds)).filter((leg) => leg !== undefined);
  const orderIds = [...new Set(legs.flatMap((leg) => leg.orderId ?? []))];
  const orders = (await deps.store.readMany('order', orderIds)).filter((order) => order !== undefined);
  const decision = proofOf(events.items);
  return {
    application,
    state: stateOf(application, legs, orders),
    timeline: timelineOf(events.items, claim, legs, orders),
    ...(claim && { claim }),
    legs,
    ...(queue && { queue }),
    ...(decision && { decision }),
  };
}

/** A claim of many lines has parts after the first. */
async function laterParts(deps: Deps, application: Application): Promise<(Claim | undefined)[]> {
  const [, ...later] = claimIdsOf(application);
  return later.length === 0 ? [] : deps.store.readMany('claim', later);
}

/** The proofs since the last filing, together: a reviewer's word stands beside the rule's evaluation that it was given. */
function proofOf(events: readonly FlowEvent[]): FlowEvent['proof'] {
  const filedAt = events.findLastIndex(({ type }) => type === 'application.submitted');
  const proofs = events.slice(filedAt + 1).flatMap(({ proof }) => proof ?? []);
  return proofs.length === 0 ? undefined : Object.assign({}, ...proofs);
}

/** The state furthest behind among the legs; `sent` once the order is with the bank. */
export function stateOf(
  application: Application,
  legs: readonly Leg[],
  orders: readonly PaymentOrder[],
): ShownState {
  if (legs.length === 0) return application.state;
  for (const state of ['returned', 'reserved', 'ordered'] as const) {
    const behind = legs.filter((leg) => leg.state === state);
    if (behind.length === 0) continue;
    const isSent =
      state === 'ordered' &&
      behind.every((leg) => orders.some(({ id, sentAt }) => id === leg.orderId && sentAt !== undefined));
    return isSent ? 'sent' : state;
  }
  return 'paid';
}

function timelineOf(
  events: readonly FlowEvent[],
  claim: Claim | undefined,
  legs: readonly Leg[],
  orders: readonly PaymentOrder[],
): TimelineStep[] {
  const steps: TimelineStep[] = events.map(({ at, type, by }) => ({ at, step: type, by }));
  if (claim)
    steps.push({ at: claim.reservedAt, step: 'claim.reserved', by: 'system', amountFen: claim.amountFen });
  for (const order of orders) {
    steps.push({ at: order.preparedAt, step: 'order.prepared', by: order.preparedBy });
    if (order.sentAt !== undefined)
      steps.push({ at: order.sentAt, step: 'order.sent', by: order.releasedBy ?? '' });
  }
  for (const leg of legs) {
    if (leg.settledAt === undefined) continue;
    const reference = leg.bankReference === undefined ? {} : { bankReference: leg.bankReference };
    steps.push({
      at: leg.settledAt,
      step: leg.state === 'paid' ? 'claim.paid' : 'claim.returned',
      by: 'bank',
      amountFen: leg.amountFen,
      ...reference,
    });
  }
  return steps.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
