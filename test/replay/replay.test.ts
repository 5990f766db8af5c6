// The replay, small: the same seed gives the same figures, and one that was killed in the middle ends with the same totals.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReplayReport } from '../../local/replay/run-replay.ts';

const ARGUMENTS = ['bin/zhida.js', 'replay', '--enterprises', '600', '--policies', '12', '--json'];
const REPLAY_MAX_MS = 240_000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'zhida-replay-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command; `watch` sees stderr as it comes. */
function run(
  extra: readonly string[],
  watch: (stderr: string, child: ChildProcess) => void = () => undefined,
): Promise<Ended> {
  const child = spawn(process.execPath, [...ARGUMENTS, ...extra], { stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
    watch(stderr, child);
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
}

/** What must repeat: everything but the time it took, and the days that a killed one may need at the end. */
function figuresOf({ stdout, stderr, code }: Ended) {
  expect(code, stderr.slice(-2000)).toBe(0);
  const report = JSON.parse(stdout) as ReplayReport;
  expect(report.daysAgreed).toBe(report.days);
  const { seconds: _seconds, clickToPaidMs: _click, days: _days, daysAgreed: _agreed, ...figures } = report;
  return figures;
}

describe('replay of March 2020', () => {
  let whole: ReturnType<typeof figuresOf>;

  it(
    'pays over both rails, balances, agrees with bank and treasury on every day and leaves nothing standing',
    { timeout: REPLAY_MAX_MS },
    async () => {
      whole = figuresOf(await run(['--memory']));
      expect(whole).toMatchObject({ policies: 12, rejectedRows: 2, ledgerBalanced: true, stuck: 0 });
      expect(whole.enterprises).toBe(598);
      expect(whole.payments).toBeGreaterThan(300);
      expect(whole.bankFen).toBe(whole.paidFen);
      const { bank, treasury } = whole.rails;
      expect(treasury.payments).toBeGreaterThan(0);
      expect(bank.payments + treasury.payments).toBe(whole.payments);
      for (const rail of [bank, treasury]) expect(rail.statementFen).toBe(rail.paidFen);
      expect(Object.values(whole.byState).reduce((sum, count) => sum + count, 0)).toBe(whole.applications);
    },
  );

  it(
    'killed with -9 in the middle and started again, ends with the same totals',
    { timeout: 2 * REPLAY_MAX_MS },
    async () => {
      const data = ['--data', path.join(folder, 'killed')];
      const killed = await run(data, (stderr, child) => {
        // Some are paid, many are under way: the worst moment.
        if (/^paid +[1-9]/m.test(stderr)) child.kill('SIGKILL');
      });
      expect(killed.code).toBeNull();
      expect(figuresOf(await run(data))).toEqual(whole);
    },
  );

  it('refuses options that make no sense, with words in both languages', async () => {
    for (const extra of [
      ['--policies', '99'],
      ['--enterprises', '-1'],
      ['--seed', 'x'],
    ]) {
      const { code, stdout, stderr } = await run(extra);
      expect(code).not.toBe(0);
      expect(stdout).toBe('');
      expect(stderr).toMatch(/must be/);
    }
  });
});
