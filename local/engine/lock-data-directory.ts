// One platform per data directory: a second one is refused with words, and the lock of a killed process is taken over.
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Fault } from '../../core/kernel/fault.ts';

const LOCK_FILE = 'platform.lock';
const ATTEMPTS_MAX = 5;

interface Holder {
  readonly pid: number;
  /** Start of the process as the kernel knows it, since process ids are used again; empty where there is no /proc. */
  readonly startedAt: string;
}

/**
 * Takes the lock of a data directory, making the directory when it is not there.
 * @returns a function that gives the lock back
 * @throws Fault conflict when a living process holds it, invalid when the directory cannot be made or written
 */
export function lockDataDirectory(directory: string): () => void {
  makeDirectory(directory);
  const file = join(directory, LOCK_FILE);
  const own: Holder = { pid: process.pid, startedAt: processStart(process.pid) ?? '' };
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
    if (create(file, own)) return () => release(file, own);
    const holder = readHolder(file);
    if (holder && isAlive(holder)) throw refusal(directory, holder);
    rmSync(file, { force: true });
  }
  throw new Error(`could not take over the stale lock ${file}`);
}

/** Node's own `recursive` never returns where the file system denies that a child of an existing folder can be (`/proc/x`). */
function makeDirectory(directory: string): void {
  if (existsSync(directory)) return;
  makeDirectory(dirname(directory));
  try {
    mkdirSync(directory);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST') throw unusable(directory, code);
  }
}

/** Makes the file only when there is none, which the file system decides for one process. */
function create(file: string, holder: Holder): boolean {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'wx');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    throw unusable(dirname(file), code);
  }
  writeSync(descriptor, JSON.stringify(holder));
  closeSync(descriptor);
  return true;
}

/** Undefined when the file is gone or was cut off by a kill. */
function readHolder(file: string): Holder | undefined {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8')) as Partial<Holder>;
    return typeof holder.pid === 'number'
      ? { pid: holder.pid, startedAt: String(holder.startedAt ?? '') }
      : undefined;
  } catch {
    return undefined;
  }
}

function isAlive({ pid, startedAt }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const now = processStart(pid);
  return now === undefined || startedAt === '' || now === startedAt;
}

/** Field 22 of /proc/PID/stat: clock ticks since boot at which the process began. Undefined where there is no /proc. */
function processStart(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

function refusal(directory: string, { pid }: Holder): Fault {
  return new Fault('conflict', {
    reason: 'data-directory-in-use',
    zh: `数据目录 ${directory} 正被另一个直达进程（进程号 ${pid}）使用，请先停止它，或用 --data 指定其他目录`,
    en: `The data directory ${directory} is in use by another Zhida process (pid ${pid}); stop it first, or choose another with --data`,
    evidence: { directory, pid },
  });
}

function unusable(directory: string, code: string | undefined): Fault {
  return new Fault('invalid', {
    reason: 'data-directory-unusable',
    zh: `无法使用数据目录 ${directory}（${code}），请检查路径和权限，或用 --data 指定其他目录`,
    en: `The data directory ${directory} cannot be used (${code}); check path and permissions, or choose another with --data`,
    evidence: { directory, code },
  });
}

function release(file: string, own: Holder): void {
  const holder = readHolder(file);
  if (holder?.pid === own.pid && holder.startedAt === own.startedAt) rmSync(file, { force: true });
}
