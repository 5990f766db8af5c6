// Builds the console's files for the deployment, as the local host builds them for itself.
import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

/** @param folder emptied first @throws Error when the build fails */
export function buildPages(folder: string): void {
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  const args = [
    'build',
    join(ROOT, 'web'),
    '--outDir',
    resolve(folder),
    '--emptyOutDir',
    '--logLevel',
    'warn',
  ];
  execFileSync(process.execPath, [vite, ...args], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
}
