// Trials that wait for a message: asked for and not run, or of an amendment that was submitted and never tried.
import { differenceTrialId } from '../../core/policy/trial.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { Deps } from '../deps.ts';
import type { EventType } from '../manifest.ts';

export interface StalledTrial {
  readonly type: EventType;
  readonly subject: string;
  readonly data: Record<string, unknown>;
}

const PAGE = 500;

/** @param isDue whether something that has stood since an instant should have moved by now */
export async function stalledTrials(
  deps: Pick<Deps, 'store'>,
  isDue: (at: string) => boolean,
): Promise<StalledTrial[]> {
  const waiting = await deps.store.list('trial', { by: 'state', group: 'waiting', limit: PAGE });
  // One that runs moves its job with every slice: it is not stalled, however long it takes.
  const jobs = await deps.store.readMany(
    'job',
    waiting.items.map(({ id }) => id),
  );
  const { items: policies } = await deps.store.list('policy', { by: 'all', limit: 10_000 });
  const amended = policies.filter(
    ({ inForce, latest, submittedBy, changedAt }) =>
      inForce > 0 && latest > inForce && submittedBy !== undefined && isDue(changedAt),
  );
  const tried = await deps.store.readMany('trial', amended.map(trialOf));
  return [
    ...waiting.items
      .filter(({ updatedAt }, index) => isDue(jobs[index]?.updatedAt ?? updatedAt))
      .map(({ id }) => ({ type: 'trial.requested' as const, subject: `trial:${id}`, data: { trialId: id } })),
    ...amended
      .filter((_, index) => tried[index] === undefined)
      .map(({ id, latest }) => ({
        type: 'policy.submitted' as const,
        subject: `policy:${id}`,
        data: { policyId: id, version: latest },
      })),
  ];
}

const trialOf = ({ id, latest }: Policy): string => differenceTrialId(id, latest);
