// What must hold once nothing moves any more: every application ended or waits for something declared, and books = bank.
import type { Application } from '../../core/application/application.ts';
import type { ExceptionCase } from '../../core/kernel/exception-case.ts';
import type { Leg } from '../../core/disbursement/claim.ts';
import { claimName } from './audit-award.ts';
import { isUndecided, isWaiting, type Auditor } from './auditor.ts';
import { awardOf, sharesOf } from './firm-facts.ts';

/** What people did, as they know it. */
export interface Deeds {
  /** `policy.uscc.period` of everything that somebody was told is filed. */
  readonly filed: ReadonlySet<string>;
  readonly withdrawn: ReadonlySet<string>;
  /** Application → its revision, when somebody was told that it is withdrawn. */
  readonly toldWithdrawn: ReadonlyMap<string, number>;
  readonly refusedInReview: ReadonlySet<string>;
  /** Keys of bank files whose message was lost with its queue, as far as anybody can know. */
  readonly lostFiles: ReadonlySet<string>;
}

export function auditAtRest(auditor: Auditor, deeds: Deeds): void {
  const cases = auditor.world.memory.all('exception').filter(({ state }) => state === 'open');
  for (const id of deeds.filed)
    if (!auditor.applications.has(id)) auditor.wrong(`${id} was filed and is lost`);
  for (const [id, revision] of deeds.toldWithdrawn) {
    const entity = auditor.applications.get(id)?.entity;
    if (entity?.state !== 'withdrawn' && (entity?.revision ?? 0) <= revision)
      auditor.wrong(`${id} is ${entity?.state}, but its enterprise was told that it is withdrawn`);
  }
  for (const { entity } of auditor.applications.values()) auditApplication(auditor, entity, deeds);
  for (const leg of auditor.legs.values()) auditLeg(auditor, leg, cases);
  auditOrders(auditor, cases);
  auditBank(auditor);
  auditCases(auditor, cases, deeds.lostFiles);
  for (const policyId of auditor.world.terms.keys()) auditQueue(auditor, policyId);
}

function auditApplication(auditor: Auditor, application: Application, deeds: Deeds): void {
  const { id, state } = application;
  const award = awardOf(auditor.termsOf(application), auditor.factsOf(application), application.period);
  const expectations: Partial<Record<typeof state, boolean>> = {
    'awaiting-applicant': award === undefined,
    accepted: award === application.amountFen,
    queued: award === application.amountFen,
    reserved: auditor.claims.has(id),
    refused: award === 0 || deeds.refusedInReview.has(id) || isTaken(auditor, application),
    withdrawn: deeds.withdrawn.has(id),
  };
  if (expectations[state] !== true) auditor.wrong(`${id} rests in ${state}`);
  const isPartly = isWaiting(application) && application.award !== undefined;
  if (state !== 'reserved' && !isPartly && auditor.claims.has(id))
    auditor.wrong(`${id} is ${state} and has a claim`);
}

/** Refused beside an earlier claim, which the refusal names: of its group, of its lines, or under its cap. */
function isTaken(auditor: Auditor, application: Application): boolean {
  const { id, uscc, blockedBy } = application;
  // The share of a round may be less than a fen.
  const today = auditor.world.todayAt(auditor.world.scheduler.nowMs);
  if (blockedBy?.reason === 'share') return auditor.awards.needOf(application, today).length === 0;
  const earlier = auditor.claims.get(blockedBy?.claimId ?? '');
  if (!earlier || claimName(earlier.id).applicationId === id) return false;
  if (blockedBy?.reason === 'line-claimed') return auditor.awards.allLinesTaken(application);
  if (blockedBy?.reason === 'cap')
    return (
      earlier.uscc === uscc &&
      earlier.policyId === application.policyId &&
      auditor.awards.capWasMet(application)
    );
  const { group } = auditor.termsOf(application);
  return group !== undefined && earlier.uscc === uscc && auditor.termsOf(earlier).group === group;
}

function auditLeg(auditor: Auditor, leg: Leg, cases: readonly ExceptionCase[]): void {
  const isPayable = auditor.accounts.isPayable(leg.payeeId ?? leg.uscc);
  const net = auditor.netByLeg.get(leg.id) ?? 0;
  const hasCase = cases.some(({ subject }) => subject === `leg:${leg.id}`);
  if (leg.state === 'reserved' && (isPayable || !hasCase) && !auditor.releases.mayRest(leg, cases))
    auditor.wrong(`${leg.id} rests reserved`);
  if (leg.state === 'paid' && net !== 1)
    auditor.wrong(`${leg.id} is paid in the books, ${net} times at the bank`);
  if (leg.state !== 'paid' && net !== 0) auditor.wrong(`${leg.id} is ${leg.state}, ${net} times at the bank`);
}

/** An order may rest only with the bank, and only with a case that says so. */
function auditOrders(auditor: Auditor, cases: readonly ExceptionCase[]): void {
  for (const { id, state, lines, openLines } of auditor.orders.values()) {
    const open = lines.filter(({ legId }) => {
      const leg = auditor.legs.get(legId);
      return leg?.state === 'ordered' && leg.orderId === id;
    });
    if (open.length !== openLines)
      auditor.wrong(`the order ${id} counts ${openLines} open lines of ${open.length}`);
    if ((state === 'settled' || state === 'withdrawn') && open.length === 0) continue;
    const isKnown = cases.some(({ subject }) => subject === `order:${id}`);
    const held = open.filter(({ legId }) => {
      const leg = auditor.legs.get(legId);
      return leg && auditor.releases.mayRest(leg, cases);
    });
    // What was never sent is taken back for a held line among others; a file that is lost waits as a whole.
    const isHeld = state === 'sent' ? held.length > 0 : held.length === open.length;
    if (!isHeld && (state !== 'sent' || !isKnown))
      auditor.wrong(`the order ${id} rests ${state} and nobody was told`);
  }
}

