// Use case: an enterprise, or the matching of an automatic policy, files an application.
import type { Application } from '../../core/application/application.ts';
import { applicationId } from '../../core/application/application.ts';
import { periodOf, submitApplication } from '../../core/application/submit-application.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { instantOf, type Deps } from '../deps.ts';
import { policyInForce } from '../policy/policy-in-force.ts';

export interface SubmitInput {
  readonly policyId: string;
  readonly uscc: string;
  readonly instalment?: number | undefined;
  readonly by: string;
}

export interface SubmitResult {
  readonly application: Application;
  /** False when the same application stood already. */
  readonly created: boolean;
}

/** @throws Fault not-found | unprocessable. Filing twice is filing once: the id is policy × enterprise × period. */
export async function submit(
  deps: Deps,
  { policyId, uscc, instalment, by }: SubmitInput,
): Promise<SubmitResult> {
  const { policy, document } = await policyInForce(deps, policyId);
  const today = deps.clock.today();
  const period = periodOf(document, today, instalment);
  const id = applicationId(policyId, uscc, period);
  const [enterprise, existing] = await Promise.all([
    deps.store.read('enterprise', uscc),
    deps.store.read('application', id),
  ]);
  if (!enterprise) {
    throw new Fault('not-found', {
      reason: 'enterprise',
      zh: `登记库中没有 ${uscc}`,
      en: `The register holds no ${uscc}`,
    });
  }
  const at = instantOf(deps.clock);
  const next = submitApplication({ policy, document, enterprise, period, today, at, by }, existing);
  if (!next) return { application: existing as Application, created: false };
  const write = { kind: 'application', entity: next } as const;
  const result = await deps.store.commit({
    ...(existing ? { replaces: [write] } : { creates: [write] }),
    event: {
      subject: `application:${id}`,
      seq: next.version,
      type: 'application.submitted',
      at,
      by,
      data: { applicationId: id, policyId, districtCode: next.districtCode },
    },
  });
  if (result.committed) return { application: next, created: true };
  const stored = await deps.store.read('application', id);
  if (!stored) throw new Fault('lost-race');
  return { application: stored, created: false };
}
