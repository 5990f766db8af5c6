// A finance desk in memory: reserved money, payees and a policy put straight into the store, so that a test of one step needs none
// of the steps before it.
import { MemoryStore } from '../../adapters/memory/memory-store.ts';
import type { Application } from '../../core/application/application.ts';
import type { Leg } from '../../core/disbursement/claim.ts';
import { endToEndId } from '../../core/disbursement/end-to-end-id.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { fen } from '../../core/kernel/fen.ts';
import { formatDay, parseDay } from '../../core/kernel/day.ts';
import type { Budget } from '../../core/ledger/budget.ts';
import type { BankAccount, PaymentFile } from '../../core/payment/bank-message.ts';
import type { PaymentOrder } from '../../core/payment/payment-order.ts';
import { policyVersionId } from '../../core/policy/policy.ts';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import type { Catalogue } from '../../core/rules/catalogue.ts';
import type { Facts } from '../../core/rules/evaluation.ts';
import type { Deps } from '../../functions/deps.ts';
import { prepareOrders } from '../../functions/payment/prepare-order.ts';
import { placeHold } from '../../functions/payment/place-hold.ts';
import { PolicyCache } from '../../functions/policy/policy-cache.ts';
import type { Commit, CommitResult, Entities, Kind, ListQuery, Purpose } from '../../functions/ports.ts';

export const TODAY = '2020-03-02';
/** Ten in the morning in Shanghai. */
export const NOW = '2020-03-02T02:00:00.000Z';
export const POLICY = 'p';

export const usccOf = (n: number): string => `9133010${String(n).padStart(10, '0')}B`;
export const claimOf = (n: number): string => `${POLICY}.${usccOf(n)}.once`;
export const accountOf = (n: number): BankAccount => ({
  name: `企业${n}`,
  account: `62${n}`,
  clearingMember: '102331000001',
});
export const PAYER = { name: '财政局', account: '3301', clearingMember: '102331000001' };

/** `untrustworthy`, `dissolved` and `sanctioned` are asked again before money goes out; the policy does not read the last. */
const CATALOGUE: Catalogue = {
  items: [
    item('legalForm', 'market', { type: 'text', role: 'legal-form' }),
    item('district', 'market', { type: 'text', role: 'district' }),
    item('tax', 'tax', { type: 'money' }),
    item('staff', 'social', {
      type: 'list',
      fields: [
        { key: 'person', zh: '人员', en: 'person', type: 'text' },
        { key: 'wage', zh: '工资', en: 'wage', type: 'money' },
      ],
    }),
    item('untrustworthy', 'credit', { askedAtRelease: true }),
    item('dissolved', 'market', { askedAtRelease: true }),
    item('sanctioned', 'police', { askedAtRelease: true }),
  ],
};

function item(key: string, department: string, more: Partial<Catalogue['items'][number]>) {
  return {
    key,
    zh: key,
    en: key,
    type: 'boolean',
    department,
    costRank: 1,
    released: false,
    ...more,
  } as const;
}

/** What the money's steps read of a policy: a whole document would need the whole house. */
const DOCUMENT = {
  id: POLICY,
  level: 'city',
  title: { zh: '商贸补贴', en: 'Trade aid' },
  documentNumber: '杭商〔2020〕1号',
  preAuthorisedYuan: 100,
  claimants: ['legal-person'],
  items: ['tax', 'untrustworthy', 'dissolved'],
  parameters: [
    {
      name: 'least',
      zh: '下限',
      en: 'least',
      unit: '元',
      values: [{ value: 1 }, { district: '330109', value: 1000 }],
    },
  ],
  values: [],
  tables: [],
  conditions: [
    { name: '未失信', when: 'not(untrustworthy)', zh: '未失信', en: 'trusted' },
    { name: '未注销', when: 'not(dissolved)', zh: '未注销', en: 'alive' },
    { name: '已纳税', when: 'tax >= least', zh: '已纳税', en: 'pays tax' },
  ],
  amount: { formula: 'tax', rounding: { mode: 'down', toFen: 1 }, caps: [] },
} as unknown as PolicyDocument;

