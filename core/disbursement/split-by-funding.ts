// Which treasuries pay an award, and how much each: by the policy's percentages, to the fen.
import { fen, splitFen, type Fen } from '../kernel/fen.ts';
import { budgetId } from '../ledger/budget.ts';
import type { PolicyDocument } from '../policy/policy-document.ts';

/** The funding source that pays a share for an enterprise of a district. */
export function sourceOf(share: PolicyDocument['funding'][number], districtCode: string): string {
  return share.treasury === 'city' ? 'city' : `district-${share.district ?? districtCode}`;
}

/** The budgets that pay an award and how much each: shares in per cent, rounded down, the last takes the rest. */
export function splitByFunding(
  document: PolicyDocument,
  districtCode: string,
  amountFen: Fen,
): { budgetId: string; amountFen: Fen }[] {
  const shares = document.funding.map((share) => share.percent);
  const parts = splitFen(amountFen, shares);
  return document.funding
    .map((share, index) => ({
      budgetId: budgetId(document.id, sourceOf(share, districtCode)),
      amountFen: parts[index] ?? fen(0),
    }))
    .filter((part) => part.amountFen > 0);
}

export const budgetIdsOf = (document: PolicyDocument, districtCode: string): string[] =>
  document.funding.map((share) => budgetId(document.id, sourceOf(share, districtCode)));
