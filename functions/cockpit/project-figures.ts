// Use case: fold a batch of events into the figures of their policies and of the day, one write each.
import { dayFiguresId } from '../../core/cockpit/figures.ts';
import { emptyFigures, foldEvents, type FoldedEvent } from '../../core/cockpit/fold-events.ts';
import { dayOfInstant, formatDay, parseDay } from '../../core/kernel/day.ts';
import { Fault } from '../../core/kernel/fault.ts';
import type { Deps } from '../deps.ts';
import type { FlowEvent } from '../ports.ts';

/** Every policy's batch meets at the row of the day. */
const RACES_MAX = 20;

export type ProjectedEvent = Pick<FlowEvent, 'subject' | 'seq' | 'type' | 'at' | 'data'>;
type Projecting = Pick<Deps, 'store' | 'clock'>;

export async function projectFigures(deps: Projecting, events: readonly ProjectedEvent[]): Promise<void> {
  const byRow = new Map<string, FoldedEvent[]>();
  for (const { subject, seq, type, at, data } of events) {
    const policyId = data['policyId'];
    if (typeof policyId !== 'string') continue;
    const event = { id: `${subject}:${seq}`, type, at, data };
    for (const row of [policyId, dayFiguresId(businessDay(deps, at))])
      byRow.set(row, [...(byRow.get(row) ?? []), event]);
  }
  await Promise.all([...byRow].map(([row, folded]) => projectRow(deps, row, folded)));
}

/** The event's own day; where the business day is set, as in the demo and the replay, it is shifted by as much. */
function businessDay({ clock }: Projecting, at: string): string {
  const today = dayOfInstant(clock.nowMs());
  const shift = (parseDay(clock.today()) ?? today) - today;
  return formatDay(dayOfInstant(Date.parse(at)) + shift);
}

/** Shards project beside each other, so a lost race reads again. */
async function projectRow({ store }: Projecting, row: string, events: readonly FoldedEvent[]): Promise<void> {
  for (let race = 0; race < RACES_MAX; race++) {
    const next = foldEvents((await store.read('figures', row)) ?? emptyFigures(row), events);
    if (!next || (await store.putView(next))) return;
  }
  throw new Fault('lost-race');
}
