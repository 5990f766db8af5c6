// Use case: a reviewer decides what a rule may not: accepted cases go on exactly as by rule, refused ones say why.
import type { Application } from '../../core/application/application.ts';
import { accept, refuse, type Decision } from '../../core/eligibility/decide-application.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { instantOf, type Deps } from '../deps.ts';
import { commitDecision } from '../eligibility/commit-decision.ts';
import { isAmended, loadAnswering } from '../eligibility/load-answering.ts';
import { findApplication } from './find-application.ts';

export interface Review {
  readonly decision: 'accept' | 'refuse';
  readonly reason: string;
}

/**
 * A case that an amendment has taken from the version it was computed by goes back to the check, and is not decided here.
 * @throws Fault not-found | unprocessable when it does not wait for review
 */
export async function reviewApplication(
  deps: Deps,
  applicationId: string,
  review: Review,
  by: string,
): Promise<Application> {
  const application = await findApplication(deps, applicationId);
  if (application.state !== 'in-review') {
    throw new Fault('unprocessable', {
      reason: 'not-in-review',
      zh: `申报状态为 ${application.state}，不在审核中`,
      en: `The application is ${application.state}, not in review`,
    });
  }
  if (review.decision === 'accept' && application.amountFen === undefined) {
    throw new Fault('unprocessable', {
      reason: 'no-amount',
      zh: '规则未能算出金额，不能直接同意；请更正数据后重新申报，或不予同意',
      en: 'The rule found no amount: it cannot be accepted; correct the data and file again, or refuse',
    });
  }
  const at = instantOf(deps.clock);
  if (isAmended(await loadAnswering(deps, application), application)) return checkAnew(deps, application, by);
  const { version } = await deps.policies.version(application.policyId, application.policyVersion);
  const next = { ...application, version: application.version + 1 };
  const publicUntil = await deps.calendar.addWorkingDays(
    deps.clock.today(),
    version.document.dates.publicityDays,
  );
  const decision: Decision =
    review.decision === 'accept'
      ? accept(next, { document: version.document, at, publicUntil })
      : refuse(next, ['review'], at);
  if (!(await commitDecision(deps, decision, { by, version, proof: { review } })))
    throw new Fault('lost-race');
  return decision.application;
}

async function checkAnew(deps: Deps, application: Application, by: string): Promise<Application> {
  const next: Application = { ...application, version: application.version + 1, state: 'submitted' };
  const result = await deps.store.commit({
    replaces: [{ kind: 'application', entity: next }],
    event: {
      subject: `application:${next.id}`,
      seq: next.version,
      type: 'application.amended',
      at: instantOf(deps.clock),
      by,
      data: { applicationId: next.id, policyId: next.policyId },
    },
  });
  if (!result.committed) throw new Fault('lost-race');
  return next;
}
