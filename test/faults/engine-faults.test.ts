// The same flow on the embedded DynamoDB that conflicts, throttles and loses answers: everything twice, out of order, and by the
// sweeper where an event was never heard; in the end books = bank and the first come are paid, once.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AWARD_FEN, enrol, openBench, usccOf, type Bench } from '../../bench/money-workload.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { submit } from '../../functions/application/submit-application.ts';
import { allocatePolicies } from '../../functions/disbursement/allocate-budget.ts';
import { checkEligibility } from '../../functions/eligibility/check-eligibility.ts';
import { sweepStalled } from '../../functions/flow/sweep-stalled.ts';
import { queuesOf, type EventType } from '../../functions/manifest.ts';
import { prepareOrders } from '../../functions/payment/prepare-order.ts';
import { sendOrder } from '../../functions/payment/send-order.ts';
import { takeBankFile } from '../../functions/reconciliation/take-bank-file.ts';
import { verifyLedger } from '../../functions/reconciliation/verify-ledger.ts';
import { Random } from './random.ts';

const FIRMS = 30;
const FUNDED = 20;
const HANDLERS = 6;
const ROUNDS_MAX = 60;
const FAULTS = { transactionConflict: 0.08, throttle: 0.01, timeoutAfterCommit: 0.04, seed: 11 };

let bench: Bench;
beforeAll(async () => {
  bench = await openBench(FUNDED * AWARD_FEN, FAULTS);
}, 120_000);
afterAll(() => bench.close());

interface Message {
  readonly type: EventType;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What may pass is left to the sweeper; anything else is a defect. */
async function tried(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Fault) || !error.retryable) throw error;
  }
}

async function deliver({ type, data }: Message): Promise<void> {
  const { deps, policy } = bench;
  for (const queue of queuesOf(type)) {
    if (queue === 'check-eligibility')
      await tried(() => checkEligibility(deps, String(data['applicationId'])));
    if (queue === 'allocate-budget') await tried(() => allocatePolicies(deps, [policy.id]));
    if (queue === 'send-order') await tried(() => sendOrder(deps, String(data['orderId'])));
    if (queue === 'prepare-order') {
      const legs = data['legs'] as { legId: string }[];
      await tried(() =>
        prepareOrders(
          deps,
          legs.map(({ legId }) => legId),
        ),
      );
    }
  }
}

const paidFen = async () => (await bench.deps.store.read('budget', `${bench.policy.id}.city`))?.paid ?? 0;

it(`pays the first ${FUNDED} of ${FIRMS}, each once`, async () => {
  const random = new Random(FAULTS.seed);
  const swept: Message[] = [];
  const deps = {
    ...bench.deps,
    queues: {
      send: async (_queue: string, bodies: readonly string[]) => {
        swept.push(...bodies.map((body) => JSON.parse(body) as Message));
        return [];
      },
    },
  };
  await enrol(bench.deps, FIRMS);
  for (let n = 0; n < FIRMS; n++) {
    const uscc = usccOf(n);
    const id = `${bench.policy.id}.${uscc}.once`;
    while (!(await bench.deps.store.read('application', id).catch(() => undefined)))
      await tried(() => submit(bench.deps, { policyId: bench.policy.id, uscc, by: uscc }));
  }
  for (let round = 0; round < ROUNDS_MAX && (await paidFen()) < FUNDED * AWARD_FEN; round++) {
    const heard = [...bench.takeEvents(), ...swept.splice(0)];
    const twice = [...heard, ...heard].map((message) => ({ message, at: random.next() }));
    const messages = twice.sort((a, b) => a.at - b.at).map(({ message }) => message);
    const handler = async () => {
      for (let message = messages.pop(); message; message = messages.pop()) await deliver(message);
    };
    await Promise.all(Array.from({ length: HANDLERS }, handler));
    for (const report of bench.takeReports()) {
      const key = `bank-in/${report.messageId}.json`;
      bench.files.set(key, new TextEncoder().encode(JSON.stringify(report)));
      for (let again = 0; again < 3; again++) await tried(() => takeBankFile(bench.deps, key));
    }
    if (heard.length === 0) await tried(() => sweepStalled(deps, { stalledMs: 0 }));
  }
  const budget = await bench.deps.store.read('budget', `${bench.policy.id}.city`);
  expect(budget).toMatchObject({ available: 0, held: 0, inTransit: 0, paid: FUNDED * AWARD_FEN });
  const payments = bench.received.flatMap((file) => file.payments);
  expect(new Set(payments.map(({ endToEndId }) => endToEndId)).size).toBe(FUNDED);
  expect(new Set(payments.map(({ creditor }) => creditor.account)).size).toBe(FUNDED);
  const ids = Array.from({ length: FIRMS }, (_, n) => `${bench.policy.id}.${usccOf(n)}.once`);
  const claims = await bench.deps.store.readMany('claim', ids);
  expect(claims.map((claim) => claim !== undefined)).toEqual(ids.map((_, n) => n < FUNDED));
  expect(await verifyLedger(bench.deps)).toMatchObject({ balanced: true, paidFen: FUNDED * AWARD_FEN });
}, 240_000);
