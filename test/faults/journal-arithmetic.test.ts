// The journal's hashes, chains and sums, case by case: what mutants of the chain, its verifier and the fold must fail.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fen } from '../../core/kernel/fen.ts';
import type { Budget } from '../../core/ledger/budget.ts';
import { differencesOf, JournalFold } from '../../core/ledger/fold-journal.ts';
import {
  anchorKey,
  chainFrom,
  entryHash,
  entryKey,
  GENESIS,
  partitionOf,
  SEAL_FORM,
  type Anchor,
  type SealBlock,
} from '../../core/ledger/journal.ts';
import type { Transfer, TransferKind } from '../../core/ledger/transfer.ts';
import { ChainVerifier, entryName, type JournalEntry } from '../../core/ledger/verify-chain.ts';

const sha = (text: string) => createHash('sha256').update(text).digest('hex');

const entryOf = (seq: number, at = `2020-03-02T00:00:0${seq}.000Z`): JournalEntry => {
  const content = { subject: 'order:M1', seq, at };
  return { ...content, hash: entryHash(content) };
};
const sealed = (entry: JournalEntry) => ({ key: entryKey(entry), hash: entry.hash as string });
function blockOf(number: number, first: number, previousHash: string, entries: readonly JournalEntry[]) {
  const of = entries.map(sealed);
  return {
    partition: 2,
    number,
    first,
    previousHash,
    entries: of,
    hash: chainFrom(2, first, previousHash, of),
  };
}
const one = entryOf(1);
const two = entryOf(2);
const three = entryOf(3);
const firstBlock = blockOf(1, 1, GENESIS, [one, two]);
const secondBlock = blockOf(2, 3, firstBlock.hash, [three]);
const HEAD = { id: '2', version: 2, entries: 3, hash: secondBlock.hash, sealedTo: three.at };
const LATER = '2020-03-03T00:00:00.000Z';

interface Story {
  readonly blocks?: readonly SealBlock[];
  readonly head?: typeof HEAD | undefined;
  readonly entries?: readonly JournalEntry[];
  readonly anchors?: readonly Anchor[];
  readonly sealedBefore?: string;
}
function verify(story: Story) {
  const chain = new ChainVerifier(2);
  for (const block of story.blocks ?? [firstBlock, secondBlock]) chain.block(block);
  chain.head('head' in story ? story.head : HEAD);
  for (const entry of story.entries ?? [one, two, three]) chain.entry(entry, story.sealedBefore ?? LATER);
  for (const anchor of story.anchors ?? []) chain.anchor(anchor);
  chain.end();
  return chain;
}
const problemsOf = (story: Story) => verify(story).problems.map(({ code, entry }) => `${code} ${entry}`);
const anchorOf = (entries: number, hash: string, partition = 2): Anchor => ({
  form: SEAL_FORM,
  day: '2020-03-02',
  anchoredAt: LATER,
  roots: [
    { partition: 1, entries: 9, hash: 'other' },
    { partition, entries, hash },
  ],
});

describe('a chain', () => {
  it('begins at the root of nothing and names its days', () => {
    expect(GENESIS).toBe('0000000000000000000000000000000000000000000000000000000000000000');
    expect(anchorKey('2020-03-02')).toBe('journal/2020-03-02.json');
    expect(entryKey(two)).toBe('2020-03-02T00:00:02.000Z#order:M1#00000002');
    expect(entryName(entryKey(two))).toBe('order:M1/2');
    expect(entryName('no-key')).toBe('no-key/0');
  });

  it('is chosen by the subject alone, one of four', () => {
    const subjects = [
      'budget:p.city',
      'order:M1',
      'recovery:R1',
      'seal:0',
      'application:p.u.once',
      'order:M2',
    ];
    const expected = subjects.map((subject) => {
      const [high = 0, low = 0] = createHash('sha256').update(subject).digest();
      return (high * 256 + low) % 4;
    });
    expect(subjects.map(partitionOf)).toEqual(expected);
    expect(new Set(expected).size).toBeGreaterThan(1);
    const digest = createHash('sha256').update('order:M1').digest();
    expect(partitionOf('order:M1')).toBe(digest.readUInt16BE(0) % 4);
  });

  it('links each entry by form, partition, number, place, content and what was before', () => {
    const link = (number: number, entry: JournalEntry, previous: string) =>
      sha(
        `{"entry":"${entry.hash}","form":"zhida-seal/1","key":"${entryKey(entry)}",` +
          `"number":${number},"partition":2,"previous":"${previous}"}`,
      );
    const first = link(1, one, GENESIS);
    expect(chainFrom(2, 1, GENESIS, [sealed(one)])).toBe(first);
    expect(chainFrom(2, 1, GENESIS, [one, two].map(sealed))).toBe(link(2, two, first));
    expect(chainFrom(2, 1, GENESIS, [])).toBe(GENESIS);
  });

  it('hashes an entry with its form and without its hash', () => {
    const text = '{"at":"a","form":"zhida-journal/1","seq":1,"subject":"s"}';
    expect(entryHash({ subject: 's', seq: 1, at: 'a' } as never)).toBe(sha(text));
    expect(entryHash({ subject: 's', seq: 1, at: 'a', hash: 'x' } as never)).toBe(sha(text));
  });
});

