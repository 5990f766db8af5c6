// Use case: chain new journal entries, partition by partition, and anchor the roots daily where nobody can change them.
import {
  anchorKey,
  chainFrom,
  entryKey,
  GENESIS,
  JOURNAL_PARTITIONS,
  SEAL_FORM,
  type Anchor,
  type Seal,
  type SealBlock,
  type SealedEntry,
} from '../../core/ledger/journal.ts';
import { dayOfInstant, formatDay } from '../../core/kernel/day.ts';
import { instantOf, SYSTEM, type Deps } from '../deps.ts';
import type { FlowEvent } from '../ports.ts';

export interface SealOptions {
  /** Entries younger than this wait for the next run, so that the chain is nearly in the order of time. */
  readonly settleMs: number;
  /** An entry may come this much later than a younger one: its writer was slow, or the index was. */
  readonly lookbackMs: number;
}

/** A writer has at most its handler's time-out of 60 s; the index is late by seconds. */
export const SEAL_DEFAULTS: SealOptions = { settleMs: 10_000, lookbackMs: 900_000 };

const BLOCK_ENTRIES_MAX = 500;
const BLOCKS_AT_ONCE = 32;

/** @returns how many entries were sealed. Safe to run twice at once: a head has one next version. */
export async function sealJournal(deps: Deps, options: SealOptions = SEAL_DEFAULTS): Promise<number> {
  let sealed = 0;
  for (let partition = 0; partition < JOURNAL_PARTITIONS; partition++)
    sealed += await sealPartition(deps, partition, options);
  return sealed;
}

async function sealPartition(
  deps: Deps,
  partition: number,
  { settleMs, lookbackMs }: SealOptions,
): Promise<number> {
  let head = await deps.store.read('seal', String(partition));
  const from = head === undefined ? '' : new Date(Date.parse(head.sealedTo) - lookbackMs).toISOString();
  const before = new Date(deps.clock.nowMs() - settleMs).toISOString();
  const known = await sealedSince(deps, partition, head?.version ?? 0, from);
  let sealed = 0;
  let cursor: string | undefined;
  do {
    const page = await deps.store.journal(partition, {
      from,
      before,
      limit: BLOCK_ENTRIES_MAX,
      ...(cursor !== undefined && { cursor }),
    });
    const fresh = page.items.filter((entry) => !known.has(entryKey(entry)));
    if (fresh.length > 0) {
      const next = await sealBlock(deps, partition, head, fresh);
      if (next === undefined) return sealed;
      head = next;
      sealed += fresh.length;
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
  return sealed;
}

/** @returns the new head, or undefined when another sealer came first */
async function sealBlock(
  deps: Deps,
  partition: number,
  head: Seal | undefined,
  fresh: readonly FlowEvent[],
): Promise<Seal | undefined> {
  const entries = fresh.map((entry): SealedEntry => ({ key: entryKey(entry), hash: entry.hash ?? '' }));
  const before = head?.entries ?? 0;
  const previousHash = head?.hash ?? GENESIS;
  const hash = chainFrom(partition, before + 1, previousHash, entries);
  const next: Seal = {
    id: String(partition),
    version: (head?.version ?? 0) + 1,
    entries: before + entries.length,
    hash,
    sealedTo: [head?.sealedTo ?? '', ...fresh.map(({ at }) => at)].reduce((a, b) => (a > b ? a : b)),
  };
  const block: SealBlock = {
    partition,
    number: next.version,
    first: before + 1,
    previousHash,
    entries,
    hash,
  };
  const write = { kind: 'seal', entity: next } as const;
  const { committed } = await deps.store.commit({
    ...(head ? { replaces: [write] } : { creates: [write] }),
    event: {
      subject: `seal:${partition}`,
      seq: next.version,
      type: 'journal.sealed',
      at: instantOf(deps.clock),
      by: SYSTEM,
      data: { ...block },
    },
  });
  return committed ? next : undefined;
}

/** Keys sealed already among those from an instant on: read from the newest block back until blocks are older. */
async function sealedSince(
  deps: Deps,
  partition: number,
  version: number,
  from: string,
): Promise<Set<string>> {
  const known = new Set<string>();
  for (let end = version; end > 0; end -= BLOCKS_AT_ONCE) {
    const start = Math.max(0, end - BLOCKS_AT_ONCE);
    const { items } = await deps.store.events(`seal:${partition}`, {
      limit: end - start,
      ...(start > 0 && { cursor: String(start) }),
    });
    const keys = items.flatMap((event) => (event.data as unknown as SealBlock).entries.map(({ key }) => key));
    for (const key of keys) if (key >= from) known.add(key);
    if (keys.every((key) => key < from)) break;
  }
  return known;
}

/** Anchors the roots as they stand, once a day. @returns false when the day has its anchor already */
export async function anchorRoots(deps: Deps): Promise<boolean> {
  const day = formatDay(dayOfInstant(deps.clock.nowMs()));
  if (await deps.files.get('anchors', anchorKey(day))) return false;
  const heads = await deps.store.readMany(
    'seal',
    Array.from({ length: JOURNAL_PARTITIONS }, (_, partition) => String(partition)),
  );
  const anchor: Anchor = {
    form: SEAL_FORM,
    day,
    anchoredAt: instantOf(deps.clock),
    roots: heads.map((head, partition) => ({
      partition,
      entries: head?.entries ?? 0,
      hash: head?.hash ?? GENESIS,
    })),
  };
  await deps.files.put('anchors', anchorKey(day), JSON.stringify(anchor), {
    contentType: 'application/json',
    onlyIfAbsent: true,
  });
  return true;
}
