// Adjusting an award already made: a difference is proposed, noticed, heard, and then topped up or owed back, never taken silently.
import * as z from 'zod';
import { Fault } from '../kernel/fault.ts';
import { fen, type Fen } from '../kernel/fen.ts';
import { daySchema, fenSchema, instantSchema, usccSchema } from '../kernel/schema.ts';
import type { DayText } from '../kernel/day.ts';
import type { Transfer } from '../ledger/transfer.ts';

/** An `amendment` may only add: an award already made stands (信赖保护). The others may also take back. */
export const CAUSES = [
  'corrected-fact',
  'misapplied-rule',
  'audit-finding',
  'self-correction',
  'amendment',
] as const;
export type Cause = (typeof CAUSES)[number];

/**
 * `proposed` waits for a second person; `noticed` for the enterprise's word; `receivable` for its money. `taking-back` is
 * decided, and so many payments are cut that it takes several transactions: the sweeper ends what stands still. `settled`,
 * `topped-up`, `dropped` and `written-off` are ends.
 */
export const RECOVERY_STATES = [
  'proposed',
  'noticed',
  'taking-back',
  'receivable',
  'written-off',
  'settled',
  'topped-up',
  'dropped',
] as const;

const shareSchema = z.strictObject({ budgetId: z.string(), amountFen: fenSchema });
const repaymentSchema = z.strictObject({
  /** The bank's reference of the money that came in, or the claim it was offset against. */
  reference: z.string().min(1).max(200),
  kind: z.enum(['repaid', 'offset']),
  amountFen: fenSchema,
  at: instantSchema,
  by: z.string(),
});

export const recoverySchema = z.strictObject({
  id: z.string(),
  version: z.int(),
  state: z.enum(RECOVERY_STATES),
  cause: z.enum(CAUSES),
  reason: z.string().min(1).max(1000),
  applicationId: z.string(),
  policyId: z.string(),
  policyVersion: z.int(),
  uscc: usccSchema,
  claimedFen: fenSchema,
  correctFen: fenSchema,
  /** Positive: still to be paid; negative: to be given back. */
  differenceFen: fenSchema,
  proposedBy: z.string(),
  proposedAt: instantSchema,
  approvedBy: z.string().optional(),
  noticedAt: instantSchema.optional(),
  /** The day by which it is to be repaid. */
  repayBy: daySchema.optional(),
  /** 陈述申辩: what the enterprise said, or that it said nothing in time. */
  hearing: z
    .strictObject({
      statement: z.string().max(4000),
      outcome: z.enum(['uphold', 'drop']),
      by: z.string(),
      at: instantSchema,
    })
    .optional(),
  /** What of it was cut from payments that had not left yet, where that took several transactions. */
  takenFen: fenSchema.optional(),
  /** What each budget is owed, in the order in which repayments fill them. */
  shares: z.array(shareSchema),
  repayments: z.array(repaymentSchema),
  /** What of the repayments was given back to the budgets by an approved transfer. */
  restoredFen: fenSchema,
  /** What can no longer be collected: asked for by one person, approved by another; the reason stays in sight. */
  writeOff: z
    .strictObject({
      reason: z.string().min(1).max(1000),
      requestedBy: z.string(),
      requestedAt: instantSchema,
      approvedBy: z.string().optional(),
      approvedAt: instantSchema.optional(),
      /** What was still owed when it was approved; 0 until then. */
      amountFen: fenSchema,
    })
    .optional(),
  /** In the enterprise's favour, where an award has lines: those that grew, by how much, and the places they take. */
  lines: z
    .array(
      z.strictObject({
        index: z.int(),
        amountFen: fenSchema,
        slotIds: z.array(z.string()),
        payeeId: z.string(),
      }),
    )
    .optional(),
  /** The claim that pays a difference in the enterprise's favour. */
  supplementClaimId: z.string().optional(),
});
export type Recovery = z.infer<typeof recoverySchema>;

export const totalFen = (amounts: readonly { readonly amountFen: number }[]): Fen =>
  fen(amounts.reduce((total, { amountFen }) => total + amountFen, 0));

export const repaidFen = (recovery: Recovery): Fen => totalFen(recovery.repayments);
export const writtenOffFen = ({ writeOff }: Recovery): Fen => fen(writeOff?.amountFen ?? 0);
/** What is still to be collected. */
export const owedFen = (recovery: Recovery): Fen =>
  fen(totalFen(recovery.shares) - repaidFen(recovery) - writtenOffFen(recovery));

/** @throws Fault unprocessable in another state */
export function assertState(recovery: Recovery, state: Recovery['state']): void {
  if (recovery.state === state) return;
  throw new Fault('unprocessable', {
    reason: 'recovery-state',
    zh: `追补事项状态为 ${recovery.state}，不能办理`,
    en: `The adjustment is ${recovery.state}; this is not possible`,
  });
}

/** @throws Fault forbidden when one person does both halves of what takes two */
export function assertSecondPerson(recovery: Recovery, by: string): void {
  if (recovery.proposedBy !== by) return;
  throw new Fault('forbidden', {
    reason: 'same-person',
    zh: '提出人不能自行批准或裁决',
    en: 'Who proposed it may neither approve nor decide it',
  });
}

