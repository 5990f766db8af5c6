// Verifying a partition's chain from the journal alone: each entry against its own hash, each seal against the entries, each root.
import {
  chainFrom,
  entryHash,
  entryKey,
  GENESIS,
  type Anchor,
  type HashedEntry,
  type Seal,
  type SealBlock,
} from './journal.ts';

/** What was found, and where: `entry` is `subject/seq` as in the journal, or the seal or anchor concerned. */
export interface LedgerProblem {
  readonly code:
    | 'entry-changed'
    | 'entry-differs-from-seal'
    | 'entry-missing'
    | 'entry-unsealed'
    | 'entry-sealed-twice'
    | 'seal-broken'
    | 'head-differs'
    | 'anchor-differs'
    | 'transfer-twice'
    | 'balance-differs'
    | 'claim-differs';
  readonly entry: string;
  readonly zh: string;
  readonly en: string;
}

export type JournalEntry = HashedEntry & { readonly at: string };

/** `2020-03-02T…#order:M1#00000002` → `order:M1/2`. */
export function entryName(key: string): string {
  const [, subject = key, seq = ''] = key.split('#');
  return `${subject}/${Number(seq)}`;
}

/** Checks one partition, block by block, then entry by entry; a whole journal passes through and only keys are kept. */
export class ChainVerifier {
  readonly problems: LedgerProblem[] = [];
  readonly #partition: number;
  readonly #sealed = new Map<string, string>();
  /** Entries sealed at the end of each block → the root there. */
  readonly #roots = new Map<number, string>([[0, GENESIS]]);
  #last = { version: 0, entries: 0, hash: GENESIS };
  #entries = 0;
  #unsealed = 0;

  constructor(partition: number) {
    this.#partition = partition;
  }

  get summary(): { partition: number; entries: number; unsealed: number; root: string } {
    return {
      partition: this.#partition,
      entries: this.#entries,
      unsealed: this.#unsealed,
      root: this.#last.hash,
    };
  }

  block(block: SealBlock): void {
    const expected = {
      partition: this.#partition,
      number: this.#last.version + 1,
      first: this.#last.entries + 1,
    };
    const fits = Object.entries(expected).every(([name, value]) => block[name as 'first'] === value);
    const hash = chainFrom(this.#partition, expected.first, this.#last.hash, block.entries);
    if (!fits || block.previousHash !== this.#last.hash || block.hash !== hash)
      this.#found(
        'seal-broken',
        `seal:${this.#partition}/${expected.number}`,
        '封条与其条目不符',
        'A seal does not follow from its entries and the seal before it',
      );
    for (const { key, hash: content } of block.entries) {
      if (this.#sealed.has(key))
        this.#found('entry-sealed-twice', entryName(key), '分录被封存两次', 'An entry is sealed twice');
      this.#sealed.set(key, content);
    }
    this.#last = {
      version: expected.number,
      entries: this.#last.entries + block.entries.length,
      hash: block.hash,
    };
    this.#roots.set(this.#last.entries, block.hash);
  }

  head(seal: Seal | undefined): void {
    const { version, entries, hash } = seal ?? { version: 0, entries: 0, hash: GENESIS };
    const same = version === this.#last.version && entries === this.#last.entries && hash === this.#last.hash;
    if (!same)
      this.#found(
        'head-differs',
        `seal:${this.#partition}`,
        '链头与最后一个封条不符',
        'The chain’s head is not its last seal',
      );
  }

  /** @param sealedBefore entries older than this ISO instant must be sealed */
  entry(entry: JournalEntry, sealedBefore: string): void {
    const name = `${entry.subject}/${entry.seq}`;
    this.#entries += 1;
    if (entryHash(entry) !== entry.hash)
      this.#found(
        'entry-changed',
        name,
        '分录内容与其哈希不符',
        'An entry’s content does not match its hash',
      );
    const key = entryKey(entry);
    const sealed = this.#sealed.get(key);
    if (sealed === undefined) {
      this.#unsealed += 1;
      if (entry.at < sealedBefore)
        this.#found(
          'entry-unsealed',
          name,
          '分录早应封存而未封存',
          'An entry is old and still outside the chain',
        );
      return;
    }
    this.#sealed.delete(key);
    if (sealed !== entry.hash)
      this.#found('entry-differs-from-seal', name, '分录与封存时不同', 'An entry is not what was sealed');
  }

  anchor(anchor: Anchor): void {
    const root = anchor.roots.find(({ partition }) => partition === this.#partition);
    if (root && this.#roots.get(root.entries) === root.hash) return;
    this.#found(
      'anchor-differs',
      `anchor:${anchor.day}/${this.#partition}`,
      '链与当日锚定的根不符',
      'The chain does not pass through the root anchored that day',
    );
  }

  /** After the last entry: what was sealed must have been seen. */
  end(): void {
    for (const key of this.#sealed.keys())
      this.#found('entry-missing', entryName(key), '已封存的分录不在账上', 'A sealed entry is gone');
  }

  #found(code: LedgerProblem['code'], entry: string, zh: string, en: string): void {
    this.problems.push({ code, entry, zh, en });
  }
}
