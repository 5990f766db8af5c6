// Replays March 2020 on a platform of its own: 29 policies on their days, the real register, every fen to the sandbox bank.
import { DAY_MARK } from '../../core/cockpit/figures.ts';
import { compilePolicy } from '../../core/rules/compile-policy.ts';
import { Fault } from '../../core/kernel/fault.ts';
import type { Rail } from '../../core/payment/payment-order.ts';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import { sweepStalled } from '../../functions/flow/sweep-stalled.ts';
import type { Deps } from '../../functions/deps.ts';
import { importExampleRegister, loadReference } from '../example/load-example.ts';
import { publicationDayOf, readExample, REGISTER_FILE, type Example } from '../example/read-example.ts';
import type { Platform } from '../start-platform.ts';
import { clickToPaid, fileOverHttp } from './click-to-paid.ts';
import { collectTruth, type Truth } from './collect-report.ts';
import { openDays, type PlayedDays } from './played-days.ts';
import type { Progress } from './progress.ts';
import {
  fileApplications,
  openOrders,
  publishAndMatch,
  untilAtRest,
  type DayWork,
  type PolicyDay,
} from './replay-day.ts';
import { reconcileStatements, type BankCheck } from './reconcile-statements.ts';

export interface ReplayOptions {
  readonly enterprises?: number;
  readonly policies?: number;
  readonly seed: number;
  /** Kept, and gone on with when a replay was broken off; in memory when absent. */
  readonly dataDir?: string;
}

export interface RailFigures {
  readonly payments: number;
  readonly paidFen: number;
  readonly statementFen: number;
}

/** The one JSON object of `--json`. */
export interface ReplayReport {
  readonly policies: number;
  readonly enterprises: number;
  readonly rejectedRows: number;
  readonly applications: number;
  readonly byState: Readonly<Record<string, number>>;
  readonly payments: number;
  readonly paidEnterprises: number;
  readonly paidFen: number;
  /** By the statements of bank and treasury together. */
  readonly bankFen: number;
  readonly rails: Readonly<Record<Rail, RailFigures>>;
  /** Days played, and those on which ledger, orders and statements agree. */
  readonly days: number;
  readonly daysAgreed: number;
  readonly ledgerBalanced: boolean;
  readonly stuck: number;
  readonly seconds: number;
  readonly clickToPaidMs: { readonly p50: number; readonly p99: number };
}

export interface ReplayResult {
  readonly report: ReplayReport;
  readonly truth: Truth;
  readonly bank: BankCheck;
  readonly districts: ReadonlyMap<string, string>;
}

/** What the treasury still does not know when the working day after has passed was never received. */
const DAYS_UNTIL_LOST = 2;

/** Firms of the first policy that file last, over HTTP, one by one: the claims that are timed. */
const TIMED_CLAIMS = 200;

export async function runReplay(options: ReplayOptions, progress: Progress): Promise<ReplayResult> {
  const startedAtMs = performance.now();
  const example = await readExample();
  const policies = choosePolicies(example, options.policies);
  const { startPlatform } = await import('../start-platform.ts');
  const firstDay = policies[0] ? publicationDayOf(policies[0]) : '2020-03-02';
  const days = openDays(options.dataDir, firstDay);
  const platform = await startPlatform({
    port: 0,
    ...(options.dataDir !== undefined && { dataDir: options.dataDir }),
    registerFile: REGISTER_FILE,
    departments: { seed: options.seed },
    bank: { seed: String(options.seed) },
  });
  try {
    return await play(platform, example, policies, options, progress, days, startedAtMs);
  } finally {
    progress.stop();
    await platform.close();
  }
}

/** The first `count` in the order of their days. @throws Fault invalid */
function choosePolicies(example: Example, count = example.policies.length): readonly PolicyDocument[] {
  if (count < 1 || count > example.policies.length) {
    throw new Fault('invalid', {
      reason: 'policies',
      zh: `--policies 应为 1 至 ${example.policies.length}`,
      en: `--policies must be 1 to ${example.policies.length}`,
    });
  }
  const policies = example.policies.slice(0, count);
  for (const document of policies) compilePolicy(document, example.catalogue);
  return policies;
}

