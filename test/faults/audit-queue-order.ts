// Nobody is overtaken: who filed earlier and waits for money has it before, or there is enough left for whatever he may get.
import type { Claim } from '../../core/disbursement/claim.ts';
import { claimName } from './audit-award.ts';
import { isUndecided, isWaiting, type Auditor, type WatchedApplication } from './auditor.ts';
import { sharesOf } from './firm-facts.ts';
import type { Process } from './scheduler.ts';

const placeOf = ({ entity }: WatchedApplication): string => `${entity.submittedAt}#${entity.id}`;

/**
 * Called for claims in the instant of their commit, before the auditor's own books follow. Only applications that stood
 * before the look at which the process saw the funded ones can be overtaken: it could not know of later ones.
 */
export function findOvertaken(auditor: Auditor, claims: readonly Claim[], process: Process): void {
  // A closed round has no order: its shares are fixed for all at once, whoever is paid first.
  if (claims[0] && auditor.termsOf(claims[0]).proRataUntil !== undefined) return;
  const readSince = Math.min(...claims.map((claim) => process.sawAt.get(claim.id) ?? process.readSince));
  const funded = claims.flatMap((claim) => {
    const { applicationId, isSupplement } = claimName(claim.id);
    const application = isSupplement ? undefined : auditor.applications.get(applicationId);
    return application ? [{ place: placeOf(application), claim }] : [];
  });
  const ids = new Set(claims.map((claim) => claimName(claim.id).applicationId));
  const setAside = new Map<string, number>();
  for (const one of auditor.applications.values()) {
    const { entity, openSince, acceptedAt = Infinity } = one;
    if (entity.policyId !== claims[0]?.policyId || openSince >= readSince || ids.has(entity.id)) continue;
    const later = funded.filter(({ place }) => place > placeOf(one)).map(({ claim }) => claim);
    if (later.length === 0) continue;
    if (isWaiting(entity) && acceptedAt < readSince) auditor.wrong(`${entity.id} was overtaken`);
    if (isWaiting(entity) || isUndecided(entity)) setAsideFor(auditor, one, later, setAside);
  }
  for (const [budgetId, needFen] of setAside) {
    const available = auditor.world.memory.readNow('budget', budgetId)?.available ?? 0;
    if (available < needFen)
      auditor.wrong(
        `${budgetId}: ${available} fen left where ${needFen} were to be set aside for earlier ones`,
      );
  }
}

/**
 * What an earlier one gets, or the most it may get while it is undecided, of the budgets that later ones drew on. Without a
 * cap that is more than there is.
 */
function setAsideFor(
  auditor: Auditor,
  { entity }: WatchedApplication,
  later: readonly Claim[],
  setAside: Map<string, number>,
): void {
  const terms = auditor.termsOf(entity);
  const drawn = new Set(later.flatMap((claim) => budgetsOf(auditor, claim)));
  const mostFen = isWaiting(entity)
    ? (entity.amountFen ?? 0)
    : (terms.capFen ?? Number.MAX_SAFE_INTEGER / 100);
  for (const [budgetId, share] of sharesOf(terms, entity.districtCode, mostFen))
    if (drawn.has(budgetId)) setAside.set(budgetId, (setAside.get(budgetId) ?? 0) + share);
}

const budgetsOf = (auditor: Auditor, claim: Claim): string[] =>
  sharesOf(auditor.termsOf(claim), claim.districtCode, claim.amountFen).map(([budgetId]) => budgetId);
