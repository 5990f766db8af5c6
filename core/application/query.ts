// A question of the reviewer to the enterprise: the case waits for the applicant with its clock stopped, and goes on when answered.
import * as z from 'zod';
import { Fault } from '../kernel/fault.ts';
import { daySchema, instantSchema } from '../kernel/schema.ts';
import type { DayText } from '../kernel/day.ts';
import type { Application } from './application.ts';
import { attachmentsSchema, type Attachment } from './attachment.ts';

/** Working days that an enterprise has for its answer; a late answer is taken as long as the case stands. */
export const ANSWER_WITHIN_DAYS = 5;
const QUERIES_MAX = 10;

export const applicantQuerySchema = z.strictObject({
  question: z.string().min(1).max(2000),
  askedBy: z.string(),
  askedAt: instantSchema,
  answerBy: daySchema,
  answer: z.string().optional(),
  answeredBy: z.string().optional(),
  answeredAt: instantSchema.optional(),
  attachments: attachmentsSchema.optional(),
});
export type ApplicantQuery = z.infer<typeof applicantQuerySchema>;

export const openQueryOf = ({ queries }: Application): ApplicantQuery | undefined => {
  const last = queries?.at(-1);
  return last?.answeredAt === undefined ? last : undefined;
};

/** @throws Fault unprocessable unless the case is with a reviewer */
export function askApplicant(
  application: Application,
  question: string,
  { by, at, answerBy }: { readonly by: string; readonly at: string; readonly answerBy: DayText },
): Application {
  const { queries = [] } = application;
  if (application.state !== 'in-review' || queries.length >= QUERIES_MAX)
    throw new Fault('unprocessable', {
      reason: 'not-in-review',
      zh: '只有人工审核中的申报可以向企业提问，最多十次',
      en: 'Only a case in review can be asked about, at most ten times',
    });
  return {
    ...application,
    version: application.version + 1,
    state: 'awaiting-applicant',
    queries: [...queries, { question, askedBy: by, askedAt: at, answerBy }],
  };
}

/** @throws Fault unprocessable when nothing was asked, or it is answered already */
export function answerQuery(
  application: Application,
  { answer, attachments }: { readonly answer: string; readonly attachments: Attachment[] },
  { by, at }: { readonly by: string; readonly at: string },
): Application {
  const open = openQueryOf(application);
  if (application.state !== 'awaiting-applicant' || !open)
    throw new Fault('unprocessable', {
      reason: 'nothing-asked',
      zh: '没有待答复的问题',
      en: 'No question waits for an answer',
    });
  const answered = { ...open, answer, answeredBy: by, answeredAt: at, attachments };
  return {
    ...application,
    version: application.version + 1,
    state: 'in-review',
    queries: [...(application.queries ?? []).slice(0, -1), answered],
  };
}

/** 补正完成: what was missing is recorded with its department now, so the case is checked again, in its old place. @throws Fault */
export function completeApplication(application: Application): Application {
  if (application.state !== 'awaiting-applicant' || openQueryOf(application))
    throw new Fault('unprocessable', {
      reason: 'nothing-missing',
      zh: '申报不在待补正状态',
      en: 'The application does not wait for anything to be completed',
    });
  const { missing: _missing, ...rest } = application;
  return { ...rest, version: application.version + 1, state: 'submitted' };
}
