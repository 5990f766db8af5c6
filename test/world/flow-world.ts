// A small world for use-case tests: the memory store, departments that answer from given facts, a bank with a book, and a pump
// that carries every committed event to the real use cases, in order and without a thread.
import { createHash } from 'node:crypto';
import { formatDay, parseDay } from '../../core/kernel/day.ts';
import type { Enterprise } from '../../core/enterprise/enterprise.ts';
import { changedFirmsKey } from '../../core/enterprise/register-notice.ts';
import { fen } from '../../core/kernel/fen.ts';
import type { BankAccount, BankReport, PaymentFile } from '../../core/payment/bank-message.ts';
import type { Catalogue } from '../../core/rules/catalogue.ts';
import type { Facts } from '../../core/rules/evaluation.ts';
import { MemoryStore } from '../../adapters/memory/memory-store.ts';
import type { Deps } from '../../functions/deps.ts';
import { allocatePolicies } from '../../functions/disbursement/allocate-budget.ts';
import { approveBudget, requestBudget } from '../../functions/disbursement/fund-budget.ts';
import { checkEligibility } from '../../functions/eligibility/check-eligibility.ts';
import { queuesOf } from '../../functions/manifest.ts';
import { startMatching } from '../../functions/matching/match-policy.ts';
import { matchChanges } from '../../functions/matching/match-changes.ts';
import { noteChanges } from '../../functions/matching/note-changes.ts';
import { matchSlice } from '../../functions/matching/match-slice.ts';
import { notifyEnterprises } from '../../functions/message/notify-enterprises.ts';
import { prepareOrders } from '../../functions/payment/prepare-order.ts';
import { sendOrder } from '../../functions/payment/send-order.ts';
import { PolicyCache } from '../../functions/policy/policy-cache.ts';
import { runTrial } from '../../functions/policy/run-trial.ts';
import { startDifference } from '../../functions/policy/start-trial.ts';
import { publishCatalogue } from '../../functions/hub/publish-catalogue.ts';
import type { BankRail, Files, FlowEvent } from '../../functions/ports.ts';
import { publishThroughRoute } from '../../local/example/sign-route.ts';
import { parkMessage } from '../../functions/reconciliation/park-message.ts';
import { takeBankFile } from '../../functions/reconciliation/take-bank-file.ts';

export const PAYER: BankAccount = {
  name: '杭州市财政局',
  account: '3301000000000001',
  clearingMember: '102331000001',
};

export class MemoryFiles implements Files {
  readonly objects = new Map<string, Uint8Array>();
  /** Looking at a tag must cost as little as in S3. */
  readonly #tags = new WeakMap<Uint8Array, string>();
  async put(bucket: string, key: string, body: string | Uint8Array): Promise<void> {
    this.objects.set(`${bucket}/${key}`, typeof body === 'string' ? new TextEncoder().encode(body) : body);
  }
  async get(bucket: string, key: string): Promise<Uint8Array | undefined> {
    return this.objects.get(`${bucket}/${key}`);
  }
  async tag(bucket: string, key: string): Promise<string | undefined> {
    const found = this.objects.get(`${bucket}/${key}`);
    if (!found) return undefined;
    const tag = this.#tags.get(found) ?? createHash('sha256').update(found).digest('hex');
    this.#tags.set(found, tag);
    return tag;
  }
  async open(bucket: string, key: string) {
    const found = this.objects.get(`${bucket}/${key}`);
    return (
      found && {
        bytes: (async function* () {
          yield found;
        })(),
        sizeBytes: found.length,
      }
    );
  }
  async uploadUrl(): Promise<string> {
    throw new Error('the memory world has no URLs');
  }
  async downloadUrl(): Promise<string> {
    throw new Error('the memory world has no URLs');
  }
}

type Answer = 'pay' | 'reject' | 'return' | 'never';

/** A bank that books each id at most once and answers with reports the product reads as files. */
export class WorldBank implements BankRail {
  readonly booked = new Map<string, number>();
  readonly received: PaymentFile[] = [];
  /** How a payment of a payee ends; the default pays. */
  answers: (account: string) => Answer = () => 'pay';
  reports: BankReport[] = [];

