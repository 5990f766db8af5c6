// An appeal: the enterprise contests a decision once, and somebody other than the decider answers it within the days set.
import * as z from 'zod';
import { Fault } from '../kernel/fault.ts';
import { daySchema, fenSchema, instantSchema, usccSchema } from '../kernel/schema.ts';
import type { DayText } from '../kernel/day.ts';
import { APPLICATION_STATES, type Application } from './application.ts';
import { attachmentsSchema, type Attachment } from './attachment.ts';

/** Working days after a decision in which it can be contested. */
export const APPEAL_WITHIN_DAYS = 20;
/** Working days for the answer where the policy sets none for its reviewers. */
export const APPEAL_DECIDED_WITHIN_DAYS = 10;

export const APPEAL_STATES = ['filed', 'accepted', 'refused'] as const;

export const appealSchema = z.strictObject({
  /** `application@revision`: each decision is contested at most once. */
  id: z.string(),
  version: z.int(),
  state: z.enum(APPEAL_STATES),
  applicationId: z.string(),
  policyId: z.string(),
  uscc: usccSchema,
  enterpriseName: z.string(),
  districtCode: z.string(),
  revision: z.int(),
  /** The decision contested, and who made it: that person may not answer. */
  against: z.strictObject({
    state: z.enum(APPLICATION_STATES),
    by: z.string(),
    decidedAt: instantSchema,
    refusedBy: z.array(z.string()).optional(),
    amountFen: fenSchema.optional(),
  }),
  grounds: z.string().min(1).max(4000),
  attachments: attachmentsSchema,
  filedBy: z.string(),
  filedAt: instantSchema,
  /** The last working day for the answer. */
  decideBy: daySchema,
  decidedBy: z.string().optional(),
  decidedAt: instantSchema.optional(),
  reason: z.string().optional(),
});
export type Appeal = z.infer<typeof appealSchema>;

export const appealId = ({ id, revision }: Pick<Application, 'id' | 'revision'>): string =>
  `${id}@${revision}`;

/** A refusal may be contested whole; of an award, its amount. */
export const isContestable = ({ state, decidedAt }: Application): boolean =>
  decidedAt !== undefined && ['refused', 'reserved', 'granted'].includes(state);

export interface AppealInput {
  readonly grounds: string;
  readonly attachments: Attachment[];
  /** Who decided the application; `system` where a rule did. */
  readonly decider: string;
  readonly today: DayText;
  /** The last day on which the decision may be contested. */
  readonly fileBy: DayText;
  readonly decideBy: DayText;
  readonly at: string;
  readonly by: string;
}

/** @throws Fault unprocessable (`nothing-to-contest`, `appeal-late`) */
export function fileAppeal(
  application: Application,
  input: AppealInput,
): { appeal: Appeal; application: Application } {
  const { decidedAt } = application;
  if (!isContestable(application) || decidedAt === undefined)
    throw new Fault('unprocessable', {
      reason: 'nothing-to-contest',
      zh: '申报尚无可申诉的决定',
      en: 'There is no decision yet that could be contested',
    });
  if (input.today > input.fileBy)
    throw new Fault('unprocessable', {
      reason: 'appeal-late',
      zh: `申诉期限为 ${input.fileBy}，已过期；仍可提出诉求或重新申报`,
      en: `The decision could be contested until ${input.fileBy}; you may still file a request, or claim again`,
    });
  const { id, policyId, uscc, enterpriseName, districtCode, revision, state, refusedBy, amountFen } =
    application;
  return {
    application: { ...application, version: application.version + 1 },
    appeal: {
      id: appealId(application),
      version: 1,
      state: 'filed',
      applicationId: id,
      policyId,
      uscc,
      enterpriseName,
      districtCode,
      revision,
      against: {
        state,
        by: input.decider,
        decidedAt,
        ...(refusedBy && { refusedBy }),
        ...(amountFen !== undefined && { amountFen }),
      },
      grounds: input.grounds,
      attachments: input.attachments,
      filedBy: input.by,
      filedAt: input.at,
      decideBy: input.decideBy,
    },
  };
}

export interface AppealAnswer {
  readonly decision: 'accept' | 'refuse';
  readonly reason: string;
}

/**
 * An accepted appeal of a refusal is checked again as a new revision, in its old place of the queue and as of its old day: the
 * office's mistake costs the enterprise nothing. What it then gets, the rule says, never the person who accepted the appeal.
 * An award stays as it is: a difference is proposed and approved as a supplement.
 * @throws Fault forbidden (`same-person`) | unprocessable when it is answered already, or the enterprise filed anew meanwhile
 */
export function decideAppeal(
  appeal: Appeal,
  application: Application,
  answer: AppealAnswer,
  { by, at }: { readonly by: string; readonly at: string },
): { appeal: Appeal; application: Application } {
  if (appeal.state !== 'filed')
    throw new Fault('unprocessable', {
      reason: 'appeal-answered',
      zh: '这项申诉已经答复',
      en: 'This appeal is answered already',
    });
  if (appeal.against.by === by)
    throw new Fault('forbidden', {
      reason: 'same-person',
      zh: '申诉不能由作出原决定的人办理',
      en: 'Whoever made the decision may not answer an appeal against it',
    });
  const decided: Appeal = {
    ...appeal,
    version: appeal.version + 1,
    state: answer.decision === 'accept' ? 'accepted' : 'refused',
    decidedBy: by,
    decidedAt: at,
    reason: answer.reason,
  };
  const next = { ...application, version: application.version + 1 };
  const isReopened = answer.decision === 'accept' && appeal.against.state === 'refused';
  if (!isReopened) return { appeal: decided, application: next };
  if (application.state !== 'refused' || application.revision !== appeal.revision)
    throw new Fault('unprocessable', {
      reason: 'decision-gone',
      zh: '企业已重新申报，原决定不再有效，无需受理申诉；请不予受理并说明',
      en: 'The enterprise has filed anew and the decision no longer stands; refuse the appeal and say so',
    });
  const { refusedBy: _refused, blockedBy: _blocked, decidedAt: _decided, amountFen: _amount, ...rest } = next;
  return { appeal: decided, application: { ...rest, revision: rest.revision + 1, state: 'submitted' } };
}
