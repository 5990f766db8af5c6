// What use cases need from outside: the store, the queues' events, the hub, the bank, files and time. Adapters implement these.
import type { Appeal } from '../core/application/appeal.ts';
import type { Application } from '../core/application/application.ts';
import type { Rating } from '../core/application/rating.ts';
import type { Claim, Leg, Slot } from '../core/disbursement/claim.ts';
import type { ClaimOverride } from '../core/disbursement/override.ts';
import type { AllocationShare, CapCounter } from '../core/disbursement/standing.ts';
import type { Enterprise } from '../core/enterprise/enterprise.ts';
import type { Balance, Budget, BudgetRequest } from '../core/ledger/budget.ts';
import type { Seal } from '../core/ledger/journal.ts';
import type { Transfer } from '../core/ledger/transfer.ts';
import type { BankAccount, BankAnswer, PaymentFile } from '../core/payment/bank-message.ts';
import type { HoldBoard } from '../core/payment/hold-board.ts';
import type { RegisteredAccount } from '../core/payment/payee-account.ts';
import type { PaymentOrder, Rail } from '../core/payment/payment-order.ts';
import type { Policy, PolicyVersion, StoredCatalogue } from '../core/policy/policy.ts';
import type { Trial } from '../core/policy/trial.ts';
import type { ExceptionCase } from '../core/kernel/exception-case.ts';
import type { BankFile } from '../core/reconciliation/bank-file.ts';
import type { EndedPayment } from '../core/reconciliation/ended-payment.ts';
import type { Reconciliation } from '../core/reconciliation/three-way.ts';
import type { DayText } from '../core/kernel/day.ts';
import type { EnterpriseRequest } from '../core/request/request.ts';
import type { Recovery } from '../core/recovery/recovery.ts';
import type { Message } from '../core/message/message.ts';
import type { Subscription } from '../core/message/subscription.ts';
import type { MatchSlice } from '../core/matching/match-slice.ts';
import type { RegisterNotice } from '../core/enterprise/register-notice.ts';
import type { RegisterChange } from '../core/matching/register-change.ts';
import type { SegmentIndex } from '../core/matching/segment-index.ts';
import type { Job } from '../core/enterprise/job.ts';
import type { Figures } from '../core/cockpit/figures.ts';
import type { Bucket, EventType } from './manifest.ts';

/** Every kind of thing that is stored, each with an `id` and, but for budgets and bulk kinds, a `version` that starts at 1. */
export interface Entities {
  enterprise: Enterprise;
  policy: Policy;
  'policy-version': PolicyVersion;
  trial: Trial;
  catalogue: StoredCatalogue;
  application: Application;
  appeal: Appeal;
  rating: Rating;
  budget: Budget;
  'budget-request': BudgetRequest;
  claim: Claim;
  leg: Leg;
  slot: Slot;
  order: PaymentOrder;
  account: RegisteredAccount;
  'bank-file': BankFile;
  'ended-payment': EndedPayment;
  exception: ExceptionCase;
  'match-slice': MatchSlice;
  'segment-index': SegmentIndex;
  'register-change': RegisterChange;
  'register-notice': RegisterNotice;
  subscription: Subscription;
  message: Message;
  job: Job;
  figures: Figures;
  seal: Seal;
  'hold-board': HoldBoard;
  'cap-counter': CapCounter;
  'allocation-share': AllocationShare;
  override: ClaimOverride;
  recovery: Recovery;
  request: EnterpriseRequest;
  reconciliation: Reconciliation;
}
export type Kind = keyof Entities;
/** Kinds changed by version-checked replaces. */
export type VersionedKind = Exclude<Kind, 'budget'>;

export type Write = { [K in Kind]: { readonly kind: K; readonly entity: Entities[K] } }[Kind];
export type VersionedWrite = {
  [K in VersionedKind]: {
    readonly kind: K;
    readonly entity: Entities[K];
    /** Another person: nobody who had a hand in what is stored (the key map says who made a thing, or took part in it). */
    readonly notMadeBy?: string;
  };
}[VersionedKind];

/** Something the commit relies on and does not change: still at this version, or, for 0, still absent. */
export interface Check {
  readonly kind: VersionedKind;
  readonly id: string;
  readonly version: number;
}

