// What the proof of the ledger looks at and what it says, one lie at a time, told by the store itself rather than by a whole flow.
import { beforeEach, describe, expect, it } from 'vitest';
import { fen } from '../../core/kernel/fen.ts';
import { GENESIS, type Anchor } from '../../core/ledger/journal.ts';
import type { Transfer } from '../../core/ledger/transfer.ts';
import { anchorRoots, SEAL_DEFAULTS, sealJournal } from '../../functions/reconciliation/seal-journal.ts';
import { verifyLedger } from '../../functions/reconciliation/verify-ledger.ts';
import { budgetOf } from '../store/store-contract.ts';
import { ago, legOf, openLedger, subjectIn, transferOf, type LedgerBench } from './ledger-bench.ts';

const OLD = SEAL_DEFAULTS.lookbackMs + SEAL_DEFAULTS.settleMs;
let bench: LedgerBench;
beforeEach(() => {
  bench = openLedger();
});

const problems = async () => (await verifyLedger(bench.deps)).problems;
const named = async () => (await problems()).map(({ code, entry }) => [code, entry]);
const asked = (what: string) => bench.store.asked.filter((it) => it === what).length;
const budget = (available: number, more: object = {}) =>
  budgetOf('b', { appropriated: fen(available), available: fen(available), ...more });

/** Two budgets, one leg held, two paid. */
async function smallBooks(): Promise<void> {
  await bench.enter(subjectIn(0), ago(60_000), [
    { ...transferOf('R1', 'fund', 1000), id: 'R1' },
    { ...transferOf('R2', 'fund', 70, 'e'), id: 'R2' },
  ]);
  await bench.enter('order:M1', ago(50_000), [
    transferOf('c/1', 'reserve', 300),
    transferOf('c/2', 'reserve', 200),
    transferOf('c/3', 'reserve', 30, 'e'),
  ]);
  for (const kind of ['send', 'settle'] as const)
    await bench.enter('order:M1', ago(40_000), [
      transferOf('c/2', kind, 200),
      transferOf('c/3', kind, 30, 'e'),
    ]);
  const amounts = { appropriated: fen(1000), available: fen(500), held: fen(300), paid: fen(200) };
  await bench.store.put('budget', [
    budgetOf('b', amounts),
    budgetOf('e', { appropriated: fen(70), available: fen(40), paid: fen(30) }),
  ]);
  await bench.store.put('leg', [
    legOf('c/1', { amountFen: fen(300) }),
    legOf('c/2', { amountFen: fen(200), state: 'paid' }),
    legOf('c/3', { amountFen: fen(30), state: 'paid', budgetId: 'e' }),
  ]);
}

describe('a proof', () => {
  it('tells all that it looked at', async () => {
    await smallBooks();
    expect(await sealJournal(bench.deps)).toBe(4);
    await anchorRoots(bench.deps);
    await bench.enter(subjectIn(1), ago(0));
    const root = (partition: number) => bench.store.readNow('seal', String(partition))?.hash ?? GENESIS;
    const entries = [0, 1, 2, 3].map(
      (partition) => bench.store.readNow('seal', String(partition))?.entries ?? 0,
    );
    expect(await verifyLedger(bench.deps)).toEqual({
      verified: true,
      balanced: true,
      budgets: 2,
      transfers: 9,
      paidFen: 230,
      wrong: [],
      claimLegs: 3,
      chains: entries.map((count, partition) => ({
        partition,
        entries: count + (partition === 1 ? 1 : 0),
        unsealed: partition === 1 ? 1 : 0,
        root: root(partition),
      })),
      anchors: 1,
      problems: [],
    });
    expect(asked('list budget')).toBe(1);
  });

  it('of a ledger in which nothing has happened yet holds, and asks for no leg', async () => {
    expect(await verifyLedger(bench.deps)).toMatchObject({
      verified: true,
      budgets: 0,
      claimLegs: 0,
      anchors: 0,
    });
    expect(asked('readMany leg 0')).toBe(0);
  });

  it('reads to the end of every list, however short the store cuts its pages', async () => {
    await smallBooks();
    bench.store.pageMax = 1;
    expect(await sealJournal(bench.deps)).toBe(4);
    expect(await verifyLedger(bench.deps)).toMatchObject({
      verified: true,
      budgets: 2,
      transfers: 9,
      chains: [0, 1, 2, 3].map(() => ({ unsealed: 0 })),
    });
  });
});

