// The legs of a claim: payee by payee, treasury by treasury, each reserved by a transfer of its own. Awards and supplements alike.
import type { Application } from '../application/application.ts';
import type { Fen } from '../kernel/fen.ts';
import type { Transfer } from '../ledger/transfer.ts';
import type { PolicyDocument } from '../policy/policy-document.ts';
import { legId, type Leg } from './claim.ts';
import { endToEndId } from './end-to-end-id.ts';
import { payeeParts, type Entitled } from './entitle.ts';
import { splitByFunding } from './split-by-funding.ts';

/** What one treasury pays one payee. */
export interface LegPart {
  readonly budgetId: string;
  readonly amountFen: Fen;
  readonly payeeId?: string;
}

/** @throws Fault unprocessable (`payee-unknown`) */
export const splitAmongPayees = (
  document: PolicyDocument,
  districtCode: string,
  amountFen: Fen,
  lines: Entitled['lines'],
  thirdParty: string | undefined,
): LegPart[] =>
  payeeParts(document, amountFen, lines, thirdParty).flatMap(({ payeeId, amountFen: part }) =>
    splitByFunding(document, districtCode, part).map((leg) => ({
      ...leg,
      ...(payeeId !== undefined && { payeeId }),
    })),
  );

export interface LegTimes {
  readonly reservedAt: string;
  readonly decidedAt: string | undefined;
  readonly askedAt: string | undefined;
}

/** @param number from 1, within its claim */
export function legOf(
  { id, policyId, uscc, districtCode }: Application,
  claimId: string,
  part: LegPart,
  number: number,
  { reservedAt, decidedAt, askedAt }: LegTimes,
): Leg {
  return {
    id: legId(claimId, number),
    version: 1,
    claimId,
    ...(claimId !== id && { applicationId: id }),
    policyId,
    uscc,
    districtCode,
    ...part,
    state: 'reserved',
    round: 1,
    endToEndId: endToEndId(claimId, String(number), 1),
    reservedAt,
    ...(decidedAt !== undefined && { decidedAt }),
    ...(askedAt !== undefined && { askedAt }),
  };
}

export const reserveTransfer = ({ id, round, budgetId, amountFen }: Leg): Transfer => ({
  id: `${id}/${round}/reserve`,
  kind: 'reserve',
  budgetId,
  amountFen,
});
