// The sealer, run by run: which entries a block takes and which it leaves, where a chain goes on, and what a day's anchor holds.
import { beforeEach, describe, expect, it } from 'vitest';
import { chainFrom, entryKey, GENESIS, type SealBlock } from '../../core/ledger/journal.ts';
import { anchorRoots, SEAL_DEFAULTS, sealJournal } from '../../functions/reconciliation/seal-journal.ts';
import { verifyLedger } from '../../functions/reconciliation/verify-ledger.ts';
import { ago, NOW, openLedger, subjectIn, type LedgerBench } from './ledger-bench.ts';

const { settleMs, lookbackMs } = SEAL_DEFAULTS;
const SUBJECT = subjectIn(2);
let bench: LedgerBench;
beforeEach(() => {
  bench = openLedger();
});

const seal = () => sealJournal(bench.deps);
const head = (partition = 2) => bench.store.readNow('seal', String(partition));
function blocks(partition = 2): SealBlock[] {
  const events = bench.store.allEvents().filter(({ subject }) => subject === `seal:${partition}`);
  return events.map(({ data }) => data as unknown as SealBlock);
}
/** Seals one entry a minute, so many minutes long. @returns the instant of the last */
async function minutes(count: number): Promise<void> {
  for (let minute = 0; minute < count; minute++) {
    bench.nowMs += 60_000;
    await bench.enter(SUBJECT, new Date(bench.nowMs - 30_000).toISOString());
    expect(await seal()).toBe(1);
  }
}

describe('a seal', () => {
  it('names its entries by place and hash, and every partition is chained by itself', async () => {
    const one = await bench.enter(SUBJECT, ago(40_000));
    const two = await bench.enter(SUBJECT, ago(30_000));
    for (const partition of [0, 1, 3]) await bench.enter(subjectIn(partition), ago(30_000));
    expect(await seal()).toBe(5);
    const entries = [one, two].map((entry) => ({ key: entryKey(entry), hash: entry.hash as string }));
    const hash = chainFrom(2, 1, GENESIS, entries);
    expect(bench.store.allEvents().filter(({ subject }) => subject === 'seal:2')).toEqual([
      {
        subject: 'seal:2',
        seq: 1,
        type: 'journal.sealed',
        at: NOW,
        by: 'system',
        data: { partition: 2, number: 1, first: 1, previousHash: GENESIS, entries, hash },
      },
    ]);
    expect(head()).toEqual({ id: '2', version: 1, entries: 2, hash, sealedTo: ago(30_000) });
    expect([0, 1, 3].map((partition) => head(partition)?.entries)).toEqual([1, 1, 1]);
  });

  it('follows the one before it', async () => {
    await bench.enter(SUBJECT, ago(40_000));
    await seal();
    const before = head();
    const next = await bench.enter(SUBJECT, ago(30_000));
    expect(await seal()).toBe(1);
    const entries = [{ key: entryKey(next), hash: next.hash as string }];
    const hash = chainFrom(2, 2, before?.hash as string, entries);
    expect(blocks()[1]).toEqual({
      partition: 2,
      number: 2,
      first: 2,
      previousHash: before?.hash,
      entries,
      hash,
    });
    expect(head()).toEqual({ id: '2', version: 2, entries: 2, hash, sealedTo: ago(30_000) });
    expect(await seal()).toBe(0);
    expect(blocks()).toHaveLength(2);
  });

  it('leaves an entry that is still settling to the next run', async () => {
    await bench.enter(SUBJECT, ago(settleMs + 1));
    await bench.enter(SUBJECT, ago(settleMs));
    expect(await seal()).toBe(1);
    bench.nowMs += 1;
    expect(await seal()).toBe(1);
  });

  it('takes an entry that comes late, as late as its writer may be', async () => {
    await bench.enter(SUBJECT, ago(20_000));
    await seal();
    const last = head()?.sealedTo;
    await bench.enter(SUBJECT, ago(20_000 + lookbackMs));
    await bench.enter(subjectIn(2), ago(20_000 + lookbackMs + 1));
    expect(await seal()).toBe(1);
    // A late entry does not move the chain's reach back: the next late one is seen as well.
    expect(head()).toMatchObject({ version: 2, entries: 2, sealedTo: last });
    await bench.enter(SUBJECT, ago(30_000));
    expect(await seal()).toBe(1);
    expect(await seal()).toBe(0);
  });

  it('of more entries than a block holds goes on in the next block', async () => {
    for (let n = 0; n < 1001; n++) await bench.enter(SUBJECT, ago(500_000 - n));
    expect(await seal()).toBe(1001);
    expect(blocks().map(({ first, entries }) => [first, entries.length])).toEqual([
      [1, 500],
      [501, 500],
      [1001, 1],
    ]);
    expect(await seal()).toBe(0);
    expect((await verifyLedger(bench.deps)).problems).toEqual([]);
  });

  it('goes past a page of which everything is sealed', async () => {
    bench.store.pageMax = 2;
    for (let n = 0; n < 5; n++) await bench.enter(SUBJECT, ago(50_000 - n));
    expect(await seal()).toBe(5);
    await bench.enter(SUBJECT, ago(20_000));
    expect(await seal()).toBe(1);
    expect(blocks().map(({ entries }) => entries.length)).toEqual([2, 2, 1, 1]);
  });

  it('of an entry whose hash was taken away says that it had none, and the proof names it', async () => {
    const entry = await bench.enter(SUBJECT, ago(30_000));
    bench.store.reads = ({ hash: _gone, ...rest }) => rest;
    expect(await seal()).toBe(1);
    expect(blocks()[0]?.entries).toEqual([{ key: entryKey(entry), hash: '' }]);
    const { problems } = await verifyLedger(bench.deps);
    expect(problems.map(({ code, entry: name }) => [code, name])).toEqual([
      ['entry-changed', `${SUBJECT}/1`],
      ['entry-differs-from-seal', `${SUBJECT}/1`],
    ]);
  });
});

