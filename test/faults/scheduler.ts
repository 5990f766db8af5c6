// The world's clock and its processes: every call to the outside is a point at which others run, time passes, or the caller dies.
import { Fault } from '../../core/kernel/fault.ts';
import { CALL_FAULTS, type CallFault, type FaultName, type FaultPlan } from './fault-plan.ts';
import { Random } from './random.ts';

/** One running handler, or one act of a person: it dies at its time-out, or when a fault kills it. */
export interface Process {
  readonly name: string;
  readonly deadlineMs: number;
  readonly skewMs: number;
  readonly startedMs: number;
  alive: boolean;
  /** The step at which it began, or last looked at a list of applications: who came later is unknown to it. */
  readSince: number;
  /** The step of the look at which it saw an application: a process may look further while it acts on an earlier look. */
  readonly sawAt: Map<string, number>;
}

export type CallKind = 'read' | 'commit' | 'send' | 'bank' | 'outside';

interface Call {
  readonly process: Process;
  readonly kind: CallKind;
  readonly label: string;
  readonly run: () => unknown;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
  readyMs: number;
}

/** Something that acts by itself: a queue that delivers, the bank, people. */
export interface Actor {
  /** When it next has something to do; Infinity while it has nothing. */
  dueMs(): number;
  act(): void;
}

const FAULTS_OF: Readonly<Record<CallKind, readonly CallFault[]>> = {
  read: ['throttle', 'kill-before', 'stall'],
  commit: CALL_FAULTS,
  send: ['throttle', 'kill-before', 'kill-after', 'lost-answer', 'stall'],
  bank: ['kill-before', 'kill-after', 'lost-answer', 'stall'],
  outside: ['kill-before', 'stall'],
};
/** A read meets faults this many times less often than a write, there being so many; a call to the bank more often. */
const DISCOUNT: Readonly<Record<CallKind, number>> = { read: 4, commit: 1, send: 1, bank: 0.4, outside: 1 };
const STALL_MAX_MS = 70_000;
const STEP_MAX_MS = 20;

export class Scheduler {
  readonly random: Random;
  nowMs: number;
  steps = 0;
  faults = 0;
  faultsOn = true;
  /** `fault × what it struck` → how often. */
  readonly hits = new Map<string, number>();
  readonly #plan: FaultPlan;
  readonly #actors: Actor[] = [];
  #calls: Call[] = [];
  #processes: Process[] = [];
  #hash = 0x811c9dc5;

  get seed(): number {
    return this.#plan.seed;
  }

  constructor(plan: FaultPlan, startMs: number) {
    this.#plan = plan;
    this.random = new Random(plan.seed);
    this.nowMs = startMs;
  }

  add(actor: Actor): void {
    this.#actors.push(actor);
  }

  /** Whether a fault strikes now; counted, and in the trace. */
  strikes(fault: FaultName, at: string, discount = 1): boolean {
    const rate = this.#plan.rates[fault];
    if (!this.faultsOn || rate === 0 || !this.random.chance(rate / discount)) return false;
    this.count(fault, at);
    return true;
  }

  count(fault: FaultName, at: string): void {
    this.faults += 1;
    const name = `${fault} × ${at}`;
    this.hits.set(name, (this.hits.get(name) ?? 0) + 1);
    this.trace(name);
  }

  /** Folds a text into the trace: two runs with equal hashes did the same in the same order (FNV-1a). */
  trace(text: string): void {
    for (let index = 0; index < text.length; index++)
      this.#hash = Math.imul(this.#hash ^ text.charCodeAt(index), 0x01000193);
  }

