// Asks the bank for the statement of each day, lets the platform take it like any bank file, and compares the sums.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Deps } from '../../functions/deps.ts';
import { factsOfReport } from '../../core/reconciliation/facts-of-report.ts';

export interface BankCheck {
  readonly statements: number;
  readonly lines: number;
  /** Booked and not given back, by the statements alone. */
  readonly bookedFen: number;
  readonly openExceptions: number;
}

const TAKEN_MAX_MS = 120_000;

export async function reconcileStatements(
  deps: Deps,
  bankUrl: string,
  days: readonly string[],
): Promise<BankCheck> {
  const keys: string[] = [];
  for (const day of new Set(days)) {
    const response = await fetch(`${bankUrl}/statement?day=${day}`, { method: 'POST' });
    if (!response.ok) throw new Error(`the bank gives no statement of ${day}: ${response.status}`);
    keys.push(...((await response.json()) as { keys: string[] }).keys);
  }
  const before = keys.length;
  let bookedFen = 0;
  let lines = 0;
  for (const key of keys) {
    const content = await deps.files.get('bank', key);
    const facts = content ? deps.readBankFile(content).flatMap((report) => factsOfReport(report)) : [];
    lines += facts.length;
    for (const { kind, amountFen = 0 } of facts) bookedFen += kind === 'booked' ? amountFen : -amountFen;
  }
  await untilTaken(deps, before);
  const { items } = await deps.store.listKeys('exception', { by: 'state', group: 'open', limit: 1000 });
  return { statements: before, lines, bookedFen, openExceptions: items.length };
}

async function untilTaken(deps: Deps, count: number): Promise<void> {
  for (const deadline = Date.now() + TAKEN_MAX_MS; Date.now() < deadline; await sleep(200)) {
    const { items } = await deps.store.list('bank-file', { by: 'owner', group: 'statement', limit: 1000 });
    if (items.length >= count) return;
  }
  throw new Error('the statements were not taken');
}
