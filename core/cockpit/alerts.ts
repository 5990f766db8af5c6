// What a leader must know now: stops, money that runs short, days that do not agree, work that waits too long; told in numbers.
import * as z from 'zod';
import { dueAtOf, type ExceptionCase } from '../kernel/exception-case.ts';
import { addFen } from '../kernel/fen.ts';
import { fenSchema, instantSchema } from '../kernel/schema.ts';
import type { Budget } from '../ledger/budget.ts';
import type { BoardHold } from '../payment/hold-board.ts';
import type { PaymentOrder } from '../payment/payment-order.ts';
import type { Reconciliation } from '../reconciliation/three-way.ts';

export const alertSchema = z.strictObject({
  id: z.string(),
  level: z.enum(['critical', 'warning']),
  kind: z.enum(['stop', 'hold', 'budget', 'exceptions', 'orders', 'day']),
  zh: z.string(),
  en: z.string(),
  since: instantSchema.optional(),
  amountFen: fenSchema.optional(),
});
export type Alert = z.infer<typeof alertSchema>;

/** A budget with less than this share left is short. */
const SHORT_SHARE = 0.1;
const HOLD_DAYS_MAX = 3;
const ORDER_HOURS_MAX = 4;
const HOUR_MS = 3_600_000;

export interface Watched {
  readonly holds: readonly BoardHold[];
  readonly budgets: readonly Budget[];
  readonly exceptions: readonly ExceptionCase[];
  readonly orders: readonly PaymentOrder[];
  readonly days: readonly Reconciliation[];
  readonly nowMs: number;
}

/** Critical ones first. */
export function alertsOf(watched: Watched): Alert[] {
  const alerts = [
    ...watched.holds.flatMap((hold) => holdAlert(hold, watched.nowMs)),
    ...watched.budgets.flatMap(budgetAlert),
    ...watched.days.flatMap(dayAlert),
    ...overdueAlert(watched),
    ...ordersAlert(watched),
  ];
  return [
    ...alerts.filter(({ level }) => level === 'critical'),
    ...alerts.filter(({ level }) => level === 'warning'),
  ];
}

function holdAlert({ kind, id, reason, since }: BoardHold, nowMs: number): Alert[] {
  if (kind.startsWith('stop-'))
    return [
      {
        id: `${kind}.${id}`,
        level: 'critical',
        kind: 'stop',
        zh: `急停中：${kind === 'stop-rail' ? '支付通道' : '政策'} ${id}（${reason}）`,
        en: `Stopped: ${kind === 'stop-rail' ? 'the rail' : 'the policy'} ${id} (${reason})`,
        since,
      },
    ];
  const days = Math.floor((nowMs - Date.parse(since)) / (24 * HOUR_MS));
  if (days < HOLD_DAYS_MAX) return [];
  return [
    {
      id: `hold.${kind}.${id}`,
      level: 'warning',
      kind: 'hold',
      zh: `暂停已 ${days} 天：${id}（${reason}）`,
      en: `Held for ${days} days: ${id} (${reason})`,
      since,
    },
  ];
}

function budgetAlert({ id, status, appropriated, available }: Budget): Alert[] {
  if (status !== 'open' || appropriated === 0 || available >= appropriated * SHORT_SHARE) return [];
  const percent = Math.floor((available * 100) / appropriated);
  return [
    {
      id: `budget.${id}`,
      level: available === 0 ? 'critical' : 'warning',
      kind: 'budget',
      zh: available === 0 ? `预算 ${id} 已用完` : `预算 ${id} 仅余 ${percent}%`,
      en: available === 0 ? `The budget ${id} is used up` : `The budget ${id} has ${percent}% left`,
      amountFen: available,
    },
  ];
}

function dayAlert({ id, state, differences, checkedAt }: Reconciliation): Alert[] {
  if (state !== 'differs') return [];
  return [
    {
      id: `day.${id}`,
      level: 'critical',
      kind: 'day',
      zh: `${id} 账簿、支付单与银行有 ${differences} 笔不符`,
      en: `${id}: ${differences} payments differ between ledger, orders and bank`,
      since: checkedAt,
    },
  ];
}

function overdueAlert({ exceptions, nowMs }: Watched): Alert[] {
  const overdue = exceptions.filter((found) => Date.parse(dueAtOf(found)) < nowMs);
  const [oldest] = overdue.map(({ openedAt }) => openedAt).sort();
  if (oldest === undefined) return [];
  return [
    {
      id: 'exceptions',
      level: 'warning',
      kind: 'exceptions',
      zh: `${overdue.length} 项异常超过办理期限`,
      en: `${overdue.length} exceptions are past their deadline`,
      since: oldest,
    },
  ];
}

function ordersAlert({ orders, nowMs }: Watched): Alert[] {
  const late = orders.filter(({ preparedAt }) => nowMs - Date.parse(preparedAt) > ORDER_HOURS_MAX * HOUR_MS);
  const [oldest] = late.map(({ preparedAt }) => preparedAt).sort();
  if (oldest === undefined) return [];
  return [
    {
      id: 'orders',
      level: 'warning',
      kind: 'orders',
      zh: `${late.length} 张支付单等待放行超过 ${ORDER_HOURS_MAX} 小时`,
      en: `${late.length} payment orders have waited for release for more than ${ORDER_HOURS_MAX} hours`,
      since: oldest,
      amountFen: addFen(...late.map(({ totalFen }) => totalFen)),
    },
  ];
}
