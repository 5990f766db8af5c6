// The daily check ledger = orders = bank: what each of the three says of one payment, and where they do not agree.
import * as z from 'zod';
import type { ExceptionCase } from '../kernel/exception-case.ts';
import { fen } from '../kernel/fen.ts';
import { daySchema, fenSchema, instantSchema } from '../kernel/schema.ts';

/** What the three say of one line of an order. Net: paid less returned, in fen. */
export const threeWayLineSchema = z.strictObject({
  endToEndId: z.string(),
  legId: z.string(),
  orderId: z.string(),
  amountFen: fenSchema,
  ledgerFen: fenSchema,
  orderFen: fenSchema,
  /** Undefined while no statement of the account reaches the day, or the bank has not ended the payment. */
  bankFen: fenSchema.optional(),
});
export type ThreeWayLine = Readonly<z.infer<typeof threeWayLineSchema>>;

export const reconciliationSchema = z.strictObject({
  /** The business day on which the orders were handed over. */
  id: daySchema,
  version: z.int(),
  /** `awaiting-statement`: ledger and orders agree, the bank's statement has not come for every account. */
  state: z.enum(['agreed', 'differs', 'awaiting-statement']),
  orders: z.int(),
  lines: z.int(),
  ledgerFen: fenSchema,
  orderFen: fenSchema,
  bankFen: fenSchema,
  differences: z.int(),
  checkedAt: instantSchema,
});
export type Reconciliation = z.infer<typeof reconciliationSchema>;

const agrees = ({ ledgerFen, orderFen, bankFen }: ThreeWayLine): boolean =>
  ledgerFen === orderFen && (bankFen === undefined || bankFen === orderFen);

export const differing = (lines: readonly ThreeWayLine[]): ThreeWayLine[] =>
  lines.filter((line) => !agrees(line));

export function sumUp(
  day: string,
  orders: number,
  lines: readonly ThreeWayLine[],
  at: string,
): Omit<Reconciliation, 'version'> {
  const total = (of: 'ledgerFen' | 'orderFen' | 'bankFen') =>
    fen(lines.reduce((sum, line) => sum + (line[of] ?? 0), 0));
  const differences = differing(lines).length;
  const isWhole = lines.every(({ bankFen }) => bankFen !== undefined);
  return {
    id: day,
    state: differences > 0 ? 'differs' : isWhole ? 'agreed' : 'awaiting-statement',
    orders,
    lines: lines.length,
    ledgerFen: total('ledgerFen'),
    orderFen: total('orderFen'),
    bankFen: total('bankFen'),
    differences,
    checkedAt: at,
  };
}

export const threeWayCaseId = (endToEndId: string): string => `three-way.${endToEndId}`;

export const threeWayCase = (day: string, line: ThreeWayLine, at: string): ExceptionCase => ({
  id: threeWayCaseId(line.endToEndId),
  version: 1,
  state: 'open',
  reason: 'three-way-difference',
  subject: `leg:${line.legId}`,
  owner: 'finance.maker',
  zh: `${day} 日终核对不符：账簿 ${line.ledgerFen} 分，支付单 ${line.orderFen} 分，银行 ${line.bankFen ?? '未到'} 分`,
  en: `Day ${day} does not agree: ledger ${line.ledgerFen}, order ${line.orderFen}, bank ${line.bankFen ?? 'not yet'} fen`,
  evidence: { day, ...line },
  openedAt: at,
});
