// Trigger of the sweeper: every minute.
import { scheduleLambda } from '../edge/schedule.ts';
import { loadDeps } from '../edge/wiring.ts';
import { sweepStalled } from './sweep-stalled.ts';

/** A step that has not moved for this long has lost its message: the flow takes seconds. */
const STALLED_MS = Number(process.env['ZHIDA_STALLED_MS'] ?? 60_000);

export const handler = scheduleLambda({
  loadDeps,
  async handle(deps) {
    await sweepStalled(deps, { stalledMs: STALLED_MS });
  },
});
