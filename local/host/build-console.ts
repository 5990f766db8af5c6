// Builds the console when there is none or when its sources are newer, so that a start never shows yesterday's pages.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const WEB = path.join(ROOT, 'web');
const PAGE = path.join(WEB, 'dist/index.html');
const VITE = path.join(ROOT, 'node_modules/vite/bin/vite.js');
/** Beside the sources: what the build itself reads. */
const OTHERS = ['index.html', 'vite.config.ts', '../package-lock.json'];

async function changedAtMs(file: string): Promise<number> {
  return (await stat(file)).mtimeMs;
}

async function newestSourceMs(): Promise<number> {
  const entries = await readdir(path.join(WEB, 'src'), { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return Math.max(
    ...(await Promise.all([...files, ...OTHERS.map((name) => path.join(WEB, name))].map(changedAtMs))),
  );
}

export type ConsoleBuild = 'fresh' | 'built' | 'no-builder';

/**
 * Takes a few seconds when it builds, milliseconds when not. An installation without development packages has no builder:
 * it serves what was built before, or nothing.
 * @throws Error when the build fails
 */
export async function buildConsole(): Promise<ConsoleBuild> {
  if (existsSync(PAGE) && (await newestSourceMs()) <= (await changedAtMs(PAGE))) return 'fresh';
  if (!existsSync(VITE)) return 'no-builder';
  const build = spawn(process.execPath, [VITE, 'build', WEB, '--logLevel', 'warn'], {
    cwd: ROOT,
    // Whoever asks, a test too, gets what is shipped: React's development build is several times slower and larger.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const code = await new Promise((resolve, reject) => build.once('error', reject).once('exit', resolve));
  if (code !== 0) throw new Error(`the build of the console ended with ${String(code)}`);
  return 'built';
}
