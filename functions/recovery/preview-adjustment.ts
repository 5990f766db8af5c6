// Use case: decisions made again with a corrected fact or under the right rule, and what would change, before anything does.
import type { Application } from '../../core/application/application.ts';
import { evaluationContextOf } from '../../core/application/evaluation-context.ts';
import { instalmentOf } from '../../core/application/instalment.ts';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import type { Claim } from '../../core/disbursement/claim.ts';
import { shareOut } from '../../core/disbursement/reserve.ts';
import { awardedLines, type AwardedLine } from '../../core/disbursement/standing.ts';
import { splitByFunding } from '../../core/disbursement/split-by-funding.ts';
import { addFen, fen, type Fen } from '../../core/kernel/fen.ts';
import { compareAward, type AwardDifference } from '../../core/recovery/compare-award.ts';
import { totalFen, type Cause } from '../../core/recovery/recovery.ts';
import { grownLines } from '../../core/recovery/supplement.ts';
import type { Evaluation, Facts } from '../../core/rules/evaluation.ts';
import { decisionProof } from '../application/decision-proof.ts';
import type { Deps } from '../deps.ts';
import { recoveriesOf } from './recoveries-of.ts';
import { everyPage } from '../every-page.ts';

export interface AdjustmentQuery {
  readonly policyId: string;
  readonly cause: Cause;
  /** These applications; absent: all of the policy that have a claim in an order. */
  readonly applicationIds?: readonly string[] | undefined;
  readonly districtCode?: string | undefined;
  /** Decided on or after, and before, these instants. */
  readonly decidedFrom?: string | undefined;
  readonly decidedBefore?: string | undefined;
  /** Values in place of those the decision rested on, as facts are stored (fen, days, codes). */
  readonly facts?: Facts | undefined;
  /** The version of the policy that should have been applied; absent: the one that was. */
  readonly policyVersion?: number | undefined;
}

export interface PreviewedDifference extends AwardDifference {
  readonly applicationId: string;
  readonly uscc: string;
  readonly enterpriseName: string;
  readonly claimedFen: Fen;
  readonly policyVersion: number;
  /** Where the award has lines and grew: the lines that did. */
  readonly lines?: readonly AwardedLine[];
}

export interface AdjustmentPreview {
  readonly examined: number;
  readonly toPayFen: Fen;
  readonly toRecoverFen: Fen;
  /** Only what would change, and what a person must look at. */
  readonly differences: readonly PreviewedDifference[];
  /** There are more than one request examines: narrow the query. */
  readonly isTruncated: boolean;
}

/** One request looks at this many decisions at most. */
export const EXAMINED_MAX = 2000;
const AT_ONCE = 16;
const PAGE = 200;

export async function previewAdjustment(deps: Deps, query: AdjustmentQuery): Promise<AdjustmentPreview> {
  const ids = [...new Set(query.applicationIds ?? (await idsWithOrders(deps, query.policyId)))];
  const examined = ids.slice(0, EXAMINED_MAX);
  const found: PreviewedDifference[] = [];
  let count = 0;
  for (let from = 0; from < examined.length; from += AT_ONCE) {
    const slice = examined.slice(from, from + AT_ONCE);
    const compared = await Promise.all(slice.map((id) => compareOne(deps, query, id)));
    for (const one of compared) {
      if (one === undefined) continue;
      count += 1;
      if (one.differenceFen !== 0 || one.note !== undefined) found.push(one);
    }
  }
  const total = (sign: 1 | -1) =>
    fen(found.reduce((sum, { differenceFen }) => sum + Math.max(sign * differenceFen, 0), 0));
  return {
    examined: count,
    toPayFen: total(1),
    toRecoverFen: total(-1),
    differences: found,
    isTruncated: ids.length > examined.length,
  };
}

async function compareOne(
  deps: Deps,
  query: AdjustmentQuery,
  id: string,
): Promise<PreviewedDifference | undefined> {
  const [application, proof] = await Promise.all([
    deps.store.read('application', id),
    decisionProof(deps, id),
  ]);
  if (!application || !proof || !matches(query, application)) return undefined;
  const claimedFen = await standingAward(deps, application);
  if (claimedFen === undefined) return undefined;
  const policyVersion = query.policyVersion ?? application.policyVersion;
  const { version, compiled } = await deps.policies.version(application.policyId, policyVersion);
  const { document } = version;
  const evaluation = compiled.evaluate({ ...proof.facts, ...query.facts }, evaluationContextOf(application));
  const awardFen =
    evaluation.amountFen === null
      ? null
      : instalmentOf(document, application.period, fen(evaluation.amountFen));
  const share = await deps.store.read('allocation-share', application.policyId);
  const payableOf = (amountFen: Fen) =>
    addFen(
      ...shareOut(splitByFunding(document, application.districtCode, amountFen), share).map(
        (part) => part.amountFen,
      ),
    );
  const difference = compareAward(
    application,
    claimedFen,
    { ...evaluation, amountFen: awardFen },
    query.cause,
    payableOf,
  );
  const hasLines = document.lines !== undefined && difference.differenceFen > 0;
  return {
    ...difference,
    applicationId: id,
    uscc: application.uscc,
    enterpriseName: application.enterpriseName,
    claimedFen,
    policyVersion,
    ...(hasLines && {
      lines: await linesGrown(deps, application, proof.evaluation, { document, evaluation }),
    }),
  };
}

