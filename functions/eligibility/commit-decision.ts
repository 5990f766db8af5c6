// A decision as one commit: the application, its event, and of an acceptance the sample that it may be drawn for.
import type { Decision } from '../../core/eligibility/decide-application.ts';
import type { PolicyVersion } from '../../core/policy/policy.ts';
import { instantOf, type Deps } from '../deps.ts';
import type { FlowEvent } from '../ports.ts';
import { sampleAccepted } from './sample-accepted.ts';

export interface DecisionAct {
  readonly by: string;
  /** The version that answered; absent where none did. */
  readonly version?: PolicyVersion;
  readonly proof?: NonNullable<FlowEvent['proof']>;
}

/** @returns false when somebody else changed the application meanwhile */
export async function commitDecision(
  deps: Deps,
  decision: Decision,
  { by, version, proof }: DecisionAct,
): Promise<boolean> {
  const { application, event } = decision;
  const { committed } = await deps.store.commit({
    creates: version ? await sampleAccepted(deps, decision, version) : [],
    replaces: [{ kind: 'application', entity: application }],
    event: {
      subject: `application:${application.id}`,
      seq: application.version,
      type: event,
      at: instantOf(deps.clock),
      by,
      data: decisionData(decision),
      ...(proof && { proof }),
    },
  });
  return committed;
}

const decisionData = ({ application }: Decision): Record<string, unknown> => ({
  applicationId: application.id,
  policyId: application.policyId,
  districtCode: application.districtCode,
  state: application.state,
  ...(application.amountFen !== undefined && { amountFen: application.amountFen }),
  ...(application.refusedBy && { refusedBy: application.refusedBy }),
});
