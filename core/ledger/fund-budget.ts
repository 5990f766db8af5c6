// Changing a budget: one person asks, a second approves, and only then does money move, by a transfer.
import { Fault } from '../kernel/fault.ts';
import { ZERO_FEN, type Fen } from '../kernel/fen.ts';
import { budgetId, type Budget, type BudgetRequest } from './budget.ts';
import { movesOf, type BudgetMove, type Transfer } from './transfer.ts';

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

/** What an approved request does: its transfers, and the settings that change with them. */
export interface BudgetChange {
  readonly transfers: readonly Transfer[];
  readonly moves: readonly (BudgetMove & {
    readonly set?: { status?: 'open' | 'closed'; fiscalYear?: number; payBy?: string };
  })[];
}

/** @throws Fault unprocessable (`budget-short`, `budget-closed`, `no-budget`, `pay-by-missing`) */
export function changeBudget(request: BudgetRequest, budget: Budget | undefined): BudgetChange {
  if (!budget) {
    if (request.kind === 'fund')
      return { transfers: [budgetTransfer(request, 'fund', request.amountFen)], moves: [] };
    throw refused('no-budget', '没有这项预算', 'There is no such budget');
  }
  const isOpen = budget.status === 'open';
  if (!isOpen && request.kind !== 'fund' && request.kind !== 'cut')
    throw refused('budget-closed', '预算已关闭', 'The budget is closed');
  switch (request.kind) {
    case 'fund':
      return moved(
        request,
        budget,
        'fund',
        request.amountFen,
        isOpen ? {} : { status: 'open', fiscalYear: request.fiscalYear },
      );
    case 'cut':
      if (budget.available < request.amountFen)
        throw refused(
          'budget-short',
          '可用预算不足，不能核减；已占用的资金不可收回',
          'The budget holds too little that is still available; money already held cannot be cut',
        );
      return moved(request, budget, 'cut', request.amountFen, isOpen ? {} : { status: 'closed' });
    case 'close':
      return moved(request, budget, 'cut', budget.available, { status: 'closed' });
    case 'carry-over':
      return moved(request, budget, 'fund', ZERO_FEN, { fiscalYear: budget.fiscalYear + 1 });
    case 'lapse':
      if (request.payBy === undefined)
        throw refused(
          'pay-by-missing',
          '结转须写明兑付期限',
          'A lapse names the day by which the unfunded are paid',
        );
      return moved(request, budget, 'lapse', budget.available, { status: 'closed', payBy: request.payBy });
  }
}

function moved(
  request: BudgetRequest,
  budget: Budget,
  kind: 'fund' | 'cut' | 'lapse',
  amountFen: Fen,
  set: NonNullable<BudgetChange['moves'][number]['set']>,
): BudgetChange {
  const transfers = amountFen > 0 ? [budgetTransfer(request, kind, amountFen)] : [];
  const [move = { budgetId: budget.id, add: {}, atLeast: {} }] = movesOf(transfers);
  return { transfers, moves: [{ ...move, ...(Object.keys(set).length > 0 && { set }) }] };
}

const budgetTransfer = (
  { id, policyId, source }: BudgetRequest,
  kind: 'fund' | 'cut' | 'lapse',
  amountFen: Fen,
): Transfer => ({ id: `budget-request/${id}`, kind, budgetId: budgetId(policyId, source), amountFen });

const refused = (reason: string, zh: string, en: string): Fault =>
  new Fault('unprocessable', { reason, zh, en });

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
