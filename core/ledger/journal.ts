// The journal's proof: every entry hashes its own content, and a sealer chains the entries, so that no byte can change unseen.
import { hash as digestOf } from 'node:crypto';
import { canonicalJson } from '../kernel/canonical-json.ts';

/** Named inside every hash: a later form gets a new name, and old entries are still checked by theirs. */
export const ENTRY_FORM = 'zhida-journal/1';
export const SEAL_FORM = 'zhida-seal/1';

/** The journal is chained in this many partitions, each with a chain of its own, so that no head takes all writes. */
export const JOURNAL_PARTITIONS = 4;

/** What an entry's hash covers: all of the event but the hash itself. `seq` is its number within its subject. */
export interface HashedEntry {
  readonly subject: string;
  readonly seq: number;
  readonly hash?: string | undefined;
}

const sha256 = (text: string): string => digestOf('sha256', text, 'hex');

/** SHA-256, hex, of the canonical JSON of the entry with its form's name. */
export const entryHash = ({ hash: _own, ...content }: HashedEntry): string =>
  sha256(canonicalJson({ form: ENTRY_FORM, ...content }));

/** Which chain an entry belongs to: fixed by its subject. */
export const partitionOf = (subject: string): number =>
  digestOf('sha256', subject, 'buffer').readUInt16BE(0) % JOURNAL_PARTITIONS;

/** Where an entry stands in its partition's list: by time, then subject, then number. */
export const entryKey = (entry: {
  readonly at: string;
  readonly subject: string;
  readonly seq: number;
}): string => `${entry.at}#${entry.subject}#${String(entry.seq).padStart(8, '0')}`;

/** One entry inside a seal: its place in the partition's list and its hash. */
export interface SealedEntry {
  readonly key: string;
  readonly hash: string;
}

/** One block of a chain: entries `first` … `first + entries.length - 1`, each linked to the one before it. */
export interface SealBlock {
  readonly partition: number;
  readonly number: number;
  readonly first: number;
  readonly previousHash: string;
  readonly entries: readonly SealedEntry[];
  /** The link of the last entry: the root of all that came before. */
  readonly hash: string;
}

/** What the first link of every chain follows. */
export const GENESIS = '0'.repeat(64);

/** link(n) = SHA-256 of form, partition, n, the entry's place and hash, and link(n − 1). */
export function chainFrom(
  partition: number,
  first: number,
  previousHash: string,
  entries: readonly SealedEntry[],
): string {
  let hash = previousHash;
  entries.forEach(({ key, hash: content }, index) => {
    hash = sha256(
      canonicalJson({
        form: SEAL_FORM,
        partition,
        number: first + index,
        key,
        entry: content,
        previous: hash,
      }),
    );
  });
  return hash;
}

/** The head of a partition's chain: how far it is sealed. */
export interface Seal {
  /** The partition's number as text. */
  readonly id: string;
  readonly version: number;
  /** Entries sealed so far. */
  readonly entries: number;
  readonly hash: string;
  /** The greatest entry instant that is sealed; the next look begins some time before it. */
  readonly sealedTo: string;
}

/** A day's roots, as they lie in the write-once bucket. */
export interface Anchor {
  readonly form: typeof SEAL_FORM;
  readonly day: string;
  readonly anchoredAt: string;
  readonly roots: readonly { readonly partition: number; readonly entries: number; readonly hash: string }[];
}

export const anchorKey = (day: string): string => `journal/${day}.json`;
