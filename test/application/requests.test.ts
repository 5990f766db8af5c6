// A request of an enterprise from filing to rating: who may do what, by when, and that a bad answer comes back to its owner.
import { beforeEach, describe, expect, it } from 'vitest';
import { answer, assign, fileRequest, rate, urge } from '../../functions/request/handle-request.ts';
import type { Principal } from '../../functions/ports.ts';
import { firmOf, openTradeWorld, usccOf, type TradeWorld } from '../flow/trade-world.ts';

const clerk: Principal = { sub: 'enterprise:1', roles: ['enterprise'], actsFor: [usccOf(1)] };
const stranger: Principal = { sub: 'enterprise:2', roles: ['enterprise'], actsFor: [usccOf(2)] };
const tax: Principal = { sub: 'hub.tax', roles: ['hub.tax'], actsFor: [] };
const FILING = { uscc: usccOf(1), subject: '开票系统', words: '开票系统周末无法登录' };

let world: TradeWorld;
beforeEach(async () => {
  world = await openTradeWorld();
  await world.store.put('enterprise', [firmOf(1)]);
});
const filed = () => fileRequest(world.deps, FILING, clerk, 'key-1');

describe('a request', () => {
  it('is filed once by its key, for one’s own enterprise only, with a day for the answer', async () => {
    const request = await filed();
    expect(request).toMatchObject({ state: 'filed', answerBy: '2020-03-07', urgedAt: [] });
    expect(await filed()).toEqual(request);
    await expect(fileRequest(world.deps, FILING, stranger, 'key-2')).rejects.toMatchObject({
      code: 'forbidden',
    });
    const open = await world.store.list('request', { by: 'state', group: 'open', limit: 9 });
    expect(open.items).toHaveLength(1);
  });

  it('goes to a role, which alone answers it; a good rating closes it', async () => {
    const { id } = await filed();
    await expect(answer(world.deps, id, '已修复', tax)).rejects.toMatchObject({ code: 'unprocessable' });
    await urge(world.deps, id, clerk);
    await assign(world.deps, id, 'hub.tax', 'staff.reviewer');
    await expect(answer(world.deps, id, '已修复', { ...tax, roles: ['hub.credit'] })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await answer(world.deps, id, '已修复', tax);
    await expect(rate(world.deps, id, 5, stranger)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await rate(world.deps, id, 5, clerk)).toMatchObject({ state: 'closed', stars: 5 });
    expect((await world.store.list('request', { by: 'state', group: 'open', limit: 9 })).items).toEqual([]);
    await expect(urge(world.deps, id, clerk)).rejects.toMatchObject({ code: 'unprocessable' });
  });

  it('rated badly comes back to its owner with a new day, once', async () => {
    const { id } = await filed();
    await assign(world.deps, id, 'hub.tax', 'staff.reviewer');
    await answer(world.deps, id, '请重启', tax);
    world.today = '2020-03-10';
    expect(await rate(world.deps, id, 1, clerk)).toMatchObject({
      state: 'assigned',
      owner: 'hub.tax',
      answerBy: '2020-03-15',
    });
    await answer(world.deps, id, '已更换服务器', tax);
    expect(await rate(world.deps, id, 2, clerk)).toMatchObject({ state: 'closed' });
    await expect(rate(world.deps, id, 2, clerk)).rejects.toMatchObject({ code: 'unprocessable' });
  });

  it('is urged at most five times', async () => {
    const { id } = await filed();
    for (let time = 0; time < 5; time++) await urge(world.deps, id, clerk);
    await expect(urge(world.deps, id, clerk)).rejects.toMatchObject({ code: 'unprocessable' });
  });
});
