// Everything use cases are given: the ports, and the two caches of things that never change.
import type {
  Clock,
  DepartmentSource,
  EventQueues,
  Files,
  PaymentRails,
  Store,
  TreasuryHours,
  WorkCalendar,
} from './ports.ts';
import type { Rail } from '../core/payment/payment-order.ts';
import type { Fault } from '../core/kernel/fault.ts';
import type { ParkedMessage } from './edge/queue.ts';
import type { PolicyCache } from './policy/policy-cache.ts';
import type { ReadBankFile } from './reconciliation/take-bank-file.ts';

export interface Deps {
  readonly store: Store;
  readonly files: Files;
  readonly queues: EventQueues;
  readonly bank: PaymentRails;
  readonly departments: DepartmentSource;
  readonly clock: Clock;
  readonly calendar: WorkCalendar;
  /** What this installation is connected to; all rails when absent. */
  readonly rails?: readonly Rail[];
  /**
   * Minutes since midnight in Shanghai after which a treasury that states no hours of its own takes nothing more that day;
   * `CUT_OFF_MINUTE` when absent.
   */
  readonly treasuryCutOffMinute?: number;
  /** The treasuries that state hours of their own; none when absent. */
  readonly treasuries?: TreasuryHours;
  /** How long an answer of a department counts as asked at release; `RELEASE_FRESH_MS` when absent. */
  readonly releaseFreshMs?: number;
  readonly policies: PolicyCache;
  readonly readBankFile: ReadBankFile;
  /** Keeps a message that nobody can handle as an exception with an owner. */
  park(message: ParkedMessage, fault: Fault): Promise<void>;
}

/** Who acts when no person does. */
export const SYSTEM = 'system';

/** ISO instant with milliseconds of a clock's real time. */
export const instantOf = (clock: Clock): string => new Date(clock.nowMs()).toISOString();
