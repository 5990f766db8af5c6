// Trigger of the message stage: events that enterprises should hear of.
import { flowMessageSchema, queueLambda } from '../edge/queue.ts';
import { loadDeps } from '../edge/wiring.ts';
import { notifyEnterprises } from './notify-enterprises.ts';

export const handler = queueLambda({
  schema: flowMessageSchema,
  loadDeps,
  async handleOne(deps, event) {
    await notifyEnterprises(deps, event);
  },
});
