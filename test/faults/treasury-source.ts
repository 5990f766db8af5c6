// In one world of eight the districts pay through treasuries that soon close for the day, each at its own time: their orders wait for
// the next one, and what a treasury never received is handed over again a working day later.
import { minuteOfInstant } from '../../core/kernel/working-calendar.ts';
import type { TreasuryHours } from '../../functions/ports.ts';

/** A treasury closes so many minutes after the world began: some orders are in time, the others wait. */
const OPEN_MINUTES = 4;
/** Two of them state hours of their own. */
const OWN_OPEN_MINUTES: Readonly<Record<string, number>> = { '330101': 2, '330102': 6 };
const MINUTE_MS = 60_000;

const hasTreasury = (seed: number): boolean => seed % 8 === 4;

/** `district-d1` → `330101`. */
const divisionOf = (source: string): string => `3301${source.slice(-1).padStart(2, '0')}`;

/** What a source's payer account says of its treasury. */
export const treasuryOf = (seed: number, source: string): { readonly treasury?: string } =>
  hasTreasury(seed) && source !== 'city' ? { treasury: divisionOf(source) } : {};

interface Hours {
  readonly treasuryCutOffMinute?: number;
  readonly treasuries?: TreasuryHours;
}

/** @param startMs the instant at which the world began */
export function treasuryHours(seed: number, startMs: number): Hours {
  if (!hasTreasury(seed)) return {};
  const start = minuteOfInstant(startMs);
  const cutOffMinuteOf = async (division: string) => {
    const own = OWN_OPEN_MINUTES[division];
    return own === undefined ? undefined : start + own;
  };
  return { treasuryCutOffMinute: start + OPEN_MINUTES, treasuries: { cutOffMinuteOf } };
}

/** For the auditor: how long after the world began a budget's treasury takes orders; for ever where a bank pays. */
export function openForMs(seed: number, budgetId: string): number {
  const [, source = 'city'] = budgetId.split('.');
  const { treasury } = treasuryOf(seed, source);
  if (treasury === undefined) return Infinity;
  return (OWN_OPEN_MINUTES[treasury] ?? OPEN_MINUTES) * MINUTE_MS;
}
