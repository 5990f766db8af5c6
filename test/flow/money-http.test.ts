// The money's routes over HTTP: who may do what, what a wrong body answers, and that two people are two people.
import { beforeEach, describe, expect, it } from 'vitest';
import { httpLambda } from '../../functions/edge/http.ts';
import { allRoutes } from '../../functions/cockpit/cockpit-routes.ts';
import { toyContext, toyRequest } from '../edge/toy-events.ts';
import { openTradeWorld, usccOf, type TradeWorld } from './trade-world.ts';

let world: TradeWorld;
let key = 0;
const PAYEE = { name: '新账户', account: '6222000000000001', clearingMember: '102331000001' };

beforeEach(async () => {
  world = await openTradeWorld();
});

async function call(
  routeKey: string,
  sub: string,
  body?: object,
  pathParameters: Record<string, string> = {},
) {
  const actsFor = sub.startsWith('enterprise:') ? [sub.slice('enterprise:'.length)] : [];
  const handler = httpLambda(allRoutes(), async () => world.deps);
  const request = toyRequest({
    routeKey,
    claims: { sub, roles: [actsFor.length > 0 ? 'enterprise' : sub], actsFor },
    headers: {
      'content-type': 'application/json',
      'idempotency-key': `key-${String((key += 1)).padStart(8, '0')}`,
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const reply = await handler({ ...request, pathParameters }, toyContext);
  return { status: reply.statusCode, json: JSON.parse(reply.body ?? '{}') as Record<string, unknown> };
}

describe('holds and stops', () => {
  const stop = { kind: 'rail', id: 'bank', reason: '演练' };

  it('are placed by those who answer for money, never by an enterprise', async () => {
    const hold = { kind: 'payee', id: usccOf(1), reason: '核查' };
    expect(await call('POST /api/holds', `enterprise:${usccOf(1)}`, hold)).toMatchObject({ status: 403 });
    expect(await call('POST /api/holds', 'auditor', hold)).toMatchObject({ status: 200 });
    const shown = await call('GET /api/holds', 'finance.maker');
    expect(shown.json).toMatchObject({ items: [{ ...hold, by: 'auditor', ageDays: 0 }] });
    expect((await call('GET /api/payment-stop', 'finance.maker')).json).toEqual({ items: [] });
  });

  it('refuse what is no hold, and a second one of the same', async () => {
    expect(await call('POST /api/holds', 'auditor', { kind: 'planet', id: 'x', reason: 'y' })).toMatchObject({
      status: 400,
    });
    await call('POST /api/payment-stop', 'finance.maker', stop);
    expect(await call('POST /api/payment-stop', 'leader.city', stop)).toMatchObject({ status: 422 });
  });

  it('of emergency are lifted by a second person only', async () => {
    await call('POST /api/payment-stop', 'finance.maker', stop);
    expect(await call('POST /api/payment-stop/releases', 'finance.maker', stop)).toMatchObject({
      status: 403,
    });
    expect(await call('POST /api/payment-stop/releases', 'finance.checker', stop)).toMatchObject({
      status: 200,
    });
  });
});

describe('payee accounts', () => {
  it('are registered for one’s own enterprise and verified by finance', async () => {
    const body = { uscc: usccOf(1), payee: PAYEE };
    const register = (who: string) => call('POST /api/payee-accounts', who, body);
    expect(await register(`enterprise:${usccOf(2)}`)).toMatchObject({ status: 403 });
    expect(await register('finance.maker')).toMatchObject({ status: 403 });
    expect(await register(`enterprise:${usccOf(1)}`)).toMatchObject({ status: 200 });
    const verify = (who: string) =>
      call('POST /api/payee-accounts/{id}/verification', who, {}, { id: usccOf(1) });
    expect(await verify(`enterprise:${usccOf(1)}`)).toMatchObject({ status: 403 });
    expect(await verify('finance.checker')).toMatchObject({ status: 200 });
    expect(await verify('finance.checker')).toMatchObject({ status: 422 });
  });

  it('of no bank are refused with the field', async () => {
    const body = { uscc: usccOf(1), payee: { ...PAYEE, clearingMember: '123' } };
    const refused = await call('POST /api/payee-accounts', `enterprise:${usccOf(1)}`, body);
    expect(refused).toMatchObject({ status: 400 });
    expect(JSON.stringify(refused.json)).toContain('payee.clearingMember');
  });
});

describe('the ledger', () => {
  it('is verified and reconciled by finance and auditors, not by others', async () => {
    expect(await call('GET /api/ledger/verification', 'auditor')).toMatchObject({
      status: 200,
      json: { verified: true },
    });
    expect(await call('GET /api/ledger/verification', 'staff.drafter')).toMatchObject({ status: 403 });
    const day = { day: '2020-03-02' };
    expect(await call('POST /api/ledger/reconciliations', 'finance.maker', day)).toMatchObject({
      status: 200,
      json: { id: '2020-03-02', lines: 0 },
    });
    expect(
      await call('POST /api/ledger/reconciliations', 'finance.maker', { day: '2020-02-30' }),
    ).toMatchObject({ status: 400 });
  });
});

describe('budgets and recoveries', () => {
  it('need an amount to fund and none to close', async () => {
    const ask = (kind: string, amountFen: number) =>
      call('POST /api/budgets', 'finance.maker', {
        policyId: world.policyId,
        source: 'city',
        kind,
        amountFen,
        fiscalYear: 2020,
        budgetUnit: '市财政',
        quotaNumber: '指标1',
        functionClass: '215',
        economicClass: '507',
        fundNature: '一般公共预算',
        payer: PAYEE,
      });
    expect(await ask('fund', 0)).toMatchObject({ status: 400 });
    expect(await ask('close', 5)).toMatchObject({ status: 400 });
    expect(await ask('fund', 500)).toMatchObject({ status: 201 });
  });

  it('are previewed by staff; an enterprise corrects only itself', async () => {
    const preview = { policyId: world.policyId, cause: 'corrected-fact', facts: { taxPaid2019: 0 } };
    expect(await call('POST /api/recoveries/previews', 'auditor', preview)).toMatchObject({
      status: 200,
      json: { examined: 0 },
    });
    await world.fund(world.policyId, 'city', 10_000);
    const applicationId = await world.enrol(1, 6000);
    await world.settle();
    const body = { applicationId, amountFen: 100, reason: '自查' };
    const correct = (who: string, uscc: string) =>
      call('POST /api/recoveries/self-corrections', who, { ...body, uscc });
    expect(await correct(`enterprise:${usccOf(2)}`, usccOf(2))).toMatchObject({ status: 403 });
    expect(await correct(`enterprise:${usccOf(2)}`, usccOf(1))).toMatchObject({ status: 403 });
    expect(await correct(`enterprise:${usccOf(1)}`, usccOf(1))).toMatchObject({ status: 201 });
  });
});
