// `npm run mutate [-- PART…]`: mutates the code of money part by part, each against the tests that must notice, and tells the scores.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Part {
  readonly files: readonly string[];
  readonly tests: readonly string[];
}

const LEDGER = 'test/faults/ledger-arithmetic.test.ts';
const JOURNAL = 'test/faults/journal-arithmetic.test.ts';
const PAYMENT = 'test/faults/payment-arithmetic.test.ts';
const CLAIM = 'test/faults/claim-arithmetic.test.ts';

const PARTS: Readonly<Record<string, Part>> = {
  budget: {
    files: ['core/ledger/budget.ts', 'core/ledger/fund-budget.ts', 'core/ledger/transfer.ts'],
    tests: [LEDGER],
  },
  journal: {
    files: ['core/ledger/fold-journal.ts', 'core/ledger/journal.ts', 'core/ledger/verify-chain.ts'],
    tests: [JOURNAL],
  },
  settle: { files: ['core/reconciliation/settle-lines.ts'], tests: [PAYMENT] },
  facts: {
    files: ['functions/reconciliation/apply-facts.ts'],
    tests: ['test/ledger/apply-facts.test.ts'],
  },
  split: { files: ['core/disbursement/split-by-funding.ts'], tests: [CLAIM] },
  allocate: {
    files: ['core/disbursement/allocate-budget.ts'],
    tests: [CLAIM],
  },
  reserve: {
    files: ['core/disbursement/reserve.ts', 'core/disbursement/reserve-legs.ts'],
    tests: [CLAIM],
  },
  entitle: { files: ['core/disbursement/entitle.ts'], tests: [CLAIM] },
  allocator: {
    files: ['functions/disbursement/allocate-budget.ts', 'functions/disbursement/waiting-queue.ts'],
    tests: ['test/disbursement/allocator.test.ts'],
  },
  account: {
    files: [
      'core/payment/payee-account.ts',
      'functions/payment/register-account.ts',
      'functions/payment/find-payees.ts',
    ],
    tests: ['test/payment/payee-account.test.ts'],
  },
  unpaid: {
    files: [
      'core/disbursement/refuse-application.ts',
      'functions/disbursement/settle-unpaid.ts',
      'functions/disbursement/fix-share.ts',
    ],
    tests: ['test/disbursement/unpaid.test.ts'],
  },
  group: { files: ['core/disbursement/group-place.ts'], tests: ['test/disbursement/group-place.test.ts'] },
  override: {
    files: ['core/disbursement/override.ts', 'functions/disbursement/override-claim.ts'],
    tests: ['test/disbursement/override.test.ts'],
  },
  hold: {
    files: [
      'core/payment/hold-board.ts',
      'core/payment/withdraw-order.ts',
      'functions/payment/place-hold.ts',
      'functions/payment/take-back-order.ts',
    ],
    tests: ['test/payment/place-hold.test.ts'],
  },
  prepare: { files: ['functions/payment/prepare-order.ts'], tests: ['test/payment/prepare-order.test.ts'] },
  release: {
    files: ['functions/payment/release-order.ts', 'functions/payment/check-release.ts'],
    tests: ['test/payment/release-order.test.ts'],
  },
  send: {
    files: [
      'functions/payment/send-order.ts',
      'functions/payment/opening-day.ts',
      'core/payment/order-transitions.ts',
    ],
    tests: [PAYMENT, 'test/payment/send-order.test.ts'],
  },
  seal: {
    files: ['functions/reconciliation/seal-journal.ts'],
    tests: ['test/ledger/seal-journal.test.ts'],
  },
  verify: {
    files: ['functions/reconciliation/verify-ledger.ts'],
    tests: ['test/ledger/verify-ledger.test.ts'],
  },
};
const SCORE_MIN = 90;
const ROOT = join(import.meta.dirname, '..', '..');
const REPORTS = join(ROOT, 'reports');
/** Of this process alone: two runs at once must not read each other's scores. */
const SETTINGS = join(REPORTS, `stryker-${process.pid}.json`);
const REPORT = join(REPORTS, `mutation-${process.pid}.json`);
const STRYKER = join(ROOT, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');

interface Mutant {
  readonly status: string;
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly location: { readonly start: { readonly line: number; readonly column: number } };
}

/** Killed or timed out, of all mutants that could be run. */
function tell(file: string, mutants: readonly Mutant[]): number {
  const isCaught = ({ status }: Mutant) => status === 'Killed' || status === 'Timeout';
  const alive = mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
  const caught = mutants.filter(isCaught).length;
  const score = (100 * caught) / Math.max(caught + alive.length, 1);
  console.log(`${file}: ${caught} of ${caught + alive.length} (${score.toFixed(1)} %)`);
  for (const { location, mutatorName, replacement = '' } of alive)
    console.log(
      `  lives: ${location.start.line}:${location.start.column} ${mutatorName} ${replacement.slice(0, 80)}`,
    );
  return score;
}

function mutate({ files, tests }: Part): number[] {
  const settings = JSON.parse(readFileSync(join(ROOT, 'stryker.config.json'), 'utf8')) as object;
  mkdirSync(REPORTS, { recursive: true });
  writeFileSync(SETTINGS, JSON.stringify({ ...settings, jsonReporter: { fileName: REPORT } }));
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [STRYKER, 'run', SETTINGS, '--mutate', files.join(',')],
    { cwd: ROOT, env: { ...process.env, ZHIDA_MUTATION_TESTS: tests.join(',') }, encoding: 'utf8' },
  );
  rmSync(SETTINGS);
  // Whatever the status: without a report of its own nothing was measured, and no earlier one may be told.
  if (!existsSync(REPORT)) throw new Error(`${files.join(', ')}: ${stdout}${stderr}`);
  const report = JSON.parse(readFileSync(REPORT, 'utf8')) as {
    files: Readonly<Record<string, { readonly mutants: readonly Mutant[] }>>;
  };
  rmSync(REPORT);
  return Object.entries(report.files).map(([file, { mutants }]) => tell(file, mutants));
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in PARTS));
if (unknown.length > 0)
  throw new Error(`no part is named ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}`);
const scores = Object.entries(PARTS)
  .filter(([name]) => wanted.length === 0 || wanted.includes(name))
  .flatMap(([, part]) => mutate(part));
process.exitCode = scores.some((score) => score < SCORE_MIN) ? 1 : 0;
