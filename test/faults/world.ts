// A seed's world: the real use cases behind queues, a stream, people, departments and a bank that all fail in their ways.
import type { MemoryStore } from '../../adapters/memory/memory-store.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { dayOfInstant, formatDay, parseDay, type DayText } from '../../core/kernel/day.ts';
import type { BankReport } from '../../core/payment/bank-message.ts';
import { SYSTEM, type Deps } from '../../functions/deps.ts';
import { allocatePolicies } from '../../functions/disbursement/allocate-budget.ts';
import { checkEligibility } from '../../functions/eligibility/check-eligibility.ts';
import { relayEvents } from '../../functions/flow/relay-events.ts';
import { sweepStalled } from '../../functions/flow/sweep-stalled.ts';
import { queuesOf, type EventType } from '../../functions/manifest.ts';
import type { HoldAsk } from '../../functions/payment/place-hold.ts';
import { prepareOrders } from '../../functions/payment/prepare-order.ts';
import { sendOrder } from '../../functions/payment/send-order.ts';
import type { EventQueues, Files } from '../../functions/ports.ts';
import { sealJournal } from '../../functions/reconciliation/seal-journal.ts';
import { takeBankFile } from '../../functions/reconciliation/take-bank-file.ts';
import { verifyLedger } from '../../functions/reconciliation/verify-ledger.ts';
import { Adjusters } from './adjusters.ts';
import type { AuditedWorld, Auditor } from './auditor.ts';
import { FactTurner } from './fact-turner.ts';
import type { FaultPlan } from './fault-plan.ts';
import { People } from './people.ts';
import { CompiledPolicies } from './policies.ts';
import { Scheduler, type Process } from './scheduler.ts';
import { publishAmendment, setScene, type Scene } from './scene.ts';
import { SimulatedBank } from './simulated-bank.ts';
import { SimulatedQueue, SimulatedStream, type BatchHandler } from './simulated-queues.ts';
import { SimulatedStore } from './simulated-store.ts';
import { openForMs, treasuryHours } from './treasury-source.ts';
import type { Tokens } from './wire-client.ts';

const START_MS = Date.parse('2020-03-02T01:00:00Z');
const SWEEP_EVERY_MS = 60_000;
const SWEEP_LIMIT_MS = 60_000;
const STALLED_MS = 60_000;
const PEOPLE_COME_BY_MS = 45_000;
/** A calm sweep comes after so many days: publicity of what was decided before is over. */
const CALM_DAYS = 3;
/** How old an answer may be on which money goes out, seed by seed: the product's own measure, and shorter ones. */
const RELEASE_FRESH_MS = [600_000, 30_000, 120_000];

/** The days of all worlds, written out once. */
const DAY_TEXTS = new Map<number, DayText>();
function dayText(day: number): DayText {
  const known = DAY_TEXTS.get(day) ?? formatDay(day);
  DAY_TEXTS.set(day, known);
  return known;
}

type Body = { readonly data: Readonly<Record<string, unknown>> };

export class World {
  readonly scheduler: Scheduler;
  readonly auditor: Auditor;
  readonly deeds = {
    filed: new Set<string>(),
    withdrawn: new Set<string>(),
    toldWithdrawn: new Map<string, number>(),
    refusedInReview: new Set<string>(),
    lostFiles: new Set<string>(),
  };
  readonly #memory: MemoryStore;
  readonly #scene: Scene;
  readonly #people: People;
  readonly #adjusters: Adjusters;
  readonly #turner: FactTurner;
  readonly #releaseFreshMs: number;
  readonly #bank: SimulatedBank;
  readonly #queues = new Map<string, SimulatedQueue>();
  readonly #stream: SimulatedStream;
  readonly #files = new Map<string, Uint8Array>();
  /** In one world of four, the journal is sealed all along, and its chain is verified in the end. */
  readonly seals: boolean;
  /** In one world of eight, commits go through the DynamoDB adapter and carry its tokens. */
  readonly #tokens: Tokens | undefined;
  readonly #downUntilMs = new Map<string, number>();
  /** Whether enterprises look after what came back, once all is calm; else it rests with its case. */
  readonly #putsRight: boolean;
  /** When how many days had passed, beside the hours of the trial itself. */
  readonly #jumps: { readonly atMs: number; readonly days: number }[] = [{ atMs: 0, days: 0 }];
  #isCalm = false;

