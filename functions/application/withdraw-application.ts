// Use case: the enterprise takes its application back, as long as no money is reserved for it.
import { CLOSED, type Application } from '../../core/application/application.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { assertMayActFor } from '../authorize.ts';
import { instantOf, type Deps } from '../deps.ts';
import type { Principal } from '../ports.ts';
import { findApplication } from './find-application.ts';

/** @throws Fault not-found | forbidden | unprocessable once it is decided for good */
export async function withdraw(
  deps: Deps,
  applicationId: string,
  principal: Principal,
): Promise<Application> {
  const application = await findApplication(deps, applicationId);
  assertMayActFor(principal, application.uscc);
  if (application.state === 'withdrawn') return application;
  // Of a claim in several parts some may be reserved while the application still waits for the others.
  if (CLOSED.includes(application.state) || application.award) {
    throw new Fault('unprocessable', {
      reason: 'already-decided',
      zh: '申报已办结，不能撤回',
      en: 'The application is closed and cannot be withdrawn',
    });
  }
  const at = instantOf(deps.clock);
  const next: Application = {
    ...application,
    version: application.version + 1,
    state: 'withdrawn',
    decidedAt: at,
  };
  const result = await deps.store.commit({
    replaces: [{ kind: 'application', entity: next }],
    event: {
      subject: `application:${next.id}`,
      seq: next.version,
      type: 'application.withdrawn',
      at,
      by: principal.sub,
      data: { applicationId: next.id, policyId: next.policyId, districtCode: next.districtCode },
    },
  });
  if (!result.committed) throw new Fault('lost-race');
  return next;
}
