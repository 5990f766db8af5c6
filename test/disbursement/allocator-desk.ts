// A queue for money in memory: a policy, its budgets and applications put straight into the store, and the allocator beside them.
import type { Application } from '../../core/application/application.ts';
import { fen } from '../../core/kernel/fen.ts';
import type { Budget } from '../../core/ledger/budget.ts';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import { allocatePolicy } from '../../functions/disbursement/allocate-budget.ts';
import type { LookSizes } from '../../functions/disbursement/waiting-queue.ts';
import {
  claimOf,
  NOW,
  openPaymentDesk,
  POLICY,
  TODAY,
  usccOf,
  type PaymentDesk,
} from '../payment/payment-desk.ts';

/** Paid to the firm by the city, first come first served, ten yuan at the most. */
const RULES = {
  allocation: { method: 'queue' },
  dates: { validity: {}, application: { until: '2020-03-01' } },
  payees: [{ kind: 'enterprise', percent: 100, zh: '企业', en: 'firm' }],
  stacking: { rule: 'combine', higherLevelPrevails: false },
  funding: [{ treasury: 'city', percent: 100 }],
  amount: {
    formula: 'tax',
    rounding: { mode: 'down', toFen: 1 },
    caps: [{ scope: 'case', limit: 10, zh: '每户封顶', en: 'cap' }],
  },
} as unknown as Partial<PolicyDocument>;

export interface AllocatorDesk {
  readonly desk: PaymentDesk;
  readonly store: PaymentDesk['store'];
  rules(changes: Partial<PolicyDocument>, number?: number): Promise<void>;
  fund(availableFen: number, changes?: Partial<Budget>): Promise<Budget>;
  /** Firm n applied n seconds after midnight, and was accepted for ten yuan. */
  apply(n: number, changes?: Partial<Application>): Promise<Application>;
  /** The same for firms 1 to n. */
  applyAll(firms: number): Promise<void>;
  allocate(sizes?: LookSizes, remainingMs?: () => number): Promise<number>;
  stateOf(n: number): string | undefined;
  /** By firm, in the order of the numbers: 'reserved', 'queued', … */
  states(): string[];
  budget(source?: string): Budget | undefined;
  eventTypes(): string[];
}

export const applicationOf = (n: number, changes: Partial<Application> = {}): Application => ({
  id: claimOf(n),
  version: 1,
  policyId: POLICY,
  policyVersion: 1,
  uscc: usccOf(n),
  enterpriseName: `企业${n}`,
  districtCode: '330106',
  period: 'once',
  revision: 1,
  state: 'accepted',
  submittedAt: new Date(Date.parse('2020-03-01T00:00:00Z') + n * 1000).toISOString(),
  submittedBy: 'u',
  asOf: TODAY,
  decidedAt: NOW,
  amountFen: fen(1000),
  ...changes,
});

export async function openAllocatorDesk(): Promise<AllocatorDesk> {
  const desk = await openPaymentDesk();
  const { store } = desk;
  const it: AllocatorDesk = {
    desk,
    store,
    rules: (changes, number) => desk.policy({ ...RULES, ...changes }, number),
    fund: (availableFen, changes = {}) =>
      desk.budget({
        available: fen(availableFen),
        appropriated: fen(availableFen),
        held: fen(0),
        ...changes,
      }),
    async apply(n, changes) {
      const application = applicationOf(n, changes);
      await store.put('application', [application]);
      return application;
    },
    async applyAll(firms) {
      for (let n = 1; n <= firms; n++) await it.apply(n);
    },
    allocate: (sizes, remainingMs) => allocatePolicy(desk.deps, POLICY, remainingMs, sizes),
    stateOf: (n) => store.readNow('application', claimOf(n))?.state,
    states: () =>
      store
        .all('application')
        .toSorted((a, b) => (a.uscc < b.uscc ? -1 : 1))
        .map(({ state }) => state),
    budget: (source = 'city') => store.readNow('budget', `${POLICY}.${source}`),
    eventTypes: () => store.allEvents().map(({ type }) => type),
  };
  await it.rules({});
  return it;
}