/** Beside what the award gave each line, and what earlier supplements added. */
async function linesGrown(
  deps: Deps,
  application: Application,
  before: Evaluation,
  after: { readonly document: PolicyDocument; readonly evaluation: Evaluation },
): Promise<AwardedLine[]> {
  const { version } = await deps.policies.version(application.policyId, application.policyVersion);
  const earlier = (await recoveriesOf(deps, application.uscc)).flatMap(({ applicationId, state, lines }) =>
    applicationId === application.id && state === 'topped-up' ? (lines ?? []) : [],
  );
  const added = earlier.map((line) => ({ ...line, amountFen: fen(line.amountFen) }));
  return grownLines(
    [...awardedLines(version.document, before, application), ...added],
    awardedLines(after.document, after.evaluation, application),
  );
}

const matches = (query: AdjustmentQuery, application: Application): boolean =>
  application.policyId === query.policyId &&
  (query.districtCode === undefined || application.districtCode === query.districtCode) &&
  (query.decidedFrom === undefined || (application.decidedAt ?? '') >= query.decidedFrom) &&
  (query.decidedBefore === undefined || (application.decidedAt ?? '') < query.decidedBefore);

/** All claims of an application, its parts and supplements. */
export async function claimsOf(deps: Deps, { id, award, supplements = 0 }: Application): Promise<Claim[]> {
  const parts = Array.from({ length: award?.parts ?? 1 }, (_, index) =>
    index === 0 ? id : `${id}~${index + 1}`,
  );
  const more = Array.from({ length: supplements }, (_, index) => supplementId(id, index + 1));
  return (await deps.store.readMany('claim', [...parts, ...more])).filter((claim) => claim !== undefined);
}

/** A supplement is a claim of its own, under the application's name. */
export const supplementId = (applicationId: string, number: number): string => `${applicationId}~S${number}`;

/**
 * What stands of an award: what was reserved for it and not voided, with what was kept of it for another debt of the
 * enterprise, less what is owed back or came back already.
 */
export async function standingAward(deps: Deps, application: Application): Promise<Fen | undefined> {
  const claims = await claimsOf(deps, application);
  if (claims.length === 0) return undefined;
  const legIds = claims.flatMap((claim) => claim.legIds);
  const legs = await deps.store.readMany('leg', legIds);
  const standing = legs.reduce((sum, leg) => sum + (leg && leg.state !== 'void' ? leg.amountFen : 0), 0);
  const recoveries = await recoveriesOf(deps, application.uscc);
  const back = recoveries
    .filter(({ applicationId, state }) => applicationId === application.id && state !== 'dropped')
    .reduce((sum, { shares }) => sum + totalFen(shares), 0);
  const references = new Set(legIds.map(offsetReference));
  const kept = recoveries
    .flatMap(({ repayments }) => repayments)
    .filter(({ kind, reference }) => kind === 'offset' && references.has(reference))
    .reduce((sum, { amountFen }) => sum + amountFen, 0);
  return fen(standing + kept - back);
}

/** Under which reference a debt is repaid out of a payment that has not left yet. */
export const offsetReference = (legId: string): string => `leg:${legId}`;

/** Applications whose claims were put into an order: the orders of a policy are on a list, newest last. */
async function idsWithOrders(deps: Deps, policyId: string): Promise<string[]> {
  const ids = new Set<string>();
  const pages = everyPage((cursor) =>
    deps.store.list('order', { by: 'owner', group: policyId, limit: PAGE, cursor }),
  );
  for await (const orders of pages) {
    for (const { legId } of orders.flatMap(({ lines }) => lines)) ids.add(applicationOfLeg(legId));
    if (ids.size > EXAMINED_MAX) break;
  }
  return [...ids];
}

/** `application~part/number` → `application`. */
const applicationOfLeg = (legId: string): string =>
  legId.slice(0, legId.lastIndexOf('/')).split('~')[0] ?? legId;
