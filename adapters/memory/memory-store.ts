// The store in memory: the same contract as DynamoDB, for use-case tests and the fault simulation.
import type { Figures } from '../../core/cockpit/figures.ts';
import type { Budget } from '../../core/ledger/budget.ts';
import { entryKey, partitionOf } from '../../core/ledger/journal.ts';
import type {
  BalanceMove,
  Commit,
  CommitRefusal,
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
import { hashed } from '../store/journal-entry.ts';
import { addressOf, handsOfKind, indexKeys, makerOf, subjectPartition, type Address } from '../store/keys.ts';
import { mergePage, partitionLimit, rangeOf } from '../store/listing.ts';
import { assertOneTransaction } from '../store/transaction-limits.ts';

interface Row {
  readonly kind: Kind;
  readonly id: string;
  readonly entity: Entities[Kind];
  readonly index: Record<string, string>;
}

const keyOf = (kind: Kind, id: string): string => `${kind}\n${id}`;

/** A copy nobody can change: what is stored is handed out as it is, so that a read costs nothing. What was stored before is its own copy. */
function frozen<T>(value: T): T {
  if (value === null || typeof value !== 'object' || Object.isFrozen(value)) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(frozen)) as T;
  const copy: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(value)) if (part !== undefined) copy[key] = frozen(part);
  return Object.freeze(copy) as T;
}

const isMadeBy = <K extends Kind>(kind: K, entity: Entities[K], by: string): boolean =>
  handsOfKind(kind, entity)?.includes(by) ?? makerOf(kind, entity) === by;

export class MemoryStore implements Store {
  readonly #rows = new Map<string, Row>();
  readonly #events = new Map<string, FlowEvent[]>();
  /** Journal partition → entries in the order of their keys. */
  readonly #journal = new Map<number, { key: string; event: FlowEvent }[]>();
  /** index name + partition → main keys. */
  readonly #partitions = new Map<string, Map<string, Row>>();
  /** Called after each commit, as the stream would be. */
  onEvent: ((event: FlowEvent) => void) | undefined;

  async read<K extends Kind>(kind: K, id: string): Promise<Entities[K] | undefined> {
    return this.readNow(kind, id);
  }

  /** The same at once, for auditors that look in the midst of a commit. */
  readNow<K extends Kind>(kind: K, id: string): Entities[K] | undefined {
    return this.#get(kind, id);
  }

