// What a checker must see of one line before money goes out: who receives it, on whose word, and what stands in its way.
import * as z from 'zod';
import { askedAtOf, type Leg } from '../disbursement/claim.ts';
import { daySchema, fenSchema, instantSchema, usccSchema } from '../kernel/schema.ts';
import type { BankAccount } from './bank-message.ts';
import { boardHoldSchema, legHold, type HoldBoard } from './hold-board.ts';
import { accountInForce, VERIFIED_BY_BANK, type RegisteredAccount } from './payee-account.ts';
import { orderLineSchema, type OrderLine } from './payment-order.ts';

/** Where a line's money stands now: `rejected` and `returned` ended this payment, whatever its leg did afterwards. */
export const LINE_STATES = ['open', 'paid', 'rejected', 'returned', 'taken-back'] as const;

export const deskLineSchema = z.strictObject({
  ...orderLineSchema.pick({ legId: true, endToEndId: true, amountFen: true }).shape,
  applicationId: z.string(),
  uscc: usccSchema.optional(),
  enterpriseName: z.string().optional(),
  state: z.enum(LINE_STATES),
  decidedAt: instantSchema.optional(),
  /** The departments' answers are too old to count as asked at release: they are asked again. */
  isAskedAgain: z.boolean(),
  /** What was decided for the application; a line of a claim of many legs is a part of it. */
  awardedFen: fenSchema.optional(),
  /** The line pays exactly what its leg holds, and the leg is in this order. */
  agreesWithLeg: z.boolean(),
  /** The account is the one that is in force today. */
  agreesWithAccount: z.boolean(),
  account: z
    .strictObject({
      source: z.enum(['registered', 'bank']),
      verifiedBy: z.string(),
      verifiedAt: instantSchema.optional(),
      /** Another account waits: to be verified, or for the end of its cooling time. */
      changing: z.enum(['proposed', 'cooling']).optional(),
      changesOn: daySchema.optional(),
    })
    .optional(),
  hold: boardHoldSchema.optional(),
  bankReference: z.string().optional(),
  bankReason: z.string().optional(),
});
export type DeskLine = z.infer<typeof deskLineSchema>;

export const orderDeskSchema = z.strictObject({
  orderId: z.string(),
  /** A stop or hold on the rail, the policy or the order itself. */
  hold: boardHoldSchema.optional(),
  /** The most one payment of the policy may be to go without a second person. */
  preAuthorisedFen: fenSchema,
  payees: z.int(),
  lines: z.array(deskLineSchema),
});
export type OrderDesk = z.infer<typeof orderDeskSchema>;

export interface LineSources {
  readonly line: OrderLine;
  readonly orderId: string;
  readonly leg: Leg | undefined;
  /** How this very payment ended, when its leg has gone on to another round. */
  readonly ended: 'rejected' | 'returned' | undefined;
  readonly enterpriseName: string | undefined;
  readonly awardedFen: DeskLine['awardedFen'];
  readonly registered: RegisteredAccount | undefined;
  /** What the bank itself keeps, where nothing is registered here. */
  readonly held: BankAccount | undefined;
  readonly board: HoldBoard | undefined;
  readonly today: string;
  readonly freshFrom: string;
}

export function deskLine(sources: LineSources): DeskLine {
  const { line, orderId, leg, registered, enterpriseName, awardedFen } = sources;
  const account = accountOf(sources);
  const payee = accountInForce(registered, sources.today)?.payee ?? sources.held;
  const decidedAt = leg?.decidedAt ?? leg?.reservedAt;
  const hold = leg && legHold(sources.board, leg);
  const isOurs = leg?.endToEndId === line.endToEndId;
  return {
    legId: line.legId,
    endToEndId: line.endToEndId,
    amountFen: line.amountFen,
    applicationId: leg?.applicationId ?? leg?.claimId ?? line.legId.slice(0, line.legId.lastIndexOf('/')),
    state: stateOf(sources),
    isAskedAgain: !leg || askedAtOf(leg) < sources.freshFrom,
    agreesWithLeg: isOurs && leg.amountFen === line.amountFen && leg.orderId === orderId,
    agreesWithAccount: payee !== undefined && sameAccount(payee, line.payee),
    ...(leg && { uscc: leg.uscc }),
    ...(enterpriseName !== undefined && { enterpriseName }),
    ...(awardedFen !== undefined && { awardedFen }),
    ...(decidedAt !== undefined && { decidedAt }),
    ...(account && { account }),
    ...(hold && { hold }),
    ...(isOurs && leg.bankReference !== undefined && { bankReference: leg.bankReference }),
    ...(!isOurs && leg?.sentBack && { bankReason: leg.sentBack.reason }),
  };
}

function stateOf({ line, orderId, leg, ended }: LineSources): DeskLine['state'] {
  if (ended !== undefined) return ended;
  if (leg?.endToEndId !== line.endToEndId || leg.orderId !== orderId) return 'taken-back';
  return leg.state === 'paid' ? 'paid' : 'open';
}

function accountOf({ registered, held, today }: LineSources): DeskLine['account'] {
  const inForce = accountInForce(registered, today);
  if (!registered || !inForce)
    return held && !registered ? { source: 'bank', verifiedBy: VERIFIED_BY_BANK } : undefined;
  const isCooling = registered.next !== undefined && registered.next.effectiveFrom > today;
  return {
    source: 'registered',
    verifiedBy: inForce.verifiedBy,
    verifiedAt: inForce.verifiedAt,
    ...(isCooling && { changing: 'cooling' as const, changesOn: registered.next?.effectiveFrom }),
    ...(!isCooling && registered.proposed && { changing: 'proposed' as const }),
  };
}

const sameAccount = (a: BankAccount, b: BankAccount): boolean =>
  a.account === b.account && a.clearingMember === b.clearingMember && a.name === b.name;
