// Which faults a seed meets and how often: each seed draws its own mix, so that rare combinations meet without noise.
import { Random } from './random.ts';

/** Faults of a call: before it is done, or after it was done but before its answer arrives. */
export const CALL_FAULTS = [
  'throttle',
  'conflict',
  'kill-before',
  'kill-after',
  'lost-answer',
  'stall',
] as const;
/** Faults of messages, the stream, clocks, departments, the bank, and what people do in between. */
export const WORLD_FAULTS = [
  'duplicate-message',
  'drop-queue',
  'stream-again',
  'clock-skew',
  'department-down',
  'bank-late',
  'bank-lost-file',
  'bank-lost-answer',
  'bank-report-twice',
  'bank-reject',
  'bank-return',
  'bank-lost-line',
  'bank-slow',
  'bank-contradiction',
  'bank-stray-line',
  'withdrawal',
  'budget-cut',
  'budget-top-up',
  'double-click',
  'suspension',
  'amendment',
  'hold',
  'account-put-right',
  'account-change',
  'budget-close',
  'budget-lapse',
  'budget-carry-over',
  'day-jump',
  'override',
  'recovery',
  'self-correction',
  'repayment',
  'offset',
  'restore',
  'write-off',
  'fact-turns',
  'fact-turns-back',
  'let-through',
] as const;
export const FAULTS = [...CALL_FAULTS, ...WORLD_FAULTS] as const;
export type CallFault = (typeof CALL_FAULTS)[number];
export type FaultName = (typeof FAULTS)[number];

/** Everything that a run depends on; equal plans give equal traces. */
export interface FaultPlan {
  readonly seed: number;
  readonly enterprises: number;
  /** Share of chances at which each fault strikes; 0 switches it off. */
  readonly rates: Readonly<Record<FaultName, number>>;
}

/** The most a fault strikes, of its chances. */
const RATE_MAX: Readonly<Record<FaultName, number>> = {
  throttle: 0.03,
  conflict: 0.06,
  'kill-before': 0.02,
  'kill-after': 0.03,
  'lost-answer': 0.04,
  stall: 0.03,
  'duplicate-message': 0.15,
  'drop-queue': 0.3,
  'stream-again': 0.1,
  'clock-skew': 0.5,
  'department-down': 0.5,
  'bank-late': 0.3,
  'bank-lost-file': 0.2,
  'bank-lost-answer': 0.15,
  'bank-report-twice': 0.3,
  'bank-reject': 0.15,
  'bank-return': 0.15,
  'bank-lost-line': 0.05,
  'bank-slow': 0.2,
  'bank-contradiction': 0.1,
  'bank-stray-line': 0.1,
  withdrawal: 0.2,
  'budget-cut': 0.8,
  'budget-top-up': 0.8,
  'double-click': 0.2,
  suspension: 0.2,
  amendment: 0.5,
  hold: 0.3,
  'account-put-right': 0.8,
  'account-change': 0.15,
  'budget-close': 0.3,
  'budget-lapse': 0.3,
  'budget-carry-over': 0.3,
  'day-jump': 0.25,
  override: 0.5,
  recovery: 0.3,
  'self-correction': 0.2,
  repayment: 0.8,
  offset: 0.8,
  restore: 0.6,
  'write-off': 0.3,
  'fact-turns': 0.25,
  'fact-turns-back': 0.6,
  'let-through': 0.3,
};

/** The seed's own plan: about two in three faults, each at a rate of its own, and 12 to 15 enterprises. */
export function planOf(seed: number): FaultPlan {
  const random = new Random(seed ^ 0x5eed);
  const rates = Object.fromEntries(
    FAULTS.map((fault) => [fault, random.chance(0.65) ? RATE_MAX[fault] * (0.2 + 0.8 * random.next()) : 0]),
  ) as Record<FaultName, number>;
  return { seed, enterprises: random.between(12, 15), rates };
}