describe('the look back', () => {
  it('knows all entries of as many blocks as it covers, though the store gives them a few at a time', async () => {
    bench.store.pageMax = 5;
    for (let block = 0; block < 70; block++) {
      await bench.enter(SUBJECT, ago(600_000 - block));
      expect(await seal()).toBe(1);
    }
    expect(head()).toMatchObject({ version: 70, entries: 70 });
    expect((await verifyLedger(bench.deps)).problems).toEqual([]);
  });

  it('knows an entry in the first block of a run of thirty-two', async () => {
    await minutes(33);
    const late = await bench.enter(SUBJECT, new Date(bench.nowMs - 100_000).toISOString());
    expect(await seal()).toBe(1);
    expect(await seal()).toBe(0);
    expect(blocks().flatMap(({ entries }) => entries.map(({ key }) => key))).toContain(entryKey(late));
  });

  it('reads no more of a long chain than it covers', async () => {
    await minutes(100);
    bench.store.asked.length = 0;
    bench.store.pageMax = 5;
    await seal();
    // The newest 4 blocks, the 32 before, and 32 that are all older than a quarter of an hour: 1, 7 and 7 pages.
    const asked = (what: string) => bench.store.asked.filter((it) => it.startsWith(what));
    expect(asked('events')).toEqual(Array.from({ length: 15 }, () => 'events seal:2'));
    expect(new Set(asked('journal'))).toEqual(new Set(['journal 0', 'journal 1', 'journal 2', 'journal 3']));
  });
});

describe('two sealers at once', () => {
  it('make one chain: who comes second stops, and counts what it sealed itself', async () => {
    bench.store.pageMax = 2;
    for (let n = 0; n < 6; n++) await bench.enter(SUBJECT, ago(50_000 - n));
    let seals = 0;
    bench.store.admit = async ({ event }) => {
      // Before this sealer's second block another one seals all that is left.
      if (event.type === 'journal.sealed' && ++seals === 2) {
        bench.store.admit = undefined;
        expect(await seal()).toBe(4);
      }
      return true;
    };
    expect(await seal()).toBe(2);
    expect(head()).toMatchObject({ version: 3, entries: 6 });
    expect((await verifyLedger(bench.deps)).problems).toEqual([]);
  });
});

describe('a day’s anchor', () => {
  const anchors = () => [...bench.files.objects].map(([key, body]) => [key, new TextDecoder().decode(body)]);

  it('holds the root of every partition, also of one without an entry', async () => {
    await bench.enter(SUBJECT, ago(30_000));
    await seal();
    expect(await anchorRoots(bench.deps)).toBe(true);
    const [[key, body] = []] = anchors();
    expect(key).toBe('anchors/journal/2020-03-02.json');
    expect(JSON.parse(body as string)).toEqual({
      form: 'zhida-seal/1',
      day: '2020-03-02',
      anchoredAt: NOW,
      roots: [
        { partition: 0, entries: 0, hash: GENESIS },
        { partition: 1, entries: 0, hash: GENESIS },
        { partition: 2, entries: 1, hash: head()?.hash },
        { partition: 3, entries: 0, hash: GENESIS },
      ],
    });
    expect([...bench.files.types.values()]).toEqual(['application/json']);
  });

  it('is made once, and the day is Shanghai’s', async () => {
    expect(await anchorRoots(bench.deps)).toBe(true);
    bench.nowMs = Date.parse('2020-03-02T15:59:59.999Z');
    expect(await anchorRoots(bench.deps)).toBe(false);
    bench.nowMs += 1;
    expect(await anchorRoots(bench.deps)).toBe(true);
    expect(anchors().map(([key]) => key)).toEqual([
      'anchors/journal/2020-03-02.json',
      'anchors/journal/2020-03-03.json',
    ]);
  });

  it('is never written over by one who looked before it was there', async () => {
    await anchorRoots(bench.deps);
    const before = anchors();
    await bench.enter(SUBJECT, ago(30_000));
    await seal();
    const late = {
      ...bench.deps,
      files: Object.create(bench.files, { get: { value: async () => undefined } }),
    };
    await anchorRoots(late as never);
    expect(anchors()).toEqual(before);
  });
});
