// Use case: close a day: every line of its orders as the ledger, the order and the bank's statement tell it; differences are cases.
import type { Leg } from '../../core/disbursement/claim.ts';
import { fen, type Fen } from '../../core/kernel/fen.ts';
import { formatDay, parseDay, type DayText } from '../../core/kernel/day.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { legOfTransfer } from '../../core/ledger/transfer.ts';
import type { Statement } from '../../core/payment/bank-message.ts';
import type { PaymentOrder } from '../../core/payment/payment-order.ts';
import { dayOfStatement, factOfLine } from '../../core/reconciliation/facts-of-report.ts';
import {
  differing,
  sumUp,
  threeWayCase,
  threeWayCaseId,
  type Reconciliation,
  type ThreeWayLine,
} from '../../core/reconciliation/three-way.ts';
import { instantOf, SYSTEM, type Deps } from '../deps.ts';
import { closeSolvedCase } from './close-solved-case.ts';
import { openException } from './open-exception.ts';
import { everyItem, everyPage } from '../every-page.ts';

const PAGE = 200;
const AT_ONCE = 8;
/** Statements of so many days, from the day itself on, still speak of it. */
const STATEMENT_DAYS = 11;
/** Longer than the longest holidays, in which neither treasury nor bank tells anything. */
const OPEN_DAYS = 15;

/** Every line of a day's orders as the three tell it now; nothing is written. @throws Fault invalid */
export async function linesOfDay(
  deps: Deps,
  day: DayText,
): Promise<{ readonly orders: number; readonly lines: readonly ThreeWayLine[] }> {
  const orders = await ordersOf(deps, day);
  const bank = await bankOf(deps, day);
  const lines: ThreeWayLine[] = [];
  for (let from = 0; from < orders.length; from += AT_ONCE) {
    const slice = orders.slice(from, from + AT_ONCE);
    lines.push(...(await Promise.all(slice.map((order) => linesOf(deps, order, bank)))).flat());
  }
  return { orders: orders.length, lines };
}

/** Safe to repeat: a difference is one case, closed by the check that no longer finds it. @throws Fault invalid | lost-race */
export async function reconcileDay(deps: Deps, day: DayText): Promise<Reconciliation> {
  const { orders, lines } = await linesOfDay(deps, day);
  const at = instantOf(deps.clock);
  const found = new Set(differing(lines));
  for (const line of found) await openException(deps, threeWayCase(day, line, at));
  const standing = await deps.store.read('reconciliation', day);
  if (standing && standing.differences > 0)
    for (const line of lines)
      if (!found.has(line))
        await closeSolvedCase(
          deps,
          threeWayCaseId(line.endToEndId),
          '再次核对已相符 / Agrees when checked again',
        );
  return record(deps, { ...sumUp(day, orders, lines, at), version: (standing?.version ?? 0) + 1 });
}

/** The days before today that are not agreed yet, oldest first: what the schedule closes. */
export async function reconcileOpenDays(deps: Deps): Promise<Reconciliation[]> {
  const today = parseDay(deps.clock.today()) ?? 0;
  const days = Array.from({ length: OPEN_DAYS }, (_, index) => formatDay(today - OPEN_DAYS + index));
  const standing = await deps.store.readMany('reconciliation', days);
  const checked: Reconciliation[] = [];
  for (const [index, day] of days.entries())
    if (standing[index]?.state !== 'agreed') checked.push(await reconcileDay(deps, day));
  return checked;
}

async function record(deps: Deps, reconciliation: Reconciliation): Promise<Reconciliation> {
  const write = { kind: 'reconciliation', entity: reconciliation } as const;
  const { version, id, state, differences, ledgerFen, bankFen } = reconciliation;
  const { committed } = await deps.store.commit({
    ...(version === 1 ? { creates: [write] } : { replaces: [write] }),
    event: {
      subject: `reconciliation:${id}`,
      seq: version,
      type: 'day.reconciled',
      at: reconciliation.checkedAt,
      by: SYSTEM,
      data: { day: id, state, differences, ledgerFen, bankFen },
    },
  });
  if (!committed) throw new Fault('lost-race');
  return reconciliation;
}

/** Orders that were handed over on a day, of every policy and rail. */
async function ordersOf(deps: Deps, day: DayText): Promise<PaymentOrder[]> {
  const { items: policies } = await deps.store.list('policy', { by: 'all', limit: 10_000 });
  const found: PaymentOrder[] = [];
  for (const { id } of policies)
    found.push(
      ...(await everyItem((cursor) =>
        deps.store.list('order', { by: 'owner', group: id, prefix: day, limit: PAGE, cursor }),
      )),
    );
  return found.filter(({ state }) => state === 'sent' || state === 'settled');
}

