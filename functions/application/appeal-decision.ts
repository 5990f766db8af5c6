// Use cases: an enterprise contests a decision, with attachments; a reviewer who did not make it answers.
import type { Application } from '../../core/application/application.ts';
import {
  APPEAL_DECIDED_WITHIN_DAYS,
  APPEAL_WITHIN_DAYS,
  appealId,
  decideAppeal,
  fileAppeal,
  isContestable,
  type Appeal,
  type AppealAnswer,
} from '../../core/application/appeal.ts';
import type { Attachment } from '../../core/application/attachment.ts';
import type { DayText } from '../../core/kernel/day.ts';
import type { ExceptionCase } from '../../core/kernel/exception-case.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { workingDaysAfter } from '../business-day.ts';
import { instantOf, SYSTEM, type Deps } from '../deps.ts';
import type { FlowEvent } from '../ports.ts';
import { assertUploaded } from './attach-file.ts';
import { findApplication } from './find-application.ts';
import { historyOf } from './history-of.ts';

/** The person who decided since the last filing; the system where a rule did. */
export function deciderOf(events: readonly FlowEvent[]): string {
  const decided = events.findLast(
    ({ type, proof }) => type === 'application.submitted' || proof?.['review'] !== undefined,
  );
  return decided?.proof?.['review'] === undefined ? SYSTEM : decided.by;
}

/** The last day on which a decided application may be contested; undefined where there is nothing to contest. */
export async function contestableUntil(
  deps: Pick<Deps, 'calendar' | 'clock'>,
  application: Application,
): Promise<DayText | undefined> {
  if (!isContestable(application) || application.decidedAt === undefined) return undefined;
  return workingDaysAfter(deps, application.decidedAt, APPEAL_WITHIN_DAYS);
}

export interface AppealRequest {
  readonly grounds: string;
  readonly attachments: Attachment[];
}

/** The same decision contested again is the appeal that stands. @throws Fault not-found | unprocessable | lost-race */
export async function appealDecision(
  deps: Deps,
  applicationId: string,
  request: AppealRequest,
  by: string,
): Promise<Appeal> {
  const [found, events] = await Promise.all([
    findApplication(deps, applicationId),
    historyOf(deps, applicationId),
  ]);
  const standing = await deps.store.read('appeal', appealId(found));
  if (standing) return standing;
  await assertUploaded(deps, applicationId, request.attachments);
  const { version } = await deps.policies.version(found.policyId, found.policyVersion);
  const today = deps.clock.today();
  const days = version.document.review?.workingDays ?? APPEAL_DECIDED_WITHIN_DAYS;
  const at = instantOf(deps.clock);
  const { appeal, application } = fileAppeal(found, {
    ...request,
    decider: deciderOf(events),
    today,
    fileBy: (await contestableUntil(deps, found)) ?? today,
    decideBy: await deps.calendar.addWorkingDays(today, days),
    at,
    by,
  });
  const { committed } = await deps.store.commit({
    creates: [{ kind: 'appeal', entity: appeal }],
    replaces: [{ kind: 'application', entity: application }],
    event: {
      subject: `application:${applicationId}`,
      seq: application.version,
      type: 'appeal.filed',
      at,
      by,
      data: { ...dataOf(application), appealId: appeal.id },
    },
  });
  if (!committed) throw new Fault('lost-race');
  return appeal;
}

/** @throws Fault not-found | forbidden for the decider | unprocessable | lost-race */
export async function answerAppeal(
  deps: Deps,
  id: string,
  answer: AppealAnswer,
  by: string,
): Promise<Appeal> {
  const found = await deps.store.read('appeal', id);
  if (!found) throw new Fault('not-found', { reason: 'appeal', zh: '没有这项申诉', en: 'No such appeal' });
  const at = instantOf(deps.clock);
  const before = await findApplication(deps, found.applicationId);
  const { appeal, application } = decideAppeal(found, before, answer, { by, at });
  const isAward = appeal.state === 'accepted' && appeal.against.state !== 'refused';
  const { committed } = await deps.store.commit({
    ...(isAward && { creates: [{ kind: 'exception', entity: supplementCase(appeal, at) }] as const }),
    replaces: [
      { kind: 'appeal', entity: appeal, notMadeBy: by },
      { kind: 'application', entity: application },
    ],
    event: {
      subject: `application:${application.id}`,
      seq: application.version,
      type: appeal.state === 'accepted' ? 'appeal.accepted' : 'appeal.refused',
      at,
      by,
      data: { ...dataOf(application), appealId: appeal.id },
    },
  });
  if (!committed) throw new Fault('lost-race');
  return appeal;
}

const dataOf = ({ id, policyId, districtCode }: Application) => ({
  applicationId: id,
  policyId,
  districtCode,
});

/** An award that was too low is topped up as every difference is: proposed by one person, approved by another. */
const supplementCase = (appeal: Appeal, at: string): ExceptionCase => ({
  id: `appeal.${appeal.id}`,
  version: 1,
  state: 'open',
  reason: 'appeal-accepted',
  subject: `application:${appeal.applicationId}`,
  owner: 'unit.maker',
  zh: '对核定金额的申诉已受理，请核对差额并提出补发',
  en: 'An appeal against the amount was accepted: work out the difference and propose a supplement',
  evidence: { appealId: appeal.id, reason: appeal.reason },
  openedAt: at,
});
