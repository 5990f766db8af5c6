// A supplement: the claim that pays what an award lacked, beside the claims that stand.
import type { Application } from '../application/application.ts';
import { legId, type Claim, type Leg } from '../disbursement/claim.ts';
import { endToEndId } from '../disbursement/end-to-end-id.ts';
import { splitByFunding } from '../disbursement/split-by-funding.ts';
import type { Fen } from '../kernel/fen.ts';
import type { Transfer } from '../ledger/transfer.ts';
import type { PolicyDocument } from '../policy/policy-document.ts';

export interface SupplementAsk {
  readonly claimId: string;
  /** 1 for the application's first supplement. */
  readonly number: number;
  readonly amountFen: Fen;
  readonly at: string;
}

/** Pays the enterprise itself: a difference to a person or a third party is passed on by it. */
export function supplement(
  document: PolicyDocument,
  application: Application,
  { claimId, number, amountFen, at }: SupplementAsk,
): {
  readonly application: Application;
  readonly claim: Claim;
  readonly legs: readonly Leg[];
  readonly transfers: readonly Transfer[];
} {
  const { id, policyId, policyVersion, uscc, districtCode, period } = application;
  const legs = splitByFunding(document, districtCode, amountFen).map((part, index): Leg => ({
    id: legId(claimId, index + 1),
    version: 1,
    claimId,
    applicationId: id,
    policyId,
    uscc,
    districtCode,
    ...part,
    state: 'reserved',
    round: 1,
    endToEndId: endToEndId(claimId, String(index + 1), 1),
    reservedAt: at,
    decidedAt: at,
  }));
  return {
    application: { ...application, version: application.version + 1, supplements: number },
    claim: {
      id: claimId,
      version: 1,
      policyId,
      policyVersion,
      uscc,
      districtCode,
      period,
      amountFen,
      legIds: legs.map((leg) => leg.id),
      reservedAt: at,
    },
    legs,
    transfers: legs.map((leg) => ({
      id: `${leg.id}/1/reserve`,
      kind: 'reserve',
      budgetId: leg.budgetId,
      amountFen: leg.amountFen,
    })),
  };
}
