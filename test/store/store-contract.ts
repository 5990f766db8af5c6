// What every store must do, whatever lies beneath: run on the memory adapter and on the embedded DynamoDB.
import { createHash } from 'node:crypto';
import { matchMessage } from '../../core/message/message.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Application } from '../../core/application/application.ts';
import type { Budget, BudgetRequest } from '../../core/ledger/budget.ts';
import { entryHash, partitionOf } from '../../core/ledger/journal.ts';
import { fen } from '../../core/kernel/fen.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { Commit, FlowEvent, Store } from '../../functions/ports.ts';
import type { EventType } from '../../functions/manifest.ts';

const AT = '2020-03-02T01:00:00.000Z';
const PAYER = { name: '杭州市财政局', account: '3301000000000001', clearingMember: '102331000001' };

export const applicationOf = (id: string, changes: Partial<Application> = {}): Application => ({
  id,
  version: 1,
  policyId: 'p1',
  policyVersion: 1,
  uscc: '91330100799655058B',
  enterpriseName: '测试企业',
  districtCode: '330106',
  period: 'once',
  revision: 1,
  state: 'submitted',
  submittedAt: AT,
  submittedBy: 'test',
  asOf: '2020-03-02',
  ...changes,
});

export const budgetOf = (id: string, changes: Partial<Budget> = {}): Budget => ({
  id,
  policyId: 'p1',
  source: 'city',
  status: 'open',
  appropriated: fen(1000),
  available: fen(1000),
  held: fen(0),
  inTransit: fen(0),
  paid: fen(0),
  epoch: 0,
  fiscalYear: 2020,
  budgetUnit: 'u',
  quotaNumber: 'q',
  functionClass: 'f',
  economicClass: 'e',
  fundNature: 'n',
  payer: PAYER,
  openedAt: AT,
  ...changes,
});

const budgetRequestOf = (id: string, changes: Partial<BudgetRequest> = {}): BudgetRequest => ({
  id,
  version: 1,
  policyId: 'p1',
  source: 'city',
  kind: 'fund',
  amountFen: fen(1000),
  fiscalYear: 2020,
  budgetUnit: 'u',
  quotaNumber: 'q',
  functionClass: 'f',
  economicClass: 'e',
  fundNature: 'n',
  payer: PAYER,
  state: 'requested',
  requestedBy: 'test',
  requestedAt: AT,
  ...changes,
});

const policyOf = (id: string, changes: Partial<Policy>): Policy => ({
  id,
  version: 1,
  state: 'submitted',
  titleZh: '补贴',
  titleEn: 'Subsidy',
  mode: 'confirm',
  latest: 1,
  inForce: 0,
  draftedBy: 'author',
  changedAt: AT,
  ...changes,
});

export const eventOf = (
  subject: string,
  seq: number,
  type: EventType = 'application.submitted',
): FlowEvent => ({
  subject,
  seq,
  type,
  at: AT,
  by: 'test',
  data: { n: seq },
});

const creating = (application: Application): Commit => ({
  creates: [{ kind: 'application', entity: application }],
  event: eventOf(`application:${application.id}`, application.version),
});

