// The grouping of commits: what writers see, what readers see, when an answer may be given, and what a bad disk does.
import { describe, expect, it } from 'vitest';
import { createLevel } from '../../local/engine/dynamodb/dynalite-internals.ts';
import type { LevelDatabase, LevelOperation } from '../../local/engine/dynamodb/dynalite-internals.ts';
import { RowStore } from '../../local/engine/dynamodb/row-store.ts';

const put = (key: string, value: string): LevelOperation => ({ type: 'put', key, value });
const del = (key: string): LevelOperation => ({ type: 'del', key });

/** A database in memory whose batches wait until they are let through, or fail. */
async function openHeld() {
  const level = createLevel(undefined);
  await level.open();
  const batches: { keys: string[]; let: () => void; fail: (error: Error) => void }[] = [];
  const held: LevelDatabase = new Proxy(level, {
    get: (target, name) => {
      if (name === 'batch') {
        return (operations: LevelOperation[]) =>
          new Promise<void>((resolve, reject) => {
            const through = (): void => void target.batch(operations).then(resolve, reject);
            batches.push({ keys: operations.map((one) => one.key), let: through, fail: reject });
          });
      }
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
  return { store: new RowStore(held), batches };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

describe('row store', () => {
  it('writers see accepted rows at once, readers see them when they are durable', async () => {
    const { store, batches } = await openHeld();
    const committed = store.commit([put('a', '1')]);
    expect([store.latest('a'), store.durable('a')]).toEqual(['1', undefined]);
    await turn();
    batches[0]?.let();
    await committed;
    expect([store.latest('a'), store.durable('a')]).toEqual(['1', '1']);
    void store.commit([del('a')]);
    expect([store.latest('a'), store.durable('a')]).toEqual([undefined, '1']);
  });

  it('commits of one turn share a batch, and those that come during a write share the next', async () => {
    const { store, batches } = await openHeld();
    const first = [store.commit([put('a', '1')]), store.commit([put('b', '1')])];
    await turn();
    const second = [store.commit([put('c', '1')]), store.commit([put('a', '2')])];
    await turn();
    expect(batches.map((batch) => batch.keys)).toEqual([['a', 'b']]);
    batches[0]?.let();
    await Promise.all(first);
    expect([store.latest('a'), store.durable('a')]).toEqual(['2', '1']);
    await turn();
    batches[1]?.let();
    await Promise.all(second);
    expect(batches.map((batch) => batch.keys)).toEqual([
      ['a', 'b'],
      ['c', 'a'],
    ]);
    expect(store.durable('a')).toBe('2');
  });

  it('settled waits for the newest commit accepted, also when one is being written', async () => {
    const { store, batches } = await openHeld();
    await store.settled();
    void store.commit([put('a', '1')]);
    await turn();
    void store.commit([put('b', '1')]);
    let isSettled = false;
    const settled = store.settled().then(() => (isSettled = true));
    batches[0]?.let();
    await turn();
    expect(isSettled).toBe(false);
    await turn();
    batches[1]?.let();
    await settled;
    expect(store.durable('b')).toBe('1');
  });

  it('after a batch the disk refused nothing more is accepted', async () => {
    const { store, batches } = await openHeld();
    const failing = store.commit([put('a', '1')]);
    await turn();
    const decidedOnIt = store.commit([put('b', '1')]);
    batches[0]?.fail(new Error('no space left on device'));
    await expect(failing).rejects.toThrow('no space');
    await expect(decidedOnIt).rejects.toThrow('no space');
    await expect(store.commit([put('c', '1')])).rejects.toThrow('no space');
    await expect(store.settled()).rejects.toThrow('no space');
  });
});
