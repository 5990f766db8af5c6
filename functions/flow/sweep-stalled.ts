// Use case: bring back what stands still: state that waits for a message gets its message again, orders without an answer
// are asked for. Losing a whole queue loses nothing, because this needs no queue to know what is due.
import type { Application } from '../../core/application/application.ts';
import type { Leg } from '../../core/disbursement/claim.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { endorse } from '../../core/eligibility/decide-application.ts';
import { paymentFileOf } from '../../core/payment/compose-order.ts';
import { legHold, orderHold } from '../../core/payment/hold-board.ts';
import { markSent, RESEND_AFTER_MS } from '../../core/payment/order-transitions.ts';
import type { PaymentOrder, Rail } from '../../core/payment/payment-order.ts';
import { factOfLine } from '../../core/reconciliation/facts-of-report.ts';
import { instantOf, SYSTEM, type Deps } from '../deps.ts';
import { queuesOf, type EventType } from '../manifest.ts';
import type { Kind } from '../ports.ts';
import { paymentUnknown } from '../../core/reconciliation/payment-unknown.ts';
import { checkRelease, isStale } from '../payment/check-release.ts';
import { openingDay } from '../payment/opening-day.ts';
import { readBoard } from '../payment/place-hold.ts';
import { applyFacts } from '../reconciliation/apply-facts.ts';
import { openException } from '../reconciliation/open-exception.ts';
import { resumeTakeBacks } from '../recovery/take-back-in-steps.ts';
import { commitDecision } from '../eligibility/commit-decision.ts';
import { stalledMatching } from './stalled-matching.ts';
import { stalledTrials } from './stalled-trials.ts';
import { everyPage } from '../every-page.ts';

export interface SweepOptions {
  /** What has not moved for this long is due; 0 right after a start, when queues are known to be empty. */
  readonly stalledMs: number;
}

export interface SweepResult {
  readonly resent: number;
  readonly asked: number;
}

const PAGE = 500;

export async function sweepStalled(deps: Deps, { stalledMs }: SweepOptions): Promise<SweepResult> {
  const due = (at: string | undefined) =>
    at === undefined || deps.clock.nowMs() - Date.parse(at) >= stalledMs;
  const undecided = await collect(deps, 'application', 'undecided', () => true);
  const submitted = undecided.filter(({ state, submittedAt }) => state === 'submitted' && due(submittedAt));
  const awaiting = undecided.filter(({ state }) => state === 'awaiting-data');
  const funding = await collect(
    deps,
    'application',
    'funding',
    ({ state, decidedAt }) => state === 'queued' || due(decidedAt),
  );
  const legs = await collect(deps, 'leg', 'reserved', ({ reservedAt }) => due(reservedAt));
  const returned = await collect(deps, 'leg', 'returned', () => true);
  const today = deps.clock.today();
  const released = await collect(
    deps,
    'order',
    'released',
    ({ preparedAt, executionDay }) => due(preparedAt) && executionDay <= today,
  );
  const { uncut, due: slices, notices, changes } = await stalledMatching(deps, due);
  const trials = await stalledTrials(deps, due);
  const messages = [
    ...uncut.map((policyId) => message('policy.published', `policy:${policyId}`, { policyId })),
    ...trials.map(({ type, subject, data }) => message(type, subject, data)),
    ...slices.map((sliceId) => message('matching.slice-due', `match-slice:${sliceId}`, { sliceId })),
    ...notices.map((noticeId) => message('register.changed', `register-notice:${noticeId}`, { noticeId })),
    ...changes.map((changeId) =>
      message('matching.changes-due', `register-change:${changeId}`, { changeId }),
    ),
    ...[...submitted, ...awaiting].map(({ id }) =>
      message('application.submitted', `application:${id}`, { applicationId: id }),
    ),
    ...[...new Set(funding.map(({ policyId }) => policyId))].map((policyId) =>
      message('application.accepted', `policy:${policyId}`, { policyId }),
    ),
    ...chunks(
      [...legs, ...returned].map(({ id }) => id),
      50,
    ).map((legIds) =>
      message('claim.reserved', `leg:${legIds[0]}`, { legs: legIds.map((legId) => ({ legId })) }),
    ),
    ...released.map(({ id }) => message('order.released', `order:${id}`, { orderId: id })),
  ];
  await send(deps, messages);
  await endPublicity(deps, undecided);
  await resumeTakeBacks(deps);
  const sent = await collect(deps, 'order', 'sent', ({ sentAt }) => due(sentAt));
  await askForOrders(deps, sent);
  return { resent: messages.length, asked: sent.length };
}

interface Message {
  readonly type: EventType;
  readonly body: string;
}

const message = (type: EventType, subject: string, data: Record<string, unknown>): Message => ({
  type,
  body: JSON.stringify({ subject, seq: 1, type, at: new Date(0).toISOString(), by: 'sweeper', data }),
});

async function send(deps: Deps, messages: readonly Message[]): Promise<void> {
  for (const queue of new Set(messages.flatMap(({ type }) => queuesOf(type)))) {
    const bodies = messages.filter(({ type }) => queuesOf(type).includes(queue)).map(({ body }) => body);
    await deps.queues.send(queue, bodies);
  }
}

