// Builds the console when it is missing or older than its sources, so that `npm start` on a fresh clone serves it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const WEB = path.join(ROOT, 'web');
const VITE = path.join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');

/** The newest change below a folder, in ms since 1970; 0 when there is nothing. */
async function newestMs(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const times = await Promise.all(files.map(async (file) => (await stat(file)).mtimeMs));
  return Math.max(0, ...times);
}

async function isFresh(): Promise<boolean> {
  const built = await stat(path.join(WEB, 'dist', 'index.html')).catch(() => undefined);
  if (!built) return false;
  const page = await stat(path.join(WEB, 'index.html'));
  return built.mtimeMs >= Math.max(page.mtimeMs, await newestMs(path.join(WEB, 'src')));
}

/**
 * Does nothing when the console is fresh, or cannot be built because there is no source or no Vite.
 * @throws Error with the last words of the build when it fails
 */
export async function buildConsole(): Promise<void> {
  if (!existsSync(path.join(WEB, 'index.html')) || !existsSync(VITE) || (await isFresh())) return;
  const child = spawn(process.execPath, [VITE, 'build', WEB, '--logLevel', 'warn'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => (words = (words + chunk.toString()).slice(-2_000)));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`the console could not be built (vite ended with ${code}): ${words}`);
}
