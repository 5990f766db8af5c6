// What one can set on the sandbox bank: its speed, its moods and its faults, each decided by a seed so that runs repeat.
import { createHash } from 'node:crypto';
import * as z from 'zod';

const rate = z.number().min(0).max(1);
const ms = z.int().min(0).max(86_400_000);

/** Share of payment files (or, for `wrongAmount`, of payments) that meet the fault. */
const faultsSchema = z.strictObject({
  /** Booked in time, answered `lateMs` later. */
  late: rate.default(0),
  /** Booked, never answered: only the statement and `ask` tell. */
  never: rate.default(0),
  /** The notification comes again as another message with the same lines. */
  twice: rate.default(0),
  /** The same bytes come again under another file name. */
  duplicateFile: rate.default(0),
  /** A cut-off upload comes first, the whole file after it. */
  cutFile: rate.default(0),
  /** Half the lines in one notification, the others in a second one `lateMs` later. */
  partialFile: rate.default(0),
  /** Notification before status report, its lines backwards. */
  outOfOrder: rate.default(0),
  /** A line for a payment that nobody ordered. */
  unknownLine: rate.default(0),
  /** The notified amount is one fen too high; the statement has the right one. */
  wrongAmount: rate.default(0),
});

export const bankSettingsSchema = z.strictObject({
  seed: z.string().max(100).default('zhida'),
  /** From picking a file up to having booked it. */
  delayMs: ms.default(0),
  /** From a day's end to its statement. */
  statementDelayMs: ms.default(0),
  lateMs: ms.default(2_000),
  /** Share of payments refused, and of booked ones that come back. */
  rejectRate: rate.default(0),
  returnRate: rate.default(0),
  /** A return is booked when both have passed since the booking: calendar days, and real time. */
  returnAfterDays: z.int().min(0).max(30).default(0),
  returnDelayMs: ms.default(500),
  /** Share of enterprises that have no settlement account. */
  accountMissingRate: rate.default(0),
  /** What every payer account holds at first. */
  openingBalanceFen: z.int().min(0).default(100_000_000_000_000),
  /** 指标文号 → what the treasury lets go from it, in fen; one that is not named here has no bound. */
  quotas: z.record(z.string(), z.int().min(0)).default({}),
  faults: faultsSchema.prefault({}),
});
export type BankSettings = z.infer<typeof bankSettingsSchema>;
export type BankFault = keyof BankSettings['faults'];

/** A change of settings: only what is given changes. */
export function changeSettings(settings: BankSettings, change: unknown): BankSettings {
  const given = z.looseObject({ faults: z.looseObject({}).optional() }).parse(change);
  return bankSettingsSchema.parse({ ...settings, ...given, faults: { ...settings.faults, ...given.faults } });
}

/** Whether something of the given share befalls this id: the same answer for the same seed, kind and id. */
export function befalls(seed: string, kind: string, id: string, share: number): boolean {
  if (share <= 0) return false;
  if (share >= 1) return true;
  return createHash('sha256').update(`${seed}|${kind}|${id}`).digest().readUIntBE(0, 6) < share * 2 ** 48;
}
