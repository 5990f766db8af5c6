// Each fault one can set on the sandbox bank must really happen, in the same places for the same seed, and never in its books.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BankFault } from '../../local/sandbox/bank/bank-settings.ts';
import { befalls, bankSettingsSchema, changeSettings } from '../../local/sandbox/bank/bank-settings.ts';
import { isNotification, isStatement, makeBankWorld, payees, type BankWorld } from './bank-world.ts';

let world: BankWorld;
beforeEach(async () => {
  world = await makeBankWorld();
});
afterEach(() => world.close());

/** Pays four under one fault that befalls every file, and says what the bank left, and what its statement holds. */
async function payUnder(fault: BankFault) {
  const bank = await world.start({ settings: { lateMs: 150, faults: { [fault]: 1 } } });
  const file = payees('a', 4);
  const begunMs = performance.now();
  await world.rail(bank).send(file);
  await bank.settle();
  const tookMs = performance.now() - begunMs;
  const names = world.dropped.map((key) => key.replace(/^bank-in\/|[A-Z0-9]{20,}/g, ''));
  const { all, unreadable } = await world.reports();
  const told = all.filter(isNotification).map(({ lines }) => lines.map((line) => line.endToEndId));
  await bank.emitStatement('2020-03-03');
  const [statement] = (await world.reports()).all.filter(isStatement);
  expect(statement?.problems).toEqual([]);
  expect(statement?.lines.map((line) => [line.endToEndId, line.amountFen])).toEqual(
    file.payments.map((each) => [each.endToEndId, each.amountFen]),
  );
  return { file, ids: file.payments.map((each) => each.endToEndId), tookMs, names, all, unreadable, told };
}

describe('a fault', () => {
  it('late: answered after its time', async () => {
    const { tookMs, told, ids } = await payUnder('late');
    expect(tookMs).toBeGreaterThan(140);
    expect(told).toEqual([ids]);
  });

  it('never: only the statement tells', async () => {
    expect((await payUnder('never')).names).toEqual([]);
  });

  it('twice: the same lines in a second message', async () => {
    const { told, ids, all } = await payUnder('twice');
    expect(told).toEqual([ids, ids]);
    expect(new Set(all.map(({ messageId }) => messageId)).size).toBe(3);
  });

  it('duplicateFile: the same bytes under another name', async () => {
    const { all, names } = await payUnder('duplicateFile');
    expect(names).toEqual(['pain.002-.xml', 'camt.054-.xml', 'pain.002--copy.xml', 'camt.054--copy.xml']);
    expect(all.slice(2)).toEqual(all.slice(0, 2));
  });

  it('cutFile: a piece that cannot be read, then the whole', async () => {
    const { unreadable, told, ids, names } = await payUnder('cutFile');
    expect(unreadable).toBe(2);
    expect(told).toEqual([ids]);
    expect(names[0]).toBe('pain.002--part.xml');
  });

  it('partialFile: half the lines now, the others later', async () => {
    const { told, ids, tookMs } = await payUnder('partialFile');
    expect(told).toEqual([ids.slice(0, 2), ids.slice(2)]);
    expect(tookMs).toBeGreaterThan(140);
  });

  it('outOfOrder: the notification first and backwards', async () => {
    const { told, ids, names } = await payUnder('outOfOrder');
    expect(names).toEqual(['camt.054-.xml', 'pain.002-.xml']);
    expect(told).toEqual([[...ids].reverse()]);
  });

  it('unknownLine: a payment that nobody ordered', async () => {
    const { told, ids } = await payUnder('unknownLine');
    expect(told[0]).toHaveLength(5);
    expect(told[0]?.filter((id) => !ids.includes(id ?? ''))).toHaveLength(1);
  });

  it('wrongAmount: one fen too much in the notification', async () => {
    const { all, file } = await payUnder('wrongAmount');
    expect(all.filter(isNotification)[0]?.lines.map((line) => line.amountFen)).toEqual(
      file.payments.map((each) => each.amountFen + 1),
    );
  });
});

describe('rates', () => {
  it('befall the same ids for the same seed, about as often as asked, and others for another seed', () => {
    const hit = (seed: string) =>
      Array.from({ length: 5_000 }, (_, id) => befalls(seed, 'reject', `E${id}`, 0.1));
    expect(hit('1')).toEqual(hit('1'));
    expect(hit('1')).not.toEqual(hit('2'));
    const share = hit('1').filter(Boolean).length / 5_000;
    expect(share).toBeGreaterThan(0.08);
    expect(share).toBeLessThan(0.12);
    expect(befalls('1', 'reject', 'E1', 0)).toBe(false);
    expect(befalls('1', 'reject', 'E1', 1)).toBe(true);
  });

  it('refuse and give back different payments, and every payment is told', async () => {
    const bank = await world.start({ settings: { rejectRate: 0.2, returnRate: 0.2, returnDelayMs: 0 } });
    const rail = world.rail(bank);
    const file = payees('r', 200);
    await rail.send(file);
    await bank.settle();
    await sleep(20);
    await bank.settle();
    const states = await Promise.all(file.payments.map(async ({ endToEndId }) => rail.ask(endToEndId)));
    const count = (status: string) =>
      states.filter((line) => typeof line === 'object' && line.status === status).length;
    expect(count('rejected')).toBeGreaterThan(20);
    expect(count('returned')).toBeGreaterThan(15);
    expect(count('rejected') + count('returned') + count('booked')).toBe(200);
  });

  it('change alone when set alone', () => {
    const before = bankSettingsSchema.parse({ rejectRate: 0.1, faults: { late: 0.2 } });
    const after = changeSettings(before, { delayMs: 5, faults: { twice: 0.3 } });
    expect(after).toEqual({ ...before, delayMs: 5, faults: { ...before.faults, twice: 0.3 } });
  });
});
