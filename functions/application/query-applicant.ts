// Use cases: a reviewer asks the enterprise, the enterprise answers, or says that what was missing is there now.
import type { Application } from '../../core/application/application.ts';
import type { Attachment } from '../../core/application/attachment.ts';
import {
  ANSWER_WITHIN_DAYS,
  answerQuery,
  askApplicant,
  completeApplication,
} from '../../core/application/query.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { instantOf, type Deps } from '../deps.ts';
import type { EventType } from '../manifest.ts';
import { assertUploaded } from './attach-file.ts';
import { findApplication } from './find-application.ts';

/** @throws Fault not-found | unprocessable unless the case is in review | lost-race */
export async function askQuestion(
  deps: Deps,
  applicationId: string,
  question: string,
  by: string,
): Promise<Application> {
  const found = await findApplication(deps, applicationId);
  const answerBy = await deps.calendar.addWorkingDays(deps.clock.today(), ANSWER_WITHIN_DAYS);
  const at = instantOf(deps.clock);
  return save(deps, askApplicant(found, question, { by, at, answerBy }), 'query.asked', by, at);
}

export interface QueryAnswer {
  readonly answer: string;
  readonly attachments: Attachment[];
}

/** @throws Fault not-found | unprocessable when nothing is asked, or an attachment is missing | lost-race */
export async function giveAnswer(
  deps: Deps,
  applicationId: string,
  answer: QueryAnswer,
  by: string,
): Promise<Application> {
  const found = await findApplication(deps, applicationId);
  const at = instantOf(deps.clock);
  const answered = answerQuery(found, answer, { by, at });
  await assertUploaded(deps, applicationId, answer.attachments);
  return save(deps, answered, 'query.answered', by, at);
}

/** @throws Fault not-found | unprocessable when nothing is missing | lost-race */
export async function complete(deps: Deps, applicationId: string, by: string): Promise<Application> {
  const found = await findApplication(deps, applicationId);
  return save(deps, completeApplication(found), 'application.completed', by, instantOf(deps.clock));
}

async function save(
  deps: Deps,
  application: Application,
  type: EventType,
  by: string,
  at: string,
): Promise<Application> {
  const { id, policyId, districtCode, version } = application;
  const { committed } = await deps.store.commit({
    replaces: [{ kind: 'application', entity: application }],
    event: {
      subject: `application:${id}`,
      seq: version,
      type,
      at,
      by,
      data: { applicationId: id, policyId, districtCode },
    },
  });
  if (!committed) throw new Fault('lost-race');
  return application;
}