describe('the verifier', () => {
  it('finds nothing in a sound chain, and sums it up', () => {
    const chain = verify({ anchors: [anchorOf(2, firstBlock.hash), anchorOf(3, secondBlock.hash)] });
    expect(chain.problems).toEqual([]);
    expect(chain.summary).toEqual({ partition: 2, entries: 3, unsealed: 0, root: secondBlock.hash });
    expect(problemsOf({ blocks: [], head: undefined, entries: [] })).toEqual([]);
    expect(problemsOf({ anchors: [anchorOf(0, GENESIS)] })).toEqual([]);
  });

  it.each([
    ['partition', { ...secondBlock, partition: 3 }],
    ['number', { ...secondBlock, number: 3 }],
    ['first', { ...secondBlock, first: 2 }],
    ['previous hash', { ...secondBlock, previousHash: GENESIS }],
  ])('finds a block with another %s, though its own hash is right', (_name, block) => {
    expect(problemsOf({ blocks: [firstBlock, block] })).toEqual(['seal-broken seal:2/2']);
  });

  it('finds a block whose hash does not follow, and says it in words', () => {
    const broken = { ...secondBlock, hash: sha('other') };
    const { problems } = verify({ blocks: [firstBlock, broken], head: { ...HEAD, hash: broken.hash } });
    expect(problems).toEqual([
      {
        code: 'seal-broken',
        entry: 'seal:2/2',
        zh: '封条与其条目不符',
        en: 'A seal does not follow from its entries and the seal before it',
      },
    ]);
  });

  it('finds an entry that is sealed twice', () => {
    const again = blockOf(2, 3, firstBlock.hash, [two]);
    const head = { ...HEAD, hash: again.hash };
    const { problems } = verify({ blocks: [firstBlock, again], head, entries: [one, two] });
    expect(problems).toEqual([
      {
        code: 'entry-sealed-twice',
        entry: 'order:M1/2',
        zh: '分录被封存两次',
        en: 'An entry is sealed twice',
      },
    ]);
  });

  it.each([
    ['version', { ...HEAD, version: 3 }],
    ['entries', { ...HEAD, entries: 2 }],
    ['hash', { ...HEAD, hash: firstBlock.hash }],
    ['head at all', undefined],
  ])('finds a head with another %s', (_name, head) => {
    expect(verify({ head }).problems).toEqual([
      {
        code: 'head-differs',
        entry: 'seal:2',
        zh: '链头与最后一个封条不符',
        en: 'The chain’s head is not its last seal',
      },
    ]);
  });

  it('finds an entry whose content was changed', () => {
    const changed = { ...two, subject: 'order:M1', amount: 1 } as JournalEntry;
    expect(verify({ entries: [one, changed, three] }).problems).toEqual([
      {
        code: 'entry-changed',
        entry: 'order:M1/2',
        zh: '分录内容与其哈希不符',
        en: 'An entry’s content does not match its hash',
      },
    ]);
  });

  it('finds an entry that was changed with its hash after it was sealed', () => {
    const content = { subject: 'order:M1', seq: 2, at: two.at, amount: 1 };
    const forged = { ...content, hash: entryHash(content) };
    expect(verify({ entries: [one, forged, three] }).problems).toEqual([
      {
        code: 'entry-differs-from-seal',
        entry: 'order:M1/2',
        zh: '分录与封存时不同',
        en: 'An entry is not what was sealed',
      },
    ]);
  });

  it('finds an old entry outside the chain, and counts a young one', () => {
    const head = { ...HEAD, version: 1, entries: 2, hash: firstBlock.hash };
    const story = { blocks: [firstBlock], head };
    const young = verify({ ...story, sealedBefore: three.at });
    expect(young.problems).toEqual([]);
    expect(young.summary).toMatchObject({ entries: 3, unsealed: 1 });
    expect(verify(story).problems).toEqual([
      {
        code: 'entry-unsealed',
        entry: 'order:M1/3',
        zh: '分录早应封存而未封存',
        en: 'An entry is old and still outside the chain',
      },
    ]);
  });

  it('finds a sealed entry that is gone', () => {
    expect(verify({ entries: [one, three] }).problems).toEqual([
      {
        code: 'entry-missing',
        entry: 'order:M1/2',
        zh: '已封存的分录不在账上',
        en: 'A sealed entry is gone',
      },
    ]);
  });

  it.each([
    ['another root', anchorOf(2, secondBlock.hash)],
    ['a place between two seals', anchorOf(1, firstBlock.hash)],
    ['no root of this chain', anchorOf(2, firstBlock.hash, 3)],
  ])('finds an anchor with %s', (_name, anchor) => {
    expect(verify({ anchors: [anchor] }).problems).toEqual([
      {
        code: 'anchor-differs',
        entry: 'anchor:2020-03-02/2',
        zh: '链与当日锚定的根不符',
        en: 'The chain does not pass through the root anchored that day',
      },
    ]);
  });
});

