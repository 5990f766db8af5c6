// Nobody is overtaken: who filed earlier and waits for money has it before, or there is enough left for whatever he may get.
import type { Claim } from '../../core/disbursement/claim.ts';
import { isUndecided, isWaiting, sharesOf, type Auditor, type WatchedApplication } from './auditor.ts';
import type { Process } from './scheduler.ts';

const placeOf = ({ entity }: WatchedApplication): string => `${entity.submittedAt}#${entity.id}`;

/**
 * Called for claims in the instant of their commit, before the auditor's own books follow. Only applications that stood
 * before the process began to read can be overtaken: it could not know of later ones.
 */
export function findOvertaken(auditor: Auditor, claims: readonly Claim[], { readSince }: Process): void {
  const funded = claims.flatMap((claim) => auditor.applications.get(claim.id) ?? []);
  const last = funded.map(placeOf).sort().at(-1) ?? '';
  const policyId = claims[0]?.policyId;
  const earlier = [...auditor.applications.values()].filter(
    (one) =>
      one.entity.policyId === policyId &&
      one.filedAt < readSince &&
      placeOf(one) < last &&
      !funded.includes(one),
  );
  const setAside = new Map<string, number>();
  for (const one of earlier) {
    const { entity, acceptedAt = Infinity } = one;
    if (isWaiting(entity) && acceptedAt < readSince) auditor.wrong(`${entity.id} was overtaken`);
    if (isWaiting(entity) || isUndecided(entity)) needOf(auditor, one, setAside);
  }
  const drawn = new Set(claims.flatMap((claim) => sharesOfClaim(auditor, claim)));
  for (const [budgetId, needFen] of setAside) {
    const available = auditor.world.memory.readNow('budget', budgetId)?.available ?? 0;
    if (drawn.has(budgetId) && available < needFen)
      auditor.wrong(
        `${budgetId}: ${available} fen left where ${needFen} were to be set aside for earlier ones`,
      );
  }
}

const sharesOfClaim = (auditor: Auditor, claim: Claim): string[] =>
  sharesOf(auditor.termsOf(claim), claim.districtCode, claim.amountFen).map(([budgetId]) => budgetId);

/** What an earlier one gets, or the most it may get while it is undecided; without a cap that is more than there is. */
function needOf(auditor: Auditor, { entity }: WatchedApplication, setAside: Map<string, number>): void {
  const terms = auditor.termsOf(entity);
  const mostFen = isWaiting(entity)
    ? (entity.amountFen ?? 0)
    : (terms.capFen ?? Number.MAX_SAFE_INTEGER / 100);
  for (const [budgetId, share] of sharesOf(terms, entity.districtCode, mostFen))
    setAside.set(budgetId, (setAside.get(budgetId) ?? 0) + share);
}
