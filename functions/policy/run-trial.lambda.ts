// Trigger of trials: one that was asked for is run; a submitted amendment is tried against the version in force.
import * as z from 'zod';
import { flowMessageSchema, queueLambda } from '../edge/queue.ts';
import { loadDeps } from '../edge/wiring.ts';
import { runTrial } from './run-trial.ts';
import { startDifference } from './start-trial.ts';

const data = z.union([
  z.looseObject({ trialId: z.string() }),
  z.looseObject({ policyId: z.string(), version: z.int() }),
]);

export const handler = queueLambda({
  schema: flowMessageSchema.extend({ data }),
  loadDeps,
  async handleOne(deps, { data: what }) {
    if ('trialId' in what) await runTrial(deps, what.trialId as string);
    else await startDifference(deps, what.policyId, what.version);
  },
});
