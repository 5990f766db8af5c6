// The truth after a replay, read back from the store application by application, and checked against ledger and bank.
import { applicationId, claimIdsOf, type Application } from '../../core/application/application.ts';
import type { Leg } from '../../core/disbursement/claim.ts';
import { railOf } from '../../core/payment/compose-order.ts';
import type { Rail } from '../../core/payment/payment-order.ts';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import { periodOf } from '../../core/application/submit-application.ts';
import type { Deps } from '../../functions/deps.ts';
import { verifyLedger, type LedgerVerification } from '../../functions/reconciliation/verify-ledger.ts';
import { publicationDayOf } from '../example/read-example.ts';
import type { PolicyDay } from './replay-day.ts';

export interface Row {
  readonly name: string;
  matched: number;
  applied: number;
  eligible: number;
  ineligible: number;
  ineligibleBy: Record<string, number>;
  paid: number;
  paidFen: number;
  waivedFen: number;
}

export interface Truth {
  readonly byPolicy: Map<string, Row>;
  readonly byDistrict: Map<string, Row>;
  readonly byState: Record<string, number>;
  readonly applications: number;
  readonly payments: number;
  readonly paidEnterprises: Set<string>;
  readonly paidFen: number;
  /** The same by the rail that each leg's budget pays through. */
  readonly byRail: Record<Rail, { payments: number; paidFen: number }>;
  /** Applications and legs that wait for nothing declared. */
  readonly stuck: number;
  readonly ledger: LedgerVerification;
  /** Leg id → what the books say was paid, for the comparison with the bank. */
  readonly composedFen: number;
}

const BATCH = 500;
/** States that need nobody and should have moved on. */
const MOVING = new Set(['submitted', 'reserved', 'ordered', 'sent']);

export async function collectTruth(deps: Deps, days: readonly PolicyDay[]): Promise<Truth> {
  const tally = newTally();
  const { items: budgets } = await deps.store.list('budget', { by: 'all', limit: 1000 });
  const rails = new Map(budgets.map((budget) => [budget.id, railOf(budget)]));
  for (const { document, matched } of days) {
    const row = rowOf(tally.byPolicy, document.id, document.title.zh);
    row.matched = matched.length;
    const period = periodOf(document, publicationDayOf(document));
    const ids = matched.map(({ uscc }) => applicationId(document.id, uscc, period));
    for (let from = 0; from < ids.length; from += BATCH)
      await countBatch(deps, tally, document, ids.slice(from, from + BATCH), rails);
  }
  return { ...tally, ledger: await verifyLedger(deps) };
}

type Tally = { -readonly [K in keyof Omit<Truth, 'ledger'>]: Truth[K] };
const newTally = (): Tally => ({
  byPolicy: new Map(),
  byDistrict: new Map(),
  byState: {},
  applications: 0,
  payments: 0,
  paidEnterprises: new Set(),
  paidFen: 0,
  byRail: { bank: { payments: 0, paidFen: 0 }, treasury: { payments: 0, paidFen: 0 } },
  stuck: 0,
  composedFen: 0,
});

function rowOf(rows: Map<string, Row>, key: string, name: string): Row {
  const row = rows.get(key) ?? {
    name,
    matched: 0,
    applied: 0,
    eligible: 0,
    ineligible: 0,
    ineligibleBy: {},
    paid: 0,
    paidFen: 0,
    waivedFen: 0,
  };
  rows.set(key, row);
  return row;
}

async function countBatch(
  deps: Deps,
  tally: Tally,
  document: PolicyDocument,
  ids: readonly string[],
  rails: ReadonlyMap<string, Rail>,
): Promise<void> {
  const applications = (await deps.store.readMany('application', ids)).filter(
    (application) => application !== undefined,
  );
  const reserved = applications.filter(({ state }) => state === 'reserved');
  const claims = await deps.store.readMany('claim', reserved.flatMap(claimIdsOf));
  const legs = await deps.store.readMany(
    'leg',
    claims.flatMap((claim) => claim?.legIds ?? []),
  );
  const legsOf = new Map<string, Leg[]>();
  for (const leg of legs) if (leg) legsOf.set(leg.claimId, [...(legsOf.get(leg.claimId) ?? []), leg]);
  for (const leg of legs) if (leg?.state === 'paid') countLeg(tally, leg, rails.get(leg.budgetId) ?? 'bank');
  for (const application of applications)
    count(
      tally,
      document,
      application,
      claimIdsOf(application).flatMap((id) => legsOf.get(id) ?? []),
    );
}

function countLeg({ byRail }: Tally, { amountFen }: Leg, rail: Rail): void {
  byRail[rail].payments += 1;
  byRail[rail].paidFen += amountFen;
}

function count(tally: Tally, document: PolicyDocument, application: Application, legs: readonly Leg[]): void {
  const state =
    legs.length > 0 ? (legs.find((leg) => leg.state !== 'paid')?.state ?? 'paid') : application.state;
  tally.applications += 1;
  tally.byState[state] = (tally.byState[state] ?? 0) + 1;
  if (MOVING.has(state)) tally.stuck += 1;
  const paidLegs = legs.filter((leg) => leg.state === 'paid');
  const paidFen = paidLegs.reduce((sum, leg) => sum + leg.amountFen, 0);
  tally.payments += paidLegs.length;
  tally.paidFen += paidFen;
  if (paidLegs.length > 0) tally.paidEnterprises.add(application.uscc);
  if (document.provenance.kind === 'composed') tally.composedFen += paidFen;
  const rows = [
    rowOf(tally.byPolicy, document.id, document.title.zh),
    rowOf(tally.byDistrict, application.districtCode, application.districtCode),
  ];
  for (const row of rows) {
    row.applied += 1;
    if (application.state === 'refused') {
      row.ineligible += 1;
      for (const reason of application.refusedBy ?? [])
        row.ineligibleBy[reason] = (row.ineligibleBy[reason] ?? 0) + 1;
    } else if (application.amountFen !== undefined) row.eligible += 1;
    if (application.state === 'granted') row.waivedFen += application.amountFen ?? 0;
    row.paid += paidLegs.length;
    row.paidFen += paidFen;
  }
}
