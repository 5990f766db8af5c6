// Trigger of matching: due slices.
import * as z from 'zod';
import { flowMessageSchema, queueLambda } from '../edge/queue.ts';
import { loadDeps } from '../edge/wiring.ts';
import { matchSlice } from './match-slice.ts';

export const handler = queueLambda({
  schema: flowMessageSchema.extend({ data: z.looseObject({ sliceId: z.string() }) }),
  loadDeps,
  async handleOne(deps, { data }) {
    await matchSlice(deps, data.sliceId);
  },
});
