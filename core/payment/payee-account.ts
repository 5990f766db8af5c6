// A payee's account: registered by one person, verified by the bank or a second one before the first payment, changed by two
// people with a cooling time in which money still goes where it went before.
import * as z from 'zod';
import { Fault } from '../kernel/fault.ts';
import { daySchema, instantSchema } from '../kernel/schema.ts';
import type { DayText } from '../kernel/day.ts';
import { bankAccountSchema, type BankAccount } from './bank-message.ts';

/** A changed account is paid to from this many working days after its verification: time to notice a fraud. */
export const COOLING_WORKING_DAYS = 2;
/** Who verified when the bank itself said so. */
export const VERIFIED_BY_BANK = 'bank';

const verifiedAccountSchema = z.strictObject({
  payee: bankAccountSchema,
  proposedBy: z.string(),
  /** `bank`, or the second person. */
  verifiedBy: z.string(),
  verifiedAt: instantSchema,
  effectiveFrom: daySchema,
});

export const accountSchema = z.strictObject({
  /** The payee: a USCC, or the key of a line's payee. */
  id: z.string(),
  version: z.int(),
  /** The enterprise that registered it. */
  uscc: z.string(),
  current: verifiedAccountSchema.optional(),
  /** Verified, and paid to from its day on. */
  next: verifiedAccountSchema.optional(),
  /** Waits for the second person. */
  proposed: z
    .strictObject({ payee: bankAccountSchema, proposedBy: z.string(), proposedAt: instantSchema })
    .optional(),
});
export type RegisteredAccount = z.infer<typeof accountSchema>;

/** The account that money goes to on a day; undefined while none is verified. */
export function accountInForce(
  account: RegisteredAccount | undefined,
  today: DayText,
): z.infer<typeof verifiedAccountSchema> | undefined {
  const { next, current } = account ?? {};
  return next && next.effectiveFrom <= today ? next : current;
}

const sameAccount = (a: BankAccount, b: BankAccount): boolean =>
  a.account === b.account && a.clearingMember === b.clearingMember && a.name === b.name;

export interface Proposal {
  readonly payeeId: string;
  readonly uscc: string;
  readonly payee: BankAccount;
  readonly by: string;
  readonly at: string;
}

/** Registers or proposes to change. @throws Fault conflict for another enterprise's payee */
export function proposeAccount(
  existing: RegisteredAccount | undefined,
  { payeeId, uscc, payee, by, at }: Proposal,
): RegisteredAccount {
  if (existing && existing.uscc !== uscc)
    throw new Fault('conflict', {
      reason: 'payee-taken',
      zh: '该收款人已由其他企业登记',
      en: 'Another enterprise registered this payee',
    });
  const { current, next } = existing ?? {};
  return {
    id: payeeId,
    version: (existing?.version ?? 0) + 1,
    uscc,
    ...(current && { current }),
    ...(next && { next }),
    proposed: { payee, proposedBy: by, proposedAt: at },
  };
}

/**
 * What was proposed is verified. The first account, and the same account verified again, are in force at once; another one
 * after the cooling time.
 * @param coolingUntil the day from which a changed account may be paid to
 * @throws Fault unprocessable without a proposal, forbidden for the person who proposed
 */
export function verifyAccount(
  account: RegisteredAccount,
  by: string,
  at: string,
  today: DayText,
  coolingUntil: DayText,
): RegisteredAccount {
  const { proposed, id, version, uscc } = account;
  if (!proposed)
    throw new Fault('unprocessable', {
      reason: 'nothing-proposed',
      zh: '没有待核验的账户',
      en: 'No account waits for verification',
    });
  if (proposed.proposedBy === by)
    throw new Fault('forbidden', {
      reason: 'same-person',
      zh: '登记人不能核验自己登记的账户',
      en: 'The person who registered an account may not verify it',
    });
  const inForce = accountInForce(account, today);
  const atOnce = inForce === undefined || sameAccount(inForce.payee, proposed.payee);
  const verified = {
    payee: proposed.payee,
    proposedBy: proposed.proposedBy,
    verifiedBy: by,
    verifiedAt: at,
    effectiveFrom: atOnce ? today : coolingUntil,
  };
  const head = { id, version: version + 1, uscc };
  return atOnce ? { ...head, current: verified } : { ...head, current: inForce, next: verified };
}