type Swept = { application: Application; leg: { id: string; reservedAt: string }; order: PaymentOrder };

/** Everything in a state that is due, page by page. */
async function collect<K extends 'application' | 'leg' | 'order'>(
  deps: Deps,
  kind: K,
  group: string,
  isDue: (entity: Swept[K]) => boolean,
): Promise<Swept[K][]> {
  const found: Swept[K][] = [];
  const pages = everyPage<unknown>((cursor) =>
    deps.store.list(kind as Kind, { by: 'state', group, limit: PAGE, cursor }),
  );
  for await (const items of pages) found.push(...(items as Swept[K][]).filter(isDue));
  return found;
}

/** Applications whose publicity is over go on; an objection would have put a hold on them. */
async function endPublicity(deps: Deps, undecided: readonly Application[]): Promise<void> {
  const today = deps.clock.today();
  const isOver = ({ state, publicUntil = '9999', hold }: Application) =>
    state === 'in-publicity' && publicUntil <= today && !hold;
  for (const application of undecided.filter(isOver)) {
    const { version } = await deps.policies.version(application.policyId, application.policyVersion);
    const at = instantOf(deps.clock);
    const decision = endorse({ ...application, version: application.version + 1 }, version.document, at);
    await commitDecision(deps, decision, { by: SYSTEM, version });
  }
}

/** A rail that does not answer holds up no other; it fails the sweep in the end, so that somebody hears of it. */
async function askForOrders(deps: Deps, orders: readonly PaymentOrder[]): Promise<void> {
  const silent = new Map<Rail, Fault>();
  for (const order of orders) {
    if (silent.has(order.rail)) continue;
    await askForOrder(deps, order).catch((error: unknown) => {
      if (!(error instanceof Fault) || error.code !== 'unavailable') throw error;
      silent.set(order.rail, error);
    });
  }
  for (const fault of silent.values()) throw fault;
}

/**
 * Whether so long has passed that a file nobody knows never arrived. A bank states how long a file may be in flight. A treasury
 * states none: what it still does not know when the working day after has passed was never received.
 */
async function isLost(deps: Deps, order: PaymentOrder): Promise<boolean> {
  if (deps.clock.nowMs() - Date.parse(order.sentAt ?? order.preparedAt) < RESEND_AFTER_MS) return false;
  if (order.rail === 'bank') return true;
  return deps.clock.today() > (await deps.calendar.addWorkingDays(order.executionDay, 1));
}

/**
 * Asks the bank for every open payment of an order. What it knows settles. When it knows nothing of the whole file, the file
 * is handed over again under the same ids, only once it is lost and only by the one whose commit raises the attempt. A file of which
 * any payment has ended was there: handing it over again could pay that one anew, so what is missing of it is a person's
 * matter.
 */
async function askForOrder(deps: Deps, order: PaymentOrder): Promise<void> {
  const legs = await deps.store.readMany(
    'leg',
    order.lines.map((line) => line.legId),
  );
  const open = order.lines.filter(
    (line, index) => legs[index]?.state === 'ordered' && legs[index]?.orderId === order.id,
  );
  const answers = await Promise.all(open.map(async (line) => deps.bank.ask(line.endToEndId, order.rail)));
  const facts = answers.flatMap((answer) => (typeof answer === 'string' ? [] : factOfLine(answer)));
  if (facts.length > 0) await applyFacts(deps, facts);
  const unknown = open.filter((_, index) => answers[index] === 'unknown');
  if (unknown.length === 0 || !(await isLost(deps, order))) return;
  if (unknown.length === order.lines.length) await handOverAgain(deps, order, legs);
  else await openException(deps, paymentUnknown(order, unknown, instantOf(deps.clock)));
}

/**
 * Nothing is handed over, not even again, while it or any line of it is stopped, outside its treasury's hours, or when a line of it
 * no longer fits when it is asked anew.
 */
async function handOverAgain(
  deps: Deps,
  order: PaymentOrder,
  legs: readonly (Leg | undefined)[],
): Promise<void> {
  const { board, check } = await readBoard(deps, order.id);
  const lines = legs.filter((leg) => leg !== undefined);
  if (orderHold(board, order) || lines.some((leg) => legHold(board, leg))) return;
  if ((await openingDay(deps, order.appropriation?.division)) > deps.clock.today()) return;
  if (isStale(deps, order) && (await checkRelease(deps, lines)).length < lines.length) return;
  const at = instantOf(deps.clock);
  const again = markSent(order, at);
  const result = await deps.store.commit({
    replaces: [{ kind: 'order', entity: again }],
    checks: [check],
    event: {
      subject: `order:${order.id}`,
      seq: again.version,
      type: 'order.sent',
      at,
      by: SYSTEM,
      data: { orderId: order.id, policyId: order.policyId, attempt: again.attempt },
    },
  });
  if (result.committed) await deps.bank.send(paymentFileOf(again), again.rail);
}

const chunks = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