/** A guarded change of one budget: signed additions, the least its accounts must hold, and, for the allocator, its epoch. */
export interface BalanceMove {
  readonly budgetId: string;
  readonly add: Readonly<Partial<Record<Balance, number>>>;
  readonly atLeast: Readonly<Partial<Record<Balance, number>>>;
  /** When given: must equal the stored epoch, which is then raised by one, and the budget must be open. */
  readonly epoch?: number;
  /** Opens, closes or carries the budget over in the same change: what sets the status need not find it open. */
  readonly set?: Readonly<Partial<Pick<Budget, 'status' | 'fiscalYear' | 'quotaNumber' | 'payBy'>>>;
}

/** What happened, once and for ever: timeline entry, journal entry and outbox message in one item. */
export interface FlowEvent {
  /** `kind:id` of what it is about, for example `application:p01.9133….once`. */
  readonly subject: string;
  /** The subject's version after the commit: one event a version, so a repeat cannot be written twice. */
  readonly seq: number;
  readonly type: EventType;
  readonly at: string;
  /** Who acted: a person's `sub`, or `system`. */
  readonly by: string;
  /** Small and without personal data: this is what the queues carry. */
  readonly data: Readonly<Record<string, unknown>>;
  /** The journal: transfers that this commit made. */
  readonly transfers?: readonly Transfer[];
  /** Of an event with transfers: the hash of all its content, set by the store when it is written. */
  readonly hash?: string;
  /** What an auditor needs to replay the decision; never relayed. */
  readonly proof?: Readonly<Record<string, unknown>>;
}

/** One step's whole effect, applied entirely or not at all. */
export interface Commit {
  /** Must not exist yet. */
  readonly creates?: readonly Write[];
  /** `entity.version` must be one more than what is stored. */
  readonly replaces?: readonly VersionedWrite[];
  readonly moves?: readonly BalanceMove[];
  readonly checks?: readonly Check[];
  readonly event: FlowEvent;
}

/** Why a commit was refused: which part, and what is stored there. Nothing was written. */
export interface CommitRefusal {
  readonly part: 'create' | 'replace' | 'move' | 'check' | 'event';
  readonly index: number;
}
export type CommitResult =
  { readonly committed: true } | { readonly committed: false; readonly refusals: readonly CommitRefusal[] };

export interface Page<T> {
  readonly items: T[];
  /** Opaque; absent on the last page. A page may be shorter than asked and still have one. */
  readonly cursor?: string;
}
export interface PageRequest {
  readonly limit: number;
  /** Of the page before; absent for the first. */
  readonly cursor?: string | undefined;
}

/** The lists that exist, by kind: `group` names the members, `prefix` narrows by the start of their sort key. */
export interface ListQuery extends PageRequest {
  /** `state`: open things by state. `owner`: things of one enterprise, policy or order. `all`: every one of a small kind. */
  readonly by: 'state' | 'owner' | 'all';
  readonly group?: string;
  readonly prefix?: string;
  /** Only entries whose sort key is below this one. */
  readonly before?: string;
}

export interface JournalRequest extends PageRequest {
  readonly from?: string;
  readonly before?: string;
}

/** The store: three verbs, one commit a step. @throws Fault throttled | lost-race | unavailable, all retryable. */
export interface Store {
  read<K extends Kind>(kind: K, id: string): Promise<Entities[K] | undefined>;
  readMany<K extends Kind>(kind: K, ids: readonly string[]): Promise<(Entities[K] | undefined)[]>;
  list<K extends Kind>(kind: K, query: ListQuery): Promise<Page<Entities[K]>>;
  /** Like `list` but only ids and sort keys: cheap. */
  listKeys(kind: Kind, query: ListQuery): Promise<Page<{ id: string; sort: string }>>;
  events(subject: string, request?: PageRequest): Promise<Page<FlowEvent>>;
  /** Events with transfers of one journal partition, by their `entryKey`; `from` is inclusive, `before` exclusive. */
  journal(partition: number, request: JournalRequest): Promise<Page<FlowEvent>>;
  commit(commit: Commit): Promise<CommitResult>;
  /** Writes one view if its stored version is the one before (0: none). @returns false when another writer came first */
  putView(entity: Figures): Promise<boolean>;
  /** Bulk upsert without conditions or events, for the register and the views only. */
  put<K extends 'enterprise' | 'job' | 'message'>(kind: K, entities: readonly Entities[K][]): Promise<void>;
}

