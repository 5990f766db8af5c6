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
import { everyPage } from '../every-page.ts';
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

/** The head of a chain that has no seal yet. */
const EMPTY = { version: 0, entries: 0, hash: GENESIS, sealedTo: new Date(0).toISOString() };

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
  const id = String(partition);
  let head: Seal = (await deps.store.read('seal', id)) ?? { id, ...EMPTY };
  const from = new Date(Date.parse(head.sealedTo) - lookbackMs).toISOString();
  const before = new Date(deps.clock.nowMs() - settleMs).toISOString();
  const known = await sealedSince(deps, partition, head.version, from);
  const first = head.entries;
  const limit = BLOCK_ENTRIES_MAX;
  const pages = everyPage((cursor) => deps.store.journal(partition, { from, before, limit, cursor }));
  for await (const entries of pages) {
    const fresh = entries.filter((entry) => !known.has(entryKey(entry)));
    const next = await sealBlock(deps, head, fresh);
    // Another sealer came first: what is left is its own, or the next run's.
    if (next === undefined) break;
    head = next;
  }
  return head.entries - first;
}

/** @returns the new head, or undefined when another sealer came first */
async function sealBlock(deps: Deps, head: Seal, fresh: readonly FlowEvent[]): Promise<Seal | undefined> {
  const last = fresh.at(-1);
  if (last === undefined) return head;
  const partition = Number(head.id);
  const entries = fresh.map((entry): SealedEntry => ({ key: entryKey(entry), hash: entry.hash ?? '' }));
  const hash = chainFrom(partition, head.entries + 1, head.hash, entries);
  const next: Seal = {
    id: head.id,
    version: head.version + 1,
    entries: head.entries + entries.length,
    hash,
    sealedTo: last.at > head.sealedTo ? last.at : head.sealedTo,
  };
  const block: SealBlock = {
    partition,
    number: next.version,
    first: head.entries + 1,
    previousHash: head.hash,
    entries,
    hash,
  };
  const write = { kind: 'seal', entity: next } as const;
  const { committed } = await deps.store.commit({
    ...(head.version === 0 ? { creates: [write] } : { replaces: [write] }),
    event: {
      subject: `seal:${head.id}`,
      seq: next.version,
      type: 'journal.sealed',
      at: instantOf(deps.clock),
      by: SYSTEM,
      data: { ...block },
    },
  });
  return committed ? next : undefined;
}

/** Keys sealed already among those from an instant on: blocks are read from the newest back until they are older. */
async function sealedSince(
  deps: Deps,
  partition: number,
  version: number,
  from: string,
): Promise<Set<string>> {
  const known = new Set<string>();
  const newest = BLOCKS_AT_ONCE * Math.floor((version - 1) / BLOCKS_AT_ONCE);
  for (let after = newest; after >= 0; after -= BLOCKS_AT_ONCE) {
    const keys = await keysSealed(deps, partition, after);
    for (const key of keys) known.add(key);
    if (keys.every((key) => key < from)) break;
  }
  return known;
}

/** The keys in the blocks after one, as many as are looked at together. Blocks are large: the store may give a few at a time. */
async function keysSealed(deps: Deps, partition: number, after: number): Promise<string[]> {
  const blocks: SealBlock[] = [];
  const pages = everyPage((cursor = String(after)) =>
    deps.store.events(`seal:${partition}`, { limit: BLOCKS_AT_ONCE - blocks.length, cursor }),
  );
  for await (const events of pages) {
    blocks.push(...events.map((event) => event.data as unknown as SealBlock));
    if (blocks.length === BLOCKS_AT_ONCE) break;
  }
  return blocks.flatMap(({ entries }) => entries.map(({ key }) => key));
}

/** Anchors the roots as they stand, once a day. @returns false when the day has its anchor already */
export async function anchorRoots(deps: Deps): Promise<boolean> {
  const day = formatDay(dayOfInstant(deps.clock.nowMs()));
  if (await deps.files.get('anchors', anchorKey(day))) return false;
  const partitions = Array.from({ length: JOURNAL_PARTITIONS }, (_, partition) => partition);
  const heads = await deps.store.readMany('seal', partitions.map(String));
  const anchor: Anchor = {
    form: SEAL_FORM,
    day,
    anchoredAt: instantOf(deps.clock),
    roots: partitions.map((partition) => {
      const { entries, hash } = heads[partition] ?? EMPTY;
      return { partition, entries, hash };
    }),
  };
  await deps.files.put('anchors', anchorKey(day), JSON.stringify(anchor), {
    contentType: 'application/json',
    onlyIfAbsent: true,
  });
  return true;
}
