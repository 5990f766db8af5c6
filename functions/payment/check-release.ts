// Use case: before money goes out, items that the catalogue says must be asked again (dissolved, untrustworthy, sanctions) are.
import { askedAtOf, type Leg } from '../../core/disbursement/claim.ts';
import { hashName } from '../../core/disbursement/end-to-end-id.ts';
import { evaluationContextOf } from '../../core/application/evaluation-context.ts';
import type { ExceptionCase } from '../../core/kernel/exception-case.ts';
import { answeredFacts } from '../../core/hub/answered-facts.ts';
import { Fault } from '../../core/kernel/fault.ts';
import type { PaymentOrder } from '../../core/payment/payment-order.ts';
import { legHold } from '../../core/payment/hold-board.ts';
import type { CatalogueItem } from '../../core/rules/catalogue.ts';
import type { Evaluation, Facts } from '../../core/rules/evaluation.ts';
import { decisionProof } from '../application/decision-proof.ts';
import { instantOf, SYSTEM, type Deps } from '../deps.ts';
import type { Check, Commit } from '../ports.ts';
import { closeSolvedCase } from '../reconciliation/close-solved-case.ts';
import { openException } from '../reconciliation/open-exception.ts';
import { placeHold, readBoard } from './place-hold.ts';

/** Answers this young count as asked at release, unless the deployment says otherwise. */
export const RELEASE_FRESH_MS = 600_000;

const CHECKED_AT_ONCE = 16;
/** A leg has a case or two a round. */
const CASES_MAX = 100;
/** Holds on others change the board that a case's end is checked against. */
const RACES_MAX = 5;

/** The instant up to which an answer is too old to send money on. @param atMs when it would be sent */
export const freshFrom = (
  { clock, releaseFreshMs = RELEASE_FRESH_MS }: Pick<Deps, 'clock' | 'releaseFreshMs'>,
  atMs = clock.nowMs(),
): string => new Date(atMs - releaseFreshMs).toISOString();

/** Whether the answers that an order was made or released on are too old by now. */
export const isStale = (deps: Deps, { askedAt = '' }: Pick<PaymentOrder, 'askedAt'>): boolean =>
  askedAt <= freshFrom(deps);

/**
 * Asks again for every application whose answers are not fresh. A hit holds its leg and opens a case; a leg whose department does
 * not answer waits for the next try.
 * @returns the legs that may go out now
 */
export async function checkRelease(deps: Deps, legs: readonly Leg[]): Promise<Leg[]> {
  const from = freshFrom(deps);
  const stale = legs.filter((leg) => askedAtOf(leg) <= from);
  const items = stale.length === 0 ? [] : await itemsAskedAgain(deps);
  if (items.length === 0) return [...legs];
  const verdicts = await verdictsOn(
    deps,
    [...new Map(stale.map((leg) => [nameOf(leg), leg])).values()],
    items,
  );
  const passed: Leg[] = [];
  for (const leg of legs) {
    const verdict = stale.includes(leg) ? verdicts.get(nameOf(leg)) : 'fresh';
    if (verdict && (await mayGo(deps, leg, verdict))) passed.push(leg);
  }
  return passed;
}

async function mayGo(deps: Deps, leg: Leg, verdict: Verdict | 'fresh'): Promise<boolean> {
  if (verdict === 'fresh') return true;
  if (verdict === 'unanswered') return false;
  return verdict === 'passed' ? closeSolved(deps, leg) : holdForHit(deps, leg, verdict);
}

/** How old the answers are on which legs go out that passed a check. @param begunAt the instant before the check */
export const oldestAsked = (deps: Deps, legs: readonly Leg[], begunAt: string): string =>
  legs
    .map((leg) => (askedAtOf(leg) <= freshFrom(deps, Date.parse(begunAt)) ? begunAt : askedAtOf(leg)))
    .reduce((oldest, at) => (at < oldest ? at : oldest), begunAt);

/** The parts and supplements of one application are asked about once. */
const nameOf = ({ applicationId, claimId }: Leg): string => applicationId ?? claimId;

async function verdictsOn(
  deps: Deps,
  legs: readonly Leg[],
  items: readonly CatalogueItem[],
): Promise<Map<string, Verdict>> {
  const verdicts = new Map<string, Verdict>();
  for (let from = 0; from < legs.length; from += CHECKED_AT_ONCE) {
    const slice = legs.slice(from, from + CHECKED_AT_ONCE);
    const answers = await Promise.all(slice.map((leg) => verdictOn(deps, leg, items)));
    slice.forEach((leg, index) => verdicts.set(nameOf(leg), answers[index] as Verdict));
  }
  return verdicts;
}

/** What the departments say now, and the conditions that it fails. */
interface Hit {
  readonly facts: Facts;
  readonly failed: readonly string[];
}
type Verdict = 'passed' | 'unanswered' | Hit;

/** Money whose decision cannot be found goes to a person: nothing says that it is owed. */
const NO_DECISION: Hit = { facts: {}, failed: ['核定依据 (the decision)'] };

const itemsAskedAgain = async (deps: Deps): Promise<CatalogueItem[]> =>
  (await deps.policies.catalogue()).items.filter((item) => item.askedAtRelease === true);

