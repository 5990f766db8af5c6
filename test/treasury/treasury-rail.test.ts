// The treasury rail, end to end with a sandbox treasury: working days, cut-off, vouchers, receipts, clearing, refunds.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRailFile } from '../../adapters/treasury/read-rail-file.ts';
import { paymentRails } from '../../adapters/treasury/payment-rails.ts';
import { treasuryRail } from '../../adapters/treasury/treasury-rail.ts';
import type { BankLine, BankReport } from '../../core/payment/bank-message.ts';
import type { BankRail } from '../../functions/ports.ts';
import { startSandboxTreasury } from '../../local/sandbox/treasury/start-sandbox-treasury.ts';
import type { RunningBank } from '../../local/sandbox/bank/start-sandbox-bank.ts';
import { makeBankWorld, payees, type BankWorld } from '../bank/bank-world.ts';
import { applicationOf, calendar } from './example-application.ts';

let world: BankWorld;
let treasury: RunningBank;
let minuteOfDay: number;
beforeEach(async () => {
  world = await makeBankWorld();
  minuteOfDay = 600;
  treasury = await startSandboxTreasury({
    s3: world.endpoint,
    bucket: 'bank',
    pollMs: 20,
    calendar,
    today: () => world.today,
    minuteOfDay: () => minuteOfDay,
    onFileDropped: (key) => world.dropped.push(key),
    settings: { returnDelayMs: 0 },
  });
});
afterEach(async () => {
  await treasury.close();
  await world.close();
});

const railAt = (url: string): BankRail =>
  treasuryRail({
    files: { put: (_, key, body) => world.box.put(key, body as Uint8Array) },
    bankUrl: url,
  });
async function reports(): Promise<BankReport[]> {
  const all: BankReport[] = [];
  for (const key of world.dropped) all.push(...readRailFile((await world.box.get(key)) ?? new Uint8Array()));
  return all;
}
const firstId = (name: string) => applicationOf(name, 1).payments[0]?.endToEndId ?? '';

describe('an application', () => {
  it('becomes vouchers, receipts, the day’s clearing, and a refund when the payee’s bank sends it back', async () => {
    const rail = railAt(treasury.url);
    const file = applicationOf('t', 3);
    expect(await rail.send(file)).toMatchObject({ fileName: `treasury-out/${file.messageId}.xml` });
    await treasury.settle();
    expect(await rail.ask(firstId('t'))).toMatchObject({ status: 'booked', amountFen: 10_000 });
    world.today = '2020-03-04';
    await treasury.settle();
    const refund = { method: 'POST', body: JSON.stringify({ endToEndId: firstId('t'), text: '户名不符' }) };
    expect((await fetch(`${treasury.url}/returns`, refund)).status).toBe(201);
    expect(world.dropped.map((key) => key.replace(/^bank-in\/|[A-Z0-9]{20,}/g, ''))).toEqual([
      'voucher-5201-.xml',
      'voucher-notice-.xml',
      'voucher-2301-2020-03-03-.xml',
      'voucher-notice-.xml',
    ]);
    const all = await reports();
    expect(all.map(({ kind, lines, problems }) => [kind, lines.length, problems.length])).toEqual([
      ['status-report', 3, 0],
      ['notification', 3, 0],
      ['statement', 3, 0],
      ['notification', 1, 0],
    ]);
    expect(all[3]?.lines[0]).toMatchObject({
      endToEndId: firstId('t'),
      status: 'returned',
      direction: 'credit',
      reason: { text: '户名不符' },
    });
    expect(await rail.ask(firstId('t'))).toMatchObject({ status: 'returned' });
  });

  it.each([
    ['before the cut-off, the same day', '2020-03-03', 16 * 60 + 29, '2020-03-03'],
    ['after the cut-off, the next day', '2020-03-03', 16 * 60 + 30, '2020-03-04'],
    ['on a Friday evening, on Monday', '2020-03-06', 17 * 60, '2020-03-09'],
    ['on a Saturday, on Monday', '2020-03-07', 600, '2020-03-09'],
    ['before the holidays, after them', '2020-04-30', 17 * 60, '2020-05-06'],
    ['on a Saturday that is worked, the same day', '2020-05-09', 600, '2020-05-09'],
  ])('that comes %s', async (_, day, minute, paidOn) => {
    world.today = day;
    minuteOfDay = minute;
    const rail = railAt(treasury.url);
    await rail.send(applicationOf('w', 1, { requestedExecutionDay: day }));
    await treasury.settle();
    if (paidOn !== day) {
      expect(await rail.ask(firstId('w'))).toBe('in-progress');
      expect(world.dropped).toEqual([]);
      minuteOfDay = 0;
      world.today = paidOn;
      await treasury.settle();
    }
    expect(await rail.ask(firstId('w'))).toMatchObject({ status: 'booked', bookingDay: paidOn });
  });

  it('has the same bytes whenever it is sent, and is paid once', async () => {
    const rail = railAt(treasury.url);
    const file = applicationOf('s', 2, { requestedExecutionDay: '2020-02-29' });
    const first = await rail.send(file);
    const bytes = await world.box.get(first.fileName);
    await treasury.settle();
    minuteOfDay = 1_000;
    expect(await rail.send(file)).toEqual(first);
    expect(await world.box.get(first.fileName)).toEqual(bytes);
    world.today = '2020-03-04';
    await treasury.settle();
    const booked = (await reports())
      .flatMap((report) => report.lines as BankLine[])
      .filter(({ status }) => status === 'booked');
    expect(
      new Set(booked.map((line) => `${line.endToEndId} ${line.bankReference} ${line.bookingDay}`)).size,
    ).toBe(2);
  });
});

describe('several rails', () => {
  it('take a file, and every question about it, the way that its order names; accounts are the bank’s', async () => {
    const bank = await world.start();
    const rails = paymentRails({ bank: world.rail(bank), treasury: railAt(treasury.url) });
    const [direct, voucher] = [payees('d', 1), applicationOf('v', 1)];
    const [paid = '', applied = ''] = [direct, voucher].map(({ payments }) => payments[0]?.endToEndId);
    expect(await rails.send(direct, 'bank')).toMatchObject({ fileName: `bank-out/${direct.messageId}.xml` });
    expect(await rails.send(voucher, 'treasury')).toMatchObject({
      fileName: `treasury-out/${voucher.messageId}.xml`,
    });
    await bank.settle();
    await treasury.settle();
    expect(await rails.ask(paid, 'bank')).toMatchObject({ status: 'booked' });
    expect(await rails.ask(applied, 'treasury')).toMatchObject({ status: 'booked' });
    expect(await rails.ask(paid, 'treasury')).toBe('unknown');
    expect([...(await rails.accountsOf(['A', 'B'])).keys()]).toEqual(['A', 'B']);
  });

  it('a rail that is down makes only its own questions fail', async () => {
    const bank = await world.start();
    const rails = paymentRails({ bank: world.rail(bank), treasury: railAt('http://127.0.0.1:9') });
    expect(await rails.ask('ENOBODY', 'bank')).toBe('unknown');
    await expect(rails.ask('ENOBODY', 'treasury')).rejects.toMatchObject({ code: 'unavailable' });
  });
});
