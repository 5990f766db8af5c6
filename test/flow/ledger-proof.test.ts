// The ledger proves itself from the journal alone, and one changed byte anywhere is found and named.
import { beforeEach, describe, expect, it } from 'vitest';
import { anchorRoots, sealJournal } from '../../functions/reconciliation/seal-journal.ts';
import { verifyLedger } from '../../functions/reconciliation/verify-ledger.ts';
import type { Deps } from '../../functions/deps.ts';
import type { FlowEvent, Store } from '../../functions/ports.ts';
import { openTradeWorld, type TradeWorld } from './trade-world.ts';

const AT_ONCE = { settleMs: 0, lookbackMs: 900_000 };
let world: TradeWorld;

beforeEach(async () => {
  world = await openTradeWorld();
  await world.fund(world.policyId, 'city', 100_000);
  for (let n = 0; n < 6; n++) await world.enrol(n, 6000 + n);
  await world.settle();
  await sealJournal(world.deps, AT_ONCE);
});

/** The same dependencies, but one stored event reads differently. */
function tampered(change: (event: FlowEvent) => FlowEvent): Deps {
  const store = new Proxy(world.store, {
    get(target, name) {
      const member = Reflect.get(target, name) as unknown;
      if (typeof member !== 'function') return member;
      if (name !== 'journal' && name !== 'events') return member.bind(target);
      return async (...given: Parameters<Store['journal']>) => {
        const page = await (member as Store['journal']).apply(target, given);
        return { ...page, items: page.items.map(change) };
      };
    },
  });
  return { ...world.deps, store };
}

describe('the chain', () => {
  it('takes every entry once, however often and late it runs', async () => {
    expect(await sealJournal(world.deps, AT_ONCE)).toBe(0);
    await world.enrol(7, 6000);
    await world.settle();
    const fresh = await sealJournal(world.deps, AT_ONCE);
    expect(fresh).toBeGreaterThan(0);
    const proof = await verifyLedger(world.deps);
    expect(proof).toMatchObject({ verified: true, balanced: true, problems: [] });
    expect(proof.chains.map(({ unsealed }) => unsealed)).toEqual([0, 0, 0, 0]);
    expect(proof.claimLegs).toBe(7);
  });

  it('seals an entry that comes later than a younger one', async () => {
    const late = { ...entry('budget:late.city'), at: new Date(world.nowMs - 60_000).toISOString() };
    await world.store.commit({ event: late });
    expect(await sealJournal(world.deps, AT_ONCE)).toBe(1);
    expect(await sealJournal(world.deps, AT_ONCE)).toBe(0);
  });

  it('says which entry is old and still outside', async () => {
    const subject = `budget:${world.policyId}.city`;
    const old = { ...entry(subject), seq: 99, at: '2019-01-01T00:00:00.000Z' };
    await world.store.commit({ event: old });
    await sealJournal(world.deps, AT_ONCE);
    const { problems } = await verifyLedger(world.deps);
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'entry-unsealed', entry: `${subject}/99` }),
    );
  });

  it('lets one of two sealers win and leaves nothing out', async () => {
    await world.enrol(8, 6000);
    await world.settle();
    const both = await Promise.all([sealJournal(world.deps, AT_ONCE), sealJournal(world.deps, AT_ONCE)]);
    expect(both.some((count) => count > 0)).toBe(true);
    expect((await verifyLedger(world.deps)).problems).toEqual([]);
  });
});

const entry = (subject: string): FlowEvent => ({
  subject,
  seq: 1,
  type: 'budget.funded',
  at: '2020-03-02T01:00:00.000Z',
  by: 'test',
  data: {},
  transfers: [],
});

describe('a changed byte', () => {
  const isReservation = ({ type, transfers }: FlowEvent) =>
    type === 'claim.reserved' && transfers !== undefined;

  it('in an entry’s text is found and the entry named', async () => {
    const target = world.store.allEvents().find(isReservation) as FlowEvent;
    const deps = tampered((event) =>
      event.subject === target.subject && event.seq === target.seq
        ? { ...event, at: event.at.replace('2020-03-02', '2020-03-03') }
        : event,
    );
    const { verified, problems } = await verifyLedger(deps);
    expect(verified).toBe(false);
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'entry-changed', entry: `${target.subject}/${target.seq}` }),
    );
  });

  it('in an amount is found although the forger wrote a fitting hash', async () => {
    const { entryHash } = await import('../../core/ledger/journal.ts');
    const target = world.store.allEvents().find(isReservation) as FlowEvent;
    const deps = tampered((event) => {
      if (event.subject !== target.subject || event.seq !== target.seq) return event;
      const transfers = event.transfers?.map((transfer, index) =>
        index === 0 ? { ...transfer, amountFen: (transfer.amountFen + 1) as never } : transfer,
      );
      const forged = { ...event, ...(transfers && { transfers }) };
      return { ...forged, hash: entryHash(forged) };
    });
    const codes = (await verifyLedger(deps)).problems.map(({ code }) => code);
    expect(codes).toContain('entry-differs-from-seal');
    expect(codes).toContain('balance-differs');
    expect(codes).toContain('claim-differs');
  });

  it('in a seal is found, and so is a chain made anew against its anchor', async () => {
    expect(await anchorRoots(world.deps)).toBe(true);
    expect(await anchorRoots(world.deps)).toBe(false);
    expect(await verifyLedger(world.deps)).toMatchObject({ verified: true, anchors: 1 });
    const deps = tampered((event) =>
      event.type === 'journal.sealed' ? { ...event, data: { ...event.data, hash: 'f'.repeat(64) } } : event,
    );
    const codes = new Set((await verifyLedger(deps)).problems.map(({ code }) => code));
    expect(codes).toContain('seal-broken');
    expect(codes).toContain('head-differs');
    expect(codes).toContain('anchor-differs');
  });

  it('an entry taken away is missed', async () => {
    const target = world.store.allEvents().find(isReservation) as FlowEvent;
    const store = new Proxy(world.store, {
      get(under, name) {
        const member = Reflect.get(under, name) as unknown;
        if (name !== 'journal') return typeof member === 'function' ? member.bind(under) : member;
        return async (...given: Parameters<Store['journal']>) => {
          const page = await under.journal(...given);
          const rest = page.items.filter(
            ({ subject, seq }) => subject !== target.subject || seq !== target.seq,
          );
          return { ...page, items: rest };
        };
      },
    });
    const { problems } = await verifyLedger({ ...world.deps, store });
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'entry-missing', entry: `${target.subject}/${target.seq}` }),
    );
  });
});
