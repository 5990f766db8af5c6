// The auditor keeps books of its own from what is committed and what the bank does, by rules written here a second time: it
// shares no code with core/ledger or the decisions, so that one mistake cannot hide in both.
import type { Application } from '../../core/application/application.ts';
import type { Claim, Leg } from '../../core/disbursement/claim.ts';
import type { Budget } from '../../core/ledger/budget.ts';
import type { PaymentFile } from '../../core/payment/bank-message.ts';
import type { PaymentOrder } from '../../core/payment/payment-order.ts';
import type { Recovery } from '../../core/recovery/recovery.ts';
import type { MemoryStore } from '../../adapters/memory/memory-store.ts';
import type { Commit } from '../../functions/ports.ts';
import { AccountBook } from './audit-accounts.ts';
import { AwardBook, claimName } from './audit-award.ts';
import { ReleaseBook } from './audit-release.ts';
import { findOvertaken } from './audit-queue-order.ts';
import { RecoveryBook } from './audit-recovery.ts';
import type { FirmFacts } from './firm-facts.ts';
import type { PolicyTerms } from './policy-shapes.ts';
import type { Process, Scheduler } from './scheduler.ts';
import type { BankWatcher } from './simulated-bank.ts';
import type { CommitWatcher } from './simulated-store.ts';

export const ACCOUNTS = ['available', 'held', 'inTransit', 'paid'] as const;
type Account = (typeof ACCOUNTS)[number];
const SIDE_ACCOUNTS = ['receivable', 'recovered', 'writtenOff'] as const;
type Books = Record<Account | 'appropriated' | (typeof SIDE_ACCOUNTS)[number], number>;
const emptyBooks = (): Books => ({
  appropriated: 0,
  available: 0,
  held: 0,
  inTransit: 0,
  paid: 0,
  receivable: 0,
  recovered: 0,
  writtenOff: 0,
});

/** Two sides of each transfer; `appropriated` is the treasury outside, `payee` whoever was paid too much. */
const SIDES: Readonly<Record<string, readonly [from: keyof Books | 'payee', to: keyof Books]>> = {
  fund: ['appropriated', 'available'],
  cut: ['available', 'appropriated'],
  lapse: ['available', 'appropriated'],
  'claim-back': ['payee', 'receivable'],
  repay: ['receivable', 'recovered'],
  restore: ['paid', 'available'],
  'write-off': ['receivable', 'writtenOff'],
  reserve: ['available', 'held'],
  void: ['held', 'available'],
  send: ['held', 'inTransit'],
  settle: ['inTransit', 'paid'],
  reject: ['inTransit', 'held'],
  return: ['paid', 'held'],
};

/** What the auditor remembers of an application: its last state, and since which step it waits for what it waits for. */
export interface WatchedApplication {
  entity: Application;
  /** Since which step it is undecided or waits for money; what was refused and let through again begins anew. */
  openSince: number;
  /** The step at which it was accepted, when it is. */
  acceptedAt: number | undefined;
}

export interface AuditedWorld {
  readonly memory: MemoryStore;
  readonly scheduler: Scheduler;
  readonly firms: ReadonlyMap<string, FirmFacts>;
  /** Terms by policy and version, from 1. */
  readonly terms: ReadonlyMap<string, readonly PolicyTerms[]>;
  /** Payees of whom the bank knows no account. */
  readonly unbanked: ReadonlySet<string>;
  /** When the treasury of a budget stops taking orders; Infinity where a bank pays, or all is calm. */
  closesAtMs(budgetId: string): number;
  /** How old an answer may be on which money goes out. */
  readonly releaseFreshMs: number;
  /** The business day at a moment. */
  todayAt(ms: number): string;
}

/** A clock that is 25 s behind, and the life of the process that looked at it. */
const LATE_MAX_MS = 85_000;