describe('a wrong sum', () => {
  it('is named by budget and account, with both figures', async () => {
    await smallBooks();
    await bench.store.put('budget', [
      budgetOf('b', { appropriated: fen(1000), available: fen(499), held: fen(301), paid: fen(200) }),
    ]);
    const proof = await verifyLedger(bench.deps);
    expect(proof).toMatchObject({ verified: false, balanced: false });
    expect(proof.wrong).toEqual([
      { budgetId: 'b', account: 'available', storedFen: 499, journalFen: 500 },
      { budgetId: 'b', account: 'held', storedFen: 301, journalFen: 300 },
    ]);
    expect(proof.problems).toEqual([
      {
        code: 'balance-differs',
        entry: 'budget:b',
        zh: '预算 b 的 available 为 499 分，账簿为 500 分',
        en: 'The budget b holds 499 fen as available; its journal says 500',
      },
      {
        code: 'balance-differs',
        entry: 'budget:b',
        zh: '预算 b 的 held 为 301 分，账簿为 300 分',
        en: 'The budget b holds 301 fen as held; its journal says 300',
      },
    ]);
  });

  it('is that of a budget that was never funded, and of one that is gone', async () => {
    await bench.enter('budget:gone', ago(0), [{ ...transferOf('R1', 'fund', 7, 'gone'), id: 'R1' }]);
    await bench.store.put('budget', [budget(5)]);
    const { wrong } = await verifyLedger(bench.deps);
    expect(wrong).toEqual([
      { budgetId: 'b', account: 'appropriated', storedFen: 5, journalFen: 0 },
      { budgetId: 'b', account: 'available', storedFen: 5, journalFen: 0 },
      { budgetId: 'gone', account: 'appropriated', storedFen: 0, journalFen: 7 },
      { budgetId: 'gone', account: 'available', storedFen: 0, journalFen: 7 },
    ]);
  });

  it('is what a transfer makes that stands in the journal twice', async () => {
    const fund: Transfer = { ...transferOf('R1', 'fund', 7), id: 'R1' };
    await bench.enter('budget:b', ago(0), [fund, fund]);
    await bench.store.put('budget', [budget(14)]);
    expect(await named()).toEqual([['transfer-twice', 'budget:b/1']]);
  });

  it('is found where the transfers of an entry were taken away', async () => {
    await smallBooks();
    bench.store.reads = ({ transfers, ...entry }) =>
      entry.subject === 'order:M1' || !transfers ? entry : { ...entry, transfers };
    const found = await verifyLedger(bench.deps);
    expect(new Set(found.problems.map(({ code }) => code))).toEqual(
      new Set(['entry-changed', 'balance-differs']),
    );
    expect(found).toMatchObject({ transfers: 2, claimLegs: 0 });
  });
});

describe('a leg', () => {
  it('that does not stand where its money is, or is gone, is named, though the sums agree', async () => {
    await smallBooks();
    await bench.store.put('leg', [legOf('c/2', { amountFen: fen(200) })]);
    await bench.enter('order:M2', ago(0), [transferOf('x/1', 'reserve', 1), transferOf('x/1', 'void', 1)]);
    const proof = await verifyLedger(bench.deps);
    expect(proof).toMatchObject({ verified: false, balanced: true, wrong: [] });
    expect(proof.problems.toSorted((a, b) => (a.entry < b.entry ? -1 : 1))).toEqual([
      {
        code: 'claim-differs',
        entry: 'leg:c/2',
        zh: '权益 c/2 的状态与账簿不符（reserved）',
        en: 'The leg c/2 (reserved) does not stand where the journal says its money is',
      },
      {
        code: 'claim-differs',
        entry: 'leg:x/1',
        zh: '权益 x/1 的状态与账簿不符（不存在）',
        en: 'The leg x/1 (absent) does not stand where the journal says its money is',
      },
    ]);
  });

  it('is found by its own name in a ledger of more legs than are read at once', async () => {
    const ids = Array.from({ length: 1601 }, (_, n) => `c${n}/1`);
    const total = 1601 * 100;
    await bench.enter('budget:b', ago(0), [
      { ...transferOf('R1', 'fund', total), id: 'R1' },
      ...ids.map((id) => transferOf(id, 'reserve', 100)),
    ]);
    await bench.store.put('budget', [
      budgetOf('b', { appropriated: fen(total), available: fen(0), held: fen(total) }),
    ]);
    await bench.store.put(
      'leg',
      ids.map((id) => legOf(id)),
    );
    expect(await verifyLedger(bench.deps)).toMatchObject({ verified: true, claimLegs: 1601 });
    for (const n of [0, 799, 800, 1600]) await bench.store.put('leg', [legOf(`c${n}/1`, { state: 'paid' })]);
    expect((await named()).map(([, entry]) => entry)).toEqual([
      'leg:c0/1',
      'leg:c799/1',
      'leg:c800/1',
      'leg:c1600/1',
    ]);
  });
});