  async readMany<K extends Kind>(kind: K, ids: readonly string[]): Promise<(Entities[K] | undefined)[]> {
    return ids.map((id) => this.#get(kind, id));
  }

  async list<K extends Kind>(kind: K, query: ListQuery): Promise<Page<Entities[K]>> {
    const page = this.#page(kind, query);
    const items = page.items.map(({ row }) => row.entity as Entities[K]);
    return { items, ...(page.cursor !== undefined && { cursor: page.cursor }) };
  }

  async listKeys(kind: Kind, query: ListQuery): Promise<Page<{ id: string; sort: string }>> {
    const page = this.#page(kind, query);
    const items = page.items.map(({ row, sort }) => ({ id: row.id, sort }));
    return { items, ...(page.cursor !== undefined && { cursor: page.cursor }) };
  }

  async events(subject: string, request: PageRequest = { limit: 1000 }): Promise<Page<FlowEvent>> {
    const after = Number(request.cursor ?? 0);
    const all = (this.#events.get(subjectPartition(subject)) ?? []).filter((event) => event.seq > after);
    const items = all.slice(0, request.limit);
    return { items, ...(all.length > request.limit && { cursor: String(items.at(-1)?.seq) }) };
  }

  async journal(
    partition: number,
    { from = '', before = '\uffff', cursor, limit }: JournalRequest,
  ): Promise<Page<FlowEvent>> {
    const matching = (this.#journal.get(partition) ?? []).filter(
      ({ key }) => key >= from && key < before && (cursor === undefined || key > cursor),
    );
    const items = matching.slice(0, limit).map(({ event }) => event);
    const last = matching[limit - 1];
    return { items, ...(matching.length > limit && last && { cursor: last.key }) };
  }

  async commit(commit: Commit): Promise<CommitResult> {
    return this.commitNow(commit);
  }

  /** The same at once, for a simulation that decides itself when an answer arrives. @throws Error beyond DynamoDB's limits */
  commitNow(commit: Commit): CommitResult {
    assertOneTransaction(commit);
    const refusals = this.#refusals(commit);
    if (refusals.length > 0) return { committed: false, refusals };
    for (const { kind, entity } of [...(commit.creates ?? []), ...(commit.replaces ?? [])])
      this.#set(kind, entity);
    for (const move of commit.moves ?? []) this.#set('budget', applied(this.#budget(move), move));
    const partition = subjectPartition(commit.event.subject);
    const events = this.#events.get(partition) ?? [];
    const event = frozen(hashed(commit.event));
    events.push(event);
    events.sort((a, b) => a.seq - b.seq);
    this.#events.set(partition, events);
    if (event.transfers) this.#enter(event);
    this.onEvent?.(event);
    return { committed: true };
  }

  /** Entries come nearly in order: the place is looked for from the end. */
  #enter(event: FlowEvent): void {
    const partition = partitionOf(event.subject);
    const entries = this.#journal.get(partition) ?? [];
    this.#journal.set(partition, entries);
    const key = entryKey(event);
    const before = entries.findLastIndex((entry) => entry.key < key);
    entries.splice(before + 1, 0, { key, event });
  }

  async putView(figures: Figures): Promise<boolean> {
    const stored = this.#get('figures', figures.id);
    if ((stored?.version ?? 0) + 1 !== figures.version) return false;
    this.#set('figures', figures);
    return true;
  }

  async put<K extends Kind>(kind: K, entities: readonly Entities[K][]): Promise<void> {
    for (const entity of entities) this.#set(kind, entity);
  }

  /** Every stored thing of a kind, for auditors and tests. */
  all<K extends Kind>(kind: K): Entities[K][] {
    return [...this.#rows.values()]
      .filter((row) => row.kind === kind)
      .map((row) => row.entity as Entities[K]);
  }

  /** Every event, in no declared order, for auditors and tests. */
  allEvents(): FlowEvent[] {
    return [...this.#events.values()].flat();
  }

  #refusals({ creates = [], replaces = [], moves = [], checks = [], event }: Commit): CommitRefusal[] {
    const refusals: CommitRefusal[] = [];
    creates.forEach(({ kind, entity }, index) => {
      if (this.#get(kind, entity.id)) refusals.push({ part: 'create', index });
    });
    replaces.forEach(({ kind, entity, notMadeBy }, index) => {
      const stored = this.#get(kind, entity.id) as { version?: number } | undefined;
      const next = entity as { version?: number };
      const samePerson = notMadeBy !== undefined && stored && isMadeBy(kind, stored as never, notMadeBy);
      if (stored?.version === undefined || stored.version + 1 !== next.version || samePerson)
        refusals.push({ part: 'replace', index });
    });
    checks.forEach(({ kind, id, version }, index) => {
      const stored = this.#get(kind, id) as { version?: number } | undefined;
      if ((stored?.version ?? 0) !== version) refusals.push({ part: 'check', index });
    });
    moves.forEach((move, index) => {
      const budget = this.#get('budget', move.budgetId);
      if (!budget || !allowed(budget, move)) refusals.push({ part: 'move', index });
    });
    const events = this.#events.get(subjectPartition(event.subject)) ?? [];
    if (events.some(({ seq }) => seq === event.seq)) refusals.push({ part: 'event', index: 0 });
    return refusals;
  }

  #budget(move: BalanceMove): Budget {
    const budget = this.#get('budget', move.budgetId);
    if (!budget) throw new Error(`no budget ${move.budgetId}`);
    return budget;
  }

  #get<K extends Kind>(kind: K, id: string): Entities[K] | undefined {
    const row = this.#rows.get(keyOf(kind, id));
    return row ? (row.entity as Entities[K]) : undefined;
  }

  #set(kind: Kind, given: Entities[Kind]): void {
    const entity = frozen(given);
    const id = entity.id;
    const address = addressOf(kind, id);
    const key = keyOf(kind, id);
    const old = this.#rows.get(key);
    if (old)
      for (const partition of partitionsOf(address, old)) this.#partitions.get(partition.name)?.delete(key);
    const row: Row = { kind, id, entity, index: indexKeys(kind, entity) };
    this.#rows.set(key, row);
    for (const { name } of partitionsOf(address, row)) {
      const members = this.#partitions.get(name) ?? new Map<string, Row>();
      members.set(key, row);
      this.#partitions.set(name, members);
    }
  }

  #page(kind: Kind, query: ListQuery) {
    const range = rangeOf(kind, query);
    const { index, partitions, from, after, to } = range;
    const limit = partitionLimit(range, query.limit);
    const parts = partitions.map((partition) => {
      const members = this.#partitions.get(`${index ?? 'main'}\n${partition}`);
      if (!members || members.size === 0) return [];
      const sorted = [...members.values()].map((row) => ({
        row,
        sort: index === undefined ? row.id : (row.index[`${index}sk`] ?? ''),
      }));
      return sorted
        .filter(({ sort }) => (after ? sort > from : sort >= from) && sort < to)
        .sort((a, b) => (a.sort < b.sort ? -1 : 1))
        .slice(0, limit);
    });
    return mergePage(parts, query.limit, limit);
  }
}

function partitionsOf(address: Address, row: Row): { name: string }[] {
  const names = [{ name: `main\n${address.pk}` }];
  for (const index of ['gsi1', 'gsi2']) {
    const partition = row.index[`${index}pk`];
    if (partition !== undefined) names.push({ name: `${index}\n${partition}` });
  }
  return names;
}

const allowed = (budget: Budget, move: BalanceMove): boolean =>
  Object.entries(move.atLeast).every(([account, least]) => (budget[account as 'receivable'] ?? 0) >= least) &&
  (move.epoch === undefined ||
    (budget.epoch === move.epoch && (budget.status === 'open' || move.set?.status !== undefined)));

function applied(budget: Budget, move: BalanceMove): Budget {
  const next: Record<string, unknown> = { ...budget, ...move.set };
  for (const [account, change] of Object.entries(move.add))
    next[account] = (budget[account as 'receivable'] ?? 0) + change;
  if (move.epoch !== undefined) next.epoch = move.epoch + 1;
  return next as Budget;
}