const WAITING: readonly string[] = ['accepted', 'queued'];
const UNDECIDED: readonly string[] = [
  'submitted',
  'awaiting-data',
  'awaiting-applicant',
  'in-review',
  'in-publicity',
];

export const isWaiting = (application: Application): boolean => WAITING.includes(application.state);
export const isUndecided = (application: Application): boolean => UNDECIDED.includes(application.state);

export class Auditor implements CommitWatcher, BankWatcher {
  readonly world: AuditedWorld;
  /** What is wrong, the first thing found; undefined while all is well. */
  violation: string | undefined;
  commits = 0;
  readonly applications = new Map<string, WatchedApplication>();
  readonly claims = new Map<string, Claim>();
  readonly legs = new Map<string, Leg>();
  readonly orders = new Map<string, PaymentOrder>();
  holds: readonly { readonly kind: string; readonly id: string; readonly by: string }[] = [];
  readonly #journal = new Map<string, Books>();
  readonly #transferIds = new Set<string>();
  readonly #handOvers = new Map<string, number>();
  readonly #legOfPayee = new Map<string, string>();
  readonly awards = new AwardBook(this);
  readonly recoveries = new RecoveryBook(this);
  readonly accounts = new AccountBook(this);
  readonly releases = new ReleaseBook(this);
  /** What of the money paid was given back to each budget. */
  readonly restoredFen = new Map<string, number>();
  /** Every payment ever handed over, by EndToEndId. */
  readonly handedOverLegs = new Map<string, Leg>();
  /** Net payments at the bank: by leg in count, by budget in fen. */
  readonly netByLeg = new Map<string, number>();
  readonly netByBudget = new Map<string, number>();
  readonly netById = new Map<string, number>();
  readonly strays: { readonly endToEndId: string; readonly reason: string; readonly fileKey: string }[] = [];

  constructor(world: AuditedWorld) {
    this.world = world;
  }

  wrong(what: string): void {
    this.violation ??= what;
  }

  termsOf({ policyId, policyVersion }: { policyId: string; policyVersion: number }): PolicyTerms {
    const terms = this.world.terms.get(policyId)?.[policyVersion - 1];
    if (!terms) throw new Error(`no terms of ${policyId} version ${policyVersion}`);
    return terms;
  }

  firmOf(uscc: string): FirmFacts {
    const firm = this.world.firms.get(uscc);
    if (!firm) throw new Error(`no firm ${uscc}`);
    return firm;
  }

  /** A firm as the decision on its application knew it: what has turned since counts at release only. */
  factsOf({ id, uscc }: { readonly id: string; readonly uscc: string }): FirmFacts {
    return { ...this.firmOf(uscc), ...this.releases.standingOf(id) };
  }

  committed(commit: Commit, process: Process): void {
    this.commits += 1;
    const claims = (commit.creates ?? []).flatMap((write) => (write.kind === 'claim' ? [write.entity] : []));
    if (claims.length > 0) findOvertaken(this, claims, process);
    for (const { policyId } of claims) this.#mustBeFree('policy', policyId);
    const touched = new Set((commit.moves ?? []).map((move) => move.budgetId));
    for (const transfer of commit.event.transfers ?? []) {
      this.#post(transfer);
      touched.add(transfer.budgetId);
    }
    const recoveries = this.#takeOver(commit, process, touched);
    for (const claim of claims) this.#claimed(claim, commit, process);
    for (const recovery of recoveries) this.recoveries.changed(recovery, commit);
    if (commit.event.type === 'order.sent') this.#checkSent(commit.event.subject.slice('order:'.length));
    for (const budgetId of touched) this.#checkBudget(budgetId);
  }

