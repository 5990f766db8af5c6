// A budget that lapses with accepted applications unfunded: they become 待兑付, and a case says how much is to be found by when.
import type { Application } from '../application/application.ts';
import type { ExceptionCase } from '../kernel/exception-case.ts';
import { addFen, fen, readableYuan, ZERO_FEN, type Fen } from '../kernel/fen.ts';
import type { BudgetRequest } from '../ledger/budget.ts';
import type { PolicyDocument } from '../policy/policy-document.ts';
import { splitByFunding } from './split-by-funding.ts';

export interface Unfunded {
  readonly count: number;
  /** What they still ask of this budget. */
  readonly amountFen: Fen;
}

/** What accepted applications still ask of one budget; those that another treasury pays alone are not counted. */
export function unfundedOf(
  applications: readonly { readonly application: Application; readonly document: PolicyDocument }[],
  budgetId: string,
): Unfunded {
  const parts = applications.flatMap(({ application, document }) => {
    const { amountFen = ZERO_FEN, award, districtCode } = application;
    const openFen = fen((award?.amountFen ?? amountFen) - (award?.reservedFen ?? 0));
    return splitByFunding(document, districtCode, openFen).filter((part) => part.budgetId === budgetId);
  });
  return { count: parts.length, amountFen: addFen(...parts.map((part) => part.amountFen)) };
}

/** @param lapse the approved request, which names the day by which they are to be paid */
export function lapseCase(
  lapse: BudgetRequest,
  budgetId: string,
  { count, amountFen }: Unfunded,
  at: string,
): ExceptionCase {
  const payBy = lapse.payBy ?? '';
  const yuan = readableYuan(amountFen);
  return {
    id: `lapse-${lapse.id}`,
    version: 1,
    state: 'open',
    reason: 'lapsed-unfunded',
    subject: `budget:${budgetId}`,
    owner: 'finance.maker',
    zh: `预算年终收回，${count} 件已通过的申报待兑付，共 ${yuan} 元，须在 ${payBy} 前安排资金`,
    en: `The budget lapsed with ${count} accepted application(s) unfunded, ¥${yuan} in all; fund them by ${payBy}`,
    evidence: { count, amountFen, payBy, fiscalYear: lapse.fiscalYear, policyId: lapse.policyId },
    openedAt: at,
  };
}
