// Trigger of the relay: event items of the core table's stream.
import { streamLambda } from '../edge/stream.ts';
import { loadDeps } from '../edge/wiring.ts';
import type { EventType } from '../manifest.ts';
import { relayEvents } from './relay-events.ts';

export const handler = streamLambda({
  read: ({ event, body }) => (event?.S && body?.S ? { type: event.S as EventType, body: body.S } : undefined),
  loadDeps,
  handle: (deps, events) => relayEvents(deps.queues, events),
});
