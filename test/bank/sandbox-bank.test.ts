// The sandbox bank must behave as a careful bank does: each payment at most once, one answer, books that tie.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endToEndId } from '../../core/disbursement/end-to-end-id.ts';
import { payeeDefect, SANDBOX_BANKS, sandboxAccountOf } from '../../local/sandbox/bank/sandbox-account.ts';
import {
  isNotification,
  isStatement,
  isStatus,
  makeBankWorld,
  payees,
  type BankWorld,
} from './bank-world.ts';

let world: BankWorld;
beforeEach(async () => {
  world = await makeBankWorld();
});
afterEach(() => world.close());

const post = async (url: string, body: unknown) =>
  (await fetch(url, { method: 'POST', body: JSON.stringify(body) })).status;
const balances = async (url: string) =>
  (await fetch(`${url}/balance`)).json() as Promise<{ accounts: Record<string, unknown>[] }>;
const ids = (name: string, count: number) =>
  Array.from({ length: count }, (_, index) => endToEndId(`${name}-${index}`, '1', 1));

describe('accounts', () => {
  it('are derived from the code, spread over the banks, and checkable', () => {
    const some = Array.from({ length: 400 }, (_, index) => sandboxAccountOf(`9133010${index}`));
    expect(new Set(some.map(({ account }) => account)).size).toBe(400);
    expect(new Set(some.map(({ clearingMember }) => clearingMember)).size).toBe(SANDBOX_BANKS.length);
    expect(some.every((each) => payeeDefect(each) === undefined)).toBe(true);
    expect(sandboxAccountOf('91330100799655058B')).toEqual(sandboxAccountOf('91330100799655058B'));
  });

  it('one wrong digit, or another bank, is no account', () => {
    const right = sandboxAccountOf('91330100799655058B');
    for (let at = 0; at < right.account.length; at += 1) {
      const digit = (Number(right.account[at]) + 1) % 10;
      const wrong = right.account.slice(0, at) + digit + right.account.slice(at + 1);
      expect(payeeDefect({ ...right, account: wrong })?.code).toBe('AC01');
    }
    const other = SANDBOX_BANKS.find(({ clearingMember }) => clearingMember !== right.clearingMember);
    expect(payeeDefect({ ...right, clearingMember: other?.clearingMember ?? '' })?.code).toBe('AC01');
    expect(payeeDefect({ ...right, clearingMember: '102331000016' })?.code).toBe('RC04');
  });
});

