// Counting in a trial: tallies of one part of the register that add up to those of the whole, in any order.
import { addFen, fen, type Fen, subtractFen, ZERO_FEN } from '../kernel/fen.ts';
import type { TrialComparison, TrialTally } from './trial-report.ts';

/** Of one firm: eligible, not or unknown, and its amount where it can be computed. */
export interface FirmAnswer {
  readonly eligible: boolean | null;
  /** null for a firm that is not eligible and where the amount is not known. */
  readonly amountFen: Fen | null;
}

export const emptyTally = (): TrialTally => ({
  eligible: 0,
  unknown: 0,
  ineligible: 0,
  amountFen: ZERO_FEN,
  amountUnknown: 0,
  possibleFen: ZERO_FEN,
  possibleFirms: 0,
});

export function countFirm(tally: TrialTally, { eligible, amountFen }: FirmAnswer): void {
  if (eligible === false) tally.ineligible += 1;
  else if (eligible === null) {
    tally.unknown += 1;
    if (amountFen === null) return;
    tally.possibleFirms += 1;
    tally.possibleFen = addFen(tally.possibleFen, amountFen);
  } else {
    tally.eligible += 1;
    if (amountFen === null) tally.amountUnknown += 1;
    else tally.amountFen = addFen(tally.amountFen, amountFen);
  }
}

export const emptyComparison = (): TrialComparison => ({
  gained: 0,
  lost: 0,
  mayGain: 0,
  mayLose: 0,
  raised: 0,
  lowered: 0,
  gainFen: ZERO_FEN,
  lossFen: ZERO_FEN,
  deltaFen: ZERO_FEN,
});

/** What counts as paid: the amount of a firm that is eligible now. */
const paidFen = ({ eligible, amountFen }: FirmAnswer): Fen =>
  eligible === true ? (amountFen ?? ZERO_FEN) : ZERO_FEN;

/** @returns whether anything differs for the firm */
export function compareFirm(comparison: TrialComparison, before: FirmAnswer, after: FirmAnswer): boolean {
  const deltaFen = subtractFen(paidFen(after), paidFen(before));
  if (before.eligible === after.eligible && deltaFen === 0) return false;
  if (before.eligible === true && after.eligible !== true) comparison.lost += 1;
  else if (before.eligible !== true && after.eligible === true) comparison.gained += 1;
  else if (before.eligible === false && after.eligible === null) comparison.mayGain += 1;
  else if (before.eligible === null && after.eligible === false) comparison.mayLose += 1;
  else if (deltaFen > 0) comparison.raised += 1;
  else comparison.lowered += 1;
  if (deltaFen > 0) comparison.gainFen = addFen(comparison.gainFen, deltaFen);
  else comparison.lossFen = subtractFen(comparison.lossFen, deltaFen);
  comparison.deltaFen = addFen(comparison.deltaFen, deltaFen);
  return true;
}

/** Adds numbers field by field: tallies, comparisons and histogram bars alike. */
export function addInto<T extends object>(into: T, from: T): void {
  const sums = into as Record<string, number>;
  for (const [key, value] of Object.entries(from as Record<string, number>))
    sums[key] = (sums[key] ?? 0) + value;
}

/** A record of tallies by code; firms whose code is not known stand under `''`. */
export type ByCode<T> = Record<string, T>;
export const UNKNOWN_CODE = '';

/** The tally of a code, made when it is first asked for. */
export function tallyAt<T>(groups: ByCode<T>, code: string, empty: () => T): T {
  const known = Object.hasOwn(groups, code) ? groups[code] : undefined;
  if (known) return known;
  const fresh = empty();
  groups[code] = fresh;
  return fresh;
}

export function addGroups<T extends object>(into: ByCode<T>, from: ByCode<T>, empty: () => T): void {
  for (const [code, tally] of Object.entries(from)) addInto(tallyAt(into, code, empty), tally);
}

export interface HistogramBar {
  firms: number;
  amountFen: Fen;
}
export const emptyBar = (): HistogramBar => ({ firms: 0, amountFen: ZERO_FEN });

/** Bars grow 1, 2, 5, 10 …, so that ¥50 and ¥5,000,000 fit one picture; the first ends at ¥100. */
const FIRST_BAR_FEN = 10_000;
const STEPS = [1, 2, 5] as const;

/** The lower end of a bar; bar 0 begins at nothing. */
export const barFrom = (bar: number): Fen =>
  bar === 0 ? ZERO_FEN : fen(FIRST_BAR_FEN * 10 ** Math.floor((bar - 1) / 3) * (STEPS[(bar - 1) % 3] ?? 1));

/** The bar that an amount falls into. */
export function barOf(amountFen: Fen): number {
  let bar = 0;
  while (barFrom(bar + 1) <= amountFen) bar += 1;
  return bar;
}
