// A payment order: many legs to one bank from one payer account, released by rule or by a second person, sent once.
import * as z from 'zod';
import { daySchema, fenSchema, instantSchema } from '../kernel/schema.ts';
import { appropriationSchema, bankAccountSchema, paymentSchema } from './bank-message.ts';

export const orderLineSchema = z.strictObject({
  legId: z.string(),
  endToEndId: z.string(),
  budgetId: z.string(),
  amountFen: fenSchema,
  payee: bankAccountSchema,
  remark: paymentSchema.shape.remark,
});
export type OrderLine = z.infer<typeof orderLineSchema>;

/**
 * `prepared` waits for the second person; `sent` waits for the bank until no line is open. `withdrawn`, before it was sent,
 * gave its legs back.
 */
export const ORDER_STATES = ['prepared', 'released', 'sent', 'settled', 'withdrawn'] as const;

/** The ways that money takes: files to a bank, or applications to a treasury (国库集中支付). */
export const RAILS = ['bank', 'treasury'] as const;
export type Rail = (typeof RAILS)[number];

export const paymentOrderSchema = z.strictObject({
  /** Also the file's MsgId: derived from its lines, so the same batch is the same order. */
  id: z.string(),
  version: z.int(),
  state: z.enum(ORDER_STATES),
  rail: z.enum(RAILS),
  policyId: z.string(),
  payer: bankAccountSchema,
  /** Of the treasury rail: the one 指标 that all lines are paid from, as it was when the order was made. */
  appropriation: appropriationSchema.optional(),
  lines: z.array(orderLineSchema),
  totalFen: fenSchema,
  /** Lines the bank has not yet settled, rejected or returned. */
  openLines: z.int(),
  /**
   * The business day on which the rail deals with it: expected until it is sent, then the day it was sent on. An order that is
   * released and has a later day waits for the treasury to open.
   */
  executionDay: daySchema,
  preparedAt: instantSchema,
  preparedBy: z.string(),
  /** `pre-authorised` within the policy's limit, else a person who did not prepare it. */
  releasedBy: z.string().optional(),
  /** No answer of a department that a line goes out on is older, as it was when the order was made or released. */
  askedAt: instantSchema.optional(),
  sentAt: instantSchema.optional(),
  /** How often the file was handed to the bank under the same MsgId. */
  attempt: z.int(),
});
export type PaymentOrder = z.infer<typeof paymentOrderSchema>;