  get traceHash(): string {
    return (this.#hash >>> 0).toString(16).padStart(8, '0');
  }

  /** Starts a process; its end, good or bad, is told unless it dies. */
  start(
    name: string,
    limitMs: number,
    work: (process: Process) => Promise<unknown>,
    end: { done: (value: never) => void; failed: (error: unknown) => void },
  ): Process {
    this.trace(name);
    const skewMs = this.strikes('clock-skew', name) ? this.random.between(-25_000, 25_000) : 0;
    const process: Process = {
      name,
      deadlineMs: this.nowMs + limitMs,
      skewMs,
      startedMs: this.nowMs,
      alive: true,
      readSince: this.steps,
      sawAt: new Map(),
    };
    this.#processes.push(process);
    const ended = (tell: () => void) => {
      if (!process.alive) return;
      this.#forget(process);
      tell();
    };
    work(process).then(
      (value) => ended(() => end.done(value as never)),
      (error: unknown) => ended(() => end.failed(error)),
    );
    return process;
  }

  /** One call to the outside: it waits for its turn, and may be refused, be done without an answer, or end its caller. */
  call<T>(process: Process, kind: CallKind, label: string, run: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (process.alive)
        this.#calls.push({ process, kind, label, run, resolve, reject, readyMs: this.nowMs });
    });
  }

  get isIdle(): boolean {
    return this.#processes.length === 0;
  }

  /**
   * Does one thing: a call, or what an actor has due; when nothing is due, time goes on to what comes next.
   * @returns once nothing is left that could run without the outside: cheaper than a turn of the event loop
   */
  step(): Promise<void> {
    this.#act();
    return new Promise<void>((resolve) => process.nextTick(resolve));
  }

  #act(): void {
    this.nowMs += this.random.int(STEP_MAX_MS);
    for (const process of this.#processes) if (process.deadlineMs <= this.nowMs) this.kill(process);
    const ready = this.#calls.filter((call) => call.readyMs <= this.nowMs);
    const due = this.#actors.filter((actor) => actor.dueMs() <= this.nowMs);
    if (ready.length > 0 && (due.length === 0 || this.random.chance(0.75)))
      this.#answer(this.random.pick(ready));
    else if (due.length > 0) this.random.pick(due).act();
    else this.#wait();
  }

  /** Nothing may happen before this: a stalled call, a message that becomes visible, the bank, a person, a time-out. */
  #wait(): void {
    const next = Math.min(
      ...this.#actors.map((actor) => actor.dueMs()),
      ...this.#calls.map((call) => call.readyMs),
      ...this.#processes.map((process) => process.deadlineMs),
    );
    if (next === Infinity) throw new Error('the world stands still: nothing is due');
    this.nowMs = Math.max(this.nowMs, next);
  }

  kill(process: Process): void {
    this.#forget(process);
    this.#calls = this.#calls.filter((call) => call.process !== process);
  }

  #forget(process: Process): void {
    process.alive = false;
    this.#processes = this.#processes.filter((other) => other !== process);
  }

  #answer(call: Call): void {
    const fault = this.#faultOf(call);
    if (fault === 'stall') {
      call.readyMs = this.nowMs + this.random.int(STALL_MAX_MS);
      return;
    }
    this.#calls.splice(this.#calls.indexOf(call), 1);
    this.steps += 1;
    this.trace(call.label);
    if (fault === 'throttle') return call.reject(new Fault('throttled'));
    if (fault === 'conflict') return call.reject(new Fault('lost-race'));
    if (fault === 'kill-before') return this.kill(call.process);
    const done = attempt(call.run);
    if (fault === 'kill-after') return this.kill(call.process);
    if (fault === 'lost-answer') return call.reject(new Fault('unavailable'));
    if (done.ok) call.resolve(done.value as never);
    else call.reject(done.error);
  }

  #faultOf({ kind, label }: Call): CallFault | undefined {
    const discount = DISCOUNT[kind];
    return FAULTS_OF[kind].find((fault) => this.strikes(fault, label, discount));
  }
}

function attempt(
  run: () => unknown,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown } {
  try {
    return { ok: true, value: run() };
  } catch (error) {
    return { ok: false, error };
  }
}
