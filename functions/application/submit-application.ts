// Use case: an enterprise, or the matching of an automatic policy, files an application.
import { applicationId, type Application } from '../../core/application/application.ts';
import { periodOf, submitApplication } from '../../core/application/submit-application.ts';
import { assertInstalmentDue, monthsAfterFirst } from '../../core/application/instalment.ts';
import type { DayText } from '../../core/kernel/day.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { instantOf, type Deps } from '../deps.ts';
import { policyInForce } from '../policy/policy-in-force.ts';
import { keepDeclared } from './declared-list.ts';

export interface SubmitInput {
  readonly policyId: string;
  readonly uscc: string;
  readonly instalment?: number | undefined;
  /** Keys of the persons claimed for, where the policy pays by person. */
  readonly lines?: readonly string[] | undefined;
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
  { policyId, uscc, instalment, lines, by }: SubmitInput,
): Promise<SubmitResult> {
  const { policy, document } = await policyInForce(deps, policyId);
  const today = deps.clock.today();
  const period = periodOf(document, today, instalment);
  if (monthsAfterFirst(document, period) > 0)
    assertInstalmentDue(document, period, await firstInstalmentOf(deps, policyId, uscc), today);
  const enterprise = await deps.store.read('enterprise', uscc);
  if (!enterprise) {
    throw new Fault('not-found', {
      reason: 'enterprise',
      zh: `登记库中没有 ${uscc}`,
      en: `The register holds no ${uscc}`,
    });
  }
  const at = instantOf(deps.clock);
  const declared =
    lines && (await keepDeclared(deps, document, applicationId(policyId, uscc, period), lines));
  const submission = { policy, document, enterprise, period, today, at, by, declared };
  // Most file for the first time, so the create is tried before anything is read; its condition finds the rest.
  const first = submitApplication(submission, undefined) as Application;
  if (await commitSubmission(deps, first, by)) return { application: first, created: true };
  const existing = await deps.store.read('application', first.id);
  if (!existing) throw new Fault('lost-race');
  const reopened = submitApplication(submission, existing);
  if (!reopened) return { application: existing, created: false };
  if (await commitSubmission(deps, reopened, by)) return { application: reopened, created: true };
  throw new Fault('lost-race');
}

/** The day of the first instalment's application, unless that was refused or withdrawn. */
async function firstInstalmentOf(deps: Deps, policyId: string, uscc: string): Promise<DayText | undefined> {
  const first = await deps.store.read('application', applicationId(policyId, uscc, '1'));
  return first && first.state !== 'refused' && first.state !== 'withdrawn' ? first.asOf : undefined;
}

async function commitSubmission(deps: Deps, application: Application, by: string): Promise<boolean> {
  const { id, policyId, districtCode, version, submittedAt } = application;
  const write = { kind: 'application', entity: application } as const;
  const result = await deps.store.commit({
    ...(version === 1 ? { creates: [write] } : { replaces: [write] }),
    event: {
      subject: `application:${id}`,
      seq: version,
      type: 'application.submitted',
      at: submittedAt,
      by,
      data: { applicationId: id, policyId, districtCode },
    },
  });
  return result.committed;
}