describe('money that moves meanwhile', () => {
  /** Funds another fen whenever the first partition's journal was read, so many times. */
  function movesWhileReading(times: number): void {
    let moved = 0;
    bench.store.meanwhile = async (what) => {
      if (what !== 'journal 0' || moved === times) return;
      moved += 1;
      await bench.enter(subjectIn(3), ago(0), [{ ...transferOf('R', 'fund', 1), id: `R${moved}` }]);
      await bench.store.put('budget', [budget(moved)]);
    };
  }

  it('is no difference: the proof is made again', async () => {
    movesWhileReading(1);
    await bench.store.put('budget', [budget(0)]);
    expect(await verifyLedger(bench.deps)).toMatchObject({ verified: true, transfers: 1 });
    expect(asked('list budget')).toBe(3);
  });

  it('without a pause is told as a difference after three proofs', async () => {
    movesWhileReading(7);
    await bench.store.put('budget', [budget(0)]);
    expect(await verifyLedger(bench.deps)).toMatchObject({ verified: false, transfers: 3 });
    expect(asked('journal 0')).toBe(3);
  });

  it('is looked for once where the books stand still and are wrong', async () => {
    await bench.store.put('budget', [budget(5)]);
    expect(await verifyLedger(bench.deps)).toMatchObject({ verified: false });
    expect(asked('journal 0')).toBe(1);
  });

  it('and is sealed meanwhile, breaks no chain', async () => {
    await bench.enter(subjectIn(2), ago(60_000));
    const sealing = async (what: string) => {
      if (what !== 'read seal 2') return;
      bench.store.meanwhile = undefined;
      await sealJournal(bench.deps);
    };
    bench.store.meanwhile = sealing;
    expect(await problems()).toEqual([]);
    await bench.enter(subjectIn(2), ago(50_000));
    bench.store.meanwhile = sealing;
    expect(await problems()).toEqual([]);
    expect(bench.store.readNow('seal', '2')).toMatchObject({ version: 2 });
  });
});

describe('the chain', () => {
  it('must hold every entry that a late writer could not have written any more', async () => {
    await bench.enter(subjectIn(2), ago(OLD));
    expect(await problems()).toEqual([]);
    bench.nowMs += 1;
    expect(await named()).toEqual([['entry-unsealed', `${subjectIn(2)}/1`]]);
  });

  it('is told of by the partition whose head was turned back', async () => {
    for (const n of [2, 1]) {
      await bench.enter(subjectIn(2), ago(n * 20_000));
      await sealJournal(bench.deps);
    }
    const head = bench.store.readNow('seal', '2');
    if (!head) throw new Error('nothing was sealed');
    await bench.store.put('seal', [{ ...head, version: 1 }]);
    expect(await named()).toEqual([['head-differs', 'seal:2']]);
  });

  it('is missed where a sealed entry is gone', async () => {
    await bench.enter(subjectIn(2), ago(20_000));
    await sealJournal(bench.deps);
    bench.store.reads = () => undefined;
    expect(await named()).toEqual([['entry-missing', `${subjectIn(2)}/1`]]);
  });
});

describe('the anchors', () => {
  const dayBack = (days: number) => ago(days * 86_400_000).slice(0, 10);
  const anchor = (back: number, changes: Partial<Anchor> = {}): Promise<void> => {
    const roots = [0, 1, 2, 3].map((partition) => ({ partition, entries: 0, hash: GENESIS }));
    const body: Anchor = { form: 'zhida-seal/1', day: dayBack(back), anchoredAt: ago(0), roots, ...changes };
    return bench.files.put('anchors', `journal/${dayBack(back)}.json`, JSON.stringify(body));
  };
  const count = async () => (await verifyLedger(bench.deps)).anchors;

  it('are all passed through by every partition’s chain', async () => {
    await anchor(0);
    const forged = [0, 1, 3].map((partition) => ({ partition, entries: 0, hash: GENESIS }));
    await anchor(1, { roots: [...forged, { partition: 2, entries: 1, hash: 'f'.repeat(64) }] });
    expect(await named()).toEqual([['anchor-differs', `anchor:${dayBack(1)}/2`]]);
  });

  it('are looked for beyond a month in which the platform stood still, less a day', async () => {
    for (const back of [30, 61, 92]) await anchor(back);
    expect(await count()).toBe(3);
    await anchor(124);
    expect(await count()).toBe(3);
  });

  it('are looked for in the last four hundred days', async () => {
    for (let back = 0; back <= 400; back++) await anchor(back);
    expect(await count()).toBe(400);
  });

  it('are looked for from Shanghai’s day on', async () => {
    bench.nowMs = Date.parse('2020-03-02T16:00:00.000Z');
    await anchorRoots(bench.deps);
    expect([...bench.files.objects.keys()]).toEqual(['anchors/journal/2020-03-03.json']);
    expect(await count()).toBe(1);
  });
});
