// The treasuries and their hours, kept as a file like the working days: a treasury's notice changes them, not a deployment.
import { cutOffMinutes } from '../../core/payment/treasuries.ts';
import type { Files, TreasuryHours } from '../ports.ts';

/** JSON of the shape that `treasuriesSchema` describes. */
export const TREASURIES_KEY = 'reference/treasuries.json';

/** Read once a process, on first use, and again while there is none: without one every treasury has the installation's hours. */
export function fileTreasuries(files: Pick<Files, 'get'>): TreasuryHours {
  let loaded: Promise<ReadonlyMap<string, number>> | undefined;
  const load = async (): Promise<ReadonlyMap<string, number>> => {
    const content = await files.get('files', TREASURIES_KEY);
    if (content) return cutOffMinutes(JSON.parse(new TextDecoder().decode(content)));
    loaded = undefined;
    return new Map();
  };
  return {
    async cutOffMinuteOf(division) {
      loaded ??= load().catch((error: unknown) => {
        loaded = undefined;
        throw error;
      });
      return (await loaded).get(division);
    },
  };
}

/** Checks parsed treasuries and keeps them. @throws Fault invalid naming what is wrong */
export async function storeTreasuries(files: Pick<Files, 'put'>, data: unknown): Promise<void> {
  cutOffMinutes(data);
  await files.put('files', TREASURIES_KEY, JSON.stringify(data), { contentType: 'application/json' });
}
