// The business days that a replay plays: all services of this process follow the environment, and a broken-off replay comes back
// to the day it was on, so that what was under way ends on its own day.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface PlayedDays {
  /** A former replay was broken off on some day. */
  readonly isGoneOnWith: boolean;
  /** Every day played, in their order. */
  readonly all: readonly string[];
  play(day: string): void;
}

/** @param dataDir where the day is kept; undefined: nowhere */
export function openDays(dataDir: string | undefined, firstDay: string): PlayedDays {
  const file = dataDir === undefined ? undefined : path.join(dataDir, 'played-days.json');
  const kept =
    file !== undefined && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as string[]) : [];
  const days = new Set(kept);
  const play = (day: string): void => {
    days.delete(day);
    days.add(day);
    process.env['ZHIDA_TODAY'] = day;
    if (file === undefined) return;
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify([...days]));
  };
  play(kept.at(-1) ?? firstDay);
  return {
    isGoneOnWith: kept.length > 0,
    get all() {
      return [...days].toSorted();
    },
    play,
  };
}