function auditBank(auditor: Auditor): void {
  for (const budget of auditor.world.memory.all('budget')) {
    const net = auditor.netByBudget.get(budget.id) ?? 0;
    const paid = budget.paid + (auditor.restoredFen.get(budget.id) ?? 0);
    if (paid !== net) auditor.wrong(`${budget.id}: paid ${paid}, at the bank ${net}`);
  }
}

/** Each stray line has its case; no line of our own payments was taken for a stranger's. */
function auditCases(auditor: Auditor, cases: readonly ExceptionCase[], lostFiles: ReadonlySet<string>): void {
  const idOf = ({ evidence }: ExceptionCase) => String(evidence['endToEndId']);
  // A refusal told of a payment that came back by itself meanwhile is old news of a round that is over.
  const isOver = ({ reason, endToEndId }: (typeof auditor.strays)[number]) =>
    reason === 'contradicting-line' && auditor.netById.get(endToEndId) === 0;
  for (const stray of auditor.strays)
    if (
      !isOver(stray) &&
      !lostFiles.has(stray.fileKey) &&
      !cases.some((one) => one.reason === stray.reason && idOf(one) === stray.endToEndId)
    )
      auditor.wrong(`no case ${stray.reason} for ${stray.endToEndId}`);
  const told = new Set(auditor.strays.map(({ endToEndId, reason }) => `${reason} ${endToEndId}`));
  for (const one of cases) {
    if (
      !standsForLeg(auditor, one, cases) &&
      one.reason !== 'payment-unknown' &&
      one.reason !== 'lapsed-unfunded' &&
      !told.has(`${one.reason} ${idOf(one)}`)
    )
      auditor.wrong(`a case without cause: ${one.reason}`);
  }
}

const WAITING_LEGS: readonly Leg['state'][] = ['reserved', 'ordered', 'returned'];

/** A leg that came back, or that has nowhere to go, or that is held, waits with a case; once it is on its way its case must be closed. */
function standsForLeg(auditor: Auditor, found: ExceptionCase, cases: readonly ExceptionCase[]): boolean {
  const { reason, subject } = found;
  const leg = auditor.legs.get(subject.slice('leg:'.length));
  const mayRest = (held: Leg) => auditor.releases.mayRest(held, [found]);
  return (
    (reason === 'payment-returned' && leg?.state === 'returned') ||
    (reason === 'account-missing' && leg?.state === 'reserved') ||
    (reason === 'release-check' && leg !== undefined && WAITING_LEGS.includes(leg.state) && mayRest(leg)) ||
    // A file that is lost waits as a whole: until it may go nobody of it is asked about again.
    (reason === 'release-check' && leg?.state === 'ordered' && isKept(auditor, leg.orderId, cases))
  );
}

/** A sent order that is not handed over again while a line of it is held. */
const isKept = (auditor: Auditor, orderId: string | undefined, cases: readonly ExceptionCase[]): boolean => {
  const order = auditor.orders.get(orderId ?? '');
  const legs = order?.lines.flatMap(({ legId }) => auditor.legs.get(legId) ?? []) ?? [];
  return order?.state === 'sent' && legs.some((leg) => auditor.releases.mayRest(leg, cases));
};

/** The first who waits for money must wait for a reason: his treasuries lack it, beside what is set aside before him. */
function auditQueue(auditor: Auditor, policyId: string): void {
  const all = [...auditor.applications.values()].map(({ entity }) => entity);
  const mine = all.filter((application) => application.policyId === policyId);
  const place = (it: Application) => `${it.submittedAt}#${it.id}`;
  const first = mine.filter(isWaiting).sort((a, b) => (place(a) < place(b) ? -1 : 1))[0];
  if (!first) return;
  const versions = auditor.world.terms.get(policyId) ?? [];
  const undecided = mine.filter(isUndecided);
  // A round is shared out once everybody is decided and every treasury that must pay has something.
  const isUnshared = versions[0]?.proRataUntil !== undefined && !auditor.awards.isFixed(policyId);
  if (isUnshared && (undecided.length > 0 || hasEmptyBudget(auditor, mine))) return;
  const before = undecided.filter((it) => place(it) < place(first)).length;
  const caps = versions.map(({ capFen = Infinity }) => capFen);
  const setAside = before === 0 ? 0 : before * Math.max(...caps);
  const need = auditor.awards.needOf(first, auditor.world.todayAt(auditor.world.scheduler.nowMs));
  const isShort = need.some(([budgetId, share]) => availableFen(auditor, budgetId) < share + setAside);
  if (!isShort) auditor.wrong(`${first.id} waits although there is money for it`);
}

const hasEmptyBudget = (auditor: Auditor, applications: readonly Application[]): boolean =>
  applications
    .filter(isWaiting)
    .flatMap((it) => sharesOf(auditor.termsOf(it), it.districtCode, it.amountFen ?? 0))
    .some(([budgetId]) => (auditor.world.memory.readNow('budget', budgetId)?.available ?? 0) <= 0);

/** Of a closed budget nothing can be had. */
function availableFen(auditor: Auditor, budgetId: string): number {
  const budget = auditor.world.memory.readNow('budget', budgetId);
  return budget?.status === 'open' ? budget.available : 0;
}
