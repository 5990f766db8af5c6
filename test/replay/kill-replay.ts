// A replay killed with -9 at a random moment and run again: what CI does five times, and a night fifty times.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ReplayReport } from '../../local/replay/run-replay.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
/** So small that most of its time is the start of the platform. */
const SMALL = ['--enterprises', '60', '--policies', '2'];

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `zhida replay --json`; `watch` sees stderr as it comes. */
export function runReplayCommand(
  extra: readonly string[],
  watch: (stderr: string, child: ChildProcess) => void = () => undefined,
): Promise<Ended> {
  const child = spawn(process.execPath, ['bin/zhida.js', 'replay', '--json', ...extra], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
    watch(stderr, child);
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
}

/** What must repeat: everything but the time it took. @throws Error with the end of its words when it failed */
export function figuresOf({ stdout, stderr, code }: Ended): Omit<ReplayReport, 'seconds' | 'clickToPaidMs'> {
  if (code !== 0) throw new Error(`the replay ended with ${code}: ${stderr.slice(-2000)}`);
  const { seconds: _seconds, clickToPaidMs: _click, ...figures } = JSON.parse(stdout) as ReplayReport;
  return figures;
}

export interface Kill {
  /** How long after its first policy was published it was killed; undefined when it was through before. */
  readonly afterMs: number | undefined;
  /** By the one that went on: equal to those of a replay that nobody killed. */
  readonly figures: ReturnType<typeof figuresOf>;
}

export interface KilledReplays {
  readonly whole: ReturnType<typeof figuresOf>;
  readonly kills: readonly Kill[];
}

/**
 * One replay in peace, then `count` that are killed at a random moment between their first publication and their end, each in
 * a folder of its own, and run again.
 * @param random a number in [0, 1)
 */
export async function killReplays(count: number, random: () => number): Promise<KilledReplays> {
  const folder = await mkdtemp(path.join(tmpdir(), 'zhida-kills-'));
  try {
    let publishedAtMs = 0;
    const peaceful = await runReplayCommand([...SMALL, '--data', path.join(folder, 'whole')], (stderr) => {
      if (publishedAtMs === 0 && /^published/m.test(stderr)) publishedAtMs = performance.now();
    });
    const spanMs = performance.now() - publishedAtMs;
    const kills: Kill[] = [];
    for (let kill = 1; kill <= count; kill++)
      kills.push(await killOnce(path.join(folder, String(kill)), random() * spanMs));
    return { whole: figuresOf(peaceful), kills };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function killOnce(folder: string, afterMs: number): Promise<Kill> {
  let isAimed = false;
  const killed = await runReplayCommand([...SMALL, '--data', folder], (stderr, child) => {
    if (isAimed || !/^published/m.test(stderr)) return;
    isAimed = true;
    setTimeout(() => child.kill('SIGKILL'), afterMs).unref();
  });
  const again = await runReplayCommand([...SMALL, '--data', folder]);
  return { afterMs: killed.code === null ? afterMs : undefined, figures: figuresOf(again) };
}