async function play(
  platform: Platform,
  example: Example,
  policies: readonly PolicyDocument[],
  options: ReplayOptions,
  progress: Progress,
  played: PlayedDays,
  startedAtMs: number,
): Promise<ReplayResult> {
  const { loadDeps } = await import('../../functions/edge/wiring.ts');
  const deps = await loadDeps();
  await loadReference(deps, example, options.seed, options.enterprises);
  const imported = await importExampleRegister(
    deps,
    ({ rowsDone, rowsTotal }) => progress.update('register', rowsDone, Math.max(rowsDone, rowsTotal ?? 0)),
    options.enterprises,
  );
  progress.update('register', imported.rows, imported.rows);
  // A replay that was broken off goes on: queues are empty after a start, so what was under way is sent again.
  await sweepStalled(deps, { stalledMs: 0 });
  const work = dayWork(deps, example, progress, () => undefined);
  if (played.isGoneOnWith) await untilAtRest(work);
  const { days, timed } = await playDays(deps, example, policies, progress, played);
  const timedIds = await fileOverHttp(platform.url, timed);
  await untilAtRest(work);
  await playLastDays(work, played);
  const { p50, p99 } = await clickToPaid(deps, timedIds);
  const urls = { bank: platform.bankUrl, treasury: platform.treasuryUrl };
  const bank = await reconcileStatements(deps, urls, played.all);
  const truth = await collectTruth(deps, days);
  const report: ReplayReport = {
    policies: policies.length,
    enterprises: imported.accepted + imported.unchanged,
    rejectedRows: imported.rejected,
    applications: truth.applications,
    byState: Object.fromEntries(Object.entries(truth.byState).sort(([a], [b]) => (a < b ? -1 : 1))),
    payments: truth.payments,
    paidEnterprises: truth.paidEnterprises.size,
    paidFen: truth.paidFen,
    bankFen: bank.bookedFen,
    rails: { bank: railFigures('bank', truth, bank), treasury: railFigures('treasury', truth, bank) },
    days: played.all.length,
    daysAgreed: bank.daysAgreed.length,
    ledgerBalanced: truth.ledger.balanced && truth.ledger.paidFen === truth.paidFen,
    stuck: truth.stuck,
    seconds: Math.round((performance.now() - startedAtMs) / 100) / 10,
    clickToPaidMs: { p50, p99 },
  };
  return { report, truth, bank, districts: districtNames(example) };
}

const railFigures = (rail: Rail, truth: Truth, bank: BankCheck): RailFigures => ({
  ...truth.byRail[rail],
  statementFen: bank.byRail[rail].bookedFen,
});

/** Days after the last: what the treasury takes later, or never received, ends there. */
async function playLastDays(work: DayWork, played: PlayedDays): Promise<void> {
  const { deps } = work;
  if ((await openOrders(deps)).length === 0) return;
  const last = played.all.at(-1) ?? deps.clock.today();
  played.play(await deps.calendar.addWorkingDays(last, DAYS_UNTIL_LOST));
  await untilAtRest(work, true);
}

/** Day by day: publish, match, file, and let the day come to rest before the next. */
async function playDays(
  deps: Deps,
  example: Example,
  policies: readonly PolicyDocument[],
  progress: Progress,
  played: PlayedDays,
): Promise<{ days: PolicyDay[]; timed: PolicyDay }> {
  const days: PolicyDay[] = [];
  let filed = 0;
  let matchedSum = 0;
  let timed: PolicyDay | undefined;
  const work = dayWork(deps, example, progress, (count) => {
    filed += count;
    progress.update('filed', filed, Math.max(filed, matchedSum));
  });
  for (const today of new Set(policies.map(publicationDayOf))) {
    played.play(today);
    for (const document of policies.filter((policy) => publicationDayOf(policy) === today)) {
      const day = await publishAndMatch(work, document);
      days.push(day);
      matchedSum += day.matched.length;
      progress.update('published', days.length, policies.length);
      const split = timed ? undefined : holdBack(day);
      if (split) timed = split.timed;
      await fileApplications(work, split?.rest ?? day);
    }
    await untilAtRest(work);
  }
  if (!timed)
    throw new Fault('invalid', {
      reason: 'policies',
      zh: '所选政策中没有一键确认的政策',
      en: 'None of the chosen policies is claimed by confirmation',
    });
  played.play(publicationDayOf(timed.document));
  return { days, timed };
}

/** Keeps the last firms of a policy that is claimed by a click, a tenth of a small list. */
function holdBack(day: PolicyDay): { rest: PolicyDay; timed: PolicyDay } | undefined {
  if (day.document.mode !== 'confirm') return undefined;
  const held = new Set(day.matched.slice(-Math.min(TIMED_CLAIMS, Math.ceil(day.matched.length / 10))));
  if (held.size === 0) return undefined;
  return {
    rest: { ...day, matched: day.matched.filter((it) => !held.has(it)) },
    timed: { ...day, matched: [...held] },
  };
}

const dayWork = (
  deps: Deps,
  example: Example,
  progress: Progress,
  onFiled: (count: number) => void,
): DayWork => ({
  deps,
  example,
  onFiled,
  onLook: () => showFigures(deps, progress),
});

/** The bars of what happens behind the queue, from the cockpit's own figures. */
async function showFigures(deps: Deps, progress: Progress): Promise<void> {
  // Rows of days come before those of policies, and count the same once more.
  const cursor = `${DAY_MARK}\uffff`;
  const { items } = await deps.store.list('figures', { by: 'all', cursor, limit: 1000 });
  const sum = { applied: 0, accepted: 0, refused: 0, waiting: 0, reserved: 0, paid: 0 };
  for (const tally of items.flatMap((figures) => Object.values(figures.byDistrict))) {
    for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += tally[name];
  }
  progress.update('checked', Math.min(sum.applied, sum.accepted + sum.refused + sum.waiting), sum.applied);
  progress.update('reserved', sum.reserved, sum.accepted);
  progress.update('paid', sum.paid, sum.reserved);
}

const districtNames = ({ districts }: Example): ReadonlyMap<string, string> => {
  const listed = (districts as { districts?: { code: string; zh: string }[] }).districts ?? [];
  return new Map(listed.map(({ code, zh }) => [code, zh]));
};
