// Trigger of the projector: event items of the core table's stream.
import { streamLambda } from '../edge/stream.ts';
import { loadDeps } from '../edge/wiring.ts';
import { projectFigures, type ProjectedEvent } from './project-figures.ts';

export const handler = streamLambda({
  read: ({ event, body }) => (event?.S && body?.S ? (JSON.parse(body.S) as ProjectedEvent) : undefined),
  loadDeps,
  async handle(deps, events) {
    await projectFigures(deps, events);
    return [];
  },
});