interface BankSide {
  /** EndToEndId → booked less returned. */
  readonly net: Map<string, number>;
  /** Account and bank reference → booked less returned. */
  readonly byReference: Map<string, number>;
  /** Accounts whose statement reaches the day. */
  readonly accounts: Set<string>;
  /** Entry → the report that told it first: a statement that is issued again tells nothing new. */
  readonly told: Map<string, Statement>;
}

/** Statements are read again from the bank's folder: the check trusts no figure that was computed when they were taken. */
async function bankOf(deps: Deps, day: DayText): Promise<BankSide> {
  const number = parseDay(day);
  if (number === undefined) throw new Fault('invalid', { reason: 'day', evidence: { day } });
  const side: BankSide = { net: new Map(), byReference: new Map(), accounts: new Set(), told: new Map() };
  const before = formatDay(number + STATEMENT_DAYS);
  // The list is in the order of the days that statements tell of: everything from the day on.
  const pages = everyPage((cursor = day) =>
    deps.store.list('bank-file', { by: 'owner', group: 'statement', cursor, before, limit: PAGE }),
  );
  for await (const files of pages)
    for (const { key } of files) {
      const content = await deps.files.get('bank', key);
      const reports = content ? deps.readBankFile(content) : [];
      for (const report of reports) if (report.kind === 'statement') add(report, day, side);
    }
  return side;
}

function add(statement: Statement, day: DayText, { net, byReference, accounts, told }: BankSide): void {
  if (dayOfStatement(statement) >= day) accounts.add(statement.account);
  for (const { endToEndId, amountFen = 0, kind, bankReference } of statement.lines.flatMap(factOfLine)) {
    if (kind !== 'booked' && kind !== 'returned') continue;
    const netFen = kind === 'booked' ? amountFen : -amountFen;
    if (bankReference !== undefined) {
      const entry = JSON.stringify([statement.account, bankReference, endToEndId, kind, amountFen]);
      const first = told.get(entry) ?? statement;
      if (first !== statement) continue;
      told.set(entry, statement);
      const reference = referenceKey(statement.account, bankReference);
      byReference.set(reference, (byReference.get(reference) ?? 0) + netFen);
    }
    if (endToEndId !== undefined) net.set(endToEndId, (net.get(endToEndId) ?? 0) + netFen);
  }
}

const referenceKey = (account: string, bankReference: string): string => `${account} ${bankReference}`;

/** By its own id; a line that two people attached to the payment bears none, or another, and is known by the bank's reference. */
function bankSays({ net, byReference }: BankSide, account: string, id: string, leg: Leg | undefined): number {
  const reference = leg?.endToEndId === id ? leg.bankReference : undefined;
  const attached = reference === undefined ? undefined : byReference.get(referenceKey(account, reference));
  return net.get(id) ?? attached ?? 0;
}

async function linesOf(deps: Deps, order: PaymentOrder, bank: BankSide): Promise<ThreeWayLine[]> {
  const [legs, events] = await Promise.all([
    deps.store.readMany(
      'leg',
      order.lines.map((line) => line.legId),
    ),
    deps.store.events(`order:${order.id}`),
  ]);
  const ledger = new Map<string, number>();
  for (const transfer of events.items.flatMap((event) => event.transfers ?? [])) {
    const legId = legOfTransfer(transfer) ?? '';
    const sign = transfer.kind === 'settle' ? 1 : transfer.kind === 'return' ? -1 : 0;
    ledger.set(legId, (ledger.get(legId) ?? 0) + sign * transfer.amountFen);
  }
  return order.lines.map((line, index) => {
    const { endToEndId, legId, amountFen } = line;
    const bankFen = bankSays(bank, order.payer.account, endToEndId, legs[index]);
    // A payment that the bank has not ended is agreed on by nobody yet, whatever statements have come.
    const isOpen = legs[index]?.state === 'ordered' && legs[index]?.endToEndId === endToEndId;
    const isTold = bank.accounts.has(order.payer.account) && (bankFen !== 0 || !isOpen);
    return {
      endToEndId,
      legId,
      orderId: order.id,
      amountFen,
      ledgerFen: fen(ledger.get(legId) ?? 0),
      orderFen: paidByOrder(legs[index], endToEndId, amountFen),
      bankFen: isTold ? fen(bankFen) : undefined,
    };
  });
}

/** A leg that went on to another round was given back in this one. */
const paidByOrder = (leg: Leg | undefined, endToEndId: string, amountFen: Fen): Fen =>
  leg?.endToEndId === endToEndId && leg.state === 'paid' ? amountFen : fen(0);
