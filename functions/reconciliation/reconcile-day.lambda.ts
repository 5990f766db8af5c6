// Trigger of the daily check: every half hour it closes the days before today that do not agree yet.
import { scheduleLambda } from '../edge/schedule.ts';
import { loadDeps } from '../edge/wiring.ts';
import { reconcileOpenDays } from './reconcile-day.ts';

export const handler = scheduleLambda({
  loadDeps,
  async handle(deps) {
    await reconcileOpenDays(deps);
  },
});
