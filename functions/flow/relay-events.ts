// Use case: carry committed events to the queues that consume them, as they are; what cannot be sent comes again.
import { queuesOf, type EventType } from '../manifest.ts';
import type { EventQueues } from '../ports.ts';

/** An event item of the stream: its type routes it, its body is sent untouched. */
export interface CommittedEvent {
  readonly type: EventType;
  readonly body: string;
}

/** @returns the indexes of events that did not reach all of their queues */
export async function relayEvents(queues: EventQueues, events: readonly CommittedEvent[]): Promise<number[]> {
  const byQueue = new Map<string, number[]>();
  events.forEach(({ type }, index) => {
    for (const queue of queuesOf(type)) byQueue.set(queue, [...(byQueue.get(queue) ?? []), index]);
  });
  const failed = new Set<number>();
  await Promise.all(
    [...byQueue].map(async ([queue, indexes]) => {
      const refused = await queues.send(
        queue,
        indexes.map((index) => (events[index] as CommittedEvent).body),
      );
      for (const position of refused) failed.add(indexes[position] as number);
    }),
  );
  return [...failed].sort((a, b) => a - b);
}
