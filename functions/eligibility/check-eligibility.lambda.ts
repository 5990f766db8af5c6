// Trigger of the eligibility check: submitted applications, and waiting ones that the sweeper brings back.
import * as z from 'zod';
import { flowMessageSchema, queueLambda } from '../edge/queue.ts';
import { loadDeps } from '../edge/wiring.ts';
import { checkEligibility } from './check-eligibility.ts';

export const handler = queueLambda({
  schema: flowMessageSchema.extend({ data: z.looseObject({ applicationId: z.string() }) }),
  loadDeps,
  async handleOne(deps, { data }) {
    await checkEligibility(deps, data.applicationId);
  },
});
