// The memory store as one process sees it: every call is a point at which the scheduler may let others run, or strike.
import type { MemoryStore } from '../../adapters/memory/memory-store.ts';
import type {
  Commit,
  CommitResult,
  Entities,
  FlowEvent,
  JournalRequest,
  Kind,
  ListQuery,
  Page,
  PageRequest,
  Store,
} from '../../functions/ports.ts';
import type { Process, Scheduler } from './scheduler.ts';
import { wireStore, type Tokens } from './wire-client.ts';

/** Told of each commit before it is tried and after it was done, in the same instant. */
export interface CommitWatcher {
  committed(commit: Commit, process: Process): void;
}

/** The memory store's promises are already kept when it returns them; the simulation needs the value in the same instant. */
type Now<T> = { readonly value: T };

export class SimulatedStore implements Store {
  readonly #memory: MemoryStore;
  readonly #scheduler: Scheduler;
  readonly #process: Process;
  readonly #watcher: CommitWatcher;
  /** The real adapter, in worlds whose commits go over its wire. */
  readonly #wire: Store | undefined;

  /** @param tokens present in worlds whose commits go through the DynamoDB adapter */
  constructor(
    memory: MemoryStore,
    scheduler: Scheduler,
    process: Process,
    watcher: CommitWatcher,
    tokens: Tokens | undefined,
  ) {
    this.#memory = memory;
    this.#scheduler = scheduler;
    this.#process = process;
    this.#watcher = watcher;
    this.#wire = tokens && wireStore(scheduler, process, tokens, (commit) => this.#commitNow(commit));
  }

  read<K extends Kind>(kind: K, id: string): Promise<Entities[K] | undefined> {
    return this.#point('read', kind, () => this.#memory.read(kind, id));
  }

  readMany<K extends Kind>(kind: K, ids: readonly string[]): Promise<(Entities[K] | undefined)[]> {
    if (kind === 'application') this.#saw(ids, this.#process.readSince);
    return this.#point('read', kind, () => this.#memory.readMany(kind, ids));
  }

  async list<K extends Kind>(kind: K, query: ListQuery): Promise<Page<Entities[K]>> {
    let lookedAt = 0;
    const page = await this.#point('read', kind, () => {
      // Whoever looks at a list of applications decides on what it shows: nobody who comes later can be seen.
      lookedAt = this.#scheduler.steps;
      if (kind === 'application') this.#process.readSince = lookedAt;
      return this.#memory.list(kind, query);
    });
    if (kind === 'application')
      this.#saw(
        page.items.map(({ id }) => id),
        lookedAt,
      );
    return page;
  }

  #saw(applicationIds: readonly string[], step: number): void {
    for (const id of applicationIds) this.#process.sawAt.set(id, step);
  }

  listKeys(kind: Kind, query: ListQuery): Promise<Page<{ id: string; sort: string }>> {
    return this.#point('read', kind, () => this.#memory.listKeys(kind, query));
  }

  events(subject: string, request?: PageRequest): Promise<Page<FlowEvent>> {
    return this.#point('read', 'event', () => this.#memory.events(subject, request));
  }

  journal(partition: number, request: JournalRequest): Promise<Page<FlowEvent>> {
    return this.#point('read', 'journal', () => this.#memory.journal(partition, request));
  }

  commit(commit: Commit): Promise<CommitResult> {
    if (this.#wire) return this.#wire.commit(commit);
    return this.#scheduler.call(this.#process, 'commit', commit.event.type, () => this.#commitNow(commit));
  }

  #commitNow(commit: Commit): CommitResult {
    const result = this.#memory.commitNow(commit);
    if (result.committed) this.#watcher.committed(commit, this.#process);
    return result;
  }

  putView(): Promise<boolean> {
    return Promise.reject(new Error('fault runs have no views'));
  }

  put(): Promise<void> {
    return Promise.reject(new Error('fault runs import no register'));
  }

  /** The read happens in the instant that the scheduler picks; its promise is settled already. */
  #point<T>(kind: 'read', label: string, read: () => Promise<T>): Promise<T> {
    return this.#scheduler
      .call<Now<Promise<T>>>(this.#process, kind, label, () => ({ value: read() }))
      .then(({ value }) => value);
  }
}
