// Trigger of order preparation: the legs of one batch of reservations.
import * as z from 'zod';
import { flowMessageSchema, queueLambda } from '../edge/queue.ts';
import { loadDeps } from '../edge/wiring.ts';
import { prepareOrders } from './prepare-order.ts';

export const handler = queueLambda({
  schema: flowMessageSchema.extend({
    data: z.looseObject({ legs: z.array(z.looseObject({ legId: z.string() })) }),
  }),
  loadDeps,
  async handle(deps, messages) {
    await prepareOrders(
      deps,
      messages.flatMap(({ data }) => data.legs.map((leg) => leg.legId)),
    );
    return [];
  },
});
