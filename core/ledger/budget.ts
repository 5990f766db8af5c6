// A budget: what one treasury has set aside for one policy, held in four accounts that always sum to what was appropriated.
import * as z from 'zod';
import { daySchema, fenSchema, instantSchema } from '../kernel/schema.ts';

export const payerAccountSchema = z.strictObject({
  name: z.string().min(1).max(70),
  account: z.string().regex(/^[0-9A-Z-]{1,34}$/),
  clearingMember: z.string().regex(/^\d{12}$/),
  /**
   * 财政区划 of the treasury that pays from this account by 国库集中支付, six digits; absent: the account's own bank pays. Which
   * rail an order takes follows from this alone.
   */
  treasury: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
});

export const ACCOUNTS = ['available', 'held', 'inTransit', 'paid'] as const;
export type Account = (typeof ACCOUNTS)[number];
/** Beside the four: what payees owe back, what of it came back, and what was written off; all outside what was appropriated. */
export const SIDE_ACCOUNTS = ['receivable', 'recovered', 'writtenOff'] as const;
export type SideAccount = (typeof SIDE_ACCOUNTS)[number];
/** Every sum that a budget keeps. */
export type Balance = Account | SideAccount | 'appropriated';

export const budgetSchema = z.strictObject({
  id: z.string(),
  policyId: z.string(),
  /** The funding source within the policy, for example `city` or `district-330106`. */
  source: z.string(),
  status: z.enum(['open', 'closed']),
  /** 待兑付: lapsed at year end with applications unfunded, which are to be paid by this day. */
  payBy: daySchema.optional(),
  appropriated: fenSchema,
  available: fenSchema,
  held: fenSchema,
  inTransit: fenSchema,
  paid: fenSchema,
  /** Absent until the first recovery. */
  receivable: fenSchema.optional(),
  recovered: fenSchema.optional(),
  writtenOff: fenSchema.optional(),
  /** Raised by every group the allocator commits: a second allocator loses the race. */
  epoch: z.int(),
  /** 年度, 预算单位, 指标文号, 功能分类, 经济分类, 资金性质. */
  fiscalYear: z.int(),
  budgetUnit: z.string(),
  quotaNumber: z.string(),
  functionClass: z.string(),
  economicClass: z.string(),
  fundNature: z.string(),
  /** The account the money is paid from. */
  payer: payerAccountSchema,
  openedAt: instantSchema,
});
export type Budget = z.infer<typeof budgetSchema>;

export const budgetId = (policyId: string, source: string): string => `${policyId}.${source}`;

/** appropriated = available + held + inTransit + paid, and nothing is negative. */
export const budgetBalances = (budget: Budget): boolean =>
  ACCOUNTS.every((account) => budget[account] >= 0) &&
  budget.appropriated === budget.available + budget.held + budget.inTransit + budget.paid;

/**
 * - `fund` raises, and opens again what was closed; `cut` takes back what is available;
 * - `close` ends a budget: what is available goes back, what is held is still paid;
 * - at year end `carry-over` takes all accounts into the next year, and `lapse` gives back what is available: accepted
 *   applications without money become 待兑付, to be paid by `payBy` out of the next funding, in their old order.
 */
export const BUDGET_REQUESTS = ['fund', 'cut', 'close', 'carry-over', 'lapse'] as const;

/** A request to change a budget: prepared by one person, approved by another. */
export const budgetRequestSchema = z.strictObject({
  id: z.string(),
  version: z.int(),
  policyId: z.string(),
  source: z.string(),
  kind: z.enum(BUDGET_REQUESTS),
  /** 0 where the whole budget is meant. */
  amountFen: fenSchema,
  payBy: daySchema.optional(),
  fiscalYear: z.int(),
  budgetUnit: z.string(),
  quotaNumber: z.string(),
  functionClass: z.string(),
  economicClass: z.string(),
  fundNature: z.string(),
  payer: payerAccountSchema,
  state: z.enum(['requested', 'approved', 'rejected']),
  requestedBy: z.string(),
  requestedAt: instantSchema,
  approvedBy: z.string().optional(),
});
export type BudgetRequest = z.infer<typeof budgetRequestSchema>;
