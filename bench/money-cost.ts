// What one paid case costs on AWS: units and requests counted by step, from the click to the settling commit.
import Table from 'cli-table3';
import { submit } from '../functions/application/submit-application.ts';
import { projectFigures } from '../functions/cockpit/project-figures.ts';
import { allocatePolicy } from '../functions/disbursement/allocate-budget.ts';
import { checkEligibility } from '../functions/eligibility/check-eligibility.ts';
import { queuesOf } from '../functions/manifest.ts';
import { notifyEnterprises } from '../functions/message/notify-enterprises.ts';
import { prepareOrders } from '../functions/payment/prepare-order.ts';
import { sendOrder } from '../functions/payment/send-order.ts';
import type { FlowEvent } from '../functions/ports.ts';
import { takeBankFile } from '../functions/reconciliation/take-bank-file.ts';
import {
  AWARD_FEN,
  CLIENTS,
  enrol,
  inParallel,
  inStep,
  openBench,
  usccOf,
  type Bench,
} from './money-workload.ts';

export const COST_CASES = 600;

const chunks = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size));

/** Requests for messages in batches of ten: sent, received, deleted. */
const queueRequests = (messages: number): number => 3 * Math.ceil(messages / 10);

/** Every case from click to paid, step by step, with what each step cost. */
async function payAll(bench: Bench): Promise<number> {
  const { deps } = bench;
  let requests = 0;
  const act = async (queue: string, events: readonly FlowEvent[]): Promise<void> => {
    const data = events.map((event) => event.data);
    requests += queueRequests(events.length);
    if (queue === 'check-eligibility')
      return inParallel(data, CLIENTS, (it) => checkEligibility(deps, String(it['applicationId'])));
    if (queue === 'allocate-budget') return void (await allocatePolicy(deps, bench.policy.id));
    if (queue === 'send-order')
      return inParallel(data, CLIENTS, (it) => sendOrder(deps, String(it['orderId'])));
    if (queue === 'notify-enterprises')
      return inParallel(events, CLIENTS, (event) => notifyEnterprises(deps, event));
    if (queue !== 'prepare-order') throw new Error(`the bench has no handler for the queue ${queue}`);
    for (const batch of chunks(data, 10))
      await prepareOrders(
        deps,
        batch.flatMap((it) => (it['legs'] as { legId: string }[]).map(({ legId }) => legId)),
      );
  };
  for (let events = bench.takeEvents(); events.length > 0; events = bench.takeEvents()) {
    for (const batch of chunks(events, 100))
      await inStep('project-figures', () => projectFigures(deps, batch));
    const queues = new Set(events.flatMap(({ type }) => queuesOf(type)));
    for (const queue of queues)
      await inStep(queue, () =>
        act(
          queue,
          events.filter(({ type }) => queuesOf(type).includes(queue)),
        ),
      );
    for (const report of bench.takeReports()) {
      const key = `bank-in/${report.messageId}.json`;
      bench.files.set(key, new TextEncoder().encode(JSON.stringify(report)));
      requests += queueRequests(1);
      await inStep('take-bank-file', () => takeBankFile(deps, key));
    }
  }
  return requests;
}

export interface Cost {
  readonly paid: number;
  readonly writeUnits: number;
  readonly readUnits: number;
  readonly queueRequests: number;
}

export async function costOfPaidCase(): Promise<Cost> {
  const bench = await openBench(COST_CASES * AWARD_FEN);
  try {
    await enrol(bench.deps, COST_CASES);
    bench.takeEvents();
    bench.spent.clear();
    const firms = Array.from({ length: COST_CASES }, (_, n) => usccOf(n));
    await inStep('submit', () =>
      inParallel(firms, CLIENTS, (uscc) => submit(bench.deps, { policyId: bench.policy.id, uscc, by: uscc })),
    );
    const requests = await payAll(bench);
    const budget = await bench.deps.store.read('budget', `${bench.policy.id}.city`);
    const paid = (budget?.paid ?? 0) / AWARD_FEN;
    bench.spent.delete('other');
    printSteps(bench, paid);
    const total = [...bench.spent.values()];
    return {
      paid,
      writeUnits: total.reduce((sum, step) => sum + step.writeUnits, 0) / paid,
      readUnits: total.reduce((sum, step) => sum + step.readUnits, 0) / paid,
      queueRequests: requests / paid,
    };
  } finally {
    await bench.close();
  }
}

/** To stderr, so that `--json` stays one array. */
export function printSteps({ spent }: Bench, paid: number): void {
  const table = new Table({
    head: ['step', 'write units', 'read units', 'requests (each a paid case)'],
    style: { head: [], border: [] },
  });
  const figure = (value: number) => (value / paid).toFixed(2);
  for (const [step, { writeUnits, readUnits, requests }] of spent)
    table.push([step, figure(writeUnits), figure(readUnits), figure(requests)]);
  console.error(table.toString());
}
