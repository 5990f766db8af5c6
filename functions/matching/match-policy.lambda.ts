// Trigger of matching: published policies.
import * as z from 'zod';
import { flowMessageSchema, queueLambda } from '../edge/queue.ts';
import { loadDeps } from '../edge/wiring.ts';
import { startMatching } from './match-policy.ts';

export const handler = queueLambda({
  schema: flowMessageSchema.extend({ data: z.looseObject({ policyId: z.string() }) }),
  loadDeps,
  async handleOne(deps, { data }) {
    await startMatching(deps, data.policyId);
  },
});