  async send(file: PaymentFile) {
    this.received.push(file);
    const lines = file.payments
      .filter((payment) => !this.booked.has(payment.endToEndId))
      .map((payment) => ({ payment, answer: this.answers(payment.creditor.account) }));
    const head = { messageId: `R${file.messageId}`, createdAt: file.createdAt, problems: [] };
    const rejected = lines
      .filter(({ answer }) => answer === 'reject')
      .map(({ payment }) => ({
        endToEndId: payment.endToEndId,
        status: 'rejected' as const,
        code: 'RJCT',
        amountFen: payment.amountFen,
        reason: { code: 'AC04' },
      }));
    if (rejected.length > 0)
      this.reports.push({
        kind: 'status-report',
        ...head,
        originalMessageId: file.messageId,
        lines: rejected,
      });
    const paid = lines.filter(({ answer }) => answer === 'pay' || answer === 'return');
    for (const { payment } of paid) this.booked.set(payment.endToEndId, payment.amountFen);
    const bookedLines = paid.map(({ payment }) => ({
      endToEndId: payment.endToEndId,
      amountFen: payment.amountFen,
      direction: 'debit' as const,
      status: 'booked' as const,
      isReversal: false,
      bankReference: `B${payment.endToEndId.slice(1, 10)}`,
    }));
    const returns = paid
      .filter(({ answer }) => answer === 'return')
      .map(({ payment }) => ({
        endToEndId: payment.endToEndId,
        amountFen: payment.amountFen,
        direction: 'credit' as const,
        status: 'returned' as const,
        isReversal: false,
        reason: { code: 'AC01' },
      }));
    for (const { endToEndId } of returns) this.booked.delete(endToEndId);
    if (paid.length > 0)
      this.reports.push({
        kind: 'notification',
        ...head,
        reportId: head.messageId,
        account: file.debtor.account,
        lines: [...bookedLines, ...returns],
      });
    return { fileName: file.messageId, bytes: 0 };
  }

  async ask(endToEndId: string) {
    const amountFen = this.booked.get(endToEndId);
    if (amountFen === undefined) return 'unknown' as const;
    return {
      endToEndId,
      amountFen,
      direction: 'debit' as const,
      status: 'booked' as const,
      isReversal: false,
    };
  }

  async accountsOf(usccs: readonly string[]): Promise<Map<string, BankAccount>> {
    return new Map(
      usccs.map(
        (uscc, index) =>
          [
            uscc,
            {
              name: uscc,
              account: `62${String(index).padStart(4, '0')}${uscc.replaceAll(/\D/g, '').slice(-8)}`,
              clearingMember: '102331000001',
            },
          ] as const,
      ),
    );
  }

  get outflowFen(): number {
    return [...this.booked.values()].reduce((sum, amount) => sum + amount, 0);
  }
}

export interface FlowWorld {
  readonly deps: Deps;
  readonly store: MemoryStore;
  readonly bank: WorldBank;
  readonly files: MemoryFiles;
  /** uscc → facts that the departments hold; an absent item is "not held". */
  readonly held: Map<string, Facts>;
  readonly down: Set<string>;
  readonly asked: { department: string; uscc: string; items: readonly string[] }[];
  today: string;
  nowMs: number;
  /** Runs until no message and no bank report is left. */
  settle(): Promise<void>;
  /** Delivers messages until the next one is for this queue. */
  runUntil(queue: string): Promise<void>;
  /** Delivers what is under way to one queue and no other. */
  settleOnly(queue: string): Promise<void>;
  /** Forgets every message under way. */
  dropQueues(): void;
  /** Stores firms and leaves behind what the end of an import does. @returns the notice's id */
  importFirms(firms: readonly Enterprise[], isNamed?: boolean): Promise<string>;
  publish(document: unknown): Promise<void>;
  fund(policyId: string, source: string, amountYuan: number): Promise<void>;
}

