// The rows on disk or in memory: writers see what was accepted, readers see what is durable, and commits are grouped.
import type { LevelDatabase, LevelOperation, LevelRange, LevelSnapshot } from './dynalite-internals.ts';

interface Waiter {
  resolve(): void;
  reject(error: unknown): void;
}

/** Commits accepted since the last batch began; they are written together and acknowledged together. */
interface Group {
  readonly operations: LevelOperation[];
  readonly waiters: Waiter[];
  readonly durable: Promise<void>;
}

function newGroup(): Group {
  const waiters: Waiter[] = [];
  const durable = new Promise<void>((resolve, reject) => waiters.push({ resolve, reject }));
  // A failed batch is reported to those who wait; a group nobody waits for must not end the process as well.
  durable.catch(() => undefined);
  return { operations: [], waiters, durable };
}

/**
 * All writing code runs synchronously between reading rows and handing over a commit, so that no lock is needed: the next
 * writer sees the accepted rows, and a batch holds whole commits in the order of acceptance. LevelDB applies a batch
 * atomically and recovers it from its log, so that a killed process loses nothing acknowledged and leaves nothing half done.
 */
export class RowStore {
  readonly #level: LevelDatabase;
  readonly #fsync: boolean;
  /** Accepted rows that are not durable yet, with the group that writes them; undefined value means deleted. */
  readonly #accepted = new Map<string, { value: string | undefined; group: Group }>();
  #next: Group = newGroup();
  #writing: Group | undefined;
  #scheduled = false;
  #failure: Error | undefined;

  /**
   * @param fsync wait for the disk itself at each batch, so that a power cut loses nothing either; a killed process never
   *   loses what was acknowledged, since the system holds it
   */
  constructor(level: LevelDatabase, fsync = false) {
    this.#level = level;
    this.#fsync = fsync;
  }

  open(): Promise<void> {
    return this.#level.open();
  }

  /** Writes what was accepted, then closes. */
  async close(): Promise<void> {
    await this.settled().catch(() => undefined);
    await this.#level.close();
  }

  /** The row as the next writer must see it, durable or not. */
  latest(key: string): string | undefined {
    const accepted = this.#accepted.get(key);
    return accepted ? accepted.value : this.#level.getSync(key);
  }

  /** The row as a reader may see it: durable. */
  durable(key: string, snapshot?: LevelSnapshot): string | undefined {
    return snapshot ? this.#level.getSync(key, { snapshot }) : this.#level.getSync(key);
  }

  durableMany(keys: string[], snapshot: LevelSnapshot): Promise<(string | undefined)[]> {
    return this.#level.getMany(keys, { snapshot });
  }

  snapshot(): LevelSnapshot {
    return this.#level.snapshot();
  }

  range(range: LevelRange) {
    return this.#level.iterator(range);
  }

  /** Deletes a range of durable rows in the background of commits; not atomic, for rows no writer looks at. */
  clear(range: LevelRange): Promise<void> {
    return this.#level.clear(range);
  }

  /** Accepts rows as one atomic change; resolves when they are durable, rejects when the disk refused them. */
  commit(operations: readonly LevelOperation[]): Promise<void> {
    if (this.#failure) return Promise.reject(this.#failure);
    const group = this.#next;
    for (const operation of operations) {
      group.operations.push(operation);
      this.#accepted.set(operation.key, {
        value: operation.type === 'put' ? operation.value : undefined,
        group,
      });
    }
    this.#schedule();
    return group.durable;
  }

  /** Resolves when everything accepted so far is durable: an answer that depends on accepted rows waits for this. */
  settled(): Promise<void> {
    if (this.#next.operations.length > 0) return this.#next.durable;
    return this.#writing ? this.#writing.durable : Promise.resolve();
  }

  /** One turn of the event loop is waited, so that all requests that arrived together share a batch. */
  #schedule(): void {
    if (this.#scheduled || this.#writing) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      void this.#write();
    });
  }

  async #write(): Promise<void> {
    const group = this.#next;
    this.#next = newGroup();
    this.#writing = group;
    try {
      await this.#level.batch(group.operations, { sync: this.#fsync });
    } catch (error) {
      // Later commits were decided on rows that now do not exist: nothing more may be accepted.
      this.#failure = error instanceof Error ? error : new Error(String(error));
      for (const waiter of [...group.waiters, ...this.#next.waiters]) waiter.reject(this.#failure);
      return;
    }
    for (const { key } of group.operations)
      if (this.#accepted.get(key)?.group === group) this.#accepted.delete(key);
    this.#writing = undefined;
    for (const waiter of group.waiters) waiter.resolve();
    if (this.#next.operations.length > 0) this.#schedule();
  }
}