const transfer = (kind: TransferKind, amount: number, id = `c/1/1/${kind}`): Transfer => ({
  id,
  kind,
  budgetId: 'p.city',
  amountFen: fen(amount),
});

describe('the fold', () => {
  it('gives the balances, and where each leg’s money is', () => {
    const fold = new JournalFold();
    fold.add('a/1', [transfer('fund', 100, 'b'), transfer('reserve', 40)]);
    expect(fold.legs.get('c/1')).toEqual({ held: 40, inTransit: 0, paid: 0 });
    fold.add('a/2', [transfer('send', 40)]);
    expect(fold.legs.get('c/1')).toEqual({ held: 0, inTransit: 40, paid: 0 });
    fold.add('a/3', [transfer('settle', 40), transfer('claim-back', 7, 'recovery/r/claim-back/p.city')]);
    expect(fold.legs).toEqual(new Map([['c/1', { held: 0, inTransit: 0, paid: 40 }]]));
    expect(fold.balances.get('p.city')).toEqual({
      appropriated: 100,
      available: 60,
      held: 0,
      inTransit: 0,
      paid: 40,
      receivable: 7,
    });
    expect(fold.transfers).toBe(5);
    expect(fold.problems).toEqual([]);
  });

  it('keeps nothing of a leg whose money went back to its budget', () => {
    const fold = new JournalFold();
    fold.add('a/1', [transfer('reserve', 40), transfer('void', 40)]);
    expect(fold.legs).toEqual(new Map([['c/1', { held: 0, inTransit: 0, paid: 0 }]]));
  });

  it('finds a transfer that is entered twice, and names the second entry', () => {
    const fold = new JournalFold();
    fold.add('a/1', [transfer('fund', 1, 'b')]);
    fold.add('a/2', [transfer('fund', 1, 'b')]);
    expect(fold.problems).toEqual([
      {
        code: 'transfer-twice',
        entry: 'a/2',
        zh: '转账 b 记了两次',
        en: 'The transfer b is entered twice',
      },
    ]);
  });

  const budget = (changes: Record<string, number> = {}) =>
    ({
      id: 'p.city',
      appropriated: 10,
      available: 4,
      held: 3,
      inTransit: 2,
      paid: 1,
      ...changes,
    }) as never as Budget;
  const journal = { appropriated: 10, available: 4, held: 3, inTransit: 2, paid: 1 };
  const differ = (account: string, storedFen: number, journalFen: number) => ({
    budgetId: 'p.city',
    account,
    storedFen,
    journalFen,
  });

  it.each([
    ['equal', {}, journal, []],
    [
      'one account differs',
      { held: 2, available: 5 },
      journal,
      [differ('available', 5, 4), differ('held', 2, 3)],
    ],
    ['a side account the journal lacks', { receivable: 2 }, journal, [differ('receivable', 2, 0)]],
    ['a side account the budget lacks', {}, { ...journal, recovered: 3 }, [differ('recovered', 0, 3)]],
    [
      'equal, and not the sum of its parts',
      { available: 5 },
      { ...journal, available: 5 },
      [differ('appropriated', 10, 10)],
    ],
    [
      'in transit counts with the others',
      { inTransit: 0 },
      { ...journal, inTransit: 0 },
      [differ('appropriated', 10, 10)],
    ],
    [
      'equal and below nothing',
      { held: -1, available: 8 },
      { ...journal, held: -1, available: 8 },
      [differ('held', -1, -1)],
    ],
  ])('of a budget that is %s', (_name, changes, books, expected) => {
    expect(differencesOf('p.city', budget(changes), books)).toEqual(expected);
  });

  it('of a budget without a journal is all of it', () => {
    expect(differencesOf('p.city', budget()).map(({ account }) => account)).toEqual([
      'appropriated',
      'available',
      'held',
      'inTransit',
      'paid',
    ]);
  });

  it('of a journal without a budget is all that it moved, and of neither is nothing', () => {
    expect(differencesOf('p.city', undefined, { appropriated: 10, available: 10 })).toEqual([
      differ('appropriated', 0, 10),
      differ('available', 0, 10),
    ]);
    expect(differencesOf('p.city')).toEqual([]);
  });
});
