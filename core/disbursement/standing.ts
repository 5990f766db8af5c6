// What earlier claims left for a new one: places in a group, sums under a cap, lines already paid, and the share of a short budget.
import * as z from 'zod';
import { daySchema, fenSchema, instantSchema } from '../kernel/schema.ts';
import { fen, type Fen } from '../kernel/fen.ts';
import { instalmentOf } from '../application/instalment.ts';
import type { PolicyDocument } from '../policy/policy-document.ts';
import { hashName } from './end-to-end-id.ts';
import type { AmountCap } from '../rules/compile-policy.ts';
import type { Evaluation } from '../rules/evaluation.ts';
import type { Slot } from './claim.ts';

/** What one enterprise was awarded under one policy: caps on an enterprise, or over some months, are checked against it. */
export const capCounterSchema = z.strictObject({
  /** `policy.uscc`. */
  id: z.string(),
  version: z.int(),
  awards: z.array(z.strictObject({ claimId: z.string(), amountFen: fenSchema, day: daySchema })),
});
export type CapCounter = z.infer<typeof capCounterSchema>;

export const capCounterId = (policyId: string, uscc: string): string => `${policyId}.${uscc}`;

/** The share of each budget that accepted applications get when a closed round asks for more than there is. */
export const allocationShareSchema = z.strictObject({
  /** The policy. */
  id: z.string(),
  version: z.int(),
  fixedAt: instantSchema,
  shares: z.array(z.strictObject({ budgetId: z.string(), availableFen: fenSchema, neededFen: fenSchema })),
});
export type AllocationShare = z.infer<typeof allocationShareSchema>;

/** One person, household or asset of an award, as the decision evaluated it. */
export interface AwardedLine {
  readonly index: number;
  readonly amountFen: Fen;
  /** The places it takes: created in the reserving commit, so that nobody is paid twice. */
  readonly slotIds: readonly string[];
  /** The key of the person paid, where lines are paid to persons: the first unique key's value. */
  readonly payeeId: string;
}

export interface Standing {
  /** The place in the policy's group, where one is taken. */
  readonly groupSlot?: Slot | undefined;
  readonly counter?: CapCounter | undefined;
  /** The policy's caps on the application's day and in its district, from the facts of its decision. */
  readonly caps: readonly AmountCap[];
  readonly lines?: readonly AwardedLine[] | undefined;
  /** Places of lines that are taken, by their ids. */
  readonly lineSlots: ReadonlyMap<string, Slot>;
  readonly share?: AllocationShare | undefined;
}

/** A place names no person: it is a hash of policy, period and the line's unique key. */
export const lineSlotId = (policyId: string, period: string, uniqueKey: string): string =>
  `line.${hashName('line-slot/1', [policyId, period, uniqueKey])}`;

/**
 * The lines that an evaluation awards money to, each with what the application's instalment pays of it. A line without a unique key
 * is unique within its application.
 */
export function awardedLines(
  document: Pick<PolicyDocument, 'instalments'>,
  evaluation: Evaluation,
  application: { readonly id: string; readonly policyId: string; readonly period: string },
): AwardedLine[] {
  return (evaluation.lines ?? []).flatMap((line) => {
    if (line.outcome !== 'eligible' || line.amountFen === null) return [];
    const amountFen = instalmentOf(document, application.period, fen(line.amountFen));
    if (amountFen <= 0) return [];
    const keys = line.uniqueKeys.filter((key) => key !== null);
    const [first = `${application.id}:${line.index}`] = keys;
    const unique = keys.length > 0 ? keys : [first];
    return [
      {
        index: line.index,
        amountFen,
        slotIds: unique.map((key) => lineSlotId(application.policyId, application.period, key)),
        payeeId: first.slice(first.indexOf(':') + 1),
      },
    ];
  });
}
