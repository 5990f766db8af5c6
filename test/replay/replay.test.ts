// The replay, small: the same seed gives the same figures, and one that was killed in the middle ends with the same totals.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../faults/random.ts';
import { figuresOf, killReplays, runReplayCommand } from './kill-replay.ts';

const ARGUMENTS = ['--enterprises', '600', '--policies', '12'];
const KILLS = 5;
const SEED = 20_200_302;
const REPLAY_MAX_MS = 240_000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'zhida-replay-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('replay of March 2020', () => {
  let whole: ReturnType<typeof figuresOf>;

  it(
    'pays over both rails, balances, agrees with bank and treasury on every day and leaves nothing standing',
    { timeout: REPLAY_MAX_MS },
    async () => {
      whole = figuresOf(await runReplayCommand([...ARGUMENTS, '--memory']));
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
      const killed = await runReplayCommand([...ARGUMENTS, ...data], (stderr, child) => {
        // Some are paid, many are under way: the worst moment.
        if (/^paid +[1-9]/m.test(stderr)) child.kill('SIGKILL');
      });
      expect(killed.code).toBeNull();
      expect(figuresOf(await runReplayCommand([...ARGUMENTS, ...data]))).toEqual(whole);
    },
  );

  it(
    `killed with -9 at ${KILLS} random moments, ends each time with books = bank and the totals of one in peace`,
    { timeout: 10 * REPLAY_MAX_MS },
    async () => {
      const random = new Random(SEED);
      const { whole: peaceful, kills } = await killReplays(KILLS, () => random.next());
      expect(peaceful).toMatchObject({ ledgerBalanced: true, stuck: 0 });
      expect(peaceful.bankFen).toBe(peaceful.paidFen);
      expect(peaceful.payments).toBeGreaterThan(5);
      for (const { figures } of kills) expect(figures).toEqual(peaceful);
      expect(kills.filter(({ afterMs }) => afterMs !== undefined).length).toBeGreaterThan(0);
    },
  );

  it('refuses options that make no sense, with words in both languages', async () => {
    for (const extra of [
      ['--policies', '99'],
      ['--enterprises', '-1'],
      ['--seed', 'x'],
    ]) {
      const { code, stdout, stderr } = await runReplayCommand([...ARGUMENTS, ...extra]);
      expect(code).not.toBe(0);
      expect(stdout).toBe('');
      expect(stderr).toMatch(/must be/);
    }
  });
});
