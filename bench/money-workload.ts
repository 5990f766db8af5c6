// What the money bench works on: the store on the embedded engine with a meter on its client, one policy, its firms, and the
// departments and the bank in memory, so that only the engine's requests are counted.
import { AsyncLocalStorage } from 'node:async_hooks';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { documentClient } from '../adapters/dynamodb/document-client.ts';
import { DynamoDbStore, type TableNames } from '../adapters/dynamodb/dynamodb-store.ts';
import { TABLES } from '../adapters/dynamodb/tables.ts';
import type { Application } from '../core/application/application.ts';
import { Fault } from '../core/kernel/fault.ts';
import { fen } from '../core/kernel/fen.ts';
import type { BankReport, PaymentFile } from '../core/payment/bank-message.ts';
import type { PolicyDocument } from '../core/policy/policy-document.ts';
import { readExampleCatalogue, readExamplePolicies } from '../examples/hangzhou-2020/estimate.ts';
import type { Deps } from '../functions/deps.ts';
import { approveBudget, requestBudget } from '../functions/disbursement/fund-budget.ts';
import { publishThroughRoute } from '../local/example/sign-route.ts';
import { publishCatalogue } from '../functions/hub/publish-catalogue.ts';
import { PolicyCache } from '../functions/policy/policy-cache.ts';
import type { Commit, CommitResult, Files, FlowEvent } from '../functions/ports.ts';
import type { FaultOptions } from '../local/engine/dynamodb/fault-injector.ts';
import { startEngines, type Engines } from '../local/engine/start-engines.ts';
import { createTable } from '../local/host/create-resources.ts';

/** Each firm's award: a sixth of its tax. */
export const AWARD_FEN = 100_000;
const TAX_FEN = AWARD_FEN * 6;
const AT_MS = Date.parse('2020-03-02T01:00:00Z');

/** Units and requests by step. */
export interface Spent {
  writeUnits: number;
  readUnits: number;
  requests: number;
}
const STEP = new AsyncLocalStorage<string>();
export const inStep = <T>(step: string, run: () => Promise<T>): Promise<T> => STEP.run(step, run);

export interface Bench {
  readonly engines: Engines;
  readonly client: DynamoDBDocumentClient;
  readonly tables: TableNames;
  readonly deps: Deps;
  readonly policy: PolicyDocument;
  readonly spent: Map<string, Spent>;
  /** Committed since the last look. */
  takeEvents(): FlowEvent[];
  takeReports(): BankReport[];
  readonly files: Map<string, Uint8Array>;
  readonly received: PaymentFile[];
  close(): Promise<void>;
}

export const usccOf = (n: number): string => `9133${String(n).padStart(13, '0')}B`;

interface Consumed {
  readonly CapacityUnits?: number;
}

/** Asks every answer what it cost, and books it on the step under way. */
function meter(client: DynamoDBDocumentClient, spent: Map<string, Spent>): void {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      Object.assign(args.input as object, { ReturnConsumedCapacity: 'TOTAL' });
      const answer = await next(args);
      const step = STEP.getStore() ?? 'other';
      const entry = spent.get(step) ?? { writeUnits: 0, readUnits: 0, requests: 0 };
      spent.set(step, entry);
      const { ConsumedCapacity: consumed } = answer.output as { ConsumedCapacity?: Consumed | Consumed[] };
      const units = [consumed ?? []].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
      const isWrite = /Write|Put/.test(String(context['commandName']));
      if (isWrite) entry.writeUnits += units;
      else entry.readUnits += units;
      entry.requests += 1;
      return answer;
    },
    { step: 'initialize', name: 'meter' },
  );
}

/** Tells the bench of every commit, as the stream would tell the relay. */
class HeardStore extends DynamoDbStore {
  heard: FlowEvent[] = [];
  /** What is set up is not measured: a lost race is run again until it is won. */
  isSettingUp = true;

  override async commit(commit: Commit): Promise<CommitResult> {
    const result = await super.commit(commit).catch((error: unknown) => {
      if (this.isSettingUp && error instanceof Fault && error.retryable) return undefined;
      throw error;
    });
    if (!result) return this.commit(commit);
    if (result.committed) this.heard.push(commit.event);
    return result;
  }
}

function memoryFiles(files: Map<string, Uint8Array>): Files {
  const none = () => Promise.reject(new Error('the bench keeps bank files only'));
  return {
    get: async (_bucket, key) => files.get(key),
    put: none,
    tag: none,
    open: none,
    uploadUrl: none,
    downloadUrl: none,
  };
}

function memoryBank(received: PaymentFile[], reports: BankReport[]): Deps['bank'] {
  return {
    async send(file) {
      received.push(file);
      reports.push({
        kind: 'notification',
        messageId: `R${file.messageId}`,
        reportId: `R${file.messageId}`,
        createdAt: file.createdAt,
        problems: [],
        account: file.debtor.account,
        lines: file.payments.map(({ endToEndId, amountFen }) => ({
          endToEndId,
          amountFen,
          direction: 'debit',
          status: 'booked',
          isReversal: false,
          bankReference: `B${endToEndId.slice(1, 12)}`,
        })),
      });
      return { fileName: file.messageId, bytes: 0 };
    },
    ask: async () => 'unknown',
    async accountsOf(usccs) {
      const account = (uscc: string) => ({
        name: `企业${uscc.slice(-6)}`,
        account: `62${uscc.slice(4, 17)}`,
        clearingMember: '102331000001',
      });
      return new Map(usccs.map((uscc) => [uscc, account(uscc)]));
    },
  };
}

