// Queues and the stream: at least once, in any order, again after visibility, and now and then a whole queue is lost.
import type { Actor, Process, Scheduler } from './scheduler.ts';

interface Message {
  readonly body: unknown;
  visibleMs: number;
  receives: number;
}

/** What a queue's handler does with a batch. @returns the indexes to deliver again */
export type BatchHandler = (process: Process, bodies: readonly unknown[]) => Promise<readonly number[]>;

export interface QueueShape {
  readonly name: string;
  readonly batchSize: number;
  readonly maxConcurrency: number;
}

/** Shorter than a handler may run: that a message comes again while its first handler still works is part of the trial. */
const VISIBILITY_MS = 30_000;
const HANDLER_LIMIT_MS = 60_000;
const RETRY_MAX_MS = 8_000;
/** Beyond this a message goes to the queue of the dead: the sweeper must bring its work back. */
const RECEIVES_MAX = 10;
const DELAY_MAX_MS = 1_500;

export class SimulatedQueue implements Actor {
  readonly shape: QueueShape;
  readonly #scheduler: Scheduler;
  readonly #handle: BatchHandler;
  readonly #defect: (error: unknown, at: string) => void;
  #messages: Message[] = [];
  readonly #running = new Set<Process>();
  /** What no handler will ever see again. */
  readonly lost: unknown[] = [];

  constructor(
    shape: QueueShape,
    scheduler: Scheduler,
    handle: BatchHandler,
    defect: (error: unknown, at: string) => void,
  ) {
    this.shape = shape;
    this.#scheduler = scheduler;
    this.#handle = handle;
    this.#defect = defect;
  }

  put(text: string): void {
    const body = JSON.parse(text) as unknown;
    this.#add(body);
    if (this.#scheduler.strikes('duplicate-message', this.shape.name)) this.#add(body);
  }

  drop(): void {
    if (this.#messages.length > 0) this.#scheduler.count('drop-queue', this.shape.name);
    this.lost.push(...this.#messages.map(({ body }) => body));
    this.#messages = [];
  }

  get isEmpty(): boolean {
    return this.#messages.length === 0;
  }

  dueMs(): number {
    for (const process of this.#running) if (!process.alive) this.#running.delete(process);
    if (this.#running.size >= this.shape.maxConcurrency) return Infinity;
    return this.#messages.reduce((least, message) => Math.min(least, message.visibleMs), Infinity);
  }

  act(): void {
    const { nowMs, random } = this.#scheduler;
    const visible = this.#messages.filter((message) => message.visibleMs <= nowMs);
    const size = random.between(1, Math.min(this.shape.batchSize, visible.length));
    const batch: Message[] = [];
    while (batch.length < size) {
      const message = random.pick(visible.filter((one) => !batch.includes(one)));
      message.visibleMs = nowMs + VISIBILITY_MS;
      message.receives += 1;
      batch.push(message);
    }
    const dead = this.#messages.filter(({ receives }) => receives > RECEIVES_MAX);
    this.lost.push(...dead.map(({ body }) => body));
    this.#messages = this.#messages.filter((message) => !dead.includes(message));
    const process = this.#scheduler.start(
      this.shape.name,
      HANDLER_LIMIT_MS,
      (own) =>
        this.#handle(
          own,
          batch.map(({ body }) => body),
        ),
      {
        done: (again: readonly number[]) => this.#acknowledge(batch, again),
        failed: (error) => {
          this.#defect(error, this.shape.name);
          this.#acknowledge(
            batch,
            batch.map((_, index) => index),
          );
        },
      },
    );
    this.#running.add(process);
  }

  #add(body: unknown): void {
    const visibleMs = this.#scheduler.nowMs + this.#scheduler.random.int(DELAY_MAX_MS);
    this.#messages.push({ body, visibleMs, receives: 0 });
  }

  #acknowledge(batch: readonly Message[], again: readonly number[]): void {
    const kept = new Set(again.map((index) => batch[index]));
    this.#messages = this.#messages.filter((message) => !batch.includes(message) || kept.has(message));
    for (const message of kept)
      if (message) message.visibleMs = this.#scheduler.nowMs + this.#scheduler.random.int(RETRY_MAX_MS);
  }
}

/** One committed event as the stream's record carries it. */
export interface StreamRecord {
  readonly type: string;
  readonly body: string;
}

const RELAY_BATCH_MAX = 10;
const RELAY_LIMIT_MS = 30_000;
const RELAY_RETRY_MS = 500;

/** The stream's one reader: it goes on from where its last batch succeeded, and now and then reads a batch again. */
export class SimulatedStream implements Actor {
  readonly #scheduler: Scheduler;
  readonly #relay: (process: Process, records: readonly StreamRecord[]) => Promise<readonly number[]>;
  readonly #defect: (error: unknown, at: string) => void;
  readonly #records: StreamRecord[] = [];
  #position = 0;
  #notBeforeMs = 0;
  #running: Process | undefined;

  constructor(
    scheduler: Scheduler,
    relay: (process: Process, records: readonly StreamRecord[]) => Promise<readonly number[]>,
    defect: (error: unknown, at: string) => void,
  ) {
    this.#scheduler = scheduler;
    this.#relay = relay;
    this.#defect = defect;
  }

  append(record: StreamRecord): void {
    this.#records.push(record);
  }

  get isEmpty(): boolean {
    return this.#position >= this.#records.length;
  }

  dueMs(): number {
    if (this.#running?.alive || this.isEmpty) return Infinity;
    return this.#notBeforeMs;
  }

  act(): void {
    const size = this.#scheduler.random.between(1, RELAY_BATCH_MAX);
    const from = this.#position;
    const batch = this.#records.slice(from, from + size);
    this.#running = this.#scheduler.start('relay-events', RELAY_LIMIT_MS, (own) => this.#relay(own, batch), {
      done: (failed: readonly number[]) => {
        const again = this.#scheduler.strikes('stream-again', 'relay-events');
        this.#goOn(again ? from : from + Math.min(batch.length, ...failed));
      },
      failed: (error) => {
        this.#defect(error, 'relay-events');
        this.#goOn(from);
      },
    });
  }

  #goOn(position: number): void {
    if (position === this.#position) this.#notBeforeMs = this.#scheduler.nowMs + RELAY_RETRY_MS;
    this.#position = position;
  }
}