/** The decision made again, with what the departments say now in place of what they said then. */
async function verdictOn(deps: Deps, leg: Leg, asked: readonly CatalogueItem[]): Promise<Verdict> {
  const [application, proof] = await Promise.all([
    deps.store.read('application', leg.applicationId ?? leg.claimId),
    decisionProof(deps, leg.applicationId ?? leg.claimId),
  ]);
  if (!application || !proof) return NO_DECISION;
  const { version, compiled } = await deps.policies.version(application.policyId, application.policyVersion);
  const items = asked.filter(({ key }) => version.document.items.includes(key));
  if (items.length === 0) return 'passed';
  const fresh = await askAgain(deps, application, items);
  if (fresh === undefined) return 'unanswered';
  const evaluation: Evaluation = compiled.evaluate(
    { ...proof.facts, ...fresh },
    evaluationContextOf(application),
  );
  if (evaluation.outcome === 'eligible') return 'passed';
  return {
    facts: fresh,
    failed: evaluation.conditions.filter(({ value }) => value !== true).map(({ name }) => name),
  };
}

/** @returns the items' values now, null where not held; undefined when a department does not answer */
async function askAgain(
  deps: Deps,
  application: { id: string; uscc: string; policyId: string; policyVersion: number },
  items: readonly CatalogueItem[],
): Promise<Facts | undefined> {
  const purpose = {
    applicationId: application.id,
    policyId: application.policyId,
    policyVersion: application.policyVersion,
  };
  const catalogue = await deps.policies.catalogue();
  const fresh: Record<string, Facts[string]> = {};
  for (const department of new Set(items.map((item) => item.department))) {
    const keys = items.filter((item) => item.department === department).map(({ key }) => key);
    const answer = await deps.departments.ask(department, application.uscc, keys, purpose).catch(orDown);
    const read = answer && answeredFacts(keys, answer.values, catalogue);
    if (!read || read.wrong.length > 0) return undefined;
    for (const key of read.notHeld) fresh[key] = null;
    Object.assign(fresh, read.facts);
  }
  return fresh;
}

function orDown(error: unknown): undefined {
  if (error instanceof Fault && error.retryable) return undefined;
  throw error;
}

/** Money with a hit stays without its hold too, since it is asked about at each try: a full board stops nobody else. */
const KEPT_BACK_ANYHOW: ReadonlySet<string> = new Set(['held-already', 'too-many-holds']);

/**
 * Hold and case are one commit: nobody is held without being told why.
 * @returns true when a person has looked at this very hit and closed its case: then the money goes out
 */
async function holdForHit(deps: Deps, leg: Leg, hit: Hit): Promise<boolean> {
  const found = releaseHit(leg, hit, instantOf(deps.clock));
  const standing = await deps.store.read('exception', found.id);
  if (standing?.state === 'closed' && standing.closedBy !== SYSTEM) return true;
  const ask = { kind: 'leg', id: leg.id, reason: `${found.zh} / ${found.en}` } as const;
  await placeHold(deps, ask, SYSTEM, caseOf(leg, found, standing)).catch(async (error: unknown) => {
    if (!(error instanceof Fault) || !KEPT_BACK_ANYHOW.has(error.detail.reason ?? '')) throw error;
    if (!standing) await openException(deps, found);
  });
  return false;
}

/** A case that was solved once is open again. The leg must still stand as it was asked about: one that was voided needs none. */
function caseOf(
  { id, version }: Leg,
  found: ExceptionCase,
  standing: ExceptionCase | undefined,
): Pick<Commit, 'creates' | 'replaces' | 'checks'> {
  const checks: Check[] = [{ kind: 'leg', id, version }];
  if (!standing) return { creates: [{ kind: 'exception', entity: found }], checks };
  if (standing.state === 'open')
    return { checks: [...checks, { kind: 'exception', id: standing.id, version: standing.version }] };
  return { replaces: [{ kind: 'exception', entity: { ...found, version: standing.version + 1 } }], checks };
}

/**
 * What was found before is over: its case ends. While somebody holds the leg it does not, and the leg waits to be asked about
 * again: let through now, it would go out on this fresh answer once the hold is lifted, and leave its case open for ever.
 * @returns whether no such case is open any more @throws Fault lost-race
 */
async function closeSolved(deps: Deps, leg: Leg): Promise<boolean> {
  const resolution = '再次核验已符合条件 / Asked again, it fits';
  for (let race = 0; race < RACES_MAX; race++) {
    const { board, check } = await readBoard(deps, leg.id);
    const page = { by: 'owner', group: `leg:${leg.id}`, limit: CASES_MAX } as const;
    const { items } = await deps.store.list('exception', page);
    const [solved] = items.filter(({ state, reason }) => state === 'open' && reason === 'release-check');
    if (!solved) return true;
    if (legHold(board, leg)) return false;
    await closeSolvedCase(deps, solved.id, resolution, [check]);
  }
  throw new Fault('lost-race');
}

/** Another answer of a department is another case: a person who let one hit pass has not seen the next. */
const releaseHit = (leg: Leg, { facts, failed }: Hit, at: string): ExceptionCase => ({
  id: `release-check.${leg.id.replace('/', '.')}.${leg.round}.${hashName('release-hit/1', [facts, failed])}`,
  version: 1,
  state: 'open',
  reason: 'release-check',
  subject: `leg:${leg.id}`,
  owner: 'unit.maker',
  zh: `放款前复核不再符合条件：${failed.join('、')}`,
  en: `Asked again before release, it no longer fits: ${failed.join(', ')}`,
  evidence: { uscc: leg.uscc, amountFen: leg.amountFen, facts, failed },
  openedAt: at,
});
