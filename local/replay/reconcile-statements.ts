// Asks bank and treasury for the statement of each day, lets the platform take it like any file, and compares day by day.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Rail } from '../../core/payment/payment-order.ts';
import type { Deps } from '../../functions/deps.ts';
import { factsOfReport } from '../../core/reconciliation/facts-of-report.ts';
import { reconcileDay } from '../../functions/reconciliation/reconcile-day.ts';

/** What the statements of one rail say: lines, and what was booked and not given back. */
export interface RailCheck {
  readonly statements: number;
  readonly lines: number;
  readonly bookedFen: number;
}

export interface BankCheck {
  readonly byRail: Readonly<Record<Rail, RailCheck>>;
  /** Over both rails. */
  readonly bookedFen: number;
  /** Days on which ledger = orders = bank and treasury, and those on which they do not. */
  readonly daysAgreed: readonly string[];
  readonly daysOpen: readonly string[];
  /** Without the samples drawn for a look afterwards: they are no trouble, and each run draws its own. */
  readonly openExceptions: number;
}

const TAKEN_MAX_MS = 120_000;

/** @param urls the control addresses of the sandboxes */
export async function reconcileStatements(
  deps: Deps,
  urls: Readonly<Record<Rail, string>>,
  days: readonly string[],
): Promise<BankCheck> {
  const keys = {
    bank: await statementsOf(urls.bank, days),
    treasury: await statementsOf(urls.treasury, days),
  };
  const byRail = { bank: await readAll(deps, keys.bank), treasury: await readAll(deps, keys.treasury) };
  await untilTaken(deps, [...keys.bank, ...keys.treasury]);
  const checked = [];
  for (const day of days) checked.push(await reconcileDay(deps, day));
  const isAgreed = ({ state }: { state: string }) => state === 'agreed';
  const { items } = await deps.store.list('exception', { by: 'state', group: 'open', limit: 1000 });
  return {
    byRail,
    bookedFen: byRail.bank.bookedFen + byRail.treasury.bookedFen,
    daysAgreed: checked.filter(isAgreed).map(({ id }) => id),
    daysOpen: checked.filter((day) => !isAgreed(day)).map(({ id }) => id),
    openExceptions: items.filter(({ reason }) => reason !== 'sampled').length,
  };
}

async function statementsOf(url: string, days: readonly string[]): Promise<string[]> {
  const keys: string[] = [];
  for (const day of days) {
    const response = await fetch(`${url}/statement?day=${day}`, { method: 'POST' });
    if (!response.ok) throw new Error(`${url} gives no statement of ${day}: ${response.status}`);
    keys.push(...((await response.json()) as { keys: string[] }).keys);
  }
  return keys;
}

async function readAll(deps: Deps, keys: readonly string[]): Promise<RailCheck> {
  let bookedFen = 0;
  let lines = 0;
  for (const key of keys) {
    const content = await deps.files.get('bank', key);
    const facts = content ? deps.readBankFile(content).flatMap((report) => factsOfReport(report)) : [];
    lines += facts.length;
    for (const { kind, amountFen = 0 } of facts) bookedFen += kind === 'booked' ? amountFen : -amountFen;
  }
  return { statements: keys.length, lines, bookedFen };
}

async function untilTaken(deps: Deps, keys: readonly string[]): Promise<void> {
  for (const deadline = Date.now() + TAKEN_MAX_MS; Date.now() < deadline; await sleep(200)) {
    const { items } = await deps.store.list('bank-file', { by: 'owner', group: 'statement', limit: 1000 });
    const taken = new Set(items.map(({ key }) => key));
    if (keys.every((key) => taken.has(key))) return;
  }
  throw new Error('the statements were not taken');
}
