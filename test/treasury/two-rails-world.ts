// A flow world whose money goes over two real rails: the product's adapters, files in a bucket, the sandbox bank and the sandbox
// treasury with the working days of 2020.
import { minuteOfInstant } from '../../core/kernel/working-calendar.ts';
import { fen } from '../../core/kernel/fen.ts';
import { paymentRails } from '../../adapters/treasury/payment-rails.ts';
import { readRailFile } from '../../adapters/treasury/read-rail-file.ts';
import { treasuryRail } from '../../adapters/treasury/treasury-rail.ts';
import type { Leg } from '../../core/disbursement/claim.ts';
import type { ExceptionCase } from '../../core/kernel/exception-case.ts';
import type { PaymentOrder } from '../../core/payment/payment-order.ts';
import { approveBudget, requestBudget, type BudgetAsk } from '../../functions/disbursement/fund-budget.ts';
import { sweepStalled } from '../../functions/flow/sweep-stalled.ts';
import { takeBankFile } from '../../functions/reconciliation/take-bank-file.ts';
import type { RunningBank } from '../../local/sandbox/bank/start-sandbox-bank.ts';
import { startSandboxTreasury } from '../../local/sandbox/treasury/start-sandbox-treasury.ts';
import { makeBankWorld, type BankWorld } from '../bank/bank-world.ts';
import { openTradeWorld, type TradeWorld } from '../flow/trade-world.ts';
import { PAYER } from '../world/flow-world.ts';
import { calendar } from './example-application.ts';

export const DISTRICT = '330106';
export const QUOTA = '西财示例〔2020〕6号';

export interface TwoRails {
  readonly flow: TradeWorld;
  readonly folder: BankWorld;
  readonly bank: RunningBank;
  readonly treasury: RunningBank;
  /** Sets the day and the time of it in Shanghai: `2020-03-06T17:00`. */
  at(instant: string): void;
  /** Until no message, file or answer is left. */
  settle(): Promise<void>;
  /** The minute's sweep, and what follows from it. @returns how many messages it sent */
  sweep(): Promise<number>;
  /** Changes the sandbox treasury's knobs. */
  turn(settings: object): Promise<void>;
  orders(rail: PaymentOrder['rail']): PaymentOrder[];
  legs(rail: PaymentOrder['rail']): Leg[];
  cases(): ExceptionCase[];
  close(): Promise<void>;
}

const budgetOf = (policyId: string, source: string, payer: BudgetAsk['payer']): BudgetAsk => ({
  policyId,
  source,
  kind: 'fund',
  amountFen: fen(10_000_000),
  fiscalYear: 2020,
  budgetUnit: '西湖区商务局',
  quotaNumber: QUOTA,
  functionClass: '2160299',
  economicClass: '50799',
  fundNature: '一般公共预算',
  payer,
});

/**
 * The city pays 60% through its bank, the district 40% through its treasury, or half of that where a second one pays the rest.
 * @param hours the districts that pay, each with its treasury's cut-off where that states one
 */
export async function openTwoRails(
  hours: ReadonlyMap<string, number | undefined> = new Map([[DISTRICT, undefined]]),
): Promise<TwoRails> {
  const cutOffMinutes = new Map([...hours].flatMap(([code, minute]) => (minute ? [[code, minute]] : [])));
  const folder = await makeBankWorld();
  const flow = await openTradeWorld({
    funding: [
      { treasury: 'city', percent: 60 },
      ...[...hours.keys()].map((district) => ({
        treasury: 'district' as const,
        percent: 40 / hours.size,
        district,
      })),
    ],
  });
  const bank = await folder.start({ today: () => flow.today });
  const treasury = await startSandboxTreasury({
    s3: folder.endpoint,
    bucket: 'bank',
    pollMs: 20,
    calendar,
    cutOffMinutes,
    today: () => flow.today,
    minuteOfDay: () => minuteOfInstant(flow.nowMs),
    onFileDropped: (key) => folder.dropped.push(key),
    settings: { returnDelayMs: 0 },
  });
  const put = (_: string, key: string, body: string | Uint8Array) => folder.box.put(key, body as Uint8Array);
  Object.assign(flow.deps, {
    bank: paymentRails({
      bank: folder.rail(bank),
      treasury: treasuryRail({ files: { put }, bankUrl: treasury.url, announces: true }),
    }),
    readBankFile: readRailFile,
    treasuries: { cutOffMinuteOf: async (division: string) => cutOffMinutes.get(division) },
    calendar: { addWorkingDays: async (day: string, days: number) => calendar.addWorkingDays(day, days) },
  });
  for (const [source, payer] of [
    ['city', PAYER],
    ...[...hours.keys()].map(
      (treasury) => [`district-${treasury}`, { ...PAYER, account: `${PAYER.account}9`, treasury }] as const,
    ),
  ] as const) {
    const request = await requestBudget(
      flow.deps,
      budgetOf(flow.policyId, source, payer),
      'finance.maker',
      source,
    );
    await approveBudget(flow.deps, request.id, 'finance.checker');
  }
  const rails: TwoRails = {
    flow,
    folder,
    bank,
    treasury,
    at(instant) {
      flow.today = instant.slice(0, 10);
      flow.nowMs = Date.parse(`${instant}:00+08:00`);
    },
    async settle() {
      for (let quietTurns = 0; quietTurns < 2;) {
        await flow.settle();
        await bank.settle();
        await treasury.settle();
        const keys = folder.dropped.splice(0);
        for (const key of keys) {
          await flow.files.put('bank', key, (await folder.box.get(key)) ?? '');
          await takeBankFile(flow.deps, key);
        }
        quietTurns = keys.length === 0 ? quietTurns + 1 : 0;
      }
    },
    async sweep() {
      const { resent } = await sweepStalled(flow.deps, { stalledMs: 0 });
      await rails.settle();
      return resent;
    },
    async turn(settings) {
      const reply = await fetch(`${treasury.url}/settings`, {
        method: 'POST',
        body: JSON.stringify(settings),
      });
      if (!reply.ok) throw new Error(await reply.text());
    },
    orders: (rail) => flow.store.all('order').filter((order) => order.rail === rail),
    legs: (rail) =>
      flow.store.all('leg').filter(({ budgetId }) => budgetId.endsWith('city') === (rail === 'bank')),
    cases: () => flow.store.all('exception').filter(({ state }) => state === 'open'),
    async close() {
      await treasury.close();
      await folder.close();
    },
  };
  return rails;
}
