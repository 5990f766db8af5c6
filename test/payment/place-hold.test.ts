// Holds and stops, as the finance desk cares: who stopped which money and why, seen at once by all that moves it, lifted by the right one.
import { beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '../../core/kernel/fault.ts';
import {
  BOARD_COPIES,
  BOARD_IDS,
  boardCopyFor,
  HOLDS_MAX,
  legHold,
  orderHold,
  type BoardHold,
  type HoldBoard,
} from '../../core/payment/hold-board.ts';
import { withdrawOrder } from '../../core/payment/withdraw-order.ts';
import {
  liftHold,
  listHolds,
  placeHold,
  readBoard,
  type HoldAsk,
} from '../../functions/payment/place-hold.ts';
import { prepareOrders } from '../../functions/payment/prepare-order.ts';
import { takeBackHeld } from '../../functions/payment/take-back-order.ts';
import { NOW, openPaymentDesk, POLICY, usccOf, type PaymentDesk } from './payment-desk.ts';
import { faultOf } from '../world/fault-of.ts';

const DAY_MS = 86_400_000;
const PAYEE: HoldAsk = { kind: 'payee', id: usccOf(1), reason: '核查中' };
const STOP: HoldAsk = { kind: 'stop-rail', id: 'bank', reason: '急停' };

let desk: PaymentDesk;
beforeEach(async () => {
  desk = await openPaymentDesk();
});
const boards = () => desk.store.all('hold-board').toSorted((a, b) => (a.id < b.id ? -1 : 1));

describe('a hold', () => {
  const placed = { ...PAYEE, since: NOW, by: 'auditor' };

  it('stands on every copy of the board at once, with who, why and since when', async () => {
    expect(await placeHold(desk.deps, PAYEE, 'auditor')).toEqual(placed);
    expect(boards()).toEqual(
      ['0', '1', '2', '3'].map((id) => ({ id, version: 1, holds: [placed], changedAt: NOW })),
    );
    expect(desk.store.allEvents()).toEqual([
      {
        subject: `hold:payee.${usccOf(1)}`,
        seq: 1,
        type: 'hold.placed',
        at: NOW,
        by: 'auditor',
        data: { ...PAYEE },
      },
    ]);
  });

  it('beside another leaves that one as it is, and each has its own place in the timeline', async () => {
    await placeHold(desk.deps, PAYEE, 'auditor');
    desk.nowMs += 1000;
    await placeHold(desk.deps, STOP, 'finance.maker');
    expect(boards().map(({ version, holds }) => [version, holds.map(({ kind }) => kind)])).toEqual(
      BOARD_IDS.map(() => [2, ['payee', 'stop-rail']]),
    );
    expect(desk.store.allEvents().map(({ subject, seq }) => [subject, seq])).toEqual([
      [`hold:payee.${usccOf(1)}`, 1],
      ['hold:stop-rail.bank', 2],
    ]);
  });

  it('on what is held already is refused, naming the one that stands', async () => {
    await placeHold(desk.deps, PAYEE, 'auditor');
    desk.nowMs += 1000;
    expect(await faultOf(placeHold(desk.deps, PAYEE, 'other'))).toEqual({
      code: 'unprocessable',
      reason: 'held-already',
      zh: `已于 ${NOW} 被 auditor 暂停：核查中`,
      en: `It is held already, since ${NOW} by auditor: 核查中`,
      evidence: placed,
    });
    // The same name as another kind of thing is another thing.
    await placeHold(desk.deps, { ...PAYEE, kind: 'leg' }, 'other');
    expect(boards()[0]?.holds).toHaveLength(2);
  });

  it('is lifted with a reason of its own, and the board tells it no more', async () => {
    await placeHold(desk.deps, PAYEE, 'auditor');
    await placeHold(desk.deps, STOP, 'auditor');
    desk.nowMs += 1000;
    expect(await liftHold(desk.deps, { ...PAYEE, reason: '已核实' }, 'auditor')).toEqual(placed);
    expect(boards().map(({ version, holds }) => [version, holds.map(({ kind }) => kind)])).toEqual(
      BOARD_IDS.map(() => [3, ['stop-rail']]),
    );
    expect(desk.store.allEvents().find(({ type }) => type === 'hold.lifted')).toEqual({
      subject: `hold:payee.${usccOf(1)}`,
      seq: 3,
      type: 'hold.lifted',
      at: '2020-03-02T02:00:01.000Z',
      by: 'auditor',
      data: { ...PAYEE, reason: '已核实' },
    });
  });

  it('that does not stand cannot be lifted', async () => {
    const missing = { code: 'not-found', reason: 'hold', zh: '没有这项暂停', en: 'There is no such hold' };
    expect(await faultOf(liftHold(desk.deps, PAYEE, 'auditor'))).toEqual(missing);
    await placeHold(desk.deps, PAYEE, 'auditor');
    expect(await faultOf(liftHold(desk.deps, { ...PAYEE, id: usccOf(2) }, 'auditor'))).toEqual(missing);
    expect(await faultOf(liftHold(desk.deps, { ...PAYEE, kind: 'leg' }, 'auditor'))).toEqual(missing);
  });

  it('more than the board takes is refused: hold the policy instead', async () => {
    const holds = Array.from({ length: HOLDS_MAX - 1 }, (_, n): BoardHold => ({ ...placed, id: String(n) }));
    const board = { version: 1, holds, changedAt: NOW };
    await desk.store.put(
      'hold-board',
      BOARD_IDS.map((id) => ({ id, ...board })),
    );
    await placeHold(desk.deps, PAYEE, 'auditor');
    expect(await faultOf(placeHold(desk.deps, STOP, 'auditor'))).toEqual({
      code: 'unprocessable',
      reason: 'too-many-holds',
      zh: '暂停事项已达 1000 项，请改为暂停整个政策',
      en: 'There are 1000 holds; hold the policy as a whole instead',
    });
  });

  it('is told with its age in whole days, oldest first, stops apart', async () => {
    await placeHold(desk.deps, PAYEE, 'auditor');
    desk.nowMs += DAY_MS;
    await placeHold(desk.deps, { ...PAYEE, id: 'later' }, 'auditor');
    await placeHold(desk.deps, STOP, 'finance.maker');
    desk.nowMs += DAY_MS - 1;
    expect((await listHolds(desk.deps, false)).map(({ id, ageDays }) => [id, ageDays])).toEqual([
      [usccOf(1), 1],
      ['later', 0],
    ]);
    expect(await listHolds(desk.deps, true)).toEqual([
      { ...STOP, since: '2020-03-03T02:00:00.000Z', by: 'finance.maker', ageDays: 0 },
    ]);
    const [first] = boards();
    await desk.store.put('hold-board', [{ ...first!, holds: first!.holds.toReversed() }]);
    expect((await listHolds(desk.deps, false)).map(({ id }) => id)).toEqual([usccOf(1), 'later']);
  });

  it('of which there are none is an empty list', async () => {
    expect(await listHolds(desk.deps, false)).toEqual([]);
  });
});

describe('an emergency stop', () => {
  it.each(['stop-rail', 'stop-policy'] as const)(
    'by %s is lifted by another than who pulled it',
    async (kind) => {
      const stop = { ...STOP, kind };
      await placeHold(desk.deps, stop, 'maker');
      expect(await faultOf(liftHold(desk.deps, stop, 'maker'))).toEqual({
        code: 'forbidden',
        reason: 'same-person',
        zh: '按下急停的人不能自行恢复',
        en: 'Who pulled an emergency stop may not lift it',
      });
      expect(await liftHold(desk.deps, stop, 'checker')).toMatchObject({ kind, by: 'maker' });
      expect(boards()[0]?.holds).toEqual([]);
    },
  );

  it('that was pulled again by the one who lifts it stands: the look before does not count', async () => {
    await placeHold(desk.deps, STOP, 'maker');
    desk.store.beforeCommit = async () => {
      await liftHold(desk.deps, STOP, 'checker');
      await placeHold(desk.deps, STOP, 'checker');
    };
    expect(await faultOf(liftHold(desk.deps, STOP, 'checker'))).toMatchObject({ reason: 'same-person' });
    expect(boards()[0]?.holds).toMatchObject([{ by: 'checker' }]);
  });
});

describe('two people at the board at once', () => {
  it('both have their hold on it', async () => {
    desk.store.beforeCommit = () => placeHold(desk.deps, STOP, 'maker');
    await placeHold(desk.deps, PAYEE, 'auditor');
    expect(boards()[3]?.holds.map(({ kind }) => kind)).toEqual(['stop-rail', 'payee']);
  });

  it.each([
    [4, 'placed'],
    [5, 'lost-race'],
  ])('of whom one comes first %d times over: the other’s is %s', async (times, expected) => {
    const { commit } = desk.store;
    let left = times;
    desk.store.commit = async (asked) =>
      left-- > 0 ? { committed: false, refusals: [] } : commit.call(desk.store, asked);
    const outcome = await placeHold(desk.deps, PAYEE, 'auditor').then(
      () => 'placed',
      (error: unknown) => (error instanceof Fault ? error.code : error),
    );
    expect(outcome).toBe(expected);
  });
});

describe('what moves money', () => {
  const hold = (kind: BoardHold['kind'], id: string): BoardHold => ({
    kind,
    id,
    reason: 'r',
    since: NOW,
    by: 'b',
  });
  const board = (...holds: BoardHold[]): HoldBoard => ({ id: '0', version: 1, holds, changedAt: NOW });
  const order = { id: 'M1', policyId: 'p', rail: 'bank' };
  const leg = { id: 'c/1', uscc: 'u', payeeId: 'E1' };

  it('reads one copy, always the same for the same thing, and relies on the version that it saw', async () => {
    const copy = boardCopyFor('M1');
    expect(BOARD_IDS).toContain(copy);
    expect(await readBoard(desk.deps, 'M1')).toEqual({
      board: undefined,
      check: { kind: 'hold-board', id: copy, version: 0 },
    });
    await placeHold(desk.deps, PAYEE, 'auditor');
    await placeHold(desk.deps, STOP, 'auditor');
    const { board: seen, check } = await readBoard(desk.deps, 'M1');
    expect([seen?.id, check]).toEqual([copy, { kind: 'hold-board', id: copy, version: 2 }]);
    const copies = new Set(Array.from({ length: 100 }, (_, n) => boardCopyFor(`M${n}`)));
    expect([...copies].sort()).toEqual([...BOARD_IDS]);
    expect(BOARD_IDS).toHaveLength(BOARD_COPIES);
  });

  it.each([
    ['its rail', hold('stop-rail', 'bank'), true],
    ['another rail', hold('stop-rail', 'treasury'), false],
    ['its policy, by a stop', hold('stop-policy', 'p'), true],
    ['its policy, by a hold', hold('policy', 'p'), true],
    ['another policy', hold('policy', 'q'), false],
    ['itself', hold('order', 'M1'), true],
    ['another order', hold('order', 'M2'), false],
    ['a payee of the same name', hold('payee', 'M1'), false],
  ])('of an order is kept by a hold on %s', (_, one, expected) => {
    expect(orderHold(board(hold('leg', 'x'), one), order)).toBe(expected ? one : undefined);
    expect(orderHold(undefined, order)).toBeUndefined();
  });

  it.each([
    ['its enterprise', hold('payee', 'u'), true],
    ['its payee', hold('payee', 'E1'), true],
    ['itself', hold('leg', 'c/1'), true],
    ['another payee', hold('payee', 'E2'), false],
    ['an order of the same name', hold('order', 'c/1'), false],
  ])('of a leg is kept by a hold on %s', (_, one, expected) => {
    expect(legHold(board(hold('policy', 'p'), one), leg)).toBe(expected ? one : undefined);
    expect(legHold(undefined, leg)).toBeUndefined();
  });
});

describe('an order with a held line', () => {
  const prepared = async (firms: number) => {
    const ids: string[] = [];
    for (let n = 1; n <= firms; n++) ids.push((await desk.leg(n)).id);
    const [composed] = await prepareOrders(desk.deps, ids);
    return composed!.order;
  };
  const takeBack = async (order: Awaited<ReturnType<typeof prepared>>) =>
    takeBackHeld(desk.deps, order, (await readBoard(desk.deps, order.id)).board);

  it('is taken back whole: its legs wait again, under the names under which they would have been paid', async () => {
    const order = await prepared(2);
    const before = desk.legs();
    await placeHold(desk.deps, PAYEE, 'auditor');
    expect(await takeBack(order)).toBe(true);
    expect(await desk.store.read('order', order.id)).toEqual({
      ...order,
      version: 2,
      state: 'withdrawn',
      openLines: 0,
    });
    expect(desk.legs()).toEqual(
      before.map(({ orderId: _order, orderedAt: _at, ...leg }) => ({
        ...leg,
        version: 3,
        state: 'reserved',
      })),
    );
    expect(desk.store.allEvents().find(({ type }) => type === 'order.withdrawn')).toEqual({
      subject: `order:${order.id}`,
      seq: 2,
      type: 'order.withdrawn',
      at: NOW,
      by: 'system',
      data: { orderId: order.id, policyId: POLICY, legs: before.map(({ id }) => ({ legId: id })) },
    });
  });

  it.each([
    ['no hold at all', undefined, false],
    ['a hold on somebody else', usccOf(9), false],
    ['a hold on its only payee, where it waits as it is', usccOf(1), true],
  ])('stays, under %s', async (_, id, expected) => {
    const order = await prepared(1);
    if (id !== undefined) await placeHold(desk.deps, { ...PAYEE, id }, 'auditor');
    expect(await takeBack(order)).toBe(expected);
    expect(await desk.store.read('order', order.id)).toEqual(order);
  });

  it('of which all lines are held waits as it is', async () => {
    const order = await prepared(2);
    for (const n of [1, 2]) await placeHold(desk.deps, { ...PAYEE, id: usccOf(n) }, 'auditor');
    expect(await takeBack(order)).toBe(true);
    expect(await desk.store.read('order', order.id)).toEqual(order);
  });

  it('and a line whose leg is not to be found is judged by the legs that are', async () => {
    const order = await prepared(2);
    const lost = { ...order.lines[0]!, legId: 'nobody/1' };
    await placeHold(desk.deps, PAYEE, 'auditor');
    expect(await takeBack({ ...order, lines: [...order.lines, lost] })).toBe(true);
    expect(await desk.store.read('order', order.id)).toMatchObject({ state: 'withdrawn' });
  });

  it('looks at no leg while nothing is held', async () => {
    const order = await prepared(1);
    await placeHold(desk.deps, PAYEE, 'auditor');
    await liftHold(desk.deps, PAYEE, 'auditor');
    desk.store.looks.length = 0;
    expect(await takeBack(order)).toBe(false);
    expect(desk.store.looks).toEqual(['hold-board']);
  });

  it.each([
    ['prepared', false],
    ['released', false],
    ['sent', true],
    ['settled', true],
    ['withdrawn', true],
  ] as const)('that is %s may not be taken back: %s', async (state, expected) => {
    const order = { ...(await prepared(1)), state };
    const act = () => withdrawOrder(order, []);
    if (expected) expect(act).toThrow(`an order that is ${state} cannot be taken back`);
    else expect(act()).toMatchObject({ order: { state: 'withdrawn' } });
  });
});
