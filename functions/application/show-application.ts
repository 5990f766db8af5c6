// Use case: one application from click to money: where it stands, every step with its time, and why.
import { appealId, type Appeal } from '../../core/application/appeal.ts';
import { claimIdsOf, type Application } from '../../core/application/application.ts';
import type { Rating } from '../../core/application/rating.ts';
import type { Claim, Leg } from '../../core/disbursement/claim.ts';
import type { ExceptionCase } from '../../core/kernel/exception-case.ts';
import type { DayText } from '../../core/kernel/day.ts';
import type { Fen } from '../../core/kernel/fen.ts';
import type { PaymentOrder } from '../../core/payment/payment-order.ts';
import type { Deps } from '../deps.ts';
import { queuePlace, type QueuePlace } from '../disbursement/queue-place.ts';
import type { FlowEvent } from '../ports.ts';
import { contestableUntil } from './appeal-decision.ts';
import { findApplication } from './find-application.ts';
import { historyOf } from './history-of.ts';
import { bankLines, nextStep, type BankLine, type NextStep } from './next-step.ts';
import { stateOf, type ShownState } from './shown-state.ts';

export interface TimelineStep {
  readonly at: string;
  readonly step: string;
  readonly by: string;
  readonly amountFen?: Fen;
  readonly bankReference?: string;
}

export interface ShownDispute {
  readonly item: string;
  readonly words: string;
  readonly state: ExceptionCase['state'];
  readonly openedAt: string;
  readonly resolution?: string;
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
  readonly next: NextStep;
  /** What the bank statement will show, from the payment order on. */
  readonly bankLines: readonly BankLine[];
  /** Appeals against this and earlier decisions, the latest last. */
  readonly appeals: readonly Appeal[];
  /** The last day on which the decision that stands may be contested; absent when there is none, or it is contested already. */
  readonly contestableUntil?: DayText;
  readonly rating?: Rating;
  /** Facts that the enterprise called wrong, and what their departments said. */
  readonly disputes: readonly ShownDispute[];
}

/** @throws Fault not-found */
export async function showApplication(deps: Deps, id: string): Promise<ShownApplication> {
  const [application, events, claim, rating] = await Promise.all([
    findApplication(deps, id),
    historyOf(deps, id),
    deps.store.read('claim', id),
    deps.store.read('rating', id),
  ]);
  const [queue, appeals, { version }] = await Promise.all([
    queuePlace(deps, application),
    appealsOf(deps, application),
    deps.policies.version(application.policyId, application.policyVersion),
  ]);
  const legIds = [claim, ...(await laterParts(deps, application))].flatMap((part) => part?.legIds ?? []);
  const legs = (await deps.store.readMany('leg', legIds)).filter((leg) => leg !== undefined);
  const orderIds = [...new Set(legs.flatMap((leg) => leg.orderId ?? []))];
  const orders = (await deps.store.readMany('order', orderIds)).filter((order) => order !== undefined);
  const decision = proofOf(events);
  const state = stateOf(application, legs, orders);
  const until = appeals.some((appeal) => appeal.id === appealId(application))
    ? undefined
    : await contestableUntil(deps, application);
  return {
    application,
    state,
    timeline: timelineOf(events, claim, legs, orders),
    ...(claim && { claim }),
    legs,
    ...(queue && { queue }),
    ...(decision && { decision }),
    next: await nextStep(deps, { application, state, document: version.document, orders, queue }),
    bankLines: bankLines(legs, orders),
    appeals,
    ...(until !== undefined && { contestableUntil: until }),
    ...(rating && { rating }),
    disputes: decision ? await disputesOf(deps, id) : [],
  };
}

const CASES_PAGE = 100;

async function disputesOf({ store }: Deps, id: string): Promise<ShownDispute[]> {
  const { items } = await store.list('exception', {
    by: 'owner',
    group: `application:${id}`,
    limit: CASES_PAGE,
  });
  return items
    .filter(({ reason }) => reason === 'fact-disputed')
    .map(({ state, openedAt, evidence, resolution }) => ({
      item: String(evidence['item']),
      words: String(evidence['words']),
      state,
      openedAt,
      ...(resolution !== undefined && { resolution }),
    }));
}

/** One for each decision that was contested: their ids follow from the revisions. */
async function appealsOf(deps: Deps, application: Application): Promise<Appeal[]> {
  const ids = Array.from({ length: application.revision }, (_, index) =>
    appealId({ id: application.id, revision: index + 1 }),
  );
  return (await deps.store.readMany('appeal', ids)).filter((appeal) => appeal !== undefined);
}

/** A claim of many lines has parts after the first. */
async function laterParts(deps: Deps, application: Application): Promise<(Claim | undefined)[]> {
  const [, ...later] = claimIdsOf(application);
  return later.length === 0 ? [] : deps.store.readMany('claim', later);
}

/** From each of these on the application is decided anew. */
const BEGINNINGS: readonly string[] = [
  'application.submitted',
  'application.completed',
  'application.amended',
  'appeal.accepted',
];

/** The proofs since the last filing, together: a reviewer's word stands beside the rule's evaluation that it was given. */
function proofOf(events: readonly FlowEvent[]): FlowEvent['proof'] {
  const filedAt = events.findLastIndex(({ type }) => BEGINNINGS.includes(type));
  const proofs = events.slice(filedAt + 1).flatMap(({ proof }) => proof ?? []);
  return proofs.length === 0 ? undefined : Object.assign({}, ...proofs);
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
