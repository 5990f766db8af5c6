// Use cases: a person asks to fund or cut a budget, a second person approves, and the transfer is made in that commit.
import { budgetId, type Budget, type BudgetRequest } from '../../core/ledger/budget.ts';
import { approveBudgetRequest, budgetTransfer, openBudget } from '../../core/ledger/fund-budget.ts';
import { movesOf } from '../../core/ledger/transfer.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { instantOf, type Deps } from '../deps.ts';

export type BudgetAsk = Omit<
  BudgetRequest,
  'id' | 'version' | 'state' | 'requestedBy' | 'requestedAt' | 'approvedBy'
>;

const RACES_MAX = 5;

/** The caller's idempotency key names the request: asking twice with the same content is asking once. @throws Fault conflict */
export async function requestBudget(
  deps: Deps,
  ask: BudgetAsk,
  by: string,
  requestId: string,
): Promise<BudgetRequest> {
  if (!(await deps.store.read('policy', ask.policyId))) {
    throw new Fault('not-found', {
      reason: 'policy',
      zh: `没有政策 ${ask.policyId}`,
      en: `No policy ${ask.policyId}`,
    });
  }
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
  const stored = await deps.store.read('budget-request', request.id);
  const same =
    stored && JSON.stringify({ ...stored, ...ask }) === JSON.stringify(stored) && stored.requestedBy === by;
  if (same) return stored;
  throw new Fault('conflict', {
    reason: 'idempotency-key-reused',
    zh: '同一编号已用于内容不同的申请',
    en: 'This Idempotency-Key was used for a different request',
  });
}

/** @throws Fault not-found | forbidden | unprocessable (`budget-short` for a cut of money that is no longer available) */
export async function approveBudget(deps: Deps, requestId: string, by: string): Promise<Budget> {
  for (let race = 0; race < RACES_MAX; race++) {
    const request = await deps.store.read('budget-request', requestId);
    if (!request)
      throw new Fault('not-found', {
        reason: 'budget-request',
        zh: `没有预算申请 ${requestId}`,
        en: `No budget request ${requestId}`,
      });
    const budget = await deps.store.read('budget', budgetId(request.policyId, request.source));
    const approved = approveBudgetRequest(request, by);
    assertCuttable(request, budget);
    const at = instantOf(deps.clock);
    const transfer = budgetTransfer(request);
    const opened = budget ? undefined : openBudget(request, at);
    const result = await deps.store.commit({
      ...(opened && { creates: [{ kind: 'budget', entity: opened }] }),
      replaces: [{ kind: 'budget-request', entity: approved }],
      ...(budget && { moves: movesOf([transfer]).map((move) => ({ ...move, epoch: budget.epoch })) }),
      event: {
        subject: `budget:${transfer.budgetId}`,
        seq: (budget?.epoch ?? 0) + 1,
        type: 'budget.funded',
        at,
        by,
        data: {
          policyId: request.policyId,
          source: request.source,
          kind: request.kind,
          amountFen: request.amountFen,
        },
        transfers: [transfer],
      },
    });
    if (result.committed) return (await deps.store.read('budget', transfer.budgetId)) as Budget;
  }
  throw new Fault('lost-race');
}

function assertCuttable(request: BudgetRequest, budget: Budget | undefined): void {
  if (request.kind !== 'cut' || (budget && budget.available >= request.amountFen)) return;
  throw new Fault('unprocessable', {
    reason: 'budget-short',
    zh: '可用预算不足，不能核减；已占用的资金不可收回',
    en: 'The budget holds too little that is still available; money already held cannot be cut',
  });
}