  /** Everything that the commit writes, into the auditor's own books. @returns the adjustments among it */
  #takeOver(commit: Commit, process: Process, touched: Set<string>): Recovery[] {
    const recoveries: Recovery[] = [];
    const orders: PaymentOrder[] = [];
    const made: PaymentOrder[] = [];
    for (const { kind, entity } of [...(commit.creates ?? []), ...(commit.replaces ?? [])]) {
      if (kind === 'application') {
        this.#watch(entity);
        this.releases.decided(entity, commit, process);
      }
      if (kind === 'hold-board') this.holds = entity.holds;
      if (kind === 'allocation-share') this.awards.fixed(entity.id, entity.shares);
      if (kind === 'account') this.accounts.registered(entity);
      if (kind === 'recovery') recoveries.push(entity);
      if (kind === 'order') {
        if (entity.state !== 'settled' && entity.state !== 'withdrawn') orders.push(entity);
        const before = this.orders.get(entity.id)?.state ?? 'withdrawn';
        if (before === 'withdrawn') made.push(entity);
        this.orders.set(entity.id, entity);
        for (const line of entity.lines) touched.add(line.budgetId);
      }
      if (kind === 'leg') {
        this.legs.set(entity.id, entity);
        touched.add(entity.budgetId);
      }
      if (kind === 'budget') touched.add(entity.id);
    }
    for (const order of made) this.accounts.ordered(order, process);
    for (const order of orders) this.releases.ordered(order, process);
    return recoveries;
  }

  /** Sent in this very commit: nothing of it may be held or stopped, and what was asked is fresh. */
  #checkSent(orderId: string): void {
    const order = this.orders.get(orderId);
    if (!order) return this.wrong(`an order ${orderId} was sent that does not exist`);
    this.#mustBeFree('stop-rail', order.rail);
    this.#mustBeFree('policy', order.policyId);
    for (const { legId } of order.lines) {
      this.#mustBeFree('payee', this.legs.get(legId)?.uscc ?? '');
      this.#mustBeFree('leg', legId);
    }
    for (const { budgetId } of order.lines.slice(0, 1)) {
      const lateMs = this.world.scheduler.nowMs - this.world.closesAtMs(budgetId);
      if (lateMs > LATE_MAX_MS)
        this.wrong(`${orderId} went to the treasury of ${budgetId} ${Math.round(lateMs / 1000)} s too late`);
    }
    this.releases.sent(order);
  }

  #mustBeFree(kind: string, id: string): void {
    const kinds = kind === 'policy' ? ['policy', 'stop-policy'] : [kind];
    if (this.holds.some((hold) => kinds.includes(hold.kind) && hold.id === id))
      this.wrong(`money moved under a hold on the ${kind} ${id}`);
  }

  #watch(entity: Application): void {
    const before = this.applications.get(entity.id);
    const isSame = before?.entity.revision === entity.revision;
    const step = this.world.scheduler.steps;
    const wasOpen = isSame && (isUndecided(before.entity) || isWaiting(before.entity));
    this.applications.set(entity.id, {
      entity,
      openSince: wasOpen ? before.openSince : step,
      acceptedAt: isWaiting(entity) ? ((isSame ? before.acceptedAt : undefined) ?? step) : undefined,
    });
  }

  #post({ id, kind, budgetId, amountFen }: NonNullable<Commit['event']['transfers']>[number]): void {
    const sides = SIDES[kind];
    if (!sides) return this.wrong(`a transfer of no known kind: ${kind}`);
    if (this.#transferIds.has(id)) this.wrong(`the transfer ${id} was made twice`);
    this.#transferIds.add(id);
    if (!Number.isSafeInteger(amountFen) || amountFen <= 0) this.wrong(`transfer ${id} of ${amountFen} fen`);
    const books = this.#journal.get(budgetId) ?? emptyBooks();
    this.#journal.set(budgetId, books);
    const [from, to] = sides;
    // Taking from the treasury raises what it has appropriated; every other account falls by what it gives.
    if (from !== 'payee') books[from] += from === 'appropriated' ? amountFen : -amountFen;
    books[to] += to === 'appropriated' ? -amountFen : amountFen;
    if (kind === 'restore') this.restoredFen.set(budgetId, (this.restoredFen.get(budgetId) ?? 0) + amountFen);
    if (kind === 'reserve' && this.world.memory.readNow('budget', budgetId)?.status !== 'open')
      this.wrong(`${budgetId} is closed and ${id} was reserved from it`);
  }

  /** One claim a part of an application, whose award is right; a supplement belongs to the adjustment that made it. */
  #claimed(claim: Claim, commit: Commit, process: Process): void {
    if (this.claims.has(claim.id)) this.wrong(`the claim ${claim.id} was made twice`);
    this.claims.set(claim.id, claim);
    const { applicationId, isSupplement } = claimName(claim.id);
    if (applicationId !== `${claim.policyId}.${claim.uscc}.${claim.period}`)
      this.wrong(`the claim ${claim.id} is of ${claim.policyId}, ${claim.uscc}, ${claim.period}`);
    if (isSupplement && commit.event.subject.split(':')[0] !== 'recovery')
      this.wrong(`the supplement ${claim.id} is nobody's`);
    const { override } = claim;
    if (override && (override.requestedBy === override.approvedBy || override.reason === ''))
      this.wrong(`${claim.id} was let through by one person`);
    for (const legId of claim.legIds) this.#paidOnce(legId);
    this.awards.claimed(claim, commit, process);
  }

  /** A person of a list has one leg a period and treasury, whoever files them. */
  #paidOnce(legId: string): void {
    const leg = this.legs.get(legId);
    if (!leg) return this.wrong(`a claim names the leg ${legId}, which there is not`);
    if (leg.payeeId === undefined) return;
    const { applicationId, isSupplement } = claimName(leg.claimId);
    // An institution is paid for each firm that names it.
    const isThirdParty = this.world.terms.get(leg.policyId)?.[0]?.thirdPartyPercent !== undefined;
    const of = isThirdParty ? applicationId : applicationId.split('.').at(-1);
    const key = `${leg.budgetId} ${of} ${leg.payeeId}`;
    const other = this.#legOfPayee.get(key);
    // A supplement adds to what the same award gives a person: what it stands at in all is checked with the adjustment.
    const standing = this.legs.get(other ?? '');
    if (isSupplement && standing && claimName(standing.claimId).applicationId === applicationId) return;
    const isRaised = claimName(leg.claimId).isSupplement;
    const isSame = claimName(this.legs.get(other ?? '')?.claimId ?? '').applicationId;
    if (isRaised && isSame === claimName(leg.claimId).applicationId) return;
    if (other !== undefined) this.wrong(`${leg.payeeId} is paid by ${other} and by ${leg.id}`);
    this.#legOfPayee.set(key, leg.id);
  }

  /** The identity, the journal, and each account against the legs that it must consist of. */
  #checkBudget(budgetId: string): void {
    const budget = this.world.memory.readNow('budget', budgetId);
    if (!budget) return this.wrong(`no budget ${budgetId}`);
    const { appropriated, available, held, inTransit, paid } = budget;
    if (appropriated !== available + held + inTransit + paid)
      this.wrong(`${budgetId}: ${appropriated} ≠ ${available} + ${held} + ${inTransit} + ${paid}`);
    const journal = this.#journal.get(budgetId);
    for (const account of ACCOUNTS) {
      if (budget[account] < 0) this.wrong(`${budgetId}: ${account} is ${budget[account]}`);
      if (budget[account] !== journal?.[account])
        this.wrong(`${budgetId}: ${account} is ${budget[account]}, by the journal ${journal?.[account]}`);
    }
    for (const account of SIDE_ACCOUNTS)
      if ((budget[account] ?? 0) < 0 || (budget[account] ?? 0) !== (journal?.[account] ?? 0))
        this.wrong(`${budgetId}: ${account} is ${budget[account]}, by the journal ${journal?.[account]}`);
    this.#checkLegs(budget);
  }

  #checkLegs(budget: Budget): void {
    const sums = { available: 0, held: 0, inTransit: 0, paid: -(this.restoredFen.get(budget.id) ?? 0) };
    for (const leg of this.legs.values())
      if (leg.budgetId === budget.id && leg.state !== 'void') sums[this.#accountOf(leg)] += leg.amountFen;
    for (const account of ['held', 'inTransit', 'paid'] as const)
      if (budget[account] !== sums[account])
        this.wrong(`${budget.id}: ${account} is ${budget[account]}, its legs say ${sums[account]}`);
  }

  #accountOf(leg: Leg): Account {
    if (leg.state === 'paid') return 'paid';
    const order = leg.state === 'ordered' ? this.orders.get(leg.orderId ?? '') : undefined;
    return order && order.sentAt !== undefined ? 'inTransit' : 'held';
  }

  /** A file may be handed over once for each time its order was marked sent, and not while another copy is in flight. */
  handedOver(file: PaymentFile, isInFlight: boolean): void {
    const order = this.orders.get(file.messageId);
    const times = (this.#handOvers.get(file.messageId) ?? 0) + 1;
    this.#handOvers.set(file.messageId, times);
    if (times > (order?.attempt ?? 0))
      this.wrong(`the file ${file.messageId} was handed over ${times} times`);
    if (isInFlight) this.wrong(`the file ${file.messageId} was handed over while a copy was in flight`);
    if (order?.state !== 'sent' && order?.state !== 'settled')
      return this.wrong(`the file ${file.messageId} was handed over before its order was sent`);
    for (const { endToEndId, amountFen, creditor } of file.payments) {
      const line = order.lines.find((one) => one.endToEndId === endToEndId);
      const leg = this.legs.get(line?.legId ?? '');
      if (!line || !leg) {
        this.wrong(`a payment ${endToEndId} that no leg knows`);
        continue;
      }
      if (amountFen !== leg.amountFen)
        this.wrong(`${leg.id} is paid ${amountFen} instead of ${leg.amountFen}`);
      if (creditor.account !== line.payee.account) this.wrong(`${leg.id} is paid to a stranger`);
      if (!this.handedOverLegs.has(endToEndId)) this.handedOverLegs.set(endToEndId, leg);
    }
  }

  booked(endToEndId: string, amountFen: number): void {
    this.#net(endToEndId, amountFen, 1);
  }

  cameBack(endToEndId: string, amountFen: number): void {
    this.#net(endToEndId, amountFen, -1);
  }

  #net(endToEndId: string, amountFen: number, change: 1 | -1): void {
    const leg = this.handedOverLegs.get(endToEndId);
    if (!leg) return this.wrong(`the bank booked ${endToEndId}, which was never handed over`);
    const bump = (map: Map<string, number>, key: string, by: number) =>
      map.set(key, (map.get(key) ?? 0) + by).get(key) as number;
    if (bump(this.netByLeg, leg.id, change) > 1) this.wrong(`the bank paid ${leg.id} twice`);
    bump(this.netById, endToEndId, change);
    const outflow = bump(this.netByBudget, leg.budgetId, change * amountFen);
    const budget = this.world.memory.readNow('budget', leg.budgetId);
    const restoredFen = this.restoredFen.get(leg.budgetId) ?? 0;
    if (!budget || outflow > budget.appropriated + restoredFen)
      this.wrong(`${leg.budgetId}: ${outflow} fen left the bank`);
  }

  strayed(endToEndId: string, reason: string, fileKey: string): void {
    this.strays.push({ endToEndId, reason, fileKey });
  }

  settledIds(): readonly string[] {
    return [...this.legs.values()].flatMap((leg) => (leg.state === 'paid' ? [leg.endToEndId] : []));
  }

  /** Legs that can never be sent, since their payees have no account anywhere. */
  unsentPayments() {
    return [...this.legs.values()]
      .filter((leg) => this.world.unbanked.has(leg.payeeId ?? leg.uscc))
      .map(({ endToEndId, amountFen }) => ({ endToEndId, amountFen }));
  }
}
