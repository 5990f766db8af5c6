// Trigger of matching: firms whose facts changed.
import * as z from 'zod';
import { flowMessageSchema, queueLambda } from '../edge/queue.ts';
import { loadDeps } from '../edge/wiring.ts';
import { matchChanges } from './match-changes.ts';

export const handler = queueLambda({
  schema: flowMessageSchema.extend({ data: z.looseObject({ changeId: z.string() }) }),
  loadDeps,
  async handleOne(deps, { data }) {
    await matchChanges(deps, data.changeId);
  },
});
