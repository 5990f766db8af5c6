// `npm run bench -- money`: who gets the last yuan when 10,000 come at once, how fast money is reserved, and what a case costs.
import {
  BatchWriteCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { itemOf } from '../adapters/dynamodb/items.ts';
import { reserve } from '../core/disbursement/reserve.ts';
import { movesOf } from '../core/ledger/transfer.ts';
import { allocatePolicies } from '../functions/disbursement/allocate-budget.ts';
import type { Commit } from '../functions/ports.ts';
import { costOfPaidCase, COST_CASES } from './money-cost.ts';
import { acceptedOf, AWARD_FEN, CLIENTS, inParallel, openBench, type Bench } from './money-workload.ts';
import { rowAtLeast, rowAtMost, rowOfPeer, type Row } from './row.ts';

const APPLICATIONS = 10_000;
const FUNDED = 3_000;
/** A naive design is measured on so many claims: its rate does not change with their number. */
const NAIVE_CLAIMS = 600;
const CONFLICT_RATE = 0.3;
const ROUNDS = 5;

async function putAccepted({ client, tables, policy }: Bench, count: number): Promise<void> {
  const items = acceptedOf(policy, count).map((application) => itemOf('application', application));
  const batches = Array.from({ length: Math.ceil(items.length / 25) }, (_, n) =>
    items.slice(n * 25, n * 25 + 25),
  );
  await inParallel(batches, CLIENTS, (batch) =>
    client.send(
      new BatchWriteCommand({
        RequestItems: { [tables.core]: batch.map((Item) => ({ PutRequest: { Item } })) },
      }),
    ),
  );
}

const secondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
};

/** Runs the allocator again after a lost race, as its queue does. */
async function allocateAll({ deps, policy }: Bench): Promise<void> {
  while ((await allocatePolicies(deps, [policy.id])).length > 0);
}

/** The transactions that the allocator sent, to send the same items once more without any condition. */
function recordTransactions({ client }: Bench): TransactWriteCommandInput[] {
  const recorded: TransactWriteCommandInput[] = [];
  client.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args);
      if ('TransactItems' in (args.input as object)) recorded.push(args.input as TransactWriteCommandInput);
      return answer;
    },
    { step: 'initialize', name: 'recorder', priority: 'low' },
  );
  return recorded;
}

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** The same puts and additions; checks, which write nothing, are left out with the conditions. */
const withoutConditions = ({ Put: put, Update: update }: TransactItem): TransactItem[] => {
  if (put) return [{ Put: { TableName: put.TableName, Item: put.Item } }];
  if (!update) return [];
  const { TableName, Key, UpdateExpression, ExpressionAttributeValues: values = {} } = update;
  const used = Object.entries(values).filter(([name]) =>
    new RegExp(`${name}\\b`).test(UpdateExpression ?? ''),
  );
  return [
    { Update: { TableName, Key, UpdateExpression, ExpressionAttributeValues: Object.fromEntries(used) } },
  ];
};

interface Reserved {
  readonly claimsPerSecond: number;
  readonly ceilingPerSecond: number;
  readonly funded: number;
  readonly inOrder: boolean;
  readonly availableFen: number;
}

/** 10,000 wait for money that covers 3,000. */
async function reserveRush(): Promise<Reserved> {
  const bench = await openBench(FUNDED * AWARD_FEN);
  try {
    await putAccepted(bench, APPLICATIONS);
    const recorded = recordTransactions(bench);
    const seconds = await secondsOf(() => allocateAll(bench));
    const { deps, policy } = bench;
    const applications = acceptedOf(policy, APPLICATIONS);
    const claims = await deps.store.readMany(
      'claim',
      applications.map(({ id }) => id),
    );
    const budget = await deps.store.read('budget', `${policy.id}.city`);
    return {
      claimsPerSecond: FUNDED / seconds,
      ceilingPerSecond: await ceilingOf(recorded),
      funded: claims.filter((claim) => claim !== undefined).length,
      inOrder: claims.every((claim, index) => (claim !== undefined) === index < FUNDED),
      availableFen: budget?.available ?? -1,
    };
  } finally {
    await bench.close();
  }
}

/** The same items into an engine in the same state, from one client too, but without any condition or look at the queue. */
async function ceilingOf(recorded: readonly TransactWriteCommandInput[]): Promise<number> {
  const bench = await openBench(FUNDED * AWARD_FEN);
  try {
    await putAccepted(bench, APPLICATIONS);
    const groups = recorded.map(({ TransactItems: items = [] }) => items.flatMap(withoutConditions));
    const seconds = await secondsOf(async () => {
      for (const TransactItems of groups)
        await bench.client.send(new TransactWriteCommand({ TransactItems }));
    });
    return FUNDED / seconds;
  } finally {
    await bench.close();
  }
}

/**
 * One counter, one transaction a claim: the same items and the same guarantees. Since the declared order is one of them, the
 * next claim is tried only after the one before: beside each other a later one could take the last of the money.
 */
