// 诉求: what an enterprise asks of the government outside any application: filed, assigned, urged, answered, rated.
import * as z from 'zod';
import { BAD_STARS_MAX } from '../application/rating.ts';
import { Fault } from '../kernel/fault.ts';
import type { DayText } from '../kernel/day.ts';
import { daySchema, instantSchema, usccSchema } from '../kernel/schema.ts';

/** Working days for the answer, from the filing. */
export const ANSWERED_WITHIN_DAYS = 5;

export const REQUEST_STATES = ['filed', 'assigned', 'answered', 'closed'] as const;

export const requestSchema = z.strictObject({
  id: z.string(),
  version: z.int(),
  state: z.enum(REQUEST_STATES),
  uscc: usccSchema,
  enterpriseName: z.string(),
  subject: z.string().min(1).max(100),
  words: z.string().min(1).max(4000),
  filedBy: z.string(),
  filedAt: instantSchema,
  /** The last working day for the answer. */
  answerBy: daySchema,
  /** The role that must answer; before it is assigned, nobody's. */
  owner: z.string().optional(),
  assignedBy: z.string().optional(),
  assignedAt: instantSchema.optional(),
  /** When the enterprise urged, the latest last. */
  urgedAt: z.array(instantSchema),
  answer: z.string().optional(),
  answeredBy: z.string().optional(),
  answeredAt: instantSchema.optional(),
  stars: z.int().min(1).max(5).optional(),
  ratedAt: instantSchema.optional(),
});
export type EnterpriseRequest = z.infer<typeof requestSchema>;

const URGES_MAX = 5;

const notNow = (zh: string, en: string): Fault =>
  new Fault('unprocessable', { reason: 'request-state', zh, en });
const next = (request: EnterpriseRequest): EnterpriseRequest => ({
  ...request,
  version: request.version + 1,
});

/** May be assigned again to another role as long as it is not answered. @throws Fault unprocessable */
export function assignRequest(
  request: EnterpriseRequest,
  owner: string,
  { by, at }: { readonly by: string; readonly at: string },
): EnterpriseRequest {
  if (request.state !== 'filed' && request.state !== 'assigned')
    throw notNow('诉求已经答复，不能再指派', 'The request is answered and can no longer be assigned');
  return { ...next(request), state: 'assigned', owner, assignedBy: by, assignedAt: at };
}

/** 催办. @throws Fault unprocessable once it is answered, or urged too often */
export function urgeRequest(request: EnterpriseRequest, at: string): EnterpriseRequest {
  if (request.state === 'answered' || request.state === 'closed' || request.urgedAt.length >= URGES_MAX)
    throw notNow('诉求已答复或已多次催办', 'The request is answered, or was urged often enough');
  return { ...next(request), urgedAt: [...request.urgedAt, at] };
}

/** Who has the owner's role answers. @throws Fault forbidden for others | unprocessable before it is assigned */
export function answerRequest(
  request: EnterpriseRequest,
  answer: string,
  { by, at, roles }: { readonly by: string; readonly at: string; readonly roles: readonly string[] },
): EnterpriseRequest {
  if (request.state !== 'assigned' || request.owner === undefined)
    throw notNow('诉求不在待答复状态', 'The request does not wait for an answer');
  if (!roles.includes(request.owner))
    throw new Fault('forbidden', {
      reason: 'owner',
      zh: `此诉求由 ${request.owner} 答复`,
      en: `This request belongs to ${request.owner}`,
    });
  return { ...next(request), state: 'answered', answer, answeredBy: by, answeredAt: at };
}

/** A bad rating opens it once more, for its owner, with a new day; a good one closes it. @throws Fault unprocessable */
export function rateRequest(
  request: EnterpriseRequest,
  stars: number,
  { at, answerBy }: { readonly at: string; readonly answerBy: DayText },
): EnterpriseRequest {
  if (request.state !== 'answered')
    throw notNow('诉求答复后才能评价，每次答复评价一次', 'A request is rated once for each answer');
  const rated = { ...next(request), stars, ratedAt: at };
  const isAgain = stars <= BAD_STARS_MAX && request.ratedAt === undefined;
  return isAgain ? { ...rated, state: 'assigned', answerBy } : { ...rated, state: 'closed' };
}