describe('a payment file', () => {
  it('is picked up, booked, and answered with a status report and then a notification', async () => {
    const bank = await world.start();
    const rail = world.rail(bank);
    const file = payees('a', 3);
    const [first = ''] = ids('a', 3);
    expect(await rail.ask(first)).toBe('unknown');
    expect(await rail.send(file)).toMatchObject({ fileName: `bank-out/${file.messageId}.xml` });
    await bank.settle();
    const { all } = await world.reports();
    expect(all).toMatchObject([
      { kind: 'status-report', originalMessageId: file.messageId, groupStatus: 'accepted', problems: [] },
      { kind: 'notification', account: file.debtor.account, problems: [] },
    ]);
    expect(all.map(({ lines }) => lines.map((line) => [line.endToEndId, line.amountFen]))).toEqual([
      file.payments.map((payment) => [payment.endToEndId, payment.amountFen]),
      file.payments.map((payment) => [payment.endToEndId, payment.amountFen]),
    ]);
    expect(await rail.ask(first)).toMatchObject({
      endToEndId: first,
      status: 'booked',
      amountFen: 10_000,
      direction: 'debit',
      valueDay: '2020-03-03',
    });
    expect(await world.box.list('bank-out/')).toEqual([]);
    expect(await balances(bank.url)).toMatchObject({
      accounts: [
        {
          account: file.debtor.account,
          paidCount: 3,
          paidFen: 30_003,
          balanceFen: 100_000_000_000_000 - 30_003,
        },
      ],
    });
  });

  it('sent again gets the same answer and books nothing', async () => {
    const bank = await world.start();
    const rail = world.rail(bank);
    const file = payees('a', 3);
    await rail.send(file);
    await bank.settle();
    const before = await balances(bank.url);
    await rail.send(file);
    await bank.settle();
    expect(await balances(bank.url)).toEqual(before);
    expect(world.dropped.slice(2)).toEqual(world.dropped.slice(0, 2));
  });

  it('with a known id and the same content, in another file, gets the old booking; with other content it is refused as a duplicate', async () => {
    const bank = await world.start();
    const rail = world.rail(bank);
    const file = payees('a', 2);
    await rail.send(file);
    await bank.settle();
    const [first, second] = file.payments;
    if (!first || !second) throw new Error('two payments');
    const mixed = payees('b', 1, {
      payments: [first, { ...second, amountFen: second.amountFen + 1 }, ...payees('b', 1).payments],
    });
    await rail.send(mixed);
    await bank.settle();
    const { all } = await world.reports();
    const lastStatus = all.filter(isStatus).at(-1);
    expect(lastStatus?.lines.map(({ status }) => status)).toEqual(['accepted', 'duplicate', 'accepted']);
    const references = all
      .filter(isNotification)
      .map(({ lines }) => lines.find((line) => line.endToEndId === first.endToEndId)?.bankReference);
    expect(references[0]).toBe(references[1]);
    expect(await rail.ask(second.endToEndId)).toMatchObject({
      status: 'booked',
      amountFen: second.amountFen,
    });
    expect(await balances(bank.url)).toMatchObject({ accounts: [{ paidCount: 3 }] });
  });

  it('is refused payment by payment, with reasons', async () => {
    const bank = await world.start({ settings: { openingBalanceFen: 30_000 } });
    const good = payees('a', 6).payments;
    const change = (index: number, creditor: object) => ({
      ...good[index]!,
      creditor: { ...good[index]!.creditor, ...creditor },
    });
    await post(`${bank.url}/accounts`, { account: good[2]!.creditor.account, state: 'closed' });
    await post(`${bank.url}/accounts`, { account: good[3]!.creditor.account, state: 'frozen' });
    await post(`${bank.url}/accounts`, { account: good[4]!.creditor.account, name: '别的公司' });
    const payments = [
      change(0, { clearingMember: '102331000016' }),
      change(1, { account: '1234567890' }),
      good[2]!,
      good[3]!,
      good[4]!,
      { ...good[5]!, amountFen: 30_001 },
    ];
    await world.rail(bank).send(payees('a', 1, { payments }));
    await bank.settle();
    const { all } = await world.reports();
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject({ groupStatus: 'rejected' });
    expect(all.filter(isStatus)[0]?.lines.map(({ status, reason }) => [status, reason?.code])).toEqual([
      ['rejected', 'RC04'],
      ['rejected', 'AC01'],
      ['rejected', 'AC04'],
      ['rejected', 'AC06'],
      ['rejected', 'BE01'],
      ['rejected', 'AM04'],
    ]);
    expect(await world.rail(bank).ask(good[2]!.endToEndId)).toMatchObject({
      status: 'rejected',
      reason: { code: 'AC04' },
    });
    expect(await balances(bank.url)).toEqual({ accounts: [] });
  });

  it('does not overdraw the payer within one file', async () => {
    const bank = await world.start({ settings: { openingBalanceFen: 25_000 } });
    await world.rail(bank).send(payees('a', 3));
    await bank.settle();
    const [status] = (await world.reports()).all.filter(isStatus);
    expect(status).toMatchObject({ groupStatus: 'partly-accepted' });
    expect(status?.lines.map((line) => line.status)).toEqual(['accepted', 'accepted', 'rejected']);
  });

  it('is in progress while the bank works on it, and waits for its day', async () => {
    const bank = await world.start({ settings: { delayMs: 1_500 } });
    const rail = world.rail(bank);
    const [first = ''] = ids('a', 1);
    await rail.send(payees('a', 1));
    await expect.poll(() => rail.ask(first), { timeout: 10_000 }).toBe('in-progress');
    await expect.poll(() => rail.ask(first), { timeout: 10_000 }).toMatchObject({ status: 'booked' });
    const tomorrow = payees('b', 1, { requestedExecutionDay: '2020-03-04' });
    await rail.send(tomorrow);
    await bank.settle();
    expect(await rail.ask(ids('b', 1)[0]!)).toBe('in-progress');
    world.today = '2020-03-04';
    await expect
      .poll(() => rail.ask(ids('b', 1)[0]!), { timeout: 10_000 })
      .toMatchObject({ status: 'booked', bookingDay: '2020-03-04' });
  });

  it('that is no payment file is put aside and stops nobody', async () => {
    const bank = await world.start();
    await world.box.put('bank-out/a-bad.xml', new TextEncoder().encode('<!DOCTYPE x><Document/>'));
    await world.box.put('bank-out/a-sum.xml', new TextEncoder().encode('hello'));
    await world.rail(bank).send(payees('z', 1));
    await bank.settle();
    expect(await world.box.list('bank-refused/')).toEqual([
      'bank-refused/a-bad.xml',
      'bank-refused/a-sum.xml',
    ]);
    expect((await world.reports()).all.filter(isNotification)[0]?.lines).toHaveLength(1);
  });
});

