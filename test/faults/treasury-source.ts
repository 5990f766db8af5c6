// In one world of eight the districts pay through a treasury that soon closes for the day: their orders wait for the next one, and
// what it never received is handed over again a working day later.
import { minuteOfInstant } from '../../core/kernel/working-calendar.ts';

/** The treasury closes so long after the world began: some orders are in time, the others wait. */
const OPEN_MINUTES = 4;

const hasTreasury = (seed: number): boolean => seed % 8 === 4;

/** What a source's payer account says of its treasury. */
export const treasuryOf = (seed: number, source: string): { readonly treasury?: string } =>
  hasTreasury(seed) && source !== 'city' ? { treasury: '330106' } : {};

/** @param startMs the instant at which the world began */
export const treasuryHours = (seed: number, startMs: number): { readonly treasuryCutOffMinute?: number } =>
  hasTreasury(seed) ? { treasuryCutOffMinute: minuteOfInstant(startMs) + OPEN_MINUTES } : {};
