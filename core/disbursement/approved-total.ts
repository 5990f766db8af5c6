// A policy was approved for a total: its budgets may not hold more than that without an amendment that says so.
import { Fault } from '../kernel/fault.ts';
import { addFen, fen, readableYuan, type Fen } from '../kernel/fen.ts';
import type { Budget } from '../ledger/budget.ts';

/**
 * @param amountFen what is to be set aside now
 * @param budgets all of the policy's, whichever treasury funds them: the declared total is the policy's
 * @param approvedYuan what the version in force declares that it will cost
 * @throws Fault unprocessable (`above-approved-total`) naming both figures
 */
export function assertWithinApproved(
  amountFen: Fen,
  budgets: readonly Pick<Budget, 'appropriated'>[],
  approvedYuan: number,
): void {
  const standingFen = addFen(...budgets.map(({ appropriated }) => appropriated));
  const approvedFen = fen(approvedYuan * 100);
  const aboveFen = standingFen + amountFen - approvedFen;
  if (aboveFen <= 0) return;
  const yuan = (sum: number) => readableYuan(fen(sum));
  throw new Fault('unprocessable', {
    reason: 'above-approved-total',
    zh: `该政策批准的总额为 ${yuan(approvedFen)} 元，已安排 ${yuan(standingFen)} 元，再安排 ${yuan(amountFen)} 元将超出 ${yuan(aboveFen)} 元；请减少安排，或先修订政策的预计总额并按程序批准`,
    en:
      `The policy was approved for ¥${yuan(approvedFen)} in all and ¥${yuan(standingFen)} is set aside; ¥${yuan(amountFen)} more ` +
      `would be ¥${yuan(aboveFen)} too much. Set aside less, or amend the policy's expected cost first and have it approved`,
    evidence: { approvedFen, appropriatedFen: standingFen, amountFen, aboveFen },
  });
}
