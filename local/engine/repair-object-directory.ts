// Makes fauxqs's object folder loadable after a kill: a half-written description would stop the whole start.
import { existsSync, readFileSync, readdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Sets aside (as `.broken`) every object whose description is not whole JSON or whose bytes are not as many as it says.
 * Such a write was never acknowledged, since fauxqs answers only after both files are written.
 * @returns the paths set aside
 */
export function repairObjectDirectory(directory: string): string[] {
  if (!existsSync(directory)) return [];
  const broken: string[] = [];
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.json')) continue;
    const path = join(entry.parentPath, entry.name);
    if (isWhole(path)) continue;
    renameSync(path, `${path}.broken`);
    broken.push(path);
  }
  return broken;
}

function isWhole(path: string): boolean {
  try {
    const description = JSON.parse(readFileSync(path, 'utf8')) as { contentLength?: number };
    if (description.contentLength === undefined) return true;
    return statSync(path.replace(/\.meta\.json$/, '.data')).size === description.contentLength;
  } catch {
    return false;
  }
}