export async function createFlowWorld(catalogue: Catalogue): Promise<FlowWorld> {
  const store = new MemoryStore();
  const files = new MemoryFiles();
  const bank = new WorldBank();
  let queue: { queue: string; event: FlowEvent }[] = [];
  const enqueue = (event: FlowEvent) =>
    queuesOf(event.type).forEach((name) => queue.push({ queue: name, event }));
  store.onEvent = enqueue;
  const held = new Map<string, Facts>();
  const down = new Set<string>();
  const asked: FlowWorld['asked'] = [];
  const clock = { nowMs: () => world.nowMs++, today: () => world.today };
  const deps: Deps = {
    store,
    files,
    bank,
    queues: {
      async send(_queue, messages) {
        for (const body of messages) enqueue(JSON.parse(body) as FlowEvent);
        return [];
      },
    },
    departments: {
      async ask(department, uscc, items) {
        const { Fault } = await import('../../core/kernel/fault.ts');
        asked.push({ department, uscc, items });
        if (down.has(department)) throw new Fault('unavailable');
        const values = Object.fromEntries(items.map((item) => [item, held.get(uscc)?.[item] ?? null]));
        return {
          department,
          uscc,
          values: values as never,
          asOf: world.today,
          nonce: 'nonce-nonce',
          signature: '',
        };
      },
    },
    clock,
    calendar: { addWorkingDays: async (day, days) => formatDay((parseDay(day) ?? 0) + days) },
    policies: new PolicyCache(store, clock.nowMs),
    readBankFile: (bytes) => [JSON.parse(new TextDecoder().decode(bytes)) as BankReport],
    park: (message, fault) => parkMessage(store, message, fault, clock),
  };
  const world: FlowWorld = {
    deps,
    store,
    bank,
    files,
    held,
    down,
    asked,
    today: '2020-03-02',
    nowMs: Date.parse('2020-03-02T01:00:00Z'),
    async settle() {
      for (let turn = 0; queue.length > 0 || bank.reports.length > 0; turn++) {
        if (turn > 10_000) throw new Error('the world does not come to rest');
        const message = queue.shift();
        if (message) await deliver(deps, message.queue, message.event);
        else await takeReport(deps, bank.reports.shift() as BankReport, turn);
      }
    },
    async runUntil(name) {
      while (queue.length > 0 && queue[0]?.queue !== name) {
        const message = queue.shift();
        if (message) await deliver(deps, message.queue, message.event);
      }
    },
    async settleOnly(only) {
      const now = queue.filter((message) => message.queue === only);
      queue = queue.filter((message) => message.queue !== only);
      for (const message of now) await deliver(deps, message.queue, message.event);
    },
    dropQueues() {
      queue = [];
    },
    async importFirms(firms, isNamed = true) {
      await store.put('enterprise', firms);
      const jobId = `job-${store.all('register-notice').length + 1}`;
      const at = new Date(world.nowMs).toISOString();
      const notice = { id: `${jobId}.1`, version: 1, jobId, state: 'due', isNamed, at } as const;
      const usccs = firms.map(({ uscc }) => uscc);
      if (isNamed) await files.put('files', changedFirmsKey(notice.id), JSON.stringify(usccs));
      const data = { jobId, noticeId: notice.id };
      await store.commit({
        creates: [{ kind: 'register-notice', entity: notice }],
        event: { subject: `enterprise:${jobId}`, seq: 1, type: 'register.changed', at, by: 'system', data },
      });
      return notice.id;
    },
    async publish(document) {
      await publishThroughRoute(deps, document);
    },
    async fund(policyId, source, amountYuan) {
      const ask = {
        policyId,
        source,
        kind: 'fund',
        amountFen: fen(amountYuan * 100),
        fiscalYear: 2020,
        budgetUnit: '市财政',
        quotaNumber: '指标1',
        functionClass: '215',
        economicClass: '507',
        fundNature: '一般公共预算',
        payer: PAYER,
      } as const;
      const request = await requestBudget(
        deps,
        ask,
        'finance.maker',
        `fund-${policyId}-${source}-${world.nowMs}`,
      );
      await approveBudget(deps, request.id, 'finance.checker');
    },
  };
  await publishCatalogue(deps, catalogue, 'admin');
  return world;
}

async function takeReport(deps: Deps, report: BankReport, turn: number): Promise<void> {
  const key = `bank-in/${turn}-${report.messageId}.json`;
  await deps.files.put('bank', key, JSON.stringify(report));
  await takeBankFile(deps, key);
}

/** The same use cases as the lambdas call, by queue. */
export async function deliver(deps: Deps, queue: string, event: FlowEvent): Promise<void> {
  const { data } = event;
  switch (queue) {
    case 'match-policy':
      return startMatching(deps, data['policyId'] as string);
    case 'match-slice':
      return void (await matchSlice(deps, data['sliceId'] as string));
    case 'note-changes':
      return noteChanges(deps, data['noticeId'] as string);
    case 'match-changes':
      return void (await matchChanges(deps, data['changeId'] as string));
    case 'check-eligibility':
      return void (await checkEligibility(deps, data['applicationId'] as string));
    case 'allocate-budget':
      return void (await allocatePolicies(deps, [data['policyId'] as string]));
    case 'prepare-order':
      return void (await prepareOrders(
        deps,
        (data['legs'] as { legId: string }[]).map(({ legId }) => legId),
      ));
    case 'send-order':
      return void (await sendOrder(deps, data['orderId'] as string));
    case 'notify-enterprises':
      return void (await notifyEnterprises(deps, event));
    case 'run-trial':
      return deliverTrial(deps, data);
    default:
      throw new Error(`the world does not know the queue ${queue}`);
  }
}

async function deliverTrial(deps: Deps, data: Readonly<Record<string, unknown>>): Promise<void> {
  if (data['trialId'] !== undefined) await runTrial(deps, data['trialId'] as string);
  else await startDifference(deps, data['policyId'] as string, data['version'] as number);
}