const FACTS: Readonly<Record<string, unknown>> = {
  businessStatus: 'open',
  sector: 'retail',
  sizeClass: 'small',
  taxRegistered: true,
  taxPaid2019: TAX_FEN,
  seriouslyUntrustworthy: false,
};

function depsOf(store: DynamoDbStore, bank: Deps['bank'], files: Files): Deps {
  const clock = { nowMs: () => Date.now(), today: () => '2020-03-02' };
  return {
    store,
    files,
    bank,
    clock,
    queues: { send: async () => [] },
    departments: {
      ask: async (department, uscc, items) => ({
        department,
        uscc,
        values: Object.fromEntries(items.map((item) => [item, FACTS[item] ?? null])),
        asOf: '2020-03-02',
        nonce: '0123456789abcdef',
        signature: 'A'.repeat(86),
      }),
    },
    calendar: { addWorkingDays: async (day) => day },
    policies: new PolicyCache(store, clock.nowMs),
    readBankFile: (bytes) => [JSON.parse(new TextDecoder().decode(bytes)) as BankReport],
    park: async (message, fault) => {
      throw new Error(`parked in ${message.queue}: ${fault.message}`);
    },
  };
}

/** Engine, tables, the policy in force, and its budget. */
export async function openBench(budgetFen: number, faults?: FaultOptions): Promise<Bench> {
  const engines = await startEngines({ ...(faults && { faults }) });
  const raw = new DynamoDBClient({
    endpoint: engines.dynamodb,
    ...engines.dynamodbClientOptions,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const tables = { register: 'register', core: 'core', views: 'views' };
  for (const shape of TABLES) await createTable(raw, shape, tables[shape.name]);
  const client = documentClient(raw);
  const spent = new Map<string, Spent>();
  meter(client, spent);
  const store = new HeardStore(client, tables);
  const files = new Map<string, Uint8Array>();
  const received: PaymentFile[] = [];
  let reports: BankReport[] = [];
  const bank = memoryBank(received, reports);
  const deps = depsOf(store, bank, memoryFiles(files));
  const policy = await publishPolicy(deps);
  await fund(deps, policy.id, budgetFen);
  store.isSettingUp = false;
  return {
    engines,
    client,
    tables,
    deps,
    policy,
    spent,
    files,
    received,
    takeEvents: () => store.heard.splice(0),
    takeReports: () => reports.splice(0),
    close: async () => {
      reports = [];
      raw.destroy();
      await engines.close();
    },
  };
}

async function publishPolicy(deps: Deps): Promise<PolicyDocument> {
  const policy = readExamplePolicies().find(({ id }) => id === 'p02-trade-services');
  if (!policy) throw new Error('the example lost its policy');
  await publishCatalogue(deps, readExampleCatalogue(), 'admin');
  await publishThroughRoute(deps, policy);
  return policy;
}

async function fund(deps: Deps, policyId: string, budgetFen: number): Promise<void> {
  const ask = {
    policyId,
    source: 'city',
    kind: 'fund',
    amountFen: fen(budgetFen),
    fiscalYear: 2020,
    budgetUnit: '市财政',
    quotaNumber: '指标1',
    functionClass: '215',
    economicClass: '507',
    fundNature: '一般公共预算',
    payer: { name: '市财政局', account: '3301000000000001', clearingMember: '102331000001' },
  } as const;
  const request = await requestBudget(deps, ask, 'finance.maker', 'bench');
  await approveBudget(deps, request.id, 'finance.checker');
}

export async function enrol(deps: Deps, firms: number): Promise<void> {
  await deps.store.put(
    'enterprise',
    Array.from({ length: firms }, (_, n) => ({
      id: usccOf(n),
      uscc: usccOf(n),
      name: `测试企业${n}`,
      registeredOn: '2015-05-01',
      legalForm: 'legal-person' as const,
      districtCode: '330106',
    })),
  );
}

/** Applications that wait for money, as a check leaves them; the place in the queue is the number. */
export const acceptedOf = (policy: PolicyDocument, count: number): Application[] =>
  Array.from({ length: count }, (_, n) => {
    const at = new Date(AT_MS + n).toISOString();
    return {
      id: `${policy.id}.${usccOf(n)}.once`,
      version: 2,
      policyId: policy.id,
      policyVersion: 1,
      uscc: usccOf(n),
      enterpriseName: `测试企业${n}`,
      districtCode: '330106',
      period: 'once',
      revision: 1,
      state: 'accepted',
      submittedAt: at,
      submittedBy: `enterprise:${usccOf(n)}`,
      asOf: '2020-03-02',
      decidedAt: at,
      amountFen: fen(AWARD_FEN),
    };
  });

/** Clients that work beside each other. */
export const CLIENTS = 16;

export async function inParallel<T>(
  items: readonly T[],
  clients: number,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  const client = async () => {
    while (next < items.length) await work(items[next++] as T);
  };
  await Promise.all(Array.from({ length: clients }, client));
}
