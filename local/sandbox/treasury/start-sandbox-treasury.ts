// Starts the sandbox treasury: the sandbox bank's books and journal behind a treasury's language, working days and cut-off.
import { CUT_OFF_MINUTE, type WorkingCalendar } from '../../../core/kernel/working-calendar.ts';
import { startSandboxBank, type RunningBank, type SandboxBankOptions } from '../bank/start-sandbox-bank.ts';
import { treasuryDialect } from './treasury-dialect.ts';

export interface SandboxTreasuryOptions extends Omit<SandboxBankOptions, 'dialect'> {
  readonly calendar: WorkingCalendar;
  /** Minutes since midnight, of a division without hours of its own; 16:30 when left out. */
  readonly cutOffMinute?: number;
  /** Division → minutes since midnight. */
  readonly cutOffMinutes?: ReadonlyMap<string, number>;
}

/**
 * Takes applications from `treasury-out/`, leaves vouchers, receipts, clearing and refunds in `bank-in/`, and answers over
 * HTTP as the sandbox bank does. A bank and a treasury may share a bucket; each needs a `dataDir` of its own.
 */
export function startSandboxTreasury({
  calendar,
  cutOffMinute = CUT_OFF_MINUTE,
  cutOffMinutes = new Map(),
  ...options
}: SandboxTreasuryOptions): Promise<RunningBank> {
  const dialect = treasuryDialect(calendar, (division) => cutOffMinutes.get(division) ?? cutOffMinute);
  return startSandboxBank({ ...options, dialect });
}
