// Who acts next on an application, by when, and the line to expect on the bank statement: waiting is a name and a day, not a silence.
import * as z from 'zod';
import { openQueryOf } from '../../core/application/query.ts';
import type { Application } from '../../core/application/application.ts';
import type { Leg } from '../../core/disbursement/claim.ts';
import { catalogueIndex } from '../../core/hub/next-question.ts';
import { daySchema, fenSchema } from '../../core/kernel/schema.ts';
import type { DayText } from '../../core/kernel/day.ts';
import type { PaymentOrder } from '../../core/payment/payment-order.ts';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import { workingDaysAfter } from '../business-day.ts';
import type { Deps } from '../deps.ts';
import type { QueuePlace } from '../disbursement/queue-place.ts';
import type { ShownState } from './shown-state.ts';

export const nextStepSchema = z.strictObject({
  /** `public` is publicity (公示); `platform` goes on by itself within seconds; `nobody`: it has ended. */
  who: z.enum([
    'platform',
    'enterprise',
    'department',
    'reviewer',
    'public',
    'treasury',
    'releaser',
    'bank',
    'nobody',
  ]),
  /** The departments that are waited for. */
  departments: z.array(z.string()).optional(),
  /** The last day for it, where one is set. */
  by: daySchema.optional(),
});
export type NextStep = z.infer<typeof nextStepSchema>;

export const bankLineSchema = z.strictObject({
  endToEndId: z.string(),
  amountFen: fenSchema,
  payerName: z.string(),
  payeeName: z.string(),
  /** All but the last digits are hidden. */
  payeeAccount: z.string(),
  /** 附言: the words on the statement. */
  remark: z.string(),
});
export type BankLine = z.infer<typeof bankLineSchema>;

export interface Standing {
  readonly application: Application;
  readonly state: ShownState;
  readonly document: PolicyDocument;
  readonly orders: readonly PaymentOrder[];
  readonly queue: QueuePlace | undefined;
}

export async function nextStep(deps: Deps, standing: Standing): Promise<NextStep> {
  const { application, state } = standing;
  switch (state) {
    case 'awaiting-data':
      return { who: 'department', departments: await departmentsOf(deps, application) };
    case 'awaiting-applicant': {
      const by = openQueryOf(application)?.answerBy;
      return { who: 'enterprise', ...(by !== undefined && { by }) };
    }
    case 'in-review':
      return dated('reviewer', await reviewedBy(deps, standing));
    case 'in-publicity':
      return dated('public', application.publicUntil);
    case 'queued':
      return dated('treasury', standing.queue?.payBy);
    case 'returned':
      return { who: 'enterprise' };
    case 'accepted':
    case 'reserved':
    case 'ordered':
      return dated(isPrepared(standing) ? 'releaser' : 'platform', await paidBy(deps, standing));
    case 'sent':
      return dated('bank', await paidBy(deps, standing));
    case 'submitted':
      return { who: 'platform' };
    default:
      return { who: 'nobody' };
  }
}

const dated = (who: NextStep['who'], by: DayText | undefined): NextStep => ({
  who,
  ...(by !== undefined && { by }),
});

/** An order above the policy's limit waits for a second person. */
const isPrepared = ({ orders }: Standing): boolean => orders.some(({ state }) => state === 'prepared');

async function departmentsOf(deps: Deps, { missing = [] }: Application): Promise<string[]> {
  const index = catalogueIndex(await deps.policies.catalogue());
  const named = missing.flatMap((key) => index.get(key.split('.')[0] ?? key)?.department ?? []);
  return [...new Set(named)];
}

async function reviewedBy(deps: Deps, { application, document }: Standing): Promise<DayText | undefined> {
  const days = document.review?.workingDays;
  return days === undefined ? undefined : workingDaysAfter(deps, application.submittedAt, days);
}

/** 兑付时限: so many working days from acceptance. */
async function paidBy(deps: Deps, { application, document }: Standing): Promise<DayText | undefined> {
  if (application.decidedAt === undefined) return undefined;
  return workingDaysAfter(deps, application.decidedAt, document.dates.paymentDays);
}

const SHOWN_DIGITS = 4;

/** The lines as the bank will print them, one for each payment that stands in an order. */
export function bankLines(legs: readonly Leg[], orders: readonly PaymentOrder[]): BankLine[] {
  return legs.flatMap((leg) => {
    const order = orders.find(({ id }) => id === leg.orderId);
    const line = order?.lines.find(({ legId }) => legId === leg.id);
    if (!order || !line) return [];
    const { account, name } = line.payee;
    return [
      {
        endToEndId: line.endToEndId,
        amountFen: line.amountFen,
        payerName: order.payer.name,
        payeeName: name,
        payeeAccount: `${'*'.repeat(Math.max(account.length - SHOWN_DIGITS, 0))}${account.slice(-SHOWN_DIGITS)}`,
        remark: line.remark,
      },
    ];
  });
}
