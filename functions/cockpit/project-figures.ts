// Use case: fold a batch of events into the figures of their policies, one write a policy.
import { emptyFigures, foldEvents, type FoldedEvent } from '../../core/cockpit/fold-events.ts';
import { Fault } from '../../core/kernel/fault.ts';
import type { Deps } from '../deps.ts';
import type { FlowEvent } from '../ports.ts';

const RACES_MAX = 8;

export type ProjectedEvent = Pick<FlowEvent, 'subject' | 'seq' | 'type' | 'at' | 'data'>;

export async function projectFigures(
  deps: Pick<Deps, 'store'>,
  events: readonly ProjectedEvent[],
): Promise<void> {
  const byPolicy = new Map<string, FoldedEvent[]>();
  for (const { subject, seq, type, at, data } of events) {
    const policyId = data['policyId'];
    if (typeof policyId !== 'string') continue;
    byPolicy.set(policyId, [...(byPolicy.get(policyId) ?? []), { id: `${subject}:${seq}`, type, at, data }]);
  }
  await Promise.all([...byPolicy].map(([policyId, folded]) => projectPolicy(deps, policyId, folded)));
}

/** Shards project beside each other, so a lost race reads again. */
async function projectPolicy(
  { store }: Pick<Deps, 'store'>,
  policyId: string,
  events: readonly FoldedEvent[],
): Promise<void> {
  for (let race = 0; race < RACES_MAX; race++) {
    const next = foldEvents((await store.read('figures', policyId)) ?? emptyFigures(policyId), events);
    if (!next || (await store.putView(next))) return;
  }
  throw new Fault('lost-race');
}
