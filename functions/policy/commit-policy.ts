// One step of a policy's life as one commit: its new head and what happened.
import { Fault } from '../../core/kernel/fault.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { Deps } from '../deps.ts';
import type { EventType } from '../manifest.ts';

/** @throws Fault not-found */
export async function findPolicy(deps: Deps, policyId: string): Promise<Policy> {
  const policy = await deps.store.read('policy', policyId);
  if (policy) return policy;
  throw new Fault('not-found', {
    reason: 'policy',
    zh: `没有政策 ${policyId}`,
    en: `No policy ${policyId}`,
  });
}

export interface PolicyStep {
  readonly type: EventType;
  readonly by: string;
  /** Nobody who had a hand in this version: refused in the transaction itself. */
  readonly notMadeBy?: string;
  readonly proof?: Readonly<Record<string, unknown>>;
}

/** @throws Fault lost-race when somebody changed it meanwhile */
export async function commitPolicy(
  deps: Deps,
  policy: Policy,
  { type, by, notMadeBy, proof }: PolicyStep,
): Promise<Policy> {
  const { committed } = await deps.store.commit({
    replaces: [{ kind: 'policy', entity: policy, ...(notMadeBy !== undefined && { notMadeBy }) }],
    event: {
      subject: `policy:${policy.id}`,
      seq: policy.version,
      type,
      at: policy.changedAt,
      by,
      data: { policyId: policy.id, version: policy.latest, state: policy.state },
      ...(proof && { proof }),
    },
  });
  if (!committed) throw new Fault('lost-race');
  return policy;
}