/** Remembers what it was asked, and lets a test act just before a commit, as another handler would. */
export class DeskStore extends MemoryStore {
  readonly looks: string[] = [];
  readonly commits: Commit[] = [];
  /** Pages that were asked for: of which list, and how long. */
  readonly pages: { readonly of: string; readonly limit: number }[] = [];
  beforeCommit: ((commit: Commit) => unknown) | undefined;

  override async read<K extends Kind>(kind: K, id: string): Promise<Entities[K] | undefined> {
    this.looks.push(kind);
    return super.read(kind, id);
  }
  override async readMany<K extends Kind>(kind: K, ids: readonly string[]) {
    this.looks.push(kind);
    return super.readMany(kind, ids);
  }
  override async list<K extends Kind>(kind: K, query: ListQuery) {
    this.pages.push({ of: query.group ?? '', limit: query.limit });
    return super.list(kind, query);
  }
  override async listKeys(kind: Kind, query: ListQuery) {
    this.pages.push({ of: `${query.group ?? ''} places`, limit: query.limit });
    return super.listKeys(kind, query);
  }
  override async commit(commit: Commit): Promise<CommitResult> {
    const act = this.beforeCommit;
    this.beforeCommit = undefined;
    await act?.(commit);
    this.commits.push(commit);
    return super.commit(commit);
  }
}

export interface PaymentDesk {
  readonly deps: Deps;
  readonly store: DeskStore;
  nowMs: number;
  today: string;
  /** What the bank itself knows, by USCC. */
  readonly known: Map<string, BankAccount>;
  readonly handedOver: { file: PaymentFile; rail: string }[];
  /** USCC → what departments say now; a department that is `down` says nothing. */
  readonly facts: Map<string, Facts>;
  readonly down: Set<string>;
  readonly asked: { department: string; uscc: string; items: readonly string[]; purpose: Purpose }[];
  /** Days on which the treasury is closed. */
  readonly closed: Set<string>;
  policy(changes: Partial<PolicyDocument>, number?: number): Promise<void>;
  budget(changes?: Partial<Budget>): Promise<Budget>;
  /** Money reserved for firm n, whose account the bank knows. */
  leg(n: number, changes?: Partial<Leg>): Promise<Leg>;
  /** The decision that firm n's money rests on. */
  decide(n: number, changes?: Partial<Application>, facts?: Facts): Promise<void>;
  account(n: number, verifiedAt: string, account?: BankAccount): Promise<void>;
  hold(kind: Parameters<typeof placeHold>[1]['kind'], id: string): Promise<void>;
  legs(): Leg[];
}

const legOf = (n: number): Leg => ({
  id: `${claimOf(n)}/1`,
  version: 1,
  claimId: claimOf(n),
  policyId: POLICY,
  uscc: usccOf(n),
  districtCode: '330106',
  budgetId: `${POLICY}.city`,
  amountFen: fen(1000),
  state: 'reserved',
  round: 1,
  endToEndId: endToEndId(claimOf(n), '1', 1),
  reservedAt: NOW,
  decidedAt: NOW,
});

const budgetOf = (changes: Partial<Budget>): Budget => ({
  id: `${POLICY}.city`,
  policyId: POLICY,
  source: 'city',
  status: 'open',
  appropriated: fen(1_000_000),
  available: fen(0),
  held: fen(1_000_000),
  inTransit: fen(0),
  paid: fen(0),
  epoch: 1,
  fiscalYear: 2020,
  budgetUnit: '市商务局',
  quotaNumber: '指标1',
  functionClass: '2160299',
  economicClass: '50799',
  fundNature: '一般公共预算',
  payer: PAYER,
  openedAt: NOW,
  ...changes,
});

