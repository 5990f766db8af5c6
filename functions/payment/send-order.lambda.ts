// Trigger of sending: orders released by rule or by a second person.
import * as z from 'zod';
import { flowMessageSchema, queueLambda } from '../edge/queue.ts';
import { loadDeps } from '../edge/wiring.ts';
import { sendOrder } from './send-order.ts';

export const handler = queueLambda({
  schema: flowMessageSchema.extend({ data: z.looseObject({ orderId: z.string() }) }),
  loadDeps,
  async handleOne(deps, { data }) {
    await sendOrder(deps, data.orderId);
  },
});
