// Trigger of matching: every minute, the columns of the register are looked at.
import { scheduleLambda } from '../edge/schedule.ts';
import { loadDeps } from '../edge/wiring.ts';
import { refreshSegments } from './refresh-segments.ts';

export const handler = scheduleLambda({
  loadDeps,
  async handle(deps) {
    await refreshSegments(deps);
  },
});
