// Use cases: a person asks that a refused application may stand beside an earlier claim, a second person approves it.
import { approveOverride, requestOverride, type ClaimOverride } from '../../core/disbursement/override.ts';
import type { Application } from '../../core/application/application.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { instantOf, type Deps } from '../deps.ts';
import type { EventType } from '../manifest.ts';

/** @throws Fault not-found | unprocessable | lost-race */
export async function askOverride(
  deps: Deps,
  applicationId: string,
  reason: string,
  by: string,
): Promise<ClaimOverride> {
  const { application, override: existing } = await load(deps, applicationId);
  const at = instantOf(deps.clock);
  const override = requestOverride(application, existing, { reason, by, at });
  const write = { kind: 'override', entity: override } as const;
  const { committed } = await deps.store.commit({
    ...(existing ? { replaces: [write] } : { creates: [write] }),
    checks: [{ kind: 'application', id: applicationId, version: application.version }],
    event: eventOf(override, 'override.requested', at, by),
  });
  if (!committed) throw new Fault('lost-race');
  return override;
}

/** The application is accepted again, in its old place, in the same transaction. @throws Fault as above, forbidden */
export async function grantOverride(deps: Deps, applicationId: string, by: string): Promise<Application> {
  const { application, override } = await load(deps, applicationId);
  if (!override)
    throw new Fault('not-found', { reason: 'override', zh: '没有特批申请', en: 'No override was asked for' });
  const granted = approveOverride(override, application, by);
  const at = instantOf(deps.clock);
  const { committed } = await deps.store.commit({
    replaces: [
      { kind: 'override', entity: granted.override, notMadeBy: by },
      { kind: 'application', entity: granted.application },
    ],
    event: {
      subject: `application:${applicationId}`,
      seq: granted.application.version,
      type: 'application.accepted',
      at,
      by,
      data: {
        applicationId,
        policyId: application.policyId,
        districtCode: application.districtCode,
        state: 'accepted',
        override: granted.application.override,
      },
    },
  });
  if (!committed) throw new Fault('lost-race');
  return granted.application;
}

async function load(deps: Deps, applicationId: string) {
  const [application, override] = await Promise.all([
    deps.store.read('application', applicationId),
    deps.store.read('override', applicationId),
  ]);
  if (application) return { application, override };
  throw new Fault('not-found', { reason: 'application', zh: '没有这项申报', en: 'No such application' });
}

const eventOf = (override: ClaimOverride, type: EventType, at: string, by: string) => ({
  subject: `override:${override.id}`,
  seq: override.version,
  type,
  at,
  by,
  data: { applicationId: override.id, earlierClaimId: override.earlierClaimId, reason: override.reason },
});