/** Sends events to their queues; used by the relay and the sweeper alone. */
export interface EventQueues {
  /** @returns the indexes that could not be sent. */
  send(queue: string, messages: readonly string[]): Promise<number[]>;
}

export interface Files {
  put(
    bucket: Bucket,
    key: string,
    body: string | Uint8Array,
    options?: { contentType?: string; onlyIfAbsent?: boolean },
  ): Promise<void>;
  get(bucket: Bucket, key: string): Promise<Uint8Array | undefined>;
  /** Changes whenever the content does (an S3 entity tag); undefined when there is no such file. */
  tag(bucket: Bucket, key: string): Promise<string | undefined>;
  /** A big file as a stream; undefined when there is none. */
  open(
    bucket: Bucket,
    key: string,
  ): Promise<{ readonly bytes: AsyncIterable<Uint8Array>; readonly sizeBytes: number } | undefined>;
  /**
   * A URL whose bearer may PUT one object under the key until it expires (S3 presigned); with `only`, nothing but an object of
   * that type and size.
   */
  uploadUrl(
    bucket: Bucket,
    key: string,
    expiresSeconds: number,
    only?: { readonly contentType: string; readonly bytes: number },
  ): Promise<string>;
  /** A URL whose bearer may GET one object until it expires; a browser saves it as `fileName`. */
  downloadUrl(bucket: Bucket, key: string, expiresSeconds: number, fileName: string): Promise<string>;
}

/** One bank or treasury. `send` is idempotent by the file's message id. */
export interface BankRail {
  send(file: PaymentFile): Promise<{ fileName: string; bytes: number }>;
  /** What the bank knows of one payment; `unknown` only when it says so. */
  ask(endToEndId: string): Promise<BankAnswer>;
  /** The verified settlement accounts (基本户) the bank keeps for these enterprises; absent where it has none. */
  accountsOf(usccs: readonly string[]): Promise<ReadonlyMap<string, BankAccount>>;
}

/** All rails behind one door. The rail is the order's, so that a file and every question about it go the same way. */
export interface PaymentRails {
  send(file: PaymentFile, rail: Rail): ReturnType<BankRail['send']>;
  ask(endToEndId: string, rail: Rail): Promise<BankAnswer>;
  accountsOf: BankRail['accountsOf'];
}

/** A department's signed answer to one question; `values` holds null for "not held". */
export interface SignedAnswer {
  readonly department: string;
  readonly uscc: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly asOf: string;
  readonly nonce: string;
  /** Base64url Ed25519 signature over the canonical JSON of the fields above. */
  readonly signature: string;
}
export interface Purpose {
  readonly applicationId: string;
  readonly policyId: string;
  readonly policyVersion: number;
}
export interface DepartmentSource {
  /** @throws Fault unavailable when the department is down or answers badly. */
  ask(department: string, uscc: string, items: readonly string[], purpose: Purpose): Promise<SignedAnswer>;
}

export interface Clock {
  /** Real time in ms: queues, tokens, time-outs, timelines. */
  nowMs(): number;
  /** Business day: rules, windows, value days. The demo and the replay set it. */
  today(): DayText;
}

/** Working days with 调休. */
export interface WorkCalendar {
  /** The day itself for 0. @throws Fault unprocessable for a day that no announcement covers */
  addWorkingDays(day: DayText, days: number): Promise<DayText>;
}

/** Until when a treasury takes what is handed over on a working day. */
export interface TreasuryHours {
  /** Minutes since midnight in Shanghai; undefined for a treasury (财政区划) that states none of its own. */
  cutOffMinuteOf(division: string): Promise<number | undefined>;
}

/** Who acts. `actsFor` lists USCCs. */
export interface Principal {
  readonly sub: string;
  readonly roles: readonly string[];
  readonly org?: string;
  readonly district?: string;
  readonly actsFor: readonly string[];
}