  constructor(plan: FaultPlan, memory: MemoryStore, audit: (world: AuditedWorld) => Auditor) {
    this.#memory = memory;
    this.#tokens = plan.seed % 8 === 0 ? new Map() : undefined;
    this.seals = plan.seed % 4 === 1;
    this.scheduler = new Scheduler(plan, START_MS);
    this.#scene = setScene(plan, this.scheduler.random, memory);
    const { firms, terms, unbanked } = this.#scene;
    this.#putsRight = this.scheduler.random.chance(0.7);
    const todayAt = (ms: number) => this.#todayAt(ms);
    this.#releaseFreshMs = RELEASE_FRESH_MS[plan.seed % RELEASE_FRESH_MS.length] as number;
    const { scheduler } = this;
    const releaseFreshMs = this.#releaseFreshMs;
    // In the calm every treasury is open.
    const closesAtMs = (budgetId: string) =>
      this.#isCalm ? Infinity : START_MS + openForMs(plan.seed, budgetId);
    const audited = { memory, scheduler, firms, terms, unbanked, todayAt, releaseFreshMs, closesAtMs };
    this.auditor = audit(audited);
    const defect = (error: unknown, at: string) => this.#defect(error, at);
    const depsOf = (process: Process) => this.#depsOf(process);
    this.#people = new People(this.scheduler, depsOf, {
      filed: (policyId, uscc, period) => this.deeds.filed.add(`${policyId}.${uscc}.${period}`),
      withdraws: (id) => this.deeds.withdrawn.add(id),
      withdrew: (id, revision) => this.deeds.toldWithdrawn.set(id, revision),
      refusedInReview: (id) => this.deeds.refusedInReview.add(id),
      defect,
    });
    this.#adjusters = new Adjusters(this.scheduler, this.#people, this.auditor);
    this.#turner = new FactTurner(this.scheduler, this.#people, this.auditor, this.#scene.turn);
    this.#bank = new SimulatedBank(
      this.scheduler,
      this.auditor,
      (report) => this.#dropReport(report),
      unbanked,
    );
    for (const [name, batchSize, maxConcurrency, handle] of this.#handlers()) {
      const queue = new SimulatedQueue({ name, batchSize, maxConcurrency }, this.scheduler, handle, defect);
      this.#queues.set(name, queue);
      this.scheduler.add(queue);
    }
    const relay = (process: Process, records: readonly { type: string; body: string }[]) =>
      relayEvents(
        this.#depsOf(process).queues,
        records.map(({ type, body }) => ({ type: type as EventType, body })),
      );
    this.#stream = new SimulatedStream(this.scheduler, relay, defect);
    // What no queue consumes is carried nowhere: its body need not be written out.
    memory.onEvent = ({ transfers: _transfers, proof: _proof, ...message }) =>
      this.#stream.append({
        type: message.type,
        body: queuesOf(message.type).length === 0 ? '' : JSON.stringify(message),
      });
    for (const actor of [this.#stream, this.#bank, this.#people, this.#turner]) this.scheduler.add(actor);
    this.#scene.plan(this.#people, this.scheduler);
    this.#every(SWEEP_EVERY_MS, () => this.#sweep());
    this.#every(PEOPLE_COME_BY_MS, () => this.#comeBy());
    this.#amend();
    this.#closeRounds();
  }

  /** Faults end; what is under way goes on until it is done. */
  calmDown(): void {
    this.scheduler.faultsOn = false;
    this.#isCalm = true;
    this.#downUntilMs.clear();
  }

  /** In the calm, a sweep and the people's visit come when they are called. */
  sweepNow(): void {
    this.#jump(CALM_DAYS);
    this.#sweep();
    for (const { kind, id, by } of this.auditor.holds)
      if (by !== SYSTEM) this.#people.lift(0, kind as HoldAsk['kind'], id);
    this.#turner.lookAgain();
    for (const { id, state, uscc, payeeId = uscc } of this.auditor.legs.values())
      if (state === 'returned' && this.#putsRight && !this.auditor.releases.isHeld(id))
        this.#people.putRight(500, uscc, payeeId, false);
    this.#adjusters.decide();
    this.#people.review(1_000);
    this.#people.release(2_000);
  }

  /** To be asked before the audit at rest. */
  noteLosses(): void {
    for (const body of this.#queues.get('take-bank-file')?.lost ?? [])
      this.deeds.lostFiles.add((body as { key: string }).key);
  }

  get isQuiet(): boolean {
    const queuesAreEmpty = [...this.#queues.values()].every((queue) => queue.isEmpty);
    return (
      queuesAreEmpty &&
      this.#stream.isEmpty &&
      this.#bank.isQuiet &&
      this.#people.isDone &&
      this.#turner.isDone &&
      this.scheduler.isIdle
    );
  }

  #every(periodMs: number, run: () => void): void {
    let dueMs = this.scheduler.nowMs + periodMs;
    this.scheduler.add({
      dueMs: () => (this.#isCalm ? Infinity : dueMs),
      act: () => {
        dueMs += periodMs;
        run();
      },
    });
  }

  #sweep(): void {
    if (this.seals) this.#schedule('seal-journal', (process) => sealJournal(this.#depsOf(process)));
    this.#schedule('sweep-stalled', (process) =>
      sweepStalled(this.#depsOf(process), { stalledMs: STALLED_MS }),
    );
  }

  #schedule(name: string, work: (process: Process) => Promise<unknown>): void {
    this.scheduler.start(name, SWEEP_LIMIT_MS, work, {
      done: () => undefined,
      failed: (error) => this.#defect(error, name),
    });
  }

  /** The real proof of the books, by a reader whom nothing strikes. @returns its problems, and entries outside the chain */
  async verify(): Promise<readonly string[]> {
    const clock = {
      nowMs: () => this.scheduler.nowMs,
      today: () => formatDay(dayOfInstant(this.scheduler.nowMs)),
    };
    const files = { get: async () => undefined } as unknown as Files;
    const deps = { store: this.#memory, clock, files } as unknown as Deps;
    const { problems, chains } = await verifyLedger(deps);
    const unsealed = chains.reduce((sum, chain) => sum + chain.unsealed, 0);
    return [
      ...problems.map((problem) => JSON.stringify(problem)),
      ...(unsealed > 0 ? [`${unsealed} unsealed`] : []),
    ];
  }

  /** Reviewers and the second person work through what waits; departments fail; a queue is lost. */
  #comeBy(): void {
    this.#people.review(0);
    this.#people.release(0);
    for (const department of ['revenue', 'credit', 'labour', 'market'])
      if (this.scheduler.strikes('department-down', department))
        this.#downUntilMs.set(department, this.scheduler.nowMs + PEOPLE_COME_BY_MS * 2);
    const queue = this.scheduler.random.pick([...this.#queues.values()]);
    if (this.scheduler.strikes('drop-queue', queue.shape.name)) queue.drop();
    this.#hold();
    const returned = [...this.auditor.legs.values()].filter(({ state }) => state === 'returned');
    for (const { uscc, payeeId = uscc } of returned)
      if (this.scheduler.strikes('account-put-right', 'leg'))
        this.#people.putRight(0, uscc, payeeId, this.scheduler.strikes('account-change', 'leg'));
    for (const { uscc, hasAccount } of this.#scene.firms.values())
      if (hasAccount && this.scheduler.strikes('account-change', 'enterprise', 8))
        this.#people.putRight(0, uscc, uscc, true);
    for (const { entity } of this.auditor.applications.values())
      if (entity.blockedBy?.reason === 'stacking' && this.scheduler.strikes('override', 'application'))
        this.#people.override(0, entity.id);
    if (this.scheduler.strikes('day-jump', 'calendar')) this.#jump(this.scheduler.random.between(1, 40));
    this.#adjusters.comeBy();
    this.#turner.comeBy(this.#scene.firms.values());
    for (const { entity } of this.auditor.applications.values())
      if (this.scheduler.strikes('withdrawal', 'application', 8))
        this.#people.withdraw(0, entity.id, entity.uscc);
  }

  /** Somebody stops some of the money, and later lets it go again. */
  #hold(): void {
    if (!this.scheduler.strikes('hold', 'board')) return;
    const { random } = this.scheduler;
    const firm = random.pick([...this.#scene.firms.keys()]);
    const policyId = random.pick([...this.#scene.terms.keys()]);
    const [kind, id] = random.pick([
      ['payee', firm],
      ['payee', firm],
      ['policy', policyId],
      ['stop-policy', policyId],
      ['stop-rail', 'bank'],
    ] as const);
    this.#people.hold(random.int(PEOPLE_COME_BY_MS), kind, id);
    this.#people.lift(random.int(PEOPLE_COME_BY_MS * 4), kind, id);
  }

  #jump(days: number): void {
    const before = this.#jumps.at(-1)?.days ?? 0;
    this.#jumps.push({ atMs: this.scheduler.nowMs, days: before + days });
  }

  #todayAt(ms: number): DayText {
    const days = this.#jumps.findLast(({ atMs }) => atMs <= ms)?.days ?? 0;
    return dayText(dayOfInstant(ms) + days);
  }

  /** A round that ends while the trouble is on: its money is shared out under faults. */
  #closeRounds(): void {
    const hasRound = [...this.#scene.terms.values()].some(([first]) => first?.proRataUntil !== undefined);
    if (hasRound) this.#once(this.scheduler.random.between(150_000, 300_000), () => this.#jump(1));
  }

  #once(inMs: number, run: () => void): void {
    let dueMs = this.scheduler.nowMs + inMs;
    this.scheduler.add({
      dueMs: () => dueMs,
      act: () => {
        dueMs = Infinity;
        run();
      },
    });
  }

  #amend(): void {
    for (const policyId of this.#scene.terms.keys())
      if (this.scheduler.strikes('amendment', 'policy'))
        this.#once(this.scheduler.random.int(150_000), () => publishAmendment(this.#memory, policyId));
  }

  /** A fault that may pass, or one that is an answer to a person, is no defect; everything else is. */
  #defect(error: unknown, at: string): void {
    if (error instanceof Fault) return;
    this.auditor.wrong(
      `defect in ${at}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  }

  #dropReport(report: BankReport): string {
    const key = `bank-in/${this.#files.size}-${report.messageId}.json`;
    this.#files.set(key, new TextEncoder().encode(JSON.stringify(report)));
    this.#queues.get('take-bank-file')?.put(JSON.stringify({ key }));
    return key;
  }

  /** The same use cases as the lambdas call, with their batch sizes and concurrency. */
  #handlers(): readonly (readonly [string, number, number, BatchHandler])[] {
    const dataOf = (body: unknown) => (body as Body).data;
    return [
      [
        'check-eligibility',
        10,
        4,
        this.#each((deps, body) => checkEligibility(deps, dataOf(body)['applicationId'] as string)),
      ],
      [
        'allocate-budget',
        100,
        2,
        (process, bodies) =>
          allocatePolicies(
            this.#depsOf(process),
            bodies.map((body) => dataOf(body)['policyId'] as string),
            undefined,
            // So short that a dozen enterprises take several looks, each beside the commits of the one before.
            { first: 3, next: 4 },
          ),
      ],
      [
        'prepare-order',
        10,
        4,
        async (process, bodies) => {
          const legs = bodies.flatMap((body) => dataOf(body)['legs'] as { legId: string }[]);
          await prepareOrders(
            this.#depsOf(process),
            legs.map(({ legId }) => legId),
          );
          return [];
        },
      ],
      ['send-order', 10, 4, this.#each((deps, body) => sendOrder(deps, dataOf(body)['orderId'] as string))],
      ['take-bank-file', 5, 3, this.#each((deps, body) => takeBankFile(deps, (body as { key: string }).key))],
    ];
  }

  /** Messages of a batch beside each other; one that fails comes back, one with a lasting fault is parked. */
  #each(handle: (deps: Deps, body: unknown) => Promise<unknown>): BatchHandler {
    return async (process, bodies) => {
      const deps = this.#depsOf(process);
      const results = await Promise.all(
        bodies.map((body) =>
          handle(deps, body).then(
            () => undefined,
            (error: unknown) => error ?? new Error('rejected with nothing'),
          ),
        ),
      );
      return results.flatMap((error, index) => {
        if (error === undefined) return [];
        if (error instanceof Fault && !error.retryable)
          this.auditor.wrong(`${process.name} parked a message: ${error.message}`);
        this.#defect(error, process.name);
        return [index];
      });
    };
  }

  #depsOf(process: Process): Deps {
    const store = new SimulatedStore(this.#memory, this.scheduler, process, this.auditor, this.#tokens);
    const clock = {
      nowMs: () => this.scheduler.nowMs + process.skewMs,
      today: () => this.#todayAt(this.scheduler.nowMs),
    };
    return {
      store,
      clock,
      calendar: { addWorkingDays: async (day, days) => formatDay((parseDay(day) ?? 0) + days) },
      releaseFreshMs: this.#releaseFreshMs,
      // In the calm the treasury is open: the days that pass then have no hours.
      ...(!this.#isCalm && treasuryHours(this.scheduler.seed, START_MS)),
      files: this.#filesOf(process),
      queues: this.#queuesOf(process),
      bank: this.#bank.railOf(process),
      departments: {
        ask: (department, uscc, items, { applicationId }) =>
          this.scheduler.call(process, 'outside', department, () => {
            if ((this.#downUntilMs.get(department) ?? 0) > this.scheduler.nowMs)
              throw new Fault('unavailable');
            const answer = this.#scene.answer(department, uscc, items);
            this.auditor.releases.answered(process, applicationId, answer.values);
            return answer;
          }),
      },
      policies: new CompiledPolicies(store, clock.nowMs),
      readBankFile: (bytes) => [JSON.parse(new TextDecoder().decode(bytes)) as BankReport],
      park: async () => undefined,
    };
  }

  #queuesOf(process: Process): EventQueues {
    return {
      send: (queue, messages) =>
        this.scheduler.call(process, 'send', queue, () => {
          for (const message of messages) this.#queues.get(queue)?.put(message);
          return [];
        }),
    };
  }

  #filesOf(process: Process): Files {
    const none = () => Promise.reject(new Error('fault runs have bank files only'));
    return {
      get: (_bucket, key) => this.scheduler.call(process, 'read', 'bank-file', () => this.#files.get(key)),
      put: none,
      tag: none,
      open: none,
      uploadUrl: none,
      downloadUrl: none,
    };
  }
}
