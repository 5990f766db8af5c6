// The auditor keeps books of its own from what is committed and what the bank does, by rules written here a second time: it
// shares no code with core/ledger or the decisions, so that one mistake cannot hide in both.
import type { Application } from '../../core/application/application.ts';
import type { Claim, Leg } from '../../core/disbursement/claim.ts';
import type { Budget } from '../../core/ledger/budget.ts';
import type { PaymentFile } from '../../core/payment/bank-message.ts';
import type { PaymentOrder } from '../../core/payment/payment-order.ts';
import type { MemoryStore } from '../../adapters/memory/memory-store.ts';
import type { Commit } from '../../functions/ports.ts';
import { findOvertaken } from './audit-queue-order.ts';
import type { PolicyTerms } from './policies.ts';
import type { Process, Scheduler } from './scheduler.ts';
import { accountOf, type BankWatcher } from './simulated-bank.ts';
import type { CommitWatcher } from './simulated-store.ts';

export const ACCOUNTS = ['available', 'held', 'inTransit', 'paid'] as const;
type Account = (typeof ACCOUNTS)[number];
type Books = Record<Account | 'appropriated', number>;

/** Two sides of each transfer; `appropriated` is the treasury outside. */
const SIDES: Readonly<Record<string, readonly [from: keyof Books, to: keyof Books]>> = {
  fund: ['appropriated', 'available'],
  cut: ['available', 'appropriated'],
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
  /** The step at which it was first seen in this revision. */
  filedAt: number;
  /** The step at which it was accepted, when it is. */
  acceptedAt: number | undefined;
}

/** What a firm would get by the facts, for the auditor's own arithmetic. */
export interface FirmFacts {
  readonly uscc: string;
  readonly district: string;
  readonly taxFen: number | undefined;
  readonly untrustworthy: boolean | undefined;
  readonly hasAccount: boolean;
}

export interface AuditedWorld {
  readonly memory: MemoryStore;
  readonly scheduler: Scheduler;
  readonly firms: ReadonlyMap<string, FirmFacts>;
  /** Terms by policy and version, from 1. */
  readonly terms: ReadonlyMap<string, readonly PolicyTerms[]>;
}

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

/** City first, rounded down; the district takes the rest. */
export function sharesOf(
  { policyId, cityPercent }: PolicyTerms,
  district: string,
  amountFen: number,
): readonly (readonly [budgetId: string, amountFen: number])[] {
  const cityFen = Math.floor((amountFen * cityPercent) / 100);
  const shares = [
    [`${policyId}.city`, cityFen],
    [`${policyId}.district-${district}`, amountFen - cityFen],
  ] as const;
  return shares.filter(([, share]) => share > 0);
}

