// `npm run bench -- matching`: one policy against 1.5 million firms, and one firm against 1,000 policies, with peers.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { LogicEngine } from 'json-logic-engine';
import { parseDay } from '../core/kernel/day.ts';
import { compilePolicy } from '../core/rules/compile-policy.ts';
import type { Facts } from '../core/rules/evaluation.ts';
import { ColumnMatcher, type MatchKernel } from '../core/rules/match/column-matcher.ts';
import { type LoweredPolicy, lowerProgram } from '../core/rules/match/match-test.ts';
import { MATCH, PolicyIndex } from '../core/rules/match/policy-index.ts';
import { planRanks } from '../core/rules/match/rank-plan.ts';
import { buildSegment, columnItems } from '../core/rules/match/segment.ts';
import { countBits } from '../core/rules/match/settle-rows.ts';
import { type BenchPolicy, makePolicies } from './matching-workload.ts';
import type { Row } from './row.ts';
import { rowOf } from './rules.ts';
import { CATALOGUE, type Firm, makeFirms } from './rules-workload.ts';

const SEGMENTS = 15;
const SEGMENT_ROWS = 100_000;
const POLICIES = 1000;
/** Policies that are run against all firms. */
const WIDE_POLICIES = 40;
/** Firms that are run against all policies: ours, and the slower peer. */
const INDEX_FIRMS = 20_000;
const LOGIC_FIRMS = 300;
const LOGIC_WIDE_POLICIES = 20;
const ROUNDS = 5;
const DAY = parseDay('2026-01-01') ?? 0;
const ITEMS = columnItems(CATALOGUE.items);

type Test = (firm: Firm) => unknown;

const lower = (policy: BenchPolicy): LoweredPolicy =>
  lowerProgram(compilePolicy(policy.document, CATALOGUE).program, DAY, () => true);

/** The least of several times, in milliseconds. */
function best(known: number, work: () => void): number {
  const started = performance.now();
  work();
  return Math.min(known, performance.now() - started);
}

const pairsPerSecond = (pairs: number, ms: number): number => pairs / ms / 1000;

interface Wide {
  readonly matcher: ColumnMatcher;
  readonly kernels: readonly MatchKernel[];
  readonly database: DuckDBConnection;
  readonly sample: readonly Firm[];
}

/** The same firms in our columns and in DuckDB's; segment by segment, so that few are objects at once. */
async function load(wide: readonly BenchPolicy[], folder: string): Promise<Wide> {
  const lowered = wide.map(lower);
  const plan = planRanks(
    ITEMS,
    lowered.map((policy) => policy.test),
  );
  const matcher = new ColumnMatcher(plan, SEGMENTS * SEGMENT_ROWS);
  const database = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  await database.run(
    `create table firms (${ITEMS.map((item) => `${item.key} ${SQL_TYPES[item.type] ?? 'bigint'}`).join(', ')})`,
  );
  let sample: readonly Firm[] = [];
  for (let segment = 0; segment < SEGMENTS; segment += 1) {
    const firms = makeFirms(SEGMENT_ROWS, 0.05, segment + 1);
    if (segment === 0) sample = firms;
    matcher.append(buildSegment(ITEMS, firms as unknown as readonly Facts[]));
    const file = join(folder, 'firms.csv');
    writeFileSync(
      file,
      firms
        .map((firm) => ITEMS.map((item) => String(firm[item.key as keyof Firm] ?? '')).join(','))
        .join('\n'),
    );
    await database.run(`copy firms from '${file}' (format csv, header false, nullstr '')`);
  }
  return { matcher, kernels: lowered.map((policy) => matcher.prepare(policy.test)), database, sample };
}

const SQL_TYPES: Readonly<Record<string, string>> = { enum: 'varchar', boolean: 'boolean' };

async function count(database: DuckDBConnection, sql: string): Promise<number[]> {
  const result = await database.runAndReadAll(sql);
  return (result.getRows()[0] ?? []).map(Number);
}

/** Ours and DuckDB's counts of eligible and unknown firms must be the same for every policy. */
async function assertSameCounts(wide: Wide, policies: readonly BenchPolicy[]): Promise<void> {
  for (const [index, policy] of policies.entries()) {
    const bits = wide.matcher.match(wide.kernels[index] as MatchKernel);
    const [eligible, possible] = [countBits(bits.eligible), countBits(bits.possible)];
    const theirs = await count(
      wide.database,
      `select count(*) filter (where ${policy.sql}), count(*) filter (where (${policy.sql}) is null) from firms`,
    );
    if (theirs[0] !== eligible || theirs[1] !== possible - eligible) {
      throw new Error(`policy ${index}: ours ${eligible}/${possible - eligible}, DuckDB ${String(theirs)}`);
    }
  }
}

