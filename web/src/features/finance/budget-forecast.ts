// When a budget ends if it goes on as it does: from the rate of its reservations, said with the method so that nobody takes it
// for a promise.
import { transferRows, type EntryOfTransfers } from './transfer-rows.ts';

/** What each kind of transfer does to what is available. */
const SIGNS: Readonly<Record<string, number>> = {
  fund: 1,
  cut: -1,
  lapse: -1,
  reserve: -1,
  void: 1,
  restore: 1,
};
const DAY_MS = 86_400_000;
/** The rate is taken from so many days back, or from the first reservation when that is later. */
export const WINDOW_DAYS = 7;

/** The available balance in fen after each entry, oldest first. */
export function balancesOf(entries: readonly EntryOfTransfers[]): (readonly [string, number])[] {
  let fen = 0;
  return entries.map((entry) => {
    for (const { kind, amountFen } of transferRows([entry])) fen += (SIGNS[kind] ?? 0) * amountFen;
    return [entry.at, fen] as const;
  });
}

export interface Forecast {
  /** Reserved less given back, a day. */
  readonly perDayFen: number;
  /** Over so many days, one at least. */
  readonly days: number;
  /** Absent when nothing is reserved, so that no end is in sight. */
  readonly endsAtMs?: number;
}

/** @param entries of one budget, oldest first @param availableFen what is left now */
export function forecast(
  entries: readonly EntryOfTransfers[],
  availableFen: number,
  nowMs: number,
): Forecast {
  const rows = transferRows(entries).filter(
    ({ kind, at }) =>
      (kind === 'reserve' || kind === 'void') && Date.parse(at) >= nowMs - WINDOW_DAYS * DAY_MS,
  );
  const first = rows[0];
  if (!first) return { perDayFen: 0, days: WINDOW_DAYS };
  const days = Math.max((nowMs - Date.parse(first.at)) / DAY_MS, 1);
  const net = rows.reduce((sum, { kind, amountFen }) => sum - (SIGNS[kind] ?? 0) * amountFen, 0);
  const perDayFen = Math.round(net / days);
  if (perDayFen <= 0) return { perDayFen: 0, days };
  return { perDayFen, days, endsAtMs: nowMs + (availableFen / perDayFen) * DAY_MS };
}