/** The notice: what is to be given back, why, and by when, with the right to be heard. */
export function notice(recovery: Recovery, by: string, at: string, repayBy: DayText): Recovery {
  assertState(recovery, 'proposed');
  assertSecondPerson(recovery, by);
  return {
    ...recovery,
    version: recovery.version + 1,
    state: 'noticed',
    approvedBy: by,
    noticedAt: at,
    repayBy,
  };
}

export interface Hearing {
  readonly statement: string;
  readonly outcome: 'uphold' | 'drop';
}

/** After hearing: dropped, or to be taken back. @throws Fault unprocessable | forbidden for who proposed it */
export function decideHearing(recovery: Recovery, hearing: Hearing, by: string, at: string): Recovery {
  assertState(recovery, 'noticed');
  assertSecondPerson(recovery, by);
  const heard = { ...recovery, version: recovery.version + 1, hearing: { ...hearing, by, at } };
  return hearing.outcome === 'drop' ? { ...heard, state: 'dropped' } : heard;
}

/** What is still to be taken back, and no more than is still too much: another adjustment of the award may have come first. */
export function excessFen(recovery: Recovery, standingFen: Fen): Fen {
  const openFen = -recovery.differenceFen - (recovery.takenFen ?? 0);
  return fen(Math.max(Math.min(openFen, standingFen - recovery.correctFen), 0));
}

/** What is owed stands in the books from here on. */
export function openReceivable(
  recovery: Recovery,
  shares: Recovery['shares'],
): { recovery: Recovery; transfers: Transfer[] } {
  const state = shares.length === 0 ? ('settled' as const) : ('receivable' as const);
  return {
    recovery: { ...recovery, state, shares },
    transfers: shares.map(({ budgetId, amountFen }) => ({
      id: `recovery/${recovery.id}/claim-back/${budgetId}`,
      kind: 'claim-back',
      budgetId,
      amountFen: fen(amountFen),
    })),
  };
}

export interface Repayment {
  readonly reference: string;
  readonly kind: 'repaid' | 'offset';
  readonly amountFen: Fen;
  readonly by: string;
  readonly at: string;
}

/**
 * Money that came back, or is kept from a later award. The same reference twice is the same money.
 * @throws Fault unprocessable (`too-much`) for more than is owed, conflict for a reference with another amount
 */
export function repay(
  recovery: Recovery,
  { reference, kind, amountFen, by, at }: Repayment,
): { recovery: Recovery; transfers: Transfer[] } | 'repeated' {
  const known = recovery.repayments.find((repayment) => repayment.reference === reference);
  if (known?.amountFen === amountFen) return 'repeated';
  if (known) throw new Fault('conflict', { reason: 'reference-used', evidence: { ...known } });
  assertState(recovery, 'receivable');
  if (!(amountFen > 0) || amountFen > owedFen(recovery))
    throw new Fault('unprocessable', {
      reason: 'too-much',
      zh: `尚欠 ${owedFen(recovery)} 分，不能登记 ${amountFen} 分`,
      en: `${owedFen(recovery)} fen are owed; ${amountFen} cannot be entered`,
    });
  const next: Recovery = {
    ...recovery,
    version: recovery.version + 1,
    repayments: [...recovery.repayments, { reference, kind, amountFen, at, by }],
  };
  const state = owedFen(next) === 0 ? ('settled' as const) : recovery.state;
  const transfers = parted(recovery.shares, repaidFen(recovery), amountFen).map((part) => ({
    id: `recovery/${recovery.id}/repay/${next.repayments.length}/${part.budgetId}`,
    kind: 'repay' as const,
    ...part,
  }));
  return { recovery: { ...next, state }, transfers };
}

/**
 * A refund of the same year goes back to the budget by an approved transfer; a later one belongs to the treasury.
 * @throws Fault forbidden for who entered a repayment, unprocessable when there is nothing left to restore
 */
export function restore(recovery: Recovery, by: string): { recovery: Recovery; transfers: Transfer[] } {
  if (recovery.repayments.some((repayment) => repayment.by === by))
    throw new Fault('forbidden', {
      reason: 'same-person',
      zh: '登记还款的人不能批准恢复指标',
      en: 'Who entered the repayment may not approve its return to the budget',
    });
  const cash = recovery.repayments.filter(({ kind }) => kind === 'repaid');
  const leftFen = fen(totalFen(cash) - recovery.restoredFen);
  if (leftFen <= 0)
    throw new Fault('unprocessable', {
      reason: 'nothing-to-restore',
      zh: '没有可恢复的还款',
      en: 'No repayment is left to give back to a budget',
    });
  const transfers = parted(recovery.shares, recovery.restoredFen, leftFen).map((part) => ({
    id: `recovery/${recovery.id}/restore/${recovery.version}/${part.budgetId}`,
    kind: 'restore' as const,
    ...part,
  }));
  const restoredFen = fen(recovery.restoredFen + leftFen);
  return { recovery: { ...recovery, version: recovery.version + 1, restoredFen }, transfers };
}

/** Fills the shares in their order, beginning where earlier money ended. */
export function parted(
  shares: Recovery['shares'],
  beforeFen: number,
  amountFen: number,
): { budgetId: string; amountFen: Fen }[] {
  let skip = beforeFen;
  let left = amountFen;
  return shares.flatMap(({ budgetId, amountFen: share }) => {
    const room = Math.max(share - skip, 0);
    skip = Math.max(skip - share, 0);
    const part = Math.min(room, left);
    left -= part;
    return part > 0 ? [{ budgetId, amountFen: fen(part) }] : [];
  });
}