async function wideRows(policies: readonly BenchPolicy[], logic: readonly Test[]): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'zhida-bench-'));
  try {
    const wide = policies.slice(0, WIDE_POLICIES);
    const loaded = await load(wide, folder);
    await assertSameCounts(loaded, wide);
    const times = { ours: Infinity, logic: Infinity, eligible: Infinity, both: Infinity };
    for (let round = 0; round < ROUNDS; round += 1) await timeRound(loaded, wide, logic, times, round);
    const rows = SEGMENTS * SEGMENT_ROWS;
    const ours = pairsPerSecond(rows * WIDE_POLICIES, times.ours);
    const theirs = pairsPerSecond(SEGMENT_ROWS * LOGIC_WIDE_POLICIES, times.logic);
    const eligible = pairsPerSecond(rows * WIDE_POLICIES, times.eligible);
    const both = pairsPerSecond(rows * WIDE_POLICIES, times.both);
    return [
      rowOf('one policy → 1.5 m firms: ours', ours, 'M pairs/s'),
      rowOf('one policy → 1.5 m firms: json-logic-engine', theirs, 'M pairs/s'),
      rowOf('one policy → 1.5 m firms: DuckDB, eligible only', eligible, 'M pairs/s'),
      rowOf('one policy → 1.5 m firms: DuckDB, eligible and unknown', both, 'M pairs/s'),
      rowOf('one policy → 1.5 m firms, against json-logic-engine', ours / theirs, '×', { atLeast: 100 }),
      rowOf('one policy → 1.5 m firms, against DuckDB on eligible only', ours / eligible, '×', {
        atLeast: 3,
      }),
      rowOf('one policy → 1.5 m firms, against DuckDB on both', ours / both, '×', { atLeast: 10 }),
      rowOf('matcher memory for 1.5 m firms × 20 items', loaded.matcher.bytes / 1e6, 'MB', { atMost: 60 }),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Times = { ours: number; logic: number; eligible: number; both: number };

async function timeRound(
  wide: Wide,
  policies: readonly BenchPolicy[],
  logic: readonly Test[],
  times: Times,
  round: number,
): Promise<void> {
  times.ours = best(times.ours, () => {
    for (const kernel of wide.kernels) wide.matcher.match(kernel);
  });
  times.logic = best(times.logic, () => {
    for (const test of logic.slice(0, LOGIC_WIDE_POLICIES)) for (const firm of wide.sample) test(firm);
  });
  if (round >= 2) return;
  let started = performance.now();
  for (const policy of policies) await count(wide.database, `select count(*) from firms where ${policy.sql}`);
  times.eligible = Math.min(times.eligible, performance.now() - started);
  started = performance.now();
  for (const { sql } of policies)
    await count(
      wide.database,
      `select count(*) filter (where ${sql}), count(*) filter (where (${sql}) is null) from firms`,
    );
  times.both = Math.min(times.both, performance.now() - started);
}

function indexRows(policies: readonly BenchPolicy[], logic: readonly Test[]): Row[] {
  const lowered = policies.map(lower);
  const index = new PolicyIndex(
    planRanks(
      ITEMS,
      lowered.map((policy) => policy.test),
    ),
    lowered,
  );
  const answers = new Uint8Array(policies.length);
  const complete = makeFirms(LOGIC_FIRMS, 0, 99);
  for (const firm of complete) {
    index.match(firm as unknown as Facts, answers);
    logic.forEach((test, at) => {
      if (Boolean(test(firm)) !== (answers[at] === MATCH))
        throw new Error(`policy ${at} differs from json-logic-engine`);
    });
  }
  const firms = makeFirms(INDEX_FIRMS, 0.05, 98);
  let [ours, theirs] = [Infinity, Infinity];
  for (let round = 0; round < ROUNDS; round += 1) {
    ours = best(ours, () => {
      for (const firm of firms) index.match(firm as unknown as Facts, answers);
    });
    theirs = best(theirs, () => {
      for (const firm of complete) for (const test of logic) test(firm);
    });
  }
  const [a, b] = [
    pairsPerSecond(INDEX_FIRMS * policies.length, ours),
    pairsPerSecond(LOGIC_FIRMS * policies.length, theirs),
  ];
  return [
    rowOf('one firm → 1,000 policies: ours', a, 'M pairs/s'),
    rowOf('one firm → 1,000 policies: json-logic-engine', b, 'M pairs/s'),
    rowOf('one firm → 1,000 policies, against json-logic-engine', a / b, '×', { atLeast: 60 }),
  ];
}

export async function run(): Promise<Row[]> {
  const policies = makePolicies(POLICIES, 7);
  const hash = createHash('sha256').update(JSON.stringify(policies)).digest('hex').slice(0, 16);
  process.stderr.write(`workload ${hash}: ${POLICIES} policies, ${SEGMENTS * SEGMENT_ROWS} firms\n`);
  const engine = new LogicEngine();
  const logic = policies.map((policy) => engine.build(policy.logic) as Test);
  return [...indexRows(policies, logic), ...(await wideRows(policies, logic))];
}
