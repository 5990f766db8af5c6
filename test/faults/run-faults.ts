// `npm run -s faults -- --seeds N [--seed S] [--json] [--kills N] [--planted] [--nightly]`: fault runs by hand, in CI, and all night.
import { mkdirSync, readFileSync, renameSync, writeFileSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { killReplays } from '../replay/kill-replay.ts';
import { planOf } from './fault-plan.ts';
import { PLANTED_FAULTS } from './planted-faults.ts';
import { runEach, runRange } from './run-range.ts';
import { runSeed } from './run-seed.ts';
import { addUp, type RangeReport } from './seed-range.ts';
import { shrink } from './shrink.ts';

const NIGHTLY_SEEDS = 1_000_000;
const NIGHTLY_CHUNK = 500;
/** A planted fault must be found within so many seeds, from a start that changes every night. */
const PLANTED_SEEDS_MAX = 20_000;
const NIGHTLY_KILLS = 50;
const SHRUNK_MAX = 3;
const PROGRESS_FILE = join(import.meta.dirname, '..', '..', '.zhida', 'faults-nightly.json');

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    seed: { type: 'string' },
    json: { type: 'boolean', default: false },
    nightly: { type: 'boolean', default: false },
    kills: { type: 'string' },
    planted: { type: 'boolean', default: false },
  },
});

function wholeNumber(text: string | undefined, name: string, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^\d{1,12}$/.test(text)) throw new Error(`--${name} takes a whole number, not "${text}"`);
  return Number(text);
}

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** A failing seed, run a second time to see that it does the same, and made small. */
async function explain({ seed, violation, traceHash }: RangeReport['failing'][number]) {
  const again = await runSeed(planOf(seed));
  const small = await shrink(planOf(seed));
  return {
    seed,
    violation,
    traceHash,
    replaysExactly: again.traceHash === traceHash && again.violation === violation,
    ...(small && {
      shrunk: { enterprises: small.plan.enterprises, faults: small.faults, violation: small.violation },
    }),
  };
}

/** Goes on where the last night ended; what was found stays until the file is taken away. */
async function runNight(): Promise<RangeReport> {
  mkdirSync(dirname(PROGRESS_FILE), { recursive: true });
  const known = existsSync(PROGRESS_FILE)
    ? (JSON.parse(readFileSync(PROGRESS_FILE, 'utf8')) as RangeReport)
    : addUp([]);
  let total = known;
  while (total.seeds < NIGHTLY_SEEDS) {
    const count = Math.min(NIGHTLY_CHUNK, NIGHTLY_SEEDS - total.seeds);
    total = addUp([total, await runRange(total.seeds + 1, count)]);
    writeFileSync(`${PROGRESS_FILE}.new`, JSON.stringify(total));
    renameSync(`${PROGRESS_FILE}.new`, PROGRESS_FILE);
    say(`${total.seeds} seeds, ${total.failing.length} failures`);
  }
  return total;
}

interface Search {
  readonly name: string;
  readonly seeds: number;
  /** The seed that found it; absent when none did. */
  readonly foundBy?: number;
}

/** Every planted fault is looked for anew, from one start. */
async function findPlanted(from: number): Promise<Search[]> {
  const requests = PLANTED_FAULTS.map(({ name }) => ({ from, count: PLANTED_SEEDS_MAX, planted: name }));
  const reports = await runEach(requests, ({ planted }, { seeds, failing: [found] }) =>
    say(`${planted}: ${found ? `after ${seeds} seeds, by seed ${found.seed}` : 'NOT FOUND'}`),
  );
  return reports.map(({ seeds, failing: [found] }, index) => ({
    name: PLANTED_FAULTS[index]?.name ?? '',
    seeds,
    ...(found && { foundBy: found.seed }),
  }));
}

/** @returns how many killed replays did not end with the totals of one in peace */
async function killAll(count: number): Promise<number> {
  const { whole, kills } = await killReplays(count, Math.random);
  const expected = JSON.stringify(whole);
  const differing = kills.filter(({ figures }) => JSON.stringify(figures) !== expected);
  say(`${kills.length} replays killed at random moments, ${differing.length} ended otherwise than in peace`);
  return differing.length;
}

const from = wholeNumber(values.seed, 'seed', 1);
const count = wholeNumber(values.seeds, 'seeds', values.seed === undefined ? 5_000 : 1);
const isSearch = values.planted && !values.nightly;
const report = values.nightly ? await runNight() : await runRange(from, isSearch ? 0 : count);
// A search starts somewhere else every time, unless it is told where.
const start = values.seed === undefined ? 1 + Math.floor(Math.random() * 1_000_000_000) : from;
const planted = values.nightly || values.planted ? await findPlanted(start) : [];
const missed = planted.flatMap(({ name, foundBy }) => (foundBy === undefined ? [name] : []));
const kills = values.nightly ? NIGHTLY_KILLS : wholeNumber(values.kills, 'kills', 0);
const differing = kills > 0 ? await killAll(kills) : 0;
const failing: unknown[] = [];
for (const [index, one] of report.failing.entries())
  failing.push(index < SHRUNK_MAX ? await explain(one) : one);
if (!values.json) for (const [name, hits] of report.hits) say(`${String(hits).padStart(9)}  ${name}`);
const summary = {
  seeds: report.seeds,
  failures: report.failing.length,
  steps: report.steps,
  faults: report.faults,
  failing,
  ...(planted.length > 0 && { plantedFrom: start, planted, plantedNotFound: missed }),
  ...(kills > 0 && { kills, killsDiffering: differing }),
};
console.log(JSON.stringify(summary, null, values.json ? 0 : 2));
process.exitCode = report.failing.length + missed.length + differing > 0 ? 1 : 0;