/** The award by the facts; undefined while a fact is missing, 0 when refused. */
export function awardOf({ divisor, capFen }: PolicyTerms, firm: FirmFacts): number | undefined {
  if (firm.untrustworthy === true) return 0;
  if (firm.untrustworthy === undefined || firm.taxFen === undefined) return undefined;
  return Math.min(Math.floor(firm.taxFen / divisor), capFen ?? Infinity);
}

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
  readonly #groupTaken = new Map<string, string>();
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
    for (const { kind, entity } of [...(commit.creates ?? []), ...(commit.replaces ?? [])]) {
      if (kind === 'application') this.#watch(entity);
      if (kind === 'claim') this.#register(entity);
      if (kind === 'hold-board') this.holds = entity.holds;
      if (kind === 'order') {
        this.orders.set(entity.id, entity);
        for (const line of entity.lines) touched.add(line.budgetId);
      }
      if (kind === 'leg') {
        this.legs.set(entity.id, entity);
        touched.add(entity.budgetId);
      }
      if (kind === 'budget') touched.add(entity.id);
    }
    for (const claim of claims) this.#checkClaim(claim);
    if (commit.event.type === 'order.sent') this.#checkHolds(commit.event.subject.slice('order:'.length));
    for (const budgetId of touched) this.#checkBudget(budgetId);
  }

  /** Sent in this very commit: nothing of it may be held or stopped. */
  #checkHolds(orderId: string): void {
    const order = this.orders.get(orderId);
    if (!order) return this.wrong(`an order ${orderId} was sent that does not exist`);
    this.#mustBeFree('stop-rail', order.rail);
    this.#mustBeFree('policy', order.policyId);
    for (const { legId } of order.lines) this.#mustBeFree('payee', this.legs.get(legId)?.uscc ?? '');
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
    this.applications.set(entity.id, {
      entity,
      filedAt: isSame ? before.filedAt : step,
      acceptedAt: isWaiting(entity) ? ((isSame ? before.acceptedAt : undefined) ?? step) : undefined,
    });
  }

  #post({ id, kind, budgetId, amountFen }: NonNullable<Commit['event']['transfers']>[number]): void {
    const sides = SIDES[kind];
    if (!sides) return this.wrong(`a transfer of no known kind: ${kind}`);
    if (this.#transferIds.has(id)) this.wrong(`the transfer ${id} was made twice`);
    this.#transferIds.add(id);
    if (!Number.isSafeInteger(amountFen) || amountFen <= 0) this.wrong(`transfer ${id} of ${amountFen} fen`);
    const books = this.#journal.get(budgetId) ?? {
      appropriated: 0,
      available: 0,
      held: 0,
      inTransit: 0,
      paid: 0,
    };
    this.#journal.set(budgetId, books);
    const [from, to] = sides;
    // Taking from the treasury raises what it has appropriated; every other account falls by what it gives.
    books[from] += from === 'appropriated' ? amountFen : -amountFen;
    books[to] += to === 'appropriated' ? -amountFen : amountFen;
  }

  #register(claim: Claim): void {
    if (this.claims.has(claim.id)) this.wrong(`the claim ${claim.id} was made twice`);
    for (const other of this.claims.values()) {
      const isSame =
        other.policyId === claim.policyId && other.uscc === claim.uscc && other.period === claim.period;
      if (isSame) this.wrong(`two claims for ${claim.policyId}, ${claim.uscc}, ${claim.period}`);
    }
    this.claims.set(claim.id, claim);
    const { group } = this.termsOf(claim);
    if (group === undefined) return;
    const place = `${group}.${claim.uscc}`;
    const taken = this.#groupTaken.get(place);
    if (taken !== undefined && taken !== claim.id)
      this.wrong(`${claim.id} beside ${taken} in the group ${group}`);
    this.#groupTaken.set(place, claim.id);
  }

  #checkClaim(claim: Claim): void {
    const id = `${claim.policyId}.${claim.uscc}.${claim.period}`;
    const application = this.applications.get(id)?.entity;
    if (claim.id !== id || application?.state !== 'reserved')
      return this.wrong(`the claim ${claim.id} has no reserved application`);
    const firm = this.world.firms.get(claim.uscc);
    const award = firm && awardOf(this.termsOf(application), firm);
    if (!firm || claim.amountFen !== award)
      return this.wrong(`the claim ${claim.id} is of ${claim.amountFen} fen, by the facts ${award}`);
    const legs = claim.legIds.map((legId) => this.legs.get(legId));
    const expected = sharesOf(this.termsOf(claim), firm.district, award);
    const isSplit =
      legs.length === expected.length &&
      expected.every(([budgetId, share]) =>
        legs.some((leg) => leg?.budgetId === budgetId && leg.amountFen === share),
      );
    if (!isSplit) this.wrong(`the legs of ${claim.id} are not the shares of its treasuries`);
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
    this.#checkLegs(budget);
  }

  #checkLegs(budget: Budget): void {
    const sums = { available: 0, held: 0, inTransit: 0, paid: 0 };
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
      if (creditor.account !== accountOf(leg.uscc).account) this.wrong(`${leg.id} is paid to a stranger`);
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
    if (!budget || outflow > budget.appropriated) this.wrong(`${leg.budgetId}: ${outflow} fen left the bank`);
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
      .filter((leg) => this.world.firms.get(leg.uscc)?.hasAccount === false)
      .map(({ endToEndId, amountFen }) => ({ endToEndId, amountFen }));
  }
}
