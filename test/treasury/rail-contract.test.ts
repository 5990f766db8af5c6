// What every rail must do, run on both adapters against their sandboxes: the use cases know no difference but days.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRailFile } from '../../adapters/treasury/read-rail-file.ts';
import { treasuryRail } from '../../adapters/treasury/treasury-rail.ts';
import type { BankReport, PaymentFile } from '../../core/payment/bank-message.ts';
import { factsOfReport } from '../../core/reconciliation/facts-of-report.ts';
import type { BankRail } from '../../functions/ports.ts';
import type { RunningBank } from '../../local/sandbox/bank/start-sandbox-bank.ts';
import { startSandboxTreasury } from '../../local/sandbox/treasury/start-sandbox-treasury.ts';
import { makeBankWorld, payees, type BankWorld } from '../bank/bank-world.ts';
import { applicationOf, calendar } from './example-application.ts';

const RAILS = {
  bank: {
    fileOf: payees,
    start: (world: BankWorld) => world.start(),
    at: (world: BankWorld, url: string) => world.rail({ url }),
  },
  treasury: {
    fileOf: applicationOf,
    start: (world: BankWorld) =>
      startSandboxTreasury({
        s3: world.endpoint,
        bucket: 'bank',
        pollMs: 20,
        calendar,
        today: () => world.today,
        minuteOfDay: () => 600,
        onFileDropped: (key) => world.dropped.push(key),
      }),
    at: (world: BankWorld, url: string) =>
      treasuryRail({
        files: { put: (_, key, body) => world.box.put(key, body as Uint8Array) },
        bankUrl: url,
        announces: true,
      }),
  },
} as const;

describe.each(['bank', 'treasury'] as const)('the %s rail', (name) => {
  const { fileOf, start, at } = RAILS[name];
  let world: BankWorld;
  let service: RunningBank;
  let rail: BankRail;
  beforeEach(async () => {
    world = await makeBankWorld();
    service = await start(world);
    rail = at(world, service.url);
  });
  afterEach(async () => {
    await service.close();
    await world.close();
  });
  const send = async (file: PaymentFile) => {
    const sent = await rail.send(file);
    await service.settle();
    return sent;
  };
  const reports = async (): Promise<BankReport[]> =>
    (
      await Promise.all(
        world.dropped.map(async (key) => readRailFile((await world.box.get(key)) ?? new Uint8Array())),
      )
    ).flat();
  const facts = async () => (await reports()).flatMap((report) => factsOfReport(report));
  const idsOf = ({ payments }: PaymentFile) => payments.map(({ endToEndId }) => endToEndId);
  const post = (path: string, body: object) =>
    fetch(`${service.url}${path}`, { method: 'POST', body: JSON.stringify(body) });

  it('does not know what was never handed over', async () => {
    expect(await rail.ask('ENOBODY')).toBe('unknown');
  });

  it('pays a file, settles by what was booked and never by a promise, and knows each payment by its id', async () => {
    const file = fileOf('a', 3);
    await send(file);
    const all = await reports();
    expect(all.map(({ kind }) => kind)).toEqual(['status-report', 'notification']);
    expect(all.slice(0, 1).flatMap((report) => factsOfReport(report))).toEqual([]);
    expect(await facts()).toMatchObject(
      idsOf(file).map((endToEndId, index) => ({ endToEndId, kind: 'booked', amountFen: 10_000 + index })),
    );
    for (const id of idsOf(file)) expect(await rail.ask(id)).toMatchObject({ status: 'booked' });
  });

  it('takes the same file again as the same file: same name, same bytes, nothing paid twice', async () => {
    const file = fileOf('a', 2);
    const first = await send(file);
    expect(await send(file)).toEqual(first);
    const booked = (await facts()).filter(({ kind }) => kind === 'booked');
    expect(new Set(booked.map(({ bankReference }) => bankReference)).size).toBe(2);
    const { accounts } = (await (await fetch(`${service.url}/balance`)).json()) as {
      accounts: { paidCount: number }[];
    };
    expect(accounts.map(({ paidCount }) => paidCount)).toEqual([2]);
  });

  it('says that it knows an id already when it comes with other content, and voids nothing', async () => {
    const file = fileOf('a', 1);
    await send(file);
    const payments = file.payments.map((payment) => ({ ...payment, amountFen: 99 }));
    await send({ ...file, messageId: 'MOTHER', payments });
    const last = (await reports()).findLast(({ kind }) => kind === 'status-report');
    expect(last?.lines).toMatchObject([{ status: 'duplicate' }]);
    expect((await facts()).map(({ kind }) => kind)).not.toContain('rejected');
    expect(await rail.ask(idsOf(file)[0] ?? '')).toMatchObject({ amountFen: 10_000 });
  });

  it('refuses a payment with its reason, and pays the others of the file', async () => {
    const file = fileOf('a', 2);
    await post('/accounts', { account: file.payments[0]?.creditor.account, state: 'closed' });
    await send(file);
    const [refused = '', paid = ''] = idsOf(file);
    expect(await facts()).toMatchObject([
      { endToEndId: refused, kind: 'rejected', reason: 'AC04 收款账户已销户' },
      { endToEndId: paid, kind: 'booked' },
    ]);
    expect(await rail.ask(refused)).toMatchObject({ status: 'rejected' });
  });

  it('tells of money that came back, by the payment’s id and with the reason', async () => {
    const file = fileOf('a', 1);
    await send(file);
    const [id = ''] = idsOf(file);
    expect((await post('/returns', { endToEndId: id, code: 'BE01', text: '户名不符' })).status).toBe(201);
    expect((await facts()).at(-1)).toMatchObject({
      endToEndId: id,
      kind: 'returned',
      amountFen: 10_000,
      reason: 'BE01 户名不符',
    });
    expect(await rail.ask(id)).toMatchObject({ status: 'returned', direction: 'credit' });
  });

  it('states a day with everything that moved on it', async () => {
    const file = fileOf('a', 3);
    await send(file);
    const [id = ''] = idsOf(file);
    await post('/returns', { endToEndId: id });
    world.dropped.length = 0;
    await service.emitStatement(world.today);
    expect(await reports()).toMatchObject([
      { kind: 'statement', toDay: world.today, account: file.debtor.account },
    ]);
    expect((await facts()).map(({ kind, endToEndId }) => [kind, endToEndId])).toEqual([
      ...idsOf(file).map((each) => ['booked', each]),
      ['returned', id],
    ]);
  });

  it('writes nothing that is not a valid file', async () => {
    await expect(rail.send({ ...fileOf('a', 1), payments: [] })).rejects.toMatchObject({ code: 'invalid' });
    expect(await world.box.list('')).toEqual([]);
  });

  it('that is down can be sent to, since files wait, but cannot be asked', async () => {
    const down = at(world, 'http://127.0.0.1:9');
    const file = fileOf('a', 1);
    await down.send(file);
    await expect(down.ask(idsOf(file)[0] ?? '')).rejects.toMatchObject({ code: 'unavailable' });
    await service.settle();
    expect(await rail.ask(idsOf(file)[0] ?? '')).toMatchObject({ status: 'booked' });
  });
});