export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(`store contract: ${name}`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });

    it('creates once: a second create is refused and changes nothing', async () => {
      expect(await store.commit(creating(applicationOf('a')))).toEqual({ committed: true });
      const again = await store.commit({
        ...creating(applicationOf('a', { districtCode: 'x' })),
        event: eventOf('application:a', 9),
      });
      expect(again).toEqual({ committed: false, refusals: [{ part: 'create', index: 0 }] });
      expect(await store.read('application', 'a')).toEqual(applicationOf('a'));
      expect((await store.events('application:a')).items).toHaveLength(1);
    });

    it('replaces only the version before', async () => {
      await store.commit(creating(applicationOf('a')));
      const replace = (version: number): Commit => ({
        replaces: [{ kind: 'application', entity: applicationOf('a', { version, state: 'accepted' }) }],
        event: eventOf('application:a', version),
      });
      expect(await store.commit(replace(3))).toMatchObject({ committed: false });
      expect(await store.commit(replace(2))).toEqual({ committed: true });
      expect(await store.commit(replace(2))).toMatchObject({ committed: false });
      // With an event of its own, so that nothing but the version can refuse it.
      const stale = await store.commit({ ...replace(2), event: eventOf('application:a', 9) });
      expect(stale).toEqual({ committed: false, refusals: [{ part: 'replace', index: 0 }] });
      expect((await store.read('application', 'a'))?.state).toBe('accepted');
    });

    it('is all or nothing over creates, replaces, moves and the event', async () => {
      await store.commit({
        creates: [{ kind: 'budget', entity: budgetOf('b') }],
        event: eventOf('budget:b', 1, 'budget.funded'),
      });
      const spend = (amount: number, id: string): Commit => ({
        ...creating(applicationOf(id)),
        moves: [{ budgetId: 'b', add: { available: -amount, held: amount }, atLeast: { available: amount } }],
      });
      expect(await store.commit(spend(600, 'a'))).toEqual({ committed: true });
      const refused = await store.commit(spend(600, 'c'));
      expect(refused).toEqual({ committed: false, refusals: [{ part: 'move', index: 0 }] });
      expect(await store.read('application', 'c')).toBeUndefined();
      expect((await store.events('application:c')).items).toEqual([]);
      expect(await store.read('budget', 'b')).toEqual(budgetOf('b', { available: fen(400), held: fen(600) }));
    });

    it('lets one of two allocators with the same epoch win', async () => {
      await store.commit({
        creates: [{ kind: 'budget', entity: budgetOf('b') }],
        event: eventOf('budget:b', 1, 'budget.funded'),
      });
      const move = (seq: number): Commit => ({
        moves: [{ budgetId: 'b', add: { available: -10, held: 10 }, atLeast: { available: 10 }, epoch: 0 }],
        event: eventOf('budget:b', seq, 'claim.reserved'),
      });
      const results = await Promise.all([store.commit(move(2)), store.commit(move(3))]);
      expect(results.filter((result) => result.committed)).toHaveLength(1);
      expect((await store.read('budget', 'b'))?.epoch).toBe(1);
    });

    it('never writes an event of the same subject and number twice', async () => {
      await store.commit(creating(applicationOf('a')));
      const clash = await store.commit({
        creates: [{ kind: 'application', entity: applicationOf('z') }],
        event: eventOf('application:a', 1),
      });
      expect(clash).toEqual({ committed: false, refusals: [{ part: 'event', index: 0 }] });
      expect(await store.read('application', 'z')).toBeUndefined();
    });

    it('keeps the journal and the proof with the event', async () => {
      const transfers = [{ id: 't', kind: 'reserve', budgetId: 'b', amountFen: fen(5) }] as const;
      await store.commit({
        ...creating(applicationOf('a')),
        event: { ...eventOf('application:a', 1), transfers, proof: { why: ['x'] } },
      });
      expect((await store.events('application:a')).items[0]).toMatchObject({
        transfers,
        proof: { why: ['x'] },
        data: { n: 1 },
      });
    });

    it('keeps the proof of a list of ten thousand persons, word for word', async () => {
      const nameOf = (n: number) => createHash('sha256').update(String(n)).digest('hex').slice(0, 16);
      const lines = Array.from({ length: 10_000 }, (_, index) => ({
        index,
        outcome: 'eligible',
        conditions: [{ name: '参保', value: true }],
        uniqueKeys: [`employee:${nameOf(index)}`],
        amountFen: 50_000,
      }));
      const facts = { staff: lines.map(({ index }) => ({ person: nameOf(index), wage: index * 7 })) };
      const proof = { facts, evaluation: { outcome: 'eligible', lines } };
      await store.commit({
        ...creating(applicationOf('a')),
        event: { ...eventOf('application:a', 1), proof },
      });
      expect((await store.events('application:a')).items[0]?.proof).toEqual(proof);
    });

    it('commits only while what it relies on stands as it was read', async () => {
      await store.commit(creating(applicationOf('a')));
      const relying = (
        id: string,
        kind: 'application' | 'claim',
        checked: string,
        version: number,
      ): Commit => ({
        ...creating(applicationOf(id)),
        checks: [{ kind, id: checked, version }],
      });
      const refused = { committed: false, refusals: [{ part: 'check', index: 0 }] };
      expect(await store.commit(relying('b', 'application', 'a', 2))).toEqual(refused);
      expect(await store.commit(relying('b', 'application', 'a', 0))).toEqual(refused);
      expect(await store.commit(relying('b', 'claim', 'c', 1))).toEqual(refused);
      expect(await store.read('application', 'b')).toBeUndefined();
      expect(await store.commit(relying('b', 'application', 'a', 1))).toEqual({ committed: true });
      expect(await store.commit(relying('d', 'claim', 'c', 0))).toEqual({ committed: true });
      expect(await store.read('application', 'a')).toEqual(applicationOf('a'));
    });

    it('keeps a second person’s act from the person who made the thing', async () => {
      const request = budgetRequestOf('r', { requestedBy: 'first' });
      await store.commit({
        creates: [{ kind: 'budget-request', entity: request }],
        event: eventOf('budget-request:r', 1, 'budget.requested'),
      });
      const approve = (by: string): Commit => ({
        replaces: [
          {
            kind: 'budget-request',
            entity: { ...request, version: 2, state: 'approved', approvedBy: by },
            notMadeBy: by,
          },
        ],
        event: eventOf('budget-request:r', 2, 'budget.requested'),
      });
      expect(await store.commit(approve('first'))).toEqual({
        committed: false,
        refusals: [{ part: 'replace', index: 0 }],
      });
      expect(await store.commit(approve('second'))).toEqual({ committed: true });
    });

    it('keeps each further step of a policy from everyone who had a hand in it', async () => {
      const taken = [{ by: 'second', at: '2020-03-02T01:00:00.000Z' }];
      const policy = policyOf('p', {
        submittedBy: 'first',
        approval: { steps: [], taken, required: [], attached: [] },
      });
      await store.commit({
        creates: [{ kind: 'policy', entity: policy }],
        event: eventOf('policy:p', 1, 'policy.submitted'),
      });
      const sign = (by: string): Commit => ({
        replaces: [{ kind: 'policy', entity: { ...policy, version: 2 }, notMadeBy: by }],
        event: eventOf('policy:p', 2, 'policy.approved'),
      });
      const refused = { committed: false, refusals: [{ part: 'replace', index: 0 }] };
      for (const by of ['author', 'first', 'second']) expect(await store.commit(sign(by))).toEqual(refused);
      expect(await store.commit(sign('sec'))).toEqual({ committed: true });
    });

    it('refuses a commit that no transaction takes, says what it holds, and writes nothing of it', async () => {
      const creates = (count: number) =>
        Array.from(
          { length: count },
          (_, n) => ({ kind: 'application', entity: applicationOf(`many-${n}`) }) as const,
        );
      const event = eventOf('application:many', 1, 'application.submitted');
      await expect(store.commit({ creates: creates(100), event })).rejects.toThrow(
        'application.submitted about application:many has 101 items (1 event, 100 application); DynamoDB takes 100',
      );
      const twice = [...creates(2), ...creates(1)];
      await expect(store.commit({ creates: twice, event })).rejects.toThrow('application:many-0 twice');
      expect(await store.read('application', 'many-1')).toBeUndefined();
      expect(await store.commit({ creates: creates(99), event })).toEqual({ committed: true });
    });

    it('opens and closes a budget in the same change that moves its money', async () => {
      await store.commit({
        creates: [{ kind: 'budget', entity: budgetOf('b') }],
        event: eventOf('budget:b', 1, 'budget.funded'),
      });
      const close = {
        budgetId: 'b',
        add: { available: -1000, appropriated: -1000 },
        atLeast: { available: 1000 },
      };
      expect(
        await store.commit({
          moves: [{ ...close, epoch: 0, set: { status: 'closed' } }],
          event: eventOf('budget:b', 2, 'budget.funded'),
        }),
      ).toEqual({ committed: true });
      const stored = await store.read('budget', 'b');
      expect(stored).toMatchObject({ status: 'closed', available: 0, appropriated: 0, epoch: 1 });
      const reserve = { budgetId: 'b', add: { receivable: 5 }, atLeast: {}, epoch: 1 };
      expect(
        await store.commit({ moves: [reserve], event: eventOf('budget:b', 3, 'budget.funded') }),
      ).toMatchObject({ committed: false });
      const { epoch: _any, ...owed } = reserve;
      await store.commit({ moves: [owed], event: eventOf('budget:b', 3, 'budget.funded') });
      expect(await store.read('budget', 'b')).toMatchObject({ receivable: 5, status: 'closed' });
    });

    it('lists the journal of a partition by time, each entry with the hash of its content', async () => {
      const entry = (subject: string, seq: number, second: number): Commit => ({
        event: {
          ...eventOf(subject, seq, 'claim.reserved'),
          at: `2020-03-02T01:00:0${second}.000Z`,
          transfers: [{ id: `t${second}`, kind: 'reserve', budgetId: 'b', amountFen: fen(second) }],
        },
      });
      await store.commit(entry('budget:b', 2, 5));
      await store.commit(entry('budget:b', 1, 3));
      await store.commit({ event: eventOf('budget:b', 3, 'budget.requested') });
      await store.commit(entry('budget:b', 4, 7));
      const partition = partitionOf('budget:b');
      const seqs = async (request: object) =>
        (await store.journal(partition, { limit: 10, ...request })).items.map(({ seq }) => seq);
      expect(await seqs({})).toEqual([1, 2, 4]);
      expect(await seqs({ from: '2020-03-02T01:00:05' })).toEqual([2, 4]);
      expect(await seqs({ before: '2020-03-02T01:00:05' })).toEqual([1]);
      const first = await store.journal(partition, { limit: 2 });
      expect(first.items.map((item) => item.hash === entryHash(item))).toEqual([true, true]);
      expect(await seqs({ cursor: first.cursor })).toEqual([4]);
      const others = [0, 1, 2, 3].filter((other) => other !== partition);
      for (const other of others) expect((await store.journal(other, { limit: 10 })).items).toEqual([]);
    });

    it('spends a budget exactly, whoever asks at the same time', async () => {
      await store.commit({
        creates: [{ kind: 'budget', entity: budgetOf('b') }],
        event: eventOf('budget:b', 1, 'budget.funded'),
      });
      const tries = Array.from({ length: 30 }, (_, index) => ({
        ...creating(applicationOf(`a${index}`)),
        moves: [{ budgetId: 'b', add: { available: -70, held: 70 }, atLeast: { available: 70 } }],
      }));
      const results = await Promise.all(tries.map((commit) => store.commit(commit)));
      expect(results.filter((result) => result.committed)).toHaveLength(14);
      expect(await store.read('budget', 'b')).toMatchObject({ available: 20, held: 980 });
    });

    it('lists by state in order, page by page, and forgets what is closed', async () => {
      for (let n = 0; n < 25; n++) {
        const submittedAt = `2020-03-02T01:00:${String(59 - n).padStart(2, '0')}.000Z`;
        await store.commit(creating(applicationOf(`a${n}`, { submittedAt })));
      }
      await store.commit(creating(applicationOf('other', { policyId: 'p2' })));
      await store.commit({
        replaces: [
          {
            kind: 'application',
            entity: applicationOf('a3', {
              version: 2,
              state: 'refused',
              submittedAt: '2020-03-02T01:00:56.000Z',
            }),
          },
        ],
        event: eventOf('application:a3', 2, 'application.refused'),
      });
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await store.list('application', {
          by: 'state',
          group: 'undecided',
          prefix: 'p1#',
          limit: 7,
          ...(cursor !== undefined && { cursor }),
        });
        expect(page.items.length).toBeLessThanOrEqual(7);
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.cursor;
      } while (cursor !== undefined);
      expect(seen).toEqual(Array.from({ length: 25 }, (_, n) => `a${24 - n}`).filter((id) => id !== 'a3'));
      const before = await store.listKeys('application', {
        by: 'state',
        group: 'undecided',
        prefix: 'p1#',
        before: 'p1#2020-03-02T01:00:37',
        limit: 100,
      });
      expect(before.items.map(({ id }) => id)).toEqual(['a24', 'a23']);
    });

    it('lists by owner and all of a small kind', async () => {
      await store.commit(creating(applicationOf('a')));
      await store.commit(creating(applicationOf('b', { uscc: '9144030071526726XG' })));
      const owned = await store.list('application', { by: 'owner', group: '9144030071526726XG', limit: 10 });
      expect(owned.items.map(({ id }) => id)).toEqual(['b']);
      await store.commit({
        creates: [{ kind: 'budget', entity: budgetOf('b1') }],
        event: eventOf('budget:b1', 1, 'budget.funded'),
      });
      expect((await store.list('budget', { by: 'all', limit: 10 })).items).toEqual([budgetOf('b1')]);
    });

    it('reads many in the order asked, absent ones as undefined', async () => {
      for (let n = 0; n < 120; n++) await store.commit(creating(applicationOf(`m${n}`)));
      const ids = ['nope', ...Array.from({ length: 120 }, (_, n) => `m${119 - n}`), 'm5'];
      const read = await store.readMany('application', ids);
      expect(read.map((application) => application?.id)).toEqual([undefined, ...ids.slice(1)]);
    });

    it('writes a view only over the version before', async () => {
      const figures = (version: number) => ({ id: 'p1', version, byDistrict: {}, refusedBy: {}, recent: [] });
      expect(await store.putView(figures(1))).toBe(true);
      expect(await store.putView(figures(1))).toBe(false);
      expect(await store.putView(figures(2))).toBe(true);
      expect((await store.list('figures', { by: 'all', limit: 5 })).items).toEqual([figures(2)]);
    });

    it('keeps an enterprise’s messages together, the newest first, and one that is put again is one', async () => {
      const [a, b] = ['913301000000000001', '913301000000000002'] as const;
      const policy = { id: 'p1', titleZh: '政策', titleEn: 'policy' };
      const made = [1, 2, 3].flatMap((minute) =>
        [a, b].map((uscc) =>
          matchMessage(
            policy,
            { uscc, outcome: 'eligible', amountFen: null },
            `2020-03-02T01:0${minute}:00.000Z`,
            'run',
          ),
        ),
      );
      await store.put('message', made);
      await store.put('message', made.slice(0, 2));
      const first = await store.list('message', { by: 'owner', group: a, limit: 2 });
      expect(first.items).toEqual([made[4], made[2]]);
      const rest = await store.list('message', {
        by: 'owner',
        group: a,
        limit: 2,
        ...(first.cursor !== undefined && { cursor: first.cursor }),
      });
      expect(rest.items).toEqual([made[0]]);
      expect(await store.read('message', made[5]?.id ?? '')).toEqual(made[5]);
    });

    it('puts the register in bulk and reads it slice by slice', async () => {
      const enterprises = Array.from({ length: 60 }, (_, n) => {
        const uscc = `91330100${String(n).padStart(10, '0')}`;
        return { id: uscc, uscc, name: `企业${n}`, registeredOn: '2000-01-01' };
      });
      await store.put('enterprise', enterprises);
      await store.put('enterprise', enterprises.slice(0, 3));
      const all = await store.list('enterprise', { by: 'all', limit: 1000 });
      expect(all.items.map(({ id }) => id)).toEqual(enterprises.map(({ id }) => id));
      let sum = 0;
      for (let slice = 0; slice < 16; slice++)
        sum += (await store.list('enterprise', { by: 'all', group: String(slice), limit: 1000 })).items
          .length;
      expect(sum).toBe(60);
    });
  });
}