function portsOf(desk: () => PaymentDesk): Pick<Deps, 'bank' | 'departments' | 'calendar' | 'clock'> {
  return {
    clock: { nowMs: () => desk().nowMs, today: () => desk().today },
    calendar: {
      async addWorkingDays(day, days) {
        let at = parseDay(day) ?? 0;
        for (let left = days; left > 0; left -= desk().closed.has(formatDay(at)) ? 0 : 1) at += 1;
        return formatDay(at);
      },
    },
    bank: {
      async send(file, rail) {
        desk().handedOver.push({ file, rail });
        return { fileName: file.messageId, bytes: 0 };
      },
      ask: async () => 'unknown',
      accountsOf: async (usccs) =>
        new Map(usccs.flatMap((uscc) => [...desk().known].filter(([known]) => known === uscc))),
    },
    departments: {
      async ask(department, uscc, items, purpose) {
        desk().asked.push({ department, uscc, items, purpose });
        if (desk().down.has(department)) throw new Fault('unavailable');
        const values = { ...desk().facts.get(uscc) };
        return { department, uscc, values, asOf: desk().today, nonce: 'n', signature: '' };
      },
    },
  };
}

/** One order of firms 1 to n, decided and with money reserved, as the machine composes it under the policy that stands. */
export async function composeOrderOf(desk: PaymentDesk, firms: number): Promise<PaymentOrder> {
  const ids: string[] = [];
  for (let n = 1; n <= firms; n++) {
    await desk.decide(n);
    ids.push((await desk.leg(n)).id);
  }
  const [composed] = await prepareOrders(desk.deps, ids);
  if (!composed) throw new Error('there is no order');
  return composed.order;
}

export async function openPaymentDesk(): Promise<PaymentDesk> {
  const store = new DeskStore();
  const ports = portsOf(() => desk);
  const policies = new PolicyCache(store, ports.clock.nowMs);
  const desk: PaymentDesk = {
    deps: { ...ports, store, policies } as unknown as Deps,
    store,
    nowMs: Date.parse(NOW),
    today: TODAY,
    known: new Map(),
    handedOver: [],
    facts: new Map(),
    down: new Set(),
    asked: [],
    closed: new Set(),
    async policy(changes, number = 1) {
      const document = { ...DOCUMENT, ...changes };
      const head = { id: document.id, version: number, state: 'published', latest: number, inForce: number };
      await store.put('policy', [head as Entities['policy']]);
      const id = policyVersionId(document.id, number);
      const version = { id, version: 1, policyId: document.id, number, hash: '', document };
      await store.put('policy-version', [version]);
    },
    async budget(changes = {}) {
      const budget = budgetOf(changes);
      await store.put('budget', [budget]);
      return budget;
    },
    async leg(n, changes = {}) {
      const leg = { ...legOf(n), ...changes };
      desk.known.set(usccOf(n), accountOf(n));
      await store.put('leg', [leg]);
      return leg;
    },
    async decide(n, changes = {}, facts = {}) {
      const application = { id: claimOf(n), version: 2, policyId: POLICY, policyVersion: 1, uscc: usccOf(n) };
      const rest = { districtCode: '330106', asOf: TODAY, ...changes };
      await store.put('application', [{ ...application, ...rest } as Application]);
      const held = {
        legalForm: 'legal-person',
        tax: 50_000,
        untrustworthy: false,
        dissolved: false,
        ...facts,
      };
      await store.commit({
        event: {
          subject: `application:${changes.id ?? claimOf(n)}`,
          seq: 2,
          type: 'application.accepted',
          at: NOW,
          by: 'system',
          data: {},
          proof: { evaluation: {}, facts: held },
        },
      });
      desk.facts.set(usccOf(n), held);
    },
    async account(n, verifiedAt, payee = accountOf(n)) {
      const current = { payee, proposedBy: 'a', verifiedBy: 'b', verifiedAt, effectiveFrom: TODAY };
      await store.put('account', [{ id: usccOf(n), version: 1, uscc: usccOf(n), current }]);
    },
    hold: async (kind, id) => void (await placeHold(desk.deps, { kind, id, reason: '核查中' }, 'auditor')),
    legs: () => store.all('leg').toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  };
  await store.put('catalogue', [{ id: 'current', version: 1, catalogue: CATALOGUE }]);
  await desk.policy({});
  await desk.budget();
  return desk;
}
