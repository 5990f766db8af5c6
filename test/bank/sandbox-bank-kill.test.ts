// A bank that is killed with -9 at any moment must, once started again, know every payment once and have answered every file.
import { spawn, type ChildProcess } from 'node:child_process';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openJournal, type JournalRecord } from '../../local/sandbox/bank/bank-journal.ts';
import { isNotification, isStatus, makeBankWorld, payees, type BankWorld } from './bank-world.ts';

let world: BankWorld;
let folder: string;
let children: ChildProcess[];
beforeEach(async () => {
  world = await makeBankWorld();
  folder = await mkdtemp(join(tmpdir(), 'zhida-bank-'));
  children = [];
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await world.close();
  await rm(folder, { recursive: true });
});

async function startChild(): Promise<{ child: ChildProcess; url: string }> {
  const script = join(import.meta.dirname, 'run-sandbox-bank.ts');
  const child = spawn(process.execPath, [script, world.endpoint, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const url = await new Promise<string>((listening, failed) => {
    child.once('exit', () => failed(new Error('the bank did not start')));
    createInterface({ input: child.stdout! }).on('line', (line) => {
      if (line.startsWith('listening ')) listening(line.slice(10));
      else world.dropped.push(line);
    });
  });
  return { child, url };
}

it('loses nothing and pays nothing twice over five kills', async () => {
  const files = Array.from({ length: 60 }, (_, index) => payees(`kill-${index}`, 10));
  let sent = 0;
  for (let round = 0; round < 5; round += 1) {
    const before = world.dropped.length;
    const { child, url } = await startChild();
    const rail = world.rail({ url });
    const sending = (async () => {
      for (const file of files.slice(sent, sent + 12)) await rail.send(file);
      sent += 12;
    })();
    // In the midst of its work: after so many answers that some files of this round are done and some are not.
    await expect
      .poll(() => world.dropped.length, { interval: 1, timeout: 15_000 })
      .toBeGreaterThan(before + round * 3);
    const exited = new Promise((exit) => child.once('exit', exit));
    child.kill('SIGKILL');
    await exited;
    await sending;
  }
  expect((await world.box.list('bank-out/')).length, 'files caught half-way').toBeGreaterThan(0);
  const { url } = await startChild();
  await expect.poll(() => world.box.list('bank-out/'), { timeout: 20_000 }).toEqual([]);
  await sleep(300);

  const { all, unreadable } = await world.reports();
  expect(unreadable).toBe(0);
  const answered = new Set(all.filter(isStatus).map(({ originalMessageId }) => originalMessageId));
  expect(files.filter(({ messageId }) => !answered.has(messageId))).toEqual([]);

  // What was told must be what the books hold, however often it was told.
  const rail = world.rail({ url });
  const told = new Map<string, Set<string>>();
  for (const line of all.filter(isNotification).flatMap(({ lines }) => lines)) {
    const id = line.endToEndId ?? '';
    told.set(id, (told.get(id) ?? new Set()).add(`${line.status} ${line.amountFen} ${line.bankReference}`));
  }
  let expectedFen = 0;
  for (const { endToEndId, amountFen } of files.flatMap(({ payments }) => payments)) {
    const line = await rail.ask(endToEndId);
    if (typeof line === 'string') throw new Error(`${endToEndId} is ${line}`);
    const words = [...(told.get(endToEndId) ?? [])];
    if (line.status === 'rejected') expect(words).toEqual([]);
    else {
      expect(words.filter((each) => each.startsWith('booked'))).toHaveLength(1);
      expect(words.filter((each) => each.startsWith('returned'))).toHaveLength(
        line.status === 'returned' ? 1 : 0,
      );
      if (line.status === 'booked') expectedFen += amountFen;
    }
  }
  const { accounts } = (await (await fetch(`${url}/balance`)).json()) as {
    accounts: { paidFen: number; returnedFen: number }[];
  };
  expect(accounts).toHaveLength(1);
  expect((accounts[0]?.paidFen ?? 0) - (accounts[0]?.returnedFen ?? 0)).toBe(expectedFen);
});

it('a journal’s last line cut off is dropped, and what follows is appended after the last whole one', async () => {
  const record: JournalRecord = { kind: 'answered', messageId: 'M1' };
  const first = await openJournal(folder, () => undefined);
  await first.append(record);
  await first.close();
  await appendFile(join(folder, 'bank-journal.jsonl'), '{"kind":"answ');
  const read: JournalRecord[] = [];
  const second = await openJournal(folder, (each) => read.push(each));
  await Promise.all([second.append({ kind: 'told', id: '2' }), second.append({ kind: 'told', id: '3' })]);
  await second.close();
  expect(read).toEqual([record]);
  expect((await readFile(join(folder, 'bank-journal.jsonl'), 'utf8')).split('\n')).toEqual([
    JSON.stringify(record),
    '{"kind":"told","id":"2"}',
    '{"kind":"told","id":"3"}',
    '',
  ]);
});

it('a journal broken in the middle stops the bank from starting', async () => {
  await writeFile(join(folder, 'bank-journal.jsonl'), '{"kind":"answ\n{"kind":"told","id":"2"}\n');
  await expect(world.start({ dataDir: folder })).rejects.toThrow();
});
