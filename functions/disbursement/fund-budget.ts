// Use cases: a person asks to fund or cut a budget, a second person approves, and the transfer is made in that commit.
import { budgetId, type Budget, type BudgetRequest } from '../../core/ledger/budget.ts';
import { approveBudgetRequest, changeBudget, openBudget } from '../../core/ledger/fund-budget.ts';
import { appropriationOf } from '../../core/payment/appropriation-of.ts';
import { assertRail } from '../../core/payment/assert-rail.ts';
import { railOf } from '../../core/payment/compose-order.ts';
import { RAILS } from '../../core/payment/payment-order.ts';
import { assertWithinApproved } from '../../core/disbursement/approved-total.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { lapseCase } from '../../core/disbursement/lapse-case.ts';
import { instantOf, type Deps } from '../deps.ts';
import type { EventType } from '../manifest.ts';
import { budgetsOf } from '../policy/budgets-of-policy.ts';
import { findPolicy } from '../policy/commit-policy.ts';
import { findUnfunded } from './find-unfunded.ts';

export type BudgetAsk = Omit<
  BudgetRequest,
  'id' | 'version' | 'state' | 'requestedBy' | 'requestedAt' | 'approvedBy'
>;

const RACES_MAX = 5;

/**
 * The caller's idempotency key names the request: asking twice with the same content is asking once.
 * @throws Fault invalid | conflict | not-found | unprocessable (`rail-not-connected`, `above-approved-total`)
 */
export async function requestBudget(
  deps: Deps,
  ask: BudgetAsk,
  by: string,
  requestId: string,
): Promise<BudgetRequest> {
  const before = await deps.store.read('budget-request', `B${requestId}`);
  if (before) return sameRequest(before, ask, by);
  appropriationOf(ask);
  await assertFundable(deps, ask, await deps.store.read('budget', budgetId(ask.policyId, ask.source)));
  const request: BudgetRequest = {
    ...ask,
    id: `B${requestId}`,
    version: 1,
    state: 'requested',
    requestedBy: by,
    requestedAt: instantOf(deps.clock),
  };
  const result = await deps.store.commit({
    creates: [{ kind: 'budget-request', entity: request }],
    event: {
      subject: `budget-request:${request.id}`,
      seq: 1,
      type: 'budget.requested',
      at: request.requestedAt,
      by,
      data: {
        requestId: request.id,
        policyId: request.policyId,
        source: request.source,
        kind: request.kind,
        amountFen: request.amountFen,
      },
    },
  });
  if (result.committed) return request;
  return sameRequest(await deps.store.read('budget-request', request.id), ask, by);
}

/** @throws Fault conflict for the key of another request */
function sameRequest(stored: BudgetRequest | undefined, ask: BudgetAsk, by: string): BudgetRequest {
  const isSame =
    stored && JSON.stringify({ ...stored, ...ask }) === JSON.stringify(stored) && stored.requestedBy === by;
  if (isSame) return stored;
  throw new Fault('conflict', {
    reason: 'idempotency-key-reused',
    zh: '同一编号已用于内容不同的申请',
    en: 'This Idempotency-Key was used for a different request',
  });
}

/**
 * Looked at when it is asked for, and again when it is approved: other requests may have come between. Only fresh money is held
 * against it, so that a budget can always be cut, closed or ended.
 * @param budget the one that is raised: money goes on leaving from its account, whatever the request names
 */
async function assertFundable(
  deps: Deps,
  request: Pick<BudgetRequest, 'policyId' | 'kind' | 'amountFen' | 'payer'>,
  budget: Budget | undefined,
): Promise<void> {
  const { policyId, kind, amountFen } = request;
  const policy = await findPolicy(deps, policyId);
  if (kind !== 'fund') return;
  assertRail(deps.rails ?? RAILS, railOf(budget ?? request));
  const { version } = await deps.policies.version(
    policyId,
    policy.inForce === 0 ? policy.latest : policy.inForce,
  );
  const { expectedYuan } = version.document.approval;
  if (expectedYuan !== undefined)
    assertWithinApproved(amountFen, await budgetsOf(deps, policyId), expectedYuan);
}

/** What a change is called on the timeline; only fresh money wakes the allocator. */
const EVENT_OF = {
  fund: 'budget.funded',
  cut: 'budget.cut',
  close: 'budget.closed',
  'carry-over': 'budget.carried-over',
  lapse: 'budget.lapsed',
} as const satisfies Record<BudgetRequest['kind'], EventType>;

/** Those accepted without money become 待兑付: whoever must find it is told how much, in the commit that ends the year. */
async function casesOfLapse(deps: Deps, request: BudgetRequest, id: string, at: string) {
  const unfunded = await findUnfunded(deps, request.policyId, id);
  if (unfunded.count === 0) return [];
  return [{ kind: 'exception', entity: lapseCase(request, id, unfunded, at) } as const];
}

/**
 * @throws Fault not-found | forbidden | unprocessable (`budget-short` for a cut of money that is no longer available,
 * `rail-not-connected` and `above-approved-total` for fresh money)
 */
export async function approveBudget(deps: Deps, requestId: string, by: string): Promise<Budget> {
  for (let race = 0; race < RACES_MAX; race++) {
    const request = await deps.store.read('budget-request', requestId);
    if (!request)
      throw new Fault('not-found', {
        reason: 'budget-request',
        zh: `没有预算申请 ${requestId}`,
        en: `No budget request ${requestId}`,
      });
    const id = budgetId(request.policyId, request.source);
    const budget = await deps.store.read('budget', id);
    const approved = approveBudgetRequest(request, by);
    await assertFundable(deps, request, budget);
    const { transfers, moves } = changeBudget(request, budget);
    const at = instantOf(deps.clock);
    const opened = budget ? [] : [{ kind: 'budget', entity: openBudget(request, at) } as const];
    const lapsed = request.kind === 'lapse' ? await casesOfLapse(deps, request, id, at) : [];
    const result = await deps.store.commit({
      creates: [...opened, ...lapsed],
      replaces: [{ kind: 'budget-request', entity: approved, notMadeBy: by }],
      moves: moves.map((move) => ({ ...move, epoch: budget?.epoch ?? 0 })),
      event: {
        subject: `budget:${id}`,
        seq: (budget?.epoch ?? 0) + 1,
        type: EVENT_OF[request.kind],
        at,
        by,
        data: {
          policyId: request.policyId,
          source: request.source,
          kind: request.kind,
          amountFen: request.amountFen,
        },
        ...(transfers.length > 0 && { transfers }),
      },
    });
    if (result.committed) return (await deps.store.read('budget', id)) as Budget;
  }
  throw new Fault('lost-race');
}