async function naiveRate(conflicts: number): Promise<number> {
  const struck = await openBench(NAIVE_CLAIMS * AWARD_FEN, faultsOf(conflicts));
  try {
    const { deps, policy } = struck;
    const applications = acceptedOf(policy, NAIVE_CLAIMS);
    await putAccepted(struck, NAIVE_CLAIMS);
    const seconds = await secondsOf(() =>
      inParallel(applications, 1, async (application) => {
        const commit = naiveCommit(policy, application);
        for (let tries = 0; ; tries++) {
          const result = await deps.store.commit(commit).catch(() => undefined);
          if (result?.committed) return;
          if (tries > 50) throw new Error(`the naive design could not reserve ${application.id}`);
        }
      }),
    );
    return NAIVE_CLAIMS / seconds;
  } finally {
    await struck.close();
  }
}

const faultsOf = (conflicts: number) =>
  conflicts > 0 ? { transactionConflict: conflicts, seed: 7 } : undefined;

function naiveCommit(document: Bench['policy'], application: ReturnType<typeof acceptedOf>[number]): Commit {
  const { claim, legs, transfers, ...reserved } = reserve({
    document,
    application,
    entitled: {
      kind: 'entitled',
      awardFen: application.amountFen as never,
      openFen: application.amountFen as never,
      lines: [],
      refusedLines: [],
    },
    standing: { lineSlots: new Map() } as never,
    thirdParty: undefined,
    today: '2020-03-02',
    at: application.submittedAt,
  });
  return {
    creates: [{ kind: 'claim', entity: claim }, ...legs.map((entity) => ({ kind: 'leg', entity }) as const)],
    replaces: [{ kind: 'application', entity: reserved.application }],
    moves: movesOf(transfers),
    event: {
      subject: `claim:${claim.id}`,
      seq: 1,
      type: 'claim.reserved',
      at: application.submittedAt,
      by: 'system',
      data: { policyId: document.id, legs: legs.map(({ id }) => ({ legId: id })) },
      transfers,
    },
  };
}

async function groupedRate(conflicts: number): Promise<number> {
  const bench = await openBench(FUNDED * AWARD_FEN, faultsOf(conflicts));
  try {
    await putAccepted(bench, FUNDED);
    return FUNDED / (await secondsOf(() => allocateAll(bench)));
  } finally {
    await bench.close();
  }
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;

interface Rates {
  readonly rush: Reserved;
  readonly grouped: number;
  readonly groupedStruck: number;
  readonly naive: number;
  readonly naiveStruck: number;
}

/** Each round measures everything once, so that what else the machine does meets all designs alike. */
async function measureRound(): Promise<Rates> {
  return {
    rush: await reserveRush(),
    grouped: await groupedRate(0),
    naive: await naiveRate(0),
    groupedStruck: await groupedRate(CONFLICT_RATE),
    naiveStruck: await naiveRate(CONFLICT_RATE),
  };
}

export async function run(): Promise<Row[]> {
  // The ceiling comes after the run whose items it takes: without a round before, only that run would wait for compiled code.
  await reserveRush();
  const rounds: Rates[] = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await measureRound());
  const middle = (of: (rates: Rates) => number) => median(rounds.map(of));
  const cost = await costOfPaidCase();
  const least = (of: (rates: Rates) => number) => Math.min(...rounds.map(of));
  const most = (of: (rates: Rates) => number) => Math.max(...rounds.map(of));
  return [
    rowAtLeast(
      'fewest funded of 10,000 at once, budget for 3,000',
      least((it) => it.rush.funded),
      'claims',
      FUNDED,
    ),
    rowAtMost(
      'most funded of 10,000 at once, budget for 3,000',
      most((it) => it.rush.funded),
      'claims',
      FUNDED,
    ),
    rowAtLeast(
      'exactly the first 3,000 in order',
      least((it) => (it.rush.inOrder ? 1 : 0)),
      'yes = 1',
      1,
    ),
    rowAtMost(
      'left in the budget',
      most((it) => Math.abs(it.rush.availableFen)),
      'fen',
      0,
    ),
    rowOfPeer(
      'reserving, 10,000 waiting',
      middle((it) => it.rush.claimsPerSecond),
      'claims/s',
    ),
    rowOfPeer(
      'the same items without conditions',
      middle((it) => it.rush.ceilingPerSecond),
      'claims/s',
    ),
    rowAtLeast(
      'share of the engine’s ceiling',
      middle((it) => it.rush.claimsPerSecond / it.rush.ceilingPerSecond),
      'of 1',
      0.6,
    ),
    rowOfPeer(
      'reserving, 3,000 waiting',
      middle((it) => it.grouped),
      'claims/s',
    ),
    rowOfPeer(
      'naive design',
      middle((it) => it.naive),
      'claims/s',
    ),
    rowAtLeast(
      'against the naive design',
      middle((it) => it.grouped / it.naive),
      'times',
      2,
    ),
    rowOfPeer(
      'naive design, conflicts injected',
      middle((it) => it.naiveStruck),
      'claims/s',
    ),
    rowAtLeast(
      'against the naive design, conflicts injected',
      middle((it) => it.groupedStruck / it.naiveStruck),
      'times',
      5,
    ),
    rowAtLeast('paid in the cost run', cost.paid, 'cases', COST_CASES),
    rowAtMost('write units a paid case', cost.writeUnits, 'WCU', 45),
    rowAtMost('read units a paid case', cost.readUnits, 'RCU', 15),
    rowAtMost('queue requests a paid case', cost.queueRequests, 'requests', 6),
  ];
}