describe('returns and statements', () => {
  it('a return is booked after its days, told once, and shown in the statement of that day', async () => {
    const bank = await world.start({ settings: { returnRate: 1, returnAfterDays: 2, returnDelayMs: 0 } });
    await world.rail(bank).send(payees('a', 2));
    await bank.settle();
    world.today = '2020-03-04';
    await bank.settle();
    expect(
      (await world.reports()).all
        .filter(isNotification)
        .flatMap(({ lines }) => lines.filter(({ status }) => status === 'returned')),
    ).toEqual([]);
    world.today = '2020-03-05';
    await bank.settle();
    await bank.settle();
    const returned = (await world.reports()).all
      .filter(isNotification)
      .flatMap(({ lines }) => lines.filter(({ status }) => status === 'returned'));
    expect(returned).toMatchObject([
      {
        endToEndId: ids('a', 2)[0],
        direction: 'credit',
        amountFen: 10_000,
        valueDay: '2020-03-05',
        reason: { code: 'AC04' },
      },
      { endToEndId: ids('a', 2)[1], direction: 'credit', amountFen: 10_001 },
    ]);
    expect(await world.rail(bank).ask(ids('a', 2)[0]!)).toMatchObject({ status: 'returned' });
    expect(await balances(bank.url)).toMatchObject({
      accounts: [{ paidFen: 20_001, returnedFen: 20_001, balanceFen: 100_000_000_000_000 }],
    });
    world.today = '2020-03-06';
    await bank.settle();
    const statements = (await world.reports()).all.filter(isStatement);
    expect(statements.map(({ fromDay, lines }) => [fromDay, lines.length])).toEqual([
      ['2020-03-03', 2],
      ['2020-03-05', 2],
    ]);
    expect(statements[1]?.openingFen).toBe(statements[0]?.closingFen);
    expect(statements.flatMap(({ problems }) => problems)).toEqual([]);
  });

  it('a statement in pages holds every movement once and ties over the pages', async () => {
    const bank = await world.start();
    await world.rail(bank).send(payees('a', 2_500));
    await bank.settle();
    expect(await bank.emitStatement('2020-03-03')).toHaveLength(2);
    const pages = (await world.reports()).all.filter(isStatement);
    expect(pages.map(({ page, lines }) => [page.number, page.isLast, lines.length])).toEqual([
      [1, false, 2_000],
      [2, true, 500],
    ]);
    const lines = pages.flatMap((page) => page.lines);
    expect(new Set(lines.map(({ endToEndId: id }) => id)).size).toBe(2_500);
    const sum = lines.reduce((total, line) => total + line.amountFen, 0);
    expect((pages[0]?.openingFen ?? 0) - sum).toBe(pages[1]?.closingFen);
    const response = await fetch(`${bank.url}/statement?day=2020-03-03&page=2`);
    expect(response.headers.get('content-type')).toBe('application/xml');
    expect(await bank.emitStatement('2020-03-04')).toEqual([]);
  });

  it('a payment given back by hand comes back once', async () => {
    const bank = await world.start();
    await world.rail(bank).send(payees('a', 1));
    await bank.settle();
    const body = { endToEndId: ids('a', 1)[0], code: 'AC06', text: '账户冻结' };
    expect(await post(`${bank.url}/returns`, body)).toBe(201);
    expect(await post(`${bank.url}/returns`, body)).toBe(409);
    expect(await post(`${bank.url}/returns`, { ...body, endToEndId: 'ENOBODY' })).toBe(409);
  });
});

describe('its counter', () => {
  it('answers nonsense with an error and stays up', async () => {
    const bank = await world.start();
    const statuses = await Promise.all([
      fetch(`${bank.url}/nothing`),
      fetch(`${bank.url}/status/%E0%A4%A`),
      fetch(`${bank.url}/statement?day=yesterday`),
      fetch(`${bank.url}/statement?day=2020-03-03`),
      fetch(`${bank.url}/settings`, { method: 'POST', body: '{"rejectRate":2}' }),
      fetch(`${bank.url}/settings`, { method: 'POST', body: '{"faults":{"unheardOf":1}}' }),
      fetch(`${bank.url}/settings`, { method: 'POST', body: '{' }),
      fetch(`${bank.url}/accounts/search`, {
        method: 'POST',
        body: JSON.stringify({ usccs: Array(501).fill('x') }),
      }),
      fetch(`${bank.url}/accounts`, { method: 'POST', body: JSON.stringify('x'.repeat(300_000)) }),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([404, 400, 400, 404, 400, 400, 400, 400, 413]);
    expect((await fetch(`${bank.url}/health`)).status).toBe(200);
    expect(bank.settings().rejectRate).toBe(0);
  });

  it('gives settlement accounts with the holder’s name, for all but those the seed leaves without one', async () => {
    const bank = await world.start({
      holderName: (code) => (code === 'A' ? '杭州甲公司' : undefined),
      settings: { accountMissingRate: 0.5 },
    });
    const codes = ['A', ...Array.from({ length: 600 }, (_, index) => `U${index}`)];
    const accounts = await world.rail(bank).accountsOf(codes);
    expect(accounts.size).toBeGreaterThan(200);
    expect(accounts.size).toBeLessThan(400);
    for (const [code, { name, account, clearingMember }] of accounts) {
      expect({ account, clearingMember }).toEqual({
        account: sandboxAccountOf(code).account,
        clearingMember: sandboxAccountOf(code).clearingMember,
      });
      expect(name).toBe(code === 'A' ? '杭州甲公司' : code);
    }
    expect(await world.rail(bank).accountsOf(codes)).toEqual(accounts);
  });
});
