// Funding and cutting a budget: one person asks, a second approves, and only then does money move, by a transfer.
import { Fault } from '../kernel/fault.ts';
import { ZERO_FEN } from '../kernel/fen.ts';
import { budgetId, type Budget, type BudgetRequest } from './budget.ts';
import type { Transfer } from './transfer.ts';

/** @throws Fault forbidden for the person who asked, unprocessable when it was answered before */
export function approveBudgetRequest(request: BudgetRequest, by: string): BudgetRequest {
  if (request.state !== 'requested') {
    throw new Fault('unprocessable', {
      reason: 'not-requested',
      zh: `预算申请状态为 ${request.state}`,
      en: `The budget request is ${request.state}`,
    });
  }
  if (request.requestedBy === by) {
    throw new Fault('forbidden', {
      reason: 'same-person',
      zh: '申请人不能审批自己的预算申请',
      en: 'The person who asked may not approve',
    });
  }
  return { ...request, version: request.version + 1, state: 'approved', approvedBy: by };
}

export const budgetTransfer = (request: BudgetRequest): Transfer => ({
  id: `budget-request/${request.id}`,
  kind: request.kind,
  budgetId: budgetId(request.policyId, request.source),
  amountFen: request.amountFen,
});

/** A budget's first appropriation opens it, already holding the amount that the same commit's transfer records. */
export const openBudget = (request: BudgetRequest, at: string): Budget => {
  const {
    policyId,
    source,
    fiscalYear,
    budgetUnit,
    quotaNumber,
    functionClass,
    economicClass,
    fundNature,
    payer,
  } = request;
  return {
    id: budgetId(policyId, source),
    policyId,
    source,
    status: 'open',
    appropriated: request.amountFen,
    available: request.amountFen,
    held: ZERO_FEN,
    inTransit: ZERO_FEN,
    paid: ZERO_FEN,
    epoch: 1,
    fiscalYear,
    budgetUnit,
    quotaNumber,
    functionClass,
    economicClass,
    fundNature,
    payer,
    openedAt: at,
  };
};
