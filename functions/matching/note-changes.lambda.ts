// Trigger of matching: the register changed.
import * as z from 'zod';
import { flowMessageSchema, queueLambda } from '../edge/queue.ts';
import { loadDeps } from '../edge/wiring.ts';
import { noteChanges } from './note-changes.ts';

export const handler = queueLambda({
  schema: flowMessageSchema.extend({ data: z.looseObject({ noticeId: z.string() }) }),
  loadDeps,
  async handleOne(deps, { data }) {
    await noteChanges(deps, data.noticeId);
  },
});
