// Holds and emergency stops: who stopped which money, why and since when; what moves money must find it absent.
import * as z from 'zod';
import { createHash } from 'node:crypto';
import { Fault } from '../kernel/fault.ts';
import { holdSchema, instantSchema } from '../kernel/schema.ts';

/** A hold is on a payee (a USCC or a line's payee), a policy, an order or a leg; a stop is on a rail or a policy. */
export const HOLD_KINDS = ['payee', 'policy', 'order', 'leg'] as const;
export const STOP_KINDS = ['stop-rail', 'stop-policy'] as const;
export type HoldKind = (typeof HOLD_KINDS)[number] | (typeof STOP_KINDS)[number];

export const boardHoldSchema = holdSchema.extend({
  kind: z.enum([...HOLD_KINDS, ...STOP_KINDS]),
  id: z.string().min(1).max(200),
});
export type BoardHold = z.infer<typeof boardHoldSchema>;

/**
 * The board is kept in this many equal copies, changed together. Every transaction that sends money checks the version of one
 * copy: a hold placed in between refuses it, and orders seldom meet at the same copy.
 */
export const BOARD_COPIES = 4;
/** One stored item holds the whole board, at most 400 KB. */
export const HOLDS_MAX = 1000;

export const holdBoardSchema = z.strictObject({
  /** The copy's number as text. */
  id: z.string(),
  version: z.int(),
  holds: z.array(boardHoldSchema),
  changedAt: instantSchema,
});
export type HoldBoard = z.infer<typeof holdBoardSchema>;

/** The copy that a transaction about something checks. */
export const boardCopyFor = (id: string): string =>
  String(createHash('sha256').update(id).digest().readUInt16BE(0) % BOARD_COPIES);

export const BOARD_IDS: readonly string[] = Array.from({ length: BOARD_COPIES }, (_, copy) => String(copy));

export const holdOn = (
  board: HoldBoard | undefined,
  kind: HoldKind,
  id: string | undefined,
): BoardHold | undefined => board?.holds.find((hold) => hold.kind === kind && hold.id === id);

/** @throws Fault unprocessable when it is held already, or the board is full */
export function withHold(board: HoldBoard | undefined, hold: BoardHold): BoardHold[] {
  const holds = board?.holds ?? [];
  const standing = holdOn(board, hold.kind, hold.id);
  if (standing)
    throw new Fault('unprocessable', {
      reason: 'held-already',
      zh: `已于 ${standing.since} 被 ${standing.by} 暂停：${standing.reason}`,
      en: `It is held already, since ${standing.since} by ${standing.by}: ${standing.reason}`,
      evidence: { ...standing },
    });
  if (holds.length >= HOLDS_MAX)
    throw new Fault('unprocessable', {
      reason: 'too-many-holds',
      zh: `暂停事项已达 ${HOLDS_MAX} 项，请改为暂停整个政策`,
      en: `There are ${HOLDS_MAX} holds; hold the policy as a whole instead`,
    });
  return [...holds, hold];
}

/** A stop is pulled by one person and lifted by another. @throws Fault not-found | forbidden */
export function withoutHold(
  board: HoldBoard | undefined,
  kind: HoldKind,
  id: string,
  by: string,
): { holds: BoardHold[]; lifted: BoardHold } {
  const lifted = holdOn(board, kind, id);
  if (!lifted)
    throw new Fault('not-found', { reason: 'hold', zh: '没有这项暂停', en: 'There is no such hold' });
  if (kind.startsWith('stop-') && lifted.by === by)
    throw new Fault('forbidden', {
      reason: 'same-person',
      zh: '按下急停的人不能自行恢复',
      en: 'Who pulled an emergency stop may not lift it',
    });
  return { holds: (board as HoldBoard).holds.filter((hold) => hold !== lifted), lifted };
}

/** What keeps a whole order from being sent, if anything does. */
export const orderHold = (
  board: HoldBoard | undefined,
  order: { readonly id: string; readonly policyId: string; readonly rail: string },
): BoardHold | undefined =>
  holdOn(board, 'stop-rail', order.rail) ??
  policyHold(board, order.policyId) ??
  holdOn(board, 'order', order.id);

export const policyHold = (board: HoldBoard | undefined, policyId: string): BoardHold | undefined =>
  holdOn(board, 'stop-policy', policyId) ?? holdOn(board, 'policy', policyId);

/** What keeps one leg from being paid: a hold on its payee, on the enterprise, or on itself. */
export const legHold = (
  board: HoldBoard | undefined,
  leg: { readonly id: string; readonly uscc: string; readonly payeeId?: string | undefined },
): BoardHold | undefined =>
  holdOn(board, 'payee', leg.uscc) ?? holdOn(board, 'payee', leg.payeeId) ?? holdOn(board, 'leg', leg.id);
