// A ledger alone, for tests of what is proven about it: the memory store, a clock by hand and a bucket that writes once.
import { MemoryStore } from '../../adapters/memory/memory-store.ts';
import { partitionOf } from '../../core/ledger/journal.ts';
import type { Leg } from '../../core/disbursement/claim.ts';
import { endToEndId } from '../../core/disbursement/end-to-end-id.ts';
import { fen } from '../../core/kernel/fen.ts';
import type { Transfer, TransferKind } from '../../core/ledger/transfer.ts';
import type { Deps } from '../../functions/deps.ts';
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
} from '../../functions/ports.ts';
import { MemoryFiles } from '../world/flow-world.ts';

export const NOW = '2020-03-02T01:00:00.000Z';
/** So many ms before `NOW`, as an instant. */
export const ago = (ms: number): string => new Date(Date.parse(NOW) - ms).toISOString();

/** What the store was asked, in order: `journal 2`, `events seal:2`, `list budget`. */
export class BenchStore extends MemoryStore {
  /** Cuts every page to so many items, as a store does whose pages end at a megabyte. */
  pageMax = Number.POSITIVE_INFINITY;
  readonly asked: string[] = [];
  /** Runs after each answer: what others do meanwhile. */
  meanwhile: ((asked: string) => Promise<void>) | undefined;
  /** Runs before each commit; false refuses it as though somebody else had come first. */
  admit: ((commit: Commit) => Promise<boolean>) | undefined;
  /** How an entry of the journal reads: a forger may have changed it, or taken it away. */
  reads: (entry: FlowEvent) => FlowEvent | undefined = (entry) => entry;

  override async read<K extends Kind>(kind: K, id: string): Promise<Entities[K] | undefined> {
    const found = await super.read(kind, id);
    await this.#answered(`read ${kind} ${id}`);
    return found;
  }

  override async readMany<K extends Kind>(
    kind: K,
    ids: readonly string[],
  ): Promise<(Entities[K] | undefined)[]> {
    const found = await super.readMany(kind, ids);
    await this.#answered(`readMany ${kind} ${ids.length}`);
    return found;
  }

  override async list<K extends Kind>(kind: K, query: ListQuery): Promise<Page<Entities[K]>> {
    const page = await super.list(kind, { ...query, limit: Math.min(query.limit, this.pageMax) });
    await this.#answered(`list ${kind}`);
    return page;
  }

  override async events(subject: string, request: PageRequest = { limit: 1000 }): Promise<Page<FlowEvent>> {
    const page = await super.events(subject, { ...request, limit: Math.min(request.limit, this.pageMax) });
    await this.#answered(`events ${subject}`);
    return page;
  }

  override async journal(partition: number, request: JournalRequest): Promise<Page<FlowEvent>> {
    const limit = Math.min(request.limit, this.pageMax);
    const page = await super.journal(partition, { ...request, limit });
    await this.#answered(`journal ${partition}`);
    return { ...page, items: page.items.flatMap((entry) => this.reads(entry) ?? []) };
  }

  override async commit(commit: Commit): Promise<CommitResult> {
    if (this.admit && !(await this.admit(commit)))
      return { committed: false, refusals: [{ part: 'event', index: 0 }] };
    return super.commit(commit);
  }

  async #answered(what: string): Promise<void> {
    this.asked.push(what);
    await this.meanwhile?.(what);
  }
}

/** A bucket under object lock: what was put first stays. */
export class WriteOnceFiles extends MemoryFiles {
  readonly types = new Map<string, string | undefined>();
  override async put(
    bucket: string,
    key: string,
    body: string | Uint8Array,
    { contentType, onlyIfAbsent }: { contentType?: string; onlyIfAbsent?: boolean } = {},
  ): Promise<void> {
    if (onlyIfAbsent === true && this.objects.has(`${bucket}/${key}`)) return;
    this.types.set(`${bucket}/${key}`, contentType);
    await super.put(bucket, key, body);
  }
}

export interface LedgerBench {
  readonly store: BenchStore;
  readonly files: WriteOnceFiles;
  readonly deps: Deps;
  /** The clock, in ms; it stands until a test moves it. */
  nowMs: number;
  /** Writes the next entry of a subject into the journal. @returns it as it is stored */
  enter(subject: string, at: string, transfers?: readonly Transfer[]): Promise<FlowEvent>;
}

export function openLedger(): LedgerBench {
  const store = new BenchStore();
  const files = new WriteOnceFiles();
  const entries = new Map<string, number>();
  const bench: LedgerBench = {
    store,
    files,
    nowMs: Date.parse(NOW),
    deps: { store, files, clock: { nowMs: () => bench.nowMs, today: () => '2020-03-02' } } as unknown as Deps,
    async enter(subject, at, transfers = []) {
      const seq = (entries.get(subject) ?? 0) + 1;
      entries.set(subject, seq);
      await store.commit({
        event: { subject, seq, type: 'budget.funded', at, by: 'test', data: {}, transfers },
      });
      return store.allEvents().find((event) => event.subject === subject && event.seq === seq) as FlowEvent;
    },
  };
  return bench;
}

/** A subject whose entries are chained in that partition. */
export function subjectIn(partition: number): string {
  for (let n = 0; ; n++) if (partitionOf(`budget:b${n}`) === partition) return `budget:b${n}`;
}

/** Leg 1 of claim `c` is `c/1`; 100 fen of the budget `b`, reserved, where a test says nothing else. */
export function legOf(id: string, changes: Partial<Leg> = {}): Leg {
  const [claimId = '', number = ''] = id.split('/');
  return {
    id,
    version: 1,
    claimId,
    policyId: 'p',
    uscc: '91330000000000001B',
    districtCode: '330106',
    budgetId: 'b',
    amountFen: fen(100),
    state: 'reserved',
    round: 1,
    endToEndId: endToEndId(claimId, number, 1),
    reservedAt: NOW,
    ...changes,
  };
}

/** The transfer of a leg's first round, or of a budget itself: `transferOf('c/1', 'reserve', 100)`. */
export const transferOf = (of: string, kind: TransferKind, amount: number, budgetId = 'b'): Transfer => ({
  id: `${of}/1/${kind}`,
  kind,
  budgetId,
  amountFen: fen(amount),
});
