// Trigger of the allocator: accepted applications and fresh money wake it; one run a policy serves all of a batch.
import * as z from 'zod';
import { flowMessageSchema, queueLambda } from '../edge/queue.ts';
import { loadDeps } from '../edge/wiring.ts';
import { allocatePolicies } from './allocate-budget.ts';

export const handler = queueLambda({
  schema: flowMessageSchema.extend({ data: z.looseObject({ policyId: z.string() }) }),
  loadDeps,
  handle: (deps, messages, { remainingMs }) =>
    allocatePolicies(
      deps,
      messages.map(({ data }) => data.policyId),
      remainingMs,
    ),
});
